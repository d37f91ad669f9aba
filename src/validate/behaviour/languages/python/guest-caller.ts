import { guestTables } from './guest-tables.ts';

/**
 * Loads a package and calls it, each call in a process that is forked after loading and says its answer through a pipe:
 * what hangs, exits or crashes takes its own call along. Writes one JSON array a line to the file that it is told on
 * standard input: the nonce, the call's index, an answer, what was printed, and how many lines of the package were new.
 */
export const guestCaller = `${guestTables}${String.raw`
def main():
    from builtins import BaseException, Exception, SystemExit, compile, dict, eval, exec, getattr, hasattr, int, isinstance, len, list, \
        max, min, set, str, sum, tuple, type
    import ast, asyncio, builtins, functools, importlib, importlib.util, io, json, os, opcode, resource, select, signal, sys, time, types
    request = json.loads(sys.stdin.buffer.read())
    encode, describe, render, describe_raised, cut = create_tables(request['publicNames'])
    nonce, calls, limit = request['nonce'], request['calls'], request['limitMs'] / 1000
    root, import_name = request['root'], request['importName']
    results = os.open(request['resultFile'], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    write, read, fork, waitpid, kill, leave, close, make_pipe = os.write, os.read, os.fork, os.waitpid, os.kill, os._exit, os.close, os.pipe
    wait_until, monotonic, killed = select.select, time.monotonic, signal.SIGKILL
    signal_number, exit_code, is_signaled = os.WTERMSIG, os.WEXITSTATUS, os.WIFSIGNALED
    set_timer, set_signal, real, alarm, default = signal.setitimer, signal.signal, signal.ITIMER_REAL, signal.SIGALRM, signal.SIG_DFL
    set_limit, memory, set_trace, parse_json = resource.setrlimit, resource.RLIMIT_AS, sys.settrace, json.loads
    parse, walk, names_of = ast.parse, ast.walk, ast.Name
    coroutine, run_coroutine = types.CoroutineType, asyncio.run
    raising = opcode.opmap.get('RAISE_VARARGS')
    wraps, stdlib, modules = functools.wraps, getattr(sys, 'stdlib_module_names', ()), sys.modules
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)

    def say(index, answer, printed=None, reached=0):
        send(results, (encode([nonce, index, answer, printed, reached]) + '\n').encode('ascii'))

    def send(target, data):
        while data:
            data = data[write(target, data):]

    class Output(io.StringIO):
        def close(self):
            pass

    output = Output()
    take, rewind, empty = io.StringIO.getvalue, io.StringIO.seek, io.StringIO.truncate
    sys.stdout, sys.stderr = output, io.StringIO()

    def printed_lines():
        text = cut(take(output), 100000)
        lines = text.split('\n')
        if lines and lines[-1] == '':
            lines.pop()
        return lines[:500]

    def load():
        sys.path.insert(0, root)
        if import_name.split('.')[0] not in stdlib:
            return importlib.import_module(import_name)
        # A package may be called like a module of the standard library, which others go on to need.
        path = root + '/' + import_name.replace('.', '/')
        is_folder = os.path.isdir(path)
        file = path + '/__init__.py' if is_folder else path + '.py'
        spec = importlib.util.spec_from_file_location('package_under_test', file, submodule_search_locations=[path] if is_folder else None)
        module = importlib.util.module_from_spec(spec)
        modules['package_under_test'] = module
        spec.loader.exec_module(module)
        return module

    def find(module, name):
        value = module
        for part in name.split('.'):
            if not hasattr(value, part):
                importlib.import_module(value.__name__ + '.' + part)
            value = getattr(value, part)
        return value

    bindings = {}
    set_signal(alarm, default)
    set_timer(real, max(limit, 8))
    try:
        module = load()
        for local, name in request['bindings']:
            try:
                bindings[local] = module if name == '*' else find(module, name)
            except Exception:
                pass
        say(-1, ['loaded'])
    except SystemExit:
        say(-1, ['load-error', 'it called sys.exit while loading'])
        leave(0)
    except BaseException as error:
        say(-1, ['load-error', describe_raised(error)[2]])
        leave(0)
    set_timer(real, 0)

    covered = set()
    prefix = root + '/'

    def trace(frame, event, value):
        code = frame.f_code
        if not code.co_filename.startswith(prefix):
            return None
        lines = fresh.setdefault(code.co_filename, set())

        def trace_lines(frame, event, value):
            lines.add(frame.f_lineno)
            return trace_lines
        return trace_lines

    fresh = {}
    kept, heard = [], []

    def keep(value):
        kept.append(value)
        return value

    def record(function):
        @wraps(function)
        def recorder(*items, **named):
            if len(heard) < 60:
                heard.append(describe([list(items), named]))
            return function(*items, **named)
        return recorder

    class Keeper(ast.NodeTransformer):
        def visit_Call(self, node):
            self.generic_visit(node)
            if isinstance(node.func, names_of) and node.func.id not in bindings:
                return node
            node.args = [self.wrap(one) for one in node.args]
            for keyword in node.keywords:
                keyword.value = self.wrap(keyword.value)
            return node

        def wrap(self, node):
            if isinstance(node, (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)):
                return ast.Call(names_of('phalus_keep', ast.Load()), [node], [])
            if isinstance(node, ast.Lambda):
                return ast.Call(names_of('phalus_record', ast.Load()), [node], [])
            return node

    def prepare(text, mode):
        tree = parse(text, '<call>', mode)
        return compile(ast.fix_missing_locations(Keeper().visit(tree)), '<call>', mode)

    def is_planned(error):
        """Whether a statement of the package raised it, and not the language by itself."""
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        if place is None:
            return True
        code = place.tb_frame.f_code
        return code.co_code[place.tb_lasti] == raising

    def run(call):
        space = dict(bindings)
        space.update({'__name__': '__scenario__', '__builtins__': builtins, 'phalus_keep': keep, 'phalus_record': record})
        before = set(space)
        try:
            exec(prepare(call['setup'], 'exec'), space)
            value = eval(prepare('(' + call['expression'] + '\n)', 'eval'), space)
            waited = type(value) is coroutine
            if waited:
                value = run_coroutine(value)
            text = render(value)
            made = [space[name] for name in sorted(set(space) - before) if isinstance(space[name], (list, dict, set, bytearray))]
            table = describe([value, kept + made])
            table[0][2].append(len(table))
            table.append(['awaited' if waited else 'direct', encode(heard), []])
            return ['returned', table, text, 1]
        except SystemExit as error:
            return ['ended', 'called sys.exit(' + cut(render(error.code), 20) + ')', '', 1]
        except BaseException as error:
            return ['threw', describe_raised(error), '', 1 if is_planned(error) else 0]

    def live(call, target):
        try:
            set_signal(alarm, default)
            set_timer(real, limit)
            set_limit(memory, (1 << 30, 1 << 30))
            rewind(output, 0)
            empty(output)
            if request['coverage']:
                set_trace(trace)
            answer = run(call)
            set_trace(None)
            new = [[file, sorted(line for line in lines if (file, line) not in covered)] for file, lines in fresh.items()]
            send(target, encode([answer, printed_lines(), new]).encode('ascii'))
        finally:
            leave(0)

    for index in request['order']:
        say(index, ['started'])
        source, target = make_pipe()
        child = fork()
        if child == 0:
            close(source)
            close(results)
            live(calls[index], target)
        close(target)
        deadline = monotonic() + limit + 0.5
        pieces, size, late = [], 0, False
        while size < 8000000:
            ready = wait_until([source], [], [], max(0, deadline - monotonic()))[0]
            if not ready:
                late = True
                break
            piece = read(source, 65536)
            if not piece:
                break
            pieces.append(piece)
            size += len(piece)
        close(source)
        if late or size >= 8000000:
            kill(child, killed)
        status = waitpid(child, 0)[1]
        answer, printed, new = None, None, 0
        try:
            answer, printed, lines = parse_json(b''.join(pieces))
            for file, numbers in lines:
                for line in numbers:
                    if (file, line) not in covered:
                        covered.add((file, line))
                        new += 1
        except Exception:
            pass
        if answer is not None:
            say(index, answer, printed, new)
        elif late or is_signaled(status) and signal_number(status) == alarm:
            say(index, ['timed-out'])
        elif is_signaled(status):
            say(index, ['gone', 'ended the process (signal ' + str(int(signal_number(status))) + ')'])
        else:
            say(index, ['gone', 'ended the process (exit code ' + str(exit_code(status)) + ')'])
    leave(0)


main()
`}`;
