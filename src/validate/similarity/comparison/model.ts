import type { Features } from './features.ts';
import { fittedModel } from './fitted-model.ts';

/** What the model is shown of a comparison, on scales of about 0 to 1. */
export function listInputs(features: Features): number[] {
  return [
    features.runs5,
    features.runs8,
    features.runs14,
    features.expressions,
    features.bestPart,
    features.bestPartLong,
    features.longestRun / 4,
    features.size / 8,
  ];
}

/** How far an answer lies on the side of a copy, without a scale. */
export function weighFeatures(features: Features): number {
  const { weights, bias } = fittedModel;
  return listInputs(features).reduce((sum, input, index) => sum + input * (weights[index] ?? 0), bias);
}

/**
 * From 0 to 1, on a scale with two fixed points: one of a hundred independent implementations lies above 0.7, five of
 * a hundred above 0.5. Where all of the original is there, it is 1.
 */
export function scoreFeatures(features: Features): number {
  const { runs5, runs8, runs14, expressions } = features;
  if (Math.min(runs5, runs8, runs14) === 1 && (expressions === 1 || expressions === 0)) return 1;
  return scaleAnswer(weighFeatures(features));
}

function scaleAnswer(answer: number): number {
  const { oneOfHundred, fiveOfHundred } = fittedModel;
  const failing = Math.log(0.7 / 0.3);
  const slope = failing / (oneOfHundred - fiveOfHundred);
  return 1 / (1 + Math.exp(-(slope * (answer - oneOfHundred) + failing)));
}
