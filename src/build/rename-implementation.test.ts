import { expect, it } from 'vitest';
import { createClearedSpec, createDelivery } from './cleared-spec.fake.ts';
import { mendCode } from './mend/mend-code.ts';
import { renderPackageFiles, type UsableCode } from './package-files.ts';
import { renameImplementation } from './rename-implementation.ts';
import type { Delivery, Implementation } from './types.ts';

const reply = '```js\nfunction padIt(text, length = 2) { return String(text).padStart(length); }\n```';
const neutral = { packageName: 'the-package', packageVersion: '0.0.0', licenseText: '', headerLines: [] };

async function implement(
  delivery: Delivery,
): Promise<{ own: Implementation; files: Record<string, string> }> {
  const spec = await createClearedSpec({ scenarios: [['padIt("x", 2)', '" x"']] });
  const code = (await mendCode(reply, spec.surface, delivery.language)) as UsableCode;
  const unnamed = { ...delivery, ...neutral };
  return {
    own: {
      packageName: unnamed.packageName,
      packageVersion: unnamed.packageVersion,
      language: delivery.language,
      files: renderPackageFiles(spec, code, unnamed),
      ...{ attempts: [], replies: [], mends: [], report: null, violations: null, stopped: 'all-passed' },
    },
    files: renderPackageFiles(spec, code, delivery),
  };
}

it.each(['javascript', 'typescript'] as const)(
  'renameImplementation() gives the package as if it had been written under its name (%s)',
  async (language) => {
    const delivery = createDelivery({ language });
    const { own, files } = await implement(delivery);

    const renamed = await renameImplementation(own, {
      spec: await createClearedSpec({ scenarios: [['padIt("x", 2)', '" x"']] }),
      delivery,
      worked: { spec: await createClearedSpec({}), delivery },
    });

    expect(renamed.files).toEqual(files);
    expect(renamed).toMatchObject({ packageName: 'pad-it', packageVersion: '1.2.3' });
    expect(JSON.stringify(renamed.files)).not.toContain('the-package');
  },
);

it('renameImplementation() takes nothing but the code of what Agent B made', async () => {
  const delivery = createDelivery();
  const { own, files } = await implement(delivery);
  const hostile = {
    ...own,
    files: {
      ...own.files,
      LICENSE: 'mine',
      'package.json': '{"scripts":{"postinstall":"id"}}',
      'x.js': 'x',
      'README.md': 'x',
    },
  };

  const renamed = await renameImplementation(hostile, {
    spec: await createClearedSpec({ scenarios: [['padIt("x", 2)', '" x"']] }),
    delivery,
    worked: { spec: await createClearedSpec({}), delivery },
  });

  expect(renamed.files).toEqual(files);
});
