#!/usr/bin/env python3
"""May everything that is built in be built in? Reads deny.toml's licences and sources, and the package's rust-version,
against what `cargo metadata` says of every dependency on every system. Where cargo-deny is installed, it is asked as well,
with its list of known faults. Exit 0: yes; 1: no; 2: could not run."""
import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from common import run, stop

HOME = Path(__file__).resolve().parent.parent.parent


def allowed(expression, licences):
    """Whether an SPDX expression can be met; `/` is the old way to write OR."""
    tokens = re.findall(r'[()]|[^\s()/]+|/', expression)

    def either(at):
        good, at = both(at)
        while at < len(tokens) and tokens[at] in ('OR', '/'):
            other, at = both(at + 1)
            good = good or other
        return good, at

    def both(at):
        good, at = one(at)
        while at < len(tokens) and tokens[at] == 'AND':
            other, at = one(at + 1)
            good = good and other
        return good, at

    def one(at):
        if tokens[at] == '(':
            good, at = either(at + 1)
            return good, at + 1
        name, at = tokens[at], at + 1
        if at < len(tokens) and tokens[at] == 'WITH':
            name, at = '%s WITH %s' % (name, tokens[at + 1]), at + 2
        return name in licences, at

    return either(0)[0]


def version(text):
    return tuple(int(part) for part in (text.split('.') + ['0', '0'])[:3])


def main():
    rules = tomllib.loads((HOME / 'deny.toml').read_text('utf-8'))
    licences, sources = set(rules['licenses']['allow']), rules['sources']['allow-registry']
    r = run(['cargo', 'metadata', '--format-version', '1', '--locked', '--manifest-path', HOME / 'Cargo.toml'])
    if r.returncode:
        stop('cargo metadata: ' + r.stderr.strip()[-400:])
    packages = json.loads(r.stdout)['packages']
    own = next(p for p in packages if p['name'] == 'vanban')
    wrong = []
    for p in packages:
        name = '%s %s' % (p['name'], p['version'])
        if not p['license'] or not allowed(p['license'], licences):
            wrong.append('%s: licence %s' % (name, p['license']))
        if p is not own and not any(p['source'] == 'registry+' + source for source in sources):
            wrong.append('%s: from %s' % (name, p['source']))
        if p['rust_version'] and version(p['rust_version']) > version(own['rust_version']):
            wrong.append('%s: needs Rust %s, we promise %s' % (name, p['rust_version'], own['rust_version']))
    print('\n'.join(wrong) or '%d packages: licences, sources and Rust %s as deny.toml and Cargo.toml ask' % (len(packages), own['rust_version']))
    if shutil.which('cargo-deny'):
        wrong += ['cargo deny'] * (subprocess.run(['cargo', 'deny', '--locked', 'check'], cwd=HOME, check=False).returncode != 0)
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
