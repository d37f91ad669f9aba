import { stringify } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { configFlags } from './flags.ts';
import { type ConfigKey, configKeys } from './keys.ts';
import { variableName } from './layers.ts';
import { loadConfig } from './load.ts';
import { renderConfig } from './render.ts';
import type { ConfigInputs, LoadedConfig } from './types.ts';

interface Sources {
  readonly file?: string;
  readonly environment?: ConfigInputs['environment'];
  readonly flags?: ConfigInputs['flags'];
  readonly explicitPath?: string;
}

function load({ file, environment = {}, flags = {}, explicitPath }: Sources): Promise<LoadedConfig> {
  return loadConfig({
    files: { userPath: 'user.toml', explicitPath },
    environment,
    flags,
    readFile: async (path) => {
      if (file !== undefined && path === (explicitPath ?? 'user.toml')) return file;
      throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    },
  });
}

/** Two allowed values of a key that differ from its default and from each other. */
function otherValues(key: ConfigKey): [unknown, unknown] {
  if (key.type === 'object') return [{ a: { input: 1, output: 2 } }, { b: { input: 3, output: 4 } }];
  if (key.type === 'boolean') return [!key.defaultValue, key.defaultValue];
  if (key.choices.length > 0) {
    const others = key.choices.filter((choice) => choice !== key.defaultValue);
    return [others[0], others[1] ?? key.defaultValue];
  }
  if (key.type === 'string') return ['first', 'second'];
  return key.path.endsWith('threshold') ? [0.25, 0.5] : [7, 9];
}

