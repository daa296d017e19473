//! How a document begins: blank, from its type's example, or from an earlier one.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json, json};

use super::app::App;
use super::documents::{content, data, read_text};
use super::failure::Failure;
use super::given::{Given, PROFILE, PROFILE_SETTING, document_name};
use super::store::{Files, Store};
use crate::content::start::{Choice, Paths, Start};
use crate::diag::Diagnostic;

/// What every document says of itself; a new one of an earlier has its own.
const OF_ONE: [&str; 3] = ["code_number", "issued_date", "due_date"];

/// Fields whose values nobody reads as words: names of files, sizes, choices.
const NO_WORDS: [&str; 13] =
    ["type", "profile", "file", "width", "size", "level", "kind", "orientation", "align", "compose", "mode", "medium", "mark"];

/// Whether what a pointer leads to is read as words.
pub(super) fn is_words(path: &str) -> bool {
    !NO_WORDS.contains(&path.rsplit('/').next().unwrap_or_default())
}

/// A document with nothing in it but what the office's profile gives, and a first line to write in.
pub(super) async fn blank(app: &App, slug: &str) -> Result<Json, Failure> {
    let mut data = Map::new();
    data.insert("type".into(), slug.into());
    if profile(app).await?.is_some() {
        data.insert("profile".into(), PROFILE.into());
    }
    data.insert("subject".into(), "".into());
    let needs_body = app
        .engine()
        .schema(slug)
        .and_then(Result::ok)
        .is_some_and(|schema| content_of(schema)["required"].as_array().is_some_and(|keys| keys.contains(&json!("body"))));
    if needs_body {
        data.insert("content".into(), json!({ "body": [first_line(app, slug)] }));
    }
    Ok(Json::Object(data))
}

/// The schema of a type's content.
fn content_of(schema: &Json) -> &Json {
    let content = &schema["properties"]["content"];
    content["$ref"].as_str().and_then(|name| schema.pointer(name.strip_prefix('#')?)).unwrap_or(content)
}

/// An empty line of the level with which documents of the type begin, as its example shows.
fn first_line(app: &App, slug: &str) -> Json {
    let example = app.engine().example(slug).and_then(Result::ok);
    let example = example.and_then(|yaml| read_text("mẫu.yaml", yaml.as_bytes().to_vec()).ok()).unwrap_or_default();
    let first = &example["content"]["body"][0];
    match (first["level"].as_str(), first.get("heading")) {
        (Some(level), Some(_)) => json!({ "level": level, "heading": "" }),
        (Some(level), None) => json!({ "level": level, "text": "" }),
        _ => json!(""),
    }
}

/// The type's example; what the office's profile says stands in its stead.
pub(super) async fn example(app: &App, slug: &str) -> Result<Json, Failure> {
    let Some(Ok(yaml)) = app.engine().example(slug) else { return Err(Failure::missing(&format!("loại văn bản “{slug}”"))) };
    let example = read_text("mẫu.yaml", yaml.as_bytes().to_vec())?;
    let (Some(profile), Json::Object(fields)) = (profile(app).await?, &example) else { return Ok(example) };
    let mut data = Map::new();
    for (key, value) in fields.iter().filter(|(key, _)| profile.get(key.as_str()).is_none() && *key != "profile") {
        data.insert(key.clone(), value.clone());
        if key == "type" {
            data.insert("profile".into(), PROFILE.into());
        }
    }
    Ok(Json::Object(data))
}

/// A new document from an earlier one, with its files; what is old in it is known by the earlier one.
pub(super) async fn from_earlier(app: &App, earlier: i64) -> Result<i64, Failure> {
    let store = app.store();
    let data = again(data(app, earlier).await?);
    let mut files = Files::new();
    for name in store.files(earlier).await? {
        files.insert(name.clone(), store.file(earlier, &name).await?);
    }
    Ok(store.create(&content(app, &data)?, &files, Some(earlier)).await?)
}

/// An earlier document's data without what belongs to that one alone.
fn again(mut data: Json) -> Json {
    if let Some(fields) = data.as_object_mut() {
        fields.retain(|key, _| !OF_ONE.contains(&key.as_str()));
    }
    data
}

