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
import { formatJavaScript } from './format-javascript.ts';
import type { WorkedCode, Workshop } from './types.ts';

/** JavaScript and TypeScript: the model writes JavaScript in both, and types are put in afterwards. */
export function createJavaScriptWorkshop(language: 'javascript' | 'typescript'): Workshop {
  const { entry, source, ambient } = layoutOf(language);
  const codePaths = [...new Set([entry, source, ambient])].filter((path) => path !== null);
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
      const { files, formatter } = await formatJavaScript(
        renderPackageFiles(spec, held(code), delivery, typed),
        codePaths,
      );
      const formatted = formatter === null ? [] : [{ kind: 'formatted', detail: `by ${formatter}` }];
      return { files, mends: [...(typed?.mends ?? []), ...formatted] };
    },
    codePaths: () => codePaths,
    renderPapers,
    renderHeader,
    hasOpinions: true,
  };
}
