import type { PackageFiles } from '../../scenarios/types.ts';
import type { Spec } from '../../spec/index.ts';
import { joinTexts } from '../readings/join-texts.ts';
import { readLine } from '../readings/read-line.ts';

/** Something in the result that has no business there. */
export interface Trace {
  readonly kind: 'home' | 'address' | 'mail' | 'person';
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

/** Places that stand for themselves: examples, this machine, and names of formats that only look like addresses. */
const innocentHost =
  /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|(?:[\w-]+\.)*(?:example|test|invalid|localhost|local)|(?:[\w-]+\.)*example\.(?:com|org|net)|(?:www\.)?w3\.org|json-schema\.org|schema\.org)$/i;

const addressPattern = /\b(?:git\+)?(?:https?|git|ssh|ftp):\/\/[^\s"'`<>()[\]{}\\|^]{3,300}/gi;
const mailPattern = /(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}\b/gi;

/** Addresses of the original's home, and addresses and mails that the specification does not account for. */
export function findTraces(request: {
  readonly files: PackageFiles;
  readonly spec: Spec;
  readonly links: readonly string[];
  /** Who holds the copyright: what this name says is ours. */
  readonly holder: string;
}): Trace[] {
  const { files, spec, links, holder } = request;
  const homes = links.flatMap(readHome);
  const accounted = `${Object.values(spec.texts).join('\n')}\n${holder}`.toLowerCase();
  const withoutOwnName = createNameRemover(spec);
  const traces: Trace[] = [];
  for (const [path, content] of Object.entries(files)) {
    // Compared byte for byte with its template by another check.
    if (path === 'LICENSE') continue;
    const { text: joined, lines } = joinTexts(content);
    joined.split('\n').forEach((text, index) => {
      const at = { path, line: lines[index] ?? 1 };
      const slice = text.slice(0, 20_000);
      const readings = readLine(slice).map(withoutOwnName);
      const home = homes.find((one) => readings.some((reading) => one.isIn(reading)));
      if (home !== undefined) traces.push({ kind: 'home', ...at, text: home.text });
      for (const [address] of slice.matchAll(addressPattern)) {
        const host = readHost(address);
        if (innocentHost.test(host) || accounted.includes(host) || home?.isIn(address)) continue;
        traces.push({ kind: 'address', ...at, text: address.slice(0, 120) });
      }
      for (const [mail] of slice.matchAll(mailPattern)) {
        const host = mail.split('@')[1] ?? '';
        if (innocentHost.test(host) || accounted.includes(mail.toLowerCase())) continue;
        traces.push({ kind: 'mail', ...at, text: mail });
      }
    });
  }
  return traces;
}

/**
 * A Go module is loaded by the address of its repository: there the bare name is what a package of that name has to be
 * called, and only a link with a scheme leads home.
 */
function createNameRemover({ packageName, surface }: Spec): (line: string) => string {
  if (surface.language !== 'go') return (line) => line;
  const escaped = packageName.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(`(?<![\\w./:@-])${escaped}(?![\\w-])`, 'g');
  return (line) => line.replace(pattern, '');
}

function readHost(address: string): string {
  try {
    return new URL(address.replace(/^git\+/i, '')).hostname.toLowerCase();
  } catch {
    return address.toLowerCase();
  }
}

interface Home {
  readonly text: string;
  isIn(line: string): boolean;
}

/** A link of a registry's record as texts that give it away: host with path, and `owner/name` of a repository. */
function readHome(link: string): Home[] {
  const match =
    /^(?:git\+)?(?:[a-z+]+:\/\/)?(?:[^@/\s]*@)?([\w.-]+\.[a-z]{2,24})(?::\d+)?[/:]?([^?#\s]*)/i.exec(
      link.trim(),
    );
  const shorthand = /^(?:(?:github|gitlab|bitbucket):)?([\w.-]+\/[\w.-]+)$/i.exec(link.trim());
  if (shorthand?.[1] !== undefined) return [createHome(shorthand[1])];
  if (match === null) return [];
  const host = (match[1] ?? '').replace(/^www\./i, '');
  const steps = (match[2] ?? '')
    .replace(/\.git$/i, '')
    .split('/')
    .filter((step) => step !== '');
  const [owner, name] = steps;
  if (owner === undefined) return [createHome(host)];
  if (name === undefined) return [createHome(`${host}/${owner}`)];
  return [
    createHome(`${host}/${owner}/${name}`),
    createHome(`${host}:${owner}/${name}`),
    createHome(`${owner}/${name}`),
  ];
}

function createHome(text: string): Home {
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  // A scope is spelled like an owner, and belongs to the name that the package keeps.
  const pattern = new RegExp(`(?<![\\w@./-]|\\w/)${escaped}(?![\\w-])`, 'i');
  const full = new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`, 'i');
  const isAddress = text.includes('.') && /^[^/]+\.[a-z]+/i.test(text);
  return { text, isIn: (line) => (isAddress ? full : pattern).test(line) };
}
