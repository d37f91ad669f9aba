export { packageJsonReader } from './package-json.ts';
export { packageLockReader } from './package-lock.ts';
export { pnpmLockReader } from './pnpm-lock.ts';
export { yarnLockReader } from './yarn-lock.ts';
