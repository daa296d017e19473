#!/usr/bin/env python3
"""The release build beside its peers, on the same text: a plan, quarterly reports, a table of 2,000 rows, and one cold run.

    cargo build --profile dist
    benches/peers.py --install       # once: Typst, docxtpl, docxtemplater, RusDox, rdocx into --folder, outside the tree
    benches/peers.py [--before PROGRAM] > ratios.txt

Every peer is given the text of our own DOCX. All run on one core, one after the other in each round, so that a busy
machine slows them alike; what is printed is the median over the rounds of the peer's processor time by ours. What a
peer does not do: see SKIPS. A peer that is not to be had is printed as such. --before measures an earlier build of
vanban in the same rounds. No part of CI."""
import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
DATA = HOME / 'data'
PLAN, REPORT = DATA / 'ke-hoach-cchc-2026-lai-chau.yaml', DATA / 'bao-cao-cchc-quy-3-2025-don-vi.yaml'
REPORTS = 120
COLUMNS = ['STT', 'Tên', 'Chủ trì', 'Số lượng', 'Tỷ lệ', 'Thời hạn', 'Ghi chú']
W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
SKIPS = {
    'Typst': 'PDF/A-2a; no DOCX',
    'RusDox': 'DOCX and PDF; no tags, no PDF/A, whole fonts, nothing compressed, not the decree\'s form',
    'docxtpl + LibreOffice': 'DOCX, then PDF without tags or PDF/A; fields of a finished template, nothing checked',
    'docxtemplater': 'DOCX; no PDF; fields of a finished template, nothing checked',
    'rdocx': 'PDF of a DOCX that we made; no DOCX, no tags, no PDF/A',
}


def table_row(n):
    return [str(n), 'Đơn vị số %d thuộc tỉnh' % n, 'Văn phòng Sở', str(n % 97), '%d,5' % (n % 13), '30/9/2026', 'Đang thực hiện']


def table_data(rows):
    lines = ['          - %s\n' % json.dumps(table_row(n), ensure_ascii=False) for n in range(1, rows + 1)]
    return ('type: bao-cao\norganization_in_charge: UBND tỉnh Lai Châu\norgan_name: Sở Nội vụ\norgan_code: SNV\nplace: Lai Châu\n'
            'issued_date: 9/2026\nsubject: Kết quả công tác\nsigner_info: {position: Giám đốc, full_name: Trần Văn An}\n'
            'to_places: [Lãnh đạo Sở]\nfiling: {units: [VP]}\ncontent:\n  body:\n    - table:\n'
            '        columns: %s\n        rows:\n%s' % (json.dumps(COLUMNS, ensure_ascii=False), ''.join(lines)))


def run(command, **options):
    """Processor seconds and megabytes of a command and its children."""
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError('%s: %s' % (command[0], said.decode(errors='replace')[-500:]))
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


class Task:
    """So many documents of one kind: our data, and the text of the DOCX we make of it."""

    def __init__(self, name, folder, count, program, data):
        self.name, self.folder, self.count = name, folder, count
        folder.mkdir(parents=True)
        (folder / 'data').mkdir()
        shutil.copytree(DATA / 'profiles', folder / 'data' / 'profiles')
        self.arguments = data(folder / 'data', count)
        run([program, 'render', *self.arguments, '-o', folder / 'model'])
        self.model = sorted((folder / 'model').glob('*.docx'))[0]

    def ours(self, program):
        out = self.folder / 'out'
        shutil.rmtree(out, ignore_errors=True)
        measured = run([program, 'render', '--jobs', '1', *self.arguments, '-o', out])
        assert len(list(out.glob('*.pdf'))) == len(list(out.glob('*.docx'))) == self.count
        return measured

    def content(self):
        """Paragraphs and tables of our own DOCX: ('p', text, bold) and ('table', rows)."""
        import docx
        from docx.table import Table
        from docx.text.paragraph import Paragraph
        for element in docx.Document(str(self.model)).element.body:
            if element.tag == W + 'p':
                paragraph = Paragraph(element, None)
                if paragraph.text.strip():
                    yield 'p', paragraph.text, all(r.bold for r in paragraph.runs if r.text.strip())
            elif element.tag == W + 'tbl':
                yield 'table', [[''.join(t.text or '' for t in cell.iter(W + 't')) for cell in row.iter(W + 'tc')] for row in element.iter(W + 'tr')], False

    def template(self, loop):
        """Our DOCX with a field in its first heading; of a long table one row, which `loop` makes a field of each row of the data."""
        import copy
        import docx
        document = docx.Document(str(self.model))
        for table in document.tables:
            rows = list(table._tbl.iter(W + 'tr'))
            if len(rows) > 500:
                for row in rows[2:]:
                    table._tbl.remove(row)
                loop(table._tbl, rows[1], copy)
        for text in document.element.body.iter(W + 't'):
            if text.text and text.text.strip() == 'KẾ HOẠCH' or text.text == 'BÁO CÁO':
                text.text = text.text + ' {{number}}'
        path = self.folder / ('template-%s.docx' % loop.__name__)
        document.save(str(path))
        return path

    def fields(self):
        rows = [{'c%d' % i: cell for i, cell in enumerate(table_row(n))} for n in range(1, 2001)] if self.name == 'table' else []
        return [{'number': n, 'rows': rows} for n in range(1, self.count + 1)]


