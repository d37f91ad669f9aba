import type { Spec } from '../../spec/index.ts';
import type { Finding } from '../types.ts';
import { forEachLine } from './prose.ts';

/** Published shapes of credentials; each is anchored on a prefix that its issuer reserves. */
const secretShapes: readonly { readonly pattern: RegExp; readonly name: string }[] = [
  { pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/, name: 'an AWS access key' },
  { pattern: /\bgh[pousr]_[A-Za-z0-9]{36,}\b/, name: 'a GitHub token' },
  { pattern: /\bgithub_pat_[A-Za-z0-9_]{22,}\b/, name: 'a GitHub token' },
  // With a figure in it: names of style classes start like this too.
  { pattern: /\bsk-(?=[A-Za-z_-]{0,60}\d)[A-Za-z0-9_-]{24,}/, name: "a model provider's key" },
  { pattern: /\bnpm_[A-Za-z0-9]{36}\b/, name: 'an npm token' },
  { pattern: /\bxox[abprs]-[A-Za-z0-9-]{10,}\b/, name: 'a Slack token' },
  { pattern: /-----BEGIN (?:[A-Z]{2,10} ){0,3}PRIVATE KEY(?: BLOCK)?-----/, name: 'a private key' },
  { pattern: /\bglpat-[A-Za-z0-9_-]{20,}/, name: 'a GitLab token' },
  { pattern: /\bhf_[A-Za-z0-9]{34,}\b/, name: 'a Hugging Face token' },
  { pattern: /\b[sr]k_live_[A-Za-z0-9]{20,}\b/, name: 'a Stripe key' },
  { pattern: /\bAIza[0-9A-Za-z_-]{35}\b/, name: 'a Google key' },
];

export function findSecrets(spec: Spec): Finding[] {
  const findings: Finding[] = [];
  forEachLine(spec, ({ document, line, text }) => {
    for (const { pattern, name } of secretShapes) {
      if (pattern.test(text)) findings.push({ rule: 'secret', document, line, reason: `holds ${name}` });
    }
  });
  return findings;
}
