/**
 * The type of any value in Rust, for interfaces that take or give what is known only when a program runs. A builder need
 * not write it: it is the same in every package.
 */
export function renderRustValue(name: string): string {
  const from = (type: string, made: string): string =>
    `impl From<${type}> for ${name} {\n    fn from(value: ${type}) -> Self {\n        ${made}\n    }\n}`;
  return [
    'use std::collections::BTreeMap;',
    `/// A value whose type is known only when a program runs.\n#[derive(Debug, Clone, PartialEq)]\npub enum ${name} {\n    Null,\n    Bool(bool),\n    Int(i64),\n    Float(f64),\n    String(String),\n    List(Vec<${name}>),\n    Map(BTreeMap<String, ${name}>),\n}`,
    from('bool', `${name}::Bool(value)`),
    from('i64', `${name}::Int(value)`),
    from('i32', `${name}::Int(i64::from(value))`),
    from('usize', `${name}::Int(value as i64)`),
    from('f64', `${name}::Float(value)`),
    from('&str', `${name}::String(value.to_string())`),
    from('String', `${name}::String(value)`),
    from('BTreeMap<String, Value>'.replace('Value', name), `${name}::Map(value)`),
    `impl<const N: usize> From<[(&str, ${name}); N]> for ${name} {\n    fn from(value: [(&str, ${name}); N]) -> Self {\n        ${name}::Map(value.into_iter().map(|(key, item)| (key.to_string(), item)).collect())\n    }\n}`,
    `impl<T: Into<${name}>> From<Vec<T>> for ${name} {\n    fn from(value: Vec<T>) -> Self {\n        ${name}::List(value.into_iter().map(Into::into).collect())\n    }\n}`,
    `impl<T: Into<${name}>> From<Option<T>> for ${name} {\n    fn from(value: Option<T>) -> Self {\n        value.map_or(${name}::Null, Into::into)\n    }\n}`,
  ].join('\n\n');
}

/** The declaration alone, as the interface shows it. */
export function renderRustValueSignature(name: string): string {
  return `pub enum ${name} { Null, Bool(bool), Int(i64), Float(f64), String(String), List(Vec<${name}>), Map(BTreeMap<String, ${name}>) }`;
}
