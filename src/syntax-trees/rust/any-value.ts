const map = 'std::collections::BTreeMap';

export interface RustAnyValue {
  /** As an interface shows it, on one line. */
  readonly signature: string;
  /** The type itself. */
  readonly declaration: string;
  /** What makes one of other values. */
  readonly conversions: string;
}

/**
 * The type of a value that is known only when a program runs, for interfaces that come from languages which have such.
 * It is the same in every package, so that nobody needs to write it.
 */
export function renderRustAnyValue(name: string): RustAnyValue {
  const variants = [
    ...['Null', 'Bool(bool)', 'Int(i64)', 'Float(f64)', 'String(String)'],
    ...[`List(Vec<${name}>)`, `Map(BTreeMap<String, ${name}>)`],
  ];
  const from = (head: string, type: string, made: string): string =>
    `impl${head} From<${type}> for ${name} {\n    fn from(value: ${type}) -> Self {\n        ${made}\n    }\n}`;
  const own = variants.map((variant) => `    ${variant.replace('BTreeMap', map)},`);
  return {
    signature: `pub enum ${name} { ${variants.join(', ')} }`,
    declaration: `/// A value whose type is known only when a program runs.\n#[derive(Debug, Clone, PartialEq)]\npub enum ${name} {\n${own.join('\n')}\n}`,
    conversions: [
      from('', 'bool', `${name}::Bool(value)`),
      from('', 'i64', `${name}::Int(value)`),
      from('', 'i32', `${name}::Int(i64::from(value))`),
      from('', 'usize', `${name}::Int(value as i64)`),
      from('', 'f64', `${name}::Float(value)`),
      from('', '&str', `${name}::String(value.to_string())`),
      from('', 'String', `${name}::String(value)`),
      from('', `${map}<String, ${name}>`, `${name}::Map(value)`),
      from(
        '<const N: usize>',
        `[(&str, ${name}); N]`,
        `${name}::Map(value.into_iter().map(|(key, item)| (key.to_string(), item)).collect())`,
      ),
      from(`<T: Into<${name}>>`, 'Vec<T>', `${name}::List(value.into_iter().map(Into::into).collect())`),
      from(`<T: Into<${name}>>`, 'Option<T>', `value.map_or(${name}::Null, Into::into)`),
    ].join('\n\n'),
  };
}
