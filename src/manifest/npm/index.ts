export { packageJsonReader } from './package-json.ts';
export { packageLockReader } from './package-lock.ts';
