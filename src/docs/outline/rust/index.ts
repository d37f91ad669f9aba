import { findBodies } from '../../../syntax-trees/index.ts';
import type { Outliner } from '../types.ts';

export const rustOutliner: Outliner = {
  classify: () => null,
  isOutlined: () => false,
  outline: async () => null,
  findBodies: (text) => findBodies('rust', text),
  readMetadata: () => null,
};
