#!/usr/bin/env python3
"""Data files of random documents, for `vanban render` and then parity.py: all types, realistic sentences, and whatever
may stand near a page's end: headings one below the other, tables with tall rows, footnotes, pictures, signatures.

The document of a seed is always the same, so that a difference can be looked at again: --first SEED --count 1."""
import argparse
import json
import random
import shutil
from pathlib import Path

PICTURES = Path(__file__).parent / 'cases' / 'anh'
SENTENCES = """
Các phòng, đơn vị thuộc Sở rà soát quy trình, gửi kết quả về Văn phòng Sở
Công tác tự kiểm tra được thực hiện đúng thời gian, có báo cáo bằng văn bản
Tỷ lệ hồ sơ nộp trực tuyến đạt 92,5% (135/146 hồ sơ), tăng 7,3% so với cùng kỳ năm trước
Rà soát, cắt giảm ít nhất 30% thời gian giải quyết và chi phí tuân thủ thủ tục hành chính theo Nghị quyết số 66/NQ-CP ngày 26/3/2025 của Chính phủ
Thực hiện nghiêm Chỉ thị số 05/CT-TTg ngày 07/4/2023 của Thủ tướng Chính phủ
Nâng cao nhận thức, trách nhiệm của người đứng đầu
Tổ chức 02 lớp bồi dưỡng kỹ năng số cho công chức, viên chức trong giai đoạn 2025-2030
Hệ thống thông tin giải quyết thủ tục hành chính của tỉnh hoạt động liên tục, thời gian gián đoạn ngoài kế hoạch trong kỳ là 42 phút
Bố trí kinh phí 1.250.000.000 đồng từ nguồn ngân sách nhà nước giao cho Sở năm 2025
Báo cáo kết quả về UBND tỉnh (qua Sở Nội vụ) trước ngày 15/12/2025 để tổng hợp
Phối hợp với Trung tâm Phục vụ hành chính công tỉnh niêm yết công khai, đầy đủ, kịp thời các thủ tục thuộc thẩm quyền giải quyết
Chấm dứt tình trạng yêu cầu người dân, doanh nghiệp nộp lại giấy tờ đã có trong cơ sở dữ liệu quốc gia về dân cư
Gắn kết quả cải cách hành chính với đánh giá, xếp loại chất lượng công chức, viên chức và công tác thi đua, khen thưởng hằng năm
Duy trì Hệ thống quản lý chất lượng theo tiêu chuẩn TCVN ISO 9001:2015
Số hóa 100% hồ sơ còn hiệu lực
Một số công chức chưa cập nhật đầy đủ kết quả xử lý trên phần mềm quản lý văn bản và điều hành
Đẩy mạnh ứng dụng trí tuệ nhân tạo, dữ liệu lớn trong công tác tham mưu, chỉ đạo, điều hành của cơ quan nhà nước
Kiện toàn Tổ công tác triển khai Đề án 06 của Sở
""".split('\n')[1:-1]
HEADINGS = """
Mục đích, yêu cầu
Công tác chỉ đạo, điều hành
Cải cách thể chế
Cải cách thủ tục hành chính
Xây dựng và phát triển chính quyền điện tử, chính quyền số gắn với thực hiện Đề án phát triển ứng dụng dữ liệu về dân cư
Ưu điểm
Tồn tại, hạn chế và nguyên nhân
Cải cách tài chính công
Cải cách chế độ công vụ
Tổ chức thực hiện
Nhiệm vụ trọng tâm sáu tháng cuối năm
""".split('\n')[1:-1]
UNITS = ['Văn phòng Sở', 'Phòng Chuyển đổi số', 'Trung tâm CNTT&TT', 'Chi cục Tiêu chuẩn Đo lường Chất lượng',
         'Trung tâm Kiểm định và Phát triển KHCN', 'Các phòng, đơn vị thuộc Sở', 'Phòng Quản lý khoa học']
NAMES = ['Trần Văn Tuấn', 'Phạm Quang Huy', 'Lò Thị Mai', 'Giàng A Sử', 'Mai Văn Thạch', 'Công Tằng Tôn Nữ Thị Thanh Bình']
LEVELS = ['section', 'clause', 'point']


