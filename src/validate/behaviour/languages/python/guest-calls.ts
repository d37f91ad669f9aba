/** Python of the guest that makes calls: calls of what is declared, sequences on objects, and changes of calls. */
export const guestCalls = String.raw`
class Maker(ValueMaker):
    def call(self, callable_, depth=0):
        return self.call_with(callable_, depth)[0]

    def call_with(self, callable_, depth=0, receiver=None):
        chance = self.chance
        arguments, keywords, ordinary, by_name = [], [], True, False
        for parameter in callable_.parameters:
            if parameter.kind in ('rest', 'rest-names'):
                if parameter.kind == 'rest' and not by_name:
                    for _ in range(chance.randrange(4) if parameter.annotation is not None or parameter.shown else 0):
                        node, fine = self.argument(parameter, depth)
                        arguments.append(node)
                        ordinary = ordinary and fine
                continue
            if not parameter.required and chance.random() < 0.55:
                by_name = by_name or parameter.kind != 'name'
                continue
            node, fine = self.argument(parameter, depth)
            ordinary = ordinary and fine
            if parameter.kind == 'name' or by_name and parameter.kind == 'any' or parameter.kind == 'any' and not parameter.required and chance.random() < 0.6:
                keywords.append(ast.keyword(parameter.name, node))
                by_name = by_name or parameter.kind != 'name'
            elif not by_name:
                arguments.append(node)
        function = parse_expression(callable_.text) if receiver is None else ast.Attribute(receiver, callable_.name, ast.Load())
        return ast.Call(function, arguments, keywords), ordinary

    def invent(self):
        surface, chance = self.surface, self.chance
        stateful = [name for name, members in surface.classes.items() if members]
        functions = [one for name, one in surface.callables.items() if name not in surface.classes]
        share = 3 * len(stateful) / max(1, 3 * len(stateful) + len(functions))
        if stateful and chance.random() < share:
            return self.sequence(chance.choice(stateful))
        if not functions:
            return None
        self.turn += 1
        node, ordinary = self.call_with(functions[self.turn % len(functions)])
        return [], node, ordinary

    def sequence(self, name):
        chance = self.chance
        made, ordinary = self.call_with(self.surface.callables[name])
        shown = [node for setup, expression in self.surface.examples for node in ast.walk(ast.Module(setup + [ast.Expr(expression)], []))
                 if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name]
        if shown and chance.random() < 0.5:
            made, ordinary = chance.choice(shown), True
        subject = lambda: ast.Name('subject', ast.Load())
        members = self.surface.classes[name]
        steps = []
        for _ in range(chance.choice([1, 1, 2, 3, 4, 6, 8])):
            member, callable_ = chance.choice(members)
            if callable_ is None:
                steps.append(ast.Attribute(subject(), member, ast.Load()))
                continue
            node, fine = self.call_with(callable_, receiver=subject())
            ordinary = ordinary and fine
            steps.append(node)
        setup = [ast.Assign([ast.Name('subject', ast.Store())], made)]
        if chance.random() < 0.25:
            # Another object of the class, which has to have nothing to do with the first.
            setup.insert(0, ast.Assign([ast.Name('other', ast.Store())], copy.deepcopy(made)))
            setup += [ast.Expr(move_to_other(step)) for step in steps if isinstance(step, ast.Call)][:2]
        if len(steps) > 1 and chance.random() < 0.5:
            setup += [ast.Expr(step) for step in steps[:-1]]
            steps = steps[-1:]
        return setup, ast.List(steps + [subject()], ast.Load()) if len(steps) > 1 or chance.random() < 0.5 else steps[0], ordinary

    def change(self, code):
        found = read_code(code)
        if found is None:
            return None
        setup, expression = found
        body = ast.Module(setup + [ast.Expr(expression)], [])
        ordinary = True
        for _ in range(self.chance.choice([1, 1, 2, 3])):
            edits = self.list_edits(body)
            if not edits:
                break
            ordinary = self.chance.choice(edits)() and ordinary
        return body.body[:-1], body.body[-1].value, ordinary

    def list_edits(self, body):
        """Changes that can be made, each a function that makes it and says whether documents think of it."""
        edits = []
        for parent in ast.walk(body):
            for field, value in ast.iter_fields(parent):
                if isinstance(parent, (ast.JoinedStr, ast.FormattedValue, ast.keyword)) and field != 'value' or isinstance(parent, (ast.Import, ast.ImportFrom)):
                    continue
                for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
                    if is_value(node) and not (isinstance(parent, ast.UnaryOp)) and not (isinstance(parent, ast.Subscript) and field == 'slice'):
                        edits.append(lambda parent=parent, field=field, index=index, node=node: self.put(parent, field, index, self.like(node)))
            if isinstance(parent, ast.Call):
                edits.extend(self.list_argument_edits(parent))
        if len(body.body) > 2:
            edits.append(lambda: self.change_steps(body))
        return edits

    def put(self, parent, field, index, changed):
        node, ordinary = copy.deepcopy(changed[0]), changed[1]
        if index is None:
            setattr(parent, field, node)
        else:
            getattr(parent, field)[index] = node
        return ordinary

    def change_steps(self, body):
        """One step of the setup once more, or left out where it binds nothing."""
        at = self.chance.randrange(len(body.body) - 1)
        step = body.body[at]
        if not isinstance(step, ast.Expr):
            return True
        if self.chance.random() < 0.5:
            body.body.insert(at, copy.deepcopy(step))
        else:
            body.body.pop(at)
        return True

    def list_argument_edits(self, call):
        callable_ = self.surface.find(call)
        chance = self.chance
        edits = []
        if callable_ is not None:
            for parameter, node in callable_.bind(call) or ():
                edits.append(lambda parameter=parameter, node=node: replace_argument(call, node, self.argument(parameter)))
            given = {parameter.name for parameter, _ in callable_.bind(call) or ()}
            for parameter in callable_.parameters:
                if parameter.name not in given and parameter.kind in ('any', 'name') and not parameter.required:
                    edits += [lambda parameter=parameter: self.add_option(call, parameter)] * 3
            if call.args and call.keywords == [] and callable_.declared and chance.random() < 0.3:
                edits.append(lambda: give_by_name(call, callable_))
        for keyword in call.keywords:
            edits.append(lambda keyword=keyword: call.keywords.remove(keyword) is None if keyword in call.keywords else True)
        if call.args:
            edits.append(lambda: replace_argument(call, chance.choice(call.args), (parse_expression(chance.choice(WRONG_VALUES)), False)) if call.args else True)
        return edits

    def add_option(self, call, parameter):
        node, ordinary = self.argument(parameter)
        if all(keyword.arg != parameter.name for keyword in call.keywords):
            call.keywords.append(ast.keyword(parameter.name, copy.deepcopy(node)))
        return ordinary


def move_to_other(step):
    moved = copy.deepcopy(step)
    moved.func.value = ast.Name('other', ast.Load())
    return moved


def is_value(node):
    return isinstance(node, (ast.Constant, ast.List, ast.Tuple, ast.Set, ast.Dict)) and not isinstance(getattr(node, 'ctx', None), ast.Store) or number_of(node) is not None


def replace_argument(call, node, changed):
    made, ordinary = copy.deepcopy(changed[0]), changed[1]
    for index, other in enumerate(call.args):
        if other is node:
            call.args[index] = made
            return ordinary
    for keyword in call.keywords:
        if keyword.value is node:
            keyword.value = made
            return ordinary
    return True


def give_by_name(call, callable_):
    """The last argument by place is given by its name."""
    places = [one for one in callable_.parameters if one.kind in ('any', 'place')]
    index = len(call.args) - 1
    if 0 <= index < len(places) and places[index].kind == 'any' and not isinstance(call.args[-1], ast.Starred):
        call.keywords.append(ast.keyword(places[index].name, call.args.pop()))
    return True
`;
