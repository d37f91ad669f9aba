/** Inputs of one comparison, and whether it is a copy. */
export interface Sample {
  readonly inputs: readonly number[];
  readonly isCopy: boolean;
  /** How much it counts among its kind. */
  readonly weight: number;
}

export interface Model {
  readonly weights: readonly number[];
  readonly bias: number;
}

const rounds = 1_500;
const step = 0.15;
const shrink = 0.0003;

/**
 * Logistic regression by Adam, both kinds counting the same. Only the last input, the size, may speak against a copy:
 * of all others more never lowers the answer, so that code which is added to ours hides nothing.
 */
export function trainModel(samples: readonly Sample[]): Model {
  const width = samples[0]?.inputs.length ?? 0;
  const values = new Float64Array(width + 1);
  values[width] = -3;
  const [first, second] = [new Float64Array(width + 1), new Float64Array(width + 1)];
  const shares = shareOut(samples);
  for (let round = 1; round <= rounds; round += 1) {
    const slope = findSlope(samples, shares, values);
    for (let index = 0; index <= width; index += 1) {
      const one = slope[index] as number;
      first[index] = 0.9 * (first[index] as number) + 0.1 * one;
      second[index] = 0.999 * (second[index] as number) + 0.001 * one * one;
      const pace = (first[index] as number) / (1 - 0.9 ** round);
      const scale = Math.sqrt((second[index] as number) / (1 - 0.999 ** round)) + 1e-9;
      values[index] = (values[index] as number) - (step * pace) / scale;
      if (index < width - 1) values[index] = Math.max(0, values[index] as number);
    }
  }
  return { weights: [...values.slice(0, width)], bias: values[width] as number };
}

export function answer({ weights, bias }: Model, inputs: readonly number[]): number {
  return inputs.reduce((sum, input, index) => sum + input * (weights[index] as number), bias);
}

function shareOut(samples: readonly Sample[]): number[] {
  const total = { copies: 0, others: 0 };
  for (const { isCopy, weight } of samples) total[isCopy ? 'copies' : 'others'] += weight;
  return samples.map(({ isCopy, weight }) => weight / 2 / (isCopy ? total.copies : total.others));
}

function findSlope(
  samples: readonly Sample[],
  shares: readonly number[],
  values: Float64Array,
): Float64Array {
  const width = values.length - 1;
  const slope = new Float64Array(width + 1);
  for (const [index, { inputs, isCopy }] of samples.entries()) {
    let sum = values[width] as number;
    for (let place = 0; place < width; place += 1)
      sum += (values[place] as number) * (inputs[place] as number);
    const error = (1 / (1 + Math.exp(-sum)) - (isCopy ? 1 : 0)) * (shares[index] as number);
    for (let place = 0; place < width; place += 1)
      slope[place] = (slope[place] as number) + error * (inputs[place] as number);
    slope[width] = (slope[width] as number) + error;
  }
  for (let place = 0; place < width; place += 1)
    slope[place] = (slope[place] as number) + shrink * (values[place] as number);
  return slope;
}
