// The form of a type, made from its schema: what the schema does not know is left as it is.
import { button, fit, h, newId } from "./dom.js";
import { Outline } from "./outline.js";

/** Groups of the form's first level; a key that stands in none goes into the last. */
const GROUPS = [
  { title: "Đầu văn bản", keys: ["code_number", "code_notation", "issued_date", "subject", "to"], open: true },
  { title: "Nội dung", keys: ["content"], open: true },
  { title: "Nơi nhận, người ký", keys: ["to_places", "signer_info"], open: true },
  { title: "Văn bản kèm theo", keys: ["attachments"] },
  { title: "Phụ lục", keys: ["appendices"] },
  { title: "Cơ quan", keys: ["organization_in_charge", "organ_name", "organ_code", "place", "filing", "address"] },
  { title: "Mức độ khẩn, dự thảo và việc khác", keys: [] },
];
const HIDDEN = ["type", "profile", "shared"];
/** Fields of a signer that few documents have. */
const RARE = ["collective", "head_position", "unit_head_position", "other_position", "authority_lines", "rank_allowed"];
/** Groups that the office's profile fills. */
const OF_PROFILE = ["organ_name", "signer_info"];
/** Words of the schemas' values that people do not read. */
const WORDS = {
  electronic: "Bản điện tử", paper: "Bản giấy", portrait: "Giấy đứng", landscape: "Giấy ngang", same: "Chung tệp với văn bản",
  separate: "Thành tệp riêng", online: "Trực tuyến", on_site: "Trực tiếp", left: "Sang trái", center: "Vào giữa", right: "Sang phải",
  justify: "Đều hai bên", off: "Bỏ qua", note: "Lưu ý", warning: "Cảnh báo", error: "Lỗi", done: "Đã xong", in_progress: "Đang làm", not_started: "Chưa làm", issuer: "Cơ quan ban hành", true: "Có", false: "Không",
};

export class Form {
  constructor(schema, editor) {
    Object.assign(this, { schema, editor });
    this.element = h("div", { class: "form" });
  }

