import { pickString } from '../value-pool.ts';
import type { GoDraft, GoTools } from './go-draft.ts';
import { quoteGo } from './go-spelling.ts';

/** Values of the standard library's types. */
export function makeStandard({ random, pool }: GoTools, draft: GoDraft, name: string): string | null {
  const text = (): string => quoteGo(pickString(pool, random));
  const number = (): number => random.pick(pool.numbers);
  const kept = (type: string, value: string): string => {
    const local = draft.name('value');
    draft.statements.push(
      `${type === '' ? '' : `var ${local} ${type}`}${type === '' ? `${local} := ${value}` : ''}`,
    );
    return type === '' ? local : `&${local}`;
  };
  switch (name) {
    case 'time.Duration':
      return `time.Duration(${number()}) * ${random.pick(['time.Second', 'time.Millisecond', 'time.Minute', 'time.Hour', 'time.Nanosecond'])}`;
    case 'time.Time':
      return `time.Date(${random.pick([1999, 2000, 2020, 2024])}, ${1 + random.whole(12)}, ${1 + random.whole(28)}, ${random.whole(24)}, ${random.whole(60)}, ${random.whole(60)}, 0, time.UTC)`;
    case 'time.Month':
      return `time.Month(${1 + random.whole(12)})`;
    case 'time.Weekday':
      return `time.Weekday(${random.whole(7)})`;
    case '*time.Location':
      return 'time.UTC';
    case 'io.Reader':
    case 'io.ByteReader':
    case 'io.RuneReader':
    case 'io.RuneScanner':
    case '*strings.Reader':
      return `strings.NewReader(${text()})`;
    case '*bufio.Reader':
      return `bufio.NewReader(strings.NewReader(${text()}))`;
    case 'io.Writer':
    case 'io.StringWriter':
    case '*bytes.Buffer':
      return kept('bytes.Buffer', '');
    case '*strings.Builder':
      return kept('strings.Builder', '');
    case '*big.Int':
      return `big.NewInt(${number()})`;
    case '*regexp.Regexp':
      return `regexp.MustCompile(${random.pick(['"a+"', '"[0-9]+"', '"b"', '"\\\\s"'])})`;
    case 'context.Context':
      return 'context.Background()';
    case 'rand.Source':
      return 'rand.NewSource(1)';
    case '*rand.Rand':
      return 'rand.New(rand.NewSource(1))';
    case 'net.IP':
      return `net.ParseIP(${random.pick(['"1.2.3.4"', '"10.0.0.255"', '"::1"', '"fe80::1"'])})`;
    case 'fmt.Stringer':
      return `time.Duration(${number()})`;
    case 'sort.Interface':
      return `sort.IntSlice([]int{${[3, 1, 2].slice(0, random.whole(4)).join(', ')}})`;
    case 'reflect.Type':
      return 'reflect.TypeOf(0)';
    case 'json.Number':
      return `json.Number(${quoteGo(String(number()))})`;
    default:
      return null;
  }
}
