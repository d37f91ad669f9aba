import type { ApiExport, Spec } from '../../../spec/index.ts';
import { guestCrate } from '../run/harness.ts';

/**
 * How documented types of the crate are told: an enum by its variant and what is in it, a struct by its public fields and
 * by the text that it shows; without either it is told by its name alone. One module a type, because one that does not
 * compile is left out alone. Types with parameters are left to the program.
 */
export function describeTypes({ surface, texts }: Pick<Spec, 'surface' | 'texts'>): string[] {
  const types = texts['06-type-definitions.d.ts'] ?? '';
  return surface.exports.flatMap((entry) => {
    if (entry.kind !== 'enum' && entry.kind !== 'class') return [];
    if (!/^[A-Za-z_]\w*(?:::[A-Za-z_]\w*)*$/.test(entry.name)) return [];
    const own = /\b(?:enum|struct|union)\s+(\w+)\s*(<[^>]*>)?/.exec(entry.signature);
    const parameters = (own?.[2] ?? '')
      .replace(/[<>\s]/g, '')
      .split(',')
      .filter(Boolean);
    if (own === null || parameters.some((parameter) => !/^'\w+$/.test(parameter))) return [];
    const lifetimes = parameters.length === 0 ? '' : `<${parameters.map(() => "'_").join(', ')}>`;
    const type = `${guestCrate}::${entry.name}`;
    const body =
      entry.kind === 'enum' ? describeEnum(entry, type) : describeStruct(entry, own[1] ?? '', types);
    const variant = entry.kind === 'enum' ? renderVariant(entry, `${type}`, lifetimes) : '';
    return [
      `#[allow(unused_imports)]\nuse crate::harness::{PhalusDescribe, PhalusTable, PhalusVariant};\nimpl PhalusDescribe for ${type}${lifetimes} {\nfn phalus(&self, table: &mut PhalusTable) -> usize {\n${body}\n}\n}\n${variant}`,
    ];
  });
}

function variantsOf({ members }: ApiExport): readonly { readonly name: string; readonly inner: string }[] {
  return members.flatMap(({ kind, signature, name }) =>
    kind === 'property' && /^[A-Z]\w*$/.test(name)
      ? [{ name, inner: signature.slice(signature.indexOf(name) + name.length).trim() }]
      : [],
  );
}

function renderVariant(entry: ApiExport, type: string, lifetimes: string): string {
  const arms = variantsOf(entry).map(({ name }) => `${type}::${name} { .. } => ${JSON.stringify(name)},`);
  return `impl PhalusVariant for ${type}${lifetimes} {\nfn phalus_variant(&self) -> &'static str {\n#[allow(unreachable_patterns)]\nmatch self { ${arms.join(' ')} _ => "another" }\n}\n}\n`;
}

function describeEnum(entry: ApiExport, type: string): string {
  const arms = variantsOf(entry).map(({ name, inner }) => {
    const fields = readFields(inner);
    const names = fields.map((field, index) => (inner.startsWith('(') ? `phalus_${index}` : field));
    const pattern = inner.startsWith('(')
      ? `(${names.join(', ')})`
      : inner.startsWith('{')
        ? `{ ${[...names, '..'].join(', ')} }`
        : '{ .. }';
    const told = fields.map(
      (field, index) =>
        `let child = phalus_part!(table, &mut &*${names[index]}); table.field(place, ${JSON.stringify(field)}, child);`,
    );
    const start = `let place = table.add("record", ${JSON.stringify(`${entry.local_name}::${name}`)});`;
    return `${type}::${name} ${pattern} => { ${start} ${told.join(' ')} place }`;
  });
  const other = `_ => table.add("record", ${JSON.stringify(`${entry.local_name}::another`)})`;
  return `#[allow(unreachable_patterns)]\nmatch self { ${[...arms, other].join('\n')} }`;
}

function describeStruct(entry: ApiExport, name: string, types: string): string {
  const fields = entry.members.flatMap(({ kind, name: field, static: isStatic }) =>
    kind === 'property' && !isStatic && /^(?:[a-z_]\w*|\d)$/.test(field) ? [field] : [],
  );
  const has = (trait: string): boolean =>
    new RegExp(`impl[^\\n{]*\\b${trait} for (?:\\w+::)*${name}\\b`).test(types);
  // What an error says is its author's own words.
  const showsItself = has('Display') && !has('Error');
  if (fields.length === 0 && !showsItself) return `table.add("opaque", ${JSON.stringify(name)})`;
  const told = fields
    .toSorted()
    .map(
      (field) =>
        `let child = phalus_part!(table, &mut &self.${field}); table.field(place, ${JSON.stringify(field)}, child);`,
    );
  const text = showsItself
    ? 'let text = self.to_string(); let child = table.add("string", &text); table.field(place, "to_string()", child);'
    : '';
  return `let place = table.add("record", ${JSON.stringify(name)});\n${told.join('\n')}\n${text}\nplace`;
}

/** Names of the fields of a variant, or their places. */
function readFields(inner: string): string[] {
  if (!/^[({]/.test(inner)) return [];
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const sign of inner.slice(1, -1)) {
    if ('<([{'.includes(sign)) depth += 1;
    else if ('>)]}'.includes(sign)) depth -= 1;
    if (sign === ',' && depth === 0) {
      parts.push(part);
      part = '';
    } else part += sign;
  }
  if (part.trim() !== '') parts.push(part);
  if (inner.startsWith('(')) return parts.map((_, index) => String(index));
  return parts.flatMap((text) => /^\s*(?:pub\s+)?([a-z_]\w*)\s*:/.exec(text)?.[1] ?? []);
}
