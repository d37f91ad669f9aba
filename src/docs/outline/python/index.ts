import { findBodies } from '../../../syntax-trees/index.ts';
import type { Outliner } from '../types.ts';

export const pythonOutliner: Outliner = {
  classify: () => null,
  isOutlined: () => false,
  outline: async () => null,
  findBodies: (text) => findBodies('python', text),
  readMetadata: () => null,
};
