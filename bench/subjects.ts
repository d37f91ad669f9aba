import type { Loader } from './harness/types.ts';

/** What can be measured, in the order of `npm run bench`: what is short first, the embedded model last. */
export const loaders = {
  'start-up': () => import('./start-up.ts'),
  'documentation-compiler': () => import('./documentation-compiler.ts'),
  'source-guard': () => import('./source-guard.ts'),
  similarity: () => import('./similarity.ts'),
  'audit-log': () => import('./audit-log.ts'),
  'sandbox-start': () => import('./sandbox-start.ts'),
  'scenario-runs': () => import('./scenario-runs.ts'),
  wall: () => import('./wall.ts'),
  'archive-reading': () => import('./archive-reading.ts'),
  plan: () => import('./plan.ts'),
  page: () => import('./page.ts'),
  'embedded-model': () => import('./embedded-model.ts'),
} satisfies Record<string, Loader>;
