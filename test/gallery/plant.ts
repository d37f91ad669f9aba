import { type Files, header } from './create-base.ts';

export type Change = (files: Files) => Files;

/** Puts `to` where `from` stands; a fault that could not be planted is no exhibit. */
export function replace(path: string, from: string, to: string): Change {
  return (files) => {
    const text = files[path];
    if (text?.includes(from) !== true) throw new Error(`${path} has no ${JSON.stringify(from)}`);
    return { ...files, [path]: text.replace(from, () => to) };
  };
}

/** Code below the header, before everything else. */
export function begin(path: string, code: string): Change {
  return replace(path, header, `${header}${code}\n`);
}

export function append(path: string, code: string): Change {
  return (files) => ({ ...files, [path]: `${files[path]}${code}\n` });
}

/** A whole file, with the licence header where it is code. */
export function write(path: string, code: string): Change {
  return (files) => ({ ...files, [path]: /\.[cm]?[jt]s$/.test(path) ? `${header}${code}\n` : code });
}

export function remove(path: string): Change {
  return (files) => Object.fromEntries(Object.entries(files).filter(([name]) => name !== path));
}

/** Changes fields of package.json. */
export function setManifest(fields: Readonly<Record<string, unknown>>): Change {
  return (files) => ({
    ...files,
    'package.json': `${JSON.stringify({ ...JSON.parse(files['package.json'] ?? ''), ...fields }, null, 2)}\n`,
  });
}

export function all(...changes: readonly Change[]): Change {
  return (files) => changes.reduce((changed, change) => change(changed), files);
}
