import { gzipSync } from 'node:zlib';
import { type FakeEntry, renderFakeTar, renderPax } from './tarball.fake.ts';

/** What hostile entries carry; it must be in nothing that is kept. */
export const harm = 'HARM';

export interface HostileArchive {
  readonly bytes: Buffer;
  /** `outside`: whoever writes its entries by their names leaves his folder. */
  readonly danger: 'outside' | 'bomb' | 'name' | 'damage';
  /** The reason of a refused entry, or the code of the error that ends the reading. */
  readonly expected: RegExp | 'too-large' | 'bad-response';
}

const file = (path: string, rest: Partial<FakeEntry> = {}): FakeEntry => ({ path, content: harm, ...rest });
const link = (path: string, linkPath: string, type = '2'): FakeEntry => ({ path, type, linkPath });
const pack = (entries: readonly FakeEntry[]) => gzipSync(renderFakeTar(entries));
const base256 = (...bytes: number[]) =>
  Buffer.from([0x80, ...Array<number>(11 - bytes.length).fill(0), ...bytes]);
const megabyte = 1024 * 1024;
const zeros = gzipSync(Buffer.alloc(megabyte));

/** A hostile entry, and an honest one after it that must be kept all the same. */
function entry(danger: HostileArchive['danger'], expected: RegExp, ...entries: FakeEntry[]): HostileArchive {
  return { danger, expected, bytes: pack([...entries, { path: 'package/ok.md', content: 'ok' }]) };
}

function whole(danger: HostileArchive['danger'], expected: 'too-large' | 'bad-response', bytes: Buffer) {
  return { danger, expected, bytes } satisfies HostileArchive;
}