def set_cells(row, texts):
    for cell, words in zip(row.iter(W + 'tc'), texts):
        parts = list(cell.iter(W + 't'))
        for part in parts:
            part.text = ''
        parts[0].text = words


def jinja(table, row, copy):
    first, last = copy.deepcopy(row), copy.deepcopy(row)
    set_cells(first, ['{%tr for r in rows %}'] + [''] * 6)
    set_cells(row, ['{{r.c%d}}' % i for i in range(7)])
    set_cells(last, ['{%tr endfor %}'] + [''] * 6)
    row.addprevious(first)
    row.addnext(last)


def mustache(table, row, copy):
    set_cells(row, ['{{#rows}}{{c0}}'] + ['{{c%d}}' % i for i in range(1, 6)] + ['{{c6}}{{/rows}}'])


def typst(task, tools):
    def literal(text):
        return ''.join('\\' + c if c in '\\#*_$<>@`~[]"\'=-+/' else c for c in text)

    folder = task.folder / 'typst'
    if not folder.exists():
        folder.mkdir()
        out = ['#set document(title: "Văn bản", author: "Sở")', '#set page(paper: "a4", margin: (left: 30mm, rest: 20mm), numbering: "1")',
               '#set text(font: "Liberation Serif", size: 14pt, lang: "vi", hyphenate: false)',
               '#set par(justify: true, first-line-indent: (amount: 10mm, all: true))', '= Số NUMBER']
        for kind, value, bold in task.content():
            if kind == 'p':
                out.append('*%s*' % literal(value) if bold else literal(value))
            else:
                width = max(map(len, value))
                cells = ['[%s]' % literal(cell) for row in value for cell in row + [''] * (width - len(row))]
                out.append('#table(columns: %d, table.header(%s), %s)' % (width, ', '.join(cells[:width]), ', '.join(cells[width:])))
        for n in range(1, task.count + 1):
            (folder / ('%d.typ' % n)).write_text('\n\n'.join(out).replace('NUMBER', str(n)), 'utf-8')
    program = '''import sys, typst
for n in range(1, int(sys.argv[2]) + 1):
    name = '%s/%d' % (sys.argv[1], n)
    typst.compile(name + '.typ', output=name + '.pdf', font_paths=[sys.argv[3]], ignore_system_fonts=True, pdf_standards="a-2a")
'''
    return run([tools / 'venv/bin/python', '-c', program, folder, task.count, HOME / 'fonts'])


def docxtpl(task, tools):
    folder = task.folder / 'docxtpl'
    if not folder.exists():
        folder.mkdir()
        (folder / 'fields.json').write_text(json.dumps(task.fields()), 'utf-8')
    program = '''import sys, json
from docxtpl import DocxTemplate
for fields in json.load(open(sys.argv[2])):
    document = DocxTemplate(sys.argv[1])
    document.render(fields)
    document.save('%s/%d.docx' % (sys.argv[3], fields['number']))
'''
    made = run([tools / 'venv/bin/python', '-c', program, task.template(jinja), folder / 'fields.json', folder])
    office = ['soffice', '-env:UserInstallation=file://%s/office' % tools, '--headless', '--convert-to', 'pdf', '--outdir', folder]
    converted = run(office + sorted(folder.glob('*.docx')))
    assert len(list(folder.glob('*.pdf'))) == task.count
    return made[0] + converted[0], max(made[1], converted[1])


def docxtemplater(task, tools):
    folder = task.folder / 'docxtemplater'
    if not folder.exists():
        folder.mkdir()
        (folder / 'fields.json').write_text(json.dumps(task.fields()), 'utf-8')
    program = '''const fs = require("fs"), Zip = require("pizzip"), Template = require("docxtemplater");
const [template, fields, folder] = process.argv.slice(1), bytes = fs.readFileSync(template);
for (const one of JSON.parse(fs.readFileSync(fields))) {
  const document = new Template(new Zip(bytes), { delimiters: { start: "{{", end: "}}" } });
  document.render(one);
  fs.writeFileSync(folder + "/" + one.number + ".docx", document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" }));
}'''
    return run(['node', '-e', program, task.template(mustache), folder / 'fields.json', folder], env={**os.environ, 'NODE_PATH': str(tools / 'npm/node_modules')})


def rusdox(task, tools):
    folder = task.folder / 'rusdox'
    if not folder.exists():
        (folder / 'specs').mkdir(parents=True)
        blocks = [{'type': 'section', 'text': 'Số NUMBER'}]
        for kind, value, bold in task.content():
            if kind == 'p':
                blocks.append({'type': 'section' if bold else 'body', 'text': value})
            else:
                width = 9000 // len(value[0])
                cells = [{'cells': [{'kind': 'text', 'text': cell} for cell in row]} for row in value]
                blocks.append({'type': 'table', 'spec': {'columns': [{'label': cell or ' ', 'width': width} for cell in value[0]], 'rows': cells[1:]}})
        for n in range(1, task.count + 1):
            spec = json.dumps({'version': 1, 'output_name': str(n), 'blocks': blocks}, ensure_ascii=False)
            (folder / 'specs' / ('%d.json' % n)).write_text(spec.replace('NUMBER', str(n)), 'utf-8')
    measured = run([tools / 'cargo/bin/rusdox', 'specs'], cwd=folder)
    assert len(list(folder.rglob('*.pdf'))) == len(list(folder.rglob('*.docx'))) == task.count
    return measured


