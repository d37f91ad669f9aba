import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEntry, genesisDigest, renderEntry } from './entry.ts';
import type { AuditEntry } from './types.ts';
import { verifyAudit } from './verify.ts';

function createChain(length: number): AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    entries.push(
      createEntry({
        timestamp: new Date(seq * 1000).toISOString(),
        seq,
        event: { type: 'step', package: 'left-pad@1.3.0', note: 'Ünï "x"', list: [seq, 1.5, true, null] },
        previous: entries.at(-1)?.digest ?? genesisDigest,
      }),
    );
  }
  return entries;
}

const chain = createChain(6);
const lines = chain.map(renderEntry);
const head = chain.at(-1) as AuditEntry;
const toText = (some: readonly string[]) => some.map((line) => `${line}\n`).join('');
const kindsOf = (text: string) => verifyAudit(text, head).map((finding) => finding.kind);

describe('verifyAudit()', () => {
  it('finds nothing in what was written', () => {
    expect(verifyAudit(toText(lines), head)).toEqual([]);
    expect(verifyAudit('')).toEqual([]);
  });

  it.each([
    ['a removed line', toText(lines.toSpliced(2, 1)), 'gap'],
    ['a doubled line', toText(lines.toSpliced(2, 0, lines[2] ?? '')), 'duplicate'],
    ['an old line repeated later', toText([...lines, lines[1] ?? '']), 'duplicate'],
    ['two lines swapped', toText(lines.with(1, lines[2] ?? '').with(2, lines[1] ?? '')), 'order'],
    ['a shortened file', toText(lines.slice(0, 4)), 'truncated'],
    ['a removed beginning', toText(lines.slice(2)), 'gap'],
    ['a missing line end', toText(lines).slice(0, -1), 'torn-end'],
    ['an empty line', toText(lines.toSpliced(3, 0, '')), 'unreadable'],
    ['an empty file', '', 'truncated'],
  ])('notices %s', (_, text, kind) => {
    expect(kindsOf(text)).toContain(kind);
  });

  it('notices fields that were only moved', () => {
    const moved = lines.map((line) =>
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(line)).reverse())),
    );

    expect(kindsOf(toText(moved))).toContain('altered');
  });

  it('notices an entry replaced by another that is consistent in itself', () => {
    const forged = createEntry({ ...(chain[2] as AuditEntry), event: { type: 'nothing-happened' } });

    const findings = verifyAudit(toText(lines.with(2, renderEntry(forged))), head);

    expect(findings).toEqual([
      { kind: 'broken-link', line: 4, message: 'Entry 4 does not point to the entry before it' },
    ]);
  });

  it('notices any single byte that is flipped, added or taken away', () => {
    const bytes = Buffer.from(toText(lines));
    const edit = fc.record({
      place: fc.nat(bytes.length - 1),
      kind: fc.constantFrom('flip', 'add', 'remove'),
      value: fc.integer({ min: 1, max: 255 }),
    });

    fc.assert(
      fc.property(edit, ({ place, kind, value }) => {
        const middle =
          kind === 'flip' ? [(bytes[place] ?? 0) ^ value] : kind === 'add' ? [value, bytes[place] ?? 0] : [];
        const edited = Buffer.concat([
          bytes.subarray(0, place),
          Buffer.from(middle),
          bytes.subarray(place + 1),
        ]);
        const text = edited.toString('utf8');
        // Two equal bytes beside each other: taking either away is one edit; leaving the text as it was is none.
        fc.pre(text !== bytes.toString('utf8'));
        expect(verifyAudit(text, head)).not.toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('notices any other order of the lines', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...lines], { minLength: 1 }), (some) => {
        fc.pre(some.join() !== lines.join());
        expect(verifyAudit(toText(some), head)).not.toEqual([]);
      }),
    );
  });

  it('never throws on arbitrary text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (text) => {
        expect(Array.isArray(verifyAudit(text))).toBe(true);
      }),
    );
  });
});
