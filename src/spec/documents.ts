/** The closed list: a specification holds these ten documents and no other. */
export const specFilenames = [
  '01-overview.md',
  '02-api-surface.json',
  '03-behavior-spec.md',
  '04-edge-cases.md',
  '05-configuration.md',
  '06-type-definitions.d.ts',
  '07-error-catalog.md',
  '08-compatibility-notes.md',
  '09-test-scenarios.json',
  '10-metadata.json',
] as const;
export type SpecFilename = (typeof specFilenames)[number];
