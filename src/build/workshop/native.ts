import type { Target, UsableTargetCode } from '../../targets/index.ts';
import { assembleBrief } from '../brief.ts';
import type { Delivery } from '../types.ts';
import type { WorkedCode, Workshop } from './types.ts';

/** A language with a tool chain of its own, as its target describes it. */
export function createNativeWorkshop(target: Target, languageName: string): Workshop {
  const held = (code: WorkedCode): UsableTargetCode => code.held as UsableTargetCode;
  const renderHeader = ({ headerLines }: Delivery): string =>
    headerLines.map((line) => `${target.comment} ${line}`.trimEnd().concat('\n')).join('');
  return {
    languageName,
    systemPrompt: target.systemPrompt,
    renderBrief: async (spec, limits) =>
      assembleBrief(
        {
          spec,
          interfaceText: await target.renderInterface(spec),
          wanted: target.renderWanted(spec),
          renderExample: (scenario) => target.renderExample(scenario),
        },
        limits,
      ),
    renderExample: (scenario) => target.renderExample(scenario),
    async mendReply(reply, spec) {
      const code = await target.mendCode(reply, spec);
      if (code.kind === 'unusable') return code;
      const { missing, undeclared, mends } = code;
      return { kind: 'code', missing, undeclared, mends, held: code };
    },
    renderCodeFiles: (spec, code, delivery) => target.renderCodeFiles(spec, held(code), delivery),
    runScenarios: (run) => target.runScenarios(run),
    async deliver({ spec, code, delivery, sandbox }) {
      const written = target.renderCodeFiles(spec, held(code), delivery);
      const formatted =
        sandbox === null ? { files: written, formatter: null } : await target.format(written, sandbox);
      const paths = new Set(target.codePaths(spec, delivery));
      const sources = Object.entries(formatted.files).filter(([path]) => paths.has(path));
      const header = renderHeader(delivery);
      return {
        files: {
          ...Object.fromEntries(sources.map(([path, text]) => [path, `${header}\n${text}`])),
          ...target.renderPapers(spec, delivery),
        },
        mends:
          formatted.formatter === null ? [] : [{ kind: 'formatted', detail: `by ${formatted.formatter}` }],
      };
    },
    codePaths: (spec, delivery) => target.codePaths(spec, delivery),
    renderPapers: (spec, delivery) => target.renderPapers(spec, delivery),
    renderHeader,
    hasOpinions: false,
  };
}
