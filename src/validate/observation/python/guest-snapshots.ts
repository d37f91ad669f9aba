/** Python of the guest that watches a package: what all code of a process shares, before the package and afterwards. */
export const guestSnapshots = String.raw`
WATCHED = ['builtins', 'sys', 'os', 'os.path', 're', 'json', 'json.encoder', 'json.decoder', 'math', 'random', 'time', 'datetime', 'decimal', 'collections',
    'functools', 'itertools', 'operator', 'string', 'logging', 'threading', 'subprocess', 'socket', 'io', 'pathlib', 'copy', 'types', 'typing', 'warnings',
    'contextlib', 'enum', 'dataclasses', 'inspect', 'importlib', 'locale', 'unittest', 'unittest.case', 'abc', 'codecs', 'pickle', 'hashlib', 'urllib.request']
OF_PYTHON = {'last_type', 'last_value', 'last_traceback', 'last_exc', 'modules', 'path_importer_cache', 'stdout', 'stderr', 'flags'}


def create_snapshots(tell):
    from builtins import dict, getattr, hasattr, id, isinstance, len, list, str, tuple, type
    import builtins, decimal, importlib, locale, logging, random, signal, socket, sys, threading, types, warnings
    Module, get_signal = types.ModuleType, signal.getsignal
    stdlib = set(getattr(sys, 'stdlib_module_names', ()))
    modules = [(name, importlib.import_module(name)) for name in WATCHED]
    classes = [(name + '.' + attribute, value) for name, module in modules for attribute, value in vars(module).items()
               if isinstance(value, type) and value.__module__ == name and name != 'builtins']
    kept = []

    def read_slots():
        return {name: dict(vars(owner)) for name, owner in modules + classes}

    def read_settings():
        return {
            'recursion limit': sys.getrecursionlimit(), 'signal handlers': tuple(str(get_signal(number)) for number in sorted(signal.valid_signals()) if number not in (9, 19)),
            'random numbers': random.getstate(), 'decimal context': str(decimal.getcontext()), 'locale': locale.setlocale(locale.LC_ALL),
            'sys.path': tuple(sys.path), 'sys.meta_path': tuple(map(id, sys.meta_path)), 'default timeout of sockets': socket.getdefaulttimeout(),
            'handlers of logging': tuple(map(id, logging.getLogger().handlers)), 'level of logging': logging.getLogger().level, 'sys.stdout': id(sys.stdout),
        }

    def read_modules():
        return {name: id(module) for name, module in list(sys.modules.items())}

    def is_private(key):
        return key.startswith('_') and not key.startswith('__')

    state = {}

    def remember():
        state.update(slots=read_slots(), settings=read_settings(), modules=read_modules())

    remember()

    def compare(own):
        slots, settings, loaded = read_slots(), read_settings(), read_modules()
        for name, now in slots.items():
            before = state['slots'][name]
            kept.append(before)
            for key, value in now.items():
                if key in before and value is before[key] or key in OF_PYTHON or is_private(key):
                    continue
                # A module below is an attribute of its parent from its first import on.
                if key not in before and isinstance(value, Module) or key in ('__warningregistry__', '__abstractmethods__', '_abc_impl', '__doc__'):
                    continue
                tell('global' if name == 'builtins' and key not in before else 'builtin', name, str(key))
            for key in before:
                if key not in now and not is_private(key):
                    tell('builtin', name, 'without ' + str(key))
        for name, value in settings.items():
            if value != state['settings'][name]:
                tell('listener' if name == 'signal handlers' else 'settings', name, '')
        for name, place in loaded.items():
            before = state['modules'].get(name)
            if before is not None and before != place:
                tell('builtin', 'sys.modules', name)
            elif before is None and name.split('.')[0] not in stdlib and name.split('.')[0] not in own and not getattr(sys.modules.get(name), '__file__', None):
                tell('global', 'sys.modules', name)
        state.update(slots=slots, settings=settings, modules=loaded)

    return compare, remember
`;
