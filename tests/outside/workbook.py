#!/usr/bin/env python3
"""Do spreadsheet programs take the workbooks? The Open XML SDK must find no error, and LibreOffice must show every sheet
with as many filled rows as there are in the file. Exit 0: all well; 1: errors; 2: could not run."""
import argparse
import csv
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from common import files, run, stop
from ooxml import sdk

MAIN = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
# Commas, double quotes, UTF-8, all sheets, each into a file of its own.
FILTER = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'


def filled(xlsx):
    """The number of rows of every sheet in which a cell has a value."""
    counts = []
    with zipfile.ZipFile(xlsx) as z:
        for name in sorted(n for n in z.namelist() if n.startswith('xl/worksheets/sheet')):
            rows = ElementTree.fromstring(z.read(name)).iter(MAIN + 'row')
            counts.append(sum(any(c.find(MAIN + 'v') is not None or c.find(MAIN + 'f') is not None for c in row) for row in rows))
    return sorted(counts)


def shown(xlsx, folder):
    """The same as LibreOffice shows it."""
    home = Path(folder) / 'home'
    r = run(['soffice', '-env:UserInstallation=' + home.as_uri(), '--headless', '--convert-to', FILTER, '--outdir', folder, xlsx], timeout=180)
    made = sorted(Path(folder).glob('*.csv')) or stop('soffice: ' + (r.stderr or r.stdout).strip()[-300:])
    return sorted(sum(any(row) for row in csv.reader(m.open(encoding='utf-8', newline=''))) for m in made)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument('paths', nargs='+', metavar='DIR|FILE.xlsx')
    failed = False
    for xlsx in files(p.parse_args().paths, '.xlsx'):
        errors = sdk(xlsx)
        with tempfile.TemporaryDirectory() as folder:
            ours, theirs = filled(xlsx), shown(xlsx.resolve(), folder)
        if ours != theirs:
            errors.append('filled rows of the sheets: %s in the file, %s in LibreOffice' % (ours, theirs))
        print('%s: %s' % (xlsx, 'ERRORS: %d' % len(errors) if errors else 'no error, filled rows %s' % ours))
        for error in errors[:20]:
            print('    ' + error)
        failed |= bool(errors)
    return int(failed)


if __name__ == '__main__':
    sys.exit(main())