def rdocx(task, tools):
    """One process for each document: the program knows no other way."""
    folder = task.folder / 'rdocx'
    folder.mkdir(exist_ok=True)
    models = sorted((task.folder / 'model').glob('*.docx'))
    each = [run([tools / 'cargo/bin/rdocx', 'convert', model, '--to', 'pdf', '-o', folder / (model.stem + '.pdf')]) for model in models]
    assert len(list(folder.glob('*.pdf'))) == task.count
    return sum(seconds for seconds, _ in each), max(memory for _, memory in each)


PEERS = {'Typst': typst, 'RusDox': rusdox, 'docxtpl + LibreOffice': docxtpl, 'docxtemplater': docxtemplater, 'rdocx': rdocx}


def plans(folder, count):
    for n in range(1, count + 1):
        text = re.sub(r'^code_number:.*$', 'code_number: %d' % n, PLAN.read_text('utf-8'), flags=re.M)
        (folder / ('plan-%03d.yaml' % n)).write_text(text, 'utf-8')
    return sorted(folder.glob('*.yaml'))


def reports(folder, _):
    shutil.copy(REPORT, folder / 'base.yaml')
    return [folder / 'base.yaml', '--rows', DATA / 'don-vi-quy-3-2025.xlsx']


def table(folder, count):
    (folder / 'table.yaml').write_text(table_data(2000), 'utf-8')
    return [folder / 'table.yaml']


def install(tools):
    steps = [
        [sys.executable, '-m', 'venv', tools / 'venv'],
        [tools / 'venv/bin/pip', 'install', 'typst', 'docxtpl', 'python-docx'],
        ['npm', 'install', '--prefix', tools / 'npm', 'docxtemplater', 'pizzip'],
        ['cargo', 'install', 'rusdox', '--root', tools / 'cargo'],
        ['cargo', 'install', 'rdocx-cli', '--root', tools / 'cargo'],
    ]
    for step in steps:
        print('·', *step, flush=True)
        if subprocess.run(list(map(str, step))).returncode:
            print('  not to be had', flush=True)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--vanban', default=HOME / 'target' / 'dist' / 'vanban', type=Path)
    p.add_argument('--before', type=Path, help='an earlier build of vanban')
    p.add_argument('--folder', default=Path.home() / '.cache' / 'vanban-peers', type=Path)
    p.add_argument('--install', action='store_true')
    p.add_argument('--rounds', default=5, type=int)
    p.add_argument('--plans', default=50, type=int)
    p.add_argument('--only', nargs='+', default=['plan', 'report', 'table', 'cold'])
    a = p.parse_args()
    tools = a.folder.resolve()
    tools.mkdir(parents=True, exist_ok=True)
    if a.install:
        return install(tools)
    # What reads our DOCX is in the peers' folder, too.
    sys.path.extend(map(str, (tools / 'venv').glob('lib/python3*/site-packages')))
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[0]})
    work = tools / 'work'
    shutil.rmtree(work, ignore_errors=True)
    # A cold run is short, and a busy machine moves it most.
    kinds = {'plan': (plans, a.plans, 1), 'report': (reports, REPORTS, 1), 'table': (table, 1, 1), 'cold': (plans, 1, 5)}
    print('%-8s %-24s %12s %8s %8s   %s' % ('', '', 'CPU ms each', 'MB', 'ratio', 'makes'))
    for name in a.only:
        data, count, times = kinds[name]
        task = Task(name, work / name, count, a.vanban.resolve(), data)
        measured = {'vanban': []}
        for _ in range(a.rounds * times):
            measured['vanban'].append(task.ours(a.vanban.resolve()))
            if a.before:
                measured.setdefault('before', []).append(task.ours(a.before.resolve()))
            for peer, measure in PEERS.items():
                if measured.get(peer) != 'not to be had':
                    try:
                        measured.setdefault(peer, []).append(measure(task, tools))
                    except (OSError, RuntimeError, AssertionError) as error:
                        measured[peer] = 'not to be had'
                        print(peer, error, file=sys.stderr)
        for peer, runs in measured.items():
            if runs == 'not to be had':
                print('%-8s %-24s %s' % (name, peer, runs), flush=True)
                continue
            ratio = statistics.median(run[0] / own[0] for run, own in zip(runs, measured['vanban']))
            seconds, memory = (statistics.median(values) for values in zip(*runs))
            print('%-8s %-24s %12.1f %8.0f %8.2f   %s' % (name, peer, seconds / count * 1000, memory, ratio, SKIPS.get(peer, 'DOCX and PDF/A-2a')), flush=True)


if __name__ == '__main__':
    main()
