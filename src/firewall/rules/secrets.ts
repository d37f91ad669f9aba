import { findSecrets as findSecretsOfLine } from '../../secrets/index.ts';
import type { Spec } from '../../spec/index.ts';
import type { Finding } from '../types.ts';
import { forEachLine } from './prose.ts';

export function findSecrets(spec: Spec): Finding[] {
  const findings: Finding[] = [];
  forEachLine(spec, ({ document, line, text }) => {
    for (const name of findSecretsOfLine(text)) {
      findings.push({ rule: 'secret', document, line, reason: `holds ${name}` });
    }
  });
  return findings;
}
