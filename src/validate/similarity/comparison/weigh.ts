/** How much a run tells: 0 for what everyone writes, 1 for what was never seen elsewhere. */
export type Weigh = (hash: number) => number;
