/** What the command line needs of the pipeline. */
export type Pipeline = Pick<
  typeof import('../pipeline/index.ts'),
  'createServices' | 'runJob' | 'planJob' | 'isBriefPlan' | 'buildFromSpec' | 'validateOutput'
>;
export type { PlanRow, RunOptions, Services } from '../pipeline/index.ts';
