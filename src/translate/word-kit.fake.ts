import { type ApiExport, type ApiMember, parseSpec, type Scenario, type Spec } from '../spec/index.ts';
import type { Family } from './model.ts';

type GivenExport = Partial<ApiExport> & Pick<ApiExport, 'name' | 'kind' | 'signature'>;

export interface GivenSpec {
  readonly language: Family;
  readonly packageName?: string;
  readonly exports: readonly GivenExport[];
  readonly bindings: Spec['scenarios']['bindings'];
  /** Expression, expected value (null for an error), setup. */
  readonly examples: readonly (readonly [expression: string, value: string | null, setup?: string])[];
  readonly types?: string;
  readonly prose?: string;
}

export function member(name: string, signature: string, kind: ApiMember['kind'] = 'method'): ApiMember {
  return { name, kind, static: false, optional: false, signature, summary: '' };
}

/** A specification as a compiler of that language makes it, parameters left to the signatures. */
export function createSpec(given: GivenSpec): Spec {
  const name = given.packageName ?? 'word-kit';
  const prose = given.prose ?? '# Title\n\n- Works on words. [readme:1]\n';
  const module = given.language === 'javascript' ? 'esm' : null;
  const exports = given.exports.map(
    (entry): ApiExport => ({
      local_name: entry.name,
      overloads: [],
      parameters: [],
      returns: null,
      members: [],
      summary: '',
      evidence: 'declaration',
      source: null,
      ...entry,
    }),
  );
  const scenarios = given.examples.map(
    ([expression, value, setup], at): Scenario => ({
      id: `S${String(at + 1).padStart(3, '0')}`,
      title: `example ${at + 1}`,
      origin: 'example',
      setup: setup ?? '',
      expression,
      expected: value === null ? { kind: 'throws', name: null, message: null } : { kind: 'value', value },
      source: null,
      contested: false,
      note: '',
    }),
  );
  const { language, bindings } = given;
  return parseSpec(
    {
      '01-overview.md': prose,
      '02-api-surface.json': JSON.stringify({
        schema: 'phalus/api-surface/1',
        language,
        module,
        import_name: 'wordkit',
        exports,
      }),
      '03-behavior-spec.md': prose,
      '04-edge-cases.md': prose,
      '05-configuration.md': prose,
      '06-type-definitions.d.ts': given.types ?? '',
      '07-error-catalog.md': prose,
      '08-compatibility-notes.md': prose,
      '09-test-scenarios.json': JSON.stringify({
        schema: 'phalus/test-scenarios/1',
        language,
        bindings,
        scenarios,
      }),
      '10-metadata.json': JSON.stringify({
        schema: 'phalus/metadata/1',
        ecosystem: 'npm',
        package_name: name,
        package_version: '1.0.0',
        description: 'Works on words.',
        keywords: [],
        original_license: 'MIT',
        module,
        engine: null,
        documents: [],
      }),
    },
    '2026-11-24T00:00:00.000Z',
  );
}

const functions = (...signatures: readonly (readonly [string, string])[]): GivenExport[] =>
  signatures.map(([name, signature]) => ({ name, kind: 'function', signature }));
const bindAll = (exports: readonly GivenExport[]) =>
  exports.map(({ name }) => ({ local: name, export: name }));

const javascriptExports: GivenExport[] = [
  ...functions(
    ['padLeft', 'function padLeft(text: string, width: number): string'],
    ['splitWords', 'function splitWords(text: string): string[]'],
    ['countWords', 'function countWords(text: string): Record<string, number>'],
    ['average', 'function average(numbers: readonly number[]): number'],
    ['swapPairs', 'function swapPairs(pairs: Record<string, string>): Record<string, string>'],
    ['chunk', 'function chunk(numbers: number[], size: number): number[][]'],
    ['shorten', 'function shorten(text: string, options?: ShortenOptions): string'],
    ['findLongest', 'function findLongest(words: string[]): string | null'],
    ['parseDigit', 'function parseDigit(text: string): number'],
    ['keep', 'function keep(numbers: number[], test: (value: number) => boolean): number[]'],
    ['isBlank', 'function isBlank(text: string): boolean'],
  ),
  {
    name: 'Counter',
    kind: 'class',
    signature: 'class Counter',
    members: [
      member('constructor', 'constructor(start: number)', 'constructor'),
      member('add', 'add(amount: number): number'),
      member('total', 'total(): number'),
    ],
  },
  {
    name: 'ShortenOptions',
    kind: 'interface',
    signature: 'interface ShortenOptions',
    members: [
      { ...member('limit', 'limit?: number', 'property'), optional: true },
      { ...member('ending', 'ending?: string', 'property'), optional: true },
    ],
  },
];