/** Archives as attackers make them, by name; `outside` is a folder that nothing may be written to. */
export function createHostileArchives(outside: string): Readonly<Record<string, HostileArchive>> {
  return {
    'a path that climbs': entry('outside', /climbs/, file('package/../../outside/x.md')),
    'a path that climbs from the start': entry('outside', /climbs/, file('../outside/x.md')),
    'a path that climbs by many steps': entry(
      'outside',
      /climbs/,
      file(`package/${'../'.repeat(40)}${outside.slice(1)}/x.md`),
    ),
    'a path that goes in before it climbs': entry(
      'outside',
      /climbs/,
      file('package/a/b/../../../../outside/x.md'),
    ),
    'an absolute path': entry('outside', /absolute/, file(`${outside}/x.md`)),
    'an absolute path in an extended header': entry(
      'outside',
      /absolute/,
      renderPax({ path: `${outside}/x.md` }),
      file('package/x.md'),
    ),
    'a climbing path in an extended header': entry(
      'outside',
      /climbs/,
      renderPax({ path: 'package/../../outside/x.md' }),
      file('package/x.md'),
    ),
    'a climbing path in a long name of GNU': entry(
      'outside',
      /climbs/,
      { path: '././@LongLink', type: 'L', content: '../outside/x.md\0' },
      file('package/x.md'),
    ),
    'a drive of Windows': entry('name', /absolute/, file('C:/x.md')),
    backslashes: entry('name', /backslash/, file('package\\..\\..\\x.md')),
    'backslashes behind a slash': entry('name', /backslash/, file('package/..\\..\\x.md')),
    'a share of Windows': entry('name', /backslash/, file('\\\\host\\share\\x.md')),
    'a symbolic link to a folder, and a file through it': entry(
      'outside',
      /symbolic link/,
      link('package/docs', outside),
      file('package/docs/x.js'),
    ),
    'a symbolic link to a relative folder, and a file through it': entry(
      'outside',
      /symbolic link/,
      link('package/docs', '../../outside'),
      file('package/docs/x.js'),
    ),
    'a symbolic link to a file': entry('name', /symbolic link/, link('package/README.md', '/etc/passwd')),
    'a symbolic link to itself': entry('name', /symbolic link/, link('package/README.md', 'README.md')),
    'a hard link to a file of the archive': entry(
      'name',
      /hard link/,
      file('package/index.js'),
      link('package/README.md', 'package/index.js', '1'),
    ),
    'a hard link to a file of the machine': entry(
      'name',
      /hard link/,
      link('package/README.md', '/etc/passwd', '1'),
    ),
    'a character device': entry('name', /device/, { path: 'package/README.md', type: '3' }),
    'a block device': entry('name', /device/, { path: 'package/README.md', type: '4' }),
    'a pipe': entry('name', /pipe/, { path: 'package/README.md', type: '6' }),
    'a sparse file of GNU': entry('name', /kind/, file('package/README.md', { type: 'S' })),
    'a volume header': entry('name', /kind/, { path: 'package/README.md', type: 'V' }),
    'a kind that nobody knows': entry('name', /kind/, file('package/README.md', { type: 'Q' })),
    'one path twice': entry(
      'name',
      /same path/,
      { path: 'package/a.md', content: 'a' },
      file('package/a.md'),
    ),
    'one path twice, by another folder': entry(
      'name',
      /same path/,
      { path: 'package/a.md', content: 'a' },
      file('other/a.md'),
    ),
    'one path twice, by another spelling': entry(
      'name',
      /same path|empty part|look like/,
      { path: 'package/a.md', content: 'a' },
      file('package/./a.md'),
    ),
    'one path in two normal forms': entry(
      'name',
      /same path/,
      { path: 'package/\u00e9.md', content: 'a' },
      file('package/e\u0301.md'),
    ),
    'a control character': entry('name', /control/, file('package/README\u001b[2K.md')),
    'a line ending': entry('name', /control/, file('package/README.md\n.js')),
    'a NUL in an extended header': whole(
      'name',
      'bad-response',
      pack([renderPax({ path: 'package/README.md\0.js' }), file('package/x.md')]),
    ),
    'text that runs to the left': entry('name', /text-turning/, file('package/\u202edm.EMDAER')),
    'an isolate': entry('name', /text-turning/, file('package/README\u2066.js\u2069.md')),
    'a soft hyphen': entry('name', /invisible/, file('package/READ\u00adME.md')),
    'a tag character': entry('name', /invisible/, file('package/README\u{e0061}.md')),
    'a variation selector': entry('name', /invisible/, file('package/README\ufe0f.md')),
    'a filler of Hangul': entry('name', /invisible|look like/, file('package/README\u3164.md')),
    'a Cyrillic letter': entry('name', /look like/, file('package/RE\u0410DME.md')),
    'a Greek letter': entry('name', /look like/, file('package/\u03a1EADME.md')),
    'a name in Cyrillic letters alone that looks Latin': entry(
      'name',
      /look like/,
      file('package/\u0405\u0421\u041e\u0420\u0415.md'),
    ),
    'a full-width letter': entry('name', /look like/, file('package/READM\uff25.md')),
    'a mathematical letter': entry('name', /look like/, file('package/README.\u{1d426}d')),
    'a dot that is none': entry('name', /look like/, file('package/README\u2024md')),
    'a slash that is none': entry('name', /look like/, file('package/docs\u2215x.md')),
    'a blank that is none': entry('name', /look like/, file('package/README.md\u00a0')),
    'a name that is no UTF-8': {
      danger: 'name',
      expected: /UTF-8/,
      bytes: pack([file('package/\ufffd.md'), { path: 'package/ok.md', content: 'ok' }]),
    },
    'a path of ten thousand characters': entry(
      'name',
      /longer than/,
      file(`package/${'d/'.repeat(5000)}x.md`),
    ),
    'a name of five thousand characters': entry(
      'name',
      /longer than/,
      file(`package/${'d'.repeat(5000)}.md`),
    ),
    'no folder': entry('name', /outside/, file('README.md')),
    'an empty part': entry('name', /empty part/, file('package//docs/x.md')),
    'an extended header of a megabyte': whole(
      'bomb',
      'bad-response',
      pack([renderPax({ path: `package/${'d'.repeat(megabyte)}` }), file('package/x.md')]),
    ),
    'more entries than the limit': whole(
      'bomb',
      'too-large',
      pack(Array.from({ length: 300 }, (_, index) => file(`package/${index}.md`))),
    ),
    'a bomb of zeros': whole('bomb', 'too-large', Buffer.concat(Array<Buffer>(64).fill(zeros))),
    'a bomb in a file': whole(
      'bomb',
      'too-large',
      pack([file('package/a.js', { content: Buffer.alloc(24 * megabyte) })]),
    ),
    'a bomb in a file that is kept': whole(
      'bomb',
      'too-large',
      pack([file('package/a.md', { content: Buffer.alloc(2 * megabyte, 'x') })]),
    ),
    'a bomb in a bomb': whole('bomb', 'bad-response', gzipSync(Buffer.concat(Array<Buffer>(64).fill(zeros)))),
    'a packed archive in a packed archive': whole(
      'bomb',
      'bad-response',
      gzipSync(pack([file('package/README.md')])),
    ),
    'an archive of zstd in a packed archive': whole(
      'bomb',
      'bad-response',
      gzipSync(Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), Buffer.alloc(2000)])),
    ),
    'a size of an exabyte': whole(
      'damage',
      'bad-response',
      pack([file('package/a.js', { sizeField: base256(0x10, 0, 0, 0, 0, 0, 0, 0) })]),
    ),
    'a size of an exabyte for a file that is kept': whole(
      'damage',
      'too-large',
      pack([file('package/a.md', { sizeField: base256(0x10, 0, 0, 0, 0, 0) })]),
    ),
    'a size below zero': whole(
      'damage',
      'bad-response',
      pack([file('package/a.md', { sizeField: Buffer.alloc(12, 0xff) })]),
    ),
    'a size in an extended header that is a lie': whole(
      'damage',
      'bad-response',
      pack([renderPax({ size: '900000' }), file('package/a.js')]),
    ),
    'a wrong sum': whole('damage', 'bad-response', pack([file('package/a.md', { wrongSum: 1 })])),
    'an archive that breaks off': whole(
      'damage',
      'bad-response',
      gzipSync(renderFakeTar([file('package/a.md', { content: 'x'.repeat(5000) })]).subarray(0, 2000)),
    ),
    'a second archive after the end': {
      danger: 'name',
      expected: /after the end/,
      bytes: gzipSync(
        Buffer.concat([
          renderFakeTar([{ path: 'package/ok.md', content: 'ok' }]),
          Buffer.alloc(40_000),
          renderFakeTar([file('package/x.md')]),
          Buffer.alloc(40_000),
        ]),
      ),
    },
    'no archive at all': whole('damage', 'bad-response', gzipSync(Buffer.from(harm.repeat(500)))),
  };
}
