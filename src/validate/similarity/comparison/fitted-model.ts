/**
 * Made by `bench/similarity/fit.ts`, never by hand: logistic regression on 1636 disguised copies and
 * 250 comparisons of independent implementations in similarity-bench. The two points are answers that one and five
 * of a hundred of the latter exceed, each judged by a model that has not seen its packages.
 */
export const fittedModel = {
  weights: [2.0434, 1.7876, 1.3209, 1.9463, 3.3409, 2.511, 1.9006, -3.3034],
  bias: -2.3241,
  oneOfHundred: -0.127,
  fiveOfHundred: -2.0655,
} as const satisfies {
  readonly weights: readonly number[];
  readonly bias: number;
  readonly oneOfHundred: number;
  readonly fiveOfHundred: number;
};
