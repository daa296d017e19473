//! Data as Rust types that keep their places: [`read`] fills a type that derives `Deserialize` from a [`Node`].
//!
//! What is of the wrong shape was or will be reported by the schema's check, once. So reading forgives:
//! a [`Given`] field says that it is wrong, a [`List`] leaves wrong elements out, and rules go on with what is right.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::value::StrDeserializer;
use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::node::{Node, Value};
use crate::diag::{SourceId, Span};

/// Reads a record from data; `None` when it is of another shape altogether.
pub fn read<'de, T: Deserialize<'de>>(node: &'de Node) -> Option<T> {
    T::deserialize(Reader { value: &node.value, span: node.span, shorthand: false }).ok()
}

/// A value and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: T,
}

impl<T> Spanned<T> {
    /// The place where it begins.
    pub fn start(&self) -> Span {
        Span { end: self.span.start, ..self.span }
    }
}

/// A field of a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Given<T> {
    /// It is not there.
    #[default]
    Absent,
    /// Its name is there, without a value; the place is the name's.
    Empty(Span),
    /// Its value is of the wrong shape.
    Wrong(Span),
    /// It has a value.
    Right(Spanned<T>),
}

impl<T> Given<T> {
    /// The value, when it is right.
    pub fn get(&self) -> Option<&T> {
        self.spanned().map(|s| &s.value)
    }

    /// The value with its place, when it is right.
    pub fn spanned(&self) -> Option<&Spanned<T>> {
        if let Given::Right(spanned) = self { Some(spanned) } else { None }
    }

    /// Where the value stands, right or wrong.
    pub fn span(&self) -> Option<Span> {
        match self {
            Given::Absent | Given::Empty(_) => None,
            Given::Wrong(span) | Given::Right(Spanned { span, .. }) => Some(*span),
        }
    }

    /// Whether there is a value, right or wrong.
    pub fn is_there(&self) -> bool {
        self.span().is_some()
    }
}

impl Given<String> {
    /// The text, when there is one.
    pub fn text(&self) -> Option<&str> {
        self.get().map(String::as_str)
    }

    /// The text, or an empty one.
    pub fn or_empty(&self) -> &str {
        self.text().unwrap_or_default()
    }
}

/// A list of records; those of the wrong shape are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<T> {
    /// Where it stands, when it is there.
    pub span: Option<Span>,
    /// Its elements.
    pub items: Vec<Spanned<T>>,
}

impl<T> List<T> {
    /// The elements without their places.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.items.iter().map(|item| &item.value)
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        List { span: None, items: Vec::new() }
    }
}

/// A record for which a bare text may stand: it is then the record's first field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shorthand<T>(pub T);

/// A text that data may also write as a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(pub String);

/// Names by which the types of this module ask [`Reader`] for more than serde's data model has.
const SPANNED: &str = "$vanban::Spanned";
const SHORTHAND: &str = "$vanban::Shorthand";

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Parts<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Parts<T> {
            type Value = Spanned<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("data with places")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Spanned<T>, A::Error> {
                let lacking = || de::Error::missing_field("place");
                let source = SourceId(parts.next_element()?.ok_or_else(lacking)?);
                let (start, end) = (parts.next_element()?.ok_or_else(lacking)?, parts.next_element()?.ok_or_else(lacking)?);
                let span = Span { source, start, end };
                let value = parts.next_element()?.ok_or_else(lacking)?;
                Ok(Spanned { span, value })
            }
        }
        deserializer.deserialize_newtype_struct(SPANNED, Parts(PhantomData))
    }
}

/// What stands at a place, however it is.
enum Found<T> {
    Nothing,
    Wrong,
    Right(T),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Found<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Any<T> {
            type Value = Found<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value or none")
            }
            fn visit_none<E>(self) -> Result<Found<T>, E> {
                Ok(Found::Nothing)
            }
            fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found<T>, D::Error> {
                Ok(T::deserialize(deserializer).map_or(Found::Wrong, Found::Right))
            }
        }
        deserializer.deserialize_option(Any(PhantomData))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Given<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Spanned { span, value } = Spanned::deserialize(deserializer)?;
        Ok(match value {
            Found::Nothing => Given::Empty(span),
            Found::Wrong => Given::Wrong(span),
            Found::Right(value) => Given::Right(Spanned { span, value }),
        })
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = Given::<Vec<Given<T>>>::deserialize(deserializer)?;
        let span = list.span();
        let elements = if let Given::Right(list) = list { list.value } else { Vec::new() };
        let right = |element| if let Given::Right(element) = element { Some(element) } else { None };
        Ok(List { span, items: elements.into_iter().filter_map(right).collect() })
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Shorthand<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Inner<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Inner<T> {
            type Value = Shorthand<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a mapping")
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Shorthand<T>, D::Error> {
                T::deserialize(deserializer).map(Shorthand)
            }
        }
        deserializer.deserialize_newtype_struct(SHORTHAND, Inner(PhantomData))
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl Visitor<'_> for Either {
            type Value = Words;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a number")
            }
            fn visit_str<E>(self, text: &str) -> Result<Words, E> {
                Ok(Words(text.to_owned()))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Words, E> {
                Ok(Words(number.to_string()))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Words, E> {
                Ok(Words(number.to_string()))
            }
            fn visit_f64<E>(self, number: f64) -> Result<Words, E> {
                Ok(Words(number.to_string()))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// Schemas of the wrappers are those of what they hold.
macro_rules! transparent_schema {
    ($($wrapper:ident),*) => {$(
        impl<T: JsonSchema> JsonSchema for $wrapper<T> {
            fn inline_schema() -> bool {
                T::inline_schema()
            }
            fn schema_name() -> Cow<'static, str> {
                T::schema_name()
            }
            fn schema_id() -> Cow<'static, str> {
                T::schema_id()
            }
            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                T::json_schema(generator)
            }
        }
    )*};
}

