import type { Target } from '../types.ts';

export const rustTarget = null as unknown as Target;
