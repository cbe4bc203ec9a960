"""What sessions cost that do nothing, how exact pauses and slowed content are, and a message that is larger than the heap."""
import select, socket, ssl, statistics, time

from .servers import ask, dialogue, fakesmtp
from .table import Row, section
from .tls import client

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


SLOWED = ((1, 1), (4, 1), (100, 20), (1024, 333), (102400, 20480)) # KB, and KB a second


def throttle(options):
    rows = []
    for way, mode, version in (('in the clear', 'off', None), ('in TLS', 'implicit', ssl.TLSVersion.TLSv1_3)):
        for by in ('DATA', 'BDAT'):
            for size, rate in SLOWED:
                with fakesmtp(options.home, 'plugins=fault', 'limit.size=2GB', f'tls.mode={mode}', 'fault.slow.on=CONTENT', f'fault.slow.answer=throttle {rate}KB/s',
                              tls=client(version) if version else None) as server:
                    missed = abs(slowed(server, size * 1024, by) - size / rate)
                rows.append(Row(f'{size} KB at {rate} KB/s {way} by {by}, off by ms', missed * 1000, max(100, 50 * size / rate), most=True, digits=0))
    return section('Throttled content', 'From the first octet of the content to its reply, against what `throttle` at CONTENT orders; the goal is 5 % or 100 ms, whichever is more.', rows)


def slowed(server, octets, by):
    """Seconds that content takes whose last line is shorter than the others."""
    content = (BLOCK * (octets // len(BLOCK) + 1))[:octets - 2] + b'\r\n'
    with server.connect() as s:
        s.recv(500)
        dialogue(s, b'EHLO a.test', b'MAIL FROM:<a@a.test>', b'RCPT TO:<b@b.test>')
        if by == 'DATA':
            ask(s, b'DATA\r\n')
        s.settimeout(60)
        begun = time.perf_counter()
        s.sendall((b'' if by == 'DATA' else b'BDAT %d LAST\r\n' % len(content)) + content + (b'.\r\n' if by == 'DATA' else b''))
        reply = s.recv(500)
        if not reply.startswith(b'250'):
            raise SystemExit(f'slowed by {by}: {reply}')
        return time.perf_counter() - begun
