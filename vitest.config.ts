import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'web/src/**/*.test.ts'],
    environment: 'node',
    // A bound on time in a test is there to tell work that ends from work that explodes, on a machine that may be busy;
    // how fast things are is measured in bench/.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Two cores: the sandbox tests start processes of their own.
    maxWorkers: 2,
  },
});
