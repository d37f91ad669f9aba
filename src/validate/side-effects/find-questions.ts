import type TypeScript from 'typescript';
import { parseCode } from '../parse-code.ts';
import { findCallCounters } from './find-call-counters.ts';
import { isReference, readMemberName } from './read-names.ts';

/** Something that code asks of what surrounds it, and by which it could tell a check from real use. */
export interface Question {
  readonly path: string;
  readonly line: number;
  /** `asks for the time`: what follows the place in a sentence. */
  readonly words: string;
}

interface Topic {
  readonly words: string;
  /** What a documentation says of a package that may ask so. */
  readonly documentedBy: RegExp;
}

const never = /(?!)/;
const place = {
  words: 'asks where its file lies',
  documentedBy: /\b(?:files?|paths?|folders?|director\w+)\b/i,
};
const time: Topic = {
  words: 'asks for the time',
  documentedBy:
    /\b(?:time\w*|dates?|clocks?|now|today|ages?|ago|elapsed|delay\w*|intervals?|expir\w+|ttl|throttl\w+|debounc\w+|cache\w*|durations?|(?:milli)?seconds?|minutes?|hours?|days?|rate|timestamps?)\b/i,
};
const dice: Topic = {
  words: 'throws dice',
  documentedBy:
    /\b(?:random\w*|unique|u?u?ids?|shuffl\w+|sampl\w+|jitter|nonces?|tokens?|salts?|colou?rs?)\b/i,
};
const network: Topic = {
  words: 'reaches for the network',
  documentedBy: /\b(?:https?|fetch\w*|requests?|urls?|network|sockets?|servers?|download\w*)\b/i,
};
const started: Topic = {
  words: 'asks how the process was started',
  documentedBy: /\b(?:process\w*|arguments?|argv|command\w*|cli|working directory|paths?|files?)\b/i,
};
const environment: Topic = {
  words: 'asks for the environment',
  documentedBy: /\b(?:env\w*|variables?|colou?rs?|terminal)\b/i,
};
const machine: Topic = {
  words: 'asks the process for what a check may tell by',
  documentedBy: /\b(?:process\w*|platforms?|node|windows|memory|signals?|exit)\b/i,
};
const program: Topic = { words: 'runs a program of machine code', documentedBy: /\b(?:wasm|webassembly)\b/i };
const stack: Topic = { words: 'reads the stack', documentedBy: /\b(?:stack\w*|trace\w*|callers?)\b/i };

/** Names that stand for themselves. */
const globals: Readonly<Record<string, Topic>> = {
  ...{
    fetch: network,
    WebSocket: network,
    EventSource: network,
    XMLHttpRequest: network,
    navigator: network,
  },
  ...{ performance: time, WebAssembly: program, __filename: place, __dirname: place },
};
const processMembers: Readonly<Record<string, Topic | null>> = {
  ...{ env: environment, uptime: time, hrtime: time },
  ...{ argv: started, argv0: started, execArgv: started, execPath: started, title: started, cwd: started },
  ...{ pid: started, ppid: started, nextTick: null, emitWarning: null, stdout: null, stderr: null },
};
const objects = new Set(['globalThis', 'global', 'window', 'self']);

/** Questions that the documentation gives no reason for; nothing is run. */
export function findQuestions(
  ts: typeof TypeScript,
  files: Readonly<Record<string, string>>,
  prose: string,
): Question[] {
  return Object.entries(files).flatMap(([path, text]) => {
    const source = parseCode(ts, path, text);
    if (source === null) return [];
    const questions: Question[] = [];
    const ask = (node: TypeScript.Node, { words, documentedBy }: Topic): void => {
      if (documentedBy.test(prose)) return;
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      questions.push({ path, line, words });
    };
    visit(ts, source, ask);
    for (const { node, name } of findCallCounters(ts, source)) {
      const documentedBy = /\b(?:unique|ids?|identifiers?|sequences?|increment\w*|counters?)\b/i;
      ask(node, { words: `counts its calls (${name})`, documentedBy });
    }
    return questions;
  });
}

type Ask = (node: TypeScript.Node, topic: Topic) => void;

function visit(ts: typeof TypeScript, root: TypeScript.Node, ask: Ask): void {
  let depth = 0;
  const walk = (node: TypeScript.Node): void => {
    if (depth > 400) return;
    const topic = findTopic(ts, node);
    if (topic !== null) ask(node, topic);
    depth += 1;
    ts.forEachChild(node, walk);
    depth -= 1;
  };
  walk(root);
}

function findTopic(ts: typeof TypeScript, node: TypeScript.Node): Topic | null {
  if (ts.isMetaProperty(node)) return node.keywordToken === ts.SyntaxKind.ImportKeyword ? place : null;
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression))
    return node.expression.text === 'Date' && (node.arguments ?? []).length === 0 ? time : null;
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'Date')
    return time;
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return readMember(ts, node);
  if (!ts.isIdentifier(node) || !isReference(ts, node)) return null;
  if (Object.hasOwn(globals, node.text)) return globals[node.text] ?? null;
  if (node.text === 'process' && !isObjectOfMember(ts, node))
    return { words: 'hands on the whole process', documentedBy: never };
  return null;
}

function readMember(
  ts: typeof TypeScript,
  node: TypeScript.PropertyAccessExpression | TypeScript.ElementAccessExpression,
): Topic | null {
  const name = readMemberName(ts, node);
  const object = node.expression;
  if (name === 'stack') return isError(ts, object) ? stack : null;
  if (!ts.isIdentifier(object)) return null;
  if (object.text === 'process') {
    if (name === null)
      return { words: 'asks the process for what its text does not name', documentedBy: never };
    return Object.hasOwn(processMembers, name) ? (processMembers[name] ?? null) : machine;
  }
  if (objects.has(object.text) && isReference(ts, object)) {
    if (name === null)
      return { words: `takes what its text does not name from ${object.text}`, documentedBy: never };
    return Object.hasOwn(globals, name) ? (globals[name] ?? null) : null;
  }
  if (object.text === 'Date' && name === 'now') return time;
  if (object.text === 'Math' && name === 'random') return dice;
  return object.text === 'crypto' && /^(?:randomUUID|getRandomValues)$/.test(name ?? '') ? dice : null;
}

function isError(ts: typeof TypeScript, node: TypeScript.Expression): boolean {
  if (ts.isIdentifier(node)) return /^(?:e|err|error|ex|exception)$/i.test(node.text);
  const bare = ts.isParenthesizedExpression(node) ? node.expression : node;
  const made = ts.isNewExpression(bare) || ts.isCallExpression(bare) ? bare.expression : null;
  return made !== null && ts.isIdentifier(made) && made.text.endsWith('Error');
}

function isObjectOfMember(ts: typeof TypeScript, node: TypeScript.Identifier): boolean {
  const { parent } = node;
  const isMember = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent);
  return (isMember && parent.expression === node) || ts.isTypeOfExpression(parent);
}
