/** Marks within a line: code in single back quotes, references by their words, without where they lead. */
export function readInline(text: string): string {
  return text
    .replace(/:[\w:+-]{1,40}:`~?!?\.?([^`\n]{1,300})`/g, (_, words: string) => `\`${withoutTarget(words)}\``)
    .replace(/``([^\n]{1,400}?)``/g, (_, code: string) => `\`${code.replaceAll('`', '')}\``)
    .replace(/`([^`\n]{1,400})`_{1,2}(?!\w)/g, (_, words: string) => renderReference(words))
    .replace(/(?<![\w`])([A-Za-z][\w.-]{0,80})_{1,2}(?![\w`])/g, (whole, word: string) =>
      // A name of Python may end so; a reference is a word that people write.
      /[_.]/.test(word) ? whole : word,
    )
    .replace(/\|(?! )[\w :.-]{1,80}(?<! )\|(?:_{1,2})?/g, '')
    .replace(/\\([ *`_|\\])/g, (_, sign: string) => (sign === ' ' ? '' : `\\${sign}`));
}

/** The words of a reference; ones that are a call or a dotted name are code. */
function renderReference(words: string): string {
  const plain = withoutTarget(words);
  return /^[\w.]+\([^)]*\)$/.test(plain) ? `\`${plain}\`` : plain;
}

function withoutTarget(words: string): string {
  const match = /^(.{1,300}?)\s*<[^<>]{1,300}>$/.exec(words);
  return match?.[1] ?? words;
}
