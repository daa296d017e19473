#!/usr/bin/env python3
"""Hundreds of five-page reports from the release build: time, memory, jobs; and its peers on the same report.

    cargo build --release
    pip install docxtpl typst && cargo install rusdox      # only for --peers; LibreOffice as `soffice`
    benches/batch.py                                       # 10, 100, 1,000, 10,000 reports
    benches/batch.py --peers

Every run starts in an empty folder. CPU is user and system time of the program and its children; memory is the largest
resident set. Numbers of a busy machine differ in seconds, not in ratios. No part of CI."""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
BASE = HOME / 'data' / 'bao-cao-cchc-quy-3-2025-don-vi.yaml'
HEADINGS = ['organ_name', 'TTHC_TIEP_NHAN', 'TTHC_DUNG_HAN', 'TTHC_TRE_HAN', 'CQS_TRUC_TUYEN']


def unit(number):
    """The cells of a row: figures that fit each other, invented."""
    received = 6173 + 37 * number
    return ['Sở Thử nghiệm %d' % number, received, received - 411, 13, received - 999]


def rows(path, count):
    lines = [';'.join(HEADINGS)] + [';'.join(map(str, unit(n))) for n in range(1, count + 1)]
    path.write_text('\n'.join(lines) + '\n', 'utf-8')


def run(command, **options):
    """Wall seconds, CPU seconds and megabytes of a command."""
    start = time.perf_counter()
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit('%s: %s' % (command[0], said.decode()[-2000:]))
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def vanban(program, base, folder, count, jobs):
    rows(folder / 'rows.csv', count)
    output = folder / 'out'
    shutil.rmtree(output, ignore_errors=True)
    measured = run([program, 'render', base, '--rows', folder / 'rows.csv', '-o', output, '--jobs', jobs])
    assert len(list(output.glob('*.pdf'))) == len(list(output.glob('*.docx'))) == count
    return measured


def own(a, folder):
    print('%9s %5s %9s %9s %12s %9s' % ('documents', 'jobs', 'wall s', 'CPU s', 'CPU ms each', 'MB'))
    for count in a.documents:
        for jobs in (1, 2):
            wall, cpu, memory = vanban(a.vanban, a.base, folder, count, jobs)
            print('%9d %5d %9.2f %9.2f %12.2f %9.0f' % (count, jobs, wall, cpu, cpu / count * 1000, memory), flush=True)


def thousands(number):
    return '{:,}'.format(number).replace(',', '.')


def replacements(number):
    """What stands in the first unit's report, and in this one's; counted figures and shares follow as in ours."""
    def shown(n):
        name, received, good, late, online = unit(n)
        share = lambda part, of: ('%.2f' % (100 * part / of)).rstrip('0').rstrip('.').replace('.', ',')
        figures = [thousands(v) for v in (received, good + late, good, online)]
        # The period before, as the base has it.
        changes = [share(received - 1320, 1320), share(online - 961, 961)]
        return [name.upper(), name] + figures + [share(good, good + late), share(online, received)] + changes
    return list(zip(shown(1), shown(number)))


def replaced(text, number):
    for old, new in replacements(number):
        text = re.sub(r'(?<![\w.,])%s(?![\w]|[.,]\d)' % re.escape(old), lambda _: new, text)
    return text


def content(docx):
    """The paragraphs and tables of our own report: ('p', text, bold) and ('table', rows)."""
    from docx.table import Table
    from docx.text.paragraph import Paragraph
    import docx as python_docx
    for element in python_docx.Document(str(docx)).element.body:
        if element.tag.endswith('}p'):
            paragraph = Paragraph(element, None)
            if paragraph.text.strip():
                yield 'p', paragraph.text, all(r.bold for r in paragraph.runs if r.text.strip())
        elif element.tag.endswith('}tbl'):
            yield 'table', [[cell.text for cell in row.cells] for row in Table(element, None).rows], False


def by_docxtpl(model, folder, count):
    """The report as a Word template with the unit's figures as fields; PDF by one call of LibreOffice."""
    import docx as python_docx
    template = folder / 'template.docx'
    document = python_docx.Document(str(model))
    tags = ['{{ f%d }}' % n for n in range(len(replacements(1)))]
    for text in document.element.body.iter('{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t'):
        for tag, (old, _) in zip(tags, replacements(1)):
            text.text = re.sub(r'(?<![\w.,])%s(?![\w]|[.,]\d)' % re.escape(old), tag, text.text or '')
    document.save(str(template))
    program = '''import sys, json
from docxtpl import DocxTemplate
for name, fields in json.load(open(sys.argv[2])).items():
    document = DocxTemplate(sys.argv[1])
    document.render(fields)
    document.save(name)
'''
    jobs = {str(folder / ('%d.docx' % n)): {'f%d' % i: new for i, (_, new) in enumerate(replacements(n))} for n in range(1, count + 1)}
    (folder / 'jobs.json').write_text(json.dumps(jobs), 'utf-8')
    made = run([sys.executable, '-c', program, template, folder / 'jobs.json'])
    office = ['soffice', '-env:UserInstallation=file://%s/office' % folder, '--headless', '--convert-to', 'pdf', '--outdir', folder]
    run(office + [template])
    converted = run(office + list(jobs))
    assert len(list(folder.glob('*.pdf'))) == count + 1
    return made[0] + converted[0], made[1] + converted[1], max(made[2], converted[2])


