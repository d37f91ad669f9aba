import { problemOfPackageName } from '../../core/index.ts';
import { problemOfMarker } from './marker.ts';

/** A requirement of PEP 508, its parts as written. */
export interface Requirement {
  readonly kind: 'requirement';
  readonly name: string;
  readonly extras: readonly string[];
  /** Clauses of PEP 440 without parentheses; empty for any version. */
  readonly specifier: string;
  /** After `@`: where to get it, instead of a version. */
  readonly url: string | null;
  readonly marker: string | null;
}

export type RequirementReading = Requirement | { readonly kind: 'unreadable'; readonly problem: string };

const longestRequirement = 8192;
const versionText =
  /^v?(?:\d+!)?\d+(?:\.\d+)*(?:[-_.]?(?:a|b|c|rc|alpha|beta|pre|preview)[-_.]?\d*)?(?:-\d+|[-_.]?(?:post|rev|r)[-_.]?\d*)?(?:[-_.]?dev[-_.]?\d*)?(?:\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?$/i;

/** Reads one requirement; never throws. */
export function parseRequirement(text: string): RequirementReading {
  if (text.length > longestRequirement) return unreadable(`longer than ${longestRequirement} characters`);
  const trimmed = text.trim();
  const name = /^[A-Za-z0-9._-]+/.exec(trimmed)?.[0] ?? '';
  const nameProblem = problemOfPackageName('pypi', name);
  if (nameProblem !== null) return unreadable(nameProblem);
  const afterName = trimmed.slice(name.length).trimStart();
  const extras = readExtras(afterName);
  if (extras === null) return unreadable('the extras in brackets should be names with commas between them');
  const rest = afterName.slice(extras.length).trimStart();
  const parts = rest.startsWith('@') ? splitAddress(rest.slice(1)) : splitSpecifier(rest);
  const marker = parts.marker === null ? null : parts.marker.trim();
  const problem = problemOfSpecifier(parts.specifier) ?? (marker === null ? null : problemOfMarker(marker));
  if (problem !== null) return unreadable(problem);
  return { kind: 'requirement', name, extras: extras.names, ...parts, marker };
}

/** Why the clauses are none of PEP 440; null when they are. */
export function problemOfSpecifier(specifier: string): string | null {
  if (specifier === '') return null;
  for (const clause of specifier.replace(/,\s*$/, '').split(',')) {
    const match = /^(===|==|~=|!=|<=|>=|<|>)\s*(\S+)$/.exec(clause.trim());
    const operator = match?.[1] ?? '';
    const version = match?.[2] ?? '';
    if (operator === '===') continue;
    if (!fitsOperator(operator, version)) {
      return `"${clause.trim().slice(0, 80)}" is no clause like ">=1.2"`;
    }
  }
  return null;
}

/** By PEP 440: `.*` and a local part (`+abc`) only where equality is asked for, and two numbers at least after `~=`. */
function fitsOperator(operator: string, version: string): boolean {
  const asksForEquality = operator === '==' || operator === '!=';
  const isFamily = asksForEquality && version.endsWith('.*');
  const plain = isFamily ? version.slice(0, -2) : version;
  if (plain.length > 200 || !versionText.test(plain)) return false;
  if (plain.includes('+') && (!asksForEquality || isFamily)) return false;
  return operator !== '~=' || /^v?(?:\d+!)?\d+\.\d/i.test(plain);
}

function readExtras(text: string): { names: readonly string[]; length: number } | null {
  if (!text.startsWith('[')) return { names: [], length: 0 };
  const end = text.indexOf(']');
  if (end === -1) return null;
  const inside = text.slice(1, end).trim();
  const names = inside === '' ? [] : inside.split(',').map((each) => each.trim());
  if (names.some((each) => problemOfPackageName('pypi', each) !== null)) return null;
  return { names, length: end + 1 };
}

// An address may hold a semicolon, so only one after white space begins a marker.
function splitAddress(text: string): { specifier: string; url: string; marker: string | null } {
  const at = text.search(/\s;/);
  const url = (at === -1 ? text : text.slice(0, at)).trim();
  return { specifier: '', url, marker: at === -1 ? null : text.slice(at + 2) };
}

function splitSpecifier(text: string): { specifier: string; url: null; marker: string | null } {
  const at = text.indexOf(';');
  const written = (at === -1 ? text : text.slice(0, at)).trim();
  const isInParentheses = written.startsWith('(') && written.endsWith(')');
  const specifier = isInParentheses ? written.slice(1, -1).trim() : written;
  return { specifier, url: null, marker: at === -1 ? null : text.slice(at + 1) };
}

function unreadable(problem: string): RequirementReading {
  return { kind: 'unreadable', problem };
}
