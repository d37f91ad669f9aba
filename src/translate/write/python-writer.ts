import {
  type BinaryOperator,
  type Builtin,
  type NeutralExport,
  type NeutralExpression,
  type NeutralField,
  type NeutralType,
  Unsayable,
} from '../model.ts';
import type { Layout, Slot } from '../target/layout.ts';
import { fieldName } from '../target/target-surface.ts';
import { DynamicWriter, type GivenTexts, spellNumber } from './dynamic-writer.ts';
import { quoteBytes, quoteText } from './quote-text.ts';
import type { WrittenFunction } from './types.ts';

export class PythonWriter extends DynamicWriter {
  type(type: NeutralType): string {
    switch (type.kind) {
      case 'string':
        return 'str';
      case 'integer':
        return 'int';
      case 'float':
      case 'number':
        return 'float';
      case 'boolean':
        return 'bool';
      case 'bytes':
        return 'bytes';
      case 'null':
        return 'None';
      case 'error':
        return 'Exception';
      case 'list':
        return `list[${this.type(type.item)}]`;
      case 'set':
        return `set[${this.type(type.item)}]`;
      case 'iterator':
        return `Iterable[${this.type(type.item)}]`;
      case 'optional':
        return `${this.type(type.item)} | None`;
      case 'map':
        return `dict[${this.type(type.key)}, ${this.type(type.value)}]`;
      case 'tuple':
        return `tuple[${type.items.map((item) => this.type(item)).join(', ')}]`;
      case 'union':
        return type.items.map((item) => this.type(item)).join(' | ');
      case 'literal':
        return `Literal[${typeof type.value === 'boolean' ? (type.value ? 'True' : 'False') : typeof type.value === 'string' ? quoteText('python', type.value) : type.value}]`;
      case 'function':
        return `Callable[[${type.parameters.map((item) => this.type(item)).join(', ')}], ${this.type(type.returns)}]`;
      case 'record':
        return 'dict[str, Any]';
      case 'named':
        return this.target.names.get(type.name) ?? 'Any';
      default:
        return 'Any';
    }
  }

  signature({ name, callable, layout }: WrittenFunction, owner: NeutralExport | null): string {
    const parts = [
      ...(owner === null ? [] : ['self']),
      ...layout.positional.map((slot) => this.parameter(slot)),
      ...(layout.rest === null ? [] : [`*${layout.rest.name}: ${this.type(layout.rest.type)}`]),
      ...(layout.options.length > 0 && layout.rest === null ? ['*'] : []),
      ...layout.options.map((slot) => this.parameter(slot)),
    ];
    return `def ${name}(${parts.join(', ')}) -> ${name === '__init__' ? 'None' : this.type(callable.returns)}`;
  }

  private parameter({ name, type, optional, default: value }: Slot): string {
    if (!optional) return `${name}: ${this.type(type)}`;
    const spelled = this.defaultOf({ optional, default: value, type });
    if (spelled !== null) return `${name}: ${this.type(type)} = ${spelled}`;
    const text = this.type(type);
    return `${name}: ${/\bNone$/.test(text) || text === 'Any' ? text : `${text} | None`} = None`;
  }

  /** The default that the documentation states; null where none is but None. */
  defaultOf({ optional, default: value, type }: Pick<Slot, 'optional' | 'default' | 'type'>): string | null {
    const spelled = !optional || value === null ? null : this.literal(value, type);
    return spelled === 'None' ? null : spelled;
  }

  field(field: NeutralField): string {
    const type = this.type(
      field.optional && field.type.kind !== 'optional' ? { kind: 'optional', item: field.type } : field.type,
    );
    return `${fieldName(this.target, field)}: ${type}`;
  }

  protected literal(value: NeutralExpression, type: NeutralType | null): string | null {
    if (value.kind === 'string') return quoteText('python', value.value);
    if (value.kind === 'bytes') return `b"${quoteBytes(value.value)}"`;
    if (value.kind === 'boolean') return value.value ? 'True' : 'False';
    if (value.kind === 'null') return 'None';
    if (value.kind === 'number' && !Number.isFinite(value.value))
      return `float("${Number.isNaN(value.value) ? 'nan' : value.value > 0 ? 'inf' : '-inf'}")`;
    const text = spellNumber(value);
    const isFloat = type?.kind === 'float' || (value.kind === 'number' && value.isFloat);
    return text !== null && isFloat && /^-?\d+$/.test(text) ? `${text}.0` : text;
  }

  protected collection(kind: 'list' | 'tuple' | 'set', items: readonly string[]): string {
    const inside = items.join(', ');
    if (kind === 'list') return `[${inside}]`;
    if (kind === 'tuple') return items.length === 1 ? `(${inside},)` : `(${inside})`;
    return items.length === 0 ? 'set()' : `{${inside}}`;
  }

  protected map(entries: readonly (readonly [string, string])[]): string {
    return `{${entries.map(([key, value]) => `${key}: ${value}`).join(', ')}}`;
  }

  protected record(entries: readonly (readonly [string, string])[]): string {
    return this.map(entries.map(([name, value]) => [quoteText('python', name), value]));
  }

  protected arguments(layout: Layout, { positional, options, rest }: GivenTexts): string {
    let skipped = false;
    const parts = positional.flatMap((text, at) => {
      if (text === null) {
        skipped = true;
        return [];
      }
      return [skipped ? `${layout.positional[at]?.name ?? ''}=${text}` : text];
    });
    if (skipped && rest.length > 0)
      throw new Unsayable('it leaves out what Python needs in front of the others');
    return [...parts, ...rest, ...options.map(([name, text]) => `${name}=${text}`)].join(', ');
  }

  protected construct(name: string, given: string): string {
    return `${name}(${given})`;
  }

  protected lambda(parameters: readonly string[], body: string): string {
    return `lambda${parameters.length === 0 ? '' : ` ${parameters.join(', ')}`}: ${body}`;
  }

  protected readField(object: string, name: string, isData: boolean): string {
    return isData ? `${object}[${quoteText('python', name)}]` : `${object}.${name}`;
  }

  protected builtin(name: Builtin, object: string, given: readonly string[]): string {
    switch (name) {
      case 'length':
        return `len(${object})`;
      case 'collect':
        return `list(${object})`;
      case 'abs':
        return `abs(${object})`;
      case 'contains':
        return `${given[0]} in ${object}`;
      default:
        return `${object}.${{ upper: 'upper', lower: 'lower', trim: 'strip', starts: 'startswith', ends: 'endswith' }[name]}(${given.join(', ')})`;
    }
  }

  protected operator(operator: BinaryOperator): string {
    return operator;
  }

  protected not(operand: string, isDouble: boolean): string {
    return isDouble ? `bool(${operand})` : `not ${operand}`;
  }

  protected statement(name: string | null, value: string): string {
    return name === null ? value : `${name} = ${value}`;
  }
}
