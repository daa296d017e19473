#!/usr/bin/env python3
"""Can the empty signature fields of the PDF files be signed? pyHanko fills them one after the other with throw-away
certificates and a picture of its own, validates every signature offline, looks where the pictures stand on the page, and
veraPDF judges the signed files. Exit 0: all well; 1: faults, which are printed; 2: could not run."""
import argparse
import datetime
import os
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from common import CACHE, files, run, stop

try:
    from asn1crypto import keys as asn1_keys, x509 as asn1_x509
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.x509.oid import NameOID
    from PIL import Image, ImageChops, ImageDraw
    from pyhanko.pdf_utils.images import PdfImage
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign import fields, signers
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.stamp import StaticStampStyle
    from pyhanko_certvalidator import ValidationContext
    from pyhanko_certvalidator.registry import SimpleCertificateStore
except ImportError as error:
    venv = CACHE / 'venv' / 'bin' / 'python'
    if not venv.exists() or 'VANBAN_SIGN' in os.environ:
        stop('%s is not installed; run tests/outside/install.sh' % error.name)
    os.execve(venv, [str(venv), *sys.argv], {**os.environ, 'VANBAN_SIGN': 'venv'})

SCALE = 2  # pixels in a point when pages are looked at
FILL = SimpleBoxLayoutRule(x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID, margins=Margins(0, 0, 0, 0),
                           inner_content_scaling=InnerScaling.STRETCH_FILL)


def authority():
    """A certificate authority of this run: its certificate, and a maker of signers."""
    now = datetime.datetime.now(datetime.timezone.utc)

    def certificate(name, public, issuer, issuer_key, ca):
        usage = dict.fromkeys(('key_encipherment', 'data_encipherment', 'key_agreement', 'encipher_only', 'decipher_only'), False)
        builder = x509.CertificateBuilder().subject_name(name).issuer_name(issuer).public_key(public)
        builder = builder.serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=2))
        builder = builder.add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        builder = builder.add_extension(x509.KeyUsage(digital_signature=not ca, content_commitment=not ca, key_cert_sign=ca,
                                                      crl_sign=ca, **usage), critical=True)
        made = builder.sign(issuer_key, hashes.SHA256())
        return asn1_x509.Certificate.load(made.public_bytes(serialization.Encoding.DER))

    def name(text):
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    root_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    root = certificate(name('vanban test CA'), root_key.public_key(), name('vanban test CA'), root_key, True)

    def signer(who):
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        own = certificate(name(who), key.public_key(), name('vanban test CA'), root_key, False)
        private = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        store = SimpleCertificateStore()
        store.register(root)
        return signers.SimpleSigner(signing_cert=own, signing_key=asn1_keys.PrivateKeyInfo.load(private), cert_registry=store)

    return root, signer


