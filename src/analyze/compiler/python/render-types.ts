import { renderPythonDocstring } from '../../../syntax-trees/index.ts';
import { stripLinks } from '../names.ts';
import type { PyExport, PyItem } from './types.ts';

const longestDocstring = 6_000;
const longestText = 120_000;
/** The firewall lets so many words in a row be taken over from the documentation, and a few more. */
const mostWords = 300;

/** 06 in Python's own syntax: the interface as a stub, with what its docstrings say, without examples and links. */
export function renderPythonTypes(exports: readonly PyExport[]): string {
  const parts = ['# The interface in Python: declarations and what they say, without bodies.'];
  let submodule = '';
  let length = 0;
  for (const { name, item } of exports) {
    const at = name.lastIndexOf('.');
    const below = at < 0 ? '' : name.slice(0, at);
    if (below !== submodule) parts.push(below === '' ? '# At the top.' : `# In the module ${below}.`);
    submodule = below;
    const text = renderItem({ ...item, name: name.slice(at + 1) }, '');
    length += text.length;
    if (length > longestText) break;
    parts.push(text);
  }
  return `${parts.join('\n\n')}\n`;
}

function renderItem(item: PyItem, indent: string): string {
  const doc = limitWords(cleanDocstring(item.docstring));
  const markers = item.markers.map((marker) => `${indent}@${marker}\n`).join('');
  if (item.kind === 'constant' || item.kind === 'type') {
    return `${indent}${item.signature}${doc === '' ? '' : `\n${renderPythonDocstring(doc, indent)}`}`;
  }
  const inner = `${indent}    `;
  const body = [
    ...(doc === '' ? [] : [renderPythonDocstring(doc, inner)]),
    ...(item.kind === 'class' ? item.members.map((member) => renderItem(member, inner)) : []),
  ];
  const overloads = item.overloads.map((text) => `${indent}@overload\n${indent}${text}: ...\n`).join('');
  const own = item.overloads.length > 0 && !item.markers.includes('overload') ? `${indent}@overload\n` : '';
  const head = `${own}${markers}${indent}${item.signature}:`;
  if (body.length === 0) return `${head} ...${overloads === '' ? '' : `\n${overloads.trimEnd()}`}`;
  const end = item.kind === 'function' ? `\n${inner}...` : '';
  return `${head}\n${body.join('\n\n')}${end}${overloads === '' ? '' : `\n${overloads.trimEnd()}`}`;
}

/** A docstring without examples (they are scenarios), code, links and fields that lead elsewhere. */
export function cleanDocstring(docstring: string): string {
  const lines = docstring.slice(0, longestDocstring).split('\n');
  const kept: string[] = [];
  let fenced = false;
  let prompting = false;
  let dropIndent: number | null = null;
  for (const line of lines) {
    const indent = line.search(/\S/);
    const isBlank = indent < 0;
    if (/^\s*(?:```|~~~)/.test(line)) {
      fenced = !fenced;
      continue;
    }
    if (dropIndent !== null && !isBlank && indent <= dropIndent) dropIndent = null;
    if (/^\s*>>>/.test(line)) prompting = true;
    else if (isBlank) prompting = false;
    if (fenced || prompting || dropIndent !== null) continue;
    const isDropped =
      /^\s*(?:\.\. (?:code|sourcecode|doctest|testcode|versionadded|versionchanged|seealso|image|figure)[\w-]*::|Examples?:?\s*$|See [Aa]lso:?\s*$|References?:?\s*$|:?(?:author|version|license|copyright)s?:)/.test(
        line,
      );
    if (isDropped) {
      dropIndent = indent;
      // An underlined heading takes the section below it along.
      continue;
    }
    if (/::\s*$/.test(line) && !/^\s*\.\. /.test(line)) {
      dropIndent = indent;
      kept.push(line.replace(/\s*::\s*$/, ':'));
      continue;
    }
    if (/^\s*[-=~^]{3,}\s*$/.test(line) && (kept.at(-1) ?? '').trim() === '') continue;
    kept.push(line);
  }
  return stripLinks(kept.join('\n'))
    .replace(/<?\bwww\.[^\s<>)"'`\]]{1,300}>?/g, '')
    .replace(/`([^`<>\n]{1,200})\s+<>?`_{1,2}/g, '$1')
    .replace(/:(?:py:)?(?:func|class|meth|mod|attr|exc|obj|data|ref|doc):`~?\.?([^`<>\n]{1,200})`/g, '`$1`')
    .replace(/``([^`\n]{1,300})``/g, '`$1`')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Cut at a blank, with the layout as it was. */
function limitWords(text: string): string {
  let count = 0;
  for (const { index } of text.matchAll(/\s+/g)) {
    count += 1;
    if (count >= mostWords) return `${text.slice(0, index)} ...`;
  }
  return text;
}
