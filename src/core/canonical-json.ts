import canonicalize from 'canonicalize';

/** JSON by RFC 8785: sorted keys, one spelling for every value. Throws a TypeError for what JSON cannot hold. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError(`Cannot write ${typeof value} as canonical JSON`);
  return text;
}