transparent_schema!(Spanned, Given, Shorthand);

impl<T: JsonSchema> JsonSchema for List<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        Vec::<T>::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<T>::json_schema(generator)
    }
}

impl JsonSchema for Words {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Words".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({ "type": ["string", "integer"] })
    }
}

/// Why a value is not of a type; the schema says it better.
#[derive(Debug)]
struct Wrong;

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value is of another shape")
    }
}

impl std::error::Error for Wrong {}

impl de::Error for Wrong {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Wrong
    }
}

/// A value to be read.
#[derive(Clone, Copy)]
struct Reader<'de> {
    value: &'de Value,
    /// Where it stands; where there is none, where its name does.
    span: Span,
    /// Whether a text stands for a mapping of its first field.
    shorthand: bool,
}

impl<'de> Reader<'de> {
    fn element(node: &'de Node) -> Self {
        Reader { value: &node.value, span: node.span, shorthand: false }
    }

    /// A whole number; data may write `3.0`.
    fn whole(self) -> Option<i64> {
        let Value::Number(number) = self.value else { return None };
        number.as_i64().or_else(|| number.as_f64().filter(|x| x.fract() == 0.0 && x.abs() < 1e15).map(|x| x as i64))
    }
}

macro_rules! whole_numbers {
    ($($method:ident),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
            visitor.visit_i64(self.whole().ok_or(Wrong)?)
        }
    )*};
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(b) => visitor.visit_bool(*b),
            Value::Number(n) => match (n.as_u64(), n.as_i64(), n.as_f64()) {
                (Some(n), ..) => visitor.visit_u64(n),
                (_, Some(n), _) => visitor.visit_i64(n),
                (.., x) => visitor.visit_f64(x.ok_or(Wrong)?),
            },
            Value::Text(text) => visitor.visit_borrowed_str(text),
            Value::List(list) => visitor.visit_seq(de::value::SeqDeserializer::new(list.iter())),
            // Only the named fields of a type are ever asked for.
            Value::Map(_) => Err(Wrong),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        if *self.value == Value::Null { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Wrong> {
        match name {
            SPANNED => visitor.visit_seq(Placed { reader: self, given: 0 }),
            SHORTHAND => visitor.visit_newtype_struct(Reader { shorthand: true, ..self }),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(self, _: &'static str, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Wrong> {
        let text = matches!(self.value, Value::Text(_)) && self.shorthand;
        if !text && !matches!(self.value, Value::Map(_)) {
            return Err(Wrong);
        }
        visitor.visit_map(Fields { record: self, fields: fields.iter(), value: None })
    }

    fn deserialize_enum<V: Visitor<'de>>(self, _: &'static str, _: &'static [&'static str], visitor: V) -> Result<V::Value, Wrong> {
        let Value::Text(text) = self.value else { return Err(Wrong) };
        visitor.visit_enum(text.as_str().into_deserializer())
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_unit()
    }

    whole_numbers!(
        deserialize_i8,
        deserialize_i16,
        deserialize_i32,
        deserialize_i64,
        deserialize_u8,
        deserialize_u16,
        deserialize_u32,
        deserialize_u64
    );

    forward_to_deserialize_any! {
        bool i128 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map identifier
    }
}

impl<'de> IntoDeserializer<'de, Wrong> for &'de Node {
    type Deserializer = Reader<'de>;
    fn into_deserializer(self) -> Reader<'de> {
        Reader::element(self)
    }
}

/// The parts of a [`Spanned`] value: source, start, end, and what stands there.
struct Placed<'de> {
    reader: Reader<'de>,
    given: usize,
}

impl<'de> SeqAccess<'de> for Placed<'de> {
    type Error = Wrong;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Wrong> {
        self.given += 1;
        let span = self.reader.span;
        match self.given {
            1 => seed.deserialize(span.source.0.into_deserializer()),
            2 => seed.deserialize(span.start.into_deserializer()),
            3 => seed.deserialize(span.end.into_deserializer()),
            4 => seed.deserialize(self.reader),
            _ => return Ok(None),
        }
        .map(Some)
    }
}

