#!/usr/bin/env python3
"""Does the program stand whatever its readers are given? Changes seeds (bytes, numbers, lines, pieces of other seeds; parts of
ZIP packages one by one) and runs the built program on them, one reader after the other. A fault is a panic, a signal, an
internal error (X001), English on standard error, more than --seconds or more than --megabytes. What made one is kept in OUT.
The fuzz targets of tests/fuzz see inside; this one needs no special build and sees the whole program.
Exit 0: no fault; 1: faults; 2: could not run."""
import argparse
import io
import random
import resource
import subprocess
import sys
import time
import zipfile
from pathlib import Path

from common import stop

HOME = Path(__file__).resolve().parent.parent.parent
ODD = ['', '0', '-1', '1e400', '18446744073709551616', '-0', '0.0000001', '{{', '}}', '[[', ']]', '**', '\u202e', '\u0301' * 50, '<', '&lt;',
       '\\', '"', '\n', '\t', '\r', '\0', ': ', ' #', '?', '- ', '[', '{', 'null', 'true', '../', '/dev/zero', 'a' * 3000, ' \u00a0', '\ufeff']
BASE = '''type: thong-bao
organization_in_charge: UBND tỉnh Sơn La
organ_name: Sở Công Thương
organ_code: SCT
place: Sơn La
issued_date: 4/2026
subject: Thử
signer_info: {position: Giám đốc, full_name: Lê Thị Bình}
to_places: [Các phòng]
content:
  body:
    - %s
'''


def changed(data, others, rng):
    """Bytes with one to four changes."""
    data = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        at, end = sorted(rng.randrange(len(data) + 1) for _ in range(2))
        end = min(end, at + rng.choice([1, 4, 30, 400]))
        kind = rng.randrange(7)
        if kind == 0 and data:
            data[at % len(data)] = rng.randrange(256)
        elif kind == 1:
            del data[at:end]
        elif kind == 2:
            data[at:at] = rng.choice(ODD).encode()
        elif kind == 3:
            data[at:end] = rng.choice(ODD).encode()
        elif kind == 4:
            data[at:at] = data[at:end] * rng.choice([1, 3, 50])
        elif kind == 5:
            other = rng.choice(others)
            start = rng.randrange(len(other) + 1)
            data[at:end] = other[start:start + rng.choice([4, 40, 400])]
        else:
            lines = bytes(data).split(b'\n')
            i, j = rng.randrange(len(lines)), rng.randrange(len(lines))
            lines[i], lines[j] = lines[j], lines[i]
            data = bytearray(b'\n'.join(lines))
    return bytes(data[:900_000])


def repacked(data, rng):
    """A ZIP package with one of its parts changed."""
    try:
        old = zipfile.ZipFile(io.BytesIO(data))
        parts = [(i.filename, old.read(i)) for i in old.infolist()]
    except (zipfile.BadZipFile, OSError):
        return changed(data, [data], rng)
    chosen = rng.randrange(len(parts))
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as new:
        for i, (name, part) in enumerate(parts):
            new.writestr(name, changed(part, [p for _, p in parts], rng) if i == chosen else part)
    return out.getvalue()


def seeds(*patterns):
    return [p.read_bytes() for pattern in patterns for p in sorted(HOME.glob(pattern)) if p.stat().st_size < 400_000]


