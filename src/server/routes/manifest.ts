import { parseManifest } from '../../manifest/index.ts';
import { readText } from '../read-body.ts';
import { requirePackages } from '../require-packages.ts';
import type { Route } from '../route.ts';
import { ManifestText, ParsedManifest } from '../schema.ts';

export function createManifestRoutes(): readonly Route[] {
  return [
    {
      id: 'parseManifest',
      method: 'post',
      path: '/api/manifest/parse',
      summary: 'Parse a manifest and return the package list',
      body: { description: 'Raw manifest file content', contentType: 'any', schema: ManifestText },
      answer: { description: 'The packages', contentType: 'application/json', schema: ParsedManifest },
      errors: [400, 413],
      async handle(context) {
        const { manifestType, packages, unsupported, notes } = requirePackages(
          parseManifest({ text: await readText(context) }),
        );
        return context.json({
          manifest_type: manifestType,
          packages: packages.map(({ name, constraint, ecosystem }) => ({
            name,
            version_constraint: constraint,
            ecosystem,
          })),
          ...(unsupported.length > 0 && {
            unsupported: unsupported.map(({ name, constraint, reason }) => ({
              name,
              version_constraint: constraint,
              reason,
            })),
          }),
          ...(notes !== undefined && { notes }),
        });
      },
    },
  ];
}
