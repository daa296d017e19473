#!/usr/bin/env python3
"""number_formats.py [TABLE]: what LibreOffice, set to Vietnam, shows for numbers, dates and words in the number
formats of ECMA-376 part 1, 18.8.30 and 18.8.31. Writes tests/sheets/number-formats.tsv (value, code, what is shown),
which tests/number_formats.rs holds the reader against. Read what changed before you keep it. Needs soffice.

Left out, because LibreOffice differs from Excel there: dates before March 1900 (another first day), fractions of numbers
over 2^31 (#FMT), numbers that no conditional section is for, a third section reached by negative numbers (loses the
sign), [$-409] on numbers (turns comma and point round), letters that no code has, and `h.mm`.
"""

import csv
import html
import os
import subprocess
import sys
import tempfile
import zipfile

BUILT_IN = {
    "General": 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10, "0.00E+00": 11, "# ?/?": 12,
    "# ??/??": 13, "mm-dd-yy": 14, "d-mmm-yy": 15, "d-mmm": 16, "mmm-yy": 17, "h:mm AM/PM": 18, "h:mm:ss AM/PM": 19,
    "h:mm": 20, "h:mm:ss": 21, "m/d/yy h:mm": 22, "#,##0 ;(#,##0)": 37, "#,##0 ;[Red](#,##0)": 38,
    "#,##0.00;(#,##0.00)": 39, "#,##0.00;[Red](#,##0.00)": 40, "mm:ss": 45, "[h]:mm:ss": 46, "mmss.0": 47,
    "##0.0E+0": 48, "@": 49,
}

NUMBERS = [0, 1, -1, 5, 12.5, -12.5, 1234.5678, -1234.5678, 1234567890, 0.5, 0.714, 1.15, 2.675, 99.995, 2750000.5, 0.333333333333]
NUMBER_CODES = [
    # built in
    "General", "0", "0.00", "#,##0", "#,##0.00", "0%", "0.00%", "0.00E+00", "# ?/?", "# ??/??", "#,##0 ;(#,##0)",
    "#,##0 ;[Red](#,##0)", "#,##0.00;(#,##0.00)", "#,##0.00;[Red](#,##0.00)", "##0.0E+0", "@",
    # digits, zeros in front, decimals
    "000000000000", "0000000", "00", "0#", "#", "##", "0.0", "#.##", "#.00", "?.??", "0.0#", "0.000#", "0.", "#.", "0.0.0",
    # thousands and scale
    "#,###", "0,000.0", "#,##0.0,", "#,##0.0,,", "0,", "0,,", "#,",
    # words
    '#,##0 "đ"', '#,##0\\ "₫"', '"Quý "0', '0.0" điểm %"', '0.0"°C"', '0" hồ sơ"', '"("0")"', "\\(0\\)", '0.00"abc"', "0\\.0",
    "0-00", "00-00-00", "(000) 000-0000", "000-00-0000", '#","##0', '0"."000', "+0", "0+", "0:00", "0 0", "$#,##0.00", "'0'", "<0>", "{0}", "=0", "~0", "^0", "&0",
    'General" kg"', '"x"General',
    # spaces and fillings
    "#,##0.0_)", "0_ ", "0* ", "*-0", "_(#,##0_);(#,##0)", "_-* #,##0.00\\ \"₫\"_-;\\-* #,##0.00\\ \"₫\"_-;_-* \"-\"??\\ \"₫\"_-;_-@_-",
    # sections
    "#,##0;-#,##0", '#,##0;"âm "#,##0', '0;-0;"không"', "0;-0;;@", "0;;", "#,##0;;", '#,##0;-#,##0;"-"', "0;0", "0.0;(0.0)", ";;;", '0;-0;0;"chữ "@',
    "General;-General;0", "+0;-0;0",
    # conditions and colours
    "[>=1000]#,##0;[<0]-0.0;0.00", '[<0]"giảm "0.0;"tăng "0.0', "[<1]0.00;0", "[Red]0", "[Blue][<0]-0;0", "[Color10]0.0", "[Red]-0;[Blue]0",
    # percentages
    '0%;-0%;"không"', "0.0%", "#%", "0 %", "0.0\\%", "%0",
    # powers of ten
    "0E+0", "0.0E-0", "0E+00", "#0.0E+00", "000E+00", "0.###E+0", "00.0E+0", "#,##0.0E+0",
    # fractions
    "?/?", "??/??", "0/0", "# ?/2", "# ?/4", "# ?/8", "# ??/16", "# ??/100", "0 ?/?", "# ???/???", '#" "?/?', "?/3",
    # currency and language
    "[$₫-42A]#,##0", "#,##0 [$₫-42A]", "[$-42A]#,##0.00", "[$USD] #,##0.00", "#,##0.00 [$€-1]",
]
DATES = [45910, 45910.354166666664, 36526, 45658.75, 45910.999, 44561.5]
DATE_CODES = [
    "mm-dd-yy", "mmm-yy", "h:mm AM/PM", "h:mm:ss AM/PM", "h:mm", "h:mm:ss", "m/d/yy h:mm", "mm:ss", "[h]:mm:ss", "mmss.0",
    "dd/mm/yyyy", "d/m/yyyy", "dd/mm/yy", "d/m/yy", "yyyy-mm-dd", "mm/yyyy", "m/yyyy", "mm/yy", "yyyy", "yy", "dd/mm", "d/m", "dd", "d", "ddd", "dddd",
    "mm", "m", "mmm", "mmmm", "mmmmm", "mmm yyyy", "mmmm yyyy", "dd mmmm yyyy", '"ngày "dd" tháng "mm" năm "yyyy', 'dd"/"mm"/"yyyy', "dd\\-mm\\-yyyy", "dd.mm.yyyy",
    "yyyy/mm/dd", "mm/dd/yyyy", "m/d/yyyy", "dd/mm/yyyy hh:mm", "dd/mm/yyyy hh:mm:ss", "hh:mm", "hh:mm:ss", "[h]:mm", "[hh]:mm", "[mm]:ss", "[m]", "[ss]", "[s]", "[h]",
    "h", "hh", "s", "ss", "ss.0", "ss.00", "hh:mm:ss.000", "mm:ss.0", 'h "giờ" mm "phút"', 'hh"h"mm', "AM/PM", "h AM/PM", "h A/P",
    "[$-42A]dddd, dd mmmm yyyy", "[$-409]dddd, mmmm dd, yyyy", "[$-409]mmm", "[$-42A]dd/mm/yyyy", "[$-1010000]d/m/yyyy", "[$-F800]dddd, mmmm dd, yyyy", "[$-F400]h:mm:ss AM/PM",
    "dd/mm/yyyy;@", "[$-42A]mmm yyyy", '"Quý "m', "h:mm;@", "d/m/yyyy;;", "[<1]h:mm;dd/mm/yyyy", "mm/dd", "yyyy-mm", "yyyymmdd", "ddmmyyyy", "d,m", "dd mm yyyy",
]
WORDS = ["chữ", "012"]
WORD_CODES = ["General", "@", "0", '"x "@', '@" kg"', '0;-0;0;"chữ "@', "0;-0;;@", ";;;", '"("@")"', "_(@_)", "@@", "[Red]@", ";;;@"]