def readers(vanban, work):
    """Name, seeds, how a mutant is made, file name, command."""
    finished = []
    for name in ('thong-bao', 'ke-hoach'):
        example = work / (name + '.yaml')
        example.write_bytes(subprocess.run([vanban, 'new', name], capture_output=True, check=True).stdout)
        subprocess.run([vanban, 'render', '--attach-data', example, '-o', work / 'seeds'], capture_output=True, check=False)
    pdf, docx = ([p.read_bytes() for p in sorted((work / 'seeds').glob('*.' + e))] for e in ('pdf', 'docx'))
    (work / 'table.yaml').write_text(BASE % 'table: {rows_from: {file: m.xlsx}}', 'utf-8')
    (work / 'csv.yaml').write_text(BASE % 'table: {rows_from: {file: m.csv}}', 'utf-8')
    (work / 'base.yaml').write_text((BASE % 'x.').replace('organ_name: Sở Công Thương\n', ''), 'utf-8')
    (work / 'picture.yaml').write_text(BASE % 'image: {file: m.png, alt: A}', 'utf-8')
    (work / 'plain.yaml').write_text(BASE % 'x.', 'utf-8')
    (work / 'mau' / 'thong-bao').mkdir(parents=True, exist_ok=True)
    yaml = seeds('templates/*/example.yaml', 'tests/errors/*.yaml', 'tests/outside/cases/*.yaml')
    json = [s for s in seeds('data/*.json', 'tests/errors/*.json')]
    render = [vanban, 'render', '-o', work / 'out']
    return [
        ('yaml', yaml, changed, 'm.yaml', render + [work / 'm.yaml']),
        ('json', json, changed, 'm.json', render + [work / 'm.json']),
        ('xlsx', seeds('data/*.xlsx', 'tests/sheets/*.xlsx'), lambda d, o, r: repacked(d, r), 'm.xlsx', render + [work / 'table.yaml']),
        ('csv', seeds('tests/**/*.csv') or [b'a;b\n1;2\n'], changed, 'm.csv', render + [work / 'csv.yaml']),
        ('jsonl', [b'{"organ_name":"S\xe1\xbb\x9f","issued_date":"3/2026"}\n' * 3], changed, 'm.jsonl',
         render + [work / 'base.yaml', '--rows', work / 'm.jsonl']),
        ('picture', seeds('tests/errors/anh/*', 'data/**/*.png'), changed, 'm.png', render + [work / 'picture.yaml']),
        ('pdf', pdf + seeds('tests/hostile/form-loop.pdf'), changed, 'm.pdf', [vanban, 'info', work / 'm.pdf']),
        ('docx', docx, lambda d, o, r: repacked(d, r), 'm.docx', [vanban, 'extract', work / 'm.docx', '-o', work / 'extracted']),
        ('template', seeds('templates/thong-bao/template.hbs', 'templates/partials/*.hbs'), changed, 'mau/thong-bao/template.hbs',
         render + ['--templates', work / 'mau', work / 'plain.yaml']),
    ]


def fault(command, seconds, megabytes):
    """Why a run is one, or nothing."""
    limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    try:
        r = subprocess.run(command, capture_output=True, timeout=seconds, preexec_fn=limit, check=False)
    except subprocess.TimeoutExpired:
        return 'more than %d s' % seconds
    said = r.stderr.decode('utf-8', 'replace')
    for sign in ('panicked', 'X001', 'overflowed', 'memory allocation'):
        if sign in said:
            return sign + ': ' + next(line for line in said.splitlines() if sign in line)[:200]
    return None if r.returncode in (0, 1, 2) else 'status %d' % r.returncode


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument('out', type=Path)
    p.add_argument('--vanban', default=HOME / 'target' / 'debug' / 'vanban', type=Path)
    p.add_argument('--minutes', default=10.0, type=float, help='for each reader')
    p.add_argument('--seed', default=1, type=int)
    p.add_argument('--seconds', default=30, type=int)
    p.add_argument('--megabytes', default=3000, type=int, help='of addresses; the program reserves more than it uses')
    p.add_argument('--only', help='one reader')
    a = p.parse_args()
    if not a.vanban.exists():
        stop('no program at %s' % a.vanban)
    work = a.out / 'work'
    work.mkdir(parents=True, exist_ok=True)
    faults = tried = 0
    for name, pool, change, file, command in readers(a.vanban.resolve(), work.resolve()):
        if a.only not in (None, name):
            continue
        if not pool:
            stop('nothing to change for the reader of ' + name)
        rng, runs, known, end = random.Random('%s %d' % (name, a.seed)), 0, set(), time.monotonic() + 60 * a.minutes
        while time.monotonic() < end:
            mutant = change(rng.choice(pool), pool, rng)
            (work / file).write_bytes(mutant)
            why = fault(command, a.seconds, a.megabytes)
            runs += 1
            if why and why not in known:
                known.add(why)
                faults += 1
                (a.out / ('%s-%d-%s' % (name, runs, Path(file).name))).write_bytes(mutant)
                print('%s, run %d: %s' % (name, runs, why), flush=True)
        tried += runs
        print('%s: %d runs, %d kinds of faults' % (name, runs, len(known)), flush=True)
    return (1 if faults else 0) if tried else stop('no reader is called %s' % a.only)


if __name__ == '__main__':
    sys.exit(main())
