#!/usr/bin/env python3
"""Is a right document left alone, and each fault in it found, however its author made it? Plans, letters, decisions and reports with
heads of every kind (rows, tabs, spaces, text boxes, nested tables, one paragraph), ends of every kind, Word's lists, the styles of
Google Docs and LibreOffice, decomposed letters; then faults put into each of them one at a time.
Exit 0: as it should be; 1: not; 2: could not run."""
import argparse
import json
import re
import tempfile
import unicodedata
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from common import run as ran, stop

ROOT = Path(__file__).resolve().parents[2]
NS = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
      'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
      'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
      'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"')
FONT = 'Times New Roman'


def run(text, size=14, bold=False, italic=False, underline=False, extra='', font=FONT):
    pr = '<w:rFonts w:ascii="%s" w:hAnsi="%s" w:cs="%s" w:eastAsia="%s"/>' % ((font,) * 4) if font else ''
    pr += ('<w:b/>' if bold else '') + ('<w:i/>' if italic else '') + extra
    pr += '<w:sz w:val="%d"/><w:szCs w:val="%d"/>' % (size * 2, size * 2) if size else ''
    pr += '<w:u w:val="single"/>' if underline else ''
    out = ''
    for piece in re.split('([\t\n])', text):
        if piece:
            inner = {'\t': '<w:tab/>', '\n': '<w:br/>'}.get(piece) or '<w:t xml:space="preserve">%s</w:t>' % escape(piece)
            out += '<w:r><w:rPr>%s</w:rPr>%s</w:r>' % (pr, inner)
    return out


def p(content='', align=None, first=None, left=None, hanging=None, before=0, after=0, line=None, style=None, extra='', tabs=None, num=None, **look):
    if isinstance(content, str) and not content.startswith('<w:'):
        content = run(content, **look)
    pr = '<w:pStyle w:val="%s"/>' % style if style else ''
    pr += '<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>' % num if num else ''
    if tabs:
        pr += '<w:tabs>%s</w:tabs>' % ''.join('<w:tab w:val="%s" w:pos="%d"/>' % t for t in tabs)
    spacing = '<w:spacing w:before="%d" w:after="%d"' % (before, after)
    pr += spacing + (' w:line="%d" w:lineRule="auto"/>' % line if line else '/>')
    ind = ''.join(' w:%s="%d"' % (k, v) for k, v in (('left', left), ('firstLine', first), ('hanging', hanging)) if v is not None)
    pr += '<w:ind%s/>' % ind if ind else ''
    pr += '<w:jc w:val="%s"/>' % align if align else ''
    return '<w:p><w:pPr>%s</w:pPr>%s%s</w:p>' % (pr, content, extra)


def table(rows, widths, ruled=False, extra=''):
    borders = ''.join('<w:%s w:val="single" w:sz="4" w:space="0" w:color="auto"/>' % e for e in 'top left bottom right insideH insideV'.split()) if ruled else ''
    out = '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/>%s%s</w:tblPr><w:tblGrid>%s</w:tblGrid>' % ('<w:tblBorders>%s</w:tblBorders>' % borders if borders else '', extra, ''.join('<w:gridCol w:w="%d"/>' % w for w in widths))
    for row in rows:
        head = row and isinstance(row[0], tuple)
        out += '<w:tr>'
        if head:
            out += '<w:trPr><w:tblHeader/></w:trPr>'
        at = 0
        for cell in row:
            cell = cell[0] if isinstance(cell, tuple) else cell
            span = 1
            if isinstance(cell, dict):
                span, cell = cell['span'], cell['cell']
            out += '<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>%s</w:tcPr>%s</w:tc>' % (sum(widths[at:at + span]), '<w:gridSpan w:val="%d"/>' % span if span > 1 else '', cell)
            at += span
        out += '</w:tr>'
    return out + '</w:tbl>'


def textbox(inner, x=0, y=0, w=1400000, h=400000):
    return ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>%d</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>%d</wp:posOffset></wp:positionV><wp:extent cx="%d" cy="%d"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="5" name="Hộp 5"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>%s</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:100pt"><v:textbox><w:txbxContent>%s</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>') % (x, y, w, h, w, h, inner, inner)


def line_shape(w=1500000):
    return ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="3" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>25400</wp:posOffset></wp:positionV><wp:extent cx="%d" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="7" name="Line 7"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"/></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>') % (w, w)


# ---- heads
QH, TN = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'


class H:
    def __init__(self, parent, organ, code, date, vv=None):
        self.parent, self.organ, self.code, self.date, self.vv = parent, organ, code, date, vv


def head_rows(h, line=True):
    left = (p(h.parent, 'center', size=13) if h.parent else '') + p(h.organ, 'center', bold=True, size=13, extra=line_shape(700000) if line else '')
    right = p(QH, 'center', bold=True, size=13) + p(TN, 'center', bold=True, size=14, extra=line_shape(2000000) if line else '')
    rows = [[left, right], [p(h.code, 'center', size=13, before=60), p(h.date, 'center', italic=True, size=14, before=60)]]
    if h.vv:
        rows.append([p(h.vv, 'center', size=12), p()])
    return table(rows, [3800, 5600]) + p()