/// Documents of a type filled from a plan, each with the name of its unit: of the unit named, or of all.
pub(super) async fn filled(
    app: &App,
    slug: &str,
    plan: i64,
    decision: Option<i64>,
    unit: Option<String>,
) -> Result<Vec<(String, Json)>, Failure> {
    let mut known = Vec::new();
    for id in std::iter::once(plan).chain(decision) {
        known.push((document_name(id), app.store().document(id).await?.1));
    }
    let (asked, slug, given) = (app.clone(), slug.to_owned(), Given::new(app, None));
    tokio::task::spawn_blocking(move || {
        let mut read = Vec::new();
        for (name, text) in known {
            match asked.engine().read(&name, text.into_bytes(), &given) {
                (_, _, Some(source)) => read.push((name, source)),
                (sources, found, None) => return Err(Failure::found(format!("{name} còn lỗi: sửa rồi làm lại"), &sources, &found)),
            }
        }
        let mut read = read.into_iter();
        let Some((plan_name, plan)) = read.next() else { return Ok(Vec::new()) };
        let decision = read.next();
        let choice = unit.as_deref().map_or(Choice::Each, Choice::Named);
        let wrong = |found: Diagnostic| Failure::bad(found.message.clone(), found.help.join(" "));
        let paths = Paths {
            from: plan_name.clone(),
            with: decision.as_ref().map(|(name, _)| name.clone()),
            profile: plan.root.text_at("profile").map(str::to_owned),
        };
        let from = plan.root.text_at("type").unwrap_or_default();
        let start = Start::new(&plan, decision.as_ref().map(|(_, source)| source));
        let of_unit = |unit: &str| match asked.engine().start(&slug, from, start.context(unit, &paths)) {
            Some(Ok(text)) => Ok((unit.to_owned(), read_text("moi.yaml", text.into_bytes())?)),
            Some(Err((sources, found))) => Err(Failure::found("Không ghép được văn bản", &sources, &found)),
            None => Err(Failure::bad(format!("Không ghép được loại “{slug}” từ loại “{from}”"), "Chọn kế hoạch kiểm tra.")),
        };
        start.chosen(choice, &plan_name).map_err(wrong)?.into_iter().map(of_unit).collect()
    })
    .await?
}

/// Where the data still says what the earlier document said with a date, a year or a number in it: JSON pointers.
pub(super) fn marked(data: &Json, earlier: &Json) -> Vec<String> {
    let mut said = BTreeSet::new();
    texts(earlier, String::new(), &mut |_, text| _ = said.insert(text.to_owned()));
    let mut out = Vec::new();
    texts(data, String::new(), &mut |path, text| {
        if text.chars().any(|c| c.is_ascii_digit()) && said.contains(text) && is_words(path) {
            out.push(path.to_owned());
        }
    });
    out
}

/// Calls `each` with every text of some data and its JSON pointer.
pub(super) fn texts(data: &Json, path: String, each: &mut impl FnMut(&str, &str)) {
    match data {
        Json::String(text) => each(&path, text),
        Json::Array(list) => list.iter().enumerate().for_each(|(at, one)| texts(one, format!("{path}/{at}"), each)),
        Json::Object(map) => {
            for (key, value) in map {
                texts(value, format!("{path}/{}", key.replace('~', "~0").replace('/', "~1")), each);
            }
        }
        _ => {}
    }
}

async fn profile(app: &App) -> Result<Option<Json>, Failure> {
    let text = app.store().setting(PROFILE_SETTING).await?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).filter(|profile: &Json| *profile != json!({})))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_begun_anew_marks_what_the_earlier_one_dated() {
        let earlier = json!({ "type": "ke-hoach", "code_number": 51, "issued_date": "3/3/2025", "subject": "công tác năm 2025",
            "content": [{ "text": "Thực hiện Kế hoạch số 12" }, { "text": "Giao Văn phòng" }, { "text": "Trước ngày 30/6/2025" }] });
        let mut data = again(earlier.clone());
        assert_eq!(data.get("code_number").or(data.get("issued_date")), None);
        data["content"][2]["text"] = "Trước ngày 30/6/2026".into();
        assert_eq!(marked(&data, &earlier), ["/subject", "/content/0/text"]);
    }
}
