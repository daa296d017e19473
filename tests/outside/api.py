#!/usr/bin/env python3
"""Asks the HTTP API of `vanban serve` as an office's own system would, by curl: api.py PROGRAM [DATA]

Starts the program over a folder of its own and goes through render, check, fix, import, types, schema, new, batch and the kept
documents; every address of /api/openapi.json must be asked."""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]


class Office:
    """Another program of the office: it knows the address and the token."""

    def __init__(self, program, folder):
        self.folder, self.asked = folder, set()
        self.server = subprocess.Popen([program, 'serve', '--no-open', '--data', str(folder)], stderr=subprocess.PIPE, text=True)
        for line in self.server.stderr:
            found = re.search(r'(http://127\.0\.0\.1:\d+)/#token=', line)
            if found:
                break
        else:
            sys.exit('it did not start')
        self.address = found[1]
        self.token = (folder / 'token').read_text().strip()

    def curl(self, method, path, *more, expect=200, known=None, token=True):
        """The body of an answer; `known` is the path as the description names it."""
        out = self.folder / 'answer'
        command = ['curl', '-sS', '-X', method, '-o', str(out), '-w', '%{http_code}', self.address + path, *more]
        if token:
            command += ['-H', 'Authorization: Bearer ' + self.token]
        status = int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        body = out.read_bytes() if out.exists() else b''
        if status != expect:
            sys.exit('%s %s: %d instead of %d: %s' % (method, path, status, expect, body[:400].decode('utf-8', 'replace')))
        self.asked.add((method.lower(), known or path.split('?')[0]))
        return body

    def json(self, method, path, data=None, **more):
        sent = [] if data is None else ['-H', 'Content-Type: application/json', '--data-binary', json.dumps(data)]
        body = self.curl(method, path, *sent, **more)
        return json.loads(body) if body else None


def holds(what, truth):
    if not truth:
        sys.exit('does not hold: ' + what)


def names_of(body, folder):
    path = folder / 'answer.zip'
    path.write_bytes(body)
    with zipfile.ZipFile(path) as z:
        return z.namelist()


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        office = Office(program, folder)
        try:
            ask_all(office, folder)
        finally:
            office.server.kill()
    print('api: %d addresses asked, all as /api/openapi.json says' % len(office.asked))


