#!/usr/bin/env python3
"""Are the words of the DOCX the words of the PDF, all of them, once, in the same order?

Both texts are NFC, without any white space. Of the DOCX: the body, rows of tables from left to right, footnotes where
they stand in the PDF; headers and footers are left out, and so is what the PDF draws in the top and bottom margins.
A table's head may be repeated on later pages, and a row may go on over the end of a page.
Exit 0: same; 1: different, the first difference is printed; 2: could not run."""
import argparse
import sys
import zipfile
from os.path import commonprefix
from xml.etree import ElementTree

from common import Unreadable, clean, pairs, pdf_pages

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
FALLBACK = '{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback'
SPACE = (W + 'tab', W + 'ptab', W + 'br', W + 'cr')
SKIPPED = (W + 'pPr', W + 'rPr', W + 'del', W + 'moveFrom', FALLBACK)


def squeeze(text):
    return ''.join(text.split())


def below(node, tag):
    """The nearest descendants with this tag: those inside one of them are not looked at."""
    for child in node:
        if child.tag == tag:
            yield child
        else:
            yield from below(child, tag)


class Docx:
    """blocks: [(cells, head)]; a paragraph is one cell, a row has several, and `head` is the head its table repeats."""

    def __init__(self, path):
        try:
            with zipfile.ZipFile(path) as z:
                parts = {n: ElementTree.fromstring(z.read(n)) for n in z.namelist() if n.startswith('word/') and n.endswith('.xml')}
            body = parts['word/document.xml'].find(W + 'body')
        except (zipfile.BadZipFile, ElementTree.ParseError, KeyError) as e:
            raise Unreadable('%s: %s' % (path, e))
        self.numbers = {}  # footnote id -> its number
        for reference in body.iter(W + 'footnoteReference'):
            self.numbers.setdefault(reference.get(W + 'id'), str(len(self.numbers) + 1))
        self.blocks = list(self.read(body))
        notes = {n.get(W + 'id'): n for n in parts.get('word/footnotes.xml', [])}
        self.notes = [self.text(notes[i], n) for i, n in self.numbers.items() if i in notes]
        self.sections = [self.section(s) for s in body.iter(W + 'sectPr')]
        # an address at the foot may be taller than the margin and reach into the page: it is known by its words
        self.furniture = [t for n, p in parts.items() if n.startswith(('word/header', 'word/footer'))
                          for t in [self.text(p)] if len(squeeze(t)) > 8]

    def text(self, node, note='', skipped=SKIPPED):
        """All text below a node; `note` is the number of the footnote it is in."""
        if node.tag in skipped:
            return ''
        if node.tag == W + 't':
            return clean(node.text or '')
        if node.tag == W + 'noBreakHyphen':
            return '-'
        if node.tag in SPACE:
            return ' '
        if node.tag == W + 'footnoteReference':
            return self.numbers[node.get(W + 'id')]
        if node.tag == W + 'footnoteRef':
            return note
        return ''.join(self.text(child, note, skipped) for child in node) + (' ' if node.tag == W + 'p' else '')

    def read(self, node):
        for child in node:
            if child.tag == W + 'p':
                yield [self.text(child)], ''
            elif child.tag == W + 'tbl':
                rows = [([self.text(c) for c in below(row, W + 'tc')], row.find(W + 'trPr/' + W + 'tblHeader') is not None)
                        for row in below(child, W + 'tr')]
                # LibreOffice and our PDF repeat it without the numbers of footnotes
                head = squeeze(''.join(self.text(row, skipped=SKIPPED + (W + 'footnoteReference',)) for row in below(child, W + 'tr')
                                       if row.find(W + 'trPr/' + W + 'tblHeader') is not None))
                yield from ((cells, '' if is_head else head) for cells, is_head in rows)
            else:
                yield from self.read(child)

    @staticmethod
    def section(s):
        """(width, height, top margin, bottom margin) in points."""
        size, margin = s.find(W + 'pgSz'), s.find(W + 'pgMar')
        if size is None or margin is None:
            return 0, 0, 0, 0
        return tuple(abs(int(e.get(W + k))) / 20 for e, k in ((size, 'w'), (size, 'h'), (margin, 'top'), (margin, 'bottom')))


