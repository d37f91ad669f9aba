const encoded = /[A-Za-z0-9+/_-]{80,}={0,2}/g;
const mostEncoded = 50;

/** A text with what is encoded in it: base64 and percent signs are undone, and it is read backwards as well. */
export function unfoldText(text: string): string[] {
  const found = [text, ...decodeAll(text)];
  if (/%[0-9a-f]{2}/i.test(text)) found.push(decodePercents(text));
  // A program that is read backwards ends with what begins one.
  if (/^[\s;})\]]*[;})\]]/.test(text)) found.push([...text].reverse().join(''));
  return found.flatMap((one) => [one, ...listSources(one)]);
}

function decodeAll(text: string): string[] {
  return [...text.matchAll(encoded)].slice(0, mostEncoded).flatMap(([part]) => {
    const plain = Buffer.from(part, 'base64').toString('utf8');
    return isReadable(plain) ? [plain] : [];
  });
}

function isReadable(text: string): boolean {
  const start = text.slice(0, 2_000);
  return start.length >= 40 && start.replace(/[^\x20-\x7e\s]/g, '').length / start.length > 0.95;
}

function decodePercents(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
}

/** What a source map holds of the code that it is about. */
function listSources(text: string): string[] {
  if (!text.includes('"sourcesContent"')) return [];
  try {
    const { sourcesContent } = JSON.parse(text) as { sourcesContent?: unknown };
    return Array.isArray(sourcesContent) ? sourcesContent.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}
