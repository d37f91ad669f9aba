/**
 * Hashes are signed numbers of 32 bits: those the engine keeps in place, and half of the unsigned ones it would have to
 * put on the heap.
 */

/** FNV-1a, 32 bits. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}

export function mix(hash: number, value: number): number {
  const product = Math.imul(hash ^ value, 0x9e3779b1);
  return Math.imul(product ^ (product >>> 15), 0x85ebca6b) ^ (product >>> 13);
}

/** Hash of each run of `length` in a row; of what is shorter, none. */
export function hashRuns(operations: Int32Array, length: number): Int32Array {
  const hashes = new Int32Array(Math.max(0, operations.length - length + 1));
  for (let start = 0; start < hashes.length; start += 1) {
    let hash = length;
    for (let place = 0; place < length; place += 1) hash = mix(hash, operations[start + place] as number);
    hashes[start] = hash;
  }
  return hashes;
}
