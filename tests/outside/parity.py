#!/usr/bin/env python3
"""Does LibreOffice break the lines and pages of a DOCX where our PDF of it does?

All DOCX files are converted by one call of soffice, in a profile of its own; or --converted names a folder with
PDFs that another program made of them. Words with their boxes (pdftotext -bbox) are put into lines by their height
on the page; a line is its words from left to right. Exit 0: all pages and lines agree; 1: some do not;
2: could not run."""
import argparse
import difflib
import json
import shutil
import sys
import tempfile
from pathlib import Path

from common import Unreadable, by_libreoffice, pairs, pdf_pages, stop, written

# Two columns whose lines stand at slightly different heights are one line or two, by the tolerance (pt): a page is
# judged by the tolerance under which most lines agree, for a line that is broken elsewhere differs under each.
TOLERANCES = (4.0, 2.5, 5.5)
TOUCH = 1.6  # words nearer than this (pt) are one word that an engine drew in two pieces; spaces are wider


def lines(words, tolerance):
    """[(text, height)] of one page, from top to bottom."""
    rows = []
    for x0, y0, x1, y1, text in sorted(words, key=lambda w: w[1] + w[3]):
        if text == '.':  # the last dot of a leader
            continue
        y = (y0 + y1) / 2
        if not rows or y - rows[-1][0][0] > tolerance:
            rows.append([])
        rows[-1].append((y, x0, x1, text))
    result = []
    for row in rows:
        text, end = '', None
        for _, x0, x1, word in sorted(row, key=lambda w: w[1]):
            text += ('' if end is None or x0 - end < TOUCH else ' ') + word
            end = x1
        result.append((' '.join(text.split()), sum(w[0] for w in row) / len(row)))
    return result


def compare_page(ours, theirs):
    """(equal lines, all lines, largest shift, differences) of one page."""
    best = None
    for tolerance in TOLERANCES:
        a, b = lines(ours, tolerance), lines(theirs, tolerance)
        same, shift, differences = 0, 0.0, []
        matcher = difflib.SequenceMatcher(None, [t for t, _ in a], [t for t, _ in b], autojunk=False)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            if tag == 'equal':
                same += i2 - i1
                shift = max([shift] + [abs(a[i1 + k][1] - b[j1 + k][1]) for k in range(i2 - i1)])
            else:
                differences.append(([t for t, _ in a[i1:i2]], [t for t, _ in b[j1:j2]]))
        total = max(len(a), len(b))
        if best is None or total - same < best[1] - best[0]:
            best = (same, total, shift, differences)
        if not differences:
            break
    return best


def compare(docx, pdf, converted, first):
    try:
        ours, theirs = pdf_pages(pdf)[:first], pdf_pages(converted)[:first]
    except Unreadable as e:
        return {'file': str(docx), 'ok': False, 'error': str(e), 'differences': []}
    same = total = 0
    shift, differences = 0.0, []
    for n in range(max(len(ours), len(theirs))):
        page = compare_page(*(p[n][2] if n < len(p) else [] for p in (ours, theirs)))
        same, total, shift = same + page[0], total + page[1], max(shift, page[2])
        differences += [{'page': n + 1, 'ours': o, 'libreoffice': t} for o, t in page[3]]
    return {'file': str(docx), 'ok': len(ours) == len(theirs) and same == total > 0,
            'pages_ours': len(ours), 'pages_libreoffice': len(theirs), 'lines': total, 'same': same,
            'share': round(same / total, 4) if total else 0.0, 'max_shift_pt': round(shift, 1), 'differences': differences}


def convert(docx_files, folder):
    """Has soffice convert all files into `folder`; returns their PDFs. Names are numbers, for two may be called alike."""
    todo = {}
    for n, docx in enumerate(docx_files):
        copy = folder / ('%d.docx' % n)
        shutil.copyfile(docx, copy)
        todo[copy] = docx
    targets = [c.with_suffix('.pdf') for c in todo]
    for _ in range(2):  # a crash loses the files after it: these are tried once more
        left = [c for c in todo if not written(c.with_suffix('.pdf'))]
        if left:
            _, said = by_libreoffice('pdf', folder, left, 120 + 20 * len(left))
    left = [str(todo[c]) for c in todo if not written(c.with_suffix('.pdf'))]
    return stop('soffice made no PDF of %s: %s' % (', '.join(left), said)) if left else targets


def show(result, count, name):
    if 'error' in result:
        print('%(file)s: CANNOT BE READ\n  %(error)s' % result)
        return
    print('%(file)s: pages %(pages_ours)d / %(pages_libreoffice)d, same lines %(same)d of %(lines)d, '
          'largest shift %(max_shift_pt).1f pt' % result + ('' if result['ok'] else '  DIFFERS'))
    for d in result['differences'][:count]:
        print('  page %d' % d['page'])
        for who, part in (('ours', d['ours']), (name, d['libreoffice'])):
            print('    %-12s%s' % (who, ' | '.join(part)[:300] or '(nothing)'))
    if len(result['differences']) > count:
        print('  and %d more differences' % (len(result['differences']) - count))


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument('paths', nargs='+', metavar='DIR|FILE.docx', help='the PDF is looked for beside each DOCX')
    p.add_argument('--converted', metavar='DIR', help='take DIR/NAME.pdf instead of running soffice')
    p.add_argument('--first', type=int, metavar='N', help='compare the first pages alone')
    p.add_argument('--show', type=int, default=8, metavar='N', help='differences to print for each file (8)')
    p.add_argument('--json', action='store_true')
    a = p.parse_args()
    found = pairs(a.paths)
    with tempfile.TemporaryDirectory() as folder:
        if a.converted:
            made = [Path(a.converted) / pdf.name for _, pdf in found]
            missing = [str(m) for m in made if not m.is_file()]
            if missing:
                stop('missing ' + ', '.join(missing))
        else:
            made = convert([d for d, _ in found], Path(folder))
        results = [compare(docx, pdf, m, a.first) for (docx, pdf), m in zip(found, made)]
    if a.json:
        for r in results:
            r['differences'] = r['differences'][:a.show]
        print(json.dumps(results, ensure_ascii=False, indent=1))
    else:
        for r in results:
            show(r, a.show, 'converted' if a.converted else 'LibreOffice')
    return 0 if all(r['ok'] for r in results) else 1


if __name__ == '__main__':
    sys.exit(main())
