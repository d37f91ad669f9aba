/**
 * Python that turns a value into a table of nodes, `[kind, text, children]`, as docs/validation.md lays down. All that
 * it uses is taken before the package loads. Iterators are emptied; of objects what their documentation names is looked
 * at. `shown` is how an object prints itself, which the host compares more loosely.
 */
export const guestTables = String.raw`
def create_tables(public_names):
    from builtins import BaseException, Exception, bool, bytearray, bytes, complex, dict, enumerate, float, frozenset, getattr, hasattr, int, \
        isinstance, issubclass, len, list, map, memoryview, object, property, range, repr, reversed, set, sorted, str, tuple, type, ValueError
    import array, asyncio, collections, dataclasses, datetime, decimal, enum, fractions, ipaddress, itertools, pathlib, re, sys, types, uuid
    from json.encoder import encode_basestring_ascii as quote
    printed_kinds = (decimal.Decimal, fractions.Fraction, datetime.date, datetime.time, datetime.timedelta, datetime.tzinfo, uuid.UUID,
                     pathlib.PurePath, range, slice, complex, ipaddress._IPAddressBase, array.array)
    functions = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.MethodDescriptorType, types.WrapperDescriptorType)
    views = (type({}.keys()), type({}.values()), type({}.items()))
    Enum, islice, deque, OrderedDict, Pattern, Match = enum.Enum, itertools.islice, collections.deque, collections.OrderedDict, re.Pattern, re.Match
    Coroutine, AsyncGenerator, Module = types.CoroutineType, types.AsyncGeneratorType, types.ModuleType
    run_coroutine, at_place = asyncio.run, re.compile(' at 0x[0-9a-f]+')
    library = set(getattr(sys, 'stdlib_module_names', ())) | {'builtins', 'json', 're', 'decimal', 'datetime', 'collections'}
    public = set(public_names)
    most_nodes, most_depth, most_text, most_items = 20000, 60, 600000, 200

    class TooLarge(ValueError):
        pass

    def encode(node):
        if type(node) is str:
            return quote(node)
        if type(node) is int:
            return int.__repr__(node)
        if node is None:
            return 'null'
        return '[' + ','.join([encode(item) for item in node]) + ']'

    def is_visible(kind):
        name, module = str(kind.__name__), str(kind.__module__)
        return name in public or module.split('.')[0] in library

    def visible_class(kind):
        """The nearest class that users know: documented, or of Python itself."""
        try:
            return next((str(one.__name__) for one in kind.__mro__ if is_visible(one)), 'object')
        except Exception:
            return 'object'

    def describe(roots):
        table, counts, known = [], [0], {}

        def add(kind, text=''):
            if len(table) >= most_nodes:
                raise TooLarge()
            counts[0] += len(text)
            if counts[0] > most_text:
                raise TooLarge()
            table.append([kind, text, []])
            return len(table) - 1

        def fill(place, values, depth):
            for value in values:
                table[place][2].append(visit(value, depth + 1))
            return place

        def visit(value, depth):
            if depth > most_depth:
                raise TooLarge()
            kind = type(value)
            if value is None:
                return add('null')
            if kind is bool:
                return add('boolean', 'true' if value else 'false')
            if issubclass(kind, Enum):
                return add('enum', visible_class(kind) + '.' + str.__str__(str(value.name)))
            if issubclass(kind, int):
                return add('integer', int.__repr__(value))
            if issubclass(kind, float):
                text = float.__repr__(value)
                return add('float', {'nan': 'NaN', 'inf': 'Infinity', '-inf': '-Infinity'}.get(text, text))
            if issubclass(kind, str):
                return add('string', str.__str__(value))
            if issubclass(kind, (bytes, bytearray)):
                return add('bytearray' if issubclass(kind, bytearray) else 'bytes', bytes(value).hex())
            if issubclass(kind, memoryview):
                return add('bytes', value.tobytes().hex())
            if id(value) in known and kind not in functions:
                return known[id(value)]
            return visit_inner(value, kind, depth)

        def remember(value, place):
            # The value is kept too, so that its number is no other's.
            known[id(value)] = place
            keep.append(value)
            return place

        def visit_inner(value, kind, depth):
            if issubclass(kind, tuple):
                fields = ','.join(str(name) for name in getattr(kind, '_fields', ()))
                return fill(remember(value, add('tuple', fields)), tuple.__iter__(value), depth)
            if issubclass(kind, list):
                return fill(remember(value, add('list')), list.__iter__(value), depth)
            if issubclass(kind, deque):
                return fill(remember(value, add('deque')), deque.__iter__(value), depth)
            if issubclass(kind, dict):
                name = visible_class(kind)
                place = remember(value, add('ordered-map' if issubclass(kind, OrderedDict) else 'map', '' if name in ('dict', 'OrderedDict') else name))
                return fill(place, [one for pair in dict.items(value) for one in pair], depth)
            if issubclass(kind, (set, frozenset)):
                return fill(remember(value, add('set', 'frozen' if issubclass(kind, frozenset) else '')), list(value), depth)
            if issubclass(kind, printed_kinds):
                return add('value', visible_class(kind) + ' ' + repr(value))
            if issubclass(kind, Pattern):
                return fill(add('pattern'), [value.pattern, value.flags], depth)
            if issubclass(kind, Match):
                return fill(add('match'), [value.group(), value.span(), value.groups()], depth)
            if isinstance(value, type):
                return add('class', visible_class(value))
            if issubclass(kind, BaseException):
                return add('error', visible_class(kind))
            if issubclass(kind, functions):
                return add('function')
            if issubclass(kind, Module):
                return add('opaque', 'module')
            if issubclass(kind, views):
                return fill(add('view'), list(value), depth)
            if issubclass(kind, Coroutine):
                return fill(add('awaited'), [run_coroutine(value)], depth)
            if issubclass(kind, AsyncGenerator):
                return fill(add('async-iterator'), run_coroutine(take_async(value)), depth)
            if hasattr(kind, '__next__'):
                return fill(remember(value, add('iterator')), empty(value), depth)
            return visit_object(value, kind, depth)

        def empty(iterator):
            items = []
            try:
                for item in islice(iterator, most_items):
                    items.append(item)
            except Exception as error:
                items.append(error)
            return items

        async def take_async(generator):
            items = []
            async for item in generator:
                items.append(item)
                if len(items) >= most_items:
                    break
            return items

        def visit_object(value, kind, depth):
            place = remember(value, add('object', visible_class(kind)))
            own = getattr(value, '__dict__', None)
            names = set(own) if type(own) is dict else set()
            for one in kind.__mro__:
                if one is not object:
                    names.update(name for name, member in one.__dict__.items() if not isinstance(member, functions + (classmethod, staticmethod, type)))
            for name in sorted(name for name in names if type(name) is str and name in public and not name.startswith('_')):
                fill(place, [name, read(value, name)], depth)
            if hasattr(kind, '__len__') and '__len__' not in object.__dict__:
                fill(place, ['len()', read_with(lambda: len(value))], depth)
            if hasattr(kind, '__iter__'):
                fill(place, ['iter()', read_with(lambda: empty(iter(value)))], depth)
            if kind.__str__ is not object.__str__ or kind.__repr__ is not object.__repr__:
                text = read_with(lambda: str(value))
                if type(text) is str and ' at 0x' not in text:
                    table[place][2].append(add('shown', text))
            return place

        def read(value, name):
            return read_with(lambda: getattr(value, name))

        def read_with(ask):
            try:
                return ask()
            except Exception as error:
                return error

        keep = []
        place = add('answer')
        return table if fill(place, roots, 0) == 0 else table

    def describe_safely(roots):
        try:
            return describe(roots)
        except TooLarge:
            return [['unreadable', 'too large', []]]
        except Exception as error:
            return [['unreadable', visible_class(type(error)), []]]

    def cut(text, length):
        return text if len(text) <= length else text[:length - 1] + '…'

    def render(value):
        try:
            return cut(at_place.sub('', str.__str__(repr(value))), 300)
        except Exception:
            return 'a value that cannot be shown'

    def describe_raised(error):
        kind = type(error)
        names = []
        try:
            names = [str(one.__name__) for one in kind.__mro__ if is_visible(one)][:12]
        except Exception:
            pass
        try:
            message = cut(str.__str__(str(error)), 1000)
        except Exception:
            message = ''
        return [names, message, cut(str(kind.__name__) + (': ' + message if message else ''), 300)]

    return encode, describe_safely, render, describe_raised, cut
`;
