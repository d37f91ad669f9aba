import { describe, expect, it } from 'vitest';
import { askNpm, askProgram } from './index.ts';

describe('askProgram()', () => {
  it('gives what the program writes, and null when it fails or is not there', async () => {
    const said = await askProgram(process.execPath, ['-p', '1 + 1']);
    const failed = await askProgram(process.execPath, ['-e', 'process.exit(3)']);
    const missing = await askProgram('no-such-program-of-phalus', []);

    expect([said, failed, missing]).toEqual(['2\n', null, null]);
  });
});

describe('askNpm()', () => {
  it('asks the npm of this machine, and rejects with its words when it refuses', async () => {
    await expect(askNpm(['--version'])).resolves.toMatch(/^\d+\.\d+/);
    await expect(askNpm(['no-such-command'])).rejects.toThrow(/npm/);
  });
});
