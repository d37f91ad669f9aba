import type { Target } from '../types.ts';
import { mendGoCode } from './mend/mend-code.ts';
import { goCodePaths, renderGoCodeFiles, renderGoPapers } from './package/render-files.ts';
import { goSystemPrompt, renderGoExample, renderGoInterface, renderGoWanted } from './render-brief.ts';
import { checkGoSyntax } from './run/check-syntax.ts';
import { formatGo } from './run/format.ts';
import { runGoScenarios } from './run/run-scenarios.ts';
import { runGoTests } from './run/run-tests.ts';

export const goTarget: Target = {
  language: 'go',
  toolchain: 'go',
  comment: '//',
  systemPrompt: goSystemPrompt,
  renderInterface: renderGoInterface,
  renderWanted: renderGoWanted,
  renderExample: renderGoExample,
  mendCode: mendGoCode,
  renderCodeFiles: renderGoCodeFiles,
  codePaths: goCodePaths,
  renderPapers: renderGoPapers,
  format: formatGo,
  runScenarios: runGoScenarios,
  runTests: runGoTests,
  checkSyntax: checkGoSyntax,
};
