#!/usr/bin/env python3
"""Is every fault found, with its code, and nothing else? Faults are put one at a time into clean DOCX: ours, the same as LibreOffice
saves them, and the same with direct formatting only; ours also as .doc of Word 97. `vanban check` must find the fault's code at a
place, with a clause, and no other error or warning.
Exit 0: all found; 1: some not; 2: could not run."""
import argparse
import copy
import io
import json
import re
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from common import by_libreoffice, run, stop

ROOT = Path(__file__).resolve().parents[2]
REPORT, DECISION, PLAN = ('bao-cao-kiem-tra-cchc-2025-lai-chau', 'quyet-dinh-thanh-lap-doan-kiem-tra-2025-lai-chau', 'ke-hoach-cchc-2025-lai-chau')
# A document of data/, words of one of its paragraphs, what takes their place, the code of what must be found.
FAULTS = [
    (REPORT, 'CỘNG HÒA XÃ', 'CỘNG HÕA XÃ', 'R202'),
    (REPORT, 'Độc lập - Tự do', 'Độc Lập - Tự do', 'R204'),
    (REPORT, 'Số: 02/BC', 'Số: 2/BC', 'R211'),
    (REPORT, 'Số: 02/BC', 'Số 02/BC', 'R212'),
    (REPORT, '02/BC-ĐKT', '02/ BC-ĐKT', 'R213'),
    (REPORT, '02/BC-ĐKT', '02/2025/BC-ĐKT', 'R214'),
    (REPORT, '02/BC-ĐKT', '02/KH-ĐKT', 'R215'),
    (REPORT, 'ngày 03 tháng 10', 'ngày 3 tháng 10', 'R221'),
    (REPORT, 'ngày 03 tháng 10', 'ngày 31 tháng 9', 'R222'),
    (REPORT, 'Lai Châu, ngày', 'Lai Châu ngày', 'R223'),
    (REPORT, 'chính năm 2025 (đợt 1)', 'chính năm 2023 (đợt 1)', 'R801'),
    (REPORT, 'Kính gửi:', 'Kính gửi', 'R611'),
    (REPORT, 'ngày 15/8/2025', 'ngày 15/12/2025', 'R804'),
    (REPORT, '3. Trung tâm Kiểm', '5. Trung tâm Kiểm', 'R402'),
    (REPORT, 'b) Tồn tại, hạn chế', 'b. Tồn tại, hạn chế', 'R404'),
    (REPORT, '07/09 lượt', '07/09 lượt lượt', 'V019'),
    (REPORT, 'sắp xếp, đúng', 'sắp xếp , đúng', 'R901'),
    (REPORT, 'sắp xếp, đúng', 'sắp xếp,đúng', 'R902'),
    (REPORT, '(ngày 12/9/2025)', '(ngày 31/9/2025)', 'R920'),
    (REPORT, 'theo danh mục.', 'theo danh mục..', 'R903'),
    (REPORT, 'có báo cáo bằng', 'có báo caó bằng', 'R906'),
    (REPORT, 'trên phần mềm.', 'trên phần mềm (dùng chung.', 'R910'),
    (DECISION, 'Như Điều 5', 'Như Điều 6', 'R612'),
    (DECISION, 'Theo đề nghị của Chánh Văn phòng Sở.', 'Theo đề nghị của Chánh Văn phòng Sở;', 'R311'),
    (DECISION, 'QUYẾT ĐỊNH:', 'QUYẾT ĐỊNH', 'R313'),
    (DECISION, '- Lưu: VT, VP.', '- Lưu VT, VP.', 'R604'),
    (DECISION, 'UBND tỉnh (b/c);', 'UBND tỉnh (b/c).', 'R605'),
    (DECISION, 'Sở Nội vụ;', 'UBND tỉnh (b/c);', 'R606'),
    (DECISION, 'Nơi nhận:', 'Nơi nhận', 'R602'),
    (DECISION, 'Phạm Quang Huy', 'ThS. Phạm Quang Huy', 'V011'),
    (DECISION, 'Phạm Quang Huy', 'PHẠM QUANG HUY', 'R626'),
    (DECISION, 'không quá 02 ngày', 'không quá 02 (ba) ngày', 'R511'),
    (DECISION, 'nêu tại Điều 2;', 'nêu tại Điều 9 Quyết định này;', 'R721'),
    (DECISION, 'Điều 3. Nhiệm vụ', 'Điều 4. Nhiệm vụ', 'R402'),
    (DECISION, 'Quyết định số 08/2025', 'Quyết định số xxx/2025', 'R805'),
    (DECISION, 'Chánh Văn phòng Sở, Trưởng', 'Chánh Văn Phòng Sở, Trưởng', 'R915'),
    (PLAN, 'II. MỤC TIÊU', 'III. MỤC TIÊU', 'R402'),
    (PLAN, 'II. MỤC TIÊU', 'I. MỤC TIÊU', 'R401'),
    (PLAN, 'năm 2025', 'năm 2022', 'R801'),
    (PLAN, 'tháng 12 năm 2024', 'tháng 12 năm 24', 'R225'),
]
PIECE = re.compile(r'<w:t(?: [^>]*)?>([^<]*)</w:t>|(<w:noBreakHyphen/>)')


