import { guestAnswers } from './guest-answers.ts';
import { guestCalls } from './guest-calls.ts';
import { guestJudging } from './guest-judging.ts';
import { guestSurface } from './guest-surface.ts';
import { guestTypedValues } from './guest-typed-values.ts';
import { guestValues } from './guest-values.ts';

/**
 * Python that runs in the sandbox without any package: makes calls of a specification, says whether their arguments
 * have the declared types, and makes them smaller. It is Python because Python reads and writes its own grammar.
 */
export const guestMaker = `${guestValues}${guestSurface}${guestTypedValues}${guestCalls}${guestJudging}${guestAnswers}${String.raw`
MOST_CODE = 4000


def read_words(sources):
    """Texts, numbers and patterns of the rebuilt package's own code: what it compares with is worth trying."""
    texts, numbers, patterns = set(), set(), set()
    for source in sources:
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError, MemoryError, RecursionError):
            continue
        docs = {id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef))
                and node.body and isinstance(node.body[0], ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith('re.') and node.args and isinstance(node.args[0], ast.Constant):
                if isinstance(node.args[0].value, str):
                    patterns.add(node.args[0].value)
            if isinstance(node, ast.Constant) and id(node) not in docs:
                if isinstance(node.value, str) and len(node.value) <= 60:
                    texts.add(node.value)
                elif type(node.value) is int:
                    numbers.add(node.value)
    return sorted(texts)[:2000], sorted(numbers)[:500], sorted(patterns)[:200]


def make_calls(request, surface):
    chance = random.Random(request['seed'] * 100003 + request['round'])
    constants = [node for setup, expression in surface.examples for node in ast.walk(ast.Module(setup + [ast.Expr(expression)], []))]
    texts = sorted({node.value for node in constants if isinstance(node, ast.Constant) and isinstance(node.value, str)})
    numbers = [number for number in (number_of(node) for node in constants) if number is not None and type(number) is int]
    pool = Pool(chance, texts, numbers, *read_words(request['sources']))
    maker = Maker(surface, pool, chance)
    corpus, made, known = request['corpus'], [], set()
    for _ in range(request['count'] * 4):
        if len(made) >= request['count']:
            break
        invented = not corpus or chance.random() < 0.35
        seed = None if invented else chance.choice(corpus)
        try:
            found = maker.invent() if invented else maker.change(seed)
            if found is None:
                if invented and not corpus:
                    break
                continue
            code = write_code(found[0], found[1])
        except (ValueError, TypeError, RecursionError, IndexError, AttributeError):
            continue
        key = code['setup'] + '\n' + code['expression']
        if key in known or len(key) > MOST_CODE:
            continue
        known.add(key)
        code['isOrdinary'] = bool(found[2]) and (seed is None or seed['isOrdinary'])
        made.append(code)
    return made


def main():
    request = json.loads(sys.stdin.buffer.read())
    surface = Surface(request)
    task = request['task']
    if task == 'make':
        answer = make_calls(request, surface)
    elif task == 'types':
        answer = [check_types(code, surface) for code in request['calls']]
    elif task == 'answers':
        answer = [check_answer(code, surface) for code in request['calls']]
    elif task == 'smaller':
        answer = [list_smaller(code) for code in request['calls']]
    else:
        answer = [read_shape(code) for code in request['calls']]
    sys.stdout.buffer.write(json.dumps(answer).encode('ascii'))


main()
`}`;
