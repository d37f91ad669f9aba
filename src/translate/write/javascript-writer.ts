import type {
  BinaryOperator,
  Builtin,
  NeutralExport,
  NeutralExpression,
  NeutralField,
  NeutralType,
} from '../model.ts';
import type { Layout, Slot } from '../target/layout.ts';
import { fieldName } from '../target/target-surface.ts';
import { DynamicWriter, type GivenTexts, spellNumber } from './dynamic-writer.ts';
import { quoteText } from './quote-text.ts';
import type { WrittenFunction } from './types.ts';

export class JavascriptWriter extends DynamicWriter {
  type(type: NeutralType): string {
    switch (type.kind) {
      case 'string':
      case 'boolean':
      case 'null':
      case 'any':
        return type.kind;
      case 'integer':
      case 'float':
      case 'number':
        return 'number';
      case 'bytes':
        return 'Uint8Array';
      case 'error':
        return 'Error';
      case 'list':
        return `${this.inner(type.item)}[]`;
      case 'set':
        return `Set<${this.type(type.item)}>`;
      case 'iterator':
        return `Iterable<${this.type(type.item)}>`;
      case 'optional':
        return `${this.inner(type.item)} | null`;
      case 'map': {
        const isObject = type.key.kind === 'string' || type.key.kind === 'any';
        return isObject
          ? `Record<string, ${this.type(type.value)}>`
          : `Map<${this.type(type.key)}, ${this.type(type.value)}>`;
      }
      case 'tuple':
        return `[${type.items.map((item) => this.type(item)).join(', ')}]`;
      case 'union':
        return type.items.map((item) => this.inner(item)).join(' | ');
      case 'literal':
        return typeof type.value === 'string' ? quoteText('javascript', type.value) : String(type.value);
      case 'function': {
        const parameters = type.parameters.map((item, at) => `value${at + 1}: ${this.type(item)}`);
        return `(${parameters.join(', ')}) => ${this.type(type.returns)}`;
      }
      case 'record':
        return `{ ${type.fields.map((field) => this.field(field)).join('; ')} }`;
      case 'named':
        return this.target.names.get(type.name) ?? 'any';
      case 'parameter':
        return type.name;
    }
  }

  private inner(type: NeutralType): string {
    const text = this.type(type);
    return /[|>]/.test(text) &&
      (type.kind === 'function' || type.kind === 'union' || type.kind === 'optional')
      ? `(${text})`
      : text;
  }

  signature({ name, callable, layout }: WrittenFunction, owner: NeutralExport | null): string {
    const rest = layout.rest;
    const parts = [
      ...layout.positional.map((slot) => this.parameter(slot)),
      ...(rest !== null && layout.restIsList ? [`${rest.name}: ${this.inner(rest.type)}[]`] : []),
      ...(layout.options.length === 0
        ? []
        : [
            `options${layout.options.every(({ optional }) => optional) ? '?' : ''}: { ${layout.options.map((slot) => this.parameter(slot)).join('; ')} }`,
          ]),
      ...(rest !== null && !layout.restIsList ? [`...${rest.name}: ${this.inner(rest.type)}[]`] : []),
    ];
    const used = callable.typeParameters;
    const generics = used.length === 0 ? '' : `<${used.join(', ')}>`;
    if (name === 'constructor') return `constructor(${parts.join(', ')})`;
    const returns = callable.returns.kind === 'null' ? 'void' : this.type(callable.returns);
    return `${owner === null ? 'function ' : ''}${name}${generics}(${parts.join(', ')}): ${returns}`;
  }

  private parameter({ name, type, optional }: Slot): string {
    return `${name}${optional ? '?' : ''}: ${this.type(type)}`;
  }

  field(field: NeutralField): string {
    return `${fieldName(this.target, field)}${field.optional ? '?' : ''}: ${this.type(field.type)}`;
  }

  protected literal(value: NeutralExpression, type: NeutralType | null): string | null {
    if (value.kind === 'string') return quoteText('javascript', value.value);
    if (value.kind === 'bytes') return `new Uint8Array([${value.value.join(', ')}])`;
    if (value.kind === 'boolean') return String(value.value);
    if (value.kind === 'null') return 'null';
    const text = spellNumber(value);
    return value.kind === 'integer' && type?.kind !== 'float' ? `${text}n` : text;
  }

  protected collection(kind: 'list' | 'tuple' | 'set', items: readonly string[]): string {
    const list = `[${items.join(', ')}]`;
    return kind === 'set' ? `new Set(${items.length === 0 ? '' : list})` : list;
  }

  protected map(entries: readonly (readonly [string, string])[], hasTextKeys: boolean): string {
    if (!hasTextKeys) return `new Map([${entries.map(([key, value]) => `[${key}, ${value}]`).join(', ')}])`;
    if (entries.length === 0) return '{}';
    return `{ ${entries.map(([key, value]) => `${spellKey(key)}: ${value}`).join(', ')} }`;
  }

  protected record(entries: readonly (readonly [string, string])[]): string {
    return entries.length === 0
      ? '{}'
      : `{ ${entries.map(([name, value]) => `${name}: ${value}`).join(', ')} }`;
  }

  protected arguments(layout: Layout, { positional, options, rest }: GivenTexts): string {
    const parts: (string | null)[] = [...positional];
    if (layout.restIsList && layout.rest !== null) parts.push(`[${rest.join(', ')}]`);
    if (layout.options.length > 0) parts.push(options.length === 0 ? null : this.record(options));
    if (!layout.restIsList) parts.push(...rest);
    while (parts.at(-1) === null) parts.pop();
    return parts.map((text) => text ?? 'undefined').join(', ');
  }

  protected construct(name: string, given: string): string {
    return `new ${name}(${given})`;
  }

  protected lambda(parameters: readonly string[], body: string): string {
    return `(${parameters.join(', ')}) => ${body.startsWith('{') ? `(${body})` : body}`;
  }

  protected readField(object: string, name: string): string {
    return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)
      ? `${object}.${name}`
      : `${object}[${quoteText('javascript', name)}]`;
  }

  protected builtin(name: Builtin, object: string, given: readonly string[]): string {
    const methods = {
      upper: 'toUpperCase',
      lower: 'toLowerCase',
      trim: 'trim',
      starts: 'startsWith',
      ends: 'endsWith',
      contains: 'includes',
    };
    if (name === 'length') return `${object}.length`;
    if (name === 'collect') return `[...${object}]`;
    if (name === 'abs') return `Math.abs(${object})`;
    return `${object}.${methods[name]}(${given.join(', ')})`;
  }

  protected operator(operator: BinaryOperator): string {
    const own: Partial<Record<BinaryOperator, string>> = { '==': '===', '!=': '!==', and: '&&', or: '||' };
    return own[operator] ?? operator;
  }

  protected not(operand: string, isDouble: boolean): string {
    return isDouble ? `Boolean(${operand})` : `!${operand}`;
  }

  protected statement(name: string | null, value: string): string {
    return name === null ? `${value};` : `const ${name} = ${value};`;
  }
}

/** A key without quotes where it is a name; one that would set the prototype is computed. */
function spellKey(quoted: string): string {
  if (quoted === '"__proto__"') return '["__proto__"]';
  return /^"[A-Za-z_$][\w$]*"$/.test(quoted) ? quoted.slice(1, -1) : quoted;
}