def rows():
    yield from ((value, code) for code in NUMBER_CODES for value in NUMBERS)
    yield from ((value, code) for code in DATE_CODES for value in DATES)
    yield from ((word, code) for code in WORD_CODES for word in WORDS)


def workbook(path, table):
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    codes = list(dict.fromkeys(code for _, code in table))
    ids = {code: BUILT_IN.get(code, 200 + at) for at, code in enumerate(codes)}
    formats = "".join(f'<numFmt numFmtId="{ids[c]}" formatCode="{html.escape(c)}"/>' for c in codes if ids[c] >= 200)
    styles = "".join(f'<xf numFmtId="{ids[c]}" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>' for c in codes)
    cells = []
    for at, (value, code) in enumerate(table, 1):
        style = codes.index(code)
        if isinstance(value, str):
            cells.append(f'<row r="{at}"><c r="A{at}" s="{style}" t="inlineStr"><is><t>{html.escape(value)}</t></is></c></row>')
        else:
            cells.append(f'<row r="{at}"><c r="A{at}" s="{style}"><v>{value!r}</v></c></row>')
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet {main}><numFmts>{formats}</numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet {main}><cols><col min="1" max="1" width="80" customWidth="1"/></cols><sheetData>{"".join(cells)}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


VIETNAM = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi-VN</value></prop></item>
</oor:items>
"""


def shown(table):
    with tempfile.TemporaryDirectory() as folder:
        os.makedirs(f"{folder}/profile/user")
        with open(f"{folder}/profile/user/registrymodifications.xcu", "w", encoding="utf-8") as file:
            file.write(VIETNAM)
        workbook(f"{folder}/formats.xlsx", table)
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
             "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,true", "--outdir", folder, f"{folder}/formats.xlsx"],
            check=True, capture_output=True, timeout=300)
        with open(f"{folder}/formats.csv", encoding="utf-8", newline="") as file:
            return [row[0] if row else "" for row in csv.reader(file, delimiter="\t")]


def main():
    target = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), "../sheets/number-formats.tsv")
    table = list(rows())
    results = shown(table)
    if len(results) != len(table):
        sys.exit(f"number_formats: {len(table)} cells, {len(results)} lines")
    left_out = 0
    with open(target, "w", encoding="utf-8") as file:
        for (value, code), text in zip(table, results):
            if text == "#FMT":
                left_out += 1
            else:
                file.write(f"{value}\t{code}\t{' '.join(text.split())}\n")
    print(f"number_formats: {len(table) - left_out} cells written, {left_out} left out")


main()
