export { type Code, observeCall } from './observe-call.ts';
export { createRandom, type Random } from './random.ts';
export { type CallMaker, createCallMaker, type RandomCall } from './random-calls.ts';
export { changeCode, renderProbes } from './render-probes.ts';
export { TypeProgram } from './type-program.ts';
export { createTypeCheck, renderPrelude, type TypeCheck } from './well-typed.ts';