def head_one_row(h):
    left = (p(h.parent, 'center', size=13) if h.parent else '') + p(h.organ, 'center', bold=True, size=13) + p('_______', 'center', size=13, bold=True) + p(h.code, 'center', size=13)
    if h.vv:
        left += p(h.vv, 'center', size=12)
    right = p(QH, 'center', bold=True, size=13) + p(TN, 'center', bold=True, size=14) + p('_______________________', 'center', size=13, bold=True) + p(h.date, 'center', italic=True, size=14)
    return table([[left, right]], [3800, 5600]) + p()


def head_three_columns(h):
    left = (p(h.parent, 'center', size=12) if h.parent else '') + p(h.organ, 'center', bold=True, size=12, extra=line_shape(700000))
    right = p(QH, 'center', bold=True, size=12) + p(TN, 'center', bold=True, size=13, extra=line_shape())
    low = p(h.code, 'center', size=13) + (p(h.vv, 'center', size=12) if h.vv else '')
    return table([[left, p(), right], [low, p(), p(h.date, 'center', italic=True, size=13)]], [3600, 200, 5600]) + p()


def head_tabs(h):
    t = [('center', 1900), ('center', 6600)]
    out = ''
    if h.parent:
        out += p(run('\t' + h.parent + '\t', size=13) + run(QH, size=13, bold=True), tabs=t)
        out += p(run('\t', size=13) + run(h.organ, bold=True, size=13) + run('\t', size=13) + run(TN, bold=True, size=14) + line_shape(), tabs=t)
    else:
        out += p(run('\t', size=13) + run(h.organ, bold=True, size=13) + run('\t', size=13) + run(QH, size=13, bold=True), tabs=t)
        out += p(run('\t\t', size=13) + run(TN, bold=True, size=14) + line_shape(), tabs=t)
    out += p(run('\t' + h.code + '\t', size=13) + run(h.date, italic=True, size=14), tabs=t)
    if h.vv:
        out += p('\t' + h.vv, tabs=t, size=12)
    return out + p()


def head_one_paragraph(h):
    c = run('\t' + (h.parent or h.organ) + '\t', size=13, bold=not h.parent) + run(QH + '\n', size=13, bold=True)
    c += (run('\t', size=13) + run(h.organ, bold=True, size=13) if h.parent else run('\t', size=13)) + run('\t', size=13) + run(TN + '\n', bold=True, size=14) + line_shape()
    c += run('\t' + h.code + '\t', size=13) + run(h.date, italic=True, size=14)
    return p(c, tabs=[('center', 1900), ('center', 6600)]) + p()


def head_spaces(h):
    """Columns made with spaces and tabs, as typists do."""
    out = p(run((h.parent or h.organ) + '          ', size=13, bold=not h.parent) + run(QH, size=13, bold=True))
    out += p(run(('    ' + h.organ if h.parent else '') + '\t\t\t', size=13, bold=True) + run(TN, size=14, bold=True) + line_shape())
    out += p(run('    ' + h.code + '\t\t\t', size=13) + run(h.date, size=14, italic=True))
    return out + p()


def head_boxes(h):
    left = (p(h.parent, 'center', size=13) if h.parent else '') + p(h.organ, 'center', bold=True, size=13) + p(h.code, 'center', size=13)
    right = p(QH, 'center', bold=True, size=13) + p(TN, 'center', bold=True, size=14, extra=line_shape()) + p(h.date, 'center', italic=True, size=14)
    return p(textbox(left) + textbox(right, x=2500000)) + p() * 3


def head_nested(h):
    return table([[head_rows(h)]], [9400]) + p()


def head_organ_nested(h):
    left = table([[p(h.parent, 'center', size=13)], [p(h.organ, 'center', bold=True, size=13, extra=line_shape(600000))]], [3700]) + p()
    right = table([[p(QH, 'center', bold=True, size=13)], [p(TN, 'center', bold=True, size=14, extra=line_shape())]], [5500]) + p()
    return table([[left, right], [p(h.code, 'center', size=13), p(h.date, 'center', italic=True, size=14)]], [3800, 5600]) + p()


def head_breaks(h):
    left = run((h.parent + '\n') if h.parent else '', size=13) + run(h.organ + '\n', bold=True, size=13) + run(h.code, size=13) + (run('\n' + h.vv, size=12) if h.vv else '')
    right = run(QH + '\n', bold=True, size=13) + run(TN + '\n', bold=True, size=14) + run(h.date, italic=True, size=14)
    return table([[p(left + line_shape(600000), 'center'), p(right + line_shape(), 'center')]], [3800, 5600]) + p()


