"""TLS from the first octet, against BareTls: SSLEngine in a loop that speaks no SMTP. Both have the same key, flags and clients, which are OpenSSL's."""
import multiprocessing, os, ssl, statistics, subprocess, time

from . import servers
from .servers import ask, dialogue
from .table import Row, section

CLIENTS, SECONDS, WARM = 4, 2, 6
BLOCK = (b'X' * 78 + b'\r\n') * 800
BLOCKS = 10000 # 640 MB
VERSIONS = {'TLS 1.3': ssl.TLSVersion.TLSv1_3, 'TLS 1.2': ssl.TLSVersion.TLSv1_2}


def client(version):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.minimum_version = context.maximum_version = version
    return context


def visit(server, session=None):
    """Shakes hands, reads the banner and says QUIT. What the next one may resume, and whether this one did."""
    with server.connect(session) as s:
        s.recv(500)
        kept, reused = s.session, s.session_reused
        s.sendall(b'QUIT\r\n')
        while s.recv(500):
            pass
    return kept, reused


def visitor(server, resumes, until, out):
    session = visit(server)[0] if resumes else None
    visits = reused = 0
    while time.time() < until:
        kept, was_reused = visit(server, session)
        session = kept if resumes else None
        visits, reused = visits + 1, reused + was_reused
    out.put((visits, reused))


def handshakes(server, resumes, seconds=SECONDS):
    """Handshakes in a second, how many with a second of the server's CPU, and the part of them that was resumed."""
    out, cpu = multiprocessing.Queue(), server.cpu()
    visitors = [multiprocessing.Process(target=visitor, args=(server, resumes, time.time() + seconds, out)) for _ in range(CLIENTS)]
    for process in visitors:
        process.start()
    visits, reused = map(sum, zip(*[out.get() for _ in visitors]))
    for process in visitors:
        process.join()
    return visits / seconds, visits / max(server.cpu() - cpu, 0.01), reused / visits


def bulk(server, by):
    """Octets in a second, and with a second of the server's CPU: without SMTP to the bare loop, by DATA or BDAT to the other."""
    with server.connect() as s:
        s.recv(500)
        if by != 'BYE':
            dialogue(s, b'EHLO a.test', b'MAIL FROM:<a@a.test>', b'RCPT TO:<b@b.test>')
        if by == 'DATA':
            ask(s, b'DATA\r\n')
        elif by == 'BDAT':
            s.sendall(b'BDAT %d LAST\r\n' % (BLOCKS * len(BLOCK)))
        cpu, begun = server.cpu(), time.perf_counter()
        for _ in range(BLOCKS):
            s.sendall(BLOCK)
        reply = ask(s, {'BYE': b'BYE\r\n', 'DATA': b'.\r\n', 'BDAT': b'NOOP\r\n'}[by])
        seconds, cpu = time.perf_counter() - begun, server.cpu() - cpu
        if not reply.startswith(b'250'):
            raise SystemExit(f'bulk by {by}: {reply}')
    return BLOCKS * len(BLOCK) / seconds, BLOCKS * len(BLOCK) / max(cpu, 0.01)


def keystore():
    file = servers.WORK + '/key.p12'
    subprocess.run(['keytool', '-genkeypair', '-keyalg', 'EC', '-groupname', 'secp256r1', '-dname', 'CN=localhost', '-storetype', 'PKCS12', '-storepass', 'secret',
                    '-alias', 'key', '-keystore', file], check=True, capture_output=True)
    return file


def started(options, version):
    """The bare loop and the server."""
    file, classes = servers.WORK + '/key.p12', servers.WORK + '/bare'
    if not os.path.exists(file):
        keystore()
        subprocess.run(['javac', '-d', classes, os.path.join(os.path.dirname(__file__), 'BareTls.java')], check=True)
    bare = servers.Server(['java', *servers.flags(options.home), '-cp', classes, 'BareTls', file, 'secret', 'PORT', str(os.cpu_count())], tls=client(version))
    own = servers.fakesmtp(options.home, 'tls.mode=implicit', 'limit.size=2GB', f'tls.keystore={file}', 'tls.keystore-password=secret', tls=client(version))
    return bare, own


def pairs(rounds, bare, own):
    """The medians of the ratios, of the rates and of what a second of CPU does, and all pairs."""
    seen = [(bare(), own()) for _ in range(rounds)]
    return [statistics.median(mine[i] / theirs[i] for theirs, mine in seen) for i in (0, 1)] + [seen]


def rows(options, name, version):
    bare, own = started(options, version)
    with bare, own:
        for kind, resumes in (('full', False), ('resumed', True)):
            for server in (bare, own):
                handshakes(server, resumes, WARM)
            rate, cpu, seen = pairs(options.rounds, lambda: handshakes(bare, resumes), lambda: handshakes(own, resumes))
            yield Row(f'{name}, {kind} handshakes a second', rate, 0.7)
            yield Row(f'{name}, {kind} handshakes, by server CPU', cpu, 0.7)
            if resumes:
                yield Row(f'{name}, part of these that was resumed', min(mine[2] for _, mine in seen), 1.0)
        for by in ('BDAT', 'DATA') if name == 'TLS 1.3' else ():
            bulk(bare, 'BYE'), bulk(own, by)
            rate, cpu, _ = pairs(options.rounds, lambda: bulk(bare, 'BYE'), lambda: bulk(own, by))
            yield Row(f'{name}, octets a second by {by}', rate, 0.7)
            yield Row(f'{name}, octets by {by}, by server CPU', cpu)


def tls(options):
    return section('TLS', 'Ratios to a bare loop of SSLEngine with as many selectors as processors and the same key (P-256), that greets, decrypts and throws away. '
                   f'Handshakes come from {CLIENTS} clients, each with the banner and a QUIT; octets come in one message of {BLOCKS * len(BLOCK) // 10**6} MB.',
                   [row for name, version in VERSIONS.items() for row in rows(options, name, version)])
