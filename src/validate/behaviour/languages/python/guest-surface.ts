/** Python of the guest that makes calls: what the specification declares, and what its examples show of each parameter. */
export const guestSurface = String.raw`
class Parameter:
    def __init__(self, name, annotation, default, kind):
        self.name, self.annotation, self.default, self.kind = name, annotation, default, kind
        self.shown = []

    @property
    def required(self):
        return self.default is None and self.kind not in ('rest', 'rest-names')

    def kinds(self):
        """Kinds of values that examples or the default show; empty where nothing is known."""
        nodes = self.shown + ([self.default] if self.default is not None else [])
        return {kind for kind in map(kind_of, nodes) if kind is not None}


class Callable_:
    def __init__(self, name, text, parameters, declared, returns=None):
        self.name, self.text, self.parameters, self.declared, self.returns = name, text, parameters, declared, returns

    def bind(self, call):
        """Pairs of parameter and argument; None where the call does not fit."""
        pairs = []
        places = [one for one in self.parameters if one.kind in ('any', 'place')]
        rest = next((one for one in self.parameters if one.kind == 'rest'), None)
        for index, node in enumerate(call.args):
            if isinstance(node, ast.Starred):
                return pairs if not self.declared else None
            if index < len(places):
                pairs.append((places[index], node))
            elif rest is not None:
                pairs.append((rest, node))
            elif self.declared:
                return None
        names = {one.name: one for one in self.parameters if one.kind in ('any', 'name')}
        more = next((one for one in self.parameters if one.kind == 'rest-names'), None)
        for keyword in call.keywords:
            found = names.get(keyword.arg, more)
            if found is not None and keyword.arg is not None:
                pairs.append((found, keyword.value))
            elif self.declared:
                return None
        given = {id(parameter) for parameter, _ in pairs}
        if self.declared and any(one.required and id(one) not in given for one in self.parameters):
            return None
        return pairs


def parse_expression(text):
    try:
        return ast.parse(text.strip(), mode='eval').body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None


def read_signature(text):
    """Parameters of a declaration without a body, and what it returns; None where it cannot be read."""
    try:
        found = ast.parse(text.strip().rstrip(':') + ': ...').body[0]
    except (SyntaxError, ValueError, MemoryError, RecursionError, IndexError):
        return None
    if not isinstance(found, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return None
    given = found.args
    parameters = []
    places = given.posonlyargs + given.args
    defaults = [None] * (len(places) - len(given.defaults)) + list(given.defaults)
    for index, (argument, default) in enumerate(zip(places, defaults)):
        kind = 'place' if index < len(given.posonlyargs) else 'any'
        parameters.append(Parameter(argument.arg, argument.annotation, default, kind))
    if given.vararg is not None:
        parameters.append(Parameter(given.vararg.arg, given.vararg.annotation, None, 'rest'))
    for argument, default in zip(given.kwonlyargs, given.kw_defaults):
        parameters.append(Parameter(argument.arg, argument.annotation, default, 'name'))
    if given.kwarg is not None:
        parameters.append(Parameter(given.kwarg.arg, given.kwarg.annotation, None, 'rest-names'))
    return parameters, found.returns


def without_self(parameters):
    return parameters[1:] if parameters and parameters[0].name in ('self', 'cls') else parameters


def kind_of(node):
    """The kind of a literal, or of a call of a class by its name; None where it cannot be told."""
    if number_of(node) is not None:
        return type(number_of(node)).__name__
    if isinstance(node, ast.Constant):
        return 'None' if node.value is None else type(node.value).__name__
    if isinstance(node, ast.JoinedStr):
        return 'str'
    for kind, name in ((ast.List, 'list'), (ast.ListComp, 'list'), (ast.Tuple, 'tuple'), (ast.Dict, 'dict'), (ast.DictComp, 'dict'),
                       (ast.Set, 'set'), (ast.SetComp, 'set'), (ast.GeneratorExp, 'iterator'), (ast.Lambda, 'function')):
        if isinstance(node, kind):
            return name
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name) and node.func.id in ('str', 'int', 'float', 'list', 'dict', 'set', 'tuple', 'bytes', 'bool', 'range', 'iter'):
            return {'iter': 'iterator'}.get(node.func.id, node.func.id)
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, 'id', None)
        return name if name and name[:1].isupper() or name in ('date', 'datetime', 'timedelta', 'time') else None
    return None


class Surface:
    """The callables of a specification, by how calls name them."""

    def __init__(self, request):
        self.callables, self.methods, self.classes = {}, {}, {}
        self.star = {local for local, name in request['bindings'] if name == '*'}
        self.locals = {name: local for local, name in request['bindings'] if name != '*'}
        for entry in request['exports']:
            local = self.locals.get(entry['name'])
            if local is not None:
                self.read(entry, local)
        self.examples = [example for example in map(read_code, request['examples']) if example is not None]
        for setup, expression in self.examples:
            for node in ast.walk(ast.Module(setup + [ast.Expr(expression)], [])):
                if isinstance(node, ast.Call):
                    found = self.find(node)
                    for parameter, value in (found.bind(node) if found else None) or ():
                        parameter.shown.append(value)

    def read(self, entry, local):
        name = entry['name']
        if entry['kind'] == 'class':
            members = [self.read_member(member, entry, local) for member in entry['members']]
            self.classes[local] = [member for member in members if member is not None]
            init = next((one for one in entry['members'] if one['name'] == '__init__'), None)
            found = read_signature(init['signature']) if init else self.read_fields(entry)
            parameters = without_self(found[0]) if found else []
            self.callables[local] = Callable_(name, local, parameters, found is not None)
        elif entry['kind'] == 'function':
            for text in [entry['signature'], *entry['overloads']]:
                found = read_signature(text)
                if found is not None and local not in self.callables:
                    self.callables[local] = Callable_(name, local, found[0], entry['evidence'] == 'declaration', found[1])
            self.callables.setdefault(local, Callable_(name, local, self.undeclared(entry), False))

    def read_fields(self, entry):
        return (self.undeclared(entry), None) if entry['parameters'] else None

    def undeclared(self, entry):
        kinds = {(True, False): 'rest', (True, True): 'rest-names', (False, True): 'name', (False, False): 'any'}
        made = []
        for one in entry['parameters']:
            kind = kinds[(one['rest'], bool(one.get('keyword_only')))]
            default = parse_expression(one['default']) if one['default'] else (ast.Constant(None) if one['optional'] and not one['rest'] else None)
            made.append(Parameter(one['name'], None if one['type'] == 'unknown' else parse_expression(one['type']), default, kind))
        return made

    def read_member(self, member, entry, local):
        if member['name'].startswith('_'):
            return None
        if member['static']:
            self.read_static(entry, local, member)
            return None
        if member['kind'] != 'method':
            return (member['name'], None)
        found = read_signature(member['signature'])
        parameters = without_self(found[0]) if found else []
        callable_ = Callable_(member['name'], '.' + member['name'], parameters, found is not None, found[1] if found else None)
        self.methods.setdefault(member['name'], callable_)
        return (member['name'], callable_)

    def read_static(self, entry, local, member):
        found = read_signature(member['signature']) if member['kind'] == 'method' else None
        if found is not None:
            text = local + '.' + member['name']
            self.callables[text] = Callable_(entry['name'], text, without_self(found[0]), True, found[1])

    def find(self, call):
        """The declaration of what is called; None where nothing is known."""
        function = call.func
        if isinstance(function, ast.Name):
            return self.callables.get(function.id)
        if isinstance(function, ast.Attribute):
            if isinstance(function.value, ast.Name) and function.value.id in self.star:
                return self.callables.get(self.locals.get(function.attr))
            if isinstance(function.value, ast.Name) and function.value.id + '.' + function.attr in self.callables:
                return self.callables[function.value.id + '.' + function.attr]
            return self.methods.get(function.attr)
        return None


def read_code(code):
    """Statements and expression of a call; None where they do not parse."""
    try:
        return ast.parse(code['setup']).body, ast.parse('(' + code['expression'] + '\n)', mode='eval').body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None


def write_code(setup, expression):
    module = ast.fix_missing_locations(ast.Module(setup, []))
    return {'setup': ast.unparse(module), 'expression': ast.unparse(ast.fix_missing_locations(expression))}
`;
