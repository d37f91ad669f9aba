import { describe, expect, it } from 'vitest';
import { convertShasum, isContradiction, parseIntegrity, strongerIntegrity } from './integrity.ts';

const digest = (bytes: number, fill: string) => Buffer.alloc(bytes, fill).toString('base64');
const strong = `sha512-${digest(64, 'a')}`;
const weak = `sha1-${digest(20, 'a')}`;

describe('parseIntegrity()', () => {
  it('puts the strongest algorithm first and leaves out what makes no sense', () => {
    const text = `${weak} md5-abc sha512-short ${strong}?x ${strong.replace('sha512', 'sha256')}`;

    expect(parseIntegrity(text).map(({ algorithm }) => algorithm)).toEqual(['sha512', 'sha1']);
  });

  it('takes a hostile text in its stride', () => {
    expect(parseIntegrity('sha512-'.repeat(1_000_000))).toEqual([]);
  });
});

describe('isContradiction()', () => {
  it('is true only for two digests of one algorithm that differ', () => {
    expect(isContradiction(strong, `sha512-${digest(64, 'b')}`)).toBe(true);
    expect(isContradiction(strong, `${strong} sha512-${digest(64, 'b')}`)).toBe(false);
    expect(isContradiction(strong, weak)).toBe(false);
  });
});

describe('strongerIntegrity()', () => {
  it('prefers the stronger algorithm, then the first', () => {
    expect(strongerIntegrity(weak, strong)).toBe(strong);
    expect(strongerIntegrity(strong, weak)).toBe(strong);
    expect(strongerIntegrity(null, weak)).toBe(weak);
    expect(strongerIntegrity(null, null)).toBeNull();
  });
});

describe('convertShasum()', () => {
  it('takes 40 hex digits and nothing else', () => {
    expect(convertShasum('61'.repeat(20))).toBe(weak);
    expect(convertShasum('61')).toBeNull();
  });
});
