import type { Target } from '../types.ts';

export const goTarget = null as unknown as Target;
