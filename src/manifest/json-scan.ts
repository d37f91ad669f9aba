/** A key that an object in the text has more than once: JSON.parse keeps the last value and says nothing. */
export interface RepeatedKey {
  /** The keys that lead to the object, outermost first. */
  readonly path: readonly string[];
  readonly key: string;
  /** The value that is lost, when it is a string. */
  readonly lostText: string | null;
}

export interface JsonScan {
  /** Offset of the first character that JSON does not allow; null for a text that is JSON. */
  readonly errorOffset: number | null;
  readonly repeatedKeys: readonly RepeatedKey[];
}

interface Level {
  readonly closes: '}' | ']';
  /** Key and, when it is a string, value of what was read so far; only of objects near the root. */
  readonly seen: Map<string, string | null> | null;
  key: string;
}

type Expecting = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing';

const deepestKeyLevel = 3;
// Shared by all deeper levels, whose keys nobody asks for: a text may open millions of them.
const deepLevels: Readonly<Record<'{' | '[', Level>> = {
  '{': { closes: '}', seen: null, key: '' },
  '[': { closes: ']', seen: null, key: '' },
};
const wordOrNumber = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Walks JSON text once, in linear time and without recursion: any text, of any depth, is safe. */
export function scanJson(text: string): JsonScan {
  return new Scanner(text).scan();
}

class Scanner {
  readonly #text: string;
  readonly #levels: Level[] = [];
  readonly #repeatedKeys: RepeatedKey[] = [];
  #offset = 0;
  #expecting: Expecting = 'value';

  constructor(text: string) {
    this.#text = text;
  }

  scan(): JsonScan {
    for (;;) {
      this.#skipSpace();
      if (this.#offset >= this.#text.length) break;
      if (!this.#readToken()) return { errorOffset: this.#offset, repeatedKeys: this.#repeatedKeys };
    }
    const errorOffset = this.#expecting === 'nothing' ? null : this.#text.length;
    return { errorOffset, repeatedKeys: this.#repeatedKeys };
  }

  #skipSpace(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#offset);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#offset += 1;
    }
  }

  #readToken(): boolean {
    const character = this.#text[this.#offset] ?? '';
    switch (this.#expecting) {
      case 'nothing':
        return false;
      case 'colon':
        return character === ':' && this.#step('value');
      case 'comma-or-end':
        if (character === ',') return this.#step(this.#levels.at(-1)?.closes === '}' ? 'key' : 'value');
        return this.#close(character);
      case 'key':
      case 'key-or-end':
        if (character === '"') return this.#readKey();
        return this.#expecting === 'key-or-end' && this.#close(character);
      default:
        return this.#readValue(character);
    }
  }

  #readValue(character: string): boolean {
    if (character === '{' || character === '[') return this.#open(character);
    if (character === '"') {
      const value = this.#readString();
      if (value === null) return false;
      this.#endValue(value);
      return true;
    }
    if (character === ']' && this.#expecting === 'value-or-end') return this.#close(character);
    wordOrNumber.lastIndex = this.#offset;
    const length = wordOrNumber.exec(this.#text)?.[0].length ?? 0;
    if (length === 0) return false;
    this.#offset += length;
    this.#endValue(null);
    return true;
  }

  #open(character: '{' | '['): boolean {
    const isObject = character === '{';
    const isDeep = this.#levels.length >= deepestKeyLevel;
    const closes = isObject ? '}' : ']';
    this.#levels.push(
      isDeep ? deepLevels[character] : { closes, seen: isObject ? new Map() : null, key: '' },
    );
    return this.#step(isObject ? 'key-or-end' : 'value-or-end');
  }

  #close(character: string): boolean {
    if (this.#levels.at(-1)?.closes !== character) return false;
    this.#levels.pop();
    this.#offset += 1;
    this.#endValue(null);
    return true;
  }

  #readKey(): boolean {
    const key = this.#readString();
    const level = this.#levels.at(-1);
    if (key === null || level === undefined) return false;
    level.key = key;
    if (level.seen?.has(key)) {
      const path = this.#levels.slice(0, -1).map((outer) => outer.key);
      this.#repeatedKeys.push({ path, key, lostText: level.seen.get(key) ?? null });
    }
    this.#expecting = 'colon';
    return true;
  }

  #endValue(text: string | null): void {
    const level = this.#levels.at(-1);
    level?.seen?.set(level.key, text);
    this.#expecting = level === undefined ? 'nothing' : 'comma-or-end';
  }

  #step(next: Expecting): true {
    this.#offset += 1;
    this.#expecting = next;
    return true;
  }

  /** Reads the string that starts here; on a mistake the offset stays on the character at fault. */
  #readString(): string | null {
    const start = this.#offset;
    let offset = start + 1;
    let escaped = false;
    for (;;) {
      const code = this.#text.charCodeAt(offset);
      if (code === 0x22) break;
      // NaN past the end: what is missing is missing there.
      if (Number.isNaN(code) || code < 0x20) return this.#fail(offset);
      if (code === 0x5c) {
        escaped = true;
        const length = escapeLength(this.#text, offset);
        if (length === 0) return this.#fail(offset);
        offset += length;
      } else offset += 1;
    }
    this.#offset = offset + 1;
    const raw = this.#text.slice(start + 1, offset);
    return escaped ? String(JSON.parse(`"${raw}"`)) : raw;
  }

  #fail(offset: number): null {
    this.#offset = offset;
    return null;
  }
}

function escapeLength(text: string, offset: number): number {
  const character = text[offset + 1] ?? '';
  if (character === 'u') return /^[0-9a-fA-F]{4}$/.test(text.slice(offset + 2, offset + 6)) ? 6 : 0;
  return character !== '' && '"\\/bfnrt'.includes(character) ? 2 : 0;
}
