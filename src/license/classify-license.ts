import correct from 'spdx-correct';
import parse, { type SpdxNode } from 'spdx-expression-parse';
import { classifyIdentifier, classOrder, type LicenseClass } from './license-classes.ts';

export interface LicenseClassification {
  /** The SPDX expression that the declaration means; null when it means none. */
  readonly expression: string | null;
  readonly class: LicenseClass;
  /** Whether a rebuild under another licence changes anything. */
  readonly worthRebuilding: boolean;
  /** For a person; says itself that it is no legal advice. */
  readonly reason: string;
}

const reasons: Readonly<Record<LicenseClass, string>> = {
  'public-domain': 'a rebuild gains little: it is dedicated to the public and asks for nothing',
  permissive: 'a rebuild gains little: it may be used almost anywhere as long as its notices are kept',
  'weak-copyleft': 'a rebuild may help: changes to the package itself have to stay under its licence',
  'strong-copyleft': 'a rebuild may help: software that includes it may have to carry its licence',
  proprietary: 'a rebuild may help: its terms restrict who may use it or for what',
  unknown: 'a rebuild may help: without a known licence nothing is permitted for certain',
};

const notAdvice = '(a rule of thumb, not legal advice)';
const maximumLength = 500;

/** Classifies what a package declares. Never throws: a declaration that means nothing is `unknown`. */
export function classifyLicense(declared: string): LicenseClassification {
  const text = declared.trim().slice(0, maximumLength);
  const expression = /^(unlicensed|see license in\b.*)$/is.test(text) ? null : findExpression(text);
  const found = expression === null ? classifyWords(text) : classifyNode(parse(expression));
  return {
    expression,
    class: found,
    worthRebuilding: found !== 'public-domain' && found !== 'permissive',
    reason: `${text === '' ? 'no licence declared' : (expression ?? JSON.stringify(text.slice(0, 60)))}: ${reasons[found]} ${notAdvice}`,
  };
}

function findExpression(text: string): string | null {
  for (const candidate of [text, correctOrNull(text)]) {
    if (candidate === null || candidate === '') continue;
    try {
      parse(candidate);
      return candidate;
    } catch {
      // Not an expression as it stands; the corrected spelling may be one.
    }
  }
  return null;
}

function correctOrNull(text: string): string | null {
  try {
    return correct(text);
  } catch {
    return null;
  }
}

// npm's own word for "no licence is granted".
function classifyWords(text: string): LicenseClass {
  return /^(unlicensed|proprietary|commercial)$/i.test(text) ? 'proprietary' : 'unknown';
}

/** With `OR` the user chooses, so the freest counts; with `AND` the least free. */
function classifyNode(node: SpdxNode): LicenseClass {
  if ('license' in node) return classifyIdentifier(node.license, node.exception);
  const left = classOrder.indexOf(classifyNode(node.left));
  const right = classOrder.indexOf(classifyNode(node.right));
  const place = node.conjunction === 'or' ? Math.min(left, right) : Math.max(left, right);
  return classOrder[place] as LicenseClass;
}
