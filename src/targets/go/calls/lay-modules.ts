/** Modules as they lie beside the program of calls, each in a folder of its own. */
export interface LaidModules {
  readonly modulePath: string;
  readonly dependencies: readonly { readonly path: string; readonly folder: string }[];
  readonly files: Readonly<Record<string, string | Uint8Array>>;
}

const dependencyFolder = /^\.dependencies\/(\d{1,4})\/(.+)$/s;

/**
 * The package, and what it depends on, with module files that ask for nothing: the program asks for all of them, each in
 * the version that was laid. No other file is looked at.
 */
export function layModules(given: Readonly<Record<string, string | Uint8Array>>): LaidModules {
  const files: Record<string, string | Uint8Array> = {};
  const folders = new Set<string>();
  for (const [path, content] of Object.entries(given)) {
    const [, number, rest] = dependencyFolder.exec(path) ?? [];
    const folder = number === undefined ? 'package' : `dependencies/${number}`;
    folders.add(folder);
    files[`${folder}/${rest ?? path}`] = content;
  }
  const pathOf = (folder: string): string => readPath(files[`${folder}/go.mod`]) ?? 'example.com/library';
  const dependencies = [...folders]
    .filter((folder) => folder !== 'package')
    .map((folder) => ({ folder, path: pathOf(folder) }));
  const modulePath = pathOf('package');
  for (const folder of folders) {
    const text = textOf(files[`${folder}/go.mod`]);
    const version = /^go[ \t]+(1\.\d+(?:\.\d+)?)/m.exec(text)?.[1] ?? '1.17';
    files[`${folder}/go.mod`] = `module ${pathOf(folder)}\n\ngo ${version}\n`;
  }
  return { modulePath, dependencies, files };
}

function readPath(content: string | Uint8Array | undefined): string | null {
  return /^module[ \t]+"?([^\s"]{1,300})"?[ \t]*(?:\/\/.*)?$/m.exec(textOf(content))?.[1] ?? null;
}

function textOf(content: string | Uint8Array | undefined): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content ?? new Uint8Array());
}
