/** Modules of the standard library that code may import. */
export const standardModules: ReadonlySet<string> = new Set(
  '__future__ _thread abc argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 calendar cmath cmd code codecs codeop collections colorsys compileall concurrent configparser contextlib contextvars copy copyreg csv ctypes curses dataclasses datetime dbm decimal difflib dis doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http imaplib importlib inspect io ipaddress itertools json keyword linecache locale logging lzma mailbox marshal math mimetypes mmap multiprocessing netrc numbers opcode operator optparse os pathlib pdb pickle pickletools pkgutil platform plistlib poplib posixpath ntpath pprint profile pstats pty pwd py_compile pyclbr pydoc queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 ssl stat statistics string stringprep struct subprocess symtable sys sysconfig syslog tabnanny tarfile tempfile termios textwrap threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle types typing unicodedata unittest urllib uuid venv warnings wave weakref webbrowser wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo'.split(
    ' ',
  ),
);

const names: Readonly<Record<string, string>> = {
  typing:
    'Any Optional Union List Dict Tuple Set FrozenSet Callable Iterable Iterator Sequence Mapping MutableMapping Generator Type TypeVar Generic NamedTuple Literal overload cast Hashable Pattern Match IO TextIO AnyStr ClassVar Final Protocol',
  collections: 'OrderedDict defaultdict Counter deque namedtuple ChainMap',
  dataclasses: 'dataclass field',
  enum: 'Enum IntEnum Flag IntFlag auto unique',
  functools: 'lru_cache wraps partial reduce total_ordering cmp_to_key cached_property singledispatch',
  itertools:
    'accumulate chain combinations combinations_with_replacement compress cycle dropwhile filterfalse groupby islice permutations product starmap takewhile tee zip_longest',
  decimal: 'Decimal ROUND_HALF_UP ROUND_HALF_EVEN',
  fractions: 'Fraction',
  datetime: 'timedelta timezone',
  abc: 'ABC abstractmethod',
  contextlib: 'contextmanager suppress',
  copy: 'deepcopy',
  pathlib: 'Path PurePath',
  io: 'StringIO BytesIO',
  operator: 'itemgetter attrgetter methodcaller',
};

/** Names that are used as if they had been imported, and where they come from. */
export const standardNames: ReadonlyMap<string, string> = new Map(
  Object.entries(names).flatMap(([module, list]) =>
    list.split(' ').map((name): [string, string] => [name, module]),
  ),
);

/** Names that Python declares by itself. */
export const builtinNames: ReadonlySet<string> = new Set(
  'abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex copyright credits delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len license list locals map max memoryview min next object oct open ord pow print property quit range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip None True False Ellipsis NotImplemented __name__ __doc__ __file__ __all__ __import__ __class__ __debug__ __builtins__ __spec__ __package__ __path__ __loader__ __annotations__ __qualname__ __module__ __dict__ ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError EnvironmentError Exception ExceptionGroup FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError _ __'.split(
    ' ',
  ),
);
