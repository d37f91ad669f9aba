export { goModReader } from './go-mod.ts';
export { goSumReader } from './go-sum.ts';
export { goWorkReader } from './go-work.ts';