def head_caps(h):
    caps = '<w:caps/>'
    left = p(run(h.parent.capitalize(), size=13, extra=caps), 'center') if h.parent else ''
    left += p(run(h.organ.capitalize(), bold=True, size=13, extra=caps) + line_shape(600000), 'center')
    right = p(run('Cộng hòa xã hội chủ nghĩa Việt Nam', bold=True, size=13, extra=caps), 'center') + p(TN, 'center', bold=True, size=14, extra=line_shape())
    return table([[left, right], [p(h.code, 'center', size=13), p(h.date, 'center', italic=True, size=14)]], [3800, 5600]) + p()


def head_split_runs(h):
    """As Word leaves text after many edits: a run for each word or letter."""
    def split(text, **look):
        return ''.join(run(c, **look) for c in re.findall(r'\s*\S{1,3}', text))
    left = (p(split(h.parent, size=13), 'center') if h.parent else '') + p(split(h.organ, size=13, bold=True) + line_shape(600000), 'center')
    right = p(split(QH, size=13, bold=True), 'center') + p(split(TN, size=14, bold=True) + line_shape(), 'center')
    return table([[left, right], [p(split(h.code, size=13), 'center'), p(split(h.date, size=14, italic=True), 'center')]], [3800, 5600]) + p()


def head_page_header(h):
    """Mark and code above the table."""
    return p('DỰ THẢO', size=13, bold=True) + head_rows(h)


# ---- ends
class E:
    def __init__(self, recipients, authority, name):
        self.recipients, self.authority, self.name = recipients, authority, name


def signer_lines(e, gap='empty'):
    out = ''.join(p(a, 'center', bold=True, size=14) for a in e.authority)
    out += p(before=1400) if gap == 'spacing' else ''
    out += p(size=14) * 4 if gap == 'empty' else ''
    if gap == 'signed':
        out += p('', size=14) + p('(Đã ký)', 'center', italic=True) + p('')
    return out + p(e.name, 'center', bold=True, size=14)


def end_table(e, gap='empty', dash='- '):
    left = p('Nơi nhận:', bold=True, italic=True, size=12) + ''.join(p(dash + r, size=11) for r in e.recipients)
    return p() + table([[left, signer_lines(e, gap)]], [4700, 4700])


def end_breaks(e):
    left = p(run('Nơi nhận:\n', bold=True, italic=True, size=12) + run('\n'.join('- ' + r for r in e.recipients), size=11))
    right = p(run('\n'.join(e.authority) + '\n\n\n\n\n' + e.name, bold=True, size=14), 'center')
    return p() + table([[left, right]], [4700, 4700])


def end_tabs(e):
    t = [('center', 7000)]
    rows = [(run('Nơi nhận:', bold=True, italic=True, size=12), run(e.authority[0], bold=True))]
    lefts = [run('- ' + r, size=11) for r in e.recipients]
    rights = [run(a, bold=True) for a in e.authority[1:]] + [''] * 4 + [run(e.name, bold=True)]
    for i in range(max(len(lefts), len(rights))):
        rows.append((lefts[i] if i < len(lefts) else '', rights[i] if i < len(rights) else ''))
    return p() + ''.join(p(l + (run('\t', size=11) + r if r else ''), tabs=t) for l, r in rows)


def end_list(e):
    left = p('Nơi nhận:', bold=True, italic=True, size=12) + ''.join(p(r, num=(0, 9), size=11) for r in e.recipients)
    return p() + table([[left, signer_lines(e)]], [4700, 4700])


def end_rows(e):
    rows = [[p('Nơi nhận:', bold=True, italic=True, size=12) + ''.join(p('- ' + r, size=11) for r in e.recipients), ''.join(p(a, 'center', bold=True) for a in e.authority)], [p(), p() * 3], [p(), p(e.name, 'center', bold=True)]]
    return p() + table(rows, [4700, 4700])


def end_below(e):
    """Signer first, then recipients below it, without a table."""
    out = p() + ''.join(p(a, 'center', left=4700, bold=True) for a in e.authority) + p(size=14) * 4 + p(e.name, 'center', left=4700, bold=True)
    return out + p('Nơi nhận:', bold=True, italic=True, size=12) + ''.join(p('- ' + r, size=11) for r in e.recipients)


def end_three_columns(e):
    left = p('Nơi nhận:', bold=True, italic=True, size=12) + ''.join(p('- ' + r, size=11) for r in e.recipients)
    return p() + table([[left, p(), signer_lines(e)]], [4300, 400, 4700])


# ---- bodies
T = dict(align='both', first=720, before=120, line=264)


def para(text, **kw):
    return p(text, **{**T, **kw})


def heading(text):
    return p(text, align='both', first=720, before=120, bold=True)


def title(name, subject, line=True):
    return p(name, 'center', bold=True, size=14) + p(subject, 'center', bold=True, size=14, extra=line_shape() if line else '') + p()


def page_number():
    return p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run('2', size=13) + '<w:r><w:fldChar w:fldCharType="end"/></w:r>', 'center')


