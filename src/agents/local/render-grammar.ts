type Schema = Readonly<Record<string, unknown>>;

// One optional space where Python's and most models' habit puts it: whitespace is tokens, and tokens are time.
const terminals = `
string ::= "\\"" char* "\\""
char ::= [^"\\\\\\x7F\\x00-\\x1F] | "\\\\" (["\\\\/bfnrt] | "u" [0-9a-fA-F]{4})
integer ::= "-"? ("0" | [1-9] [0-9]{0,15})
number ::= integer ("." [0-9]{1,16})? ([eE] [-+]? [0-9]{1,3})?
boolean ::= "true" | "false"
null ::= "null"
value ::= string | number | boolean | null | array | object
array ::= "[" (value (comma value)*)? "]"
object ::= "{" (string colon value (comma string colon value)*)? "}"
comma ::= "," " "?
colon ::= ":" " "?`;

/**
 * A GBNF grammar whose texts satisfy the JSON Schema, as compact JSON. Keywords that a grammar cannot express
 * (`pattern`, `minimum`, lengths over 200) are left to the caller's validation of the reply. Written by ourselves
 * because the runtime's converter allows line breaks and indentation, a third more tokens, and wants four line breaks
 * after the value before generation may end.
 */
export function renderGrammar(schema: Schema): string {
  const rules = new Map<string, string>();
  const references = new Map<string, string>();

  function addRule(body: string): string {
    for (const [name, existing] of rules) if (existing === body) return name;
    const name = `rule${rules.size}`;
    rules.set(name, body);
    return name;
  }

  function renderReference(reference: string): string {
    const known = references.get(reference);
    if (known !== undefined) return known;
    const name = `reference${references.size}`;
    references.set(reference, name);
    const target = resolveReference(schema, reference);
    rules.set(name, target === undefined ? 'value' : renderSchema(target));
    return name;
  }

  function renderSchema(node: unknown): string {
    if (!isSchema(node)) return 'value';
    if (typeof node.$ref === 'string') return renderReference(node.$ref);
    if ('const' in node) return renderLiteral(node.const);
    if (Array.isArray(node.enum)) return addRule(node.enum.map(renderLiteral).join(' | '));
    const alternatives = node.anyOf ?? node.oneOf;
    if (Array.isArray(alternatives)) return addRule(alternatives.map(renderSchema).join(' | '));
    if (Array.isArray(node.allOf) && node.allOf.length === 1) return renderSchema(node.allOf[0]);
    if (Array.isArray(node.type)) {
      return addRule(node.type.map((type) => renderSchema({ ...node, type })).join(' | '));
    }
    return renderTyped(node);
  }

  function renderTyped(node: Schema): string {
    if (node.type === 'object' || isSchema(node.properties)) return addRule(renderObject(node));
    if (node.type === 'array') return addRule(renderArray(node));
    if (node.type === 'string') return renderString(node);
    if (node.type === 'integer' || node.type === 'number') return String(node.type);
    if (node.type === 'boolean' || node.type === 'null') return String(node.type);
    return 'value';
  }

  function renderString(node: Schema): string {
    const least = readCount(node.minLength) ?? 0;
    const most = readCount(node.maxLength);
    // A counted repetition is unrolled by the grammar engine: long ones cost more than they help.
    if (most !== undefined && most <= 200)
      return addRule(`"\\"" char{${Math.min(least, most)},${most}} "\\""`);
    return least > 0 && least <= 200 ? addRule(`"\\"" char{${least},} "\\""`) : 'string';
  }

  function renderArray(node: Schema): string {
    const item = 'items' in node ? renderSchema(node.items) : 'value';
    const least = readCount(node.minItems) ?? 0;
    const most = readCount(node.maxItems);
    if (most === 0) return '"[]"';
    const rest = `(comma ${item}){${Math.max(0, least - 1)},${most === undefined ? '' : most - 1}}`;
    return least === 0 ? `"[" (${item} ${rest})? "]"` : `"[" ${item} ${rest} "]"`;
  }

  function renderObject(node: Schema): string {
    const properties = isSchema(node.properties) ? Object.entries(node.properties) : [];
    if (properties.length === 0) return renderMap(node);
    const required = new Set(Array.isArray(node.required) ? node.required : properties.map(([name]) => name));
    const members = properties.map(([name, value]) => ({
      text: `${renderLiteral(name)} colon ${renderSchema(value)}`,
      required: required.has(name),
    }));
    const first = members.findIndex((member) => member.required);
    if (first === -1) return `"{" (${renderOptional(members.map((member) => member.text))})? "}"`;
    const before = members.slice(0, first).map((member) => `(${member.text} comma)?`);
    const after = members
      .slice(first + 1)
      .map((member) => (member.required ? `comma ${member.text}` : `(comma ${member.text})?`));
    return ['"{"', ...before, members[first]?.text, ...after, '"}"'].join(' ');
  }

  /** Any ordered, non-empty choice of members none of which is required. */
  function renderOptional(members: readonly string[]): string {
    return members
      .map((member, index) => {
        const rest = members.slice(index + 1).map((later) => `(comma ${later})?`);
        return [member, ...rest].join(' ');
      })
      .join(' | ');
  }

  function renderMap(node: Schema): string {
    const value = isSchema(node.additionalProperties) ? renderSchema(node.additionalProperties) : 'value';
    if (node.additionalProperties === false) return '"{}"';
    return `"{" (string colon ${value} (comma string colon ${value})*)? "}"`;
  }

  const root = renderSchema(schema);
  const lines = [...rules].map(([name, body]) => `${name} ::= ${body}`);
  return `root ::= ${root}\n${lines.join('\n')}${terminals}\n`;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readCount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}

/** A JSON value as a grammar literal: its JSON text, quoted once more for the grammar. */
function renderLiteral(value: unknown): string {
  return JSON.stringify(JSON.stringify(value));
}

function resolveReference(root: Schema, reference: string): unknown {
  if (reference === '#') return root;
  if (!reference.startsWith('#/')) return undefined;
  let node: unknown = root;
  for (const part of reference.slice(2).split('/')) {
    if (!isSchema(node) || !Object.hasOwn(node, part)) return undefined;
    node = node[part];
  }
  return node;
}
