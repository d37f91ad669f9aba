import { classifyLicense, type LicenseClass, resolveLicenseField } from '../../license/index.ts';
import type { PackageFiles } from '../../scenarios/types.ts';
import { type Check, type CheckContext, count, type Finding } from '../check.ts';
import { isCode, selectWorkingCode } from '../code-files.ts';
import { findMachineCode } from './find-machine-code.ts';
import { findOtherEntries, findPrograms } from './find-other-entries.ts';
import { type Declared, type DeclaredDependency, readDeclared } from './read-declared.ts';
import { type CodeImport, readImports } from './read-imports.ts';

interface Problem {
  readonly isFault: boolean;
  readonly text: string;
}

/**
 * What the code imports is in the package, in Node, or declared; what is declared exists in the registry, under a
 * licence that goes with the result's. Most results need nothing.
 */
export const checkDependencies: Check = {
  name: 'dependencies',
  async run(context): Promise<Finding> {
    const { files, spec, language } = context;
    const declared = readDeclared(spec.surface.language, files);
    if (declared === null) {
      return {
        status: 'failed',
        reason: 'its manifest cannot be read, so what it needs is unknown',
        detail: {},
      };
    }
    const imports = language.target === null ? await listImports(context) : [];
    const problems = [
      ...findCarried(files),
      ...(language.target === null ? findImportProblems({ context, imports, declared }) : []),
      ...(language.target === null ? findEntryProblems(context) : []),
      ...findStrange(declared, spec.packageName),
    ];
    const detail = {
      needed: declared.needed,
      development: declared.development,
      problems: problems.slice(0, 20),
    };
    const fault = problems.find(({ isFault }) => isFault);
    if (fault !== undefined) return { status: 'failed', reason: fault.text, detail };
    const looked = await lookUp(context, declared.needed);
    if (looked !== null) return { ...looked, detail: { ...detail, ...looked.detail } };
    const [doubt] = problems;
    if (doubt !== undefined) return { status: 'review', reason: doubt.text, detail };
    const what = declared.needed.length === 0 ? 'none' : count(declared.needed.length, 'package');
    return {
      status: 'passed',
      reason: `${what}${declared.needed.length === 0 ? ': it needs no other package' : ', each there under a licence that goes with that of the result'}`,
      detail,
    };
  },
};

async function listImports({ files, spec }: CheckContext): Promise<CodeImport[]> {
  if (!Object.keys(files).some(isCode)) return [];
  const { default: typescript } = await import('typescript');
  return readImports(typescript, files, readOwnName(files) ?? spec.packageName);
}

function readOwnName(files: PackageFiles): string | null {
  try {
    const { name } = JSON.parse(files['package.json'] ?? '') as { name?: unknown };
    return typeof name === 'string' ? name : null;
  } catch {
    return null;
  }
}

/** Other packages and programs inside of this one: no check of its code looks into them. */
function findCarried(files: PackageFiles): Problem[] {
  const [machineCode] = findMachineCode(files);
  if (machineCode !== undefined) {
    const text = `it carries what no check can read, a program of machine code or an archive: ${machineCode}`;
    return [{ isFault: true, text }];
  }
  const carried = Object.keys(files).find((path) =>
    /(?:^|\/)(?:node_modules|vendor|third_party)\//.test(path),
  );
  if (carried === undefined) return [];
  return [
    { isFault: true, text: `it carries other code inside of it, which is not judged as its own: ${carried}` },
  ];
}

/** What package.json leads others to, beside the entry that was run. */
function findEntryProblems({ files, spec }: CheckContext): Problem[] {
  const others = findOtherEntries(files).map((path) => ({
    isFault: false,
    text: `package.json also offers ${path} as its entry, which is not what was run`,
  }));
  const isDocumented = /\b(?:command.?lines?|cli|npx|terminal)\b/i.test(Object.values(spec.texts).join('\n'));
  const programs = isDocumented ? [] : findPrograms(files);
  return [
    ...others,
    ...programs.map((name) => ({
      isFault: false,
      text: `package.json installs a program, ${name}, of which the specification says nothing`,
    })),
  ];
}

