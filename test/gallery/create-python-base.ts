import { renderHeader, renderHeaderLines, renderLicense } from '../../src/license/index.ts';
import { type Spec, specFilenames } from '../../src/spec/index.ts';
import { findTarget } from '../../src/targets/index.ts';
import { createPythonSpec } from '../../src/targets/python/python-spec.fake.ts';
import { type Base, license } from './create-base.ts';

/** The licence header of a file in Python. */
export const pythonHeader = renderHeader(license.choice, license.parties, 'hash');

/** A package in Python as its target lays it out. */
export async function createPythonBase(code: string): Promise<Base> {
  const target = await findTarget('python');
  if (target === null) throw new Error('there is no target for Python');
  const given = createPythonSpec({
    exports: [{ name: 'pad', parameters: [] }],
    scenarios: [
      ['', "pad('7')", "'   7'"],
      ['', "pad('x', width=2)", "' x'"],
    ],
  });
  const texts = { ...Object.fromEntries(specFilenames.map((name) => [name, ''])), ...given.texts };
  const spec: Spec = { ...given, packageVersion: '1.0.0', texts };
  const delivery = {
    ...{ packageName: spec.packageName, packageVersion: '1.0.0', licenseExpression: 'MIT' },
    licenseText: renderLicense(license.choice, license.parties),
    headerLines: renderHeaderLines(license.choice, license.parties),
  };
  const [path] = target.codePaths(spec, delivery);
  if (path === undefined) throw new Error('the target has no place for code');
  return {
    ...{ name: spec.packageName, spec, links: ['https://code.example/pad-it-maker/pad-it'] },
    files: { ...target.renderPapers(spec, delivery), [path]: `${pythonHeader}\n${code}` },
    original: { 'pad_it.py': 'def pad(a, b=4):\n  return " " * (b - len(a)) + a\n' },
  };
}
