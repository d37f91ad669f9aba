/** Names that the language gives, and that a rename cannot touch. */
export const builtInNames: ReadonlySet<string> = new Set(
  [Array, String, Object, Number, RegExp, Function, Promise, Map, Set, WeakMap, Math, JSON, Date, Symbol]
    .concat([Reflect, Uint8Array, ArrayBuffer, Error, Intl, BigInt, DataView] as never[])
    .flatMap((owner) => [owner, (owner as { prototype?: object }).prototype ?? {}])
    .flatMap((owner) => Object.getOwnPropertyNames(owner))
    .concat(['index', 'lastIndex', 'done', 'byteLength']),
);

export const builtInGlobals: ReadonlySet<string> = new Set(
  'Array String Object Number RegExp Function Promise Map Set WeakMap WeakSet Math JSON Date Symbol Reflect Proxy Error TypeError RangeError SyntaxError Uint8Array Uint16Array Uint32Array Int8Array Int16Array Int32Array Float32Array Float64Array ArrayBuffer DataView BigInt Boolean Buffer parseInt parseFloat isNaN isFinite encodeURIComponent decodeURIComponent encodeURI decodeURI setTimeout clearTimeout setInterval clearInterval setImmediate queueMicrotask requestAnimationFrame process console performance crypto TextEncoder TextDecoder URL structuredClone Intl atob btoa escape unescape arguments'.split(
    ' ',
  ),
);
