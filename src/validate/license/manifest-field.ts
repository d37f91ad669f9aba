import { parse } from 'smol-toml';
import { z } from 'zod';
import type { PackageFiles } from '../../scenarios/types.ts';
import type { ApiSurface } from '../../spec/index.ts';

const NodeManifest = z.object({ license: z.string() });
const PythonManifest = z.object({ project: z.object({ license: z.string() }) });
const RustManifest = z.object({ package: z.object({ license: z.string() }) });

/** What the package's manifest says of its licence. */
export interface LicenseField {
  /** Null for a language whose manifest has no place for one. */
  readonly manifest: string | null;
  /** Null when it says nothing that can be read. */
  readonly value: string | null;
}

export function readLicenseField(language: ApiSurface['language'], files: PackageFiles): LicenseField {
  switch (language) {
    case 'python':
      return read(files, 'pyproject.toml', (text) => PythonManifest.parse(parse(text)).project.license);
    case 'rust':
      return read(files, 'Cargo.toml', (text) => RustManifest.parse(parse(text)).package.license);
    case 'go':
      return { manifest: null, value: null };
    default:
      return read(files, 'package.json', (text) => NodeManifest.parse(JSON.parse(text)).license);
  }
}

function read(files: PackageFiles, manifest: string, parseField: (text: string) => string): LicenseField {
  try {
    return { manifest, value: parseField(files[manifest] ?? '') };
  } catch {
    return { manifest, value: null };
  }
}