class Writer:
    """Makes one document out of a seed."""

    def __init__(self, seed):
        self.r = random.Random(seed)
        self.kind = ('ke-hoach', 'bao-cao', 'thong-bao', 'quyet-dinh', 'bien-ban')[seed % 5]
        # Some documents are full of what others lack, so that a difference has few causes.
        self.notes, self.tables, self.pictures = (self.r.random() < p for p in (0.3, 0.5, 0.2))
        self.tall = self.r.random() < 0.3

    def chance(self, p):
        return self.r.random() < p

    def text(self, most=6, end='.'):
        """A paragraph of 1 to `most` sentences or halves of them."""
        parts = [self.sentence() for _ in range(self.r.choice([1, 1, 1, 2, 2, 3, most]))]
        text = '; '.join([parts[0]] + [p[0].lower() + p[1:] for p in parts[1:2]])
        text = '. '.join([text] + parts[2:])
        if self.notes and self.chance(0.2):
            text += '^[%s.]' % self.sentence()
        return text + end

    def sentence(self):
        """A sentence, at times the beginning of one."""
        words = self.r.choice(SENTENCES).split()
        if self.chance(0.4):
            words = words[:self.r.randint(min(4, len(words)), len(words))]
        return ' '.join(words).rstrip(',;(')

    def heading(self):
        return self.r.choice(HEADINGS)

    def items(self, levels):
        """Items of the first of some levels."""
        out = []
        for _ in range(self.r.randint(1, 4)):
            item = {'level': levels[0]}
            deeper = len(levels) > 1 and self.chance(0.75)
            how = self.r.choice(['heading'] * 4 + ['run_in', 'text']) if deeper else self.r.choice(['text'] * 4 + ['run_in'])
            if levels[0] in ('section', 'article'):
                how = 'heading'
            if how == 'run_in':
                item |= {'run_in': self.r.choice(UNITS), 'text': self.text()}
            else:
                item[how] = self.heading() if how == 'heading' else self.text()
            if how == 'heading' or deeper:
                item['items'] = self.content(levels[1:])
            out.append(item)
        return out

    def content(self, levels):
        """What stands below an item."""
        out = []
        if levels and self.chance(0.7):
            out += self.items(levels)
        elif self.chance(0.5):
            out += [{'level': 'dash', 'text': self.text()} for _ in range(self.r.randint(1, 4))]
            if self.chance(0.2):
                out += [{'level': 'plus', 'text': self.text()} for _ in range(2)]
        else:
            out += [self.text() for _ in range(self.r.randint(1, 3))]
        if self.tables and self.chance(0.25):
            out += ([self.text()] if self.chance(0.7) else []) + [{'table': self.table()}]
        if self.pictures and self.chance(0.25):
            picture = {'file': 'anh/quy-trinh.png', 'alt': 'Sơ đồ ba bước', 'width': self.r.choice(['150mm', '60%', '80mm'])}
            out.append({'image': picture | ({'caption': 'Hình minh họa các bước'} if self.chance(0.5) else {})})
        return out

    def table(self):
        columns = [{'title': 'STT', 'width': '12mm', 'align': 'center'}, {'title': 'Nội dung', 'width': '3*'},
                   {'title': 'Đơn vị thực hiện', 'width': '2*'}, {'title': 'Thời hạn', 'width': '25mm', 'align': 'center'}]
        rows = []
        for _ in range(self.r.randint(2, 12)):
            if self.chance(0.15) and (not rows or rows[-1]['kind'] != 'group'):
                rows.append({'kind': 'group', 'cells': ['', {'text': self.heading(), 'columns': 3}]})
            text = self.text(9 if self.tall else 3, '')
            rows.append({'kind': 'numbered', 'cells': ['', text, self.r.choice(UNITS), '15/12/2025']})
        table = {'columns': columns, 'rows': rows}
        if self.chance(0.3):
            table['caption'] = 'Phân công nhiệm vụ'
        return table

    def document(self):
        r = self.r
        signer = {'position': 'Giám đốc', 'full_name': r.choice(NAMES)}
        if self.chance(0.5):
            signer |= {'competence': 'KT.', 'position': 'Phó Giám đốc'}
        data = {
            'type': self.kind, 'organization_in_charge': 'UBND tỉnh Lai Châu', 'organ_name': r.choice(['Sở Khoa học và Công nghệ', 'Sở Nội vụ']),
            'organ_code': 'SKHCN', 'place': 'Lai Châu', 'issued_date': '10/2025', 'signer_info': signer,
            'subject': r.choice(['Cải cách hành chính năm 2026', 'Nâng cao chất lượng dịch vụ công trực tuyến và chuyển đổi số '
                                 'trong hoạt động của cơ quan nhà nước trên địa bàn tỉnh năm 2026']),
            'to_places': [t for t in ['UBND tỉnh (b/c)', 'Sở Nội vụ', 'Lãnh đạo Sở', 'Các phòng, đơn vị thuộc Sở',
                                      'Công báo điện tử tỉnh; Trang thông tin điện tử của Sở'] if self.chance(0.6)] or ['Lãnh đạo Sở'],
            'filing': {'units': ['VP']},
            'style': {'body_size': r.choice([13, 14]), 'header_size': r.choice([12, 13]), 'line_spacing': r.choice([1, 1, 1.5, 1.15])},
        }
        content = getattr(self, self.kind.replace('-', '_'))(data)
        if self.kind in ('ke-hoach', 'bao-cao', 'thong-bao'):
            content['body'] = self.items(LEVELS[self.r.choice([0, 0, 1]):])
        data['content'] = content
        if self.chance(0.3) and self.kind != 'bien-ban':
            data['appendices'] = [{'title': self.heading(), 'orientation': r.choice(['portrait', 'landscape']),
                                   'body': [self.text(), {'table': self.table()}]}]
        return data

    def closing(self):
        return {'closing': [self.sentence() + ', ' + 'yêu cầu các đơn vị nghiêm túc thực hiện']} if self.chance(0.7) else {}

    def ke_hoach(self, data):
        return {'opening': [self.text(end=' như sau:')]} | self.closing()

    def thong_bao(self, data):
        return self.ke_hoach(data)

    def bao_cao(self, data):
        if self.chance(0.5):
            data['to'] = ['UBND tỉnh Lai Châu']
        return self.ke_hoach(data)

    def quyet_dinh(self, data):
        data['subject'] = 'Về việc thành lập Đoàn kiểm tra cải cách hành chính năm 2026'
        bases = ['Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025', 'Căn cứ Nghị định số 45/2025/NĐ-CP ngày 28/02/2025 của Chính phủ']
        return {'legal_bases': bases[:self.r.randint(1, 2)], 'proposed_by': 'Chánh Văn phòng Sở', 'body': self.items(['article'] + LEVELS[1:])}

    def bien_ban(self, data):
        r = self.r
        data |= {'organization_in_charge': 'Sở Nội vụ tỉnh Lai Châu', 'organ_name': 'Đoàn kiểm tra cải cách hành chính năm 2025', 'organ_code': 'ĐKT',
                 'issued_date': '14/5/2025', 'subject': 'Kiểm tra công tác cải cách hành chính năm 2025 tại Văn phòng Sở'}
        del data['to_places'], data['filing'], data['signer_info']
        results = [{'heading': self.heading(), **{k: [self.text(3) for _ in range(r.randint(1, 4))]
                    for k in ('strengths', 'weaknesses', 'causes') if self.chance(0.7)}} for _ in range(r.randint(1, 4))]
        for n, result in enumerate(results):
            result.setdefault('strengths', [self.text(3)])
            result['heading'] += ' (phần %d)' % (n + 1)
        return {'form': 'inspection', 'started_at': '08:00', 'ended_at': '11:15', 'location': 'Phòng họp Văn phòng Sở',
                'parties': [{'name': 'Đoàn kiểm tra', 'people': [self.person(0, 'Trưởng đoàn'), self.person(1, 'Thư ký')]
                             + [self.person(n) for n in range(2, r.randint(2, 5))]},
                            {'name': 'Văn phòng Sở', 'people': [self.person(5, 'Đại diện đơn vị được kiểm tra')]}],
                'period_covered': 'từ ngày 01/01/2025 đến ngày 14/5/2025.', 'results': results,
                'opinions': [self.text(3) for _ in range(r.randint(0, 3))], 'conclusions': [self.text(3)], 'copies': 2,
                'recommendations': [{'text': self.text(2), 'unit': 'Văn phòng Sở', 'deadline': '30/6/2025'} for _ in range(r.randint(1, 4))]}

    def person(self, n, signs_as=None):
        person = {'full_name': NAMES[n], 'position': 'Chuyên viên ' + self.r.choice(UNITS)}
        return person | ({'signs_as': signs_as} if signs_as else {})


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument('outdir', type=Path)
    p.add_argument('--count', type=int, default=150, help='documents to make (150)')
    p.add_argument('--first', type=int, default=0, metavar='SEED', help='seed of the first (0)')
    a = p.parse_args()
    a.outdir.mkdir(parents=True, exist_ok=True)
    shutil.copytree(PICTURES, a.outdir / 'anh', dirs_exist_ok=True)
    for seed in range(a.first, a.first + a.count):
        writer = Writer(seed)
        data = json.dumps(writer.document(), ensure_ascii=False, indent=1)
        (a.outdir / ('%s-%03d.json' % (writer.kind, seed))).write_text(data, encoding='utf-8')


if __name__ == '__main__':
    main()
