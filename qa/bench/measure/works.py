"""The works of smtp-source, by bench.py: against smtp-sink, with rules and an observer, against the peers, and with the spool."""
import json, os, shlex, shutil, statistics, subprocess, sys

from . import servers
from .table import Row, section

WORKS = {'i': ('1 session, new connection each, 1 kB', 0.8, 1.0), 'ii': ('20 sessions, new connection each, 1 kB', 0.75, 0.85),
         'iii': ('20 sessions kept, 1 kB', 0.95, 1.05), 'iv': ('20 sessions kept, 100 kB', 1.8, 2.5), 'v': ('4 sessions kept, 10 MB', 1.5, 2.0),
         'vi': ('500 sessions kept, 1 kB', 1.2, 1.3), 'p20': ('20 pipelined sessions kept, 1 kB', 1.3, 1.6)}
SINK = ['/usr/sbin/smtp-sink', '-u', 'postfix', '-m', '20000', '127.0.0.1:PORT', '4096']
TEN_RULES = [word for i in range(10) for word in (f'reject.r{i}.on=RCPT', f'reject.r{i}.when.recipient=*@host{i}.test', f'reject.r{i}.reply=550 5.1.1 No')]


def entry(name, command):
    port = servers.free_port()
    return f'{name}={shlex.join(command).replace("PORT", str(port))}={port}'


def run(options, works, entries):
    """Plays works to servers in turns. {work/server: [round]}, where a round has a rate and the server's CPU."""
    out = servers.WORK + '/rounds.json'
    subprocess.run([sys.executable, options.bench + '/bench.py', '--reps', str(options.rounds), '--warm', '8', '--target', '1.0', '--workloads', works,
                    '--load', options.peers + '/load', '--json', out, *entries], cwd=servers.WORK, check=True, stdout=subprocess.DEVNULL)
    with open(out) as file:
        return json.load(file)


def ratio(rounds, work, server, base, by='rate'):
    """The median of the ratios in a round: of the rates, or of what CPU the base takes to what the server takes."""
    pairs = list(zip(rounds[f'{work}/{server}'], rounds[f'{work}/{base}']))
    if any(x['rc'] for pair in pairs for x in pair):
        return 0.0
    return statistics.median(own['rate'] / other['rate'] if by == 'rate' else other['cpu'] / max(own['cpu'], 1e-9) for own, other in pairs)


def rate(rounds, work, server):
    return statistics.median(x['rate'] for x in rounds[f'{work}/{server}'])


def sink(options):
    rounds = run(options, ','.join(WORKS), [entry('sink', SINK), entry('own', servers.command(options.home))])
    rows = []
    for work, (text, defect, goal) in WORKS.items():
        by = 'cpu' if work == 'i' else 'rate'
        rows.append(Row(f'{work}: {text}' + (', by server CPU' if work == 'i' else ''), ratio(rounds, work, 'own', 'sink', by), goal, defect))
    rows[1:1] = [Row('i, by rate', ratio(rounds, 'i', 'own', 'sink'))]
    return section('Against smtp-sink', 'Ratios to smtp-sink under smtp-source (p20: under a client that pipelines), medians of the rounds, without plugins.', rows)


def features(options):
    plugin = silent_plugin(options)
    ruled = servers.command(plugin, 'plugins=reject,silent', *TEN_RULES)
    rounds = run(options, ','.join(WORKS), [entry('bare', servers.command(options.home)), entry('ruled', ruled)])
    rows = [Row(f'{work}: {text}' + (', by server CPU' if work == 'i' else ''), ratio(rounds, work, 'ruled', 'bare', 'cpu' if work == 'i' else 'rate'), 0.9)
            for work, (text, _, _) in WORKS.items()]
    return section('With ten rules and a silent observer', 'Ratios to the server without plugins. The rules are asked at each RCPT and none matches; the observer is told everything and does nothing.', rows)


def silent_plugin(options):
    """A copy of the unpacked zip that has one plugin more."""
    home, classes = servers.WORK + '/silent', servers.WORK + '/silent-classes'
    shutil.copytree(options.home, home)
    os.makedirs(classes + '/META-INF/services')
    with open(classes + '/META-INF/services/org.fakesmtp.api.Plugin', 'w') as out:
        out.write('SilentPlugin\n')
    source = os.path.join(os.path.dirname(__file__), 'SilentPlugin.java')
    subprocess.run(['javac', '-cp', home + '/lib/*', '-d', classes, source], check=True)
    subprocess.run(['jar', '--create', '--file', home + '/plugins/silent.jar', '-C', classes, '.'], check=True)
    return home