def by_typst(model, folder, count):
    """PDF/A-2a only; all documents in one process."""
    def literal(text):
        return ''.join('\\' + c if c in '\\#*_$<>@`~[]"\'=-+/' else c for c in text)

    out = ['#set document(title: "Báo cáo", author: "Sở")', '#set page(paper: "a4", margin: (left: 30mm, rest: 20mm))',
           '#set text(font: "Liberation Serif", size: 14pt, lang: "vi", hyphenate: false)',
           '#set par(justify: true, first-line-indent: (amount: 10mm, all: true))']
    for kind, value, bold in content(model):
        if kind == 'p':
            out.append('*%s*' % literal(value) if bold else literal(value))
        else:
            cells = ', '.join('[%s]' % literal(cell) for row in value for cell in row)
            out.append('#table(columns: %d, %s)' % (len(value[0]), cells))
    for number in range(1, count + 1):
        (folder / ('%d.typ' % number)).write_text(replaced('\n\n'.join(out), number), 'utf-8')
    program = '''import sys, typst
for n in range(1, int(sys.argv[2]) + 1):
    name = '%s/%d' % (sys.argv[1], n)
    typst.compile(name + '.typ', output=name + '.pdf', font_paths=[sys.argv[3]], ignore_system_fonts=True, pdf_standards="a-2a")
'''
    return run([sys.executable, '-c', program, folder, count, HOME / 'fonts'])


def by_rusdox(model, folder, count):
    """DOCX and PDF of a folder of specifications."""
    blocks = []
    (folder / 'specs').mkdir()
    for kind, value, bold in content(model):
        if kind == 'p':
            blocks.append({'type': 'section' if bold else 'body', 'text': value})
        else:
            width = 9000 // len(value[0])
            cells = [{'cells': [{'kind': 'text', 'text': cell} for cell in row]} for row in value]
            columns = [{'label': cell or ' ', 'width': width} for cell in value[0]]
            blocks.append({'type': 'table', 'spec': {'columns': columns, 'rows': cells[1:]}})
    for number in range(1, count + 1):
        spec = json.dumps({'version': 1, 'output_name': str(number), 'blocks': blocks}, ensure_ascii=False)
        (folder / 'specs' / ('%d.json' % number)).write_text(replaced(spec, number), 'utf-8')
    measured = run(['rusdox', 'specs'], cwd=folder)
    assert len(list(folder.rglob('*.pdf'))) == len(list(folder.rglob('*.docx'))) == count
    return measured


def peers(a, folder):
    measured = {'vanban, 1 job (DOCX + PDF/A)': (vanban(a.vanban, a.base, folder, a.count, 1), a.count)}
    measured['vanban, 2 jobs (DOCX + PDF/A)'] = (vanban(a.vanban, a.base, folder, a.count, 2), a.count)
    model = sorted((folder / 'out').glob('*-1.docx'))[0]
    all_peers = [('docxtpl (DOCX) + LibreOffice (PDF)', by_docxtpl), ('Typst (PDF/A only)', by_typst)]
    if shutil.which('rusdox'):
        all_peers.append(('RusDox (DOCX + PDF)', by_rusdox))
    for name, peer in all_peers:
        own_folder = folder / peer.__name__
        own_folder.mkdir()
        measured[name] = (peer(model, own_folder, a.count), a.count)
    (_, base, _), count = measured['vanban, 1 job (DOCX + PDF/A)']
    print('%-38s %11s %11s %8s %6s' % ('%d reports' % a.count, 'wall ms/doc', 'CPU ms/doc', 'MB', 'ratio'))
    for name, ((wall, cpu, memory), count) in measured.items():
        print('%-38s %11.1f %11.1f %8.0f %6.1f' % (name, wall / count * 1000, cpu / count * 1000, memory, cpu / base), flush=True)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--vanban', default=HOME / 'target' / 'release' / 'vanban', type=Path)
    p.add_argument('--base', default=BASE, type=Path)
    p.add_argument('--documents', default=[10, 100, 1000, 10000], type=int, nargs='+')
    p.add_argument('--peers', action='store_true')
    p.add_argument('--count', default=50, type=int, help='reports of each peer')
    a = p.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        (peers if a.peers else own)(a, Path(temporary))


if __name__ == '__main__':
    main()