STYLES = {
    'word': '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="Times New Roman"/><w:sz w:val="20"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>',
    'gdocs': '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/><w:sz w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
             '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="normal"/></w:style><w:style w:type="table" w:styleId="Table1"><w:basedOn w:val="TableNormal"/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Table Normal"/></w:style>',
    'lo': '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif" w:eastAsia="NSimSun" w:cs="Mangal"/><w:sz w:val="24"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>'
          '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="TableContents"><w:name w:val="Table Contents"/><w:basedOn w:val="Standard"/></w:style>',
}
NUMBERING = ('<?xml version="1.0" encoding="UTF-8"?><w:numbering %s><w:abstractNum w:abstractNumId="1">'
             '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%%1."/><w:lvlJc w:val="left"/></w:lvl>'
             '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%%2."/><w:lvlJc w:val="left"/></w:lvl>'
             '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%%3)"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
             '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %%1."/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
             '<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
             '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="9"><w:abstractNumId w:val="3"/></w:num></w:numbering>') % NS
DECL = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def docx(path, body, styles='word', number=True, page='<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1021" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'):
    sect = '<w:sectPr>%s%s<w:titlePg/></w:sectPr>' % ('<w:headerReference w:type="default" r:id="rId4"/>' if number else '', page)
    ct = 'application/vnd.openxmlformats-officedocument.wordprocessingml.'
    rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    parts = {
        '[Content_Types].xml': DECL + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' + ''.join('<Override PartName="/word/%s.xml" ContentType="%s%s+xml"/>' % (n, ct, t) for n, t in (('document', 'document.main'), ('styles', 'styles'), ('numbering', 'numbering'), ('header1', 'header'))) + '</Types>',
        '_rels/.rels': DECL + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="%sofficeDocument" Target="word/document.xml"/></Relationships>' % rel,
        'word/_rels/document.xml.rels': DECL + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + ''.join('<Relationship Id="rId%d" Type="%s%s" Target="%s.xml"/>' % (i, rel, t, f) for i, t, f in ((1, 'styles', 'styles'), (2, 'numbering', 'numbering'), (4, 'header', 'header1'))) + '</Relationships>',
        'word/document.xml': DECL + '<w:document %s><w:body>%s%s</w:body></w:document>' % (NS, body, sect),
        'word/styles.xml': DECL + '<w:styles %s>%s</w:styles>' % (NS, STYLES[styles]),
        'word/numbering.xml': NUMBERING,
        'word/header1.xml': DECL + '<w:hdr %s>%s</w:hdr>' % (NS, page_number()),
    }
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        for name, content in parts.items():
            z.writestr(name, content)


