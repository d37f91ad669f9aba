import type { Spec } from '../../spec/index.ts';
import { SyntaxTreeError } from '../../syntax-trees/index.ts';
import type { TargetCode, TargetMend } from '../types.ts';
import { extractPython } from './extract-code.ts';
import { importNameOf, listWanted, modulePathOf } from './layout.ts';
import { readModule, type TopStatement } from './read-module.ts';
import { builtinNames, standardModules, standardNames } from './standard-library.ts';

/**
 * Everything that can be mended in a reply without changing what its code does: what does not belong in a library is
 * dropped, missing imports of the standard library are added, one of two declarations is chosen, a documented name that
 * is spelled in another way is handed on. Each mend is returned to be recorded.
 */
export async function mendPython(reply: string, spec: Spec): Promise<TargetCode> {
  const extracted = extractPython(reply);
  if (extracted === null) return { kind: 'unusable', problem: 'the reply holds no code block' };
  const read = await parse(extracted.code);
  if (typeof read === 'string') return { kind: 'unusable', problem: read };
  const mends: TargetMend[] = [];
  const wanted = listWanted(spec).map(({ name }) => name);
  const { statements, problem } = read;
  const cut = extracted.unclosed ? ' (the reply ended before its code did)' : '';
  const parsed = problem === null ? null : `the code does not parse: ${problem}${cut}`;
  const kept = chooseStatements(statements, { wanted: new Set(wanted), spec, mends });
  const declared = new Set(kept.flatMap(({ binds }) => binds));
  const aliases = findAliases(wanted, declared, mends);
  for (const [name] of aliases) declared.add(name);
  const missing = wanted.filter((name) => !declared.has(name));
  // A part that does not parse may only be left out where it is nothing that was asked for.
  if (parsed !== null && (missing.length > 0 || !extracted.unclosed))
    return { kind: 'unusable', problem: parsed };
  if (parsed !== null) mends.push({ kind: 'unparsable-dropped', detail: problem ?? '' });
  if (wanted.length > 0 && missing.length === wanted.length)
    return { kind: 'unusable', problem: `the code declares none of ${missing.join(', ')}` };
  const { imports, undeclared } = settleNames(kept, declared, mends);
  return {
    kind: 'code',
    sources: {
      [modulePathOf(spec)]: renderModule({
        kept,
        imports,
        aliases,
        exported: wanted.filter((name) => declared.has(name)),
      }),
    },
    ...{ missing, undeclared, mends },
  };
}

async function parse(code: string): Promise<Awaited<ReturnType<typeof readModule>> | string> {
  try {
    return await readModule(code);
  } catch (error) {
    if (error instanceof SyntaxTreeError) return error.message;
    if (error instanceof RangeError) return 'the code nests too deeply to be read';
    throw error;
  }
}

interface Choice {
  readonly wanted: ReadonlySet<string>;
  readonly spec: Spec;
  readonly mends: TargetMend[];
}

function chooseStatements(statements: readonly TopStatement[], choice: Choice): TopStatement[] {
  const { mends } = choice;
  const library = statements.filter((statement) => {
    const reason = whyDropped(statement, choice);
    if (reason !== null) mends.push({ kind: reason, detail: oneLine(statement.text).slice(0, 80) });
    return reason === null;
  });
  return dropUnused(dropDuplicates(library, mends), choice);
}

/** Why a statement does not belong in a library; null for one that does. */
function whyDropped(statement: TopStatement, { wanted, spec }: Choice): string | null {
  const isWanted = statement.binds.some((name) => wanted.has(name));
  if (isWanted && statement.kind !== 'import') return null;
  if (statement.kind === 'example') return 'example-dropped';
  if (statement.kind === 'compound' && statement.shows) return 'example-dropped';
  if (statement.kind === 'class' && statement.isTest) return 'test-dropped';
  if (statement.kind === 'function' && /^test_/.test(statement.binds[0] ?? '')) return 'test-dropped';
  if (statement.kind === 'function' && statement.binds[0] === 'main') return 'main-dropped';
  if (statement.kind !== 'import') return null;
  const root = importNameOf(spec).split('.')[0];
  // The module is written in one piece: what it would import from itself it declares.
  const isOwn = statement.imports.every(
    ({ module }) => module.startsWith('.') || module.split('.')[0] === root,
  );
  return isOwn && statement.imports.length > 0 && !standardModules.has(root ?? '')
    ? 'own-import-dropped'
    : null;
}

/** Of two declarations of one name the later counts, as in Python; but an echo with an empty body never does. */
function dropDuplicates(statements: readonly TopStatement[], mends: TargetMend[]): TopStatement[] {
  const chosen = new Map<string, TopStatement>();
  for (const statement of statements) {
    const [name] = statement.binds;
    const isDefinition = statement.kind === 'function' || statement.kind === 'class';
    if (name === undefined || !isDefinition || statement.isDecorated) continue;
    const before = chosen.get(name);
    if (before === undefined || before.isStub || !statement.isStub) chosen.set(name, statement);
  }
  return statements.filter((statement) => {
    const winner = chosen.get(statement.binds[0] ?? '');
    const isDefinition = statement.kind === 'function' || statement.kind === 'class';
    if (winner === undefined || winner === statement || !isDefinition || statement.isDecorated) return true;
    mends.push({ kind: 'duplicate-dropped', detail: `${statement.binds[0]}, line ${statement.line}` });
    return false;
  });
}