def seeded(xml, old, new):
    """The document with the words of one paragraph changed; they all go into its first run. None where no paragraph has them."""
    for match in re.finditer(r'<w:p[ >](?:(?!<w:p[ >]).)*?</w:p>', xml, re.S):
        words = ''.join(text or '-' * bool(hyphen) for text, hyphen in PIECE.findall(match.group())).replace('\u2011', '-')
        if old in words:
            paragraph = match.group().replace('<w:noBreakHyphen/>', '')
            first = PIECE.search(paragraph)
            rest = PIECE.sub('<w:t></w:t>', paragraph[first.end():])
            changed = paragraph[:first.start()] + '<w:t xml:space="preserve">%s</w:t>' % words.replace(old, new, 1) + rest
            return xml[:match.start()] + changed + xml[match.end():]
    return None


def with_fault(source, target, old, new):
    """Whether the source had the words."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, 'w', zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == 'word/document.xml':
                changed = seeded(content.decode(), old, new)
                if changed is None:
                    return False
                content = changed.encode()
            after.writestr(name, content)
    return True


W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'


def merged(own, inherited):
    """Properties with those that they inherit: of spacing and indents each attribute by itself."""
    for theirs in inherited:
        mine = own.find(theirs.tag)
        if mine is None:
            own.append(copy.deepcopy(theirs))
        elif theirs.tag in (W + 'spacing', W + 'ind', W + 'rFonts'):
            for name, value in theirs.attrib.items():
                mine.attrib.setdefault(name, value)


def direct(source, target):
    """Writes a DOCX whose paragraphs and runs say themselves what their styles said; no paragraph style is left."""
    with zipfile.ZipFile(source) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    for _, (prefix, uri) in ElementTree.iterparse(io.BytesIO(parts['word/document.xml']), events=['start-ns']):
        ElementTree.register_namespace(prefix, uri)
    styles = ElementTree.fromstring(parts['word/styles.xml'])
    of = {style.get(W + 'styleId'): style for style in styles.iter(W + 'style')}
    normal = next((name for name, style in of.items() if style.get(W + 'default') == '1' and style.get(W + 'type') == 'paragraph'), None)

    def chain(name):
        while name in of:
            yield of[name]
            based = of[name].find(W + 'basedOn')
            name = based.get(W + 'val') if based is not None else None

    def properties(element, tag):
        found = element.find(W + tag)
        if found is None:
            found = ElementTree.Element(W + tag)
            element.insert(0, found)
        return found

    for name in [n for n in parts if re.fullmatch(r'word/(document|header\d*|footer\d*)\.xml', n)]:
        root = ElementTree.fromstring(parts[name])
        for paragraph in root.iter(W + 'p'):
            own = properties(paragraph, 'pPr')
            style = own.find(W + 'pStyle')
            inherited = list(chain(style.get(W + 'val') if style is not None else normal))
            for ancestor in inherited:
                merged(own, ancestor.find(W + 'pPr') or [])
                for holder in [own, *paragraph.iter(W + 'r')]:
                    merged(properties(holder, 'rPr'), ancestor.find(W + 'rPr') or [])
            if style is not None:
                own.remove(style)
        parts[name] = ElementTree.tostring(root, encoding='utf-8', xml_declaration=True)
    for style in [s for s in styles.iter(W + 'style') if s.get(W + 'type') == 'paragraph']:
        if style.get(W + 'default') == '1':
            for tag in ('pPr', 'rPr'):
                found = style.find(W + tag)
                if found is not None:
                    style.remove(found)
        else:
            styles.remove(style)
    parts['word/styles.xml'] = ElementTree.tostring(styles, encoding='utf-8', xml_declaration=True)
    with zipfile.ZipFile(target, 'w', zipfile.ZIP_DEFLATED) as after:
        for name, content in parts.items():
            after.writestr(name, content)


def codes(vanban, path):
    """The codes of errors and warnings; one without a place or clause is marked."""
    found = json.loads(run([vanban, 'check', '--format', 'json', path]).stdout)['files'][0]['findings']
    return [f['code'] + ('' if f.get('place') and f.get('clause') else ' (no place)') for f in found if f['severity'] != 'note']


def saved(kind, folder, paths):
    """Has LibreOffice save all files."""
    folder.mkdir(exist_ok=True)
    made, said = by_libreoffice(kind, folder, paths)
    if None in made:
        stop('LibreOffice wrote nothing of %s: %s' % (paths[made.index(None)], said))


def as_doc(vanban, folder, clean):
    """Our documents as .doc, clean and with each fault: what is found wrongly, and how many were seeded."""
    for name in (REPORT, DECISION, PLAN):
        (folder / 'doc').mkdir(exist_ok=True)
        (folder / 'doc' / ('clean-%s.docx' % name)).write_bytes((clean / (name + '.docx')).read_bytes())
    for number, (name, old, new, _) in enumerate(FAULTS):
        with_fault(clean / (name + '.docx'), folder / 'doc' / ('%d.docx' % number), old, new)
    sources = sorted((folder / 'doc').glob('*.docx'))
    saved('doc', folder / 'old', sources)
    wrong = 0
    for source in sources:
        words, code = ('clean', None) if source.stem.startswith('clean') else ('“%s” → “%s”' % FAULTS[int(source.stem)][1:3], FAULTS[int(source.stem)][3])
        found = codes(vanban, folder / 'old' / (source.stem + '.doc'))
        if found != [code] * (code is not None):
            print('.doc: %s: %s, not %s' % (words, ' '.join(found) or 'nothing', code or 'nothing'))
            wrong += 1
    return wrong, len(FAULTS)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--vanban', default=str(ROOT / 'target/release/vanban'))
    arguments = parser.parse_args()
    if not Path(arguments.vanban).is_file():
        stop('%s is not there; cargo build --release' % arguments.vanban)
    faults = seeds = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        names = [REPORT, DECISION, PLAN]
        data = [next((ROOT / 'data').glob(name + '.*')) for name in names]
        run([arguments.vanban, 'render', *data, '-o', folder, '--format', 'docx'])
        own = [folder / (name + '.docx') for name in names]
        saved('docx', folder / 'saved', own)
        (folder / 'direct').mkdir()
        for path in own:
            direct(path, folder / 'direct' / path.name)
        for how, clean in (('ours', folder), ('saved by LibreOffice', folder / 'saved'), ('direct formatting', folder / 'direct')):
            for name in names:
                found = codes(arguments.vanban, clean / (name + '.docx'))
                if found:
                    print('%s, %s: clean, and found %s' % (how, name, ' '.join(found)))
                    faults += 1
            for name, old, new, code in FAULTS:
                seeds += 1
                wrong = folder / 'wrong.docx'
                if not with_fault(clean / (name + '.docx'), wrong, old, new):
                    found = ['nothing to change']
                else:
                    found = codes(arguments.vanban, wrong)
                if found != [code]:
                    print('%s: “%s” → “%s”: %s, not %s' % (how, old, new, ' '.join(found) or 'nothing', code))
                    faults += 1
        wrong, more = as_doc(arguments.vanban, folder, folder)
        faults, seeds = faults + wrong, seeds + more
    print('%d faults seeded, %d wrong' % (seeds, faults))
    return 1 if faults else 0


if __name__ == '__main__':
    raise SystemExit(main())
