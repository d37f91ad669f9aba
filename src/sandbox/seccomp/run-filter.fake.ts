interface SystemCall {
  readonly architecture: number;
  readonly number: number;
  readonly arguments?: readonly bigint[];
}

/** What the kernel would answer: a reader of the assembled bytes, for the five kinds of instruction that phalus writes. */
export function runFilter(filter: Uint8Array, call: SystemCall): number {
  const program = new DataView(filter.buffer, filter.byteOffset, filter.byteLength);
  const data = layOut(call);
  let accumulator = 0;
  for (let at = 0; at < filter.byteLength; at += 8) {
    const code = program.getUint16(at, true);
    const value = program.getUint32(at + 4, true);
    if (code === 0x20) accumulator = data.getUint32(value, true);
    else if (code === 0x54) accumulator = (accumulator & value) >>> 0;
    else if (code === 0x06) return value;
    else if (code === 0x15 || code === 0x35) {
      const isMatch = code === 0x15 ? accumulator === value : accumulator >= value;
      at += 8 * program.getUint8(at + (isMatch ? 2 : 3));
    } else throw new Error(`Cannot run the instruction ${code}: there is no such one`);
  }
  throw new Error('Cannot run the filter: it ends without an answer');
}

function layOut({ architecture, number, arguments: values = [] }: SystemCall): DataView {
  const data = new DataView(new ArrayBuffer(64));
  data.setUint32(0, number, true);
  data.setUint32(4, architecture, true);
  for (const [index, value] of values.entries()) data.setBigUint64(16 + index * 8, value, true);
  return data;
}
