#!/usr/bin/env python3
"""Does everybody's DOCX come through `vanban fix` with every word accounted for?

For every DOCX a line: words of the source, carried, places that the program writes otherwise, places that could not be
carried, levels before and after; or why it was refused. With --resaved the same of what LibreOffice saves of it.
Exit 0: every document of the decree's types came through with its levels; 1: some did not, or could not be read, or
LibreOffice wrote nothing of them; 2: could not run, or none was of these types."""
import argparse
import json
import re
import sys
import tempfile
from pathlib import Path

from common import by_libreoffice, files, run, stop

ROOT = Path(__file__).resolve().parents[2]
COUNTS = re.compile(r': (\d+) chữ, giữ (\d+); chương trình ghi khác (\d+) chỗ; không chuyển được (\d+) chỗ')


def recognised(vanban, path):
    """What a file is made of, and what is said of one that cannot be read."""
    result = run([vanban, 'info', '--json', path])
    return (None, result.stderr) if result.returncode else (json.loads(result.stdout)['recognised'], '')


def levels(found):
    return ' '.join('%s:%d' % item for item in found['levels'].items() if item[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('paths', nargs='+', metavar='DIR|FILE.docx')
    parser.add_argument('--vanban', default=str(ROOT / 'target/release/vanban'))
    parser.add_argument('--resaved', action='store_true', help='fix what LibreOffice saves of each file')
    arguments = parser.parse_args()
    wrong = judged = 0
    print('file\twords\tcarried\twritten otherwise\tlost\tlevels before\tlevels after\trefused because')
    with tempfile.TemporaryDirectory() as folder:
        for path in files(arguments.paths, '.docx'):
            source = path
            if arguments.resaved:
                [source], said = by_libreoffice('docx', folder, [path], 300)
            before, said = recognised(arguments.vanban, source) if source else (None, 'LibreOffice wrote nothing: ' + said)
            if not before:
                wrong += 1
                print('%s\t\t\t\t\t\t\t%s' % (path.name, ' '.join(said.split())))
                continue
            is_type = before['kind'] not in ('form', 'normative', 'other', 'unknown')
            judged += is_type
            out = Path(folder) / 'out' / path.stem
            result = run([arguments.vanban, 'fix', source, '-o', out])
            counts = COUNTS.search(result.stderr)
            # Mistakes of the source that are told end with 1, and the files are there.
            if not counts:
                errors = [line for line in result.stderr.splitlines() if line.startswith('lỗi')]
                wrong += is_type
                print('%s\t\t\t\t\t\t\t%s' % (path.name, '; '.join(errors[:3])))
                continue
            after, _ = recognised(arguments.vanban, out / (source.stem + '.docx'))
            same = bool(after) and levels(before) == levels(after)
            wrong += not same or counts.group(4) != '0'
            print('\t'.join([path.name, *counts.groups(), levels(before), ('same' if same else levels(after)) if after else 'not read', '']))
    if not wrong and not judged:
        stop('no document of a type of the decree')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
