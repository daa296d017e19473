//! The schemas of records, made from their Rust types.

use std::borrow::Cow;
use std::mem;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Map, Value as Json, json};

use crate::model::schema::simplify;
use crate::model::spanned::{Given, List, Shorthand};

/// The field of items that asks for a composition.
const COMPOSE: &str = "compose";

/// The part of a type's schema that its records bring.
pub struct Fragment {
    generator: SchemaGenerator,
    properties: Map<String, Json>,
    item: Map<String, Json>,
}

impl Default for Fragment {
    fn default() -> Self {
        Fragment { generator: SchemaSettings::draft07().into_generator(), properties: Map::new(), item: Map::new() }
    }
}

impl Fragment {
    /// Adds a field of the content.
    pub fn field<T: JsonSchema>(&mut self, name: &str) {
        let mut schema = self.generator.subschema_for::<T>().to_value();
        simplify(&mut schema);
        self.properties.insert(name.to_owned(), schema);
    }

    /// Adds all fields of a type as fields of the content.
    pub fn fields<T: JsonSchema>(&mut self) {
        let mut schema = T::json_schema(&mut self.generator).to_value();
        simplify(&mut schema);
        if let Some(Json::Object(properties)) = schema.get_mut("properties").map(Json::take) {
            self.properties.extend(properties);
        }
    }

    /// Adds what other schemas may refer to.
    pub fn definition<T: JsonSchema>(&mut self) {
        self.generator.subschema_for::<T>();
    }

    /// Adds a field of items, for compositions that ask for it.
    pub fn item_field<T: JsonSchema>(&mut self, name: &str) {
        let mut schema = self.generator.subschema_for::<T>().to_value();
        simplify(&mut schema);
        self.item.insert(name.to_owned(), schema);
    }

    /// Whether it has a definition of that name.
    pub fn defines(&self, name: &str) -> bool {
        self.generator.definitions().contains_key(name)
    }

    /// Completes a content's schema: its own words for a field and its own definitions win. `shared` are definitions
    /// that all types share.
    pub fn complete(mut self, content: &mut Json, shared: Map<String, Json>) {
        let mut definitions = Json::Object(self.generator.take_definitions(true));
        simplify(&mut definitions);
        let Some(fields) = content.as_object_mut() else { return };
        let own = fields.remove("definitions");
        if let Json::Object(definitions) = &mut definitions {
            definitions.extend(shared);
            if let Some(Json::Object(own)) = own {
                definitions.extend(own);
            }
        }
        let properties = fields.entry("properties").or_insert_with(|| json!({}));
        if let Json::Object(own) = properties {
            for (name, schema) in mem::take(&mut self.properties) {
                own.entry(name).or_insert(schema);
            }
        }
        if let Some(Json::Object(item)) = definitions.pointer_mut("/item/properties") {
            // They stand after the field that asks for them.
            for (name, schema) in mem::take(item) {
                let asks = name == COMPOSE;
                item.insert(name, schema);
                if asks {
                    item.append(&mut self.item);
                }
            }
        }
        fields.insert("definitions".to_owned(), definitions);
    }
}

/// Types for what records hold, with a schema that all types share.
macro_rules! shared {
    ($($(#[$doc:meta])* $name:ident($held:ty) => $definition:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, Deserialize)]
        pub(super) struct $name(pub(super) $held);

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> Cow<'static, str> {
                $definition.into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "$ref": concat!("#/definitions/", $definition) })
            }
        }
    )*};
}

shared! {
    /// Items of a body.
    Items(List<Shorthand<Item>>) => "items";
    /// The data file of another document.
    DataFile(IgnoredAny) => "data_file";
    /// Data files of other documents.
    DataFiles(IgnoredAny) => "data_files";
}

/// An item of a body, as far as records read it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Item {
    pub(super) text: Given<String>,
    pub(super) run_in: Given<String>,
    pub(super) items: Given<Items>,
}