function findImportProblems(request: {
  readonly context: CheckContext;
  readonly imports: readonly CodeImport[];
  readonly declared: Declared;
}): Problem[] {
  const { context, imports, declared } = request;
  const working = new Set(Object.keys(selectWorkingCode(context.files)));
  const needed = new Set(declared.needed.map(({ name }) => name));
  const allowed = new Set([...needed, ...declared.development.map(({ name }) => name)]);
  const prose = Object.values(context.spec.texts).join('\n');
  const problems = imports.flatMap(({ from, kind, target }): Problem[] => {
    const isWorking = working.has(from);
    switch (kind) {
      case 'missing':
        return [{ isFault: true, text: `${from} imports ${target}, which is not in the package` }];
      case 'outside':
        return [{ isFault: true, text: `${from} imports ${target}, which lies outside of the package` }];
      case 'package':
        if ((isWorking ? needed : allowed).has(target)) return [];
        return [
          { isFault: true, text: `${from} imports ${target}, which ${declared.manifest} does not declare` },
        ];
      case 'computed':
        return isWorking
          ? [{ isFault: false, text: `${from} loads what cannot be told from its text: ${target}` }]
          : [];
      case 'file':
        if (isWorking && !isCode(target) && !target.endsWith('.json') && Object.hasOwn(context.files, target))
          return [{ isFault: true, text: `${from} runs ${target}, which no check reads as code` }];
        if (!isWorking || working.has(target) || !isCode(target) || target.endsWith('.d.ts')) return [];
        return [
          {
            isFault: true,
            text: `${from} needs ${target}, which counts as no working code, so that it was not compared`,
          },
        ];
      default:
        return isWorking && reaching.has(target.split('/')[0] ?? '') && !prose.includes(target)
          ? [
              {
                isFault: false,
                text: `${from} uses ${target} of Node, of which the specification says nothing`,
              },
            ]
          : [];
    }
  });
  const used = new Set(imports.filter(({ kind }) => kind === 'package').map(({ target }) => target));
  const unused = declared.needed.find(({ name }) => !used.has(name));
  if (unused === undefined) return problems;
  return [
    ...problems,
    { isFault: false, text: `${declared.manifest} asks for ${unused.name}, which no code imports` },
  ];
}

/** Modules that reach out of a program. */
const reaching: ReadonlySet<string> = new Set([
  ...['child_process', 'cluster', 'worker_threads', 'net', 'tls', 'http', 'https', 'http2', 'dgram', 'dns'],
  ...['inspector', 'repl', 'vm', 'v8', 'wasi', 'module', 'fs'],
]);

/** Dependencies that no registry answers for, and the original itself. */
function findStrange({ manifest, needed }: Declared, original: string): Problem[] {
  return needed.flatMap(({ name, range }): Problem[] => {
    const alias = /^npm:((?:@[^/@]+\/)?[^@]+)/.exec(range)?.[1];
    if (name === original || alias === original) {
      return [{ isFault: true, text: `${manifest} asks for the original itself: ${name} ${range}`.trim() }];
    }
    if (/^(?:file|link|git\+?\w*|https?|github|workspace|portal):|^[\w.-]+\/[\w.-]+$/.test(range)) {
      return [
        {
          isFault: true,
          text: `${manifest} asks for ${name} from a place that is no registry: ${range.slice(0, 80)}`,
        },
      ];
    }
    return [];
  });
}

const order: readonly LicenseClass[] = [
  'public-domain',
  'permissive',
  'weak-copyleft',
  'strong-copyleft',
  'proprietary',
  'unknown',
];

/** Null when all of them exist and may be used. */
async function lookUp(context: CheckContext, needed: readonly DeclaredDependency[]): Promise<Finding | null> {
  if (needed.length === 0) return null;
  const { readDependency, license, signal } = context;
  const names = needed.map(({ name }) => name).join(', ');
  if (readDependency === undefined) {
    const reason = `no registry may be asked, so whether these exist and under which licence is not known: ${names.slice(0, 200)}`;
    return { status: 'skipped', reason, detail: {} };
  }
  const own = classifyLicense(resolveLicenseField(license.choice)).class;
  // A text of the user's own says nothing that could be compared: what asks for little goes with it.
  const limit = order.indexOf(own === 'unknown' || own === 'public-domain' ? 'permissive' : own);
  const looked: { name: string; version: string; license: string }[] = [];
  let doubt: string | null = null;
  for (const { name: written, range: asked } of needed.slice(0, 100)) {
    const [, name = written, range = asked] = /^npm:((?:@[^/@]+\/)?[^@]+)@?(.*)$/.exec(asked) ?? [];
    try {
      const found = await readDependency({ name, range }, signal);
      looked.push({ name, ...found });
      const theirs = classifyLicense(found.license);
      if (order.indexOf(theirs.class) <= limit) continue;
      const text = `${name}@${found.version} is under ${theirs.expression ?? (found.license || 'no known licence')}, which asks for more than the licence of the result`;
      if (theirs.class !== 'unknown' && theirs.class !== 'weak-copyleft') {
        return { status: 'failed', reason: text, detail: { looked_up: looked } };
      }
      doubt ??= text;
    } catch (error) {
      signal?.throwIfAborted();
      const message = error instanceof Error ? error.message : String(error);
      const isMissing =
        typeof error === 'object' &&
        error !== null &&
        'code' in error &&
        /^(?:not-found|no-version)$/.test(String(error.code));
      if (isMissing) {
        return {
          status: 'failed',
          reason: `it asks for ${name} ${range}, which its registry does not have`.replace('  ', ' '),
          detail: { looked_up: looked },
        };
      }
      return {
        status: 'skipped',
        reason: `${name} could not be looked up: ${message.slice(0, 200)}`,
        detail: { looked_up: looked },
      };
    }
  }
  return doubt === null ? null : { status: 'review', reason: doubt, detail: { looked_up: looked } };
}
