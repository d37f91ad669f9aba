/** How a call enters the kernel: in the way of this machine, or in that of 32-bit programs. */
export interface RawCall {
  readonly number: number;
  readonly arguments?: readonly (number | bigint)[];
  readonly entry?: 'syscall' | 'int80';
}

const headerBytes = 120;
const base = 0x400000n;
/** mov rdi, rsi, rdx, r10, r8, r9 with 64 bits. */
const loads = [
  [0x48, 0xbf],
  [0x48, 0xbe],
  [0x48, 0xba],
  [0x49, 0xba],
  [0x49, 0xb8],
  [0x49, 0xb9],
] as const;
const entries = { syscall: [0x0f, 0x05], int80: [0xcd, 0x80] } as const;
/** Ends with 0 when the call gave no error, else with its number: mov rdi,rax; neg rdi; test rax,rax; js +2; xor edi,edi; exit. */
const ending = [
  0x48, 0x89, 0xc7, 0x48, 0xf7, 0xdf, 0x48, 0x85, 0xc0, 0x78, 0x02, 0x31, 0xff, 0xb8, 0x3c, 0, 0, 0, 0x0f,
  0x05,
];

/** A program for x86_64 of some two hundred bytes that makes one system call: Node has no way to make one. */
export function renderProgram({ number, arguments: values = [], entry = 'syscall' }: RawCall): Buffer {
  const code = Buffer.concat([
    ...values.map((value, index) =>
      Buffer.concat([Buffer.from(loads[index] as readonly number[]), word(value)]),
    ),
    Buffer.from([0x48, 0xb8]),
    word(number),
    Buffer.from(entries[entry]),
    Buffer.from(ending),
  ]);
  const header = Buffer.alloc(headerBytes);
  header.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  header.writeUInt16LE(2, 16);
  header.writeUInt16LE(62, 18);
  header.writeUInt32LE(1, 20);
  header.writeBigUInt64LE(base + BigInt(headerBytes), 24);
  header.writeBigUInt64LE(64n, 32);
  header.writeUInt16LE(64, 52);
  header.writeUInt16LE(56, 54);
  header.writeUInt16LE(1, 56);
  header.writeUInt32LE(1, 64);
  header.writeUInt32LE(5, 68);
  for (const offset of [80, 88]) header.writeBigUInt64LE(base, offset);
  for (const offset of [96, 104]) header.writeBigUInt64LE(BigInt(headerBytes + code.length), offset);
  header.writeBigUInt64LE(4096n, 112);
  return Buffer.concat([header, code]);
}

function word(value: number | bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt.asUintN(64, BigInt(value)));
  return bytes;
}
