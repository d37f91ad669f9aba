/** Texts and numbers that stand in Python code, as they are written between their quotes; comments are passed over. */
export function readPythonLiterals(texts: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const text of texts) {
    for (const [token] of text.slice(0, 500_000).matchAll(tokens)) {
      if (token.startsWith('#')) continue;
      const quote = /^[A-Za-z]{0,2}("""|'''|"|')/.exec(token)?.[1];
      if (quote !== undefined)
        found.add(token.slice(token.indexOf(quote) + quote.length, token.length - quote.length));
      else if (/^\d/.test(token)) found.add(token);
    }
  }
  return found;
}

// One alternative a kind of token; a string on one line ends at its quote or with the line.
const tokens =
  /#[^\n]*|[A-Za-z]{0,2}"""(?:[^"\\]|\\[\s\S]|"(?!""))*"""|[A-Za-z]{0,2}'''(?:[^'\\]|\\[\s\S]|'(?!''))*'''|[A-Za-z]{0,2}"(?:[^"\\\n]|\\[\s\S])*"|[A-Za-z]{0,2}'(?:[^'\\\n]|\\[\s\S])*'|[A-Za-z_]\w*|\d[\w.]*/g;
