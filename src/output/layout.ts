import { join } from 'node:path';
import { packageFolderName } from '../core/index.ts';
import { evidenceFolder } from './paths.ts';

/** Where things are below the output folder. */
export function packageFolder(outputDirectory: string, packageName: string): string {
  return join(outputDirectory, packageFolderName(packageName));
}

export function auditPath(outputDirectory: string): string {
  return join(outputDirectory, 'audit.jsonl');
}

/** Job state and journals. */
export function stateFolder(outputDirectory: string): string {
  return join(outputDirectory, '.phalus');
}

export type EvidenceName = 'manifest.json' | 'validation.json' | 'evidence.json' | 'cost.json';

export function evidencePath(packageDirectory: string, name: EvidenceName): string {
  return join(packageDirectory, evidenceFolder, name);
}
