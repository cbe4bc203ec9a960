#!/usr/bin/env python3
"""Measures an unpacked zip against Postfix's smtp-sink and writes a table: performance.py HOME FILE [ROUNDS].

Rounds are interleaved, figures are medians of the ratios of a round. It needs Linux, Debian's postfix package (smtp-source
and smtp-sink; the daemon may be off), root for smtp-sink, a JDK, and a machine that does nothing else."""
import datetime, os, platform, re, select, socket, statistics, subprocess, sys, tempfile, time

HOME, FILE = os.path.abspath(sys.argv[1]), sys.argv[2]
ROUNDS = int(sys.argv[3]) if len(sys.argv) > 3 else 5
SCRIPT, WORK, IDLE = HOME + '/bin/fakesmtp', tempfile.mkdtemp(), 10000
WORKS = [('i', 1, False, 1000, 2000, 1.0), ('ii', 20, False, 1000, 4000, 0.85), ('iii', 20, True, 1000, 20000, 1.05),
         ('iv', 20, True, 100000, 1000, 2.5), ('v', 4, True, 10000000, 12, 2.0), ('vi', 500, True, 1000, 10000, 1.3)]
RULES = [x for i in range(10) for x in ('--set', f'reject.r{i}.on=RCPT', '--set', f'reject.r{i}.when.recipient=*@host{i}.test',
                                        '--set', f'reject.r{i}.reply=550 5.1.1 No')]


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


