import { expect, it } from 'vitest';
import { createSpec } from '../spec.fake.ts';
import { findSecrets } from './secrets.ts';

const findIn = (text: string) => findSecrets(createSpec({ '05-configuration.md': text }));
const digits = '0123456789'.repeat(6);

// Put together here, so that no scanner takes this file for a leak.
it.each([
  `AKIA${'ABCD'.repeat(4)}`,
  `ASIA${'ABCD'.repeat(4)}`,
  `ghp_${digits.slice(0, 36)}`,
  `github_pat_${digits.slice(0, 30)}`,
  `sk-ant-${digits.slice(0, 30)}`,
  `sk-proj-abc_${digits.slice(0, 30)}`,
  `npm_${digits.slice(0, 36)}`,
  `xoxb-${digits.slice(0, 12)}`,
  `glpat-${digits.slice(0, 20)}`,
  `hf_${digits.slice(0, 34)}`,
  `sk_live_${digits.slice(0, 24)}`,
  `AIza${digits.slice(0, 35)}`,
  `-----BEGIN ${'RSA PRIVATE'} KEY-----`,
  `-----BEGIN ${'PRIVATE'} KEY-----`,
])('findSecrets() finds %s', (secret) => {
  expect(findIn(`# C\n\n- The key is "${secret}".\n`)).toMatchObject([{ rule: 'secret', line: 3 }]);
});

it.each([
  'the class sk-folding-cube-spinner-animation',
  'sk-short1',
  `desk-${digits}`,
  '-----BEGIN PUBLIC KEY-----',
  'AKIA and npm_ are prefixes; ghp_ too',
  `a digest ${'ab12'.repeat(16)}`,
])('findSecrets() passes %s', (text) => {
  expect(findIn(text)).toEqual([]);
});
