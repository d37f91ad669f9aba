import { guestDescribe } from './guest-describe.ts';

/**
 * Loads the package and runs scenarios, each in a process that is forked after loading: what hangs, exits or crashes
 * takes its own scenario along and nothing else, and no scenario sees what another changed. Writes one JSON array a line
 * to the file that it is told on standard input: the nonce, the scenario's index, an answer, and what was printed. It
 * knows no expected value, so a package that finds the file can only misreport what it itself returned.
 */
export const guestRunner = `${guestDescribe}${String.raw`
def main():
    from builtins import BaseException, Exception, ImportError, SyntaxError, SystemExit, callable, compile, dict, eval, exec, \
        bool, dir, float, getattr, hasattr, int, isinstance, len, list, max, min, str, type
    import asyncio, builtins, importlib.util, inspect, io, json, os, signal, sys, time, traceback, types
    encode, describe, render, describe_raised, cut, class_name = create_describer()
    request = json.loads(sys.stdin.buffer.read())
    nonce, order, scenarios, limit = request['nonce'], request['order'], request['scenarios'], request['limitMs'] / 1000
    import_name = request['importName']
    results = os.open(request['resultFile'], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    write, fork, waitpid, kill, leave, nothing = os.write, os.fork, os.waitpid, os.kill, os._exit, os.WNOHANG
    monotonic, sleep = time.monotonic, time.sleep
    signal_number, exit_code, is_signaled, is_exited = os.WTERMSIG, os.WEXITSTATUS, os.WIFSIGNALED, os.WIFEXITED
    set_timer, set_signal, real, alarm, default = signal.setitimer, signal.signal, signal.ITIMER_REAL, signal.SIGALRM, signal.SIG_DFL
    killed = signal.SIGKILL
    coroutine, signature, run_coroutine = types.CoroutineType, inspect.signature, asyncio.run
    modules = sys.modules
    stdlib = getattr(sys, 'stdlib_module_names', ())
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)

    def say(index, answer, printed=None):
        data = (encode([nonce, index, answer, printed]) + '\n').encode('ascii')
        while data:
            data = data[write(results, data):]

    class Output(io.StringIO):
        def close(self):
            pass

    output = Output()
    take, rewind, empty = io.StringIO.getvalue, io.StringIO.seek, io.StringIO.truncate
    sys.stdout, sys.stderr = output, io.StringIO()

    def printed_lines():
        text = cut(take(output), 200000)
        lines = text.split('\n')
        if lines and lines[-1] == '':
            lines.pop()
        return lines[:1000]

    def place_of(error):
        if isinstance(error, SyntaxError) and error.lineno:
            return '\nat line ' + str(error.lineno) + ': ' + cut((error.text or '').strip(), 200)
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if '/package/' in frame.filename]
        if not frames:
            return ''
        return '\nat line ' + str(frames[-1].lineno) + ': ' + cut(frames[-1].line or '', 200)

    def load():
        folder = '/guest/package/src'
        sys.path.insert(0, folder)
        path = folder + '/' + import_name.replace('.', '/') + '/__init__.py'
        # A package may be called like a module of the standard library, which others go on to need.
        name = import_name if import_name.split('.')[0] not in stdlib else 'package_under_test'
        spec = importlib.util.spec_from_file_location(name, path, submodule_search_locations=[path[:-12]])
        module = importlib.util.module_from_spec(spec)
        modules[name] = module
        spec.loader.exec_module(module)
        return module

    def find(module, name):
        value = module
        for part in name.split('.'):
            if not hasattr(value, part):
                # A module below is loaded by whoever asks for it.
                importlib.import_module(value.__name__ + '.' + part)
            value = getattr(value, part)
        return value

    def describe_export(name, value):
        kind = type(value)
        if callable(value):
            known = 'function'
        else:
            known = {str: 'string', bool: 'boolean', int: 'number', float: 'number'}.get(kind, 'object')
        length = -1
        if known == 'function':
            try:
                kinds = [one.kind for one in signature(value).parameters.values()]
                length = len([one for one in kinds if one not in (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)])
            except Exception:
                pass
        return [name, known, length]

    set_signal(alarm, default)
    set_timer(real, max(limit, 5))
    found, exported = {}, []
    try:
        module = load()
        for name in request['names']:
            try:
                found[name] = find(module, name)
            except Exception:
                continue
            exported.append(describe_export(name, found[name]))
        for name in dir(module):
            value = getattr(module, name, None)
            if name[:1] != '_' and name not in found and getattr(value, '__module__', None) == module.__name__:
                exported.append(describe_export(name, value))
        say(-1, ['loaded', exported[:2000]])
    except SystemExit:
        say(-1, ['load-error', 'it called sys.exit while loading'])
        leave(0)
    except BaseException as error:
        say(-1, ['load-error', cut(describe_raised(error)[2] + place_of(error), 900)])
        leave(0)
    set_timer(real, 0)

    bindings = {}
    for local, name in request['bindings']:
        if name == '*':
            bindings[local] = module
        elif name in found:
            bindings[local] = found[name]

    def run(scenario):
        space = dict(bindings)
        space['__name__'] = '__scenario__'
        space['__builtins__'] = builtins
        try:
            exec(compile(scenario['setup'], '<setup>', 'exec'), space)
            value = eval(compile('(' + scenario['expression'] + '\n)', '<expression>', 'eval'), space)
            if type(value) is coroutine:
                value = run_coroutine(value)
            return ['returned', describe(value), render(value)]
        except SystemExit as error:
            return ['ended', 'called sys.exit(' + cut(render(error.code), 20) + ')']
        except BaseException as error:
            return ['threw', describe_raised(error)]

    for index in order:
        say(index, ['started'])
        child = fork()
        if child == 0:
            try:
                set_signal(alarm, default)
                set_timer(real, limit)
                rewind(output, 0)
                empty(output)
                answer = run(scenarios[index])
                say(index, answer, printed_lines())
            finally:
                leave(0)
        deadline = monotonic() + limit + 0.5
        pause = 0.0005
        status = None
        while status is None:
            ended, state = waitpid(child, nothing)
            if ended == child:
                status = state
            elif monotonic() > deadline:
                kill(child, killed)
                waitpid(child, 0)
                say(index, ['timed-out'])
                break
            else:
                sleep(pause)
                pause = min(pause * 2, 0.01)
        if status is None:
            continue
        if is_signaled(status):
            number = signal_number(status)
            say(index, ['timed-out'] if number == alarm else ['gone', 'ended the process (signal ' + str(int(number)) + ')'])
        else:
            say(index, ['gone', 'ended the process (exit code ' + str(exit_code(status)) + ')'])
    leave(0)


main()
`}`;
