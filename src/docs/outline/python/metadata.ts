import type { RawDocument } from '../../types.ts';
import type { SourceFile } from '../types.ts';

const extensions: Readonly<Record<string, string>> = {
  'text/markdown': 'md',
  'text/x-rst': 'rst',
  'text/plain': 'txt',
};

/** Where Python's archives keep core metadata. */
export function isMetadataPath(path: string): boolean {
  return /^(?:PKG-INFO|[^/]+\.dist-info\/METADATA|(?:src\/)?[^/]+\.egg-info\/PKG-INFO)$/.test(path);
}

/** The long description: what follows the headers, or the older field with its continuation lines. */
export function readLongDescription({ path, text }: SourceFile): RawDocument | null {
  if (!isMetadataPath(path)) return null;
  const end = /\r?\n\r?\n/.exec(text);
  const head = end === null ? text : text.slice(0, end.index);
  const body = end === null ? '' : text.slice(end.index + end[0].length);
  const content = body.trim() === '' ? readField(head) : body;
  if (content.trim() === '' || content.trim() === 'UNKNOWN') return null;
  const type = /^Description-Content-Type:[ \t]*([\w/+-]{1,60})/im.exec(head)?.[1]?.toLowerCase() ?? '';
  const extension = extensions[type] ?? (/^#{1,3} |^```/m.test(content) ? 'md' : 'rst');
  return { kind: 'readme', origin: `${path}.${extension}`, content };
}

function readField(head: string): string {
  const lines = head.split(/\r?\n/);
  const at = lines.findIndex((line) => /^Description:/i.test(line));
  if (at < 0) return '';
  const more = lines.slice(at + 1);
  const end = more.findIndex((line) => !/^(?: |\t)/.test(line));
  const rest = (end < 0 ? more : more.slice(0, end)).map((line) => line.replace(/^(?: {7}\|| {8}|\t)/, ''));
  return [lines[at]?.slice('Description:'.length).trim() ?? '', ...rest].join('\n');
}
