import type { Target } from '../types.ts';

export const pythonTarget = null as unknown as Target;
