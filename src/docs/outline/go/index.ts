import { findBodies } from '../../../syntax-trees/index.ts';
import type { Outliner } from '../types.ts';

export const goOutliner: Outliner = {
  classify: () => null,
  isOutlined: () => false,
  outline: async () => null,
  findBodies: (text) => findBodies('go', text),
  readMetadata: () => null,
};