const pythonExports: GivenExport[] = [
  ...functions(
    ['pad_left', 'def pad_left(text: str, width: int) -> str'],
    ['split_words', 'def split_words(text: str) -> list[str]'],
    ['count_words', 'def count_words(text: str) -> dict[str, int]'],
    ['average', 'def average(numbers: Sequence[float]) -> float'],
    ['swap_pairs', 'def swap_pairs(pairs: Mapping[str, str]) -> dict[str, str]'],
    ['chunk', 'def chunk(numbers: list[int], size: int) -> list[list[int]]'],
    ['shorten', 'def shorten(text: str, *, limit: int = 10, ending: str = "...") -> str'],
    ['find_longest', 'def find_longest(words: list[str]) -> str | None'],
    ['parse_digit', 'def parse_digit(text: str) -> int'],
    ['keep', 'def keep(numbers: list[int], test: Callable[[int], bool]) -> list[int]'],
    ['is_blank', 'def is_blank(text: str) -> bool'],
  ),
  {
    name: 'Counter',
    kind: 'class',
    signature: 'class Counter',
    members: [
      member('__init__', 'def __init__(self, start: int) -> None', 'constructor'),
      member('add', 'def add(self, amount: int) -> int'),
      member('total', 'def total(self) -> int'),
    ],
  },
];

const rustExports: GivenExport[] = [
  ...functions(
    ['pad_left', 'pub fn pad_left(text: &str, width: usize) -> String'],
    ['split_words', 'pub fn split_words(text: &str) -> Vec<String>'],
    ['count_words', 'pub fn count_words(text: &str) -> BTreeMap<String, i64>'],
    ['average', 'pub fn average(numbers: &[f64]) -> f64'],
    ['swap_pairs', 'pub fn swap_pairs(pairs: &BTreeMap<String, String>) -> BTreeMap<String, String>'],
    ['chunk', 'pub fn chunk(numbers: &[i64], size: usize) -> Vec<Vec<i64>>'],
    ['shorten', 'pub fn shorten(text: &str, options: ShortenOptions) -> String'],
    ['find_longest', 'pub fn find_longest(words: &[&str]) -> Option<String>'],
    ['parse_digit', 'pub fn parse_digit(text: &str) -> Result<i64, String>'],
    ['keep', 'pub fn keep(numbers: &[i64], test: impl Fn(i64) -> bool) -> Vec<i64>'],
    ['is_blank', 'pub fn is_blank(text: &str) -> bool'],
  ),
  {
    name: 'Counter',
    kind: 'class',
    signature: 'pub struct Counter',
    members: [
      { ...member('new', 'pub fn new(start: i64) -> Self'), static: true },
      member('add', 'pub fn add(&mut self, amount: i64) -> i64'),
      member('total', 'pub fn total(&self) -> i64'),
    ],
  },
  {
    name: 'ShortenOptions',
    kind: 'class',
    signature: 'pub struct ShortenOptions',
    members: [
      member('limit', 'pub limit: Option<usize>', 'property'),
      member('ending', 'pub ending: Option<String>', 'property'),
    ],
  },
];

