#!/usr/bin/env python3
"""Hundreds of five-page reports from the release build: time, memory, jobs. Its peers: peers.py.

    cargo build --profile dist
    benches/batch.py                                       # 10, 100, 1,000, 10,000 reports

Every run starts in an empty folder. CPU is user and system time of the program and its children; memory is the largest
resident set. Numbers of a busy machine differ in seconds, not in ratios. No part of CI."""
import argparse
import csv
import datetime
import functools
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
BASE = HOME / 'data' / 'bao-cao-cchc-quy-3-2025-don-vi.yaml'
UNITS = HOME / 'data' / 'don-vi-quy-3-2025.xlsx'


def units():
    """The cells of the sheet of units: its headings, then a unit each."""
    with zipfile.ZipFile(UNITS) as book:
        texts = [html.unescape(''.join(re.findall(r'<t[^>]*>([^<]*)</t>', one)))
                 for one in re.findall(r'<si>(.*?)</si>', book.read('xl/sharedStrings.xml').decode(), re.S)]
        sheet = book.read('xl/worksheets/sheet1.xml').decode()
    cell = re.compile(r'<c r="([A-Z]+)\d+"([^>]*?)(?:/>|>(.*?)</c>)', re.S)
    for row in re.findall(r'<row [^>]*>(.*?)</row>', sheet, re.S):
        # A cell that is empty need not be there.
        cells = {}
        for column, kind, inside in cell.findall(row):
            value = ''.join(re.findall(r'<v>([^<]*)</v>', inside))
            place = functools.reduce(lambda n, letter: n * 26 + ord(letter) - 64, column, 0)
            cells[place] = texts[int(value)] if 't="s"' in kind and value else value
        yield [cells.get(place, '') for place in range(1, max(cells, default=0) + 1)]


def rows(path, count):
    """So many units: those of the sheet, again and again, each with a name of its own."""
    head, *known = units()
    # A CSV has dates as people write them, a workbook may count days.
    dates = [at for at, name in enumerate(head) if name.startswith('Ngày')]
    for unit in known:
        for at in dates:
            if unit[at].isdigit():
                unit[at] = (datetime.date(1899, 12, 30) + datetime.timedelta(days=int(unit[at]))).strftime('%d/%m/%Y')
    with path.open('w', encoding='utf-8', newline='') as file:
        out = csv.writer(file, delimiter=';')
        out.writerow(head)
        out.writerows(['%s %d' % (known[n % len(known)][0], n + 1)] + known[n % len(known)][1:] for n in range(count))


def run(command, **options):
    """Wall seconds, CPU seconds and megabytes of a command."""
    start = time.perf_counter()
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit('%s: %s' % (command[0], said.decode()[-2000:]))
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def vanban(program, base, folder, count, jobs):
    rows(folder / 'rows.csv', count)
    output = folder / 'out'
    shutil.rmtree(output, ignore_errors=True)
    measured = run([program, 'render', base, '--rows', folder / 'rows.csv', '-o', output, '--jobs', jobs])
    assert len(list(output.glob('*.pdf'))) == len(list(output.glob('*.docx'))) == count
    return measured


def own(a, folder):
    print('%9s %5s %9s %9s %12s %9s' % ('documents', 'jobs', 'wall s', 'CPU s', 'CPU ms each', 'MB'))
    for count in a.documents:
        for jobs in (1, 2):
            wall, cpu, memory = vanban(a.vanban, a.base, folder, count, jobs)
            print('%9d %5d %9.2f %9.2f %12.2f %9.0f' % (count, jobs, wall, cpu, cpu / count * 1000, memory), flush=True)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--vanban', default=HOME / 'target' / 'dist' / 'vanban', type=Path)
    p.add_argument('--base', default=BASE, type=Path)
    p.add_argument('--documents', default=[10, 100, 1000, 10000], type=int, nargs='+')
    a = p.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        own(a, Path(temporary))


if __name__ == '__main__':
    main()
