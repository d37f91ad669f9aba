import { guestCalls } from '../../shared/guest-calls.ts';

/**
 * Compiles a crate inside the sandbox and packs what a program needs to use it into one file. An original is built by
 * Cargo, with the crates that it depends on from a folder and no network; a build script runs here and nowhere else.
 */
export const guestLibrary = `${guestCalls}${String.raw`
const order = JSON.parse(fs.readFileSync(0, 'utf8'));
const say = (value) => fs.writeSync(1, JSON.stringify([order.nonce, value]) + '\n');
const keepErrors = (text) => text.split('\n').flatMap((line) => {
  if (!line.startsWith('{')) return [];
  let found;
  try { found = JSON.parse(line); } catch { return []; }
  const told = found.message && typeof found.message === 'object' ? found.message : found;
  return told.level && String(told.level).startsWith('error') ? [String(told.rendered || told.message)] : [];
}).slice(0, 3);

function pack(files, main, name) {
  const parts = [];
  const index = [];
  for (const file of files) {
    const content = fs.readFileSync(file);
    index.push([path.basename(file), content.length]);
    parts.push(content);
  }
  const head = Buffer.from(JSON.stringify({ main: path.basename(main), name, index }) + '\n');
  fs.writeFileSync('/guest/out/library', Buffer.concat([head, ...parts]));
  say({ kind: 'built', name });
}

async function buildRebuilt() {
  const words = ['--error-format=json', '-C', 'debuginfo=0', '-C', 'opt-level=0', '--cap-lints', 'forbid', '-F', 'unsafe_code', '-A', 'warnings'];
  const target = '/tmp/lib' + order.crate + '.rlib';
  const made = await start('rustc', ['--crate-name', order.crate, '--crate-type', 'rlib', '--edition', order.edition, ...words, '-o', target, 'package/' + order.entry], { cwd: '/guest', limitMs: order.buildMs, keep: 8388608 });
  if (made.code !== 0) return say({ kind: 'load-error', problems: made.timedOut ? ['the package did not compile in time'] : [...keepErrors(made.errors), made.errors.slice(-600)].slice(0, 2) });
  pack([target], target, order.crate);
}

async function buildOriginal() {
  const vendor = '/tmp/vendor';
  fs.mkdirSync('/tmp/wrapper', { recursive: true });
  fs.mkdirSync('/tmp/cargo', { recursive: true });
  fs.cpSync('/guest/package', vendor + '/original', { recursive: true });
  if (fs.existsSync('/guest/dependencies')) fs.cpSync('/guest/dependencies', vendor, { recursive: true });
  for (const folder of fs.readdirSync(vendor)) fs.writeFileSync(path.join(vendor, folder, '.cargo-checksum.json'), '{"files":{}}');
  fs.writeFileSync('/tmp/cargo/config.toml', '[source.crates-io]\nreplace-with = "vendored"\n[source.vendored]\ndirectory = "' + vendor + '"\n');
  fs.writeFileSync('/tmp/wrapper/lib.rs', '');
  fs.writeFileSync('/tmp/wrapper/Cargo.toml', '[package]\nname = "wrapper"\nversion = "0.0.0"\nedition = "2021"\n[lib]\npath = "lib.rs"\n[dependencies]\n' + order.crate + ' = { package = ' + JSON.stringify(order.package) + ', version = ' + JSON.stringify('=' + order.version) + ' }\n[profile.dev]\ndebug = false\n');
  const made = await start('cargo', ['build', '--offline', '--lib', '--message-format=json', '--quiet'], { cwd: '/tmp/wrapper', limitMs: order.buildMs, keep: 8388608 });
  const artifacts = made.output.split('\n').flatMap((line) => { try { const found = JSON.parse(line); return found.reason === 'compiler-artifact' ? [found] : []; } catch { return []; } });
  // Cargo writes a crate's name with dashes or underscores.
  const plain = (name) => String(name).replaceAll('-', '_');
  const own = artifacts.find(({ target, manifest_path }) => manifest_path.startsWith(vendor + '/original/') && target.kind.some((kind) => /lib/.test(kind)));
  const main = own?.filenames.find((file) => file.endsWith('.rlib'));
  if (made.code !== 0 || main === undefined) return say({ kind: 'load-error', problems: made.timedOut ? ['the crate did not compile in time'] : [...keepErrors(made.output), made.errors.slice(0, 600) || 'it is no library of Rust'].slice(0, 2) });
  const files = [...new Set(artifacts.flatMap(({ filenames }) => filenames.filter((file) => /\.(?:rlib|so)$/.test(file))))].filter((file) => !/wrapper/.test(path.basename(file)));
  pack(files, main, plain(own.target.name));
}

(order.isOriginal ? buildOriginal() : buildRebuilt()).then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
`}`;
