#!/usr/bin/env python3
"""Are anybody's DOCX read without loss, and is what they are made of recognised?

For every DOCX: the words that `vanban info --text` reads, against LibreOffice's text of the same file, in order; what
`vanban info --json` recognises, against a table made by reading the documents (--golden, keyed by the file's SHA-256;
files that it does not hold are only read); and, with --resaved, against the same file saved again by LibreOffice.
LibreOffice leaves text boxes out, sets the number of a footnote beside its word and a root's sign before its radicand:
where the words of a file in the table have the hash that stands there, its differences were read by a person.
Exit 0: all as it should be; 1: differences; 2: could not run."""
import argparse
import csv
import difflib
import hashlib
import json
import tempfile
import time
import unicodedata
from pathlib import Path

from common import by_libreoffice, files, run, stop

ROOT = Path(__file__).resolve().parents[2]
LEVELS = 'part chapter section subsection article clause subclause point dash plus'.split()
COLUMNS = ['sha256', 'kind', *LEVELS, 'legal_bases', 'to', 'to_places', 'signers', 'tables', 'appendices', 'words', 'words_sha256']


# LibreOffice's text has raised and lowered signs as plain ones.
PLAIN = {ord(c): unicodedata.normalize('NFKC', c) for c in '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'}


def words(text):
    text = unicodedata.normalize('NFC', text).replace('\u2011', '-').translate({0xad: None, 0xfeff: None, **PLAIN})
    return ''.join('•' if '\uf000' <= c <= '\uf0ff' else c for c in text).split()


def convert(paths, kind, folder):
    """LibreOffice's versions of some files, by their paths: one call for all. None where it wrote nothing."""
    made, _ = by_libreoffice(kind, folder, paths, 900)
    return dict(zip(paths, made))


def recognised(vanban, path):
    """A row of the table, but hash and words; None for a file that is refused, with what is said of it."""
    result = run([vanban, 'info', '--json', path])
    if result.returncode:
        return None, result.stderr.strip()
    found = json.loads(result.stdout)['recognised']
    row = {'kind': found['kind']}
    row.update({level: found['levels'][level] for level in LEVELS})
    row.update({name: len(found[name]) for name in ('legal_bases', 'to', 'to_places', 'signers', 'tables', 'appendices')})
    return {name: str(value) for name, value in row.items()}, ''


def differences(wanted, found):
    return ['%s %s, not %s' % (name, found[name], wanted[name]) for name in found if wanted[name] != found[name]]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('paths', nargs='+', metavar='DIR|FILE.docx')
    parser.add_argument('--vanban', default=str(ROOT / 'target/release/vanban'))
    parser.add_argument('--golden', default=str(Path(__file__).with_name('corpus-golden.tsv')), help='the table (default: the one beside this script)')
    parser.add_argument('--resaved', action='store_true', help='also compare with the files as LibreOffice saves them')
    parser.add_argument('--most', type=int, default=3, help='differences shown of each file')
    arguments = parser.parse_args()
    if not Path(arguments.vanban).is_file():
        stop('%s is not there; cargo build --release' % arguments.vanban)
    with open(arguments.golden, encoding='utf-8') as file:
        golden = {row['sha256']: row for row in csv.DictReader(file, delimiter='\t')}
    paths, faults = files(arguments.paths, '.docx'), 0
    print('%-28s %6s %6s %5s  %s' % ('file', 'words', 'other', 'ms', 'recognised'))
    with tempfile.TemporaryDirectory() as texts, tempfile.TemporaryDirectory() as saved:
        text = convert(paths, 'txt:Text (encoded):UTF8', texts)
        resaved = convert(paths, 'docx', saved) if arguments.resaved else None
        for path in paths:
            start = time.perf_counter()
            result = run([arguments.vanban, 'info', '--text', path])
            ms = (time.perf_counter() - start) * 1000
            if result.returncode or not text[path]:
                print('%-28s %s' % (path.name, ' '.join(result.stderr.split()) or 'LibreOffice wrote no text of it'))
                faults += 1
                continue
            ours, theirs = words(result.stdout), words(text[path].read_text(encoding='utf-8'))
            other = [o for o in difflib.SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes() if o[0] != 'equal']
            row, said = recognised(arguments.vanban, path)
            wanted = golden.get(hashlib.sha256(path.read_bytes()).hexdigest())
            notes = []
            if row is None:
                notes.append(said)
            elif wanted:
                notes += differences(wanted, row)
                if hashlib.sha256(' '.join(ours).encode()).hexdigest() != wanted['words_sha256']:
                    notes.append('other words than in the table')
            elif other:
                notes.append('other words than LibreOffice')
            if resaved and row:
                again, said = recognised(arguments.vanban, resaved[path]) if resaved[path] else (None, 'LibreOffice wrote nothing')
                notes += ['saved again: ' + n for n in (differences(row, again) if again else [said])]
            faults += len(notes)
            state = '; '.join(notes) or ('as in the table' if wanted else 'not in the table: ' + row['kind'])
            print('%-28s %6d %6d %5.0f  %s' % (path.name, len(ours), len(other), ms, state))
            if notes or not wanted:
                for what, i, j, k, l in other[:arguments.most]:
                    print('    %s: %s | %s' % (what, ' '.join(theirs[i:j])[:70], ' '.join(ours[k:l])[:70]))
    return 1 if faults else 0


if __name__ == '__main__':
    raise SystemExit(main())
