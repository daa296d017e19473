#!/usr/bin/env python3
"""Cold runs and throughput of the release build, with Typst beside it in the same run on the same document.

    cargo build --release && pip install typst && benches/peers.py

Typst makes a PDF only (PDF/A-2a); vanban makes the DOCX too. Prints medians of processor time, of all cores together, and
their ratio: it is what to compare on another machine, and other load changes it least. No part of CI."""
import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
PLAN = HOME / 'data' / 'ke-hoach-cchc-2025-lai-chau.json'
HEAD = '''#set document(title: "Kế hoạch", author: "Sở Khoa học và Công nghệ")
#set page(paper: "a4", margin: (left: 30mm, right: 15mm, top: 20mm, bottom: 20mm), numbering: "1", number-align: center + top)
#set text(font: "Liberation Serif", size: 14pt, lang: "vi", hyphenate: false)
#set par(justify: true, first-line-indent: (amount: 10mm, all: true), spacing: 12pt)
#set heading(numbering: none)
#grid(columns: (45%, 55%), align: center,
  [UBND TỈNH LAI CHÂU \\ *SỞ KHOA HỌC VÀ CÔNG NGHỆ* \\ Số: #h(12mm)/KH-SKHCN],
  [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ *Độc lập - Tự do - Hạnh phúc* \\ _Lai Châu, ngày #h(8mm) tháng 12 năm 2024_])
#align(center)[*KẾ HOẠCH* \\ *Cải cách hành chính của Sở Khoa học và Công nghệ năm 2025*]
'''
FOOT = '''#grid(columns: (45%, 55%), [*_Nơi nhận:_* \\ - Sở Nội vụ; \\ - Lưu: VT.], align(center)[*GIÁM ĐỐC* #v(30mm) *Phạm Quang Huy*])
'''


def literal(text):
    return ''.join('\\' + c if c in '\\#*_$<>@`~[]"\'=-+/' else c for c in text)


def blocks(items, depth):
    """The items of the data as Typst's markup."""
    for item in items:
        if isinstance(item, str):
            item = {'text': item}
        if item.get('heading'):
            yield '=' * depth + ' ' + literal(item['heading'])
        words = ': '.join(item[f] for f in ('run_in', 'text') if item.get(f))
        if words:
            yield literal(('- ' if item.get('level') == 'dash' else '') + words)
        yield from blocks(item.get('items', []), depth + 1)


def typst_source():
    content = json.loads(PLAN.read_text('utf-8'))['content']
    body = list(blocks(content['opening'], 1)) + list(blocks(content['body'], 1)) + list(blocks(content.get('closing', []), 1))
    return HEAD + '\n\n'.join(body) + '\n\n' + FOOT


def seconds(command):
    """Processor time of a program."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def row(name, own, peer):
    print('%-44s %8.1f ms %8.1f ms   %5.1f' % (name, own * 1000, peer * 1000, peer / own))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--vanban', default=HOME / 'target' / 'release' / 'vanban', type=Path)
    p.add_argument('--runs', default=15, type=int)
    p.add_argument('--documents', default=100, type=int)
    a = p.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        source = folder / 'plan.typ'
        source.write_text(typst_source(), 'utf-8')
        fonts = str(HOME / 'fonts')
        compiling = 'import typst; typst.compile(%r, output=%r, font_paths=[%r], ignore_system_fonts=True, pdf_standards="a-2a")' % (
            str(source), str(folder / 'plan.pdf'), fonts)
        own, peer, bare = [], [], []
        for _ in range(a.runs):
            own.append(seconds([a.vanban, 'render', PLAN, '-o', folder / 'out']))
            peer.append(seconds([sys.executable, '-c', compiling]))
            bare.append(seconds([sys.executable, '-c', 'import typst']))
        print('%-44s %11s %11s   %5s' % ('', 'vanban', 'Typst', 'ratio'))
        start = max(0.0, statistics.median(peer) - statistics.median(bare))
        row('one document, cold (Python\'s start taken off)', statistics.median(own), start)

        (folder / 'many' / 'profiles').mkdir(parents=True)
        for profile in (HOME / 'data' / 'profiles').iterdir():
            (folder / 'many' / 'profiles' / profile.name).write_bytes(profile.read_bytes())
        text = PLAN.read_text('utf-8')
        for number in range(a.documents):
            data = text.replace('"code_number": null', '"code_number": %d' % (number + 1))
            (folder / 'many' / ('%03d.json' % number)).write_text(data, 'utf-8')
        many = seconds([a.vanban, 'render', folder / 'many' / '*.json', '-o', folder / 'all'])
        loop = 'import typst, pathlib\nsource = pathlib.Path(%r)\nfor n in range(%d):\n    changed = source.read_text("utf-8")' \
               '.replace("Số: ", "Số: %%d" %% n)\n    path = source.with_name("n.typ"); path.write_text(changed, "utf-8")\n' \
               '    typst.compile(str(path), output=str(path.with_suffix(".pdf")), font_paths=[%r], ignore_system_fonts=True, ' \
               'pdf_standards="a-2a")' % (str(source), a.documents, fonts)
        row('each of %d documents' % a.documents, many / a.documents, seconds([sys.executable, '-c', loop]) / a.documents)


if __name__ == '__main__':
    main()