def picture(rect, seal):
    """What a person would use: a blue stroke or a red ring on nothing, as large as the field."""
    size = (round((rect[2] - rect[0]) * 6), round((rect[3] - rect[1]) * 6))
    image = Image.new('RGBA', size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    if seal:
        draw.ellipse((0, 0, size[0] - 1, size[1] - 1), outline=(220, 0, 0, 255), width=24)
    else:
        draw.line([(0, size[1] - 1), (size[0] // 3, 0), (size[0] // 2, size[1] - 1), (size[0] - 1, 0)], fill=(0, 0, 200, 255), width=24)
    return image


def waiting(data):
    """Empty signature fields: name, page, rectangle."""
    reader = PdfFileReader(BytesIO(data))
    pages = {p.idnum: i for i, p in enumerate(page_refs(reader))}
    found = []
    for field, _, reference in fields.enumerate_sig_fields(reader, filled_status=False):
        widget = reference.get_object()
        found.append((field, pages[widget.raw_get('/P').idnum], [float(v) for v in widget['/Rect']]))
    return found


def page_refs(reader):
    return [reader.find_page_for_modification(i)[0] for i in range(int(reader.root['/Pages']['/Count']))]


def looks(data, page, folder):
    """A page as a picture."""
    pdf, png = folder / 'look.pdf', folder / 'look'
    pdf.write_bytes(data)
    r = run(['pdftoppm', '-r', 72 * SCALE, '-f', page + 1, '-l', page + 1, '-singlefile', '-png', pdf, png])
    if r.returncode:
        stop('pdftoppm: ' + r.stderr.strip()[-200:])
    return Image.open(png.with_suffix('.png')).convert('RGB').copy()


def wrong_place(before, after, rect):
    """What is wrong with where the page changed; nothing when it is the field's rectangle."""
    box = ImageChops.difference(before, after).getbbox()
    if not box:
        return 'the picture is not to be seen'
    height = before.size[1] / SCALE
    seen = [box[0] / SCALE, height - box[3] / SCALE, box[2] / SCALE, height - box[1] / SCALE]
    if max(abs(a - b) for a, b in zip(seen, rect)) > 1.5:
        return 'the picture stands at %s, not at %s' % ([round(v, 1) for v in seen], [round(v, 1) for v in rect])
    return None


def sign(path, root, signer, folder):
    """Signs all fields of a file and says what is wrong: (bytes, names, faults)."""
    data = path.read_bytes()
    todo = waiting(data)
    faults = []
    for name, page, rect in todo:
        before = looks(data, page, folder)
        seal = name.startswith('Dau_')
        style = StaticStampStyle(border_width=0, background=PdfImage(picture(rect, seal)), background_opacity=1, background_layout=FILL)
        meta = signers.PdfSignatureMetadata(field_name=name, subfilter=fields.SigSeedSubFilter.PADES)
        pdf_signer = signers.PdfSigner(meta, signer=signer('organ' if seal else 'person'), stamp_style=style)
        out = pdf_signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(data)), existing_fields_only=True)
        data = out.getvalue()
        wrong = wrong_place(before, looks(data, page, folder), rect)
        faults += ['%s: %s' % (name, wrong)] if wrong else []
    reader = PdfFileReader(BytesIO(data))
    context = ValidationContext(trust_roots=[root], allow_fetching=False)
    for signature in reader.embedded_signatures:
        status = validate_pdf_signature(signature, context)
        if not status.bottom_line:
            faults.append('%s: %s' % (signature.field_name, status.summary()))
    if b'phu-luc-vi#' not in bytes(reader.root['/Metadata'].data):
        faults.append('the metadata of Phụ lục VI is gone')
    if len(reader.embedded_signatures) != len(todo):
        faults.append('%d fields, %d signatures' % (len(todo), len(reader.embedded_signatures)))
    return data, [name for name, _, _ in todo], faults


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument('paths', nargs='+', metavar='DIR|FILE.pdf')
    p.add_argument('--keep', metavar='DIR', type=Path, help='leave the signed files there')
    a = p.parse_args()
    root, signer = authority()
    failed = signed = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        results = a.keep or folder / 'signed'
        results.mkdir(parents=True, exist_ok=True)
        flavours = {}
        for number, path in enumerate(files(a.paths, '.pdf')):
            data, names, faults = sign(path, root, signer, folder)
            print('%s: %s%s' % (path, ', '.join(names) or 'no signature field', ': FAULTS' if faults else ''))
            for fault in faults:
                print('    ' + fault)
            failed += bool(faults)
            signed += len(names)
            target = results / ('%02d-%s' % (number, path.name))
            target.write_bytes(data)
            part = '3a' if b'<pdfaid:part>3' in data else '2a'
            flavours.setdefault(part, []).append(target)
        if not signed:
            print('no file has a signature field')
            return 1
        everything = [f for group in flavours.values() for f in group]
        for flavour, group in [*flavours.items(), ('ua1', everything)]:
            r = run([sys.executable, Path(__file__).with_name('vera.py'), flavour, *group])
            print(r.stdout, end='')
            if r.returncode == 2:
                stop(r.stderr.strip())
            failed += r.returncode
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