const goExports: GivenExport[] = [
  ...functions(
    ['PadLeft', 'func PadLeft(text string, width int) string'],
    ['SplitWords', 'func SplitWords(text string) []string'],
    ['CountWords', 'func CountWords(text string) map[string]int'],
    ['Average', 'func Average(numbers []float64) float64'],
    ['SwapPairs', 'func SwapPairs(pairs map[string]string) map[string]string'],
    ['Chunk', 'func Chunk(numbers []int, size int) [][]int'],
    ['Shorten', 'func Shorten(text string, options ...ShortenOptions) string'],
    ['FindLongest', 'func FindLongest(words []string) (string, bool)'],
    ['ParseDigit', 'func ParseDigit(text string) (int, error)'],
    ['Keep', 'func Keep(numbers []int, test func(value int) bool) []int'],
    ['IsBlank', 'func IsBlank(text string) bool'],
    ['NewCounter', 'func NewCounter(start int) *Counter'],
  ),
  {
    name: 'Counter',
    kind: 'class',
    signature: 'type Counter struct',
    members: [
      member('Add', 'func (c *Counter) Add(amount int) int'),
      member('Total', 'func (c *Counter) Total() int'),
    ],
  },
  {
    name: 'ShortenOptions',
    kind: 'class',
    signature: 'type ShortenOptions struct',
    members: [member('Limit', 'Limit int', 'property'), member('Ending', 'Ending string', 'property')],
  },
];

const map = 'std::collections::BTreeMap';