/** `result = slugify('x')` at the top level is an example where nothing reads it. */
function dropUnused(statements: readonly TopStatement[], { wanted, mends }: Choice): TopStatement[] {
  const own = new Set(
    statements.filter(({ kind }) => kind === 'function' || kind === 'class').flatMap(({ binds }) => binds),
  );
  return statements.filter((statement) => {
    if (statement.kind !== 'assignment' || statement.binds.length === 0) return true;
    const isRead = statements.some(
      (other) => other !== statement && other.uses.some(({ name }) => statement.binds.includes(name)),
    );
    const callsOwn = statement.uses.some(({ name }) => own.has(name));
    if (isRead || !callsOwn || statement.binds.some((name) => wanted.has(name) || name === '__all__'))
      return true;
    mends.push({ kind: 'example-dropped', detail: oneLine(statement.text).slice(0, 80) });
    return false;
  });
}

/** A name in another case or with other underscores: `camelize` for `Camelize`. */
function findAliases(
  wanted: readonly string[],
  declared: ReadonlySet<string>,
  mends: TargetMend[],
): ReadonlyMap<string, string> {
  const flat = (name: string): string => name.replaceAll('_', '').toLowerCase();
  const aliases = new Map<string, string>();
  for (const name of wanted) {
    if (declared.has(name)) continue;
    const [found, ...others] = [...declared].filter(
      (other) => flat(other) === flat(name) && !wanted.includes(other),
    );
    if (found === undefined || others.length > 0) continue;
    aliases.set(name, found);
    mends.push({ kind: 'name-matched', detail: `${found} is ${name}` });
  }
  return aliases;
}

interface SettledNames {
  readonly imports: readonly string[];
  readonly undeclared: readonly string[];
}

/** Names that nothing binds: imported where the standard library has them, else reported. */
function settleNames(
  kept: readonly TopStatement[],
  declared: ReadonlySet<string>,
  mends: TargetMend[],
): SettledNames {
  const bound = new Set([...declared, ...kept.flatMap(({ inner }) => inner)]);
  const imports = new Set<string>();
  const undeclared = new Set<string>();
  const isAllTaken = kept.some(({ imports: taken }) => taken.some(({ name }) => name === '*'));
  for (const { uses } of kept) {
    for (const { name, path } of uses) {
      if (bound.has(name) || builtinNames.has(name) || isAllTaken) continue;
      const module = standardNames.get(name);
      const line =
        path.length > 0 && standardModules.has(name)
          ? `import ${name}`
          : module !== undefined
            ? `from ${module} import ${name}`
            : name === 'datetime' || name === 'date'
              ? `from datetime import ${name}`
              : null;
      if (line === null) undeclared.add(name);
      else imports.add(line);
    }
  }
  for (const statement of kept) {
    // Where a failure is caught, something else stands in.
    if (statement.kind !== 'import') continue;
    for (const { module } of statement.imports) {
      const root = module.split('.')[0] ?? '';
      if (root === '' || standardModules.has(root)) continue;
      undeclared.add(root);
    }
  }
  for (const line of imports) mends.push({ kind: 'import-added', detail: line });
  return { imports: [...imports].sort(), undeclared: [...undeclared] };
}

interface ModuleParts {
  readonly kept: readonly TopStatement[];
  readonly imports: readonly string[];
  readonly aliases: ReadonlyMap<string, string>;
  readonly exported: readonly string[];
}

/** The module: its docstring, imports, what it offers, and its statements in their order. */
function renderModule({ kept, imports, aliases, exported }: ModuleParts): string {
  const docstring = kept.filter(({ kind }) => kind === 'docstring').slice(0, 1);
  const isFuture = ({ text }: TopStatement): boolean => /^from\s+__future__/.test(text);
  const future = kept.filter(isFuture);
  const imported = kept.filter((statement) => statement.kind === 'import' && !isFuture(statement));
  const rest = kept.filter(
    ({ kind, text }) => kind !== 'import' && kind !== 'docstring' && !/^__all__\b/.test(text),
  );
  const head = [...new Set([...imported.map(({ text }) => text.trimEnd()), ...imports])].join('\n');
  const all = exported.length === 0 ? '' : `__all__ = [${exported.map((name) => `'${name}'`).join(', ')}]`;
  const handedOn = [...aliases].map(([name, found]) => `${name} = ${found}`).join('\n');
  const isDefinition = ({ kind }: TopStatement): boolean => kind === 'function' || kind === 'class';
  let body = '';
  rest.forEach((statement, index) => {
    const before = rest[index - 1];
    const isApart = isDefinition(statement) || (before !== undefined && isDefinition(before));
    body += `${index === 0 ? '' : isApart ? '\n\n\n' : '\n'}${statement.text.trimEnd()}`;
  });
  const parts = [
    ...docstring.map(({ text }) => text),
    ...future.map(({ text }) => text),
    ...[head, all, body, handedOn].filter((part) => part !== ''),
  ];
  return `${parts.join('\n\n')}\n`;
}

function oneLine(text: string): string {
  return text
    .trim()
    .split(/\s*\n\s*/)
    .join(' ');
}
