#!/usr/bin/env python3
"""Do edits made in a DOCX come back into its data, also after LibreOffice has saved the file?

Renders data files, edits each DOCX with python-docx as people do (words changed, a paragraph copied and written anew, one
removed, a table row copied), takes it back with `vanban import --onto`, and renders the new data: its words must be those
of the edited file. A file that nobody edited must change nothing.
Exit 0: all came back; 1: some did not; 2: could not run."""
import argparse
import copy
import re
import shutil
import sys
import tempfile
from pathlib import Path

from common import CACHE, by_libreoffice, clean, run, stop

if (CACHE / 'venv').is_dir():
    sys.path[:0] = [str(p) for p in (CACHE / 'venv').glob('lib/python3*/site-packages')]
try:
    import docx
except ImportError:
    stop('python-docx is not installed; run tests/outside/install.sh')

MARK = re.compile(r'^((Điều \d+|[IVXLC]+|\d+(\.\d+)*|[a-zđ])[.)]|[-+*])\s')


def written(paragraph, text):
    """Gives a paragraph other words, in the look of its longest run."""
    longest = max(paragraph.runs, key=lambda r: len(r.text))
    for run_ in paragraph.runs:
        run_.text = text if run_._r is longest._r else ''


def items(document):
    """Paragraphs of running text that begin with a mark or are long."""
    return [p for p in document.paragraphs if len(p.text) > 80 and p.runs and 'w:footnoteReference' not in p._p.xml]


def change_words(document):
    for paragraph in items(document)[:3]:
        longest = max(paragraph.runs, key=lambda r: len(r.text))
        words = longest.text.split(' ')
        words[len(words) // 2:len(words) // 2 + 1] = ['chữ', 'sửa', 'tay']
        longest.text = ' '.join(words)


def copy_paragraph(document):
    marked = [p for p in items(document) if MARK.match(p.text)]
    if not marked:
        return False
    paragraph = marked[len(marked) // 2]
    new = copy.deepcopy(paragraph._p)
    paragraph._p.addnext(new)
    new = docx.text.paragraph.Paragraph(new, paragraph._parent)
    written(new, MARK.match(paragraph.text).group(0) + 'Việc mới do người sửa thêm vào bằng Word, viết thành một câu đủ dài.')


def remove_paragraph(document):
    marked = [p for p in items(document) if re.match(r'^[-+] ', p.text)]
    if not marked:
        return False
    marked[-1]._p.getparent().remove(marked[-1]._p)


def copy_row(document):
    tables = [t for t in document.tables if len(t.rows) > 3 and len(t.columns) > 2]
    if not tables:
        return False
    row = tables[-1].rows[2]
    new = copy.deepcopy(row._tr)
    row._tr.addnext(new)
    for cell in list(docx.table._Row(new, tables[-1]).cells)[1:]:
        for paragraph in cell.paragraphs:
            if paragraph.runs:
                written(paragraph, 'Ô mới')


EDITS = [change_words, copy_paragraph, remove_paragraph, copy_row]


def words(vanban, path):
    text = clean(run([vanban, 'info', '--text', path]).stdout)
    lines = [MARK.sub('', line.strip()).rstrip('.;,/ ').lower() for line in text.splitlines()]
    return sorted(line for line in lines if line and not line.isdigit())


def judge(vanban, data, edited, edit):
    """Why an edit did not come back; None where it did."""
    back = data.with_name(data.stem + '-sua.yaml')
    back.unlink(missing_ok=True)
    result = run([vanban, 'import', '--onto', data, edited, '-o', back])
    if edit is None:
        return None if result.returncode == 0 and not back.exists() else 'something changed: ' + result.stderr[:300]
    if edit is copy_row and 'lập từ các bản ghi' in result.stderr:
        return None  # records have no place for it, which is told
    if result.returncode or not back.exists():
        return 'refused: ' + result.stderr[:600]
    made = run([vanban, 'render', '--allow-errors', back, '-o', back.parent / 'lai'])
    back.unlink()
    if made.returncode:
        return 'the new data makes no document: ' + made.stderr[:300]
    want, have = words(vanban, edited), words(vanban, back.parent / 'lai' / (back.stem + '.docx'))
    missing = [line for line in want if line not in have]
    spare = [line for line in have if line not in want]
    return None if not missing and not spare else 'missing %s, spare %s' % (missing[:2], spare[:2])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('vanban')
    parser.add_argument('data', nargs='+', type=Path, metavar='DATA.yaml')
    arguments = parser.parse_args()
    vanban = str(Path(arguments.vanban).resolve())
    wrong = tried = 0
    with tempfile.TemporaryDirectory() as folder:
        copies = {}
        for original in arguments.data:
            # Data names what lies beside it.
            beside = original.resolve().parent
            if beside not in copies:
                copies[beside] = Path(shutil.copytree(beside, Path(folder) / ('data-%d' % len(copies))))
            data = copies[beside] / original.name
            result = run([vanban, 'render', '--allow-errors', data, '-o', folder])
            source = Path(folder) / (data.stem + '.docx')
            if not source.exists():
                stop('%s: %s' % (data, result.stderr[:300]))
            edited = [(None, source)]
            for edit in EDITS:
                document = docx.Document(str(source))
                if edit(document) is False:
                    continue
                path = Path(folder) / ('%s-%s.docx' % (data.stem, edit.__name__))
                document.save(str(path))
                edited.append((edit, path))
            (Path(folder) / 'lo').mkdir(exist_ok=True)
            again, said = by_libreoffice('docx', Path(folder) / 'lo', [path for _, path in edited])
            if None in again:
                stop('LibreOffice wrote nothing of %s: %s' % (edited[again.index(None)][1].name, said))
            for edit, path in edited + [(edit, path) for (edit, _), path in zip(edited, again)]:
                tried += 1
                why = judge(vanban, data, path, edit)
                if why:
                    wrong += 1
                    print('%s, %s%s: %s' % (data, edit.__name__ if edit else 'unedited', ', as LibreOffice saves it' if path.parent.name == 'lo' else '', why))
    print('%d edits tried, %d did not come back' % (tried, wrong))
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
