import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commonOptions, optionName } from '../src/cli/command.ts';
import { commandLoaders } from '../src/cli/command-loaders.ts';
import { commandNames } from '../src/cli/command-summaries.ts';
import { listOptions } from '../src/cli/parse-command.ts';
import { configFlags, configKeys } from '../src/config/index.ts';
import { StreamEvent } from '../src/server/jobs/events.ts';
import { createRoutes } from '../src/server/routes/index.ts';
import { NewJobBody } from '../src/server/schema.ts';
import type { ServerParts } from '../src/server/types.ts';

const read = (name: string) => readFileSync(new URL(`../docs/${name}`, import.meta.url), 'utf8');

describe('docs/configuration.md', () => {
  const text = read('configuration.md');

  it.each(configKeys.map((key) => [key.path, key] as const))(
    'has a row for %s with its default',
    (path, key) => {
      const row = text.split('\n').find((line) => line.startsWith('|') && line.includes(`\`${path}\``));
      const shown =
        typeof key.defaultValue === 'string' ? key.defaultValue : JSON.stringify(key.defaultValue);

      expect(row).toBeDefined();
      expect(row).toContain(shown === '' ? '| empty |' : `| \`${shown}\` |`);
    },
  );

  it('names no key that does not exist', () => {
    const sections = new Set(configKeys.map((key) => key.path.split('.')[0]));
    const named = [...text.matchAll(/`([a-z_]+(?:\.[a-z_]+)+)`/g)].map((match) => match[1] ?? '');

    const known = new Set(configKeys.map((key) => key.path));
    expect(named.filter((name) => sections.has(name.split('.')[0]) && !known.has(name))).toEqual([]);
  });
});

describe('docs/cli.md', () => {
  const text = read('cli.md');

  it.each(commandNames)('has the command %s with every option', async (name) => {
    const definition = await commandLoaders[name]();

    expect(text).toContain(`\`${name}`);
    for (const { syntax } of listOptions(definition)) expect(text).toContain(`--${optionName(syntax)}`);
    for (const choice of definition.arguments.flatMap((argument) => argument.choices ?? [])) {
      expect(text).toContain(choice);
    }
  });

  it('says which key each flag sets', () => {
    for (const { long, path } of configFlags) {
      const row = text.split('\n').find((line) => line.startsWith('|') && line.includes(long));
      expect(row).toContain(`\`${path}\``);
    }
  });

  it('names no option that does not exist', async () => {
    const definitions = await Promise.all(commandNames.map((name) => commandLoaders[name]()));
    const known = new Set(
      [...definitions.flatMap(listOptions), ...commonOptions].map(({ syntax }) => optionName(syntax)),
    );

    const named = [...text.matchAll(/--([a-z][a-z0-9-]*)/g)].map((match) => match[1] ?? '');
    expect(named.filter((name) => !known.has(name) && name !== 'help')).toEqual([]);
  });
});

describe('docs/api.md', () => {
  const text = read('api.md');
  const rows = [...text.matchAll(/^\| (.+) \| `((?:test|src)\/[\w./-]+)`: (.+) \|$/gm)];

  it.each(rows.map(([, line = '', file = '', words = '']) => [line, file, words] as const))(
    'names a test that is there for "%s"',
    (_, file, words) => {
      expect(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')).toContain(words);
    },
  );

  it('has every operation, event and field of a request that the server has', () => {
    const routes = createRoutes({} as ServerParts).map(
      ({ method, path }) => `\`${method.toUpperCase()} ${path}\``,
    );
    const events = StreamEvent.options.flatMap(({ shape }) => Object.keys(shape));
    const fields = Object.keys(NewJobBody.shape);

    expect(rows.length).toBeGreaterThan(20);
    for (const word of [...routes, ...[...events, ...fields].map((name) => `\`${name}\``)]) {
      expect(text).toContain(word);
    }
  });
});
