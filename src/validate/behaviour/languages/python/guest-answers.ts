/** Python of the guest that makes calls: whether answers, as tables, are of the types that are declared for them. */
export const guestAnswers = String.raw`
KINDS = {'string': 'str', 'integer': 'int', 'boolean': 'bool', 'float': 'float', 'null': 'None', 'bytes': 'bytes', 'list': 'list', 'tuple': 'tuple',
    'map': 'dict', 'ordered-map': 'dict', 'set': 'set', 'iterator': 'iterator', 'function': 'function', 'object': 'object'}


def answer_fits(annotation, table, index, surface):
    """False where the answer is surely of another type than declared."""
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        annotation = parse_expression(annotation.value)
    kind, text, children = table[index]
    kind = KINDS.get(kind)
    if annotation is None or kind is None:
        return True
    if isinstance(annotation, ast.Constant):
        return annotation.value is not None or kind == 'None'
    if isinstance(annotation, ast.BinOp) and isinstance(annotation.op, ast.BitOr):
        return any(answer_fits(one, table, index, surface) for one in (annotation.left, annotation.right))
    name, inner = read_type(annotation)
    if name in ('Optional', 'Union'):
        return name == 'Optional' and kind == 'None' or any(answer_fits(one, table, index, surface) for one in inner)
    if name in surface.classes:
        return kind not in ('str', 'int', 'bool', 'float', 'None', 'bytes', 'list', 'dict')
    if name not in ACCEPTED or kind == 'object':
        return name not in ('str', 'int', 'float', 'bool', 'bytes', 'dict', 'Dict', 'list', 'List') or kind != 'object'
    if kind not in ACCEPTED[name] | ({'frozenset'} if kind == 'set' else set()):
        return kind == 'set' and name in ('frozenset', 'FrozenSet')
    if name in ('dict', 'Dict', 'Mapping') and len(inner) == 2:
        return all(answer_fits(inner[place % 2], table, child, surface) for place, child in enumerate(children[:40]))
    if name in ('tuple', 'Tuple') and inner and not (len(inner) == 2 and isinstance(inner[1], ast.Constant)):
        return len(inner) == len(children) and all(answer_fits(one, table, child, surface) for one, child in zip(inner, children))
    if inner and kind in ('list', 'set', 'iterator', 'tuple') and not isinstance(inner[0], ast.Tuple):
        return all(answer_fits(inner[0], table, child, surface) for child in children[:40])
    return True


def check_answer(code, surface):
    """In words what is wrong with an answer; empty for nothing."""
    found = read_code(code)
    if found is None or not isinstance(found[1], ast.Call) or not check_types(code, surface):
        return ''
    callable_ = surface.find(found[1])
    if callable_ is None or callable_.returns is None or not code['table'][0][2]:
        return ''
    index = code['table'][0][2][0]
    if answer_fits(callable_.returns, code['table'], index, surface):
        return ''
    return code['expression'] + ' returned a value of the kind ' + code['table'][index][0] + ', and ' + ast.unparse(callable_.returns) + ' is declared'
`;
