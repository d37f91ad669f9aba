import type { Exhibit } from '../../judge-exhibit.ts';
import { hiddenCopies } from './copies.ts';
import { evasions } from './evasion.ts';
import { papers } from './papers.ts';
import { weakTests } from './weak-tests.ts';

/** Thought of as one who wants PASS for a bad package would, when the checks were done. */
export const secondFaults: readonly Exhibit[] = [...weakTests, ...evasions, ...hiddenCopies, ...papers];
