import { type NeutralExport, type NeutralExpression, type NeutralSurface, Unsayable } from '../model.ts';

/** What names of an expression stand for. */
export interface ReadContext {
  readonly surface: NeutralSurface;
  /** Local name to export, `*` for the whole module. */
  readonly bindings: ReadonlyMap<string, string>;
  readonly locals: ReadonlySet<string>;
}

/** An export or a member of one that is there without an instance (`default.left`), and what is read from it further. */
export interface ResolvedPath {
  readonly name: string;
  readonly rest: readonly string[];
}

export function withLocals(context: ReadContext, names: readonly string[]): ReadContext {
  return { ...context, locals: new Set([...context.locals, ...names]) };
}

/** `pads.left` of a module, `Class.of`, `special.GERMAN`: the longest name that the surface declares; null for none. */
export function resolvePath(context: ReadContext, path: readonly string[]): ResolvedPath | null {
  const [first = '', ...others] = path;
  const bound = context.locals.has(first) ? undefined : context.bindings.get(first);
  if (bound === undefined) return null;
  const whole = bound === '*' ? others : [...bound.split('::'), ...others];
  for (let length = whole.length; length > 0; length -= 1) {
    const found = findDeclared(context.surface, whole.slice(0, length));
    if (found !== null) return { name: found, rest: whole.slice(length) };
  }
  throw new Unsayable(`it uses \`${path.join('.')}\`, which the interface does not declare`);
}

function findDeclared(surface: NeutralSurface, path: readonly string[]): string | null {
  const last = path.at(-1) ?? '';
  // Modules within a crate are told apart by two colons.
  for (const separator of ['.', '::']) {
    const name = path.join(separator);
    if (surface.exports.has(name)) return name;
    const owner = path.slice(0, -1).join(separator);
    const members = surface.exports.get(owner)?.members;
    if (members?.some((member) => member.static && member.name === last) === true) return `${owner}.${last}`;
    // `module.exports.left` is read from the default export and declared beside it.
    if (owner === 'default' && surface.exports.has(last)) return last;
  }
  return null;
}

/** A call of what `path` leads to: a function, a class (where calls construct), a method of a constant. */
export function makeCall(
  context: ReadContext,
  { name, rest }: ResolvedPath,
  given: Extract<NeutralExpression, { kind: 'call' }>['arguments'],
): NeutralExpression {
  const method = rest.at(-1);
  if (method !== undefined) {
    const object = rest.slice(0, -1).reduce<NeutralExpression>(readMember, makeRead(context, name));
    return { kind: 'method', object, name: method, arguments: given };
  }
  const entry = context.surface.exports.get(name);
  const constructs = entry !== undefined && (entry.kind === 'class' || entry.kind === 'error');
  return { kind: constructs ? 'construct' : 'call', name, arguments: given };
}

/** Where a name is read and not called. */
export function makeRead(context: ReadContext, name: string): NeutralExpression {
  const entry: NeutralExport | undefined = context.surface.exports.get(name);
  if (entry !== undefined && (entry.kind === 'class' || entry.kind === 'record'))
    throw new Unsayable(`it hands \`${name}\` on as a value`);
  return { kind: 'export', name };
}

export function readMember(object: NeutralExpression, name: string): NeutralExpression {
  return { kind: 'read', object, name };
}

/** What a row of names says: a local name or an export, and members read from it; null where the first is neither. */
export function readNames(context: ReadContext, path: readonly string[]): NeutralExpression | null {
  const [first = '', ...others] = path;
  if (context.locals.has(first))
    return others.reduce<NeutralExpression>(readMember, { kind: 'local', name: first });
  const resolved = resolvePath(context, path);
  return resolved === null ? null : resolved.rest.reduce(readMember, makeRead(context, resolved.name));
}