def ask_all(office, folder):
    described = office.json('GET', '/api/openapi.json', token=False)
    office.curl('GET', '/api/types', expect=401, token=False)
    types = [one['slug'] for group in office.json('GET', '/api/types')['groups'] for one in group['types']]
    holds('all types are listed', len(types) >= 29)
    slug = 'ke-hoach'
    schema = office.json('GET', f'/api/types/{slug}/schema', known='/api/types/{slug}/schema')
    holds('the schema is of the type', schema['properties']['type']['const'] == slug)
    example = office.json('GET', f'/api/types/{slug}/example', known='/api/types/{slug}/example')
    workbook = office.curl('GET', '/api/types/bao-cao/rows', known='/api/types/{slug}/rows')
    holds('the workbook is one', workbook[:2] == b'PK')

    docx = office.curl('POST', '/api/render', '-H', 'Content-Type: application/json', '--data-binary',
                       json.dumps({'data': example['data'], 'format': 'docx'}))
    both = office.curl('POST', '/api/render', '-H', 'Content-Type: application/json', '--data-binary',
                       json.dumps({'yaml': example['yaml']}))
    holds('DOCX and PDF come as ZIP', sorted(n[-4:] for n in names_of(both, folder)) == ['.pdf', 'docx'])
    refused = office.json('POST', '/api/render', {'data': {'type': slug}}, expect=422)
    holds('errors name their field', any(f['place']['path'] == '' for f in refused['findings']))

    file = folder / 'Kế hoạch cũ.docx'
    file.write_bytes(docx)
    form = ['-F', f'file=@{file}']
    checked = json.loads(office.curl('POST', '/api/check', *form))
    holds('what was made is recognised', checked['files'][0]['kind'] == slug)
    fixed = office.curl('POST', '/api/fix', *form)
    holds('fix gives four files', len(names_of(fixed, folder)) >= 4)
    imported = json.loads(office.curl('POST', '/api/import', *form, '-F', 'save=1'))
    holds('import loses nothing', not imported['lost'] and imported['document'])
    pasted = office.json('POST', '/api/paste', {'type': slug, 'text': 'I. MỤC ĐÍCH\n1. Nâng cao chất lượng.\n2. Hoàn thành nhiệm vụ.'})
    holds('levels are recognised', 'MỤC ĐÍCH' in json.dumps(pasted['items'], ensure_ascii=False).upper())

    begun = office.json('POST', '/api/documents', {'type': slug, 'start': 'example'}, expect=201)
    one, at = f"/api/documents/{begun['id']}", '/api/documents/{id}'
    data = office.json('GET', one, known=at)['data']
    data['subject'] = 'Thử nghiệm giao tiếp giữa các phần mềm'
    saved = office.json('PUT', one, {'version': 1, 'data': data}, known=at)
    holds('a save is a version', saved['version'] == 2)
    office.json('PUT', one, {'version': 1, 'data': dict(data, subject='khác')}, known=at, expect=409)
    holds('it is found', office.json('GET', '/api/documents?q=thu+nghiem+giao+tiep')['documents'][0]['id'] == begun['id'])
    holds('both versions are there', len(office.json('GET', one + '/versions', known=at + '/versions')['versions']) == 2)
    lines = office.json('GET', one + '/compare?from=1&to=2', known=at + '/compare')['lines']
    holds('the change is shown', ['added'] == [l['change'] for l in lines if l['text'] == data['subject']])
    office.json('GET', one + '/versions/1', known=at + '/versions/{version}')
    office.json('POST', one + '/versions/1/restore', {'version': 2}, known=at + '/versions/{version}/restore')
    picture = folder / 'hình.png'
    picture.write_bytes((HOME / 'docs/images/ke-hoach-trang-1.png').read_bytes())
    kept = json.loads(office.curl('POST', one + '/files', '-F', f'file=@{picture}', known=at + '/files'))
    holds('a file comes back', office.curl('GET', f"{one}/files/{kept['name']}", known=at + '/files/{name}') == picture.read_bytes())
    holds('a document is exported', office.curl('GET', one + '/export?format=pdf', known=at + '/export')[:5] == b'%PDF-')
    holds('its data is YAML', b'type: ke-hoach' in office.curl('GET', one + '/export?format=yaml', known=at + '/export'))
    shown = office.json('POST', '/api/preview', {'document': begun['id'], 'data': data})
    holds('pages are shown', shown['pages'][0]['svg'].startswith('<svg'))
    office.curl('DELETE', one, known=at, expect=204)

    plan = (HOME / 'data/ke-hoach-kiem-tra-cchc-2025-lai-chau.yaml').read_text('utf-8')
    profile = (HOME / 'data/profiles/so-khcn-lai-chau.yaml').read_text('utf-8')
    plan = re.sub(r'^profile:.*$', '', plan, flags=re.M)
    lines = [line for line in profile.splitlines() if not line.startswith('#')]
    had = {line.split(':')[0] for line in plan.splitlines() if re.match(r'\w+:', line)}
    given, keep = [], False
    for line in lines:
        if re.match(r'\w+:', line):
            keep = line.split(':')[0] not in had
        if keep:
            given.append(line)
    plan_id = office.json('POST', '/api/documents', {'yaml': plan + '\n' + '\n'.join(given) + '\n'}, expect=201)['id']
    filled = office.json('POST', '/api/new', {'type': 'bien-ban', 'from': plan_id}, expect=201)
    holds('every unit has its minutes', len(filled['documents']) >= 3)
    form, known = f"/api/documents/{filled['documents'][0]['id']}/form", '/api/documents/{id}/form'
    holds('a form is opened by a key of its own', office.json('POST', form, known=known)['key'].startswith(f"{filled['documents'][0]['id']}."))
    office.curl('DELETE', form, known=known, expect=204)

    base = folder / 'chung.yaml'
    text = re.sub(r'^profile:.*$', '', (HOME / 'data/bao-cao-cchc-quy-3-2025-don-vi.yaml').read_text('utf-8'), flags=re.M)
    base.write_text(text, 'utf-8')
    rows = HOME / 'data/don-vi-quy-3-2025.xlsx'
    batch = json.loads(office.curl('POST', '/api/batches', '-F', f'base=@{base}', '-F', f'rows=@{rows}', expect=201))
    for _ in range(600):
        state = office.json('GET', f"/api/batches/{batch['id']}", known='/api/batches/{id}')
        if state['state'] in ('done', 'failed'):
            break
        time.sleep(0.2)
    holds('the batch ends: ' + str(state)[:600], state['state'] == 'done')
    files = names_of(office.curl('GET', f"/api/batches/{batch['id']}/zip", known='/api/batches/{id}/zip'), folder)
    holds('every row has its files', len(files) > len(state['documents']))

    cell = {'cell': "'Đơn vị'!H3", 'was': '', 'is': 'Lò Văn Minh'}
    path, known = f"/api/batches/{batch['id']}/cells", '/api/batches/{id}/cells'
    office.json('PUT', path, cell, expect=204, known=known)
    holds('the cell is kept', office.json('GET', path, known=known) == [cell])

    described = {(method, path) for path, methods in described['paths'].items() for method in methods}
    holds('every address that is described was asked: %s' % sorted(described - office.asked), described <= office.asked)


if __name__ == '__main__':
    main()
