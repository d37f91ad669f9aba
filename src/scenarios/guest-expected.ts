import { guestDescribe } from './guest-describe.ts';

/**
 * Evaluates what scenarios expect, in a sandbox without any package, and finds scenarios that do not parse. Prints one
 * JSON array a scenario: the nonce, its index, and either `broken` with a reason, `ready`, or `value` with the
 * description and the text of the expected value.
 */
export const guestExpected = `${guestDescribe}${String.raw`
const fs = await import('node:fs');
const { nonce, scenarios, locals } = JSON.parse(fs.readFileSync(0, 'utf8'));
const AsyncFunction = (async () => {}).constructor;
const say = (index, ...answer) => fs.writeSync(1, captured.stringify(list(nonce, index, list(...answer))) + '\n');

function findSyntaxError(scenario) {
  try {
    // In brackets, which no semicolon or brace of a fragment can leave: each part has to be whole by itself.
    new AsyncFunction('"use strict"; return [async () => {\n' + scenario.setup + '\n}, async () => (\n' + scenario.expression + '\n)];');
    if (scenario.expected !== null) new AsyncFunction('"use strict"; return [async () => (\n' + scenario.expected + '\n)];');
    new AsyncFunction(...locals, '"use strict"; return (async () => {\n' + scenario.setup + '\n;return (\n' + scenario.expression + '\n); })();');
    return null;
  } catch (error) { return error; }
}

for (const [index, scenario] of scenarios.entries()) {
  const wrong = findSyntaxError(scenario);
  if (wrong !== null) { say(index, 'broken', 'it does not parse: ' + render(wrong.message)); continue; }
  if (scenario.expected === null) { say(index, 'ready'); continue; }
  try {
    const value = await new AsyncFunction('"use strict"; return (\n' + scenario.expected + '\n);')();
    say(index, 'value', describe(value), render(value));
  } catch (error) { say(index, 'broken', 'what it expects cannot be evaluated: ' + cut(String(error), 200)); }
}
process.exit(0);
`}`;
