#!/usr/bin/env python3
"""Measures an unpacked zip and writes qa/evidence/performance.md. See qa/README.md.

Rounds are interleaved, figures are medians of the ratios of a round. It needs Linux, Debian's postfix package (the daemon may be off), root for smtp-sink, a JDK, a C compiler, and a
machine that does nothing else."""
import argparse, datetime, os, platform, shutil, signal, subprocess, sys

from measure import others, servers, sessions, table, tls, works

PARTS = {'sink': (works.sink, 'Against smtp-sink'), 'features': (works.features, 'With ten rules and a silent observer'), 'peers': (works.peers, 'Against its peers'),
         'spool': (works.spool, 'The spool'), 'tls': (tls.tls, 'TLS'), 'memory': (sessions.memory, 'Memory'), 'pauses': (sessions.pauses, 'Delays'),
         'throttle': (sessions.throttle, 'Throttled content'),
         'start': (others.start, 'Start'), 'rules': (others.rules, 'Many rules'), 'jmh': (others.jmh, 'What a message costs')}
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.abspath(HERE + '/../..')


def options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('home', help='the unpacked zip')
    parser.add_argument('file', help='what is written: the parts that are not measured now stay as they are there')
    parser.add_argument('--only', default=','.join(PARTS), help='some of ' + ','.join(PARTS))
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--bench', default=ROOT + '/../shared/bench', help='where bench.py and peers.sh are')
    parser.add_argument('--peers', default=ROOT + '/target/peers', help='where peers.sh puts what it makes')
    parser.add_argument('--jdk', action='append', default=[], help='a further JDK for the start')
    parser.add_argument('--dry-run', action='store_true', help='measure nothing, and say what would be')
    parser.add_argument('--offline', action='store_true', help='let Maven fetch nothing')
    chosen = parser.parse_args()
    unknown = [part for part in chosen.only.split(',') if part not in PARTS]
    if unknown:
        parser.error(f'no part {unknown[0]}, there are {", ".join(PARTS)}')
    if not os.path.exists(chosen.home + '/bin/fakesmtp'):
        parser.error(f'no unpacked zip at {chosen.home}')
    chosen.home, chosen.bench, chosen.peers = map(os.path.abspath, (chosen.home, chosen.bench, chosen.peers))
    return chosen


def head(chosen):
    postfix = subprocess.run(['/usr/sbin/postconf', '-hd', 'mail_version'], capture_output=True, text=True).stdout.strip()
    return ('# Performance\n\nRatios hold where absolute figures do not: both are of the same run. A part is measured alone, on the day that stands below it.\n\n'
            f'- Machine: {os.cpu_count()} processors, shared with the clients, {platform.system()} {platform.release()}, {platform.machine()}\n'
            f'- Java: {"; ".join(others.jdks(chosen))}; all but the start on the first, with the flags of `bin/fakesmtp`\n'
            f'- Postfix: {postfix}\n- Command: `qa/run bench`, see [qa](../README.md#bench)\n')


def main():
    chosen = options()
    if chosen.dry_run:
        print(f'{chosen.only} of {chosen.home}, {chosen.rounds} rounds, with {"; ".join(others.jdks(chosen))}, for {chosen.file}')
        return
    signal.signal(signal.SIGTERM, lambda *ignored: sys.exit('ended')) # and not without the servers
    if not os.path.exists(chosen.peers + '/load'):
        subprocess.run([chosen.bench + '/peers.sh', chosen.peers], check=True, stdout=subprocess.DEVNULL)
    fresh = {}
    try:
        for part in chosen.only.split(','):
            measure, title = PARTS[part]
            print(f'{datetime.datetime.now():%H:%M:%S} {part}', file=sys.stderr)
            fresh[title] = measure(chosen) + f'\nMeasured on {datetime.date.today()}, rounds: {chosen.rounds}.\n'
            write(chosen, fresh)
    finally:
        shutil.rmtree(servers.WORK)


def write(chosen, fresh):
    old = open(chosen.file).read() if os.path.exists(chosen.file) else ''
    with open(chosen.file, 'w') as out:
        out.write(table.merge(old, head(chosen), fresh, [title for _, title in PARTS.values()]))


main()
