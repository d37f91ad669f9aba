/** Functions that a generated test file may need; it gets those it uses and no other. */
export type HelperName = 'assertSame' | 'assertThrows' | 'captureOutput';

const helpers: Readonly<Record<HelperName, string>> = {
  assertSame: `// Compares by content: the class of an object or a missing prototype makes no difference.
function assertSame(actual, expected) {
  assert.deepStrictEqual(toPlain(actual), toPlain(expected));
}

function toPlain(value, known = new Map()) {
  if (value === 0) return 0;
  if (typeof value !== 'object' || value === null) return value;
  if (known.has(value)) return known.get(value);
  if (value instanceof Error) return { error: value.name, message: value.message };
  const isArray = Array.isArray(value);
  if (!isArray && Object.prototype.toString.call(value) !== '[object Object]') return value;
  const copy = isArray ? new Array(value.length) : {};
  known.set(value, copy);
  for (const key of Reflect.ownKeys(value)) {
    if (!Object.prototype.propertyIsEnumerable.call(value, key)) continue;
    Object.defineProperty(copy, key, {
      value: toPlain(value[key], known), enumerable: true, configurable: true, writable: true,
    });
  }
  return copy;
}
`,
  assertThrows: `async function assertThrows(run, { name, message }) {
  await assert.rejects(run, (error) => {
    const names = [error?.name];
    for (let link = error; link !== null && typeof link === 'object'; link = Object.getPrototypeOf(link)) {
      names.push(link.constructor?.name);
    }
    if (name !== null) assert.ok(names.includes(name), \`threw \${error}, expected \${name}\`);
    const text = String(error instanceof Error ? error.message : error);
    if (message !== null) assert.ok(text.includes(message), \`threw "\${text}", expected "\${message}"\`);
    return true;
  });
}
`,
  captureOutput: `async function captureOutput(run) {
  const lines = [];
  const { log, info } = console;
  console.log = console.info = (...values) => lines.push(...format(...values).trimEnd().split(/[^\\S\\n]*\\n/));
  try {
    await run();
  } finally {
    console.log = log;
    console.info = info;
  }
  return lines;
}
`,
};

export function renderHelpers(used: ReadonlySet<HelperName>): string[] {
  return (Object.keys(helpers) as HelperName[]).filter((name) => used.has(name)).map((name) => helpers[name]);
}
