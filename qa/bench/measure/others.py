"""The start, many rules, and JMH."""
import json, os, re, statistics, subprocess, sys, time

from .servers import WORK, Server
from .table import Row, section


def jdks(options):
    """{version: directory} of the Java that runs and of those that were named."""
    default = os.environ.get('JAVA_HOME') or os.path.dirname(os.path.dirname(os.path.realpath(subprocess.run(
        ['which', 'java'], capture_output=True, text=True, check=True).stdout.strip())))
    found = {}
    for home in [default, *options.jdk]:
        words = subprocess.run([home + '/bin/java', '-version'], capture_output=True, text=True, check=True).stderr
        found[words.splitlines()[1]] = home
    return found


def started(options, java_home, starts, *arguments):
    """The median in milliseconds."""
    out = subprocess.run([sys.executable, os.path.join(os.path.dirname(__file__), '../start.py'), options.home, str(starts), *arguments],
                         env={**os.environ, 'JAVA_HOME': java_home}, capture_output=True, text=True, check=True).stdout
    return int(re.match(r'\d+', out).group())


def start(options):
    rows = []
    for name, home in jdks(options).items():
        version = int(re.search(r'build (\d+)', name).group(1))
        rows.append(Row(f'Java {version}, median, ms', started(options, home, 15), None if version < 19 else 200, most=True, digits=0))
    return section('Start', 'From the start of `bin/fakesmtp` to the first 220, by `start.py`. Java 17 starts plainly, newer ones from their archive of classes.', rows)


def file_of_rules(number):
    """A properties file of so many rules, of three lines each, of which none matches."""
    path = f'{WORK}/{number}.properties'
    with open(path, 'w') as file:
        file.write('plugins = reject\n')
        for i in range(number):
            file.write(f'reject.r{i}.on = RCPT\nreject.r{i}.when.recipient = user{i}@fail.test\nreject.r{i}.reply = 550 No user {i}\n')
    return path


def recipients(server, number):
    """How long each RCPT of one transaction takes, in milliseconds."""
    with server.connect() as s, s.makefile('rb') as replies:
        replies.readline()
        for line in ('HELO client.test', 'MAIL FROM:<ann@client.test>'):
            s.sendall(line.encode() + b'\r\n')
            replies.readline()
        times = []
        for i in range(number):
            begun = time.perf_counter()
            s.sendall(b'RCPT TO:<bob%d@server.test>\r\n' % i)
            if not replies.readline().startswith(b'250'):
                raise SystemExit('a RCPT is refused')
            times.append((time.perf_counter() - begun) * 1000)
        return times


def rules(options):
    rows = []
    java = next(iter(jdks(options).values()))
    for number, goal in ((4000, None), (20000, 2000)):
        rows.append(Row(f'start with {number} rules, median, ms', started(options, java, 5, '-c', file_of_rules(number)), goal, most=True, digits=0))
    with Server([options.home + '/bin/fakesmtp', '--listen', '127.0.0.1:PORT', '-c', file_of_rules(10000)]) as server:
        first, times = recipients(server, 1)[0], recipients(server, 900)
    rows.append(Row('the first RCPT under 10000 rules, ms', first))
    rows.append(Row('a RCPT under 10000 rules, median, ms', statistics.median(times), 1, most=True))
    return section('Many rules', 'Rules of three lines at RCPT, of which none matches.', rows)


def jmh(options):
    root = os.path.join(os.path.dirname(__file__), '../../..')
    subprocess.run(['./mvnw', '-q', '-B', *(['-o'] if options.offline else []), '-Pjmh', '-pl', 'fakesmtp-api', 'clean', 'test'], cwd=root, check=True, stdout=subprocess.DEVNULL)
    with open(root + '/fakesmtp-api/target/jmh.json') as file:
        results = json.load(file)
    rows = []
    for result in results:
        name = ', '.join(['.'.join(result['benchmark'].split('.')[-2:]), *result.get('params', {}).values()])
        rows.append(Row(f'{name}, ns', result['primaryMetric']['score'], digits=0))
        rows.append(Row(f'{name}, octets allocated', result['secondaryMetrics']['gc.alloc.rate.norm']['score'], digits=0))
    return section('What a message costs', 'By JMH, without sockets: the framer, a whole message against the conversation, ten rules at a RCPT of which none matches.', rows)
