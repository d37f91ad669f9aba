/**
 * Python that runs inside the sandbox, in front of the package or without it: turns a value into nested lists of texts
 * that the host compares. Everything is taken before the package loads and kept in one function, so that what a package
 * puts into builtins or into json does not get into an answer.
 */
export const guestDescribe = String.raw`
def create_describer():
    from builtins import BaseException, Exception, bool, bytearray, bytes, complex, dict, float, frozenset, getattr, \
        hasattr, int, isinstance, issubclass, len, list, object, range, repr, set, sorted, str, tuple, type, ValueError
    import collections, dataclasses, datetime, decimal, enum, fractions, pathlib, types, uuid
    try:
        from _json import encode_basestring_ascii as quote
    except ImportError:
        from json.encoder import py_encode_basestring_ascii as quote
    shown = (decimal.Decimal, fractions.Fraction, datetime.date, datetime.time, datetime.timedelta, datetime.tzinfo,
             uuid.UUID, pathlib.PurePath, range, slice)
    Enum, is_dataclass, fields = enum.Enum, dataclasses.is_dataclass, dataclasses.fields
    functions = (types.FunctionType, types.BuiltinFunctionType, types.MethodType)
    most_nodes, most_depth, most_text = 20000, 100, 1000000

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

    def cut(text, length):
        return text if len(text) <= length else text[:length - 1] + '…'

    def class_name(value):
        try:
            return str.__str__(type(value).__name__)
        except Exception:
            return 'object'

    def describe(root):
        counts = [0, 0]

        def take(text):
            counts[1] += len(text)
            if counts[1] > most_text:
                raise TooLarge()
            return text

        def visit(value, depth):
            counts[0] += 1
            if counts[0] > most_nodes or depth > most_depth:
                raise TooLarge()
            kind = type(value)
            inner = lambda items: [visit(item, depth + 1) for item in items]
            if value is None:
                return ['none']
            if kind is bool:
                return ['bool', 'True' if value else 'False']
            if issubclass(kind, Enum):
                return ['enum', class_name(value), str.__str__(value.name)]
            if issubclass(kind, int):
                return ['int', take(int.__repr__(value))]
            if issubclass(kind, float):
                return ['float', float.__repr__(value)]
            if issubclass(kind, complex):
                return ['complex', complex.__repr__(value)]
            if issubclass(kind, str):
                return ['str', take(str.__str__(value))]
            if issubclass(kind, (bytes, bytearray)):
                return ['bytes', take(bytes(value).hex())]
            if issubclass(kind, tuple):
                return ['tuple', inner(tuple.__iter__(value))]
            if issubclass(kind, list):
                return ['list', inner(list.__iter__(value))]
            if issubclass(kind, collections.deque):
                return ['deque', inner(collections.deque.__iter__(value))]
            if issubclass(kind, dict):
                return ['dict', [[visit(key, depth + 1), visit(item, depth + 1)] for key, item in dict.items(value)]]
            if issubclass(kind, (set, frozenset)):
                return ['set', sorted(inner(value), key=encode)]
            if issubclass(kind, shown):
                return ['repr', class_name(value), take(repr(value))]
            if isinstance(value, type):
                return ['class', str.__str__(value.__name__)]
            if issubclass(kind, BaseException):
                return ['exception', class_name(value), take(str(value))]
            if issubclass(kind, functions):
                return ['opaque', 'a function']
            if is_dataclass(kind):
                return ['object', class_name(value),
                        [[['str', field.name], visit(getattr(value, field.name), depth + 1)] for field in fields(kind)]]
            if hasattr(kind, '__next__'):
                return ['opaque', 'an iterator (' + class_name(value) + ')']
            return ['opaque', 'an object of ' + class_name(value)]

        try:
            return visit(root, 0)
        except TooLarge:
            return ['opaque', 'a value that is too large to compare']
        except Exception as error:
            return ['opaque', 'a value that cannot be read: ' + class_name(error)]

    def render(value):
        try:
            return cut(str.__str__(repr(value)), 300)
        except Exception:
            return 'a value that cannot be shown'

    def describe_raised(error):
        names = []
        try:
            names = [str.__str__(kind.__name__) for kind in type(error).__mro__][:12]
        except Exception:
            pass
        try:
            message = cut(str.__str__(str(error)), 2000)
        except Exception:
            message = ''
        return [names, message, cut(class_name(error) + (': ' + message if message else ''), 300)]

    return encode, describe, render, describe_raised, cut, class_name
`;
