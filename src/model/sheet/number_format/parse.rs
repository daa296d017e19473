//! A format code (ECMA-376 part 1, §18.8.30 and 18.8.31) into sections of tokens.

/// Longest code that spreadsheet programs store.
const LONGEST: usize = 255;

/// A whole code.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Code {
    pub(super) sections: Vec<Section>,
}

/// What stands between two semicolons.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Section {
    pub(super) condition: Option<Condition>,
    pub(super) tokens: Vec<Token>,
    /// Windows' number of the language that names of days and months are in.
    pub(super) language: Option<u32>,
    /// Each divides by a thousand.
    pub(super) scale: u32,
    pub(super) grouped: bool,
}

/// `[>=100]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Condition {
    pub(super) operator: Operator,
    pub(super) than: f64,
}

/// How a condition compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// Words as they are.
    Literal(String),
    /// As wide as a character, which is a space here.
    Space,
    /// A place for a digit: `0`, `#`, `?`.
    Digit(char),
    /// The decimal point.
    Point,
    /// The sign of a percentage.
    Percent,
    /// `E+` and `E-`: whether a plus is shown.
    Exponent(bool),
    /// The stroke of a fraction; with the denominator that is fixed.
    Over(Option<u32>),
    /// `General`.
    General,
    /// `@`.
    Text,
    /// A part of a date or time.
    Date(DatePart),
}

/// A part of a date or time with the number of its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DatePart {
    Year(usize),
    Month(usize),
    Day(usize),
    Hour(usize),
    Minute(usize),
    Second(usize),
    /// Digits behind the second's comma.
    Fraction(usize),
    /// `AM/PM`, or `A/P` when short.
    HalfOfDay {
        short: bool,
    },
    /// `[h]`, `[mm]`, `[ss]`: all of them since the beginning.
    Elapsed(char, usize),
}

impl Section {
    pub(super) fn is_date(&self) -> bool {
        self.tokens.iter().any(|t| matches!(t, Token::Date(_)))
    }

    pub(super) fn has(&self, token: &Token) -> bool {
        self.tokens.contains(token)
    }

    pub(super) fn has_digits(&self) -> bool {
        self.tokens.iter().any(|t| matches!(t, Token::Digit(_) | Token::General))
    }
}

/// Reads a code; `Err` holds the part that is not understood.
pub(super) fn parse(code: &str) -> Result<Code, String> {
    if code.chars().count() > LONGEST {
        return Err(format!("{} …", code.chars().take(40).collect::<String>()));
    }
    let chars: Vec<char> = code.chars().collect();
    let mut reader = Reader { chars: &chars, at: 0 };
    let mut sections = Vec::new();
    loop {
        let (section, more) = reader.section()?;
        sections.push(section);
        if !more {
            break;
        }
    }
    if sections.len() > 4 { Err(code.to_owned()) } else { Ok(Code { sections }) }
}

