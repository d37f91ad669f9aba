import { guestHook } from './guest-hook.ts';
import { guestSnapshots } from './guest-snapshots.ts';

/**
 * Loads and calls a package under observation. The process that is started never runs the package: it forks one that
 * does, keeps what that tells through a pipe, and prints it with the nonce when all of them have ended. So the package
 * can add to what is said of it, and take nothing away. Each call is forked once more.
 */
export const guestObserver = `${guestHook}${guestSnapshots}${String.raw`
import _thread, asyncio, atexit, builtins, functools, importlib, importlib.util, io, json, os, select, signal, sys, threading, time, types, unittest
from json.encoder import encode_basestring_ascii as quote

request = json.loads(sys.stdin.buffer.read())
MOST_EFFECTS, MOST_BYTES = 400, 1000000


def cut(text, length):
    return text if len(text) <= length else text[:length - 1] + '\u2026'


def watch(target):
    """The child: everything from here on shares its process with the package."""
    write, leave, fork, waitpid, kill, monotonic, sleep = os.write, os._exit, os.fork, os.waitpid, os.kill, time.monotonic, time.sleep
    state = {'phase': 'import', 'place': -1, 'count': 0}
    seen = set()

    def say(parts):
        data = ('[' + ','.join(quote(part) if type(part) is str else str(part) for part in parts) + ']\n').encode('ascii')
        write(target, data[:4000])

    def tell(kind, name, text):
        key = (state['phase'], state['place'], kind, name, text)
        if key in seen or state['count'] >= MOST_EFFECTS:
            return
        seen.add(key)
        state['count'] += 1
        say(['effect', state['phase'], state['place'], kind, cut(str(name), 100), cut(str(text), 120)])

    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    root, import_name, limit = request['root'], request['importName'], request['limitMs'] / 1000
    stdlib = set(getattr(sys, 'stdlib_module_names', ()))
    own = {import_name.split('.')[0], 'package_under_test'}

    class Told(io.StringIO):
        def write(self, text):
            if text.strip():
                tell('print', 'print', text)
            return len(text)

    sys.stdout, sys.stderr = Told(), io.StringIO()
    sys.path.insert(0, root)
    register = atexit.register

    @functools.wraps(register)
    def told_register(function, *items, **named):
        if str(getattr(function, '__module__', '')).split('.')[0] not in stdlib:
            tell('listener', 'atexit', getattr(function, '__name__', ''))
        return register(function, *items, **named)

    atexit.register = told_register
    start = _thread.start_new_thread

    @functools.wraps(start)
    def told_start(function, *items):
        # Not every version of Python tells its hooks of threads.
        tell('thread', 'thread', getattr(function, '__name__', ''))
        return start(function, *items)

    _thread.start_new_thread = threading._start_new_thread = told_start
    compare, remember = create_snapshots(tell)
    allowed = [root, sys.prefix, sys.base_prefix, os.path.dirname(os.__file__), '/dev/urandom', '/usr/share/zoneinfo', '/guest/observer.py']
    hook, busy = create_hook(tell, allowed)
    sys.addaudithook(hook)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, max(limit, 8))
    bindings = {}

    def find(module, name):
        value = module
        for part in name.split('.'):
            if not hasattr(value, part):
                importlib.import_module(value.__name__ + '.' + part)
            value = getattr(value, part)
        return value

    def load():
        if import_name.split('.')[0] not in stdlib:
            return importlib.import_module(import_name)
        path = root + '/' + import_name.replace('.', '/')
        spec = importlib.util.spec_from_file_location('package_under_test', path + '/__init__.py', submodule_search_locations=[path])
        module = importlib.util.module_from_spec(spec)
        sys.modules['package_under_test'] = module
        spec.loader.exec_module(module)
        return module

    try:
        module = load()
    except SystemExit as error:
        tell('exit', 'sys.exit', repr(error.code))
        say(['not-loaded', 'it called sys.exit while loading'])
        leave(0)
    except BaseException as error:
        say(['not-loaded', cut(type(error).__name__ + ': ' + str(error), 300)])
        leave(0)
    signal.setitimer(signal.ITIMER_REAL, 0)
    for local, name in request['bindings']:
        try:
            bindings[local] = module if name == '*' else find(module, name)
        except Exception:
            pass
    compare(own)
    for thread in threading.enumerate():
        if thread is not threading.main_thread():
            tell('alive', 'thread', thread.name)
    say(['loaded'])
    coroutine = types.CoroutineType
    for place, call in enumerate(request['calls']):
        busy[0] = True
        child = fork()
        busy[0] = False
        if child == 0:
            state.update(phase='call', place=place)
            # A fork has Python set some of its own things anew.
            remember()
            signal.setitimer(signal.ITIMER_REAL, limit)
            try:
                space = dict(bindings, __name__='__scenario__', __builtins__=builtins)
                exec(compile(call['setup'], '<setup>', 'exec'), space)
                value = eval(compile('(' + call['expression'] + '\n)', '<expression>', 'eval'), space)
                if type(value) is coroutine:
                    asyncio.run(value)
                elif hasattr(type(value), '__next__'):
                    for _ in zip(range(100), value):
                        pass
            except SystemExit as error:
                tell('exit', 'sys.exit', repr(error.code))
            except BaseException:
                pass
            signal.setitimer(signal.ITIMER_REAL, 0)
            compare(own)
            say(['done', place])
            leave(0)
        deadline = monotonic() + limit + 2
        while waitpid(child, os.WNOHANG)[0] == 0:
            if monotonic() > deadline:
                busy[0] = True
                kill(child, signal.SIGKILL)
                waitpid(child, 0)
                break
            sleep(0.002)
    say(['called'])
    leave(0)


def main():
    source, target = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        os.setsid()
        try:
            watch(target)
        finally:
            os._exit(0)
    os.close(target)
    deadline = time.monotonic() + request['wallMs'] / 1000
    pieces, size = [], 0
    while size < MOST_BYTES and select.select([source], [], [], max(0, deadline - time.monotonic()))[0]:
        piece = os.read(source, 65536)
        if not piece:
            break
        pieces.append(piece)
        size += len(piece)
    try:
        os.killpg(child, signal.SIGKILL)
    except OSError:
        pass
    status = os.waitpid(child, 0)[1]
    for line in b''.join(pieces).split(b'\n'):
        if line.startswith(b'[') and line.endswith(b']'):
            print('["' + request['nonce'] + '",' + line[1:].decode('ascii', 'replace'))
    print('["' + request['nonce'] + '","status",' + str(status) + ']')


main()
`}`;
