import type { Family } from '../model.ts';
import type { TargetSurface } from '../target/target-surface.ts';
import type { SpecLanguage } from '../types.ts';
import type { WrittenExport } from './write-surface.ts';

const languageNames: Readonly<Record<SpecLanguage, string>> = {
  javascript: 'JavaScript',
  typescript: 'TypeScript',
  python: 'Python',
  rust: 'Rust',
  go: 'Go',
};

export function nameLanguage(language: SpecLanguage): string {
  return languageNames[language];
}

/** 06 of the target: declarations with their comments, in the target's own syntax. */
export function writeTypes(
  target: TargetSurface,
  written: readonly WrittenExport[],
  from: SpecLanguage,
): string {
  const { family } = target;
  const head = `${family === 'python' ? '#' : '//'} Declarations in ${family === 'javascript' ? 'TypeScript' : nameLanguage(family)}, translated from ${nameLanguage(from)}.`;
  const body = written.map((one) => writeOne(family, one));
  const text = body.join('\n\n');
  const parts = [head, ...writeImports(family, text, target.packageName), text].filter((part) => part !== '');
  return `${parts.join(family === 'python' || family === 'rust' ? '\n\n' : '\n\n')}\n`;
}

function writeImports(family: Family, text: string, packageName: string): string[] {
  if (family === 'go') return [`package ${packageName}`];
  if (family === 'rust') {
    const names = ['BTreeMap', 'BTreeSet'].filter((name) => new RegExp(`\\b${name}<`).test(text));
    return names.map((name) => `use std::collections::${name};`);
  }
  if (family !== 'python') return [];
  const names = ['Any', 'Literal', 'TypedDict'].filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  const abstract = ['Callable', 'Iterable'].filter((name) => text.includes(`${name}[`));
  return [
    [
      ...(/\(Enum\)/.test(text) ? ['from enum import Enum'] : []),
      ...(abstract.length === 0 ? [] : [`from collections.abc import ${abstract.join(', ')}`]),
      ...(names.length === 0 ? [] : [`from typing import ${names.join(', ')}`]),
    ].join('\n'),
  ];
}

function writeOne(family: Family, one: WrittenExport): string {
  switch (family) {
    case 'python':
      return writePython(one);
    case 'rust':
      return writeRust(one);
    case 'go':
      return writeGo(one);
    case 'javascript':
      return writeJavascript(one);
  }
}

function wholeComment({ comment, fields, entry }: WrittenExport): string {
  const lines =
    entry.kind === 'function'
      ? fields.map(({ text, comment: words }) => `${text}: ${words.replace(/\s*\n\s*/g, ' ').trim()}`)
      : [];
  return [comment.trim(), ...lines].filter((part) => part !== '').join('\n');
}

function lineComment(mark: string, text: string, indent = ''): string {
  if (text.trim() === '') return '';
  return `${text
    .trim()
    .split('\n')
    .map((line) => `${indent}${mark} ${line}`.trimEnd())
    .join('\n')}\n`;
}