struct Reader<'a> {
    chars: &'a [char],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek();
        self.at += usize::from(c.is_some());
        c
    }

    /// How often a letter stands here, in either case; they are passed.
    fn run(&mut self, letter: char) -> usize {
        let start = self.at;
        while self.peek().is_some_and(|c| c.eq_ignore_ascii_case(&letter)) {
            self.at += 1;
        }
        self.at - start
    }

    /// Passes these words, in any case.
    fn words(&mut self, words: &str) -> bool {
        let here = self.chars[self.at..].iter().take(words.len()).collect::<String>();
        let found = here.eq_ignore_ascii_case(words);
        self.at += if found { words.len() } else { 0 };
        found
    }

    /// A section, and whether another one follows.
    fn section(&mut self) -> Result<(Section, bool), String> {
        let mut section = Section::default();
        let mut more = false;
        while let Some(c) = self.next() {
            let token = match c {
                ';' => {
                    more = true;
                    break;
                }
                '"' => {
                    let start = self.at;
                    while self.peek().is_some_and(|c| c != '"') {
                        self.at += 1;
                    }
                    let words = self.chars[start..self.at].iter().collect();
                    self.next();
                    Token::Literal(words)
                }
                '\\' if self.peek().is_some() => Token::Literal(self.next().into_iter().collect()),
                '_' => {
                    self.next();
                    Token::Space
                }
                // A character that fills the cell: its place has no width in a document.
                '*' => {
                    self.next();
                    continue;
                }
                '[' => match self.bracket(&mut section)? {
                    Some(token) => token,
                    None => continue,
                },
                '0' | '#' | '?' => Token::Digit(c),
                '.' if section.has(&Token::Point) && !section.is_date() => Token::Literal(".".into()),
                '.' => Token::Point,
                ',' => {
                    self.comma(&mut section);
                    continue;
                }
                '%' => Token::Percent,
                '@' => Token::Text,
                'E' | 'e' if matches!(self.peek(), Some('+' | '-')) && section.has_digits() => Token::Exponent(self.next() == Some('+')),
                '/' if section.tokens.last().is_some_and(|t| matches!(t, Token::Digit(_)))
                    && self.peek().is_some_and(|c| c.is_ascii_digit() || c == '#' || c == '?') =>
                {
                    Token::Over(self.denominator())
                }
                'G' | 'g'
                    if {
                        self.at -= 1;
                        self.words("general") || {
                            self.at += 1;
                            false
                        }
                    } =>
                {
                    Token::General
                }
                'A' | 'a'
                    if {
                        self.at -= 1;
                        self.words("AM/PM") || {
                            self.at += 1;
                            false
                        }
                    } =>
                {
                    Token::Date(DatePart::HalfOfDay { short: false })
                }
                'A' | 'a'
                    if {
                        self.at -= 1;
                        self.words("A/P") || {
                            self.at += 1;
                            false
                        }
                    } =>
                {
                    Token::Date(DatePart::HalfOfDay { short: true })
                }
                'y' | 'Y' | 'e' | 'E' => Token::Date(DatePart::Year(if c.eq_ignore_ascii_case(&'e') { 4 } else { 1 + self.run('y') })),
                'm' | 'M' => Token::Date(DatePart::Month(1 + self.run('m'))),
                'd' | 'D' => Token::Date(DatePart::Day(1 + self.run('d'))),
                'h' | 'H' => Token::Date(DatePart::Hour(1 + self.run('h'))),
                's' | 'S' => Token::Date(DatePart::Second(1 + self.run('s'))),
                c if c.is_ascii_alphabetic() => {
                    let start = self.at - 1;
                    self.run(c);
                    return Err(self.chars[start..self.at].iter().collect());
                }
                c => Token::Literal(c.to_string()),
            };
            section.tokens.push(token);
        }
        settle_times(&mut section.tokens);
        Ok((section, more))
    }

    /// A comma groups thousands between digits, divides by a thousand behind them, and is itself elsewhere.
    fn comma(&mut self, section: &mut Section) {
        let after_digit = matches!(section.tokens.last(), Some(Token::Digit(_) | Token::Point)) || section.scale > 0;
        let before_digit = matches!(self.peek(), Some('0' | '#' | '?'));
        let in_decimals = section.has(&Token::Point);
        match (after_digit, before_digit) {
            (true, true) if !in_decimals => section.grouped = true,
            (true, _) => section.scale += 1,
            _ if section.is_date() || !section.has_digits() => section.tokens.push(Token::Literal(",".into())),
            _ => {}
        }
    }

    /// A number that stands as the denominator.
    fn denominator(&mut self) -> Option<u32> {
        let end = self.chars[self.at..].iter().position(|c| !c.is_ascii_digit()).map_or(self.chars.len(), |n| self.at + n);
        let digits: String = self.chars[self.at..end].iter().collect();
        let fixed = digits.parse().ok().filter(|n| *n > 0);
        if fixed.is_some() {
            self.at = end;
        }
        fixed
    }

    /// What stands in brackets: a colour, a condition, a language with or without a currency, elapsed time.
    fn bracket(&mut self, section: &mut Section) -> Result<Option<Token>, String> {
        let start = self.at;
        while self.peek().is_some_and(|c| c != ']') {
            self.at += 1;
        }
        let inside: String = self.chars[start..self.at].iter().collect();
        let unknown = || Err(format!("[{inside}]"));
        if self.next().is_none() {
            return unknown();
        }
        let folded = inside.to_ascii_lowercase();
        if let Some(rest) = inside.strip_prefix('$') {
            let (symbol, language) = rest.split_once('-').unwrap_or((rest, ""));
            if !language.is_empty() {
                match u32::from_str_radix(language.split(',').next().unwrap_or_default(), 16) {
                    Ok(number) => section.language = Some(number),
                    // Names such as `vi-VN` are as good.
                    Err(_) if language.chars().all(|c| c.is_ascii_alphabetic() || c == '-') => {}
                    Err(_) => return unknown(),
                }
            }
            return Ok((!symbol.is_empty()).then(|| Token::Literal(symbol.to_owned())));
        }
        let mut letters = folded.chars();
        if let Some(letter @ ('h' | 'm' | 's')) = letters.next()
            && letters.all(|c| c == letter)
        {
            return Ok(Some(Token::Date(DatePart::Elapsed(letter, inside.len()))));
        }
        const COLOURS: [&str; 8] = ["black", "blue", "cyan", "green", "magenta", "red", "white", "yellow"];
        let numbered = folded.strip_prefix("color").is_some_and(|n| n.trim().parse::<u8>().is_ok());
        if COLOURS.contains(&folded.as_str()) || numbered {
            return Ok(None);
        }
        match condition(&inside) {
            Some(condition) => {
                section.condition = Some(condition);
                Ok(None)
            }
            None => unknown(),
        }
    }
}

