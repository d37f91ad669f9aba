// Beginnings of manifests, by which a format is recognised; what a test is about comes after them.

export const project = '[project]\nname = "x"\n';
export const crate = '[package]\nname = "x"\nversion = "0.1.0"\n';
export const module = 'module host.example/x\n\ngo 1.22\n\n';
export const uv = 'version = 1\nrequires-python = ">=3.9"\n\n';
export const cargoLock = 'version = 4\n\n';
export const poetryEnd =
  '\n[metadata]\nlock-version = "2.0"\npython-versions = ">=3.9"\ncontent-hash = "0"\n';
export const pnpm = "lockfileVersion: '9.0'\n";
export const yarn = '# yarn lockfile v1\n\n';
export const berry = '__metadata:\n  version: 8\n\n';
export const sum = `h1:${'a'.repeat(43)}=`;