/// The fields of a record that a type asks for, as far as the data has them.
struct Fields<'de> {
    record: Reader<'de>,
    fields: std::slice::Iter<'static, &'static str>,
    value: Option<Reader<'de>>,
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = Wrong;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Wrong> {
        for field in self.fields.by_ref() {
            self.value = match self.record.value {
                Value::Map(entries) => entries.iter().find(|e| e.key == *field).map(|entry| Reader {
                    span: if entry.node.value == Value::Null { entry.key_span } else { entry.node.span },
                    ..Reader::element(&entry.node)
                }),
                // A bare text is the first field of all, and there is no other.
                _ => std::mem::take(&mut self.record.shorthand).then_some(self.record),
            };
            if self.value.is_some() {
                return seed.deserialize(StrDeserializer::new(field)).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Wrong> {
        seed.deserialize(self.value.take().ok_or(Wrong)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sources;

    #[derive(Debug, Default, serde::Deserialize, JsonSchema)]
    #[serde(default)]
    struct Task {
        name: Given<String>,
        number: Given<u32>,
        share: Given<f64>,
        done: Given<bool>,
        status: Given<Status>,
        key: Given<Words>,
        #[schemars(title = "Thời hạn")]
        deadline: Given<Shorthand<Deadline>>,
        below: List<Task>,
    }

    #[derive(Debug, PartialEq, Eq, serde::Deserialize, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    enum Status {
        InProgress,
    }

    #[derive(Debug, Default, serde::Deserialize, JsonSchema)]
    #[serde(default)]
    struct Deadline {
        text: Given<String>,
        due: Given<String>,
    }

    /// A record, and the text that a place in it marks.
    fn task(yaml: &'static str) -> (Task, impl Fn(Option<Span>) -> &'static str) {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", yaml);
        let node = super::super::read::read(&sources, id).0.unwrap();
        (read(&node).unwrap(), move |span| span.map_or("", |s| &yaml[s.start..s.end]))
    }

    #[test]
    fn values_keep_their_places() {
        let (task, at) = task("{name: họp, number: 3, share: 4.5, done: true, status: in_progress, key: 12, below: [{name: x}]}");
        assert_eq!((task.name.text(), at(task.name.span())), (Some("họp"), "họp"));
        assert_eq!((task.number.get(), task.share.get(), task.done.get()), (Some(&3), Some(&4.5), Some(&true)));
        assert_eq!((task.status.get(), task.key.get()), (Some(&Status::InProgress), Some(&Words("12".into()))));
        assert_eq!((at(task.below.span), at(Some(task.below.items[0].span))), ("[{name: x}]", "{name: x}"));
        assert_eq!(at(task.below.items[0].value.name.span()), "x");
    }

    #[test]
    fn wrong_shapes_are_forgiven_and_known() {
        let (task, at) = task("{name: [a], number: -1, share: ba, done: yes, status: x, below: [1, {name: y}, {name: 3}]}");
        let wrong = |span, text| assert_eq!(at(span), text);
        wrong(task.name.span(), "[a]");
        assert!(task.name.get().is_none() && matches!(task.number, Given::Wrong(_)) && matches!(task.share, Given::Wrong(_)));
        assert!(task.status.get().is_none() && task.status.is_there() && task.done.get().is_none());
        let below: Vec<Option<&str>> = task.below.values().map(|t| t.name.text()).collect();
        assert_eq!(below, [Some("y"), None]);
        assert!(task.key == Given::Absent && !task.key.is_there());
    }

    #[test]
    fn an_empty_field_is_where_its_name_stands() {
        let (task, at) = task("{name: , number: 3.0}");
        let Given::Empty(span) = task.name else { panic!("{:?}", task.name) };
        assert_eq!((at(Some(span)), task.name.is_there(), task.number.get()), ("name", false, Some(&3)));
    }

    #[test]
    fn a_text_stands_for_a_record_only_where_the_type_says_so() {
        let (short, at) = task("{deadline: quý III}");
        let deadline = &short.deadline.get().unwrap().0;
        assert_eq!((deadline.text.text(), at(deadline.text.span()), deadline.due.text()), (Some("quý III"), "quý III", None));
        let (long, _) = task("{deadline: {text: a, due: 1/2/2026}, below: [b]}");
        assert_eq!(long.deadline.get().unwrap().0.due.text(), Some("1/2/2026"));
        assert!(long.below.items.is_empty());
    }

    #[test]
    fn the_schema_is_that_of_what_is_wrapped() {
        let schema = schemars::generate::SchemaSettings::draft07().into_generator().into_root_schema_for::<Task>().to_value();
        assert_eq!(schema["properties"]["name"]["type"], "string");
        assert_eq!(schema["properties"]["key"]["type"], serde_json::json!(["string", "integer"]));
        assert_eq!(schema["properties"]["below"]["items"]["$ref"], "#");
        assert!(schema.get("required").is_none());
    }
}
