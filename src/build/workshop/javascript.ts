import { runScenarios } from '../../scenarios/index.ts';
import { builderSystemPrompt, renderBrief, renderExample } from '../brief.ts';
import { mendCode } from '../mend/mend-code.ts';
import {
  annotateCode,
  renderCodeFiles,
  renderHeader,
  renderPackageFiles,
  renderPapers,
  type UsableCode,
} from '../package-files.ts';
import { layoutOf } from '../package-manifest.ts';
import type { WorkedCode, Workshop } from './types.ts';

/** JavaScript and TypeScript: the model writes JavaScript in both, and types are put in afterwards. */
export function createJavaScriptWorkshop(language: 'javascript' | 'typescript'): Workshop {
  const held = (code: WorkedCode): UsableCode => code.held as UsableCode;
  return {
    languageName: 'JavaScript',
    systemPrompt: builderSystemPrompt,
    renderBrief,
    renderExample,
    async mendReply(reply, { surface }) {
      const code = await mendCode(reply, surface, language);
      if (code.kind === 'unusable') return code;
      const { undeclared, mends, exports } = code;
      return { kind: 'code', missing: exports.missing, undeclared, mends, held: code };
    },
    renderCodeFiles: (spec, code, delivery) => renderCodeFiles(spec, held(code), delivery),
    runScenarios: ({ files, spec: { scenarios }, sandbox, signal }) =>
      runScenarios({ files, scenarios, sandbox, ...(signal && { signal }) }),
    async deliver({ spec, code, delivery }) {
      const typed = await annotateCode(spec, held(code));
      return { files: renderPackageFiles(spec, held(code), delivery, typed), mends: typed?.mends ?? [] };
    },
    codePaths: () => {
      const { entry, source, ambient } = layoutOf(language);
      return [entry, source, ambient].filter((path) => path !== null);
    },
    renderPapers,
    renderHeader,
    hasOpinions: true,
  };
}
