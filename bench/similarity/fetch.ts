import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { selectSource } from '../../src/validate/similarity/select-source.ts';
import type { DisguisedLanguage } from './disguise.ts';
import type { Files } from './rows.ts';

/** Sources of a package, through the user's pip, Go or Cargo; nothing of it is built or run. Null when it cannot be had. */
export function readPackage(language: DisguisedLanguage, name: string, cache: string): Files | null {
  try {
    const files = selectSource(readSources(fetchers[language](name, cache)));
    return Object.keys(files).length === 0 ? null : files;
  } catch {
    return null;
  }
}

const fetchers: Readonly<Record<DisguisedLanguage, (name: string, cache: string) => string>> = {
  python(name, cache) {
    const folder = join(cache, 'python', name);
    if (existsSync(folder)) return folder;
    const parts = `${folder}.part`;
    mkdirSync(parts, { recursive: true });
    const options = ['download', '--quiet', '--no-deps', '--only-binary=:all:', '--dest', parts];
    execFileSync('pip', [...options, name], { stdio: 'ignore', timeout: 120_000 });
    const wheel = readdirSync(parts).find((file) => file.endsWith('.whl')) ?? '';
    execFileSync('python3', ['-m', 'zipfile', '-e', join(parts, wheel), join(parts, 'sources')]);
    renameSync(join(parts, 'sources'), folder);
    return folder;
  },
  go(name) {
    const answer = execFileSync('go', ['mod', 'download', '-json', name], {
      timeout: 120_000,
      encoding: 'utf8',
    });
    return (JSON.parse(answer) as { Dir: string }).Dir;
  },
  rust(name, cache) {
    const [crate, version] = name.split('@') as [string, string];
    const folder = join(cache, 'rust', name);
    const found = join(folder, 'vendor', crate);
    if (existsSync(found)) return found;
    mkdirSync(join(folder, 'src'), { recursive: true });
    writeFileSync(join(folder, 'src', 'lib.rs'), '');
    const dependency = `${crate} = { version = "=${version}", default-features = false }`;
    const head = '[package]\nname = "pairs"\nversion = "0.1.0"\nedition = "2021"\n';
    writeFileSync(join(folder, 'Cargo.toml'), `${head}[workspace]\n[dependencies]\n${dependency}\n`);
    execFileSync('cargo', ['vendor', '--quiet', 'vendor'], {
      cwd: folder,
      stdio: 'ignore',
      timeout: 120_000,
    });
    return found;
  },
};

function readSources(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    paths
      .filter((path) => /\.(?:py|go|rs)$/.test(path))
      .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
  );
}