def peers(options):
    lines = subprocess.run([options.bench + '/peers.sh', options.peers], capture_output=True, text=True, check=True).stdout.splitlines()
    names = [line.split('=', 1)[0] for line in lines]
    rounds = run(options, 'ii,iii', [*lines, entry('fakesmtp', servers.command(options.home))])
    rows = []
    for work in ('ii', 'iii'):
        rows += [Row(f'{work}: {name}', ratio(rounds, work, name, names[0])) for name in (*names[1:], 'fakesmtp')]
        rows.append(Row(f'{work}: fakesmtp to the fastest of the servers of the same kind',
                        min(ratio(rounds, work, 'fakesmtp', peer) for peer in names if peer not in ('smtp-sink', 'raw-nio')), 1.0))
    return section('Against its peers', f'Ratios to smtp-sink. raw-nio is a bare loop of java.nio that speaks the least that smtp-source needs; the others are {", ".join(names[2:])}.', rows)


SPOOLS = {'eml': [], 'maildir': ['spool.format=maildir'], 'eml, spool.log = off': ['spool.log=off']}


def spool(options):
    dump = servers.WORK + '/dump'
    os.makedirs(dump)
    os.chmod(servers.WORK, 0o755)
    os.chmod(dump, 0o777)
    entries = [entry('sink', [*SINK[:3], '-d', dump + '/%M.', *SINK[3:]])]
    entries += [entry(f's{i}', servers.command(options.home, 'plugins=spool', f'spool.directory={servers.WORK}/spool{i}', *settings))
                for i, settings in enumerate(SPOOLS.values())]
    entries.append(entry('none', servers.command(options.home)))
    disk = [{mode: disk_rate(options, mode) for mode in DISK}]
    rounds = run(options, 'i,iii,vi', entries)
    disk.append({mode: disk_rate(options, mode) for mode in DISK})
    gives = {mode: statistics.mean(d[mode] for d in disk) for mode in DISK}
    most = 1 / (1 / rate(rounds, 'i', 'none') + 1 / gives['4'])
    rows = [Row(f'i, without a spool, and then an append forced: of what the disk gives, {DISK["2"]}', most / gives['2'])]
    for i, spool in enumerate(SPOOLS):
        rows += [Row(f'i, {spool}: of what the disk gives, {text}', rate(rounds, 'i', f's{i}') / gives[mode], 0.8) for mode, text in DISK.items()]
        rows += [Row(f'{work}, {spool}: to smtp-sink -d', ratio(rounds, work, f's{i}', 'sink'), 1.0, 0.5) for work in ('iii', 'vi')]
    library = slow_library()
    rows += [row for us in SLOWER for row in slower(options, library, us)]
    return section('The spool', '`smtp-sink -d` writes files too, but forces nothing. Before and after, `disk` measured what the disk gives one writer of 1000 octets: '
                   + '; '.join(f'{text} {gives[mode]:.0f}/s' for mode, text in DISK.items()) + '. The first row is what is left for a spool: a session takes its time, and so does a force. '
                   'The last rows are of a disk that is slower: each force takes longer, those of `disk` as well.', rows)


SLOWER = (250, 1000, 4000)


def slow_library():
    library = servers.WORK + '/slowforce.so'
    subprocess.run(['cc', '-shared', '-fPIC', '-O2', '-o', library, os.path.join(os.path.dirname(__file__), 'slowforce.c'), '-ldl'], check=True)
    return library


def slower(options, library, us):
    """One session where a force takes so many microseconds more."""
    slow = ['env', f'LD_PRELOAD={library}', f'FORCE_US={us}']
    formats = ('eml', 'maildir')
    entries = [entry(f, slow + servers.command(options.home, 'plugins=spool', f'spool.directory={servers.WORK}/slow{us}{f}', f'spool.format={f}')) for f in formats]
    before = disk_rate(options, '2', slow)
    rounds = run(options, 'i', entries)
    gives = statistics.mean((before, disk_rate(options, '2', slow)))
    return [Row(f'i, {f}, a force takes {us / 1000:g} ms more: of what such a disk gives, {DISK["2"]}', rate(rounds, 'i', f) / gives, 0.8) for f in formats]


DISK = {'2': 'a file, it and its directory forced', '4': 'appended to a filled file, forced'}


def disk_rate(options, mode, before=()):
    """What the disk gives one writer, by `disk` with these words before it."""
    return float(subprocess.run([*before, options.peers + '/disk', mode, '1', '1000', '2'], cwd=servers.WORK, capture_output=True, text=True, check=True).stdout.split()[3])
