/** One instruction of classic BPF (linux/filter.h); a jump names the label to go to, and goes on to the next otherwise. */
export type Instruction =
  | { readonly kind: 'load'; readonly offset: number }
  | { readonly kind: 'mask'; readonly value: number }
  | {
      readonly kind: 'jump';
      readonly when: 'equal' | 'at-least';
      readonly value: number;
      readonly matched?: string;
      readonly otherwise?: string;
    }
  | { readonly kind: 'answer'; readonly value: number }
  | { readonly kind: 'label'; readonly name: string };

// linux/bpf_common.h: class, size, mode and operation are or-ed into one number.
const codes = { load: 0x20, mask: 0x54, equal: 0x15, 'at-least': 0x35, answer: 0x06 } as const;
const bytesPerInstruction = 8;

/** The program as the kernel reads it. Throws RangeError for a label that is missing, behind, or over 255 steps away. */
export function assemble(program: readonly Instruction[]): Uint8Array {
  const places = new Map<string, number>();
  let length = 0;
  for (const instruction of program) {
    if (instruction.kind === 'label') places.set(instruction.name, length);
    else length += 1;
  }
  const bytes = Buffer.alloc(length * bytesPerInstruction);
  let index = 0;
  for (const instruction of program) {
    if (instruction.kind === 'label') continue;
    writeInstruction(bytes, index, instruction, (label) => findDistance(places, label, index));
    index += 1;
  }
  return bytes;
}

function writeInstruction(
  bytes: Buffer,
  index: number,
  instruction: Exclude<Instruction, { kind: 'label' }>,
  distance: (label: string | undefined) => number,
): void {
  const isJump = instruction.kind === 'jump';
  const code = isJump ? codes[instruction.when] : codes[instruction.kind];
  const value = instruction.kind === 'load' ? instruction.offset : instruction.value;
  const start = index * bytesPerInstruction;
  // Both architectures that have a table are little-endian.
  bytes.writeUInt16LE(code, start);
  bytes.writeUInt8(isJump ? distance(instruction.matched) : 0, start + 2);
  bytes.writeUInt8(isJump ? distance(instruction.otherwise) : 0, start + 3);
  bytes.writeUInt32LE(value >>> 0, start + 4);
}

function findDistance(places: ReadonlyMap<string, number>, label: string | undefined, index: number): number {
  if (label === undefined) return 0;
  const distance = (places.get(label) ?? Number.NaN) - index - 1;
  if (distance >= 0 && distance <= 255) return distance;
  throw new RangeError(`Cannot jump to "${label}": it is ${distance} instructions away`);
}
