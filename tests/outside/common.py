"""What the judges share: finding files, running programs, reading the words of a PDF."""
import html
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

CACHE = Path(__file__).resolve().parents[2] / 'target' / 'outside'  # filled by install.sh

WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', re.S)
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.S)
# drawn or invisible in one of the two files only: check boxes, soft hyphen, zero-width characters, the dots of leaders,
# which a full stop may touch
LEFT_OUT = re.compile('[\u25a0\u25a1\u2610-\u2612\u00ad\u200b-\u200d\u2060\ufeff]|\\.{4,}')


class Unreadable(Exception):
    """A file that cannot be judged, for it cannot be read: that is a fault of the file."""


def stop(message):
    """Ends the judge: it could not run."""
    print('%s: %s' % (Path(sys.argv[0]).name, message), file=sys.stderr)
    sys.exit(2)


def run(command, **options):
    """Runs a program and returns its result; stops when it is not there or takes too long."""
    try:
        return subprocess.run([str(c) for c in command], capture_output=True, encoding='utf-8', errors='replace', **options)
    except FileNotFoundError:
        stop('%s is not installed; run tests/outside/install.sh' % command[0])
    except subprocess.TimeoutExpired:
        stop('%s did not finish' % command[0])


def files(arguments, suffix):
    """The files named, and those of the folders named (with all below), which end in `suffix`."""
    found = []
    for a in map(Path, arguments):
        if a.is_dir():
            found += sorted(f for f in a.rglob('*' + suffix) if not f.name.startswith(('~', '.')))
        elif a.suffix == suffix and a.is_file():
            found.append(a)
        else:
            stop('%s: no such %s file or folder' % (a, suffix))
    return found or stop('no %s file in %s' % (suffix, ', '.join(arguments)))


def written(path):
    """Whether a program wrote a file: a full disk leaves none, or an empty one."""
    return path.is_file() and path.stat().st_size > 0


def by_libreoffice(kind, folder, paths, timeout=600):
    """What LibreOffice saves of files in `folder`, in their order; None for one that it did not write. `kind` is an ending,
    or an ending and a filter; what LibreOffice said is in the last one of the two results."""
    folder = Path(folder)
    made = [folder / (Path(path).stem + '.' + kind.split(':')[0]) for path in paths]
    if len(set(made)) < len(made):
        stop('two files of one name')
    for file in made:  # old results are no results
        file.unlink(missing_ok=True)
    said = run(['soffice', '-env:UserInstallation=' + (folder / 'profile').absolute().as_uri(), '--headless', '--convert-to', kind,
                '--outdir', folder, *paths], timeout=timeout)
    return [file if written(file) else None for file in made], (said.stderr or said.stdout).strip()[-300:]


def pairs(arguments):
    """(DOCX, PDF beside it) for every DOCX."""
    found = [(d, d.with_suffix('.pdf')) for d in files(arguments, '.docx')]
    missing = [str(p) for _, p in found if not p.is_file()]
    return stop('missing ' + ', '.join(missing)) if missing else found


def clean(text):
    """NFC, U+2011 as a hyphen, without what only one of two files has."""
    return unicodedata.normalize('NFC', LEFT_OUT.sub('', text).replace('\u2011', '-'))


def read_pdf(command):
    """What a poppler program says about a PDF."""
    r = run(command)
    if r.returncode:
        raise Unreadable('%s: %s' % (command[0], ' '.join(r.stderr.split())[:200]))
    return r.stdout


def pdf_pages(pdf, raw=False):
    """For every page: width, height, and its words as (x0, y0, x1, y1, text); `raw` keeps the order of drawing."""
    out = read_pdf(['pdftotext'] + (['-raw'] if raw else []) + ['-bbox', pdf, '-'])
    pages = []
    for width, height, body in PAGE.findall(out):
        words = [(*map(float, w[:4]), clean(html.unescape(w[4])).strip()) for w in WORD.findall(body)]
        pages.append((float(width), float(height), [w for w in words if w[4]]))
    return pages
