#!/usr/bin/env python3
"""Are copies what they should be? VANBAN copies PDF files of its own, of LibreOffice and scans each way; poppler finds every word
of the source on its page, the source's bytes stand unchanged at the head; a scan that pyHanko signed stays validly signed when the
field of the copying body is added and signed; veraPDF finds a copy of a PDF/A file as good as its source. Exit 0: all well; 1: faults,
which are printed; 2: could not run."""
import argparse
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from common import run
import sign
from sign import (IncrementalPdfFileWriter, PdfFileReader, ValidationContext, fields, signers, validate_pdf_signature)
from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parents[2]
SIGNER = """organ_name: Ủy ban nhân dân xã Mường Than
organ_code: UBND
place: Mường Than
code_number: 5
issued_date: 12/11/2026
signer_info: {position: Chủ tịch, full_name: Lò Văn Thắng}
to_places: [Các phòng thuộc xã]
"""
faults = []


def fault(what, why):
    faults.append(what)
    print('%s: %s' % (what, why))


def words(path, first=None, last=None):
    some = ['-f', str(first), '-l', str(last)] if first else []
    return run(['pdftotext', '-raw', *some, path, '-']).stdout.split()


def pages(path):
    return next(int(line.split()[1]) for line in run(['pdfinfo', path]).stdout.splitlines() if line.startswith('Pages:'))


def scan(path):
    """Two pages of A4 in colour at 200 dpi."""
    image = Image.new('RGB', (1654, 2339), (252, 250, 245))
    draw = ImageDraw.Draw(image)
    for i in range(20):
        draw.line([(240, 300 + 60 * i), (1460, 300 + 60 * i)], fill=(40, 40, 60), width=4)
    image.save(path, 'PDF', resolution=200, save_all=True, append_images=[image])


def signed(path, target, signer, name):
    """Signs with a visible field of its own, or with the one of that name."""
    meta = signers.PdfSignatureMetadata(field_name=name, subfilter=fields.SigSeedSubFilter.PADES)
    spec = None if name.startswith('ChuKy') else fields.SigFieldSpec(name, on_page=0, box=(100, 60, 300, 120))
    writer = IncrementalPdfFileWriter(BytesIO(path.read_bytes()), strict=False)
    out = signers.PdfSigner(meta, signer=signer('person'), new_field_spec=spec).sign_pdf(writer, existing_fields_only=spec is None)
    target.write_bytes(out.getvalue())


def valid(path, root):
    """The names of the fields whose signatures are valid, changes since then included."""
    reader = PdfFileReader(BytesIO(path.read_bytes()), strict=False)
    context = ValidationContext(trust_roots=[root], allow_fetching=False)
    checked = [(s.field_name, validate_pdf_signature(s, context)) for s in reader.embedded_signatures]
    for name, status in checked:
        if not status.bottom_line:
            print('    %s: %s' % (name, status.summary()))
    return [name for name, status in checked if status.bottom_line]


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument('vanban', type=Path)
    p.add_argument('sources', nargs='+', type=Path, metavar='FILE.pdf')
    p.add_argument('--keep', type=Path, metavar='DIR', help='leave the copies there')
    a = p.parse_args()
    root, signer = sign.authority()
    with tempfile.TemporaryDirectory() as temporary:
        folder = a.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / 'so.yaml').write_text(SIGNER)

        def copy(source, kind, way, *more):
            out = folder / ('%s-%s' % (kind, way.replace(' ', '-')))
            medium = way.split()
            r = run([a.vanban.resolve(), 'copy', source, '--kind', kind, '--from', medium[0], '--to', medium[1], '--data', folder / 'so.yaml', '-o', out,
                     '--overwrite', *more])
            made = out / ('%s-%s.pdf' % (source.stem, kind))
            if r.returncode or not made.exists():
                fault('%s %s %s' % (source.name, kind, way), r.stderr.strip()[-400:])
                return None
            return made

        plain = folder / 'ban-quet.pdf'
        scan(plain)
        judged = []
        for source in [*a.sources, plain]:
            for kind, way in (('sao-y', 'electronic paper'), ('sao-luc', 'paper paper'), ('sao-y', 'paper electronic')):
                made = copy(source, kind, way)
                if not made:
                    continue
                if not made.read_bytes().startswith(source.read_bytes()):
                    fault(made.name, 'the bytes of the source are not at its head')
                before, after = words(source), words(made)
                # An electronic copy's words stand behind those of page 1, a paper copy's behind the last.
                for page in range(1, pages(source) + 1):
                    own = words(source, page, page)
                    if words(made, page, page)[:len(own)] != own:
                        fault(made.name, 'the words of page %d of the source are not as they were' % page)
                if way.endswith('paper') and 'SAO' not in after[len(before):]:
                    fault(made.name, 'the block is not read behind the text')
                if source in a.sources:
                    judged.append(made)
            made = copy(source, 'trich-sao', 'electronic electronic', '--pages', '1')
            if made and words(made)[:len(words(source, 1, 1))] != words(source, 1, 1):
                fault(made.name, 'the extract does not hold the words of page 1')
            if made and source in a.sources:
                judged.append(made)
        # A scan that is signed, and signed again by the copying body.
        whole = folder / 'ban-quet-da-ky.pdf'
        signed(plain, whole, signer, 'Ky')
        made = copy(whole, 'sao-y', 'paper electronic')
        if made:
            if valid(made, root) != ['Ky']:
                fault(made.name, 'the signature of the source is not valid any more')
            target = folder / 'ban-sao-da-ky.pdf'
            signed(made, target, signer, 'ChuKy_CoQuanSao')
            if valid(target, root) != ['Ky', 'ChuKy_CoQuanSao']:
                fault(target.name, 'not both signatures are valid')
        for flavour in ('0', 'ua1'):
            r = run([sys.executable, Path(__file__).with_name('vera.py'), flavour, *judged])
            print(r.stdout, end='')
            if r.returncode:
                fault('veraPDF ' + flavour, r.stderr.strip()[-300:] or 'copies do not conform as their sources do')
    print('%d copies judged, %d faults' % (len(judged), len(faults)))
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
