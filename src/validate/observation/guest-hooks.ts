/**
 * JavaScript of the guest that watches a package: stands between it and what reaches out of a module. Each hook says
 * what happened and lets it go on, because the sandbox is what forbids it; only what would end the process is stopped.
 */
export const guestHooks = `
const builtin = (name) => { try { return createRequire(import.meta.url)(name); } catch { return {}; } };
const watched = (original, say) => new Proxy(original, {
  apply(target, self, values) { say(values); return captured.apply(target, self, values); },
  construct(target, values, newTarget) { say(values); return captured.construct(target, values, newTarget); },
});
function hook(object, names, kind, describe = () => '') {
  for (const name of names) {
    const original = object?.[name];
    if (typeof original !== 'function') continue;
    try { object[name] = watched(original, (values) => { const told = describe(values); if (told !== null) record(kind, name, told); }); } catch {}
  }
}
const functionsOf = (object) => captured.ownKeys(object).filter((name) => typeof name === 'string' && typeof object[name] === 'function');
const first = ([value]) => (typeof value === 'string' ? value : value instanceof URL ? value.href : typeof value === 'object' && value !== null ? captured.String(value.host ?? value.hostname ?? value.path ?? value.port ?? '') : '');

const [net, tls, http, https, http2, dgram, dns, childProcess, cluster, threads, fs] =
  ['net', 'tls', 'http', 'https', 'http2', 'dgram', 'dns', 'child_process', 'cluster', 'worker_threads', 'fs'].map(builtin);
hook(net, ['connect', 'createConnection', 'createServer'], 'network', first);
hook(net.Socket.prototype, ['connect'], 'network');
hook(net.Server.prototype, ['listen'], 'network', first);
hook(tls, ['connect', 'createServer'], 'network', first);
for (const module of [http, https]) hook(module, ['request', 'get', 'createServer'], 'network', first);
hook(http2, ['connect', 'createServer', 'createSecureServer'], 'network', first);
hook(dgram, ['createSocket'], 'network', first);
const questions = ['lookup', 'lookupService', 'reverse', ...functionsOf(dns).filter((name) => name.startsWith('resolve'))];
hook(dns, questions, 'network', first);
hook(dns.promises, questions, 'network', first);
hook(globalThis, ['fetch', 'WebSocket', 'EventSource'], 'network', first);
hook(childProcess, ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'], 'process', first);
hook(childProcess.ChildProcess?.prototype, ['spawn'], 'process');
hook(cluster, ['fork'], 'process');
hook(threads, ['Worker'], 'thread');

const own = '/guest/node_modules/' + packageName + '/';
const isOutside = ([path]) => {
  const text = path instanceof URL ? decodeURIComponent(path.pathname) : captured.String(path);
  return typeof path !== 'number' && !text.startsWith(own) && !text.startsWith('/guest/node_modules') ? text : null;
};
const writes = ['writeFile', 'appendFile', 'mkdir', 'mkdtemp', 'rm', 'rmdir', 'unlink', 'rename', 'copyFile', 'cp', 'symlink', 'link', 'chmod', 'chown', 'truncate', 'utimes'];
const reads = ['readFile', 'readdir', 'opendir'];
const both = (names) => names.flatMap((name) => [name, name + 'Sync']);
hook(fs, [...both(writes), 'createWriteStream'], 'write', first);
hook(fs.promises, writes, 'write', first);
hook(fs, [...both(reads), 'createReadStream'], 'read', isOutside);
hook(fs.promises, reads, 'read', isOutside);
const opened = (values) => (values[1] === undefined || values[1] === 'r' || values[1] === fs.constants.O_RDONLY ? null : first(values));
hook(fs, ['open', 'openSync'], 'write', opened);
hook(fs.promises, ['open'], 'write', opened);

// By a number, as its own descriptor is: what is printed and what reports go are told apart by it.
const printed = (stream) => { const { write } = stream; stream.write = watched(write, ([text]) => record('print', 'write', cut(captured.String(text), 60))); };
printed(process.stdout);
printed(process.stderr);
for (const name of ['exit', 'reallyExit', 'abort', 'kill']) {
  process[name] = (...values) => { record('exit', name, captured.String(values[0] ?? '')); throw new Error('process.' + name + ' was called'); };
}
hook(process, ['chdir', 'setuid', 'setgid', 'umask', 'dlopen', 'binding'], 'settings', first);
syncBuiltinESMExports();
`;
