export interface ExtractedCode {
  readonly code: string;
  /** The reply ended before its block did. */
  readonly unclosed: boolean;
}

const opening = /^[ \t]*(`{3,}|~{3,})[ \t]*([\w+-]*)[^\n]*$/;

/** The code of a reply: its blocks of Python, or all of it where it is code without a fence. */
export function extractPython(reply: string): ExtractedCode | null {
  const lines = reply.replaceAll('\r\n', '\n').split('\n');
  const blocks: { code: string; unclosed: boolean; isPython: boolean }[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const open = opening.exec(lines[at] ?? '');
    if (open === null) continue;
    const mark = open[1] ?? '```';
    let end = at + 1;
    while (end < lines.length && !isClosing(lines[end] ?? '', mark)) end += 1;
    blocks.push({
      code: lines.slice(at + 1, end).join('\n'),
      unclosed: end >= lines.length,
      isPython: /^(?:|py|python3?)$/i.test(open[2] ?? ''),
    });
    at = end;
  }
  const usable = blocks.filter(
    ({ isPython, code }) => isPython && /^\s*(?:def|class|async|@|import|from|\w+\s*[:=])/m.test(code),
  );
  if (usable.length > 0) {
    return {
      code: `${usable.map(({ code }) => code).join('\n\n')}\n`,
      unclosed: usable.some(({ unclosed }) => unclosed),
    };
  }
  return blocks.length === 0 && /^(?:def|class|import|from) /m.test(reply)
    ? { code: `${reply}\n`, unclosed: false }
    : null;
}

function isClosing(line: string, mark: string): boolean {
  const trimmed = line.trim();
  return trimmed.startsWith(mark) && trimmed.replaceAll(mark[0] ?? '`', '') === '';
}
