#!/usr/bin/env python3
"""How often does each rule find something in real documents? For a folder of DOCX: code, severity, files in which the rule finds
something, their share of all files, findings. rules-corpus.tsv beside this script is what it printed of 37 real documents; a rule
that finds something in most of them should be a note, and each finding of an error is to be read by a person.
Exit 0: done; 2: could not run."""
import argparse
import collections
import json
from pathlib import Path

from common import run, stop

ROOT = Path(__file__).resolve().parents[2]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('folder')
    parser.add_argument('--vanban', default=str(ROOT / 'target/release/vanban'))
    arguments = parser.parse_args()
    if not Path(arguments.vanban).is_file():
        stop('%s is not there; cargo build --release' % arguments.vanban)
    judged = json.loads(run([arguments.vanban, 'check', '--format', 'json', arguments.folder]).stdout)['files']
    if not judged:
        stop('no DOCX in ' + arguments.folder)
    counts, files, severity = collections.Counter(), collections.defaultdict(set), {}
    for file in judged:
        for finding in file['findings']:
            counts[finding['code']] += 1
            files[finding['code']].add(file['file'])
            severity[finding['code']] = finding['severity']
    print('code\tseverity\tfiles\tshare\tfindings')
    for code in sorted(counts):
        print('%s\t%s\t%d\t%.0f %%\t%d' % (code, severity[code], len(files[code]), 100 * len(files[code]) / len(judged), counts[code]))
    return 0


if __name__ == '__main__':
    raise SystemExit(main())
