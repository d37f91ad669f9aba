import type { SpecFilename } from '../spec/index.ts';
import type { CompiledDocumentation } from './compiler/index.ts';
import type { Statement, StatementKind } from './statements/schema.ts';

/** The six documents of prose, from statements with their places and from what the compiler knows. */
export function renderProseDocuments(request: {
  readonly statements: readonly Statement[];
  readonly compiled: CompiledDocumentation;
}): Partial<Record<SpecFilename, string>> {
  const { statements, compiled } = request;
  const of = (kind: StatementKind): string[] =>
    statements.filter((entry) => entry.kind === kind).map(renderStatement);
  return {
    '01-overview.md': renderDocument('Overview', [...renderDescription(compiled), ...of('overview')]),
    '03-behavior-spec.md': renderDocument('Behaviour', of('behavior')),
    '04-edge-cases.md': renderDocument('Edge cases', of('edge_case')),
    '05-configuration.md': renderDocument('Configuration', of('option')),
    '07-error-catalog.md': renderDocument('Errors', of('error')),
    '08-compatibility-notes.md': renderDocument('Compatibility', [
      ...renderCompatibility(compiled),
      ...of('compatibility'),
    ]),
  };
}

function renderStatement({ text, subject, source }: Statement): string {
  const [first, last] = source.lines;
  const place = first === last ? `${source.document}:${first}` : `${source.document}:${first}-${last}`;
  return `- ${renderSubject(subject, text)}${text} [${place}]`;
}

/** A statement under the heading of a function or option needs its name to be understood alone. */
function renderSubject(subject: string, text: string): string {
  const name = /^[\w$.]+(?=\(|$)/.exec(subject)?.[0];
  const isName = name !== undefined && (subject.includes('(') || /^[a-z][\w$.]*$/.test(subject));
  return isName && !text.includes(name) ? `\`${name}\`: ` : '';
}

function renderDocument(title: string, lines: readonly string[]): string {
  const body = lines.length === 0 ? 'The documentation says nothing of this.' : lines.join('\n');
  return `# ${title}\n\n${body}\n`;
}

function renderDescription({ metadata }: CompiledDocumentation): string[] {
  const description = metadata.description.replace(/\s+/g, ' ').trim();
  return description === '' ? [] : [`- ${description} [metadata:1]`];
}

function renderCompatibility({ metadata, surface }: CompiledDocumentation): string[] {
  const formats = {
    esm: 'Loaded as an ES module.',
    commonjs: 'Loaded with require (CommonJS); a default export is the value of module.exports.',
    both: 'Loaded with import and with require.',
  };
  const lines = surface.module === null ? [] : [`- ${formats[surface.module]} [metadata:1]`];
  const runtime = { npm: 'Node', pypi: 'Python', crates: 'Rust', go: 'Go' }[metadata.ecosystem];
  if (metadata.engine !== null) lines.push(`- Needs ${runtime} ${metadata.engine}. [metadata:1]`);
  return lines;
}
