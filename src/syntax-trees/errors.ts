import { PhalusError } from '../core/index.ts';

export class SyntaxTreeError extends PhalusError<'too-large' | 'too-slow'> {}
