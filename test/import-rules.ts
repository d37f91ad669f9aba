import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';

/** Source text by path below `src`, with `/`. */
export type SourceTree = ReadonlyMap<string, string>;

export interface ImportEdge {
  readonly from: string;
  /** Path below `src`, or the package's name for what is not ours. */
  readonly to: string;
  readonly isOurs: boolean;
}

/** The rooms that a package's data walks through; only the pipeline knows them all. */
const phaseRooms = ['manifest', 'registry', 'docs', 'analyze', 'firewall', 'build', 'validate'];
const forbiddenForBuild = ['registry', 'docs', 'analyze', 'validate'];
/** What the programs behind the wall are made of: their files, and the rooms that they may reach by no way. */
const guests = [
  { file: 'wall/guest/build-agent.ts', forbidden: [...forbiddenForBuild, 'output', 'audit', 'pipeline'] },
  { file: 'wall/guest/analyze-agent.ts', forbidden: ['build', 'validate', 'output', 'audit', 'pipeline'] },
];
const ownersOfTheProcess = ['cli', 'server', 'library'];
const callersOfThePipeline = ['pipeline', ...ownersOfTheProcess];

export function readSourceTree(folder: string, extension: '.ts' | '.mjs' = '.ts'): SourceTree {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter(
      (path) =>
        path.endsWith(extension) && !/\.(test|fake)\.ts$/.test(path) && !path.includes('__fixtures__'),
    );
  return new Map(files.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** Every import, type-only and dynamic ones included, as TypeScript's own scanner sees them. */
export function listEdges(tree: SourceTree): ImportEdge[] {
  return [...tree].flatMap(([from, text]) =>
    ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => {
      const isOurs = fileName.startsWith('.');
      const to = isOurs
        ? relative('/src', resolve('/src', dirname(from), fileName))
            .split(sep)
            .join('/')
        : fileName;
      return { from, to, isOurs };
    }),
  );
}

/** One sentence for each broken rule. */
export function findViolations(tree: SourceTree): string[] {
  const edges = listEdges(tree).filter((edge) => edge.isOurs);
  return [
    ...findMissing(tree, edges),
    ...findInsides(edges),
    ...findReach(edges, {
      who: 'build',
      isStart: (from) => roomOf(from) === 'build',
      forbidden: forbiddenForBuild,
    }),
    ...guests.flatMap(({ file, forbidden }) =>
      findReach(edges, { who: file, isStart: (from) => from === file, forbidden }),
    ),
    ...findCycles(edges),
    ...findPipelineUse(edges),
    ...findProcessUse(tree),
    ...findManyRooms(edges),
  ];
}

/** One sentence for each import of a script that goes nowhere or round in a circle; what is built is not looked at. */
export function findScriptViolations(tree: SourceTree): string[] {
  const edges = listEdges(tree).filter(({ to, isOurs }) => isOurs && !to.startsWith('../dist/'));
  return [...findMissing(tree, edges), ...findCycles(edges)];
}

export function roomOf(path: string): string {
  return path.split('/')[0] ?? '';
}

function findMissing(tree: SourceTree, edges: readonly ImportEdge[]): string[] {
  return edges
    .filter(({ to }) => !tree.has(to))
    .map(({ from, to }) => `${from} imports ${to}, which is not there`);
}

// config/flags.ts and config/nearest.ts are data and a pure function: the command line reads them without loading zod
// and the schema, which `--version`, `--help` and a mistyped command must not wait for. For the same reason ipaddr.js
// is loaded with core/ip-address.ts alone and not with all of core, and output/evidence-json.ts, which imports nothing,
// without the room that writes.
const openFiles: ReadonlySet<string> = new Set([
  'config/flags.ts',
  'config/nearest.ts',
  'config/schema.ts',
  'core/ip-address.ts',
  'output/evidence-json.ts',
]);

/** A room is entered by its index.ts or types.ts. */
function findInsides(edges: readonly ImportEdge[]): string[] {
  return edges
    .filter(({ from, to }) => roomOf(from) !== roomOf(to))
    .filter(({ to }) => !/^[^/]+\/(index|types)\.ts$/.test(to) && !openFiles.has(to))
    .map(
      ({ from, to }) => `${from} reaches into ${to}: import ${roomOf(to)}/index.ts or ${roomOf(to)}/types.ts`,
    );
}

/** What Agent B's room and the programs of both agents can reach, file by file: the promise of the product. */
function findReach(
  edges: readonly ImportEdge[],
  rule: {
    readonly who: string;
    readonly isStart: (from: string) => boolean;
    readonly forbidden: readonly string[];
  },
): string[] {
  const reached = new Map(edges.filter(({ from }) => rule.isStart(from)).map(({ from }) => [from, from]));
  const queue = [...reached.keys()];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    for (const { to } of edges.filter((edge) => edge.from === file)) {
      if (reached.has(to)) continue;
      reached.set(to, `${reached.get(file)} -> ${to}`);
      queue.push(to);
    }
  }
  return [...reached]
    .filter(([file]) => rule.forbidden.includes(roomOf(file)))
    .map(([file, path]) => `${rule.who} reaches ${roomOf(file)}: ${path}`);
}

/** Depth first; each cycle is told at least once. */
function findCycles(edges: readonly ImportEdge[]): string[] {
  const targets = new Map<string, ImportEdge[]>();
  for (const edge of edges) targets.set(edge.from, [...(targets.get(edge.from) ?? []), edge]);
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start !== -1) cycles.push(`import cycle: ${[...path.slice(start), file].join(' -> ')}`);
    if (start !== -1 || done.has(file)) return;
    for (const { to } of targets.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return cycles;
}

/** The pipeline calls the rooms; a room that knew it, even by a type alone, would know the order. */
function findPipelineUse(edges: readonly ImportEdge[]): string[] {
  return edges
    .filter(({ from, to }) => roomOf(to) === 'pipeline' && !callersOfThePipeline.includes(roomOf(from)))
    .map(({ from, to }) => `${from} imports ${to}: a room knows nothing of the pipeline that calls it`);
}

function findProcessUse(tree: SourceTree): string[] {
  return [...tree]
    .filter(([path, text]) => !ownersOfTheProcess.includes(roomOf(path)) && readsEnvironment(text))
    .map(([path]) => `${path} reads process.env: let cli or server hand it in`);
}

/** By syntax, so that a comment or a string about process.env is none. */
function readsEnvironment(text: string): boolean {
  if (!text.includes('env')) return false;
  const file = ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, false);
  const visit = (node: ts.Node): boolean =>
    (ts.isPropertyAccessExpression(node) &&
      node.name.text === 'env' &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === 'process') ||
    ts.forEachChild(node, visit) === true;
  return visit(file) || /import\s*\{[^}]*\benv\b[^}]*\}\s*from\s*'(node:)?process'/.test(text);
}

/** The pipeline, and the wall that both agents stand behind; what each of its programs may reach is a rule above. */
const knowers = ['pipeline', 'wall'];

function findManyRooms(edges: readonly ImportEdge[]): string[] {
  const rooms = new Map<string, Set<string>>();
  for (const { from, to } of edges) {
    if (roomOf(from) === roomOf(to) || !phaseRooms.includes(roomOf(to))) continue;
    rooms.set(roomOf(from), (rooms.get(roomOf(from)) ?? new Set()).add(roomOf(to)));
  }
  return [...rooms]
    .filter(([room, known]) => !knowers.includes(room) && known.size > 2)
    .map(
      ([room, known]) =>
        `${room} knows ${[...known].sort().join(', ')}: only pipeline may know more than two`,
    );
}
