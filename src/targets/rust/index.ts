import type { Target } from '../types.ts';
import { format } from './format.ts';
import { codePath, mendCode } from './mend/mend-code.ts';
import { renderManifest, renderPapers } from './package/render-papers.ts';
import { systemPrompt } from './prompt.ts';
import { renderExample, renderInterface, renderWanted } from './render-brief.ts';
import { checkSyntax } from './run/check-syntax.ts';
import { runRustScenarios } from './run/run-scenarios.ts';
import { runTests } from './run/run-tests.ts';

/** Rust of the 2021 edition: one crate, the standard library alone, no `unsafe`. */
export const rustTarget: Target = {
  language: 'rust',
  toolchain: 'rust',
  comment: '//',
  systemPrompt,
  renderInterface,
  renderWanted,
  renderExample,
  mendCode,
  renderCodeFiles: (spec, { sources }, delivery) => ({
    'Cargo.toml': renderManifest(spec, delivery),
    ...sources,
  }),
  codePaths: () => [codePath],
  renderPapers,
  format,
  runScenarios: runRustScenarios,
  runTests,
  checkSyntax,
};
