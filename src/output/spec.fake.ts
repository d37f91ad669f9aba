import { parseSpec, type Spec, specFilenames } from '../spec/index.ts';

/** A small specification for tests. */
export function createSpec(changes: Readonly<Record<string, string>> = {}): Spec {
  const texts: Record<string, string> = Object.fromEntries(
    specFilenames.map((name) => [name, `# ${name}\n`]),
  );
  texts['02-api-surface.json'] = JSON.stringify({
    schema: 'phalus/api-surface/1',
    language: 'javascript',
    module: 'commonjs',
    exports: [],
  });
  texts['09-test-scenarios.json'] = JSON.stringify({
    schema: 'phalus/test-scenarios/1',
    language: 'javascript',
    bindings: [],
    scenarios: [],
  });
  texts['10-metadata.json'] = JSON.stringify({
    schema: 'phalus/metadata/1',
    ecosystem: 'npm',
    package_name: 'left-pad',
    package_version: '1.3.0',
    description: 'String left pad',
    keywords: [],
    original_license: 'WTFPL',
    module: 'commonjs',
    engine: null,
    documents: [],
  });
  return parseSpec({ ...texts, ...changes }, '2026-03-26T10:00:03.000Z');
}
