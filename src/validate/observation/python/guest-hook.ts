/**
 * Python of the guest that watches a package: the hook that the interpreter itself calls for what leaves the program.
 * What it tells goes through a pipe at once, to a process that never runs the package: what was told cannot be taken back.
 */
export const guestHook = String.raw`
WRITING = {'os.remove', 'os.rename', 'os.mkdir', 'os.rmdir', 'os.truncate', 'os.link', 'os.symlink', 'os.chmod', 'os.chown', 'os.utime', 'os.mkfifo',
    'os.mknod', 'os.setxattr', 'shutil.copyfile', 'shutil.move', 'shutil.rmtree', 'shutil.copytree', 'shutil.make_archive', 'tempfile.mkstemp',
    'tempfile.mkdtemp', 'sqlite3.connect', 'syslog.syslog', 'syslog.openlog', 'fcntl.lockf', 'fcntl.flock'}
READING = {'os.listdir', 'os.scandir', 'os.walk', 'glob.glob', 'glob.glob/2', 'pathlib.Path.glob', 'builtins.input', 'os.getxattr'}
PROCESSES = {'subprocess.Popen', 'os.system', 'os.exec', 'os.posix_spawn', 'os.spawn', 'os.fork', 'os.forkpty', 'os.startfile', 'pty.spawn', 'os.kill',
    'os.killpg', 'signal.pthread_kill', 'webbrowser.open'}
SETTINGS = {'os.putenv', 'os.unsetenv', 'os.chdir', 'os.fchdir', 'resource.setrlimit', 'resource.prlimit', 'sys.setswitchinterval'}
INTERPRETER = {'gc.get_objects', 'gc.get_referrers', 'gc.get_referents', 'sys.addaudithook', 'sys.setprofile', 'sys.settrace', 'sys._current_frames',
    'sys._current_exceptions', 'cpython.run_command', 'cpython.run_file', 'cpython.run_stdin', 'code.__new__'}
NETWORK = ('socket.', 'http.client.', 'urllib.', 'ftplib.', 'smtplib.', 'poplib.', 'imaplib.', 'nntplib.', 'telnetlib.')
ABOUT_SECOND = {'socket.connect', 'socket.bind', 'socket.sendto', 'socket.__new__'}
HARMLESS = {'socket.gethostname', 'socket.sethostname'}


def create_hook(tell, allowed):
    from builtins import isinstance, bytes, str, int, any, len, repr, type, tuple
    import os, socket
    writing, unix = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND, socket.AF_UNIX
    null, busy = os.devnull, [False]

    def text_of(value):
        if isinstance(value, bytes):
            return bytes.decode(value, 'utf-8', 'replace')
        return value if type(value) is str else repr(value) if isinstance(value, (int, tuple)) else type(value).__name__

    def is_inside(path):
        return not isinstance(path, (str, bytes)) or any(text_of(path).startswith(one) for one in allowed)

    def judge(event, args):
        first = args[0] if args else ''
        if event == 'open':
            mode, flags = (args + (None, None))[1:3]
            if first == null or isinstance(first, int):
                return None
            if isinstance(mode, str) and any(sign in mode for sign in 'wax+') or isinstance(flags, int) and flags & writing:
                return 'write', 'open'
            return None if is_inside(first) else ('read', 'open')
        if event in WRITING:
            return 'write', event
        if event in READING:
            return None if is_inside(first) or first in ('', '.', None) else ('read', event)
        if event in PROCESSES:
            return 'process', event
        if event == '_thread.start_new_thread':
            return 'thread', event
        if event in SETTINGS:
            return 'settings', event
        if event in INTERPRETER or event.startswith('ctypes.'):
            return 'interpreter', event
        if event.startswith(NETWORK) and event not in HARMLESS:
            # A loop of asyncio wakes itself through a pair of sockets that lead nowhere.
            if event == 'socket.__new__' and len(args) > 1 and args[1] == unix:
                return None
            return 'network', event
        return None

    def hook(event, args):
        if busy[0]:
            return
        busy[0] = True
        try:
            found = judge(event, args)
            if found is not None:
                shown = args[1:2] if event in ABOUT_SECOND else args[:1]
                tell(found[0], found[1], text_of(shown[0]) if shown else '')
        finally:
            busy[0] = False

    return hook, busy
`;