/** The same small library as the documentation of each language would have it. */
export const wordKits: Readonly<Record<Family, Spec>> = {
  javascript: createSpec({
    language: 'javascript',
    exports: javascriptExports,
    bindings: bindAll(javascriptExports.filter(({ kind }) => kind !== 'interface')),
    examples: [
      ["padLeft('a\\u00e9\\n', 5)", "'  a\\xe9\\n'"],
      ["splitWords('one  two')", "['one', 'two']"],
      ["countWords('a b a')", '{a: 2, b: 1}'],
      ['average([1, 2.5])', '1.75'],
      ['average([2, 4])', '3'],
      ["swapPairs({k: 'v', '🦄': 'x'})", "{v: 'k', x: '🦄'}"],
      ['chunk([1, 2, 3], 2)', '[[1, 2], [3]]'],
      ["shorten('a long text', {limit: 6})", "'a l...'"],
      ["shorten('a long text', {limit: 6, ending: '~'})", "'a lon~'"],
      ["shorten('short')", "'short'"],
      ["findLongest(['ab', 'abc'])", "'abc'"],
      ['findLongest([])', 'null'],
      ["parseDigit('7')", '7'],
      ["parseDigit('x')", null],
      ['keep([1, 2, 3, 4], n => n % 2 === 0 && n > 2)', '[4]'],
      ["isBlank(' '.repeat(3))", 'true'],
      ['counter.add(2)', '5', 'const counter = new Counter(3);'],
      ['counter.total()', '4', 'const counter = new Counter(1);\ncounter.add(3);'],
      ['splitWords(text).length', '2', "const text = 'one two';"],
    ],
  }),
  python: createSpec({
    language: 'python',
    exports: pythonExports,
    bindings: bindAll(pythonExports),
    examples: [
      ['pad_left("a\\u00e9\\n", 5)', "'  a\\xe9\\n'"],
      ['split_words("one  two")', "['one', 'two']"],
      ["count_words('a b a')", "{'a': 2, 'b': 1}"],
      ['average([1, 2.5])', '1.75'],
      ['average([2.0, 4.0])', '3.0'],
      ["swap_pairs({'k': 'v', '🦄': 'x'})", "{'v': 'k', 'x': '🦄'}"],
      ['chunk([1, 2, 3], size=2)', '[[1, 2], [3]]'],
      ["shorten('a long text', limit=6)", "'a l...'"],
      ["shorten('a long text', limit=6, ending='~')", "'a lon~'"],
      ["shorten('short')", "'short'"],
      ["find_longest(['ab', 'abc'])", "'abc'"],
      ['find_longest([])', 'None'],
      ["parse_digit('7')", '7'],
      ["parse_digit('x')", null],
      ['keep([1, 2, 3, 4], lambda n: n % 2 == 0 and n > 2)', '[4]'],
      ["is_blank(' ' * 3)", 'True'],
      ['counter.add(2)', '5', 'counter = Counter(3)'],
      ['counter.total()', '4', 'counter = Counter(1)\ncounter.add(3)'],
      ['len(split_words(text))', '2', "text = 'one two'"],
    ],
  }),
  rust: createSpec({
    language: 'rust',
    exports: rustExports,
    bindings: bindAll(rustExports),
    examples: [
      ['pad_left("a\\u{e9}\\n", 5)', '"  aé\\n"'],
      ['split_words("one  two")', 'vec!["one", "two"]'],
      ['count_words("a b a")', `${map}::from([("a".to_string(), 2), ("b".to_string(), 1)])`],
      ['average(&[1.0, 2.5])', '1.75'],
      ['average(&vec![2.0, 4.0])', '3.0'],
      [
        `swap_pairs(&${map}::from([("k".to_string(), "v".to_string()), ("🦄".to_string(), String::from("x"))]))`,
        `${map}::from([("v".to_string(), "k".to_string()), ("x".to_string(), "🦄".to_string())])`,
      ],
      ['chunk(&[1, 2, 3], 2)', 'vec![vec![1, 2], vec![3]]'],
      ['shorten("a long text", ShortenOptions { limit: Some(6), ..Default::default() })', '"a l..."'],
      ['shorten("a long text", ShortenOptions { limit: Some(6), ending: Some("~".into()) })', '"a lon~"'],
      ['shorten("short", ShortenOptions::default())', '"short"'],
      ['find_longest(&["ab", "abc"])', 'Some("abc".to_string())'],
      ['find_longest(&[])', 'None'],
      ['parse_digit("7")', 'Ok(7)'],
      ['parse_digit("x")', null],
      ['keep(&[1, 2, 3, 4], |n| n % 2 == 0 && n > 2)', 'vec![4]'],
      ['is_blank(&" ".repeat(3))', 'true'],
      ['counter.add(2)', '5', 'let mut counter = Counter::new(3);'],
      ['counter.total()', '4', 'let mut counter = Counter::new(1);\ncounter.add(3);'],
      ['split_words(text).len()', '2', 'let text = "one two";'],
    ],
  }),
  go: createSpec({
    language: 'go',
    exports: goExports,
    bindings: [{ local: 'wordkit', export: '*' }],
    types: 'package wordkit\n',
    examples: [
      ['wordkit.PadLeft("a\\u00e9\\n", 5)', '"  aé\\n"'],
      ['wordkit.SplitWords("one  two")', '[]string{"one", "two"}'],
      ['wordkit.CountWords("a b a")', 'map[string]int{"a": 2, "b": 1}'],
      ['wordkit.Average([]float64{1, 2.5})', '1.75'],
      ['wordkit.Average([]float64{2, 4})', '3.0'],
      ['wordkit.SwapPairs(map[string]string{"k": "v", "🦄": "x"})', 'map[string]string{"v": "k", "x": "🦄"}'],
      ['wordkit.Chunk([]int{1, 2, 3}, 2)', '[][]int{{1, 2}, {3}}'],
      ['wordkit.Shorten("a long text", wordkit.ShortenOptions{Limit: 6})', '"a l..."'],
      ['wordkit.Shorten("a long text", wordkit.ShortenOptions{Limit: 6, Ending: "~"})', '"a lon~"'],
      ['wordkit.Shorten("short")', '"short"'],
      ['longest', '"abc"', 'longest, _ := wordkit.FindLongest([]string{"ab", "abc"})'],
      ['wordkit.ParseDigit("7")', '7'],
      ['wordkit.ParseDigit("x")', null],
      ['wordkit.Keep([]int{1, 2, 3, 4}, func(n int) bool { return n%2 == 0 && n > 2 })', '[]int{4}'],
      ['wordkit.IsBlank(strings.Repeat(" ", 3))', 'true'],
      ['counter.Add(2)', '5', 'counter := wordkit.NewCounter(3)'],
      ['counter.Total()', '4', 'counter := wordkit.NewCounter(1)\ncounter.Add(3)'],
      ['len(wordkit.SplitWords(text))', '2', 'text := "one two"'],
    ],
  }),
};
