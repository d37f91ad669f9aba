export { changeCode, renderProbes } from './render-probes.ts';
export { TypeProgram } from './type-program.ts';
