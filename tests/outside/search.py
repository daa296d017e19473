#!/usr/bin/env python3
"""Does a search find what was typed? "Kế hoạch số 475/KH-SKHCN" is looked for, letter by letter, in the text that each
program takes out of the files: LibreOffice, docx2txt and mammoth out of the DOCX, pdftotext out of the PDF.

Looked for: every number with its symbol, with the words that say what it is ("Quyết định số 1062/QĐ-SKHCN"). Only where an
engine would end a line behind a hyphen of it does the DOCX hold a no-break hyphen, which is counted apart ("held").
The first call puts docx2txt and mammoth into target/outside/search/. No part of CI. Exit 0: all others are found;
1: some are not; 2: could not run."""
import argparse
import re
import sys
import tempfile
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from common import CACHE, by_libreoffice, pairs, read_pdf, run, stop

HOME = CACHE / 'search'
PACKAGES = ['docx2txt==0.9', 'mammoth==1.11.0']
W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
HELD = '\u2011'
SYMBOL = re.compile(r'(?:[^\W\d]+ ){0,2}(?:số )?\d+(?:/\d{4})?/[A-ZĐ][A-ZĐ0-9&]*(?:[-%s][A-ZĐ0-9&]+)*' % HELD)


def packages():
    """Makes docx2txt and mammoth importable."""
    if not (HOME / 'ready').exists():
        print('search: installing ' + ' '.join(PACKAGES), flush=True)
        r = run([sys.executable, '-m', 'pip', 'install', '-q', '--target', HOME] + PACKAGES)
        if r.returncode:
            stop(r.stderr.strip()[-300:])
        (HOME / 'ready').touch()
    sys.path.insert(0, str(HOME))
    import docx2txt
    import mammoth
    return docx2txt, mammoth


def typed(docx):
    """The paragraphs as they were typed; a no-break hyphen is one, nothing else is changed."""
    with zipfile.ZipFile(docx) as z:
        parts = [z.read(n) for n in z.namelist() if re.fullmatch(r'word/(document|footnotes)\.xml', n)]
    for part in parts:
        for paragraph in ElementTree.fromstring(part).iter(W + 'p'):
            yield ''.join({W + 't': e.text or '', W + 'noBreakHyphen': HELD, W + 'tab': '\t', W + 'br': '\n'}.get(e.tag, '') for e in paragraph.iter())


def wanted(docx):
    """What is looked for, with how often: whole, and held by no-break hyphens."""
    found = Counter(m.group() for paragraph in typed(docx) for m in SYMBOL.finditer(paragraph))
    whole = Counter({words: n for words, n in found.items() if HELD not in words})
    return whole, sum(n for words, n in found.items() if HELD in words)


def one_line(text):
    """Lines of a PDF end where the page's do; a search goes on over them."""
    return ' '.join(text.split())


def texts(every, folder):
    """(DOCX, {program: text})"""
    docx2txt, mammoth = packages()
    copies = [folder / ('%d.docx' % n) for n in range(len(every))]
    for copy, (docx, _) in zip(copies, every):
        copy.write_bytes(docx.read_bytes())
    made, said = by_libreoffice('txt:Text (encoded):UTF8', folder, copies, 120 + 20 * len(copies))
    for copy, converted, (docx, pdf) in zip(copies, made, every):
        if not converted:
            stop('soffice made no text of %s: %s' % (docx, said))
        with copy.open('rb') as file:
            by_mammoth = mammoth.extract_raw_text(file).value
        yield docx, {'LibreOffice': converted.read_text('utf-8-sig'), 'docx2txt': docx2txt.process(str(copy)), 'mammoth': by_mammoth,
                     'pdftotext': one_line(read_pdf(['pdftotext', pdf, '-']))}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('files', nargs='+', metavar='DIR|FILE.docx')
    every = pairs(parser.parse_args().files)
    bad, total, kept = False, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for docx, by in texts(every, Path(folder)):
            whole, held = wanted(docx)
            total, kept = total + sum(whole.values()), kept + held
            missed = []
            for program, text in by.items():
                text = unicodedata.normalize('NFC', text)
                # What is longer holds what is shorter, so that there may be more.
                missed += ['%s: %s (%d of %d)' % (program, words, text.count(words), n) for words, n in whole.items() if text.count(words) < n]
            print('%s: %d found by all, %d held' % (docx, sum(whole.values()) - len(missed), held) + ('' if not missed else '  MISSED'))
            print(''.join('  %s\n' % m for m in missed), end='')
            bad |= bool(missed)
    print('search: %d numbers with symbols, %d more held together by no-break hyphens' % (total, kept))
    if not total:
        stop('no number with a symbol in any of them')
    sys.exit(bad)


if __name__ == '__main__':
    main()