function docstring(text: string, indent: string): string {
  const clean = text.trim().replaceAll('\\', '\\\\').replaceAll('"""', "'''").replace(/"$/, '" ');
  if (clean === '') return '';
  return clean.includes('\n')
    ? `${indent}"""${clean
        .split('\n')
        .map((line, at) => (at === 0 ? line : `${indent}${line}`.trimEnd()))
        .join('\n')}\n${indent}"""\n`
    : `${indent}"""${clean}"""\n`;
}

function writePython(one: WrittenExport): string {
  const { entry, fields } = one;
  if (entry.kind === 'function') return `${entry.signature}:\n${docstring(wholeComment(one), '    ')}    ...`;
  if (entry.kind === 'constant') return `${lineComment('#', one.comment)}${entry.signature}`;
  const inner =
    fields.length > 0
      ? fields.map(({ text, comment }) => `${lineComment('#', comment, '    ')}    ${text}`)
      : entry.members.map(({ kind, name, signature, summary }) =>
          kind === 'property'
            ? entry.kind === 'enum'
              ? `    ${name} = ...`
              : `${lineComment('#', summary, '    ')}    ${signature}`
            : `    ${signature}:\n${docstring(summary, '        ')}        ...`,
        );
  return `${entry.signature}:\n${docstring(one.comment, '    ')}${inner.length === 0 ? '    ...' : inner.join('\n')}`;
}

function writeRust(one: WrittenExport): string {
  const { entry, fields } = one;
  const comment = lineComment('///', wholeComment(one));
  if (entry.kind === 'function' || entry.kind === 'constant') return `${comment}${entry.signature};`;
  const isEnum = entry.kind === 'enum';
  if (isEnum && entry.members.length === 0)
    return `${comment}#[derive(Debug, Clone, PartialEq)]\n${entry.signature}`;
  if (isEnum)
    return `${comment}#[derive(Debug, Clone, Copy, PartialEq)]\n${entry.signature} {\n${entry.members.map(({ name }) => `    ${name},`).join('\n')}\n}`;
  if (fields.length > 0) {
    const isOptions = one.source === null;
    const inner = fields.map(
      ({ text, comment: words }) => `${lineComment('///', words, '    ')}    ${text},`,
    );
    return `${comment}#[derive(Debug, Clone, PartialEq${isOptions ? ', Default' : ''})]\n${entry.signature} {\n${inner.join('\n')}\n}`;
  }
  const methods = entry.members.map(
    ({ signature, summary }) => `${lineComment('///', summary, '    ')}    ${signature};`,
  );
  const block = methods.length === 0 ? '' : `\n\nimpl ${entry.name} {\n${methods.join('\n')}\n}`;
  return `${comment}${entry.signature} {}${block}`;
}

function writeGo(one: WrittenExport): string {
  const { entry, fields } = one;
  const comment = lineComment('//', wholeComment(one));
  if (entry.kind === 'function' || entry.kind === 'constant') return `${comment}${entry.signature}`;
  if (entry.kind === 'enum') return `${comment}${entry.signature}`;
  const inner = fields.map(({ text, comment: words }) => `${lineComment('//', words, '\t')}\t${text}`);
  const methods = entry.members
    .filter(({ kind }) => kind === 'method')
    .map(({ signature, summary }) => `\n\n${lineComment('//', summary)}${signature}`);
  return `${comment}${entry.signature} {${inner.length === 0 ? '}' : `\n${inner.join('\n')}\n}`}${methods.join('')}`;
}

function writeJavascript(one: WrittenExport): string {
  const { entry, fields } = one;
  const comment = blockComment(wholeComment(one));
  if (entry.kind === 'function') return `${comment}export declare ${entry.signature};`;
  if (entry.kind === 'constant' || entry.signature.startsWith('const ')) {
    const members = entry.members.map(({ name }) => `readonly ${name}: unknown`);
    return `${comment}export declare ${members.length === 0 ? entry.signature : entry.signature.replace(/: object$/, `: { ${members.join('; ')} }`)};`;
  }
  const inner =
    fields.length > 0
      ? fields.map(({ text, comment: words }) => `${blockComment(words, '  ')}  ${text};`)
      : entry.members.map(
          ({ signature, summary, static: isStatic }) =>
            `${blockComment(summary, '  ')}  ${isStatic ? 'static ' : ''}${signature};`,
        );
  const head = entry.kind === 'interface' ? `export ${entry.signature}` : `export declare ${entry.signature}`;
  return `${comment}${head} {${inner.length === 0 ? '' : `\n${inner.join('\n')}\n`}}`;
}

function blockComment(text: string, indent = ''): string {
  const clean = text.trim().replaceAll('*/', '* /');
  if (clean === '') return '';
  return clean.includes('\n')
    ? `${indent}/**\n${clean
        .split('\n')
        .map((line) => `${indent} * ${line}`.trimEnd())
        .join('\n')}\n${indent} */\n`
    : `${indent}/** ${clean} */\n`;
}
