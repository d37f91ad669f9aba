/** Python of the guest that makes calls: whether arguments have declared types, smaller calls, and shapes of calls. */
export const guestJudging = String.raw`
ITEMS = {'list', 'tuple', 'set', 'frozenset', 'dict', 'str', 'bytes', 'range', 'iterator'}
ACCEPTED = {
    'str': {'str'}, 'Text': {'str'}, 'AnyStr': {'str', 'bytes'}, 'int': {'int', 'bool'}, 'float': {'int', 'float', 'bool'}, 'bool': {'bool'},
    'complex': {'int', 'float', 'complex'}, 'Number': {'int', 'float'}, 'Real': {'int', 'float'}, 'bytes': {'bytes'}, 'bytearray': {'bytes', 'bytearray'},
    'SupportsInt': {'int', 'float'}, 'SupportsFloat': {'int', 'float'}, 'Callable': {'function'}, 'Iterable': ITEMS, 'Iterator': {'iterator'},
    'Generator': {'iterator'}, 'list': {'list'}, 'List': {'list'}, 'Sequence': {'list', 'tuple', 'str', 'range'}, 'MutableSequence': {'list'},
    'Collection': ITEMS - {'iterator'}, 'tuple': {'tuple'}, 'Tuple': {'tuple'}, 'dict': {'dict'}, 'Dict': {'dict'}, 'Mapping': {'dict'},
    'MutableMapping': {'dict'}, 'set': {'set'}, 'Set': {'set'}, 'AbstractSet': {'set', 'frozenset'}, 'frozenset': {'frozenset'}, 'FrozenSet': {'frozenset'},
}


def fits(annotation, node, surface):
    """False where the value is surely of another type."""
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        annotation = parse_expression(annotation.value)
    kind = kind_of(node)
    if annotation is None or kind is None:
        return True
    if isinstance(annotation, ast.Constant):
        return annotation.value is not None or kind == 'None'
    if isinstance(annotation, ast.BinOp) and isinstance(annotation.op, ast.BitOr):
        return fits(annotation.left, node, surface) or fits(annotation.right, node, surface)
    name, inner = read_type(annotation)
    if name == 'Optional':
        return kind == 'None' or any(fits(one, node, surface) for one in inner)
    if name == 'Union':
        return any(fits(one, node, surface) for one in inner)
    if name == 'Literal':
        return not isinstance(node, ast.Constant) or any(ast.dump(one) == ast.dump(node) for one in inner)
    if name in surface.classes:
        return kind == name or kind[:1].isupper() and kind != 'None'
    if name not in ACCEPTED:
        return True
    if kind not in ACCEPTED[name]:
        return False
    if isinstance(node, (ast.List, ast.Set)) and inner:
        return all(fits(inner[0], item, surface) for item in node.elts)
    if isinstance(node, ast.Tuple) and name in ('tuple', 'Tuple') and inner:
        if len(inner) == 2 and isinstance(inner[1], ast.Constant) and inner[1].value is ...:
            return all(fits(inner[0], item, surface) for item in node.elts)
        return len(inner) == len(node.elts) and all(fits(one, item, surface) for one, item in zip(inner, node.elts))
    if isinstance(node, ast.Dict) and len(inner) == 2:
        return all((key is None or fits(inner[0], key, surface)) and fits(inner[1], value, surface) for key, value in zip(node.keys, node.values))
    return True


def fits_parameter(parameter, node, surface):
    kind = kind_of(node)
    if kind == 'None' and parameter.default is not None and kind_of(parameter.default) == 'None':
        return True
    if parameter.annotation is not None:
        return fits(parameter.annotation, node, surface)
    # Without a type, what examples and the default show is all that documents say.
    kinds = parameter.kinds()
    if kind is None or not kinds - {'None'}:
        return True
    return kind in kinds or kind == 'int' and 'float' in kinds or kind == 'float' and 'int' in kinds and number_of(node) == int(number_of(node) or 0)


def check_types(code, surface):
    found = read_code(code)
    if found is None:
        return False
    for node in ast.walk(ast.Module(found[0] + [ast.Expr(found[1])], [])):
        callable_ = surface.find(node) if isinstance(node, ast.Call) else None
        if callable_ is None:
            continue
        pairs = callable_.bind(node)
        if pairs is None or not all(fits_parameter(parameter, value, surface) for parameter, value in pairs):
            return False
    return True


def list_smaller(code, most=24):
    found = read_code(code)
    if found is None:
        return []
    size = len(code['setup']) + len(code['expression'])
    made = {}

    def keep(body):
        try:
            smaller = write_code(body.body[:-1], body.body[-1].value)
        except Exception:
            return
        length = len(smaller['setup']) + len(smaller['expression'])
        if length < size:
            made[(smaller['setup'], smaller['expression'])] = length

    whole = ast.Module(found[0] + [ast.Expr(found[1])], [])
    count = sum(1 for _ in ast.walk(whole))
    for place in range(min(count, 120)):
        for variant in range(18):
            body = copy.deepcopy(whole)
            if not make_smaller(body, place, variant):
                break
            keep(body)
    return [{'setup': setup, 'expression': expression} for (setup, expression), _ in sorted(made.items(), key=lambda pair: pair[1])[:most]]


def make_smaller(body, place, variant):
    """Changes the node at a place in one of its ways; False when it has no more."""
    for index, node in enumerate(ast.walk(body)):
        if index == place:
            break
    ways = []
    if isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)) and node.value:
        text = node.value
        half = (len(text) + 1) // 2
        options = [text[:0], text[:half], text[half:]] + [text[:at] + text[at + 1:] for at in range(min(len(text), 12))]
        options.insert(1, 'a' if isinstance(text, str) else b'a')
        ways = [lambda option=option: setattr(node, 'value', option) for option in options]
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        ways = [lambda option=option: setattr(node, 'value', option) for option in (0, 1, 2)]
    elif isinstance(node, (ast.List, ast.Tuple, ast.Set)) and not isinstance(getattr(node, 'ctx', None), ast.Store):
        least = 1 if isinstance(node, ast.Set) else 0
        slices = [(0, len(node.elts) // 2), (len(node.elts) // 2, len(node.elts))] if len(node.elts) > 2 else []
        options = [node.elts[start:end] for start, end in slices] + [node.elts[:at] + node.elts[at + 1:] for at in range(min(len(node.elts), 12))]
        ways = [lambda option=option: setattr(node, 'elts', option) for option in options if len(option) >= least]
    elif isinstance(node, ast.Dict):
        def drop(at):
            node.keys.pop(at)
            node.values.pop(at)
        ways = [lambda at=at: drop(at) for at in range(min(len(node.keys), 12))]
    elif isinstance(node, ast.Call):
        ways = [lambda at=at: node.keywords.pop(at) for at in range(len(node.keywords))]
        if len(node.args) > 1:
            ways.append(lambda: node.args.pop())
    elif isinstance(node, ast.Module):
        ways = [lambda at=at: node.body.pop(at) for at in range(len(node.body) - 1)]
    if variant >= len(ways):
        return False
    ways[variant]()
    return True


def read_shape(code):
    found = read_code(code)
    if found is None:
        return ''
    calls = []
    for node in ast.walk(ast.Module(found[0] + [ast.Expr(found[1])], [])):
        if isinstance(node, ast.Call):
            given = [shape_of(value) for value in node.args] + [str(one.arg) + '=' + shape_of(one.value) for one in node.keywords]
            calls.append(ast.unparse(node.func)[:60] + '(' + ', '.join(given) + ')')
    return ' '.join(sorted(set(calls))[:12])


def shape_of(node):
    number = number_of(node)
    if number is not None:
        return '0' if number == 0 else ('-' if number < 0 else '') + ('number' if isinstance(number, int) else 'fraction')
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            return '""' if node.value == '' else 'blank' if not node.value.strip() else 'text'
        return str(node.value) if node.value in (None, True, False) else type(node.value).__name__
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        return type(node).__name__.lower() + '[' + '|'.join(sorted({shape_of(item) for item in node.elts})[:4]) + ']'
    if isinstance(node, ast.Dict):
        keys = sorted(str(getattr(key, 'value', '...'))[:40] for key in node.keys)
        return '{' + ', '.join(keys[:8]) + '}'
    if isinstance(node, ast.Lambda):
        return 'function'
    return getattr(node, 'id', None) or type(node).__name__
`;
