import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes minutes starts first, so that one worker is not alone with it in the end. */
const slow = [
  'test/gallery/',
  'test/page-views',
  'test/config-obeyed',
  'test/server-process',
  'test/canaries',
];

class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isSlow = ({ moduleId }: TestSpecification) => slow.some((part) => moduleId.includes(part));
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))];
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'web/src/**/*.test.ts'],
    environment: 'node',
    // A bound on time in a test is there to tell work that ends from work that explodes, on a machine that may be busy;
    // how fast things are is measured in bench/.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    sequence: { sequencer: SlowFirst },
    // Two cores: the sandbox tests start processes of their own.
    maxWorkers: 2,
  },
});
