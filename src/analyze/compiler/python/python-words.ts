/** Names that Python declares by itself. */
export const builtinNames: ReadonlySet<string> = new Set(
  'abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex copyright credits delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len license list locals map max memoryview min next object oct open ord pow print property quit range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip None True False Ellipsis NotImplemented __name__ __doc__ __import__ ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionError DeprecationWarning EOFError EnvironmentError Exception ExceptionGroup FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError'.split(
    ' ',
  ),
);

/** Modules of the standard library that examples use. */
export const standardModules: ReadonlySet<string> = new Set(
  'abc array base64 bisect calendar cmath codecs collections contextlib copy csv dataclasses datetime decimal difflib enum fractions functools hashlib heapq html io ipaddress itertools json keyword locale math numbers operator os pathlib pprint re shlex stat statistics string struct sys textwrap time types typing unicodedata urllib uuid warnings xml zlib zoneinfo'.split(
    ' ',
  ),
);

/** Names that docstrings use as if they had been imported. */
const usual: Readonly<Record<string, string>> = {
  itertools:
    'accumulate chain combinations combinations_with_replacement compress count cycle dropwhile filterfalse groupby islice permutations product repeat starmap takewhile tee zip_longest',
  operator: 'add sub mul itemgetter attrgetter methodcaller',
  functools: 'partial reduce',
  collections: 'Counter OrderedDict defaultdict deque namedtuple',
  decimal: 'Decimal',
  fractions: 'Fraction',
  datetime: 'timedelta date',
  io: 'StringIO BytesIO',
  pprint: 'pprint',
  pathlib: 'Path PurePath',
};

export const usualImports: ReadonlyMap<string, string> = new Map(
  Object.entries(usual).flatMap(([module, names]) =>
    names.split(' ').map((name): [string, string] => [name, `from ${module} import ${name}`]),
  ),
);
