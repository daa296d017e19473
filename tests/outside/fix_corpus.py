#!/usr/bin/env python3
"""Does everybody's DOCX come through `vanban fix` with every word accounted for?

For every DOCX a line: words of the source, carried, places that the program writes otherwise, places that could not be
carried, levels before and after; or why it was refused. With --resaved the same of what LibreOffice saves of it.
Exit 0: every document of the decree's types came through with its levels; 1: some did not; 2: could not run."""
import argparse
import json
import re
import sys
import tempfile
from pathlib import Path

from common import files, run

ROOT = Path(__file__).resolve().parents[2]
COUNTS = re.compile(r': (\d+) chữ, giữ (\d+); chương trình ghi khác (\d+) chỗ; không chuyển được (\d+) chỗ')


def recognised(vanban, path):
    result = run([vanban, 'info', '--json', path])
    return json.loads(result.stdout)['recognised'] if result.returncode == 0 else None


def levels(found):
    return ' '.join('%s:%d' % item for item in found['levels'].items() if item[1])


def resaved(path, folder):
    run(['soffice', '-env:UserInstallation=file://%s/profile' % folder, '--headless', '--convert-to', 'docx', '--outdir', folder, path], timeout=300)
    return Path(folder) / path.name


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('paths', nargs='+', metavar='DIR|FILE.docx')
    parser.add_argument('--vanban', default=str(ROOT / 'target/release/vanban'))
    parser.add_argument('--resaved', action='store_true', help='fix what LibreOffice saves of each file')
    arguments = parser.parse_args()
    wrong = 0
    print('file\twords\tcarried\twritten otherwise\tlost\tlevels before\tlevels after\trefused because')
    with tempfile.TemporaryDirectory() as folder:
        for path in files(arguments.paths, '.docx'):
            source = resaved(path, folder) if arguments.resaved else path
            before = recognised(arguments.vanban, source)
            out = Path(folder) / 'out' / path.stem
            result = run([arguments.vanban, 'fix', source, '-o', out])
            counts = COUNTS.search(result.stderr)
            # Mistakes of the source that are told end with 1, and the files are there.
            if not counts:
                errors = [line for line in result.stderr.splitlines() if line.startswith('lỗi')]
                is_type = bool(before) and before['kind'] not in ('form', 'normative', 'other', 'unknown')
                wrong += is_type
                print('%s\t\t\t\t\t\t\t%s' % (path.name, '; '.join(errors[:3])))
                continue
            after = recognised(arguments.vanban, out / (source.stem + '.docx'))
            same = levels(before) == levels(after)
            wrong += not same or counts.group(4) != '0'
            print('\t'.join([path.name, *counts.groups(), levels(before), levels(after) if not same else 'same', '']))
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
