"""What sessions cost that do nothing, how exact pauses are, and a message that is larger than the heap."""
import select, socket, statistics, time

from .servers import ask, dialogue, fakesmtp
from .table import Row, section

IDLE = 10000
BLOCK = (b'X' * 78 + b'\r\n') * 800


def crowd(server, greeting):
    sessions = []
    for _ in range(IDLE):
        s = server.connect()
        s.recv(500)
        ask(s, greeting)
        sessions.append(s)
    return sessions


def p99(times):
    return statistics.quantiles(times, n=100)[98]


def memory(options):
    with fakesmtp(options.home) as server:
        for s in crowd(server, b'NOOP\r\n'): # to warm it up
            s.close()
        before, sessions = server.heap(), crowd(server, b'EHLO idle.test\r\n')
        each = (server.heap() - before) / IDLE
        times = []
        for _ in range(3000):
            begun = time.perf_counter()
            ask(sessions[0], b'NOOP\r\n')
            times.append((time.perf_counter() - begun) * 1000)
        for s in sessions:
            s.close()
    return section('Memory', f'{IDLE} sessions that have said EHLO, and a message of 1 GB to a server under `-Xmx64m`.', [
        Row('heap of each idle session, octets', each, 4095, most=True, digits=0),
        Row('NOOP beside them, p99, ms', p99(times), 1, most=True),
        Row('reply to the message of 1 GB', large(options), 250, digits=0)])


def large(options):
    with fakesmtp(options.home, 'limit.size=2GB', JAVA_OPTS='-Xmx64m') as server, server.connect() as s:
        s.recv(500)
        dialogue(s, b'HELO a.test', b'MAIL FROM:<a@a.test>', b'RCPT TO:<b@b.test>', b'DATA')
        for _ in range(2**30 // len(BLOCK)):
            s.sendall(BLOCK)
        return int(ask(s, b'.\r\n')[:3])


def pauses(options):
    with fakesmtp(options.home, 'plugins=delay', 'delay.n.on=NOOP', 'delay.n.time=1s') as server:
        cold, _ = crowd_that_pauses(server)
        warm, more = crowd_that_pauses(server)
    return section('Delays', f'{IDLE} sessions enter a pause of 1s, evenly over two seconds; the second time the server has its code compiled.', [
        Row('error the first time, p99, ms', p99(cold), 20, most=True, digits=1), Row('error the second time, p99, ms', p99(warm), 20, most=True, digits=1),
        Row('threads more', more, 0, most=True, digits=0)])


def crowd_that_pauses(server):
    sessions = crowd(server, b'HELO idle.test\r\n')
    threads = server.threads()
    errors = late(sessions)
    more = server.threads() - threads
    for s in sessions:
        s.close()
    return errors, more


def late(sessions):
    """By how many milliseconds each reply misses its second."""
    poll, sent, errors = select.epoll(), {}, []
    by = {s.fileno(): s for s in sessions}
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
    return errors
