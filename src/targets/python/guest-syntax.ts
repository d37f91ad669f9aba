/**
 * Parses and compiles each file without running it, and looks up what it imports: the standard library and the package
 * itself are all there is. Prints one JSON array: the nonce, the files, and each problem with its file.
 */
export const guestSyntax = `
import ast, importlib.util, json, os, sys

request = json.loads(sys.stdin.buffer.read())
root = '/guest/package/'
own = request['importName'].split('.')[0]
known = set(getattr(sys, 'stdlib_module_names', ())) | set(sys.builtin_module_names)
problems, checked = [], []


def is_known(name):
    if name in known or name == own:
        return True
    try:
        return not known and importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def is_there(path, level, module):
    folder = os.path.dirname(path)
    for _ in range(level - 1):
        folder = os.path.dirname(folder)
    target = os.path.join(folder, *(module or '').split('.')) if module else folder
    return os.path.isfile(target + '.py') or os.path.isdir(target)


def look(path, tree):
    tried = {inner for node in ast.walk(tree) if isinstance(node, ast.Try) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module]
        elif isinstance(node, ast.ImportFrom):
            if not is_there(root + path, node.level, node.module):
                problems.append([path, 'line %d: imports .%s, which is not in the package' % (node.lineno, node.module or '')])
            continue
        else:
            continue
        for name in names:
            # Where a failure is caught, something else stands in.
            if node not in tried and not is_known(name.split('.')[0]):
                problems.append([path, 'line %d: imports %s, which is neither of the standard library nor of the package' % (node.lineno, name)])


for path in request['paths']:
    checked.append(path)
    try:
        with open(root + path, encoding='utf-8') as file:
            text = file.read()
        tree = ast.parse(text, path)
        compile(text, path, 'exec', dont_inherit=True)
        look(path, tree)
    except SyntaxError as error:
        problems.append([path, 'line %s: %s' % (error.lineno, error.msg)])
    except (ValueError, RecursionError, MemoryError, UnicodeDecodeError) as error:
        problems.append([path, '%s: %s' % (type(error).__name__, error)])
print(json.dumps([request['nonce'], checked, problems]))
`;
