import type { Spec } from '../../spec/index.ts';
import type { Finding } from '../types.ts';
import { type PlainWord, readPlainWords } from './plain-words.ts';
import { forEachLine, proseDocuments, splitLines } from './prose.ts';

/** Words that follow one another, each within so many words of the one before. */
interface Phrase {
  readonly steps: readonly { readonly words: ReadonlySet<string>; readonly within: number }[];
  readonly reason: string;
}

const step = (words: string, within = 1): Phrase['steps'][number] => ({
  words: new Set(words.split(' ')),
  within,
});
const ignoring = step('ignore disregard forget override bypass');
const agents = 'ai llm llms assistant assistants copilot agent agents chatbot chatbots';
const duties = step('must should shall required have need', 5);
const deeds = step('read open fetch download execute run copy send upload reveal print output visit', 7);
const roleReason = 'tells an agent who it is';

/** Text that speaks to an agent rather than about a package. */
const phrases: readonly Phrase[] = [
  {
    steps: [
      ignoring,
      step('previous prior above earlier all any your the these', 6),
      step('instruction instructions prompt prompts guidelines', 5),
    ],
    reason: 'asks an agent to ignore its instructions',
  },
  {
    // `override the rules` is what a library may well do: these nouns need a word that points at the conversation.
    steps: [
      ignoring,
      step('previous prior above earlier your', 6),
      step('rules specification context orders task tasks', 5),
    ],
    reason: 'asks an agent to ignore its instructions',
  },
  { steps: [step('you'), step('are'), step(agents, 6)], reason: roleReason },
  { steps: [step('act behave'), step('as'), step(agents, 6)], reason: roleReason },
  { steps: [step('pretend'), step('to'), step('be'), step(agents, 6)], reason: roleReason },
  // Whoever is called an assistant is spoken to; an agent may be that of a browser, and needs a deed as well.
  {
    steps: [step('ai llm llms assistant assistants copilot chatbot chatbots'), duties],
    reason: 'gives an order to an agent',
  },
  { steps: [step(agents), duties, deeds], reason: 'gives an order to an agent' },
  { steps: [step('language'), step('model models'), duties, deeds], reason: 'gives an order to an agent' },
  { steps: [step('system'), step('prompt prompts')], reason: "speaks of an agent's prompt" },
  { steps: [step('developer'), step('message messages')], reason: "speaks of an agent's prompt" },
  { steps: [step('hidden'), step('instruction instructions')], reason: "speaks of an agent's prompt" },
];

/** Marks of chat templates: ChatML and Qwen, Llama 2 and 3, Mistral, Gemma, Phi, DeepSeek. */
const tokens: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  {
    pattern:
      /<\|[a-z0-9_▁ ]{1,40}\|>|\[\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|TOOL_CONTENT)\]|<<\/?SYS>>|<\/?(?:start_of_turn|end_of_turn|im_start|im_end|system_prompt|endoftext)>/i,
    reason: 'holds a chat template token',
  },
  {
    pattern:
      /<\/?(?:tool_call|tool_response|function_calls?|tool_use|tool_result|invoke|antml)\b|<function=|"(?:tool_calls?|function_call|tool_use)"\s{0,3}:/i,
    reason: 'holds a tool call',
  },
  {
    pattern:
      /^[\s>*#-]{0,12}(?:system|assistant|human|developer)\s{0,2}(?:\*\*)?:\s|^[\s>*-]{0,12}#{2,6}\s{0,3}(?:system|instructions?|response|assistant)\s{0,3}:/i,
    reason: "opens another speaker's turn",
  },
];

export function findInstructions(spec: Spec): Finding[] {
  const findings: Finding[] = [];
  forEachLine(spec, ({ document, line, text }) => {
    const plain = text.normalize('NFKC').replace(/[\p{Cf}\u00ad]/gu, '');
    for (const { pattern, reason } of tokens) {
      if (pattern.test(plain)) findings.push({ rule: 'instruction', document, line, reason });
    }
  });
  for (const [document, words] of readPlainWords(spec)) {
    for (const { line, reason } of findPhrases(words)) {
      findings.push({ rule: 'instruction', document, line, reason });
    }
  }
  return [...findings, ...findCompanions(spec, findings)];
}

/**
 * Statements that come from the same lines of the documentation as one that speaks to an agent: an order may go on in the
 * next sentence, which alone looks like any other.
 */
function findCompanions(spec: Spec, findings: readonly Finding[]): Finding[] {
  const lines = proseDocuments.flatMap((document) =>
    splitLines(spec.texts[document]).map((text, index) => ({
      document,
      line: index + 1,
      place: readPlace(text),
    })),
  );
  const refused = new Set(findings.map(({ document, line }) => `${document} ${line}`));
  const isRefused = ({ document, line }: { document: string; line: number }): boolean =>
    refused.has(`${document} ${line}`);
  const places = new Set(lines.filter(isRefused).flatMap(({ place }) => place ?? []));
  return lines.flatMap((each): Finding[] => {
    if (each.place === null || !places.has(each.place) || isRefused(each)) return [];
    const reason = 'comes from the same lines as text that speaks to an agent';
    return [{ rule: 'instruction', document: each.document, line: each.line, reason }];
  });
}

function readPlace(line: string): string | null {
  return /\[([^[\]]{1,100}:\d{1,9}(?:-\d{1,9})?)\]$/.exec(line)?.[1] ?? null;
}

/** Each phrase once a line. Words are looked at across lines, since a line break hides nothing from a reader. */
function findPhrases(words: readonly PlainWord[]): { line: number; reason: string }[] {
  const found = new Map<string, { line: number; reason: string }>();
  words.forEach(({ text }, at) => {
    for (const { steps, reason } of phrases) {
      if (!steps[0]?.words.has(text)) continue;
      const last = matchSteps({ words, at, steps: steps.slice(1) });
      if (last === null) continue;
      // All that stands between goes with it: half of a phrase left over is still half an order.
      for (const { line } of words.slice(at, last + 1)) found.set(`${line} ${reason}`, { line, reason });
    }
  });
  return [...found.values()];
}

/** The place of the word that meets the last of `steps` after the one at `at`; null when they are not there. */
function matchSteps(request: {
  readonly words: readonly PlainWord[];
  readonly at: number;
  readonly steps: Phrase['steps'];
}): number | null {
  const { words, at, steps } = request;
  const [next, ...rest] = steps;
  if (next === undefined) return at;
  for (let place = at + 1; place <= at + next.within; place += 1) {
    const word = words[place];
    if (word === undefined || !next.words.has(word.text)) continue;
    const last = matchSteps({ words, at: place, steps: rest });
    if (last !== null) return last;
  }
  return null;
}
