export { pipfileReader } from './pipfile.ts';
export { pipfileLockReader } from './pipfile-lock.ts';
export { poetryLockReader } from './poetry-lock.ts';
export { pyprojectReader } from './pyproject.ts';
export { requirementsReader } from './requirements-txt.ts';
export { uvLockReader } from './uv-lock.ts';
