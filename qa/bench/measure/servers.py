"""Servers that are started, waited for, looked into and ended."""
import os, re, socket, ssl, subprocess, tempfile, time

WORK = tempfile.mkdtemp(prefix='performance-')
TICKS = os.sysconf('SC_CLK_TCK')


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


class Server:
    """A process that says 220 on a port, in TLS where a context is given."""

    def __init__(self, command, environment=None, tls=None):
        self.port, self.tls = free_port(), tls
        self.process = subprocess.Popen([x.replace('PORT', str(self.port)) for x in command], cwd=WORK, env={**os.environ, **(environment or {})},
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        begun = time.time()
        while not self._greets():
            if self.process.poll() is not None or time.time() - begun > 60:
                raise SystemExit('does not start: ' + ' '.join(command))
            time.sleep(0.01)

    def _greets(self):
        try:
            with self.connect() as s:
                return s.recv(100).startswith(b'220')
        except OSError:
            return False

    def connect(self, session=None):
        s = socket.create_connection(('127.0.0.1', self.port), 60)
        try:
            return self.tls.wrap_socket(s, session=session) if self.tls else s
        except OSError:
            s.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self.process.terminate()
        self.process.wait(20)

    def cpu(self):
        """Seconds of user and system."""
        fields = open(f'/proc/{self.process.pid}/stat').read().rsplit(')', 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def threads(self):
        return int(re.search(r'Threads:\s+(\d+)', open(f'/proc/{self.process.pid}/status').read()).group(1))

    def heap(self):
        """Octets of live objects: the histogram collects first."""
        out = subprocess.run(['jcmd', str(self.process.pid), 'GC.class_histogram'], capture_output=True, text=True, check=True).stdout
        return int(re.search(r'^Total\s+\d+\s+(\d+)', out, re.M).group(1))


def command(home, *settings):
    """What starts the unpacked zip as its user does, with no plugin unless a setting names some; PORT stands for the port."""
    words = [x for setting in ('plugins=', 'limit.connections=0', *settings) for x in ('--set', setting)]
    return [home + '/bin/fakesmtp', '--listen', '127.0.0.1:PORT', *words]


def flags(home):
    """Those that bin/fakesmtp gives the JVM."""
    return re.search(r"^flags='(.*)'$", open(home + '/bin/fakesmtp').read(), re.M).group(1).split()


def fakesmtp(home, *settings, tls=None, **environment):
    return Server(command(home, *settings), environment, tls)


def ask(s, line):
    s.sendall(line)
    return s.recv(4096)


def dialogue(s, *lines):
    for line in lines:
        ask(s, line + b'\r\n')
