import { behaviourFaults } from './faults/behaviour.ts';
import { codeFaults } from './faults/code.ts';
import { nativeFaults } from './faults/native.ts';
import { pythonFaults } from './faults/python.ts';
import { pythonBehaviourFaults } from './faults/python-behaviour.ts';
import { secondFaults } from './faults/second/index.ts';
import { surroundingFaults } from './faults/surroundings.ts';
import type { Exhibit } from './judge-exhibit.ts';

/** Every planted fault, in the order of the table. */
export const exhibits: readonly Exhibit[] = [
  ...codeFaults,
  ...behaviourFaults,
  ...surroundingFaults,
  ...pythonFaults,
  ...nativeFaults,
  ...pythonBehaviourFaults,
];

/** Attacks on the checks, thought of when these were done. */
export const secondExhibits: readonly Exhibit[] = secondFaults;
