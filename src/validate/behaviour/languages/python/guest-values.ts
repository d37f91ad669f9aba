/** Python of the guest that makes calls, without any package: texts, numbers and values of a declared type. */
export const guestValues = String.raw`
import ast, copy, json, math, random, re, sys

USUAL_TEXTS = ['', 'a', 'A', 'foo', 'Foo', 'foo bar', 'foo_bar', 'foo-bar', 'FooBar', 'Hello, World!', ' x ', 'a\nb', 'a\tb', '0', '1',
    '-1', '1.5', '007', 'True', 'None', 'aAbB12', 'XMLHttpRequest', 'a.b.c', 'a/b', 'a=b&c=d', '<b>&"\'', '\\', '[]', '{}', 'a,b;c',
    '\u00e9', '\u00df', '\u65e5\u672c', '\U0001f600', 'a\u0301', '#a1', '100%', '__init__', 'one two three four', '2021-03-04', '12:34:56']
USUAL_NUMBERS = [0, 1, 2, 3, 4, 5, 7, 10, 11, 12, 13, 20, 21, 60, 99, 100, 101, 111, 1000]
LARGE_NUMBERS = [255, 999, 1000, 1001, 1024, 3600, 86400, 1000000, 10 ** 9]


class Pool:
    def __init__(self, chance, texts, numbers, words, code_numbers, patterns):
        self.chance = chance
        self.groups = [group for group in (texts, USUAL_TEXTS, words) if group]
        near = [other for value in numbers for other in (value, value + 1, value - 1, value * 2, value * 10)]
        self.shows_negative = any(value < 0 for value in numbers)
        near = [value for value in near if value >= 0 or self.shows_negative]
        large = LARGE_NUMBERS if any(value >= 1000 for value in numbers) else []
        known = [other for value in code_numbers if 0 <= value <= 10 ** 6 for other in (value, value - 1, value + 1) if other >= 0]
        self.numbers = near + USUAL_NUMBERS + large + known
        self.patterns = patterns

    def text(self):
        if self.patterns and self.chance.random() < 0.2:
            made = sample_pattern(self.chance.choice(self.patterns), self.chance)
            if made is not None:
                return made
        return self.chance.choice(self.chance.choice(self.groups))

    def number(self):
        return self.chance.choice(self.numbers)


def sample_pattern(pattern, chance):
    """A text that is near to what the pattern matches; None where that is beyond this."""
    try:
        from re import _parser as parser
    except ImportError:
        import sre_parse as parser
    try:
        tree = parser.parse(pattern)
    except Exception:
        return None
    names = {'CATEGORY_DIGIT': '0123456789', 'CATEGORY_SPACE': ' \t', 'CATEGORY_WORD': 'abcXYZ019_'}
    groups = {}

    def one(items):
        made = []
        for op, value in items:
            kind = str(op)
            if kind == 'LITERAL':
                made.append(chr(value))
            elif kind == 'NOT_LITERAL' or kind == 'ANY':
                made.append(chance.choice('ab 1-'))
            elif kind == 'IN':
                made.append(pick(value))
            elif kind in ('MAX_REPEAT', 'MIN_REPEAT', 'POSSESSIVE_REPEAT'):
                least, most, inner = value
                for _ in range(chance.randint(least, min(int(most), least + 3))):
                    made.append(one(inner))
            elif kind == 'SUBPATTERN':
                text = one(value[-1])
                groups[value[0]] = text
                made.append(text)
            elif kind == 'BRANCH':
                made.append(one(chance.choice(value[1])))
            elif kind == 'GROUPREF':
                made.append(groups.get(value, ''))
            elif kind == 'ATOMIC_GROUP':
                made.append(one(value))
        return ''.join(made)[:200]

    def pick(choices):
        if str(choices[0][0]) == 'NEGATE':
            return chance.choice('aZ 1-_.')
        op, value = chance.choice(choices)
        kind = str(op)
        if kind == 'LITERAL':
            return chr(value)
        if kind == 'RANGE':
            return chr(chance.randint(value[0], min(value[1], value[0] + 60)))
        return chance.choice(names.get(str(value), 'a-1 '))

    try:
        return one(tree)
    except Exception:
        return None


def change_text(text, pool):
    chance = pool.chance
    other = pool.text()
    at = chance.randint(0, len(text))
    to = min(len(text), at + chance.randint(0, 3))
    way = chance.randrange(14)
    if way == 0:
        return text[:at] + text[to:]
    if way == 1:
        return text[:at] + other + text[at:]
    if way == 2:
        return text[:at] + text[at:to] * 2 + text[to:]
    if way == 3:
        return text.upper()
    if way == 4:
        return text.lower()
    if way == 5:
        return text[:at] + text[at:at + 1].swapcase() + text[at + 1:]
    if way == 6:
        return text[:at] + chance.choice([' ', '-', '_', '.', '/', '\n', ',', '1', 'Z', '0']) + text[at:]
    if way == 7:
        return text[::-1]
    if way == 8:
        return text + chance.choice([' ', '-', '_', '', '\n', '.']) + other
    if way < 12:
        parts = re.findall(r'[^\W\d_]+|\d+|\s+|[^\w\s]|_', text)
        if len(parts) < 2:
            return text + other
        place = chance.randrange(len(parts))
        parts[place] = chance.choice([other, '', parts[place] * 2, chance.choice(parts), change_figures(parts[place], chance)])
        return ''.join(parts)
    return other


def change_figures(text, chance):
    if not text.isdigit() or len(text) > 12:
        return text.title()
    return str(max(0, int(text) + chance.choice([-1, 1, 10, -10, 100])))


def change_number(value, pool):
    """The new number, and whether it is one that documents think of."""
    chance = pool.chance
    way = chance.randrange(10)
    if isinstance(value, float):
        if way < 2:
            return value + chance.choice([1.0, -1.0, 0.5, 0.25]), True
        if way == 2:
            return -value, value <= 0 or pool.shows_negative
        if way == 3:
            return chance.choice([math.nan, math.inf, -math.inf, -0.0]), False
        if way < 6:
            return value * chance.choice([10, 0.1, 100, 1000, 2]), True
        return float(pool.number()) + chance.choice([0.0, 0.5, 0.05, 0.999]), True
    if way < 2:
        return value + 1, True
    if way == 2:
        return value - 1, value >= 1 or pool.shows_negative
    if way == 3:
        return -value, value <= 0 or pool.shows_negative
    if way == 4:
        return chance.choice([-1, -7, 10 ** 20]), False
    return pool.number(), True


def literal(value):
    """A value as an expression; None for what no literal says."""
    if isinstance(value, float) and not math.isfinite(value):
        return ast.parse("float('" + ('nan' if value != value else 'inf' if value > 0 else '-inf') + "')", mode='eval').body
    if isinstance(value, (int, float, complex)) and not isinstance(value, bool) and (value < 0 if not isinstance(value, complex) else False):
        return ast.UnaryOp(ast.USub(), ast.Constant(-value))
    return ast.Constant(value)


def number_of(node):
    """The number of a literal, with its sign; None for anything else."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = number_of(node.operand)
        return None if inner is None else -inner
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return node.value
    return None
`;
