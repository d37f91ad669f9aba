/** Python of the guest that makes calls: values of declared types, and values like those that examples show. */
export const guestTypedValues = String.raw`
LIST_TYPES = {'list', 'List', 'Sequence', 'MutableSequence', 'Collection', 'Sized', 'Reversible', 'Container'}
ITERABLE_TYPES = {'Iterable', 'Iterator', 'Generator'}
MAP_TYPES = {'dict', 'Dict', 'Mapping', 'MutableMapping', 'OrderedDict', 'defaultdict'}
SET_TYPES = {'set', 'Set', 'frozenset', 'FrozenSet', 'AbstractSet', 'MutableSet'}
ANY_TYPES = {'Any', 'object', 'Hashable'}
WRONG_VALUES = ['None', '7', "'x'", 'True', '[1, 2]', "{'a': 1}", 'lambda *items: 1', "float('nan')", "''", '0', '[]', "b'x'", '1.5', '(1,)', 'object']
FUNCTIONS = ['lambda *items: items[0] if items else None', 'lambda *items: bool(items and items[0])', 'lambda *items: len(items)',
    'lambda *items: str(items[0]) if items else ""', 'lambda *items: 1', 'lambda *items: False', 'lambda *items: None']


class ValueMaker:
    def __init__(self, surface, pool, chance):
        self.surface, self.pool, self.chance = surface, pool, chance
        self.turn = chance.randrange(1000)

    def anything(self, depth=0):
        way = self.chance.randrange(7 if depth < 2 else 4)
        if way < 2:
            return ast.Constant(self.pool.text())
        if way < 4:
            return literal(self.pool.number())
        if way == 4:
            return ast.List([self.anything(depth + 1) for _ in range(self.chance.randrange(4))], ast.Load())
        if way == 5:
            return self.mapping(lambda: ast.Constant(self.pool.text()), lambda: self.anything(depth + 1))
        return ast.Constant(self.chance.choice([True, False]))

    def mapping(self, key, value):
        count = self.chance.choice([0, 1, 2, 2, 3, 4])
        return ast.Dict([key() for _ in range(count)], [value() for _ in range(count)])

    def items(self, make):
        count = self.chance.choice([0, 1, 1, 2, 2, 3, 4, 5, 7])
        made = [make() for _ in range(count)]
        # Equal neighbours and repeated items decide much in code on lists.
        if made and self.chance.random() < 0.3:
            made.insert(self.chance.randrange(len(made) + 1), self.chance.choice(made))
        return made

    def typed(self, annotation, depth=0):
        """A value of the type; None where it says nothing that is known."""
        chance, pool = self.chance, self.pool
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            annotation = parse_expression(annotation.value)
        if annotation is None or depth > 4:
            return None
        if isinstance(annotation, ast.Constant):
            return ast.Constant(None) if annotation.value is None else None
        if isinstance(annotation, ast.BinOp) and isinstance(annotation.op, ast.BitOr):
            return self.one_of([annotation.left, annotation.right], depth)
        name, inner = read_type(annotation)
        plain = {
            'str': lambda: ast.Constant(pool.text()), 'AnyStr': lambda: ast.Constant(pool.text()), 'Text': lambda: ast.Constant(pool.text()),
            'int': lambda: literal(pool.number()), 'SupportsInt': lambda: literal(pool.number()), 'Number': self.any_number,
            'float': self.any_number, 'complex': self.any_number, 'SupportsFloat': self.any_number, 'Real': self.any_number,
            'bool': lambda: ast.Constant(chance.choice([True, False])), 'bytes': lambda: ast.Constant(pool.text().encode('utf-8')),
            'bytearray': lambda: ast.Constant(pool.text().encode('utf-8')), 'Callable': lambda: parse_expression(chance.choice(FUNCTIONS)),
        }
        if name in plain:
            return plain[name]()
        if name in ('Optional', 'Union'):
            return self.one_of(inner + ([ast.Constant(None)] if name == 'Optional' else []), depth)
        if name == 'Literal' and inner:
            return chance.choice(inner)
        if name in ('Annotated', 'Final', 'ClassVar', 'Required', 'NotRequired') and inner:
            return self.typed(inner[0], depth)
        item = lambda index=0: (self.typed(inner[index], depth + 1) if index < len(inner) else None) or self.anything(depth + 1)
        if name in LIST_TYPES or name in ITERABLE_TYPES:
            made = ast.List(self.items(item), ast.Load())
            if name in ITERABLE_TYPES and (name != 'Iterable' or chance.random() < 0.2):
                return ast.Call(ast.Name('iter', ast.Load()), [made], [])
            return made
        if name in ('tuple', 'Tuple'):
            if len(inner) == 2 and isinstance(inner[1], ast.Constant) and inner[1].value is ...:
                return ast.Tuple(self.items(item), ast.Load())
            return ast.Tuple([item(index) for index in range(len(inner))] if inner else self.items(item), ast.Load())
        if name in MAP_TYPES:
            key = lambda: (self.typed(inner[0], depth + 1) if inner else None) or ast.Constant(pool.text())
            return self.mapping(key, lambda: item(1))
        if name in SET_TYPES:
            return ast.Call(ast.Name('frozenset' if 'rozen' in name else 'set', ast.Load()), [ast.List(self.items(item), ast.Load())], [])
        if name in self.surface.classes and depth < 3:
            return self.call(self.surface.callables[name], depth + 1)
        return self.anything(depth) if name in ANY_TYPES else None

    def any_number(self):
        value = self.pool.number()
        return literal(value if self.chance.random() < 0.4 else value + self.chance.choice([0.0, 0.5, 0.05, 0.25, 0.999]))

    def one_of(self, types, depth):
        order = list(types)
        self.chance.shuffle(order)
        return next((made for made in (self.typed(one, depth) for one in order) if made is not None), None)

    def like(self, node, depth=0):
        """A value of the kind that is shown, somewhat other; and whether documents think of it."""
        number = number_of(node)
        if number is not None:
            value, ordinary = change_number(number, self.pool)
            return literal(value), ordinary
        if isinstance(node, ast.Constant):
            if isinstance(node.value, bool):
                return ast.Constant(not node.value), True
            if isinstance(node.value, str):
                return ast.Constant(change_text(node.value, self.pool)), True
            if isinstance(node.value, bytes):
                return ast.Constant(change_text(node.value.decode('latin-1'), self.pool).encode('utf-8')), True
            return node, True
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            items = self.change_items(list(node.elts), depth)
            if isinstance(node, ast.Set):
                return (ast.Set(items) if items else ast.parse('set()', mode='eval').body), True
            # A tuple of two or three is mostly a record, and a record of another length another thing.
            ordinary = not isinstance(node, ast.Tuple) or len(items) == len(node.elts)
            return type(node)(items, ast.Load()), ordinary
        if isinstance(node, ast.Dict):
            return self.change_pairs(node, depth), True
        return node, True

    def change_items(self, items, depth=0):
        chance = self.chance
        way = chance.randrange(8)
        shown = chance.choice(items) if items else None
        fresh = self.like(shown, depth + 1)[0] if shown is not None else self.anything(1)
        if way == 0 or not items:
            return items[:chance.randrange(len(items) + 1)] + [fresh] + items[len(items):]
        if way == 1:
            at = chance.randrange(len(items))
            return items[:at] + items[at + 1:]
        if way == 2:
            return items[::-1]
        if way == 3:
            return items + items
        if way == 4:
            return []
        if way == 5:
            at = chance.randrange(len(items) + 1)
            return items[:at] + [chance.choice(items)] + items[at:]
        if way == 6:
            return chance.sample(items, len(items))
        at = chance.randrange(len(items))
        return items[:at] + [fresh] + items[at + 1:]

    def change_pairs(self, node, depth=0):
        pairs = list(zip(node.keys, node.values))
        chance = self.chance
        way = chance.randrange(5)
        if way == 0 or not pairs:
            value = self.like(chance.choice(pairs)[1], depth + 1)[0] if pairs else self.anything(1)
            key = self.like(chance.choice(pairs)[0] or ast.Constant('a'), depth + 1)[0] if pairs else ast.Constant(self.pool.text())
            pairs.append((key, value))
        elif way == 1:
            pairs.pop(chance.randrange(len(pairs)))
        elif way == 2:
            pairs.reverse()
        else:
            at = chance.randrange(len(pairs))
            key, value = pairs[at]
            pairs[at] = (key, self.like(value, depth + 1)[0] if chance.random() < 0.8 else self.anything(1))
        return ast.Dict([key for key, _ in pairs], [value for _, value in pairs])

    def argument(self, parameter, depth=0):
        """A value for a parameter, and whether documents think of it."""
        chance = self.chance
        shown = parameter.shown
        if shown and chance.random() < (0.6 if parameter.annotation is not None else 0.9):
            node = chance.choice(shown)
            return (node, True) if chance.random() < 0.35 else self.like(node, depth)
        made = self.typed(parameter.annotation, depth)
        if made is not None:
            return made, True
        if parameter.default is not None and kind_of(parameter.default) not in (None, 'None'):
            return (parameter.default, True) if chance.random() < 0.2 else self.like(parameter.default, depth)
        if shown:
            return self.like(chance.choice(shown), depth)
        # Nothing is said about it: any value fits, and no promise is made.
        return self.anything(), False


def read_type(annotation):
    """The last part of a type's name, and its arguments."""
    inner = []
    if isinstance(annotation, ast.Subscript):
        inside = annotation.slice
        inside = getattr(inside, 'value', inside) if type(inside).__name__ == 'Index' else inside
        inner = list(inside.elts) if isinstance(inside, ast.Tuple) else [inside]
        annotation = annotation.value
    name = annotation.attr if isinstance(annotation, ast.Attribute) else getattr(annotation, 'id', '')
    return name, inner
`;
