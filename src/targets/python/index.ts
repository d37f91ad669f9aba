import type { Target } from '../types.ts';
import { formatPython } from './format.ts';
import { modulePathOf, renderSubmodules } from './layout.ts';
import { mendPython } from './mend-code.ts';
import {
  pythonSystemPrompt,
  renderPythonExample,
  renderPythonInterface,
  renderPythonWanted,
} from './render-brief.ts';
import { renderPyproject, renderPythonPapers } from './render-papers.ts';
import { runPythonScenarios } from './run-scenarios.ts';
import { checkPythonSyntax, runPythonTests } from './run-tests.ts';

/** Python: one module in `src/<name>/__init__.py`, run by the user's interpreter in the sandbox. */
export const pythonTarget: Target = {
  language: 'python',
  toolchain: 'python',
  comment: '#',
  systemPrompt: pythonSystemPrompt,
  renderInterface: renderPythonInterface,
  renderWanted: renderPythonWanted,
  renderExample: renderPythonExample,
  mendCode: mendPython,
  renderCodeFiles: (spec, { sources }, delivery) => ({
    'pyproject.toml': renderPyproject(spec, delivery),
    ...sources,
    ...renderSubmodules(spec),
  }),
  codePaths: (spec) => [modulePathOf(spec)],
  renderPapers: renderPythonPapers,
  format: formatPython,
  runScenarios: runPythonScenarios,
  runTests: runPythonTests,
  checkSyntax: checkPythonSyntax,
};
