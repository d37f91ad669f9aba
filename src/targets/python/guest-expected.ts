import { guestDescribe } from './guest-describe.ts';

/**
 * Evaluates what scenarios expect, in a sandbox without any package, and finds scenarios that do not parse. Prints one
 * JSON array a scenario: the nonce, its index, and `broken` with a reason, `ready`, or `value` with description and text.
 */
export const guestExpected = `${guestDescribe}${String.raw`
import collections, datetime, decimal, fractions, json, os, pathlib, signal, sys, uuid, warnings

warnings.simplefilter('ignore')
encode, describe, render, describe_raised, cut, class_name = create_describer()
request = json.loads(sys.stdin.buffer.read())
signal.signal(signal.SIGALRM, signal.SIG_DFL)
names = {
    'datetime': datetime, 'Decimal': decimal.Decimal, 'Fraction': fractions.Fraction, 'UUID': uuid.UUID,
    'OrderedDict': collections.OrderedDict, 'Counter': collections.Counter, 'deque': collections.deque,
    'defaultdict': collections.defaultdict, 'PosixPath': pathlib.PurePosixPath, 'inf': float('inf'), 'nan': float('nan'),
}


def say(index, answer):
    os.write(1, (encode([request['nonce'], index, answer]) + '\n').encode('ascii'))


for index, scenario in enumerate(request['scenarios']):
    signal.setitimer(signal.ITIMER_REAL, 5)
    try:
        compile(scenario['setup'], '<setup>', 'exec')
        compile('(' + scenario['expression'] + '\n)', '<expression>', 'eval')
        if scenario['expected'] is None:
            say(index, ['ready'])
            continue
        code = compile('(' + scenario['expected'] + '\n)', '<expected>', 'eval')
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        say(index, ['broken', 'it does not parse: ' + cut(str(error), 200)])
        continue
    try:
        value = eval(code, dict(names))
        say(index, ['value', describe(value), render(value)])
    except BaseException as error:
        say(index, ['broken', 'what it expects cannot be evaluated: ' + describe_raised(error)[2]])
`}`;
