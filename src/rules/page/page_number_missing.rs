//! Pages from the second on are numbered.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::text::is_letter;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R121", slug: "page-number-missing" },
    family: Family::Page,
    severity: Severity::Warning,
    basis: Basis::Of(|s| &s.page_number.clause),
    scope: Scope::Decree,
    title: "Văn bản từ hai trang trở lên có số trang",
    manual: "Trang thứ hai trở đi phải có số trang, canh giữa trong lề trên. Chỉ báo khi văn bản chắc chắn dài hơn một trang \
             (trên 4.000 chữ cái, hoặc có phụ lục sang trang mới).",
    wrong: &["@trang{không có số trang}\n\
             1. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật.\n\
             2. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật.\n\
             3. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật.\n\
             4. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật.\n\
             5. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật.\n\
             6. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật.\n\
             7. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật.\n\
             8. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật.\n\
             9. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật.\n\
             10. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật.\n\
             11. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật.\n\
             12. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật.\n\
             13. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật.\n\
             14. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật.\n\
             15. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật.\n\
             16. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật.\n\
             17. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật.\n\
             18. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật. Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật."],
    right: &["@trang{không có số trang}"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let numbered = facts.paper.margins.iter().any(|m| m.page_number().is_some());
    let used = facts.paper.sections.iter().any(|s| !s.page_margins.is_empty());
    if numbered && used {
        return;
    }
    let letters: usize = facts.lines.iter().map(|l| l.text.chars().filter(|c| is_letter(*c)).count()).sum();
    if letters > 4000 {
        found
            .whole("Văn bản dài hơn một trang mà không có số trang")
            .expected("số trang ở giữa lề trên, từ trang 2")
            .help("Trong Word: Insert > Page Number > Top of Page, chọn Different First Page.");
    }
}
