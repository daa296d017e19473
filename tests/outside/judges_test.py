#!/usr/bin/env python3
"""Do judges fail where there was nothing to judge? LibreOffice's place is taken by a program that ends well and writes
nothing, or an empty file, as on a full disk. Exit 0: all fail as they should; 1: one does not. Usage: judges_test.py VANBAN"""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
if len(sys.argv) != 2:
    sys.exit('usage: judges_test.py VANBAN')
VANBAN = str(Path(sys.argv.pop()).resolve())
NOTHING = '#!/bin/sh\necho "disk full" >&2\n'
EMPTY = '#!/bin/sh\nfor last; do :; done\nwhile [ $# -gt 1 ]; do [ "$1" = --outdir ] && out=$2; shift; done\n: > "$out/$(basename "$last")"\n'


class NothingWritten(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        example = self.folder / 'giay-moi.yaml'
        example.write_bytes(subprocess.run([VANBAN, 'new', 'giay-moi'], capture_output=True, check=True).stdout)
        subprocess.run([VANBAN, 'render', example, '-o', self.folder / 'ra'], capture_output=True, check=True)

    def judged(self, name, *arguments, soffice):
        """What a judge says and ends with."""
        program = self.folder / 'soffice'
        program.write_text(soffice)
        program.chmod(0o755)
        path = {**os.environ, 'PATH': '%s:%s' % (self.folder, os.environ['PATH'])}
        r = subprocess.run([sys.executable, HERE / name, *arguments], capture_output=True, text=True, env=path, check=False)
        return r.returncode, r.stdout + r.stderr

    def test_what_was_not_saved_again_is_no_success(self):
        for soffice in (NOTHING, EMPTY):
            status, said = self.judged('fix_corpus.py', '--vanban', VANBAN, '--resaved', self.folder / 'ra', soffice=soffice)
            self.assertEqual(status, 1, said)
            self.assertIn('giay-moi.docx\t\t\t\t\t\t\tLibreOffice wrote nothing', said)
            status, said = self.judged('corpus.py', '--vanban', VANBAN, self.folder / 'ra', soffice=soffice)
            self.assertEqual((status, 'LibreOffice wrote no text of it' in said), (1, True), said)
            status, said = self.judged('parity.py', self.folder / 'ra', soffice=soffice)
            self.assertEqual((status, 'soffice made no PDF' in said), (2, True), said)

    def test_an_unreadable_file_and_a_folder_without_documents_are_no_success(self):
        (self.folder / 'hong').mkdir()
        (self.folder / 'hong' / 'a.docx').write_bytes(b'')
        for judge in ('fix_corpus.py', 'corpus.py'):
            self.assertEqual(self.judged(judge, '--vanban', VANBAN, self.folder / 'hong', soffice=NOTHING)[0], 1)
        (self.folder / 'hong' / 'a.docx').unlink()
        for judge in ('fix_corpus.py', 'corpus.py', 'parity.py', 'text.py', 'ooxml.py', 'search.py'):
            self.assertEqual(self.judged(judge, self.folder / 'hong', soffice=NOTHING)[0], 2, judge)


if __name__ == '__main__':
    unittest.main()
