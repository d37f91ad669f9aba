import type { ApiExport, ApiMember, SourceReference } from '../../spec/index.ts';
import type { NameUse } from './bindings.ts';
import { toIdentifier } from './names.ts';
import type { WrittenSignature } from './readme-signature.ts';

/** A signature of a document, with the document's id. */
export interface LocatedSignature {
  readonly document: string;
  readonly signature: WrittenSignature;
}

export interface ReadmeSurfaceRequest {
  readonly signatures: readonly LocatedSignature[];
  readonly known: readonly ApiExport[];
  /** Local name to target as examples load them, `module` where that is still open. */
  readonly targets: ReadonlyMap<string, string>;
  readonly uses: ReadonlyMap<string, NameUse>;
  readonly moduleName: string;
}

/** Exports that prose writes down and declarations do not have. */
export function readWrittenExports(request: ReadmeSurfaceRequest): readonly ApiExport[] {
  const exports = new Map<string, ApiExport>();
  const knownNames = new Set(request.known.map((entry) => entry.name));
  for (const { document, signature } of request.signatures) {
    const name = exportNameOf(request, signature);
    if (name === null || knownNames.has(name)) continue;
    const source: SourceReference = { document, lines: [...signature.lines] };
    const entry = createExport(request, { name, signature, source });
    const earlier = exports.get(name);
    if (earlier === undefined) exports.set(name, entry);
    else if (!earlier.overloads.includes(entry.signature) && earlier.signature !== entry.signature) {
      exports.set(name, { ...earlier, overloads: [...earlier.overloads, entry.signature] });
    }
  }
  return [...exports.values()];
}

/** The export that a written call means; null when it is a method of some object. */
function exportNameOf(request: ReadmeSurfaceRequest, { owner, name }: WrittenSignature): string | null {
  const { targets, moduleName, known } = request;
  const target = targets.get(name);
  if (owner === '') {
    if (target !== undefined) return target === 'module' || target === '*' ? 'default' : target;
    if (name === moduleName) return 'default';
    if (known.length > 0) return null;
    if (targets.size === 0 && isOnlyName(request, name)) return 'default';
    // Nothing is loaded anywhere: what headings call is what there is.
    return targets.size === 0 ? name : memberOfModule(request, name) ? name : null;
  }
  const owned = targets.get(owner);
  // What hangs on a declared or imported default export is its member, no export of the module.
  if (owned === 'default') return null;
  if (owned === 'module' || owned === '*') return name;
  return owner === moduleName && targets.size === 0 ? name : null;
}

function isOnlyName({ signatures }: ReadmeSurfaceRequest, name: string): boolean {
  return signatures.every(({ signature }) => signature.name === name && signature.owner === '');
}

function memberOfModule({ targets, uses }: ReadmeSurfaceRequest, name: string): boolean {
  return [...targets].some(
    ([local, target]) => (target === 'module' || target === '*') && uses.get(local)?.members.has(name),
  );
}

function createExport(
  request: ReadmeSurfaceRequest,
  { name, signature, source }: { name: string; signature: WrittenSignature; source: SourceReference },
): ApiExport {
  const localName = toIdentifier(name === 'default' ? localNameOf(request, signature.name) : name);
  const constructed = signature.constructed || request.uses.get(localName)?.constructed === true;
  const members = signature.options.map((option): ApiMember => {
    const comment = option.default === null ? '' : ` (default ${option.default})`;
    return {
      name: option.name,
      kind: 'property',
      static: false,
      optional: true,
      signature: `${option.name}?: ${option.type}`,
      summary: `${option.summary}${comment}`.trim(),
    };
  });
  return {
    name,
    local_name: localName,
    kind: constructed ? 'class' : 'function',
    signature: constructed ? `class ${localName}` : renderWritten(localName, signature),
    overloads: [],
    parameters: [...signature.parameters],
    returns: signature.returns,
    members: constructed ? [] : members,
    summary: signature.summary,
    evidence: 'signature',
    source,
  };
}

/** What examples call the default export; where none loads it, what the signature calls it. */
function localNameOf({ targets, uses }: ReadmeSurfaceRequest, written: string): string {
  const loaded = [...targets].filter(([, target]) => target === 'default' || target === 'module');
  const isCalled = (name: string): boolean =>
    uses.get(name)?.called === true || uses.get(name)?.constructed === true;
  const sure = loaded.find(([name, target]) => target === 'default' || isCalled(name));
  return (sure ?? loaded[0])?.[0] ?? written;
}

function renderWritten(name: string, { parameters, options, returns }: WrittenSignature): string {
  const optionsIndex = options.length === 0 ? -1 : parameters.findIndex(isOptions);
  const shape = `{ ${options.map((option) => `${option.name}?: ${option.type}`).join('; ')} }`;
  let open = true;
  // TypeScript wants optional parameters last.
  const spelled = [...parameters].reverse().map((parameter, index) => {
    const type = parameters.length - 1 - index === optionsIndex ? shape : parameter.type;
    if (parameter.rest) return `...${parameter.name}: ${/\[\]$/.test(type) ? type : 'unknown[]'}`;
    open &&= parameter.optional;
    return `${parameter.name}${open ? '?' : ''}: ${type}`;
  });
  return `function ${name}(${spelled.reverse().join(', ')}): ${returns ?? 'unknown'}`;
}

function isOptions({ name, type }: { name: string; type: string }): boolean {
  return /opt|config|settings/i.test(name) || type === 'object';
}

/** Exports that are only seen in use. */
export function readExampleExports(
  request: ReadmeSurfaceRequest,
  bindings: ReadonlyMap<string, string>,
): readonly ApiExport[] {
  const seen = new Set(request.known.map((entry) => entry.name));
  const found: ApiExport[] = [];
  const add = (
    name: string,
    local: string,
    use: { called: boolean; constructed: boolean } | undefined,
  ): void => {
    if (seen.has(name)) return;
    seen.add(name);
    found.push(
      createExample({
        name,
        local,
        isCalled: use?.called === true,
        isConstructed: use?.constructed === true,
      }),
    );
  };
  for (const local of request.targets.keys()) {
    const target = bindings.get(local);
    const use = request.uses.get(local);
    if (target === undefined) continue;
    if (target !== '*') add(target, toIdentifier(target === 'default' ? local : target), use);
    if (request.targets.get(local) === 'default') continue;
    const declaresDefault = request.known.some(
      (entry) => entry.name === 'default' && entry.evidence === 'declaration',
    );
    if (target !== '*' && (target !== 'default' || declaresDefault)) continue;
    for (const [name, member] of use?.members ?? []) {
      if (!inherited.has(name)) add(name, toIdentifier(name), member);
    }
  }
  return found;
}

const inherited = new Set(
  'call apply bind name length prototype toString constructor then catch default map'.split(' '),
);

interface ExampleUse {
  readonly name: string;
  readonly local: string;
  readonly isCalled: boolean;
  readonly isConstructed?: boolean;
}

/** An export of which only its use is known. */
export function createExample({ name, local, isCalled, isConstructed = false }: ExampleUse): ApiExport {
  const kind = isConstructed ? 'class' : isCalled ? 'function' : 'constant';
  const signatures = {
    class: `class ${local}`,
    function: `function ${local}(...parameters: any[]): any`,
    constant: '',
  };
  return {
    name,
    local_name: local,
    kind,
    signature: signatures[kind],
    overloads: [],
    parameters: [],
    returns: null,
    members: [],
    summary: '',
    evidence: 'example',
    source: null,
  };
}
