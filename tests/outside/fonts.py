#!/usr/bin/env python3
"""Is every font of the PDF embedded, a subset with a six-letter tag, and of one family?
Exit 0: yes; 1: no; 2: could not run."""
import argparse
import re
import sys

from common import Unreadable, files, read_pdf


def faults(line, family):
    fields = line.split()
    name, embedded = fields[0], fields[-5]  # name, type and encoding (of several words), emb, sub, uni, object, generation
    tag = re.match(r'[A-Z]{6}\+', name)
    if embedded != 'yes':
        yield '%s is not embedded' % name
    if not tag:
        yield '%s is no subset with a six-letter tag' % name
    if not name[tag.end() if tag else 0:].startswith(family):
        yield '%s is not of the family %s' % (name, family)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument('--family', default='LiberationSerif', help='how the names of the fonts begin (LiberationSerif)')
    p.add_argument('paths', nargs='+', metavar='DIR|FILE.pdf')
    a = p.parse_args()
    failed = 0
    for pdf in files(a.paths, '.pdf'):
        try:
            fonts = read_pdf(['pdffonts', pdf]).splitlines()[2:]
            found = [f for line in fonts for f in faults(line, a.family)] if fonts else ['no font']
        except Unreadable as e:
            fonts, found = [], [str(e)]
        print('%s: %d fonts%s' % (pdf, len(fonts), ', FAULTS' if found else ', all embedded subsets of ' + a.family))
        for f in found:
            print('    ' + f)
        failed |= bool(found)
    return int(failed)


if __name__ == '__main__':
    sys.exit(main())
