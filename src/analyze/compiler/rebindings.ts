import type { ApiExport } from '../../spec/index.ts';
import { type BindingRequest, readUses, resolveTarget } from './bindings.ts';
import type { TypeScript } from './load-typescript.ts';
import { isIdentifier } from './names.ts';
import type { PreparedSnippet, Step } from './prepared-snippet.ts';
import { applyEdits, type Edit, findRenames } from './rename.ts';
import { languageNames } from './slice.ts';
import { ownNames } from './syntax.ts';

/** One statement that gives a local name an export, with the steps that may use it until the next such statement. */
interface Loaded {
  readonly step: Step;
  readonly local: string;
  readonly target: string;
  readonly steps: Step[];
  /** The earlier statement that this one only offers another way for: no use lies between the two. */
  readonly instead: Loaded | null;
}

/**
 * Text of the snippets in which a local name stands for another export than where it was bound first: from there on
 * it gets a name of its own, since bindings hold for the whole documentation. Snippets without such a name are absent.
 */
export function separateRebindings(
  ts: TypeScript,
  request: BindingRequest,
): ReadonlyMap<PreparedSnippet, string> {
  const loads = readLoads(request.snippets);
  const renames = chooseNames(ts, request, loads);
  const texts = new Map<PreparedSnippet, string>();
  if (renames.size === 0) return texts;
  const edits = new Map<PreparedSnippet, Edit[]>();
  followNames<NewName>(request.snippets, {
    take: (step, local) => renames.get(step)?.get(local),
    visit: (snippet, step, lookup) => {
      const part = step.loading?.kind === 'package' ? 'bound' : 'used';
      const found = findRenames(ts, step.statement.node, (name) => lookup(name)?.[part]);
      const list = edits.get(snippet) ?? [];
      list.push(...found);
      edits.set(snippet, list);
    },
  });
  for (const [snippet, list] of edits) {
    const source = snippet.steps[0]?.statement.node.getSourceFile();
    if (source !== undefined && list.length > 0) texts.set(snippet, applyEdits(source.text, list));
  }
  return texts;
}

/** What a loading statement binds instead of its local name, and what the statements after it use. */
interface NewName {
  readonly bound: string;
  readonly used: string;
}

type Renames = ReadonlyMap<Step, ReadonlyMap<string, NewName>>;

interface Follower<T> {
  /** What a loading statement makes of a local name; undefined for nothing of interest. */
  take(
    step: Step,
    local: string,
    before: { readonly target: string; readonly previous: T | undefined },
  ): T | undefined;
  visit(snippet: PreparedSnippet, step: Step, lookup: (name: string) => T | undefined): void;
}

/** Walks each document with what its local names stand for: loading lasts until the next, a variable for its block. */
function followNames<T>(snippets: readonly PreparedSnippet[], { take, visit }: Follower<T>): void {
  const documents = new Map<string, Map<string, T>>();
  for (const snippet of snippets) {
    const { document } = snippet.snippet;
    const names = documents.get(document) ?? new Map<string, T>();
    documents.set(document, names);
    const hidden = new Set<string>();
    for (const step of snippet.steps) {
      if (step.loading?.kind === 'package') {
        for (const [local, target] of step.loading.targets) {
          const taken = take(step, local, { target, previous: names.get(local) });
          if (taken === undefined) names.delete(local);
          else names.set(local, taken);
          hidden.delete(local);
        }
      } else for (const name of otherNames(step)) hidden.add(name);
      if (names.size > 0) visit(snippet, step, (name) => (hidden.has(name) ? undefined : names.get(name)));
    }
  }
}

/** Names that a statement declares for something else than the package. */
function otherNames({ loading, declares }: Step): readonly string[] {
  return loading === null || loading.kind === 'package' ? declares : loading.names;
}

function readLoads(snippets: readonly PreparedSnippet[]): readonly Loaded[] {
  const loads: Loaded[] = [];
  followNames<Loaded>(snippets, {
    take: (step, local, { target, previous }) => {
      const instead = previous?.steps.length === 0 ? previous : null;
      const load: Loaded = { step, local, target, steps: instead?.steps ?? [], instead };
      loads.push(load);
      return load;
    },
    visit: (_, step, lookup) => {
      if (step.loading === null) for (const name of step.uses) lookup(name)?.steps.push(step);
    },
  });
  return loads;
}

/** For each loading statement whose local name already means another export: the names to use instead. */
function chooseNames(ts: TypeScript, request: BindingRequest, loads: readonly Loaded[]): Renames {
  const renames = new Map<Step, Map<string, NewName>>();
  const targets = new Map<string, Set<string>>();
  for (const { local, target } of loads)
    targets.set(local, (targets.get(local) ?? new Set<string>()).add(target));
  if ([...targets.values()].every((entry) => entry.size < 2)) return renames;
  const bound = new Map<string, string>();
  const later: { load: Loaded; target: string }[] = [];
  for (const load of loads) {
    const isPlain = (targets.get(load.local)?.size ?? 0) < 2;
    const target = resolveTarget(isPlain ? request : withUses(ts, request, load), load.local, load.target);
    if (!bound.has(load.local)) bound.set(load.local, target);
    else if (!isPlain && bound.get(load.local) !== target) later.push({ load, target });
  }
  const free = createNames(ts, request, bound);
  for (const { load, target } of later) {
    const names = renames.get(load.step) ?? new Map<string, NewName>();
    const bound = free(load.local, target);
    const used = load.instead === null ? bound : usedName(renames, load.instead);
    renames.set(load.step, names.set(load.local, { bound, used }));
  }
  return renames;
}

function usedName(renames: Renames, { step, local }: Loaded): string {
  return renames.get(step)?.get(local)?.used ?? local;
}

/** What follows one loading statement tells what that one loads; where nothing follows, all uses together do. */
function withUses(ts: TypeScript, request: BindingRequest, { local, steps }: Loaded): BindingRequest {
  const own = readUses(ts, [{ steps }], new Set([local]));
  return own.size === 0 ? request : { ...request, uses: own };
}

/** Finds the export's own name where it is free, else the local name with a number. */
function createNames(
  ts: TypeScript,
  { snippets, known, moduleName }: BindingRequest,
  bound: Map<string, string>,
): (local: string, target: string) => string {
  const declared = new Set<string>();
  const used = new Set<string>();
  for (const { steps } of snippets)
    for (const step of steps) {
      for (const name of step.uses) used.add(name);
      if (step.loading?.kind === 'package') continue;
      for (const name of otherNames(step)) declared.add(name);
      for (const name of ownNames(ts, step.statement.node)) declared.add(name);
    }
  const isFree = (name: string, target: string): boolean => {
    if (!isIdentifier(name) || declared.has(name) || languageNames.has(name)) return false;
    const meaning = bound.get(name) ?? meaningOf(known, name);
    return meaning === target || (meaning === undefined && !used.has(name));
  };
  return (local, target) => {
    const own = ownName(known, target, moduleName);
    const candidates = [own, ...Array.from({ length: 50 }, (_, index) => `${local}${index + 2}`)];
    const name = candidates.find((entry) => isFree(entry, target)) ?? local;
    bound.set(name, bound.get(name) ?? target);
    return name;
  };
}

function meaningOf(known: readonly ApiExport[], name: string): string | undefined {
  return known.find((entry) => entry.name === name || entry.local_name === name)?.name;
}

function ownName(known: readonly ApiExport[], target: string, moduleName: string): string {
  if (target !== 'default') return target;
  return known.find((entry) => entry.name === 'default')?.local_name ?? moduleName;
}