  /** Draws the whole form for the data. */
  draw(root) {
    this.outlines = [];
    const known = new Set(GROUPS.flatMap((group) => group.keys));
    const properties = this.schema.properties;
    const groups = GROUPS.map((group, at) => {
      const last = at === GROUPS.length - 1;
      const keys = last ? Object.keys(properties).filter((key) => !known.has(key) && !HIDDEN.includes(key)) : group.keys.filter((key) => properties[key]);
      if (!keys.length) return null;
      const fields = keys.map((key) => (key === "content" ? this.#content(root) : this.field(properties[key], root, key, "", this.#required(this.schema, key))));
      const used = keys.some((key) => root[key] != null && (!Array.isArray(root[key]) || root[key].length));
      // On a tablet the head was filled in at the office.
      const isOpen = this.editor.isForm ? keys[0] === "content" : group.open;
      return h("details", { class: "group", open: isOpen || (used && ["attachments", "appendices"].includes(keys[0])) }, h("summary", {}, h("h2", {}, group.title)),
        root.profile && keys.some((key) => OF_PROFILE.includes(key) && root[key] == null) ? h("p", { class: "hint" }, "Bỏ trống thì lấy theo hồ sơ cơ quan.") : null, fields.flat(2).filter(Boolean));
    });
    this.element.replaceChildren(...groups.filter(Boolean));
    this.element.querySelectorAll("textarea").forEach(fit);
  }

  number(markers) {
    this.outlines.forEach((outline) => outline.number(markers));
  }

  #content(root) {
    const schema = this.#resolve(this.schema.properties.content);
    root.content ??= {};
    const required = (key) => this.#required(schema, key);
    const keys = Object.keys(schema.properties ?? {});
    // Records that the document does not use stand aside; on a tablet, all that the office left open or settled.
    const settled = (key) => root.content[key] == null || "x-data-file" in this.#resolve(schema.properties[key]) || schema.properties[key].enum;
    const aside = (key) => (this.editor.isForm ? settled(key) : isUnused(key));
    const isUnused = (key) => root.content[key] == null && !required(key) && ["object", "array"].includes([this.#resolve(schema.properties[key]).type].flat()[0])
      && !this.#isItems(schema.properties[key]) && !["legal_bases", "opening", "closing"].includes(key);
    const draw = (key) => this.field(schema.properties[key], root.content, key, "/content", required(key));
    const less = keys.filter(aside);
    return [
      keys.filter((key) => !aside(key)).map(draw),
      less.length ? h("details", { class: "aside" }, h("summary", {}, this.editor.isForm ? "Mục khác" : "Bản ghi, số liệu (khi cần)"), less.map(draw)) : null,
    ];
  }

  #properties(schema, owner, pointer) {
    return Object.keys(schema.properties ?? {}).map((key) => this.field(schema.properties[key], owner, key, pointer, this.#required(schema, key)));
  }

  #required(schema, key) {
    return (schema.required ?? []).includes(key);
  }

  #resolve(schema) {
    if (!schema?.$ref) return schema ?? {};
    const { $ref, ...own } = schema;
    return { ...this.#resolve(this.schema.definitions[$ref.split("/").at(-1)]), ...own };
  }

  #isItems(schema) {
    return /\/items$/.test(schema?.$ref ?? "");
  }

  /** The field of `owner[key]`. */
  field(given, owner, key, above, required) {
    const schema = this.#resolve(given);
    const pointer = `${above}/${escaped(key)}`;
    const title = schema.title ?? key;
    const types = [schema.type ?? []].flat();
    const at = { schema, owner, key, pointer, title, required };
    if (schema["x-data-file"]) return this.#document(at);
    if (this.#isItems(given)) return this.#outline(at, false);
    if (types.includes("array") && schema.items && !types.includes("string")) return this.#list(at);
    if (types.includes("boolean")) return this.#check(at);
    if (schema.enum) return this.#choice(at);
    if (types.includes("array") && schema.items?.enum) return this.#competence(at);
    const short = schema["x-shorthand"];
    if (types.includes("object") && !(short && (owner[key] == null || typeof owner[key] !== "object"))) return this.#record(at);
    if (types.includes("string") || types.includes("integer") || types.includes("number")) return this.#words(at);
    return null;
  }

  #labelled({ schema, title, required }, control, field, id) {
    const hint = schema.description ? h("p", { class: "hint", id: `${id}-hint` }, schema.description) : "";
    if (hint) control.setAttribute("aria-describedby", `${id}-hint`);
    return h("div", { class: "field" }, h("label", { for: id }, title, required ? h("span", { class: "required" }, " (cần có)") : ""), control, field.notes, hint);
  }

  /** Sets a value, or empties it. */
  #set({ owner, key, required }, value) {
    if (value !== "" && value !== null) owner[key] = value;
    else if (required) owner[key] = "";
    else if (key in owner) owner[key] = null;
  }

  #words(at) {
    const { schema, owner, key, pointer } = at;
    const id = newId();
    const types = [schema.type].flat();
    const onlyNumber = !types.includes("string");
    const area = h("textarea", { id, rows: "1", spellcheck: "false", inputmode: onlyNumber ? "decimal" : null });
    area.value = owner[key] ?? "";
    const field = this.editor.field(area, { pointer });
    area.addEventListener("input", () => {
      fit(area);
      const text = area.value.replaceAll("\n", " ");
      const number = Number(text.replace(",", "."));
      const isNumber = text.trim() !== "" && Number.isFinite(number) && (onlyNumber || (typeof owner[key] === "number" && String(number) === text));
      this.#set(at, isNumber ? number : text);
      this.editor.data.changed(pointer, this.editor.cursor());
    });
    area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) event.preventDefault();
    });
    return this.#labelled(at, area, field, id);
  }

  #check(at) {
    const { owner, key, pointer, title } = at;
    const input = h("input", { type: "checkbox" });
    input.checked = owner[key] === true;
    const field = this.editor.field(input, { pointer });
    input.addEventListener("change", () => {
      if (input.checked || key in owner) owner[key] = input.checked;
      this.editor.data.changed();
    });
    return h("div", { class: "field" }, h("label", { class: "check" }, input, " ", title), field.notes);
  }

  #choice(at) {
    const { schema, owner, key, pointer } = at;
    const id = newId();
    const known = schema.enum.includes(owner[key]) || owner[key] == null;
    const options = known ? schema.enum : [...schema.enum, owner[key]];
    const said = meanings(schema);
    const select = h("select", { id }, h("option", { value: "" }, "– không ghi –"),
      options.map((value) => h("option", { value: JSON.stringify(value), selected: value === owner[key] }, WORDS[value] ?? said?.[value] ?? String(value))));
    const field = this.editor.field(select, { pointer });
    select.addEventListener("change", () => {
      this.#set(at, select.value ? JSON.parse(select.value) : null);
      this.editor.data.changed();
    });
    return this.#labelled(said ? { ...at, schema: { ...schema, description: null } } : at, select, field, id);
  }

  /** Another document of the program, or several. */
  #document(at) {
    const { schema, owner, key, pointer, title } = at;
    if ([schema.type].flat().includes("array")) return this.#list({ ...at, schema: { ...schema, "x-data-file": undefined, items: { ...this.#resolve(schema.items), "x-data-file": schema["x-data-file"] } } });
    const id = newId();
    const named = typeof owner[key] === "object" && owner[key] !== null;
    const now = named ? owner[key].file : owner[key];
    const known = this.editor.documents.filter((one) => schema["x-data-file"].includes(one.type));
    const options = known.map((one) => [`van-ban-${one.id}.json`, one.title]);
    if (now && !options.some(([file]) => file === now)) options.push([now, `(tệp ${now})`]);
    const select = h("select", { id }, h("option", { value: "" }, "– chọn văn bản –"), options.map(([file, words]) => h("option", { value: file, selected: file === now }, words)));
    const field = this.editor.field(select, { pointer });
    select.addEventListener("change", () => {
      if (named && select.value) owner[key].file = select.value;
      else this.#set(at, select.value || null);
      this.editor.data.changed();
    });
    const issued = named ? this.#properties({ properties: { issued: this.#resolve(this.schema.definitions.data_file).properties?.issued } }, owner[key], pointer) : "";
    return [this.#labelled({ ...at, title, schema: { ...schema, description: null } }, select, field, id), issued];
  }

  /** One or several of a few values: the power to sign. */
  #competence(at) {
    const { schema, owner, key, pointer } = at;
    const id = newId();
    const single = schema.items.enum;
    const pairs = single.flatMap((one) => single.filter((two) => two !== one).map((two) => [one, two]));
    const options = [...single, ...pairs];
    const now = JSON.stringify(owner[key] ?? null);
    const all = options.some((value) => JSON.stringify(value) === now) || owner[key] == null ? options : [...options, owner[key]];
    const select = h("select", { id }, h("option", { value: "" }, "– người đứng đầu tự ký –"),
      all.map((value) => h("option", { value: JSON.stringify(value), selected: JSON.stringify(value) === now }, [value].flat().join(" "))));
    const field = this.editor.field(select, { pointer });
    select.addEventListener("change", () => {
      this.#set(at, select.value ? JSON.parse(select.value) : null);
      this.editor.data.changed();
    });
    return this.#labelled(at, select, field, id);
  }

  #outline(at, plain) {
    const { owner, key, pointer, title } = at;
    const begun = Array.isArray(owner[key]);
    const list = begun ? owner[key] : [];
    // An empty list that nobody wrote into is not written either.
    const outline = new Outline(list, pointer, title, {
      ...this.editor,
      data: {
        changed: (...given) => {
          if (list.length || begun) owner[key] = list;
          else delete owner[key];
          this.editor.data.changed(...given);
        },
      },
    }, plain);
    this.outlines.push(outline);
    const field = this.editor.field(outline.element, { pointer });
    return h("div", { class: "field body" }, h("h3", {}, title), field.notes,
      plain ? "" : h("p", { class: "hint" }, "Enter: dòng mới cùng cấp · Tab, Shift + Tab: xuống, lên cấp · Alt + ↑ ↓: chuyển chỗ · Esc rồi Tab: ra khỏi ô"), outline.element);
  }

  #list(at) {
    const { schema, owner, key, pointer, title } = at;
    const element = this.#resolve(schema.items);
    const types = [element.type ?? []].flat();
    if (element["x-prose"] || (types.includes("string") && types.includes("object") && (owner[key] ?? []).every((one) => typeof one === "string"))) return this.#outline(at, true);
    if (types.includes("string") && !types.includes("object")) return this.#lines(at);
    const box = h("div", { class: "records" });
    const draw = () => {
      const list = owner[key] ?? [];
      const records = list.map((one, n) => this.#one(element, list, n, pointer, title, draw));
      const blank = () => (types.includes("string") ? "" : this.#blank(element));
      const add = button(`Thêm: ${title.toLowerCase()}`, () => {
        owner[key] = [...list, blank()];
        this.editor.data.changed();
        draw();
        box.querySelector(".record:last-of-type :is(textarea, select, input)")?.focus();
      });
      box.replaceChildren(...records, add);
      box.querySelectorAll("textarea").forEach(fit);
    };
    draw();
    const field = this.editor.field(box, { pointer });
    return h("div", { class: "field body" }, h("h3", {}, title), field.notes, schema.description ? h("p", { class: "hint" }, schema.description) : "", box);
  }

  /** A new record: what it must have, empty; a body begins with a line. */
  #blank(schema) {
    return Object.fromEntries((schema.required ?? []).map((key) => [key, this.#isItems(schema.properties[key]) ? [""] : ""]));
  }

  #one(element, list, n, pointer, title, draw) {
    const one = list[n];
    const change = (act) => () => {
      act();
      this.editor.data.changed();
      draw();
    };
    const fields = typeof one === "object" && one !== null
      ? this.#properties(element, one, `${pointer}/${n}`)
      : this.#words({ schema: { type: "string", ...element, description: null }, owner: list, key: n, pointer: `${pointer}/${n}`, title: `${title} ${n + 1}`, required: true });
    return h("fieldset", { class: "record" }, h("legend", {}, `${title} ${n + 1}`), fields,
      h("p", { class: "bar" },
        n > 0 ? button("Lên", change(() => list.splice(n - 1, 0, ...list.splice(n, 1))), { "aria-label": `Chuyển ${title} ${n + 1} lên` }) : "",
        n < list.length - 1 ? button("Xuống", change(() => list.splice(n + 1, 0, ...list.splice(n, 1))), { "aria-label": `Chuyển ${title} ${n + 1} xuống` }) : "",
        button("Bỏ", change(() => list.splice(n, 1)), { "aria-label": `Bỏ ${title} ${n + 1}` })));
  }

  /** A list of short texts: a line each. */
  #lines(at) {
    const { owner, key, pointer, title } = at;
    const id = newId();
    const area = h("textarea", { id, rows: "2", class: "lines", spellcheck: "false" });
    area.value = (owner[key] ?? []).join("\n");
    const field = this.editor.field(area, { pointer, lines: true });
    area.addEventListener("input", () => {
      fit(area);
      const list = area.value.split("\n").map((line) => line.trim()).filter(Boolean);
      this.#set({ ...at, required: false }, list.length ? list : null);
      this.editor.data.changed(pointer, this.editor.cursor());
    });
    return this.#labelled({ ...at, title: `${title} (mỗi dòng một nơi)`.replace("một nơi", key.includes("to") ? "một nơi" : "một mục") }, area, field, id);
  }

  #record(at) {
    const { schema, owner, key, pointer, title } = at;
    if (!schema.properties) return null;
    const begun = owner[key] && typeof owner[key] === "object";
    const value = begun ? owner[key] : {};
    // A record that nobody wrote into is not written either.
    const isRare = (key) => RARE.includes(key) && value[key] == null;
    const keys = Object.keys(schema.properties);
    const draw = (key) => this.field(schema.properties[key], value, key, pointer, this.#required(schema, key));
    const rare = keys.filter(isRare);
    const fields = [keys.filter((key) => !isRare(key)).map(draw), rare.length ? h("details", { class: "aside" }, h("summary", {}, "Ít dùng"), rare.map(draw)) : null];
    const box = h("fieldset", { class: "record" }, h("legend", {}, title), fields);
    if (!begun) {
      const take = () => {
        const filled = Object.values(value).some((one) => one != null && one !== "");
        if (filled && owner[key] !== value) owner[key] = value;
        else if (!filled && owner[key] === value) delete owner[key];
      };
      box.addEventListener("input", () => (take(), this.editor.data.changed(pointer, null)));
      box.addEventListener("change", () => (take(), this.editor.data.changed()));
    }
    return box;
  }
}

/** What the values of a choice mean, where its description says so: `value: meaning; value: meaning`. */
function meanings(schema) {
  const said = {};
  for (const [, value, words] of (schema.description ?? "").matchAll(/(?:^|; )(\w+)(?: \([^)]*\))?: ([^,;.(]+)/g)) said[value] = words[0].toUpperCase() + words.slice(1).trim();
  return schema.enum.every((value) => said[value]) ? said : null;
}

/** A step of a JSON pointer. */
export const escaped = (key) => String(key).replaceAll("~", "~0").replaceAll("/", "~1");
