import { parseSpec, type Spec } from '../spec/index.ts';
import { isProse } from './rules/prose.ts';
import type { Finding } from './types.ts';

/**
 * The specification without the statements that may not cross, when every finding stands on a statement of a prose
 * document; null when something else was found, which cannot be cut without changing what is asked for.
 */
export function redactSpec(spec: Spec, findings: readonly Finding[]): Spec | null {
  const texts: Record<string, string> = { ...spec.texts };
  for (const document of new Set(findings.map((finding) => finding.document))) {
    if (!isProse(document)) return null;
    const lines = new Set(
      findings.filter((finding) => finding.document === document).map(({ line }) => line),
    );
    const kept = spec.texts[document].split('\n');
    if ([...lines].some((line) => !kept[line - 1]?.startsWith('- '))) return null;
    texts[document] = kept.filter((_, index) => !lines.has(index + 1)).join('\n');
  }
  return parseSpec(texts, spec.generatedAt);
}