class Server:
    """A process that says 220 on a port."""

    def __init__(self, command, environment=None):
        self.port = free_port()
        begun = time.perf_counter()
        self.process = subprocess.Popen([x.replace('PORT', str(self.port)) for x in command], cwd=WORK, env={**os.environ, **(environment or {})},
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while True:
            try:
                with socket.create_connection(('127.0.0.1', self.port), 5) as s:
                    s.settimeout(20)
                    if s.recv(100).startswith(b'220'):
                        break
            except OSError:
                if self.process.poll() is not None or time.perf_counter() - begun > 60:
                    raise SystemExit('does not start: ' + ' '.join(command))
                time.sleep(0.001)
        self.start = (time.perf_counter() - begun) * 1000

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self.process.terminate()
        self.process.wait(20)

    def status(self, key):
        return int(re.search(key + r':\s+(\d+)', open(f'/proc/{self.process.pid}/status').read()).group(1))

    def heap(self):
        """Octets of live objects: the histogram collects first."""
        out = subprocess.run(['jcmd', str(self.process.pid), 'GC.class_histogram'], capture_output=True, text=True).stdout
        return int(re.search(r'^Total\s+\d+\s+(\d+)', out, re.M).group(1))


def fakesmtp(*words, **environment):
    return Server([SCRIPT, '--listen', '127.0.0.1:PORT', '--set', 'plugins=', '--set', 'limit.connections=0', *words], environment)


def rate(server, sessions, kept, length, messages):
    begun = time.perf_counter()
    subprocess.run(['/usr/sbin/smtp-source', '-s', str(sessions), '-m', str(messages), '-l', str(length), *(['-d'] if kept else []),
                    f'127.0.0.1:{server.port}'], check=True, timeout=120, stdout=subprocess.DEVNULL)
    return messages / (time.perf_counter() - begun)


def throughput():
    sink = Server(['/usr/sbin/smtp-sink', '-u', 'postfix', '-m', '20000', '127.0.0.1:PORT', '4096'])
    with sink, fakesmtp() as plain, fakesmtp('--set', 'plugins=reject', *RULES) as ruled:
        for name, sessions, kept, length, messages, goal in WORKS:
            work = (sessions, kept, length, messages)
            for server in (sink, plain, ruled) * 2: # to warm them up
                rate(server, *work)
            rounds = [[rate(server, *work) for server in (sink, plain, ruled)] for _ in range(ROUNDS)]
            ratio = statistics.median(r[1] / r[0] for r in rounds)
            rules = statistics.median(r[2] / r[1] for r in rounds)
            yield f'{name}: {sessions} sessions, {"kept" if kept else "a new connection each"}, {length} octets', f'{ratio:.2f}', f'{goal:.2f}'
            yield f'{name}, with ten rules, of that without', f'{rules:.2f}', '0.90'


def ask(s, line):
    s.sendall(line)
    return s.recv(4096)


def idle():
    with fakesmtp() as server:
        rate(server, 20, True, 1000, 5000)
        before, crowd = server.heap(), []
        for _ in range(IDLE):
            s = socket.create_connection(('127.0.0.1', server.port), 20)
            s.recv(500)
            ask(s, b'EHLO idle.test\r\n')
            crowd.append(s)
        yield f'heap of each of {IDLE} idle sessions, octets', str((server.heap() - before) // IDLE), 'under 4096'
        probe, times = crowd[0], []
        for _ in range(3000):
            begun = time.perf_counter()
            ask(probe, b'NOOP\r\n')
            times.append((time.perf_counter() - begun) * 1000)
        yield 'NOOP beside them, p99, ms', f'{statistics.quantiles(times, n=100)[98]:.2f}', 'under 1'
        for s in crowd:
            s.close()


def pauses():
    with fakesmtp('--set', 'plugins=delay', '--set', 'delay.n.on=NOOP', '--set', 'delay.n.time=1s') as server:
        crowd = []
        for _ in range(IDLE):
            s = socket.create_connection(('127.0.0.1', server.port), 20)
            s.recv(500)
            ask(s, b'HELO idle.test\r\n')
            crowd.append(s)
        threads, poll, sent, errors = server.status('Threads'), select.epoll(), {}, []
        by = {s.fileno(): s for s in crowd}
        for fd in by:
            poll.register(fd, select.EPOLLIN)
        begun, waiting = time.perf_counter(), list(by)
        while len(errors) < IDLE:
            due = min(IDLE, int((time.perf_counter() - begun) * IDLE / 2))
            while IDLE - len(waiting) < due:
                fd = waiting.pop()
                sent[fd] = time.perf_counter()
                by[fd].sendall(b'NOOP\r\n')
            for fd, _ in poll.poll(0.001):
                errors.append(abs(time.perf_counter() - sent[fd] - 1) * 1000)
                poll.unregister(fd)
        yield f'{IDLE} pauses of 1s entered over two seconds, p99 error, ms', f'{statistics.quantiles(errors, n=100)[98]:.1f}', 'under 20'
        yield 'threads more while they last', str(server.status('Threads') - threads), '0'
        for s in crowd:
            s.close()


def large():
    with fakesmtp('--set', 'limit.size=2GB', JAVA_OPTS='-Xmx64m') as server, socket.create_connection(('127.0.0.1', server.port), 60) as s:
        s.recv(500)
        for line in (b'HELO a.test\r\n', b'MAIL FROM:<a@a.test>\r\n', b'RCPT TO:<b@b.test>\r\n', b'DATA\r\n'):
            ask(s, line)
        block = (b'X' * 78 + b'\r\n') * 800
        for _ in range(2**30 // len(block)):
            s.sendall(block)
        yield 'reply to a message of 1 GB under -Xmx64m', ask(s, b'.\r\n').decode()[:3], '250'


def start():
    command = [SCRIPT, '--listen', '127.0.0.1:PORT']
    with Server(command):
        pass
    deadline = time.time() + 60
    while time.time() < deadline and (os.path.exists(HOME + '/lib/classes.new') or not any(f.startswith('classes-') for f in os.listdir(HOME + '/lib'))):
        time.sleep(0.1)
    times = []
    for _ in range(15):
        with Server(command) as server:
            times.append(server.start)
    version = re.search(r'"(\d+)', subprocess.run([os.environ.get('JAVA_HOME', '') + '/bin/java' if os.environ.get('JAVA_HOME') else 'java', '-version'],
                                                  capture_output=True, text=True).stderr).group(1)
    yield f'start to the first 220 on JDK {version}, ms', f'{statistics.median(times):.0f}', 'at most ' + ('250' if int(version) < 25 else '200')


def main():
    rows = [row for part in (throughput, idle, pauses, large, start) for row in part()]
    java = subprocess.run(['java', '-version'], capture_output=True, text=True).stderr.splitlines()[1]
    postfix = subprocess.run(['/usr/sbin/postconf', '-hd', 'mail_version'], capture_output=True, text=True).stdout.strip()
    with open(FILE, 'w') as out:
        out.write('# Performance\n\nRatios are to the rate of smtp-sink under smtp-source in the same round, medians of the rounds; absolute figures hold for this machine only.\n\n'
                  f'- Date: {datetime.date.today()}\n- Machine: {os.cpu_count()} processors, {platform.system()} {platform.release()}, {platform.machine()}\n'
                  f'- Java: {java}\n- Postfix: {postfix}\n- Rounds: {ROUNDS}\n- Command: `fakesmtp-dist/src/bench/performance.py HOME FILE {ROUNDS}`\n\n'
                  '| work | seen | goal |\n|---|---|---|\n')
        out.writelines(f'| {" | ".join(row)} |\n' for row in rows)


main()
