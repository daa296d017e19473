//! The end of the document: recipients, one signature or the parties that sign.

use std::ops::RangeInclusive;

use roxmltree::Node;

use super::{Parser, term};
use crate::tree::{Confirmation, Drafter, Foot, Party, Recipient, RecipientKind, Signature};

/// How many parties a grid has room for.
const PARTIES: RangeInclusive<usize> = 1..=6;

impl Parser<'_> {
    pub(super) fn foot(&mut self, node: Node<'_, '_>) -> Foot {
        let mut foot = Foot::default();
        for child in self.children(node) {
            match child.tag_name().name() {
                "recipients" => {
                    for line in self.children(child) {
                        let inlines = self.inlines(line);
                        match line.tag_name().name() {
                            "recipient" => {
                                let kind = self.recipient_kind(line);
                                foot.recipients.push(Recipient { words: inlines, kind });
                            }
                            _ => {
                                let (notation, amount) = (term(line, "notation"), term(line, "amount"));
                                foot.drafter = Some(Drafter { words: inlines, notation, amount });
                            }
                        }
                    }
                }
                "parties" => foot.parties.push(self.parties(child)),
                "confirmation" => foot.confirmation = Some(self.confirmation(child)),
                _ => foot.signature = Some(self.signature(child)),
            }
        }
        if foot.signature.is_some() && !foot.parties.is_empty() {
            self.wrong(
                node,
                "<foot> có cả <signature> và <parties>".into(),
                "Văn bản có một người ký (<signature>) hoặc các bên cùng ký (<parties>), không có cả hai.".into(),
            );
        }
        foot
    }

    fn recipient_kind(&mut self, node: Node<'_, '_>) -> RecipientKind {
        match node.attribute("kind") {
            None | Some("named") => RecipientKind::Named,
            Some("referred") => RecipientKind::Referred,
            Some("filing") => RecipientKind::Filing,
            Some(other) => {
                let message = format!("<recipient> có kind=\"{other}\" không được biết");
                self.wrong(node, message, "kind là named (một nơi nhận), referred (Như trên) hoặc filing (dòng Lưu).".into());
                RecipientKind::Named
            }
        }
    }

    fn signature(&mut self, node: Node<'_, '_>) -> Signature {
        let (competence, position) = (term(node, "competence"), term(node, "position"));
        let mut signature = Signature { competence, position, ..Signature::default() };
        for line in self.children(node) {
            let inlines = self.inlines(line);
            match line.tag_name().name() {
                "authority" => signature.authority.push(inlines),
                "other-position" => signature.other_position = Some(inlines),
                _ => signature.full_name = inlines,
            }
        }
        signature
    }

    fn confirmation(&mut self, node: Node<'_, '_>) -> Confirmation {
        let mut confirmation = Confirmation::default();
        for line in self.children(node) {
            let inlines = self.inlines(line);
            match line.tag_name().name() {
                "hint" => confirmation.hint = inlines,
                _ => confirmation.words = inlines,
            }
        }
        confirmation
    }

    fn parties(&mut self, node: Node<'_, '_>) -> Vec<Party> {
        let parties: Vec<Party> = self.children(node).into_iter().map(|child| self.party(child)).collect();
        if !PARTIES.contains(&parties.len()) {
            self.wrong(
                node,
                format!("<parties> có {} bên ký", parties.len()),
                format!(
                    "Một khối chữ ký có từ {} đến {} bên; bên thứ bảy trở đi đặt trong <parties> tiếp theo.",
                    PARTIES.start(),
                    PARTIES.end()
                ),
            );
        }
        parties
    }

    fn party(&mut self, node: Node<'_, '_>) -> Party {
        let name = node.attribute("name").filter(|n| !n.is_empty()).map(str::to_owned);
        let mut party = Party { name, seal: node.attribute("seal") == Some("true"), ..Party::default() };
        for line in self.children(node) {
            let inlines = self.inlines(line);
            match line.tag_name().name() {
                "authority" => party.authority.push(inlines),
                "hint" => party.hint = inlines,
                "other-position" => party.other_position = inlines,
                "refused" => party.refused = inlines,
                _ => party.full_name = inlines,
            }
        }
        if party.authority.iter().all(Vec::is_empty) {
            self.wrong(node, "Một bên ký không có chức danh".into(), "Ghi ít nhất một <authority> trong <party>.".into());
        }
        party
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use crate::diag::SourceId;
    use crate::tree::plain;

    fn foot(markup: &str) -> Result<crate::tree::Foot, Vec<String>> {
        let markup = format!("<document><foot>{markup}</foot></document>");
        parse(&markup, SourceId(0), &|_| None).map(|d| d.foot).map_err(|found| found.iter().map(|d| d.message.clone()).collect())
    }

    #[test]
    fn parties_are_read() {
        let party = "<party seal=\"true\" name=\"Sở A\"><authority>Đại diện</authority><hint>(Ký)</hint>\
            <other-position>Phó Giám đốc</other-position><full-name>Trần Văn Tuấn</full-name></party>";
        let foot =
            foot(&format!("<parties>{party}<party><authority>Thư ký</authority><refused>Từ chối ký</refused></party></parties>")).unwrap();
        let [first, second] = &foot.parties[0][..] else { unreachable!() };
        assert_eq!((first.name.as_deref(), first.seal, second.seal), (Some("Sở A"), true, false));
        assert_eq!([&first.hint, &first.other_position, &first.full_name].map(|i| plain(i)), ["(Ký)", "Phó Giám đốc", "Trần Văn Tuấn"]);
        assert_eq!((plain(&second.refused).as_str(), second.full_name.len()), ("Từ chối ký", 0));
    }

    #[test]
    fn what_no_grid_can_hold_is_said() {
        let party = "<party><authority>A</authority></party>";
        let found = foot(&format!("<signature/><parties/><parties>{}</parties><parties><party/></parties>", party.repeat(7))).unwrap_err();
        assert_eq!(
            found,
            ["<parties> có 0 bên ký", "<parties> có 7 bên ký", "Một bên ký không có chức danh", "<foot> có cả <signature> và <parties>",]
        );
    }
}
