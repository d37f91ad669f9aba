import { firstSentence, stripLinks } from '../names.ts';

const exampleHeading = /^#{1,6}\s+(?:\w+ )?examples?\b/i;

/**
 * Documentation as a consumer's reader needs it beside the declaration: examples are scenarios already, and links lead
 * to the original's home.
 */
export function cleanDocs(lines: readonly string[]): readonly string[] {
  const kept: string[] = [];
  let fence: string | null = null;
  let isExample = false;
  for (const line of lines) {
    const mark = /^\s*(```+|~~~+)/.exec(line)?.[1];
    if (mark !== undefined) {
      fence = fence === null ? mark : line.trim().startsWith(fence) ? null : fence;
      continue;
    }
    if (fence !== null || isLinkDefinition(line)) continue;
    if (/^#{1,6}\s/.test(line)) isExample = exampleHeading.test(line);
    if (isExample) continue;
    kept.push(plainLine(line));
  }
  return trimBlank(kept);
}

/** `[name]: https://...` says where a link leads and nothing else. */
function isLinkDefinition(line: string): boolean {
  return /^\s*\[[^\]]{1,200}\]:\s/.test(line);
}

function plainLine(line: string): string {
  return stripLinks(line)
    .replace(/\[(`[^`\n]{1,200}`)\](?:\[[^\]\n]{0,200}\]|\([^()\s]{0,500}\))?/g, '$1')
    .replace(/\[([^\][\n`]{1,200})\]\[[^\]\n]{0,200}\]/g, '$1')
    .replace(/\[([A-Za-z_][\w:]{0,200}(?:\(\))?)\](?!\()/g, '$1')
    .replace(/^ {4,}|^\t+/, '  ')
    .trimEnd();
}

function trimBlank(lines: readonly string[]): string[] {
  const texts = lines.filter((line, index) => line !== '' || (index > 0 && lines[index - 1] !== ''));
  while (texts[0] === '') texts.shift();
  while (texts.at(-1) === '') texts.pop();
  return texts;
}

/** The first sentence of what the documentation says. */
export function summaryOf(lines: readonly string[]): string {
  const text = cleanDocs(lines)
    .map((line) => line.replace(/^#{1,6}\s+/, ''))
    .join('\n');
  return firstSentence(text);
}
