import { createProse } from '../docs.fake.ts';

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A page with an article in it, as a site of documentation has it. */
function page(body: string): string {
  return `<!doctype html><html><head><title>sample</title></head><body><nav>menu</nav><main><article>
    <h2>Notes</h2><p>${createProse(120)}</p>${body}<p>${createProse(120)}</p></article></main></body></html>`;
}

function eachLine(render: (line: string, index: number) => string): (source: string) => string {
  return (source) =>
    source
      .split('\n')
      .map((line, index) => render(escapeHtml(line), index))
      .join('\n');
}

/** Ways in which a page shows a file of source code, by name. */
export const sourceViews: Readonly<Record<string, (source: string) => string>> = {
  'a pre element': (source) => page(`<pre>${escapeHtml(source)}</pre>`),
  'a pre element of lines': (source) =>
    page(`<pre><code>${eachLine((line) => `<span class="line">${line}</span>`)(source)}</code></pre>`),
  'a table of lines without classes': (source) =>
    page(`<table>${eachLine((line, index) => `<tr><td>${index}</td><td>${line}</td></tr>`)(source)}</table>`),
  'a table of pre elements': (source) =>
    page(
      `<table>${eachLine((line, index) => `<tr><td>${index}</td><td><pre>${line}</pre></td></tr>`)(source)}</table>`,
    ),
  'a list of lines': (source) => page(`<ol>${eachLine((line) => `<li>${line}</li>`)(source)}</ol>`),
  'a list of code': (source) =>
    page(`<ol>${eachLine((line) => `<li><code>${line}</code></li>`)(source)}</ol>`),
  paragraphs: (source) => page(eachLine((line) => `<p>${line}</p>`)(source)),
  'paragraphs of code': (source) => page(eachLine((line) => `<p><code>${line}</code></p>`)(source)),
  divisions: (source) => page(eachLine((line) => `<div>${line}</div>`)(source)),
  'one paragraph with breaks': (source) => page(`<p>${eachLine((line) => `${line}<br>`)(source)}</p>`),
  'one paragraph': (source) => page(`<p>${escapeHtml(source)}</p>`),
  'spans that are blocks': (source) =>
    page(`<div>${eachLine((line) => `<span style="display:block">${line}</span>`)(source)}</div>`),
  'one code element': (source) => page(`<p><code>${escapeHtml(source)}</code></p>`),
  headings: (source) => page(eachLine((line) => `<h4>${line}</h4>`)(source)),
  'a list of definitions': (source) =>
    page(`<dl>${eachLine((line, index) => `<dt>${index}</dt><dd>${line}</dd>`)(source)}</dl>`),
  quotes: (source) => page(`<blockquote>${eachLine((line) => `<p>${line}</p>`)(source)}</blockquote>`),
  'a text area': (source) => page(`<textarea>${escapeHtml(source)}</textarea>`),
  'an element nobody knows': (source) => page(`<x-source>${escapeHtml(source)}</x-source>`),
  'a folded part': (source) =>
    page(
      `<details><summary>more</summary><p>${escapeHtml(source).replaceAll('\n', '</p><p>')}</p></details>`,
    ),
  emphasis: (source) => page(`<p>${eachLine((line) => `<b>${line}</b><br>`)(source)}</p>`),
};
