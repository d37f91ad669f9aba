import { behaviourFaults } from './faults/behaviour.ts';
import { codeFaults } from './faults/code.ts';
import { pythonFaults } from './faults/python.ts';
import { pythonBehaviourFaults } from './faults/python-behaviour.ts';
import { surroundingFaults } from './faults/surroundings.ts';
import type { Exhibit } from './judge-exhibit.ts';

/** Every planted fault, in the order of the table. */
export const exhibits: readonly Exhibit[] = [
  ...codeFaults,
  ...behaviourFaults,
  ...surroundingFaults,
  ...pythonFaults,
  ...pythonBehaviourFaults,
];