# ---- documents
PLAN_H = lambda **k: H('UBND TỈNH LAI CHÂU', 'SỞ NỘI VỤ', 'Số: 45/KH-SNV', 'Lai Châu, ngày 18 tháng 3 năm 2025', **k)
LETTER_H = H('UBND TỈNH SƠN LA', 'SỞ XÂY DỰNG', 'Số: 312/SXD-QLN', 'Sơn La, ngày 05 tháng 02 năm 2025', vv='V/v rà soát nhu cầu nhà ở xã hội năm 2025')
PLAN_E = E(['UBND tỉnh (b/c);', 'Giám đốc, các Phó Giám đốc Sở;', 'Các phòng, đơn vị thuộc Sở;', 'Lưu: VT, CCHC.'], ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'], 'Nguyễn Văn Mẫu')
LETTER_E = E(['Như trên;', 'Giám đốc Sở (b/c);', 'Lưu: VT, QLN.'], ['GIÁM ĐỐC'], 'Trần Thị Mẫu')
DEC_E = E(['Như Điều 3;', 'Thường trực Tỉnh ủy (b/c);', 'Chủ tịch, các Phó Chủ tịch UBND tỉnh;', 'Lưu: VT, NC.'], ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'], 'Lê Văn Thử')


def plan_body():
    return (heading('I. MỤC ĐÍCH, YÊU CẦU') + heading('1. Mục đích')
            + para('Đánh giá đúng thực trạng việc thực hiện nhiệm vụ cải cách hành chính tại các phòng, đơn vị; kịp thời phát hiện, chấn chỉnh những tồn tại, hạn chế trong giải quyết thủ tục hành chính.')
            + heading('2. Yêu cầu') + para('a) Việc kiểm tra bảo đảm khách quan, chính xác, không gây phiền hà cho đơn vị được kiểm tra;')
            + para('b) Kết luận kiểm tra nêu rõ ưu điểm, tồn tại, nguyên nhân và thời hạn khắc phục.')
            + heading('II. NỘI DUNG, THỜI GIAN') + para('1. Kiểm tra việc công khai thủ tục hành chính theo Quyết định số 468/QĐ-TTg ngày 27 tháng 3 năm 2021 của Thủ tướng Chính phủ.')
            + para('2. Kiểm tra việc ứng dụng công nghệ thông tin; thời gian thực hiện trong tháng 6/2025:') + para('- Đợt 1: từ ngày 02/6/2025 đến ngày 06/6/2025;') + para('- Đợt 2: từ ngày 16/6/2025 đến ngày 20/6/2025.')
            + heading('III. TỔ CHỨC THỰC HIỆN') + para('1. Văn phòng Sở chủ trì, phối hợp với Thanh tra Sở tham mưu thành lập Đoàn kiểm tra.')
            + para('2. Các phòng, đơn vị chuẩn bị báo cáo, hồ sơ, tài liệu theo đề cương gửi kèm.')
            + para('Trên đây là Kế hoạch kiểm tra công tác cải cách hành chính năm 2025 của Sở Nội vụ./.'))


def list_plan_body():
    h = lambda t, l: p(t, align='both', first=720, before=120, bold=True, num=(l, 1))
    i = lambda t, l: para(t, num=(l, 1))
    return (h('MỤC ĐÍCH, YÊU CẦU', 0) + h('Mục đích', 1) + para('Đánh giá đúng thực trạng việc thực hiện nhiệm vụ cải cách hành chính tại các phòng, đơn vị thuộc Sở trong năm 2025.')
            + h('Yêu cầu', 1) + i('Việc kiểm tra bảo đảm khách quan, chính xác;', 2) + i('Kết luận kiểm tra nêu rõ thời hạn khắc phục.', 2)
            + h('TỔ CHỨC THỰC HIỆN', 0) + i('Văn phòng Sở chủ trì tham mưu thành lập Đoàn kiểm tra.', 1) + i('Các phòng, đơn vị chuẩn bị báo cáo theo đề cương.', 1)
            + para('Trên đây là Kế hoạch kiểm tra công tác cải cách hành chính năm 2025 của Sở Nội vụ./.'))


def letter_body(kg='one'):
    if kg == 'one':
        out = p('Kính gửi: Ủy ban nhân dân các xã, phường.', 'center', size=14) + p()
    elif kg == 'list':
        out = p('Kính gửi:', first=2000, size=14) + p('- Sở Tài chính;', left=3300) + p('- Sở Nông nghiệp và Môi trường;', left=3300) + p('- Ủy ban nhân dân các xã, phường.', left=3300) + p()
    elif kg == 'table':
        out = table([[p('Kính gửi:', 'right', size=14), p('- Sở Tài chính;') + p('- Ủy ban nhân dân các xã, phường.')]], [3000, 6000]) + p()
    else:
        out = p('Kính gửi:\t- Sở Tài chính;\n\t- Ủy ban nhân dân các xã, phường.', left=2000) + p()
    return out + (para('Thực hiện Công văn số 1452/UBND-KT ngày 20/01/2025 của Ủy ban nhân dân tỉnh về việc phát triển nhà ở xã hội, Sở Xây dựng đề nghị Ủy ban nhân dân các xã, phường phối hợp thực hiện một số nội dung sau:')
                  + para('1. Rà soát nhu cầu về nhà ở xã hội của cán bộ, công chức, viên chức, công nhân trên địa bàn.')
                  + para('2. Tổng hợp kết quả, gửi về Sở Xây dựng trước ngày 28/02/2025 để báo cáo Ủy ban nhân dân tỉnh.')
                  + para('Sở Xây dựng đề nghị các cơ quan, đơn vị quan tâm phối hợp./.'))


def dec_front():
    i = lambda t: p(t, 'both', first=720, before=60, italic=True)
    return (p('QUYẾT ĐỊNH', 'center', bold=True) + p('Về việc phê duyệt danh mục nhiệm vụ khoa học và công nghệ cấp tỉnh năm 2025', 'center', bold=True, extra=line_shape()) + p()
            + p('CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LAI CHÂU', 'center', bold=True) + p()
            + i('Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025;') + i('Căn cứ Nghị định số 08/2014/NĐ-CP ngày 27 tháng 01 năm 2014 của Chính phủ;')
            + i('Theo đề nghị của Giám đốc Sở Khoa học và Công nghệ tại Tờ trình số 25/TTr-SKHCN ngày 02 tháng 4 năm 2025.') + p() + p('QUYẾT ĐỊNH:', 'center', bold=True) + p())


def dec_body(how='run-in'):
    if how == 'list':
        a = lambda h, t: p(run(h, bold=True) + run(t), **T, num=(0, 2))
    else:
        n = iter('123')
        a = lambda h, t: p(run('Điều %s. ' % next(n), bold=True) + run(h, bold=True) + run(t), **T)
    return (a('', 'Phê duyệt danh mục 05 nhiệm vụ khoa học và công nghệ cấp tỉnh thực hiện từ năm 2025.')
            + a('', 'Giao Sở Khoa học và Công nghệ tổ chức tuyển chọn, giao trực tiếp tổ chức, cá nhân chủ trì theo quy định hiện hành.')
            + a('', 'Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Khoa học và Công nghệ, Giám đốc Sở Tài chính và Thủ trưởng các cơ quan, đơn vị liên quan chịu trách nhiệm thi hành Quyết định này./.'))


def data_table():
    h = lambda *c: [(p(t, 'center', bold=True, size=13),) for t in c]
    r = lambda *c: [p(t, 'center', size=13) for t in c]
    return table([h('STT', 'Đơn vị', 'Số hồ sơ', 'Đúng hạn'), r('1', 'Phòng A', '120', '118'), r('2', 'Phòng B', '80', '80'), r('3', 'Phòng C', '1.050', '1.000'), r('', 'Tổng cộng', '1.250', '1.198')], [900, 4000, 2000, 2000], ruled=True)


def report(h, e, extra=''):
    return (h + title('BÁO CÁO', 'Kết quả giải quyết thủ tục hành chính quý I năm 2025') + p('Kính gửi: Ủy ban nhân dân tỉnh Lai Châu.', 'center') + p()
            + heading('I. KẾT QUẢ') + para('Trong quý I năm 2025, Sở đã tiếp nhận 1.250 hồ sơ; kết quả cụ thể theo bảng sau:') + data_table() + p()
            + heading('II. TỒN TẠI') + para('Một số hồ sơ còn chậm do phải xác minh thực tế.') + extra + para('Sở Nội vụ kính báo cáo Ủy ban nhân dân tỉnh./.') + e)


def variations():
    d = PLAN_H()
    plan = lambda head, end=None, body=None: head + title('KẾ HOẠCH', 'Kiểm tra công tác cải cách hành chính năm 2025') + (body or plan_body()) + (end or end_table(PLAN_E))
    letter = lambda head, end=None, kg='one': head + letter_body(kg) + (end or end_table(LETTER_E))
    decision = lambda head, end=None, body=None: head + dec_front() + (body or dec_body()) + (end or end_table(DEC_E))
    dec_head = lambda: table([[p('ỦY BAN NHÂN DÂN', 'center', bold=True, size=13) + p('TỈNH LAI CHÂU', 'center', bold=True, size=13, extra=line_shape(600000)), p(QH, 'center', bold=True, size=13) + p(TN, 'center', bold=True, size=14, extra=line_shape())], [p('Số: 512/QĐ-UBND', 'center', size=13), p('Lai Châu, ngày 11 tháng 4 năm 2025', 'center', italic=True, size=14)]], [3800, 5600]) + p()
    bh = H('UBND TỈNH LAI CHÂU', 'SỞ NỘI VỤ', 'Số: 78/BC-SNV', 'Lai Châu, ngày 07 tháng 4 năm 2025')
    be = E(['Như trên;', 'Giám đốc Sở (b/c);', 'Lưu: VT, VP.'], ['GIÁM ĐỐC'], 'Nguyễn Văn Mẫu')
    gd = lambda body: body.replace('<w:pPr>', '<w:pPr><w:pageBreakBefore w:val="0"/><w:widowControl w:val="0"/>').replace('</w:rPr><w:t', '<w:rtl w:val="0"/></w:rPr><w:t')
    sdt = lambda block: '<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>' % block
    ins = '<w:ins w:id="1" w:author="A" w:date="2025-03-01T00:00:00Z">%s</w:ins>'
    dele = '<w:del w:id="2" w:author="A" w:date="2025-03-01T00:00:00Z"><w:r><w:delText xml:space="preserve">đoạn bị bỏ , </w:delText></w:r></w:del>'
    return {
        'plan-rows': dict(body=plan(head_rows(d))),
        'plan-one-row': dict(body=plan(head_one_row(d))),
        'plan-three-columns': dict(body=plan(head_three_columns(d), end_three_columns(PLAN_E))),
        'plan-tabs': dict(body=plan(head_tabs(d), end_tabs(PLAN_E))),
        'plan-one-paragraph': dict(body=plan(head_one_paragraph(d), end_breaks(PLAN_E))),
        'plan-spaces': dict(body=plan(head_spaces(d))),
        'plan-boxes': dict(body=plan(head_boxes(d))),
        'plan-nested': dict(body=plan(head_nested(d))),
        'plan-organ-nested': dict(body=plan(head_organ_nested(d))),
        'plan-breaks': dict(body=plan(head_breaks(d), end_breaks(PLAN_E))),
        'plan-caps': dict(body=plan(head_caps(d))),
        'plan-split-runs': dict(body=plan(head_split_runs(d))),
        'plan-lists': dict(body=plan(head_rows(d), end_list(PLAN_E), list_plan_body())),
        'plan-gdocs': dict(body=gd(plan(head_rows(d))), styles='gdocs'),
        'plan-lo': dict(body=plan(head_one_row(d)), styles='lo'),
        'plan-sdt': dict(body=sdt(plan(head_rows(d)))),
        'plan-draft': dict(body=plan(head_page_header(H(d.parent, d.organ, 'Số:       /KH-SNV', 'Lai Châu, ngày      tháng 3 năm 2025')))),
        'plan-nfd': dict(body=unicodedata.normalize('NFD', plan(head_rows(d)))),
        'plan-ends-rows': dict(body=plan(head_rows(d), end_rows(PLAN_E))),
        'plan-ends-below': dict(body=plan(head_rows(d), end_below(PLAN_E))),
        'plan-signed': dict(body=plan(head_rows(d), end_table(PLAN_E, 'signed'))),
        'plan-tracked': dict(body=plan(head_rows(d), None, plan_body().replace('<w:r><w:rPr>', dele + '<w:r><w:rPr>', 1) + '')),
        'letter-rows': dict(body=letter(head_rows(LETTER_H))),
        'letter-list': dict(body=letter(head_one_row(LETTER_H), None, 'list')),
        'letter-table': dict(body=letter(head_breaks(LETTER_H), None, 'table')),
        'letter-breaks': dict(body=letter(head_three_columns(LETTER_H), end_tabs(LETTER_E), 'breaks')),
        'letter-tabs': dict(body=letter(head_tabs(LETTER_H), end_below(LETTER_E))),
        'decision-rows': dict(body=decision(dec_head())),
        'decision-lists': dict(body=decision(dec_head(), end_breaks(DEC_E), dec_body('list'))),
        'decision-ends-tabs': dict(body=decision(dec_head(), end_tabs(DEC_E))),
        'report-table': dict(body=report(head_rows(bh), end_table(be, 'spacing'))),
        'report-one-row': dict(body=report(head_one_row(bh), end_table(be, dash='– '))),
        'report-gdocs': dict(body=gd(report(head_three_columns(bh), end_table(be))), styles='gdocs'),
    }


# What is right to be told of a document that has no fault otherwise.
ALLOWED = {'plan-tracked': 'R812'}
# Of each kind of document: words, what takes their place, the code that must be found (None: nothing).
FAULTS = {
    'plan': [('Tự do', 'Tự Do', 'R204'), ('NGHĨA VIỆT', 'NGHIÃ VIỆT', 'R202'), ('Số: 45', 'Số 45', 'R212'), ('45/KH', '45/BC', 'R215'), ('Số: 45/', 'Số: 5/', 'R211'), ('45/KH-SNV', '45/2025/KH-SNV', 'R214'), ('45/KH-SNV', '45/KH - SNV', 'R213'), ('45/KH-SNV', '45/KH_SNV', 'R216'), ('45/KH-SNV', '45-KH/SNV', 'R215'),
             ('ngày 18 tháng 3 năm', 'ngày 8 tháng 3 năm', 'R221'), ('ngày 18 tháng 3 năm', 'ngày 18 tháng 03 năm', 'R221'), ('ngày 18 tháng 3 năm', 'ngày 31 tháng 4 năm', 'R222'), ('Châu, ngày', 'Châu ngày', 'R223'), ('Châu, ngày', 'Châu, Ngày', 'R224'),
             ('ngày 18 tháng 3 năm 2025', 'ngày 18/3/2025', 'R221'), ('chính năm 2025', 'chính năm 2024', 'R801'), ('KT. GIÁM ĐỐC', 'GIÁM ĐỐC', 'R622'), ('Lưu: VT', 'Lưu VT', 'R604'), ('CCHC.', 'CCHC;', 'R605'), ('Nơi nhận:', 'Nơi nhận', 'R602'), ('Nguyễn Văn Mẫu', 'NGUYỄN VĂN MẪU', 'R626'), ('Nguyễn Văn Mẫu', 'TS. Nguyễn Văn Mẫu', 'V011'),
             ('vụ./.', 'vụ.', 'R405'), ('phiền hà', 'phiền hà hà', 'V019'), ('kịp thời', 'kịp thơì', 'R906'), ('khách quan, chính', 'khách quan ,chính', 'R901'),
             ('III. TỔ CHỨC', 'IV. TỔ CHỨC', 'R402'), ('2. Yêu cầu', '3. Yêu cầu', 'R402'), ('a) Việc', 'a. Việc', 'R404'), ('b) Kết luận', 'c) Kết luận', 'R402'), ('468/QĐ-TTg ngày 27 tháng 3 năm 2021', '468/QĐ-TTg ngày 27 tháng 3 năm 2026', 'R804'),
             ('06/6/2025;', '31/6/2025;', 'R920'), ('20/6/2025.', '10/6/2025.', 'R512'), ('của Sở Nội vụ./.', 'của Sở Tài chính./.', 'V039'), ('chỉnh những', 'chỉnh nhữngx', 'R906'), ('giải quyết', 'giari quyeets', 'R924'), ('Văn phòng Sở', 'Văn phòng {{so}}', 'R805'), ('Trên đây là Kế hoạch', 'Trên đây là Báo cáo', 'R803'), ('tham mưu', 'tham muu', None), ('thời hạn', 'thời gian hạn', None),
             ('2. Các phòng', '2. các phòng', 'R923'), ('đề cương', 'đề cương (mẫu', 'R910'), ('Thanh tra Sở', 'Thanh tra Sở..', 'R903'), ('Đánh giá đúng', 'Danh gia dung thuc trang viec thuc hien', None)],
    'letter': [('Tự do', 'Tự Do', 'R204'), ('312/SXD', '312/CV-SXD', 'R217'), ('V/v rà soát', 'Về việc rà soát', 'R307'), ('V/v rà', 'v/v rà', 'R307'), ('28/02/2025', '30/02/2025', 'R920'), ('QLN.', 'QLN', 'R605'), ('phối hợp./.', 'phối hợp.', 'R405'), ('Kính gửi:', 'Kính gửi', 'R611'), ('Như trên;', 'Như trên', 'R605'), ('trước ngày 28/02/2025', 'trước ngày 28/12/2024', 'R811'), ('như sau:', 'như sau', None), ('một số nội dung sau:', 'một số nội dung như sau.', 'V040'), ('1452/UBND-KT ngày 20/01/2025', '1452/UBND-KT ngày 20/11/2025', 'R804')],
    'decision': [('Tự do', 'Tự Do', 'R204'), ('02 tháng 4 năm 2025.', '02 tháng 4 năm 2025;', 'R311'), ('QUYẾT ĐỊNH:', 'QUYẾT ĐỊNH', 'R313'), ('Như Điều 3', 'Như Điều 4', 'R612'), ('512/QĐ', '512/KH', 'R215'), ('02 tháng 4 năm 2025', '22 tháng 4 năm 2025', 'R804'), ('danh mục 05 nhiệm', 'danh mục 05 (bốn) nhiệm', 'R511'), ('Căn cứ Nghị', 'Theo Nghị', None), ('KT. CHỦ TỊCH', 'TM. CHỦ TỊCH', 'R629'), ('này./.', 'này.', 'R405')],
    'report': [('1.198', '1.199', 'R502'), ('hồ sơ còn', 'hồ sơ sơ còn', 'V019'), ('Kính gửi:', 'Kính gửi', 'R611'), ('quý I năm 2025', 'quý I năm 2024', 'R801'), ('Phòng B', 'Phòng Bb', None)],
}


def seeded(xml, old, new):
    """The document with the words of one paragraph changed where they stand; None where no paragraph has them."""
    for match in re.finditer(r'<w:p>(?:(?!<w:p>).)*?</w:p>', xml, re.S):
        paragraph = match.group()
        pieces = [m.span(1) for m in re.finditer(r'<w:t(?: [^>]*)?>([^<]*)</w:t>', paragraph)]
        at = ''.join(paragraph[a:b] for a, b in pieces).find(old)
        if at < 0:
            continue
        out, last, start, put = '', 0, 0, new
        for a, b in pieces:
            low, high = max(start, at), min(start + b - a, at + len(old))
            text = paragraph[a:b]
            if low < high:
                text, put = text[:low - start] + put + text[high - start:], ''
            out, last, start = out + paragraph[last:a] + text, b, start + b - a
        return xml[:match.start()] + out + paragraph[last:] + xml[match.end():]
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--vanban', default=str(ROOT / 'target/release/vanban'))
    arguments = parser.parse_args()
    if not Path(arguments.vanban).is_file():
        stop('%s is not there; cargo build --release' % arguments.vanban)
    faults, wanted = 0, {}
    with tempfile.TemporaryDirectory() as folder:
        for name, document in variations().items():
            docx(Path(folder) / (name + '.docx'), **document)
            wanted[name] = (None, ALLOWED.get(name))
            for number, (old, new, code) in enumerate(FAULTS[name.split('-')[0]]):
                changed = seeded(document['body'], old, new)
                if changed is not None and name not in ALLOWED:
                    key = '%s.%02d' % (name, number)
                    docx(Path(folder) / (key + '.docx'), **{**document, 'body': changed})
                    wanted[key] = ('“%s” → “%s”' % (old, new), code)
        judged = json.loads(ran([arguments.vanban, 'check', '--format', 'json', folder], timeout=600).stdout)['files']
    for file in judged:
        name = Path(file['file']).name[:-len('.docx')]
        found = [f['code'] for f in file['findings'] if f['severity'] != 'note']
        what, code = wanted[name]
        if found != [code] * (code is not None):
            print('%s, %s: %s, not %s' % (name, what or 'clean', ' '.join(found) or 'nothing', code or 'nothing'))
            faults += 1
    for name in sorted(set(wanted) - {Path(file['file']).name[:-len('.docx')] for file in judged}):
        print('%s: not judged' % name)
        faults += 1
    print('%d documents, %d wrong' % (len(judged), faults))
    return 1 if faults else 0


if __name__ == '__main__':
    raise SystemExit(main())
