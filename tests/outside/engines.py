#!/usr/bin/env python3
"""Makes OUTDIR/NAME.pdf of each DOCX with an engine beside LibreOffice 7.4, for `parity.py --converted OUTDIR`.

libreoffice   25.2 from Debian's backports, unpacked, not installed (70 MB)
onlyoffice    the Python package document-builder
spire         the Python package spire.doc.free: the first three pages of a document (`parity.py --first 3`)

The first call for an engine puts it into target/outside/engines/. No part of CI. Exit 0: all made; 1: some not;
2: could not run."""
import argparse
import os
import shutil
import sys
from pathlib import Path

from common import CACHE, files, run, stop, written

HOME = CACHE / 'engines'
FONTS = CACHE.parents[1] / 'fonts'
BACKPORTS = 'bookworm-backports'
SOURCES = ''.join('deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s main\n' % s for s in (
    'http://deb.debian.org/debian ' + BACKPORTS, 'http://deb.debian.org/debian bookworm'))
PACKAGES = {'onlyoffice': 'document-builder==10.0.0.170', 'spire': 'spire.doc.free==12.12.0'}
ONE_CALL = 100  # files; soffice takes no more than some hundred


def sure(command, **options):
    r = run(command, **options)
    return r.stdout if r.returncode == 0 else stop('%s: %s' % (' '.join(map(str, command[:3])), r.stderr.strip()[-300:]))


def libreoffice():
    """The folder of programs of LibreOffice 25.2."""
    home = HOME / 'libreoffice'
    program = home / 'usr/lib/libreoffice/program'
    if (home / 'ready').exists():
        return program
    shutil.rmtree(home, ignore_errors=True)
    apt, debs = home / 'apt', home / 'debs'
    for folder in (apt / 'lists/partial', apt / 'cache/archives/partial', debs):
        folder.mkdir(parents=True)
    (apt / 'sources.list').write_text(SOURCES)
    apt_get = ['apt-get', '-qq', '-o', 'Dir::Etc::sourcelist=%s/sources.list' % apt, '-o', 'Dir::Etc::sourceparts=-', '-o',
               'Dir::State::lists=%s/lists' % apt, '-o', 'Dir::Cache=%s/cache' % apt, '-o', 'APT::Sandbox::User=root']
    print('engines: unpacking LibreOffice 25.2', flush=True)
    sure(apt_get + ['update'])
    plan = sure(apt_get + ['install', '-s', '--reinstall', '--no-install-recommends', '-t', BACKPORTS, 'libreoffice-writer-nogui'])
    needed = [line.split() for line in plan.splitlines() if line.startswith('Inst ')]
    # What the system has besides LibreOffice serves it too.
    wanted = [words[1].split(':')[0] + ('/' + BACKPORTS if 'bpo12' in ' '.join(words) else '') for words in needed]
    sure(apt_get + ['download'] + wanted, cwd=debs)
    for deb in debs.glob('*.deb'):
        sure(['dpkg', '-x', deb, home])
    # It looks for its files where it would be installed.
    for settings in program.glob('*rc'):
        settings.write_text(settings.read_text().replace('file:///usr/lib/libreoffice', (home / 'usr/lib/libreoffice').as_uri()))
    registry = home / 'usr/lib/libreoffice/share/registry/main.xcd'
    registry.unlink(missing_ok=True)
    registry.symlink_to('../.registry/main.xcd')
    for library in (home / 'usr/lib/x86_64-linux-gnu').glob('*.so*'):
        if not (program / library.name).exists():
            shutil.copy(library, program)
    shutil.rmtree(apt)
    shutil.rmtree(debs)
    (home / 'ready').touch()
    return program


def by_libreoffice(out, docx):
    program = libreoffice()
    environment = {**os.environ, 'LD_LIBRARY_PATH': str(program)}
    for first in range(0, len(docx), ONE_CALL):
        some = docx[first:first + ONE_CALL]
        run([program / 'soffice', '-env:UserInstallation=' + (HOME / 'profile').as_uri(), '--headless', '--convert-to', 'pdf',
             '--outdir', out] + some, env=environment, timeout=120 + 20 * len(some))


def by_python(engine):
    """The engine of a Python package: this script runs again in the Python that has it."""
    def convert(out, docx):
        home = HOME / engine
        python = home / 'bin/python'
        if not (home / 'ready').exists():
            print('engines: installing %s' % PACKAGES[engine], flush=True)
            sure([sys.executable, '-m', 'venv', '--clear', home])
            sure([python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', PACKAGES[engine]])
            (home / 'ready').touch()
        for file in docx:  # one by one: an engine that falls loses one file
            run([python, __file__, '--inside', engine, out] + [file], timeout=120)
    return convert


def inside(engine, out, docx):
    """Runs in the Python that has the package."""
    target = str((out / docx.with_suffix('.pdf').name).resolve())
    if engine == 'onlyoffice':
        import docbuilder
        # Our fonts alone: others of the name may lack Vietnamese letters. The list is made on the first call.
        builder = docbuilder.CDocBuilder()
        builder.SetProperty('--fonts-system', 'false')
        builder.SetProperty('--fonts-dir', str(FONTS))
        builder.OpenFile(str(docx.resolve()), '')
        builder.SaveFile('pdf', target)
        builder.CloseFile()
    else:
        from spire.doc import Document, FileFormat
        # Among the system's fonts it may find none for its fields, and then it writes nothing.
        Document.SetGlobalCustomFontsFolders(str(FONTS))
        document = Document()
        document.LoadFromFile(str(docx))
        document.SaveToFile(target, FileFormat.PDF)
        document.Close()


ENGINES = {'libreoffice': by_libreoffice, 'onlyoffice': by_python('onlyoffice'), 'spire': by_python('spire')}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('engine', choices=ENGINES)
    p.add_argument('out', type=Path, metavar='OUTDIR')
    p.add_argument('paths', nargs='+', metavar='DIR|FILE.docx')
    p.add_argument('--inside', action='store_true', help=argparse.SUPPRESS)
    a = p.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    docx = files(a.paths, '.docx')
    if a.inside:
        return inside(a.engine, a.out, docx[0])
    made = [a.out / f.with_suffix('.pdf').name for f in docx]
    for pdf in made:  # old results are no results
        pdf.unlink(missing_ok=True)
    ENGINES[a.engine](a.out, docx)
    missing = [str(f) for f, pdf in zip(docx, made) if not written(pdf)]
    if missing:
        print('engines: no PDF of ' + ', '.join(missing), file=sys.stderr)
    return 1 if missing else 0


if __name__ == '__main__':
    sys.exit(main())
