import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderTable, weighOccurrences } from '../../src/validate/similarity/comparison/background.ts';
import { measureFeatures } from '../../src/validate/similarity/comparison/features.ts';
import { listInputs } from '../../src/validate/similarity/comparison/model.ts';
import { prepareOriginal, prepareOwn } from '../../src/validate/similarity/comparison/side.ts';
import { readCode } from '../../src/validate/similarity/read-code.ts';
import { readBackground } from './background.ts';
import { assignFolds } from './folds.ts';
import { renderLevels, thresholdAt } from './report.ts';
import { listPairPackages, listRows, packageOf, type Row } from './rows.ts';
import { answer, type Sample, trainModel } from './train.ts';

// Fits the model of src/validate/similarity anew:
//   npx tsx bench/similarity/fit.ts FOLDER     FOLDER is a checkout of similarity-bench, installed
// Prints what five models say of the fifth of the groups that each did not see, and writes the two fitted files from
// all of them. T9 is not fitted on: obfuscated code is recognised as such.

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: npx tsx bench/similarity/fit.ts FOLDER');
const folds = 5;
const leastOperations = 24;
const root = fileURLToPath(new URL('../..', import.meta.url));
const target = resolve(root, 'src/validate/similarity/comparison');

const background = await readBackground(resolve(root, 'node_modules'), listPairPackages(folder));
const weigh = (hash: number): number => {
  const found = background.runs.get(hash);
  return found === undefined ? 1 : weighOccurrences(found, background.packages);
};

interface Measured extends Omit<Row, 'files'>, Sample {
  score: number;
}

const rows: Measured[] = [];
for await (const { files, ...row } of listRows(folder)) {
  const original = prepareOriginal(await readCode(files.original));
  const own = prepareOwn(await readCode(files.candidate));
  if (Math.min(original.operationCount, own.operationCount) < leastOperations) continue;
  const inputs = listInputs(measureFeatures({ original, own }, weigh));
  const weight = row.level === 'T6' ? 3 : 1;
  rows.push({ ...row, inputs, isCopy: row.kind === 'copy', weight, score: 0 });
}

const foldOf = assignFolds(
  rows.map(({ group, kind, original, candidate }) => ({
    group,
    packages: [packageOf(original), packageOf(candidate)],
    weight: kind === 'independent' ? 1 : 0,
  })),
  folds,
);
const fitted = rows.filter(({ kind, level }) => kind !== 'derived' && level !== 'T9');
for (let fold = 0; fold < folds; fold += 1) {
  const model = trainModel(fitted.filter(({ group }) => foldOf.get(group) !== fold));
  for (const row of rows) if (foldOf.get(row.group) === fold) row.score = answer(model, row.inputs);
}
const independent = rows.filter(({ kind }) => kind === 'independent').map(({ score }) => score);
const [one, five] = [thresholdAt(independent, 0.01), thresholdAt(independent, 0.05)];
console.log(renderLevels(rows, { one, five }));

const model = trainModel(fitted);
const round = (value: number): number => Math.round(value * 10_000) / 10_000;
writeFileSync(
  resolve(target, 'fitted-model.ts'),
  `/**
 * Made by \`bench/similarity/fit.ts\`, never by hand: logistic regression on ${rows.filter(({ isCopy }) => isCopy && true).length} disguised copies and
 * ${independent.length} comparisons of independent implementations in similarity-bench. The two points are answers that one and five
 * of a hundred of the latter exceed, each judged by a model that has not seen its packages.
 */
export const fittedModel = {
  weights: [${model.weights.map(round).join(', ')}],
  bias: ${round(model.bias)},
  oneOfHundred: ${round(one)},
  fiveOfHundred: ${round(five)},
} as const satisfies {
  readonly weights: readonly number[];
  readonly bias: number;
  readonly oneOfHundred: number;
  readonly fiveOfHundred: number;
};
`,
);
writeFileSync(
  resolve(target, 'background-runs.ts'),
  `/** Made by \`bench/similarity/fit.ts\`, never by hand: how many of so many packages have which runs of operations. */
export const backgroundRuns = {
  packages: ${background.packages},
  table:
    '${renderTable(background.runs)}',
} as const;
`,
);
