import type { Spec } from '../../spec/index.ts';
import { type ReadmeParts, renderReadme } from '../shared/package-readme.ts';
import type { TargetDelivery, TargetFiles } from '../types.ts';
import { importNameOf, listWanted, renderSubmodules } from './layout.ts';
import { renderPythonExample } from './render-brief.ts';
import { renderPythonTests } from './render-tests.ts';

const examplesShown = 6;

/** All of the package that is no code of Agent B's. */
export function renderPythonPapers(spec: Spec, delivery: TargetDelivery): TargetFiles {
  const header = delivery.headerLines.map((line) => `# ${line}`.trimEnd().concat('\n')).join('');
  const headed = (text: string): string => (header === '' ? text : `${header}\n${text}`);
  const root = `src/${importNameOf(spec).replaceAll('.', '/')}`;
  const submodules = Object.entries(renderSubmodules(spec)).map(([path, text]) => [path, headed(text)]);
  return {
    'pyproject.toml': renderPyproject(spec, delivery),
    [`${root}/py.typed`]: '',
    ...Object.fromEntries(submodules),
    'tests/test_scenarios.py': headed(renderPythonTests(spec)),
    'README.md': renderPythonReadme(spec, delivery),
    LICENSE: delivery.licenseText,
  };
}

/** pyproject.toml by the standard's own fields; building it needs setuptools, running the package needs nothing. */
export function renderPyproject(spec: Spec, delivery: TargetDelivery): string {
  const isExpression = !delivery.licenseExpression.startsWith('SEE LICENSE');
  // Of a package that comes from another language, the version is that language's.
  const engine = spec.metadata.ecosystem === 'pypi' ? spec.metadata.engine : null;
  const requires =
    engine !== null && /^[<>=!~]=?\s*3[\d.]*(?:\s*,\s*[<>=!~]=?\s*[\d.*]+)*$/.test(engine) ? engine : '>=3.9';
  return [
    '[build-system]',
    'requires = ["setuptools>=77"]',
    'build-backend = "setuptools.build_meta"',
    '',
    '[project]',
    `name = ${quoteToml(distributionName(delivery.packageName))}`,
    `version = ${quoteToml(distributionVersion(delivery.packageVersion))}`,
    `description = ${quoteToml(`Independent implementation of the documented interface of ${delivery.packageName} ${delivery.packageVersion}`)}`,
    'readme = "README.md"',
    `requires-python = ${quoteToml(requires)}`,
    ...(isExpression ? [`license = ${quoteToml(delivery.licenseExpression)}`] : []),
    'license-files = ["LICENSE"]',
    'dependencies = []',
    '',
    '[tool.setuptools.packages.find]',
    'where = ["src"]',
    ...(importNameOf(spec).includes('.') ? ['namespaces = true'] : []),
    '',
    '[tool.setuptools.package-data]',
    '"*" = ["py.typed"]',
    '',
  ].join('\n');
}

/** A name as Python's index allows it: `@scope/left-pad` is `scope-left-pad`. */
function distributionName(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
  return plain === '' ? 'package' : plain;
}

/** Versions of other ecosystems that PEP 440 does not know lose what follows the number. */
function distributionVersion(version: string): string {
  const plain = version.replace(/^v/, '');
  const isKnown =
    /^(?:\d+!)?\d+(?:\.\d+)*(?:[-_.]?(?:a|b|c|rc|alpha|beta|pre|preview)[-_.]?\d*)?(?:[-_.]?(?:post|rev|r)[-_.]?\d*)?(?:[-_.]?dev[-_.]?\d*)?(?:\+[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*)?$/i.test(
      plain,
    );
  return isKnown ? plain : (/^\d+(?:\.\d+)*/.exec(plain)?.[0] ?? '0');
}

function quoteToml(text: string): string {
  return JSON.stringify(text.replace(/\p{Cc}+/gu, ' '));
}

function renderPythonReadme(spec: Spec, delivery: TargetDelivery): string {
  const { packageName, licenseExpression } = delivery;
  return renderReadme({
    ...{ packageName, licenseExpression, spec },
    interface: listWanted(spec).map(({ entry: { name, signature, summary } }) => ({
      code: signature === '' ? name : signature,
      summary,
    })),
    examples: renderExamples(spec),
    tests: '`python -m unittest discover tests`, with the package installed or `src` in `PYTHONPATH`.',
  });
}

function renderExamples(spec: Spec): ReadmeParts['examples'] {
  const examples = spec.scenarios.scenarios.filter(({ contested }) => !contested).slice(0, examplesShown);
  if (examples.length === 0) return null;
  const text = examples.map(renderPythonExample).join('\n');
  const words = new Set(text.match(/\w+/g) ?? []);
  const root = importNameOf(spec);
  const imports = spec.scenarios.bindings
    .filter(({ local }) => words.has(local))
    .map(({ local, export: name }) => {
      if (name === '*') return `import ${local === root ? root : `${root} as ${local}`}`;
      const parts = name.split('.');
      const last = parts.pop() ?? name;
      return `from ${[root, ...parts].join('.')} import ${last === local ? local : `${last} as ${local}`}`;
    });
  return { language: 'python', code: [...imports, '', text].join('\n') };
}