fn condition(text: &str) -> Option<Condition> {
    const OPERATORS: [(&str, Operator); 6] = [
        ("<=", Operator::LessOrEqual),
        (">=", Operator::GreaterOrEqual),
        ("<>", Operator::NotEqual),
        ("<", Operator::Less),
        (">", Operator::Greater),
        ("=", Operator::Equal),
    ];
    let (operator, rest) = OPERATORS.iter().find_map(|(sign, operator)| Some((*operator, text.strip_prefix(sign)?)))?;
    Some(Condition { operator, than: rest.trim().parse().ok()? })
}

/// An `m` behind hours or before seconds is minutes; digits behind a second's point are parts of it.
fn settle_times(tokens: &mut Vec<Token>) {
    let is_time = |token: &Token, letter: char| match token {
        Token::Date(DatePart::Hour(_)) => letter == 'h',
        Token::Date(DatePart::Second(_)) => letter == 's',
        Token::Date(DatePart::Elapsed(of, _)) => *of == letter,
        _ => false,
    };
    for at in 0..tokens.len() {
        let Token::Date(DatePart::Month(count @ 1..=2)) = tokens[at] else { continue };
        let date = |t: &&Token| matches!(t, Token::Date(part) if !matches!(part, DatePart::HalfOfDay { .. }));
        let before = tokens[..at].iter().rev().find(date);
        let after = tokens[at + 1..].iter().find(date);
        if before.is_some_and(|t| is_time(t, 'h')) || after.is_some_and(|t| is_time(t, 's')) {
            tokens[at] = Token::Date(DatePart::Minute(count));
        }
    }
    let mut at = 0;
    while at + 2 < tokens.len() + 1 {
        let second = is_time(&tokens[at], 's') && tokens.get(at + 1) == Some(&Token::Point);
        if second {
            let digits = tokens[at + 2..].iter().take_while(|t| **t == Token::Digit('0')).count();
            if digits > 0 {
                tokens.splice(at + 1..at + 2 + digits, [Token::Date(DatePart::Fraction(digits))]);
            }
        }
        at += 1;
    }
}
