import { fileURLToPath } from 'node:url';
import { describeMachine } from './harness/machine.ts';
import { runSubjects } from './harness/run-subjects.ts';
import { writeResults } from './harness/write-results.ts';
import { loaders } from './subjects.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(loaders, name));

if (unknown.length > 0) {
  console.error(`error: Cannot measure "${unknown.join('", "')}": there is no such subject`);
  console.error(`  hint: Choose of ${Object.keys(loaders).join(', ')}`);
  process.exitCode = 2;
} else {
  const date = new Date().toISOString();
  const machine = describeMachine(root);
  console.log(
    `${machine.cpuCount} cores (${machine.cpuModel}), load ${machine.loadAverage}, Node ${machine.node}, commit ${machine.commit ?? 'unknown'}\n`,
  );
  if (machine.loadAverage > machine.cpuCount / 2)
    console.log('other programs are busy here: expect more than at rest\n');
  const names = wanted.length === 0 ? Object.keys(loaders) : wanted;
  const { results, exitCode } = await runSubjects({ loaders, names, print: console.log });
  const path = writeResults(fileURLToPath(new URL('results', import.meta.url)), {
    schema: 'phalus/bench/1',
    date,
    machine,
    results,
  });
  console.log(`figures in ${path}`);
  process.exitCode = exitCode;
}