function toToml(path: string, value: unknown): string {
  return stringify(path.split('.').reduceRight((inner, part) => ({ [part]: inner }), value) as object);
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function valueAt(loaded: LoadedConfig, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((table, part) => (table as Record<string, unknown>)[part], loaded.config);
}

describe.each(configKeys.map((key) => [key.path, key] as const))('loadConfig() and %s', (path, key) => {
  const [first, second] = otherValues(key);

  it('takes the default when nothing is said', async () => {
    const loaded = await load({});

    expect(valueAt(loaded, path)).toEqual(key.defaultValue);
    expect(loaded.sources.get(path)).toEqual({ kind: 'default' });
  });

  it('takes the file over the default', async () => {
    const loaded = await load({ file: toToml(path, first) });

    expect(valueAt(loaded, path)).toEqual(first);
    expect(loaded.sources.get(path)).toEqual({ kind: 'file', path: 'user.toml' });
  });

  it('takes the variable over the file', async () => {
    const name = variableName(path);

    const loaded = await load({ file: toToml(path, first), environment: { [name]: toText(second) } });

    expect(valueAt(loaded, path)).toEqual(second);
    expect(loaded.sources.get(path)).toEqual({ kind: 'variable', name });
  });
});

describe.each(configFlags)('loadConfig() and $long', ({ long, path }) => {
  it(`takes the flag over the variable for ${path}`, async () => {
    const key = configKeys.find((candidate) => candidate.path === path) as ConfigKey;
    const [first, second] = otherValues(key);

    const loaded = await load({
      environment: { [variableName(path)]: toText(first) },
      flags: { [long]: toText(second) },
    });

    expect(valueAt(loaded, path)).toEqual(second);
    expect(loaded.sources.get(path)).toEqual({ kind: 'flag', name: long });
  });
});

describe('loadConfig()', () => {
  it('lets two agents use different providers and keys', async () => {
    const loaded = await load({
      file: '[llm.agent_a]\nprovider = "anthropic"\napi_key = "one"\n[llm.agent_b]\nprovider = "ollama"\n',
      environment: { PHALUS_LLM__AGENT_B__API_KEY: 'two' },
    });

    expect(loaded.config.llm.agent_a).toMatchObject({ provider: 'anthropic', api_key: 'one' });
    expect(loaded.config.llm.agent_b).toMatchObject({ provider: 'ollama', api_key: 'two' });
  });

  it('reads --config instead of the user file and fails when it is not there', async () => {
    const loaded = await load({ explicitPath: 'mine.toml', file: '[web]\nport = 1234\n' });

    expect(loaded.config.web.port).toBe(1234);
    await expect(load({ explicitPath: 'mine.toml' })).rejects.toMatchObject({
      code: 'missing-file',
      message: 'Cannot read the configuration "mine.toml": there is no such file',
    });
  });

  it.each([
    ['[llm.agent_a]\nmodle = "x"', 'llm.agent_a.modle', 'Did you mean llm.agent_a.model?'],
    ['[output]\nconcurrency = 2', 'output.concurrency', 'Did you mean limits.concurrency?'],
    ['[limit]\ntokens = 2', '"limit"', 'Did you mean limits?'],
    ['[__proto__]\ntokens = 2', '__proto__', 'phalus config lists every key'],
    ['[web.constructor]\nx = 2', 'web.constructor', 'phalus config lists every key'],
  ])('refuses the unknown key of %j and names the nearest', async (file, path, hint) => {
    await expect(load({ file })).rejects.toMatchObject({
      code: 'unknown-key',
      message: expect.stringContaining(path),
      hint,
    });
  });

  it.each([
    ['PHALUS_LLM__AGENT_A__MODLE', 'Did you mean PHALUS_LLM__AGENT_A__MODEL?'],
    ['PHALUS_WEB_PORT', 'Did you mean PHALUS_WEB__PORT?'],
    ['PHALUS_', 'phalus config lists every key'],
  ])('refuses the unknown variable %s', async (name, hint) => {
    await expect(load({ environment: { [name]: '1' } })).rejects.toMatchObject({ code: 'unknown-key', hint });
  });

  it('leaves variables of others and of the launcher alone', async () => {
    await expect(load({ environment: { PHALUS_NO_SETUP: '1', PATH: 'x' } })).resolves.toBeDefined();
  });

  it.each([
    ['limits.concurrency', '[limits]\nconcurrency = 99', '99', 'a whole number from 1 to 32'],
    ['limits.concurrency', '[limits]\nconcurrency = "2"', '"2"', 'a whole number from 1 to 32'],
    ['limits.package_size_mb', '[limits]\npackage_size_mb = 0', '0', 'a number above 0'],
    ['limits.money', '[limits]\nmoney = -1', '-1', 'a number of at least 0'],
    ['isolation.mode', '[isolation]\nmode = "none"', '"none"', 'one of context, process, container'],
    ['docs.web', '[docs]\nweb = "maybe"', '"maybe"', 'true or false'],
    ['web.host', '[web]\nhost = 2026-01-01', '2026', 'text'],
    ['web', 'web = 3', '3', 'a section'],
    ['llm.prices', '[llm.prices]\nx = 3', '{"x":3}', 'a table of tables'],
  ])('refuses a bad value of %s in %j', async (path, file, given, allowed) => {
    const error = await load({ file }).catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ code: 'bad-value' });
    expect((error as Error).message).toContain(path);
    expect((error as Error).message).toContain(given);
    expect((error as Error).message).toContain(allowed);
  });

  it('refuses a variable whose text is not of the type', async () => {
    await expect(load({ environment: { PHALUS_WEB__PORT: '80a' } })).rejects.toMatchObject({
      code: 'bad-value',
      message:
        'Cannot use "80a" for web.port (from PHALUS_WEB__PORT): it must be a whole number from 0 to 65535',
    });
  });

  it('says the line of a syntax error', async () => {
    await expect(load({ file: '[web]\nport = = 3\n' })).rejects.toMatchObject({
      code: 'bad-toml',
      message: expect.stringContaining('line 2'),
    });
  });

  it('never puts a secret into an error', async () => {
    const error = await load({ file: '[llm.agent_a]\napi_key = ["sk-secret"]' }).catch(
      (thrown: Error) => thrown,
    );

    expect(error).toMatchObject({ code: 'bad-value' });
    expect(JSON.stringify(error) + String(error)).not.toContain('sk-secret');
  });
});

describe('renderConfig()', () => {
  it('shows every key with its source and no secret', async () => {
    const loaded = await load({
      file: '[llm.agent_a]\napi_key = "sk-secret"\n[registries]\nnpm = "https://me:hunter2@registry.example/"',
      environment: { PHALUS_WEB__PORT: '4000' },
    });

    const text = renderConfig(loaded);

    expect(text).not.toMatch(/sk-secret|hunter2/);
    expect(text).toMatch(/^llm\.agent_a\.api_key +"\(redacted\)" +user\.toml$/m);
    expect(text).toMatch(/^web\.port +4000 +PHALUS_WEB__PORT$/m);
    expect(text).toContain('https://(redacted)@registry.example/');
    for (const key of configKeys) expect(text).toContain(`${key.path} `);
  });
});
