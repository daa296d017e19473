#!/usr/bin/env python3
"""Does the work grow no faster than the document? Counts the instructions (valgrind, no clock) of rendering documents of
n, 2n and 4n parts: the second doubling may cost at most twice the first, with a little air. Needs a release build.
Exit 0: linear; 1: something grows faster; 2: could not run."""
import argparse
import re
import sys
import tempfile
from pathlib import Path

from common import run, stop

HOME = Path(__file__).resolve().parent.parent.parent
# What the second doubling may cost, the first being 1: linear work gives 2, quadratic 4.
MOST = 2.1
HEAD = '''type: thong-bao
organization_in_charge: UBND tỉnh Lai Châu
organ_name: Sở Nội vụ
organ_code: SNV
place: Lai Châu
issued_date: 4/2026
subject: Danh mục nhiệm vụ
signer_info: {position: Giám đốc, full_name: Lê Thị Bình}
'''
TEXT = 'Rà soát thủ tục hành chính thuộc phạm vi quản lý nhà nước của Sở, kiến nghị đơn giản hóa'


def rows(n):
    """A table over many pages."""
    columns = ''.join('            - {title: Cột, width: %s}\n' % w for w in ('12mm', '3*', '2*', '2*', '2*', '25mm', '20mm'))
    row = '            - {kind: numbered, cells: ["", %s, Báo cáo, Văn phòng, Các phòng, Quý II, "10%%"]}\n' % TEXT.replace(',', '')
    table = '      - table:\n          columns:\n%s          rows:\n%s' % (columns, row * n)
    return HEAD + 'to_places: [Các phòng]\ncontent: {body: [Danh mục tại Phụ lục kèm theo.]}\nappendices:\n  - body:\n' + table


def paragraphs(n):
    """Items and paragraphs over many pages."""
    item = '    - {level: clause, heading: Nhiệm vụ}\n    - >-\n      %s.\n    - {level: dash, text: Báo cáo trước ngày 20/12/2026.}\n' % TEXT
    return HEAD + 'to_places: [Các phòng]\ncontent:\n  body:\n' + item * n


def words(n):
    """One paragraph that is never done."""
    return HEAD + 'to_places: [Các phòng]\ncontent:\n  body:\n    - >-\n' + ('      %s,\n' % TEXT) * n


def mistakes(n):
    """Findings: a field that there is not, a mark that was typed, a word said twice."""
    wrong = '    - {level: dash, text: "- Các phòng của của Sở", ghi_chu: x}\n'
    return HEAD + 'to_places: [Các phòng]\ncontent:\n  body:\n' + wrong * n


def texts(n):
    """Paragraphs as long as they may be."""
    text = (TEXT + ', ') * (19000 // (len(TEXT) + 2))
    return HEAD + 'to_places: [Các phòng]\ncontent:\n  body:\n' + ('    - "%s"\n' % text) * n


def notes(n):
    """Footnotes."""
    item = '    - "Thực hiện theo quy định[^%s]."\n' % TEXT.replace(',', '')
    return HEAD + 'to_places: [Các phòng]\ncontent:\n  body:\n' + item * n


def sheet(n):
    """Rows that stand in a sheet beside the data."""
    return (HEAD + 'to_places: [Các phòng]\ncontent:\n  body:\n    - table: {rows_from: {file: rows.csv}}\n',
            'Nội dung;Đơn vị;Số\n' + ('%s;Văn phòng;12\n' % TEXT.replace(',', '')) * n)


def columns(n):
    """A table that is wider than any page: nobody prints it, and it must be refused or set in time."""
    table = '    - table:\n        columns: [%s]\n        rows:\n          - [%s]\n' % (', '.join(['Cột'] * n), ', '.join(['x'] * n))
    return HEAD + 'to_places: [Các phòng]\ncontent:\n  body:\n' + table


def headings(n):
    """A sheet of many columns, each with a heading of its own, all of which are taken."""
    table = '    - table: {rows_from: {file: rows.csv}}\n'
    heads, cells = (';'.join(cell % i for i in range(n)) for cell in ('Chỉ tiêu thứ %d', '%d'))
    return HEAD + 'to_places: [Các phòng]\ncontent:\n  body:\n' + table, '%s\n%s\n' % (heads, cells)


CASES = [(rows, 200), (paragraphs, 100), (words, 40), (mistakes, 100), (texts, 2), (notes, 100), (sheet, 200), (columns, 50), (headings, 50)]


def instructions(vanban, data):
    data, table = data if isinstance(data, tuple) else (data, '')
    # Results that are there already would be read, to see whether somebody signed them.
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        name = folder / 'a.yaml'
        name.write_text(data, 'utf-8')
        (folder / 'rows.csv').write_text(table, 'utf-8')
        # One thread: those that wait for others spin, and spinning is counted.
        r = run(['valgrind', '--tool=cachegrind', '--cache-sim=no', '--cachegrind-out-file=/dev/null', vanban, 'render', '--jobs', '1', name, '-o', folder])
    counted = re.search(r'I\s+refs:\s+([\d,]+)', r.stderr)
    if not counted:
        stop('valgrind: ' + r.stderr.strip()[-400:])
    return int(counted.group(1).replace(',', ''))


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument('--vanban', default=HOME / 'target' / 'release' / 'vanban', type=Path)
    a = p.parse_args()
    failed = False
    for make, n in CASES:
        one, two, four = (instructions(a.vanban, make(k * n)) for k in (1, 2, 4))
        growth = (four - two) / (two - one)
        wrong = growth > MOST
        failed |= wrong
        print('%-11s %5d parts: %7.1f million instructions, each further part %6d thousand, second doubling %.2f%s' % (
            make.__name__, 4 * n, four / 1e6, (four - two) / (2 * n) / 1e3, growth, ': GROWS FASTER THAN THE DOCUMENT' if wrong else ''))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
