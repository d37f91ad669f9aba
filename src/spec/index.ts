export { type SpecFilename, specFilenames } from './documents.ts';
export {
  ApiExport,
  ApiMember,
  ApiParameter,
  ApiSurface,
  ExpectedOutcome,
  Scenario,
  ScenarioBinding,
  SourceReference,
  SpecDocument,
  SpecManifest,
  SpecMetadata,
  TestScenarios,
} from './schema.ts';
export { parseSpec, renderSpecManifest, replaceScenarios, type Spec, SpecError } from './spec.ts';
