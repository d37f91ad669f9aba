import type { DocSet, Document } from '../../../docs/types.ts';
import type { ApiExport, ApiMember } from '../../../spec/index.ts';
import { createMetadata } from '../metadata.ts';
import { firstSentence, toIdentifier } from '../names.ts';
import type { CompiledDocumentation } from '../types.ts';
import { readCallSurface } from './call-surface.ts';
import { extractChunks } from './extract-code.ts';
import { readOutline } from './read-outline.ts';
import { readScenarios } from './read-scenarios.ts';
import { cleanDocstring, renderPythonTypes } from './render-types.ts';
import { type PyPackage, resolvePackage } from './resolve-exports.ts';
import type { PyExport, PyItem, PyMember, PyModule, Session } from './types.ts';

const maxTextLength = 600_000;

/** Reads the documentation of a Python package: outlines by their grammar, examples of docstrings and prose as claims. */
export async function compilePython(docSet: DocSet): Promise<CompiledDocumentation> {
  const documents = docSet.documents.map((document) => ({
    ...document,
    text: document.text.slice(0, maxTextLength),
  }));
  const prose = documents.filter(isProse);
  const modules: PyModule[] = [];
  for (const document of documents) {
    const module = document.kind === 'declaration' ? await readOutline(document) : null;
    if (module !== null) modules.push(module);
  }
  const declared = resolvePackage(modules, { packageName: docSet.record.name, prose });
  const found =
    declared.exports.length > 0
      ? declared
      : await readCallSurface(prose, docSet.record.name, declared.importName);
  const { scenarios, bindings } = await readScenarios(listSessions(prose, found), found);
  return {
    surface: {
      schema: 'phalus/api-surface/1',
      language: 'python',
      module: null,
      import_name: found.importName,
      exports: found.exports.map(describeExport),
    },
    types: renderPythonTypes(found.exports),
    scenarios: { schema: 'phalus/test-scenarios/1', language: 'python', bindings, scenarios },
    metadata: createMetadata(docSet, null),
  };
}

function isProse({ kind }: Document): boolean {
  return kind !== 'declaration' && kind !== 'changelog';
}

/** Each document is a session of its own, and so is each docstring; the prose comes first. */
function listSessions(prose: readonly Document[], found: PyPackage): Session[] {
  const sessions: Session[] = prose.map(({ id, text }) => ({
    module: null,
    chunks: extractChunks(text, { document: id, firstLine: 1 }),
  }));
  const seen = new Set<PyItem>();
  const read = (
    { docstring, docstringLine, name }: Pick<PyItem, 'docstring' | 'docstringLine' | 'name'>,
    module: PyModule,
  ): void => {
    const chunks = extractChunks(docstring, { document: module.document, firstLine: docstringLine });
    if (chunks.length > 0)
      sessions.push({ module, chunks: chunks.map((chunk) => ({ ...chunk, title: chunk.title || name })) });
  };
  const root = found.modules.get(found.importName);
  if (root !== undefined)
    read({ docstring: root.docstring, docstringLine: root.docstringLine, name: '' }, root);
  for (const { item, module } of found.exports) {
    if (seen.has(item)) continue;
    seen.add(item);
    read(item, module);
    for (const member of item.members) read({ ...member, name: `${item.name}.${member.name}` }, module);
  }
  return sessions;
}

function describeExport({ name, item, module }: PyExport): ApiExport {
  const isExample = item.signature === '';
  return {
    name,
    local_name: toIdentifier(name.split('.').at(-1) ?? name),
    kind: isEnum(item) ? 'enum' : item.kind,
    signature: item.signature,
    overloads: [...item.overloads],
    parameters: item.kind === 'function' ? [...item.parameters] : [],
    returns: item.kind === 'function' ? item.returns : null,
    members: item.members.flatMap(describeMember).concat(describeFields(item)),
    summary: firstSentence(cleanDocstring(item.docstring)),
    evidence: isExample ? 'example' : 'declaration',
    source: isExample ? null : { document: module.document, lines: [...item.lines] },
  };
}

function isEnum({ kind, signature }: PyItem): boolean {
  return kind === 'class' && /\((?:\w+\.)?(?:Int|Str)?(?:Enum|Flag)\b/.test(signature);
}

function describeMember(member: PyMember): ApiMember[] {
  const kind =
    member.name === '__init__'
      ? 'constructor'
      : member.name === '__call__'
        ? 'call'
        : member.kind !== 'function'
          ? 'property'
          : member.isProperty
            ? 'getter'
            : member.name === '__getitem__'
              ? 'index'
              : 'method';
  return [
    {
      name: member.name,
      kind,
      static: member.isStatic,
      optional: false,
      signature: member.signature,
      summary: firstSentence(cleanDocstring(member.docstring)),
    },
  ];
}

/** The constructor that Python makes from the fields of a class. */
function describeFields(item: PyItem): ApiMember[] {
  const isMade =
    item.kind === 'class' &&
    (item.markers.some((marker) => /^(?:dataclasses\.)?dataclass\b/.test(marker)) ||
      /\(NamedTuple\)/.test(item.signature)) &&
    !item.members.some(({ name }) => name === '__init__');
  if (!isMade) return [];
  const fields = item.members.filter(
    ({ kind, signature }) => kind === 'constant' && /^\w+: /.test(signature),
  );
  const parameters = ['self', ...fields.map(({ signature }) => signature)].join(', ');
  return [
    {
      ...{ name: '__init__', kind: 'constructor', static: false, optional: false },
      signature: `def __init__(${parameters})`,
      summary: '',
    },
  ];
}