class Pdf:
    """pages: for each page its words in the order of drawing, without headers, footers and footnotes."""

    def __init__(self, path, docx):
        self.pages = []
        self.notes = [0] * len(docx.notes)  # on how many pages each footnote of the DOCX stands
        for width, height, words in pdf_pages(path, raw=True):
            page = ''.join(w[4] for w in words)
            for part in map(squeeze, docx.furniture):
                if page.startswith(part) or page.endswith(part):
                    words = self.without(words, part)
            margins = [s[2:] for s in docx.sections if abs(s[0] - width) < 2 and abs(s[1] - height) < 2] or [(0, 0)]
            top, bottom = (min(m) for m in zip(*margins))
            words = [w for w in words if top < (w[1] + w[3]) / 2 < height - bottom]
            for i, part in enumerate(map(squeeze, docx.notes)):
                rest = self.without(words, part)
                self.notes[i] += rest != words
                words = rest
            self.pages.append([w[4] for w in words])

    @staticmethod
    def without(words, part):
        """The words without those that make up `part`."""
        start = ''.join(w[4] for w in words).rfind(part)
        place, left = 0, []
        for w in words:
            if start < 0 or not start <= place < start + len(part):
                left.append(w)
            place += len(w[4])
        return left


class Walk:
    """Goes through the pages with the blocks of the DOCX, and knows how far it came."""

    def __init__(self, pages):
        self.pages = [''.join(p) for p in pages]
        self.far = (0, 0, 0, 0)  # page, place in it, cell, letters of the cell that were still to come

    def place(self, cells, page, at, head):
        """The page and place after the cells, or None: each cell's beginning on this page, the rest on the next ones."""
        if at == 0 and page and head and self.pages[page].startswith(head):
            at = len(head)
        end = at
        for i, cell in enumerate(cells):
            n = self.match(cell, page, end, i)
            end += n
            if n < len(cell):
                break
        else:
            return page, end
        if page + 1 < len(self.pages):
            for rest in self.split(cells, page, at):
                found = self.place(rest, page + 1, 0, head)
                if found:
                    return found
        return None

    def split(self, cells, page, at, i=0):
        """Every way to use up the page with the beginnings of cells[i:]; gives what is left of them."""
        room = len(self.pages[page]) - at
        if i == len(cells):
            if room == 0:
                yield []
        elif sum(map(len, cells[i:])) >= room:
            for n in range(self.match(cells[i], page, at, i), -1, -1):
                for rest in self.split(cells, page, at + n, i + 1):
                    yield [cells[i][n:]] + rest

    def match(self, cell, page, at, i):
        text = self.pages[page][at:at + len(cell)]
        n = len(cell) if text == cell else len(commonprefix([text, cell]))
        self.far = max(self.far, (page, at + n, i, len(cell) - n), key=lambda f: f[:2])
        return n


def context(text, letters):
    """`text` around the place before which there are so many letters."""
    places = [i for i, c in enumerate(text) if not c.isspace()] + [len(text)]
    i = places[min(letters, len(places) - 1)]
    return '%s>>>%s' % (text[max(0, i - 50):i], text[i:i + 50] or '(end)')


def difference(docx_path, pdf_path):
    """None, or (page, DOCX's text there, PDF's text there)."""
    docx = Docx(docx_path)
    pdf = Pdf(pdf_path, docx)
    for text, count in zip(docx.notes, pdf.notes):
        if count != 1:
            return 1, text, 'this footnote on %d pages' % count
    walk = Walk(pdf.pages)
    if not walk.pages:
        return 1, 'text', 'no page'
    if not any(squeeze(cell) for cells, _ in docx.blocks for cell in cells):
        return 1, 'no text', 'nothing to compare'
    page = at = 0
    for cells, head in docx.blocks:
        squeezed = [squeeze(c) for c in cells]
        if not any(squeezed):
            continue
        walk.far = (page, at, 0, len(squeezed[0]))
        found = walk.place(squeezed, page, at, head)
        if not found:
            page, at, cell, left = walk.far
            return page + 1, context(cells[cell], len(squeezed[cell]) - left), context(' '.join(pdf.pages[page]), at)
        page, at = found
    for n in range(page, len(walk.pages)):
        if len(walk.pages[n]) > at:
            return n + 1, '(end)', context(' '.join(pdf.pages[n]), at)
        at = 0
    return None


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument('paths', nargs='+', metavar='DIR|FILE.docx', help='the PDF is looked for beside each DOCX')
    failed = 0
    for docx, pdf in pairs(p.parse_args().paths):
        try:
            found = difference(docx, pdf)
        except Unreadable as e:
            failed = 1
            print('%s: CANNOT BE READ\n    %s' % (docx, e))
            continue
        if found:
            failed = 1
            print('%s: DIFFERS on page %d of the PDF\n    DOCX  %s\n    PDF   %s' % ((docx,) + found))
        else:
            print('%s: same text' % docx)
    return failed


if __name__ == '__main__':
    sys.exit(main())
