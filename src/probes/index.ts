export { readAnswer } from './answer-text.ts';
export { type Code, markSign, observeCall } from './observe-call.ts';
export { createRandom, type Random } from './random.ts';
export { type CallMaker, createCallMaker, type RandomCall } from './random-calls.ts';
export { changeCode, renderProbes } from './render-probes.ts';
export { createTypeJudge, type TypeJudge } from './type-judge.ts';
export { TypeProgram } from './type-program.ts';
export { createTypeCheck, renderPrelude, type TypeCheck } from './well-typed.ts';
