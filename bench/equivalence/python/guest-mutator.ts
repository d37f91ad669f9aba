/**
 * Python that plants changes in a module, one at a time, as Stryker's operators do it for JavaScript: the code is our
 * own. Messages of errors, docstrings, types and tests of `__name__` are left alone. Prints for each change its place,
 * the module with it, and the module with a crash in its place.
 */
export const guestMutator = String.raw`
import ast, copy, json, random, sys

SWAPS = {
    ast.Lt: [ast.LtE, ast.GtE], ast.LtE: [ast.Lt, ast.Gt], ast.Gt: [ast.GtE, ast.LtE], ast.GtE: [ast.Gt, ast.Lt], ast.Eq: [ast.NotEq], ast.NotEq: [ast.Eq],
    ast.In: [ast.NotIn], ast.NotIn: [ast.In], ast.Is: [ast.IsNot], ast.IsNot: [ast.Is], ast.Add: [ast.Sub], ast.Sub: [ast.Add], ast.Mult: [ast.FloorDiv],
    ast.Div: [ast.Mult], ast.FloorDiv: [ast.Mult], ast.Mod: [ast.Mult], ast.And: [ast.Or], ast.Or: [ast.And], ast.BitAnd: [ast.BitOr], ast.BitOr: [ast.BitAnd],
    ast.LShift: [ast.RShift], ast.RShift: [ast.LShift],
}
METHODS = {'startswith': 'endswith', 'endswith': 'startswith', 'upper': 'lower', 'lower': 'upper', 'lstrip': 'rstrip', 'rstrip': 'lstrip', 'find': 'rfind',
    'rfind': 'find', 'split': 'rsplit', 'rsplit': 'split', 'append': 'extend', 'partition': 'rpartition', 'rpartition': 'partition', 'ljust': 'rjust', 'rjust': 'ljust'}
FUNCTIONS = {'min': 'max', 'max': 'min', 'any': 'all', 'all': 'any', 'sorted': 'list', 'reversed': 'iter'}


def list_changes(tree):
    """Pairs of operator and a function that makes the change in a copy, whose nodes are found by number."""
    nodes = list(ast.walk(tree))
    parents = {child: parent for parent in nodes for child in ast.iter_child_nodes(parent)}
    number = {id(node): index for index, node in enumerate(nodes)}
    skipped = set()
    for node in nodes:
        skip = isinstance(node, (ast.Raise, ast.Import, ast.ImportFrom, ast.Assert))
        if isinstance(node, ast.If) and any(word in ast.unparse(node.test) for word in ('__name__', 'TYPE_CHECKING', 'version_info')):
            skip = True
        if isinstance(node, ast.Assign) and any(isinstance(one, ast.Name) and one.id.startswith('__') for one in node.targets):
            skip = True
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skip = True
        if isinstance(node, ast.Call) and getattr(node.func, 'id', '') in ('TypeVar', 'cast', 'overload', 'NewType'):
            skip = True
        if skip:
            skipped.update(id(one) for one in ast.walk(node))
        for annotation in (getattr(node, 'annotation', None), getattr(node, 'returns', None)):
            if annotation is not None:
                skipped.update(id(one) for one in ast.walk(annotation))
    found = []
    for node in nodes:
        if id(node) in skipped:
            continue
        at, parent = number[id(node)], parents.get(node)
        put = lambda operator, change: found.append((operator, node, at, change))
        if isinstance(node, ast.Compare):
            for other in SWAPS.get(type(node.ops[0]), []):
                put('comparison', lambda one, other=other: one.ops.__setitem__(0, other()))
        if isinstance(node, (ast.BinOp, ast.AugAssign, ast.BoolOp)):
            for other in SWAPS.get(type(node.op), []):
                put('operator', lambda one, other=other: setattr(one, 'op', other()))
        if isinstance(node, (ast.If, ast.While, ast.IfExp)):
            put('condition', lambda one: setattr(one, 'test', ast.UnaryOp(ast.Not(), one.test)))
            if not isinstance(node, ast.While):
                put('condition', lambda one: setattr(one, 'test', ast.Constant(True)))
            put('condition', lambda one: setattr(one, 'test', ast.Constant(False)))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            put('sign', lambda one: setattr(one, 'op', ast.UAdd()))
        if isinstance(node, ast.Constant) and not isinstance(parent, (ast.JoinedStr, ast.FormattedValue)):
            if isinstance(node.value, bool):
                put('boolean', lambda one: setattr(one, 'value', not one.value))
            elif type(node.value) in (int, float):
                put('number', lambda one: setattr(one, 'value', one.value + 1))
            elif isinstance(node.value, str):
                put('text', lambda one: setattr(one, 'value', '' if one.value else 'changed'))
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, 'id', None)
            if isinstance(node.func, ast.Attribute) and name in METHODS:
                put('method', lambda one, name=name: setattr(one.func, 'attr', METHODS[name]))
            if isinstance(node.func, ast.Name) and name in FUNCTIONS and not node.keywords:
                put('function', lambda one, name=name: setattr(one.func, 'id', FUNCTIONS[name]))
        if isinstance(node, ast.List) and node.elts and isinstance(node.ctx, ast.Load):
            put('list', lambda one: setattr(one, 'elts', []))
        if isinstance(node, ast.Slice) and (node.lower is not None or node.upper is not None):
            put('slice', lambda one: (setattr(one, 'lower', None), setattr(one, 'upper', None)))
        if isinstance(node, ast.Return) and node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
            put('return', lambda one: setattr(one, 'value', ast.Constant(None)))
        if isinstance(node, ast.AugAssign) or isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            put('statement', lambda one: make_pass(one))
        if isinstance(node, (ast.Break, ast.Continue)):
            put('jump', lambda one: make_pass(one))
    return found


def make_pass(node):
    node.__class__ = ast.Pass
    for field in list(vars(node)):
        if field not in ('lineno', 'col_offset', 'end_lineno', 'end_col_offset'):
            delattr(node, field)


def crash(tree, at):
    """The statement of the node is one that raises."""
    nodes = list(ast.walk(tree))
    parents = {child: parent for parent in nodes for child in ast.iter_child_nodes(parent)}
    node = nodes[at]
    while not isinstance(node, ast.stmt):
        node = parents[node]
    for field, value in ast.iter_fields(parents[node]):
        if isinstance(value, list) and node in value:
            value.insert(value.index(node), ast.parse("raise RuntimeError('reached')").body[0])
            return


request = json.loads(sys.stdin.buffer.read())
made = []
for path, source in request['modules'].items():
    try:
        tree = ast.parse(source)
    except SyntaxError:
        continue
    for operator, node, at, change in list_changes(tree):
        made.append((path, source, operator, node.lineno if hasattr(node, 'lineno') else 0, at, change))
random.Random(request['seed']).shuffle(made)
result = []
for path, source, operator, line, at, change in made[:request['count']]:
    changed, crashed = ast.parse(source), ast.parse(source)
    node = list(ast.walk(changed))[at]
    before = ast.unparse(node)[:60]
    change(node)
    crash(crashed, at)
    ast.fix_missing_locations(changed)
    ast.fix_missing_locations(crashed)
    result.append({'path': path, 'line': line, 'operator': operator, 'before': before, 'after': ast.unparse(node)[:40], 'code': ast.unparse(changed), 'crash': ast.unparse(crashed)})
sys.stdout.buffer.write(json.dumps({'total': len(made), 'mutants': result}).encode('ascii'))
`;
