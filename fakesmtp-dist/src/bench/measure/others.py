"""Figures that other programs take: the start, and JMH."""
import json, os, re, subprocess, sys

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


def start(options):
    rows = []
    for name, home in jdks(options).items():
        version = int(re.search(r'build (\d+)', name).group(1))
        out = subprocess.run([sys.executable, os.path.join(os.path.dirname(__file__), '../start.py'), options.home, '15'], env={**os.environ, 'JAVA_HOME': home},
                             capture_output=True, text=True, check=True).stdout
        rows.append(Row(f'Java {version}, median, ms', int(re.match(r'\d+', out).group()), 250 if version < 25 else 200, most=True, digits=0))
    return section('Start', 'From the start of `bin/fakesmtp` to the first 220, by `start.py`.', rows)


def jmh(options):
    root = os.path.join(os.path.dirname(__file__), '../../../..')
    subprocess.run(['./mvnw', '-q', '-B', *(['-o'] if options.offline else []), '-Pjmh', '-pl', 'fakesmtp-api', 'clean', 'test'], cwd=root, check=True, stdout=subprocess.DEVNULL)
    with open(root + '/fakesmtp-api/target/jmh.json') as file:
        results = json.load(file)
    rows = []
    for result in results:
        name = ', '.join(['.'.join(result['benchmark'].split('.')[-2:]), *result.get('params', {}).values()])
        rows.append(Row(f'{name}, ns', result['primaryMetric']['score'], digits=0))
        rows.append(Row(f'{name}, octets allocated', result['secondaryMetrics']['gc.alloc.rate.norm']['score'], digits=0))
    return section('What a message costs', 'By JMH, without sockets: the framer, a whole message against the conversation, ten rules at a RCPT of which none matches.', rows)
