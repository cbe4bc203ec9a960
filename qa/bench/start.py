#!/usr/bin/env python3
"""Measures how soon an unpacked zip greets, from the start of bin/fakesmtp to the first 220: start.py HOME [STARTS [OPTION...]].

Prints milliseconds: the median, the least and the most. JAVA_HOME names the Java; options are those of bin/fakesmtp, such as --set plugins= . The first starts do not count:
Java 19 and newer write an archive of classes when the first of them ends. It wants a machine that does nothing else."""
import os, socket, statistics, subprocess, sys, tempfile, time

HOME, STARTS = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 15
OPTIONS, WARM = sys.argv[3:], 2


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


def greeted(port):
    try:
        with socket.create_connection(('127.0.0.1', port), 5) as s:
            return s.recv(100).startswith(b'220')
    except OSError:
        return False


def start(work):
    port = free_port()
    command = [HOME + '/bin/fakesmtp', '--listen', f'127.0.0.1:{port}', *OPTIONS]
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not greeted(port):
        if process.poll() is not None:
            raise SystemExit('does not start: ' + ' '.join(command))
        time.sleep(0.001)
    taken = (time.perf_counter() - begun) * 1000
    process.terminate()
    process.wait(30)
    return taken


with tempfile.TemporaryDirectory() as folder:
    times = [start(folder) for _ in range(WARM + STARTS)][WARM:]
print(f'{statistics.median(times):.0f} (least {min(times):.0f}, most {max(times):.0f})')
