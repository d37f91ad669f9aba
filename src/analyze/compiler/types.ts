import type { ApiSurface, SpecMetadata, TestScenarios } from '../../spec/index.ts';

/** What the documentation says by itself, without a model. */
export interface CompiledDocumentation {
  /** 02-api-surface.json */
  readonly surface: ApiSurface;
  /** 06-type-definitions.d.ts: declarations with their comments, free of banners, links and examples. */
  readonly types: string;
  /** 09-test-scenarios.json */
  readonly scenarios: TestScenarios;
  /** 10-metadata.json */
  readonly metadata: SpecMetadata;
}
