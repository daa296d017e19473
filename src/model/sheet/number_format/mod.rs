//! Number formats: what a sheet shows for a value, by its format code (ECMA-376 part 1, §18.8.30 and
//! 18.8.31), written as an office in Vietnam sees it: a decimal comma, dots between thousands.

mod date;
mod decimal;
mod fraction;
mod number;
mod parse;

pub(super) use date::Moment;

use decimal::Decimal;
use parse::{Code, Condition, Operator, Section, Token};

/// A format code, ready for use.
#[derive(Clone, Debug)]
pub(super) struct NumberFormat {
    code: Code,
}

/// What a number looks like.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shown {
    /// A number: the words, the number that they say, and whether it is a percentage.
    Number {
        /// As the sheet shows it.
        text: String,
        /// What its digits say: rounded as shown, a percentage as it is read. `None` where they say another
        /// number than the cell holds (thousands, hidden) or none at all.
        says: Option<f64>,
        /// Whether it is a percentage.
        percent: bool,
    },
    /// A date: the words, and how much of it they say.
    Date(String, Moment, Extent),
    /// A time of day, or a date with one.
    Time(String),
}

/// How much of a date a format shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    Year,
    Month,
    Day,
}

impl NumberFormat {
    /// Reads a code; `Err` holds the part that is not understood. An empty code is `General`.
    pub(super) fn parse(code: &str) -> Result<NumberFormat, String> {
        // Built-in codes that programs show in the way of the country.
        let code = match code.trim() {
            "" => "General",
            "mm-dd-yy" => "dd/mm/yyyy",
            "m/d/yy h:mm" => "dd/mm/yyyy h:mm",
            "mmss.0" => "mm:ss.0",
            "#,##0 ;(#,##0)" | "#,##0 ;[Red](#,##0)" => "#,##0",
            "#,##0.00;(#,##0.00)" | "#,##0.00;[Red](#,##0.00)" => "#,##0.00",
            r#"_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)"# | r#"_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)"# => r#"#,##0;-#,##0;"-";@"#,
            r#"_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)"# | r#"_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)"# => {
                r#"#,##0.00;-#,##0.00;"-";@"#
            }
            _ => code,
        };
        parse::parse(code).map(|code| NumberFormat { code })
    }

    /// Whether numbers are shown as dates or times.
    pub(super) fn is_date(&self) -> bool {
        self.code.sections.iter().any(Section::is_date)
    }

    /// A number as the sheet shows it; `date_1904` for workbooks that count days from 1904.
    pub(super) fn number(&self, value: f64, date_1904: bool) -> Shown {
        // What no section is for is shown without a format.
        let general = Section { tokens: vec![Token::General], ..Section::default() };
        let (section, index) = self.section(value).unwrap_or((&general, 0));
        if section.is_date() {
            return date::show(section, value, date_1904);
        }
        // The second section is for negative numbers and says so itself.
        let signed = value < 0.0
            && !(index == 1 && section.condition.is_none_or(Condition::is_of_negative))
            && !(index == 0 && self.code.sections.len() > 1 && section.condition.is_some_and(Condition::is_of_negative));
        number::show(section, Decimal::of(value), signed)
    }

    /// Words as the sheet shows them, when the code says something about words.
    pub(super) fn text(&self, words: &str) -> Option<String> {
        let sections = &self.code.sections;
        let section = sections.get(3).or_else(|| sections.last().filter(|s| s.has(&Token::Text)))?;
        let shown = section.tokens.iter().map(|token| match token {
            Token::Text => words,
            Token::Literal(literal) => literal,
            Token::Space => " ",
            _ => "",
        });
        Some(shown.collect())
    }

    fn section(&self, value: f64) -> Option<(&Section, usize)> {
        let numeric = &self.code.sections[..self.code.sections.len().min(3)];
        // A last section of words alone is none for numbers.
        let worded = numeric.len() > 1 && numeric.last().is_some_and(|s| s.has(&Token::Text) && !s.has_digits());
        let numeric = if worded { &numeric[..numeric.len() - 1] } else { numeric };
        let conditional = numeric.iter().any(|s| s.condition.is_some());
        let index = match numeric.len() {
            1 => match numeric[0].condition {
                Some(condition) if !condition.holds(value) => return None,
                _ => 0,
            },
            _ if conditional => {
                let default = |index: usize| match (index, numeric.len()) {
                    (0, _) => Some(Condition {
                        operator: if numeric.len() > 2 { Operator::Greater } else { Operator::GreaterOrEqual },
                        than: 0.0,
                    }),
                    (1, 3) => Some(Condition { operator: Operator::Less, than: 0.0 }),
                    _ => None,
                };
                let holds = |index: &usize| numeric[*index].condition.or(default(*index)).is_none_or(|c| c.holds(value));
                (0..numeric.len()).find(holds)?
            }
            2 => usize::from(value < 0.0),
            _ if value < 0.0 => 1,
            _ => {
                if value == 0.0 {
                    2
                } else {
                    0
                }
            }
        };
        Some((&numeric[index], index))
    }
}

impl Condition {
    fn holds(self, value: f64) -> bool {
        match self.operator {
            Operator::Less => value < self.than,
            Operator::LessOrEqual => value <= self.than,
            Operator::Greater => value > self.than,
            Operator::GreaterOrEqual => value >= self.than,
            Operator::Equal => value == self.than,
            Operator::NotEqual => value != self.than,
        }
    }

    /// Whether only negative numbers fulfil it.
    fn is_of_negative(self) -> bool {
        match self.operator {
            Operator::Less => self.than <= 0.0,
            Operator::LessOrEqual | Operator::Equal => self.than < 0.0,
            _ => false,
        }
    }
}
