// A body as an outline of plain text areas, one for each item. Areas are never written into while they are in use, so that
// input methods (UniKey, the system's own) find what they typed; only their order on the page changes.
import { arrange, button, fit, h, menu, tell } from "./dom.js";
import { clipped } from "./clipboard.js";
import * as items from "./items.js";
import { TableEditor } from "./table.js";
import { ImageEditor } from "./image.js";

const LEVELS = {
  part: "Phần I", chapter: "Chương I", section: "Mục I.", subsection: "Tiểu mục", article: "Điều 1.", clause: "1.", subclause: "1.1.",
  point: "a)", dash: "- gạch đầu dòng", plus: "+ dấu cộng", paragraph: "Đoạn văn", note: "Ghi chú chữ nghiêng",
};
const MARKS = { dash: "-", plus: "+", paragraph: "¶", note: "¶" };
const PARTS = {
  heading: "Tiêu đề", heading_note: "Phần sau tiêu đề", run_in: "Tiêu đề đi liền", text: "Văn bản", marker: "Số viết tay",
};

export class Outline {
  /**
   * `list` is changed in place; `plain` is a list of paragraphs without levels. `editor` gives `data`, `field` (makes a known
   * field of an area), `paste` (recognises levels), `upload` and `forget`.
   */
  constructor(list, pointer, label, editor, plain = false) {
    Object.assign(this, { list: items.open(list), pointer, label, editor, plain });
    this.rows = new Map();
    this.markers = {};
    this.element = h("div", { class: "outline", role: "group", "aria-label": label });
    this.element.addEventListener("keydown", (event) => this.#key(event));
    this.element.addEventListener("paste", (event) => this.#paste(event));
    this.#drags();
    this.leaves = false;
    this.arrange();
  }

  /** Brings rows in line with the items. */
  arrange() {
    const focused = document.activeElement;
    const selection = focused?.selectionStart;
    const rows = [];
    for (const { item, pointer, depth } of items.flat(this.list, this.pointer)) {
      let row = this.rows.get(item);
      if (!row || row.shape !== shape(item)) row = this.#row(item, row);
      row.place(pointer, depth);
      row.mark(this.markers);
      rows.push(row);
    }
    this.rows = new Map(rows.map((row) => [row.item, row]));
    const first = rows.length ? [] : [this.begin ??= h("p", {}, button("Viết dòng đầu tiên", () => this.#begin(), { class: "quiet" }))];
    arrange(this.element, [...rows.map((row) => row.element), ...first]);
    rows.forEach((row) => row.areas.forEach(fit));
    if (focused && this.element.contains(focused) && document.activeElement !== focused) {
      focused.focus({ preventScroll: true });
      if (selection !== undefined) focused.setSelectionRange?.(selection, focused.selectionEnd);
    }
  }

  /** Shows the numbers as they are printed. */
  number(markers) {
    this.markers = markers;
    for (const row of this.rows.values()) row.mark(markers);
  }

  #begin() {
    const item = this.plain ? items.short() : { level: "section", heading: "" };
    this.list.push(item);
    this.#changed(item);
  }

  /** After a change of the outline's shape: the rows, the data, the cursor. */
  #changed(item, atEnd = true) {
    this.leaves = false;
    this.arrange();
    this.editor.data.changed();
    const area = item && this.rows.get(item)?.areas[0];
    if (area) {
      area.focus();
      const at = atEnd ? area.value.length : 0;
      area.setSelectionRange(at, at);
    }
  }

  #row(item, before) {
    before?.fields.forEach((field) => this.editor.forget(field));
    const row = before ?? { item, element: h("div", { class: "row" }) };
    Object.assign(row, { shape: shape(item), areas: [], fields: [] });
    const level = button("", () => this.#levels(row), { class: "level", "aria-haspopup": "menu" });
    const more = button("⋯", () => this.#more(row, more), { class: "more", "aria-haspopup": "menu" });
    const handle = h("span", { class: "handle", draggable: "true", "aria-hidden": "true", title: "Kéo để chuyển chỗ (phím: Alt + ↑ ↓)" }, "⠿");
    const body = h("div", { class: "parts" });
    row.element.replaceChildren(handle, this.plain ? "" : level, body, more);
    row.handle = handle;
    if (item.table) {
      const table = new TableEditor(item.table, this.editor);
      body.append(table.element);
      row.inner = table;
    } else if (item.image) {
      row.inner = new ImageEditor(item.image, this.editor);
      body.append(row.inner.element);
    } else if (item.compose) {
      body.append(h("p", { class: "composed", tabindex: "0" }, "Phần này chương trình ghép từ dữ liệu."));
    } else {
      for (const part of parts(item)) body.append(this.#area(row, part));
    }
    row.place = (pointer, depth) => {
      row.element.dataset.depth = Math.min(depth, 6);
      row.pointer = pointer;
      row.fields.forEach((field) => (field.pointer = this.plain ? pointer : `${pointer}/${field.part}`));
      row.inner?.place(item.table ? `${pointer}/table` : `${pointer}/image`);
    };
    row.mark = (markers) => {
      const known = markers[row.pointer] ?? MARKS[item.level ?? "paragraph"] ?? "·";
      if (level.textContent !== known) level.textContent = known;
      const name = items.isWords(item) ? LEVELS[item.level ?? "paragraph"] : "Bảng, ảnh";
      level.setAttribute("aria-label", `Cấp: ${name}, số ${known}. Đổi cấp`);
      more.setAttribute("aria-label", `Việc khác với dòng ${known}`);
      row.areas.forEach((area, at) => {
        const which = row.areas.length > 1 ? `${PARTS[row.fields[at].part]}, ` : "";
        area.setAttribute("aria-label", this.plain ? `${this.label}, đoạn ${Number(row.pointer.split("/").at(-1)) + 1}` : `${which}${name} ${known}`);
      });
    };
    return row;
  }

  #area(row, part) {
    const { item } = row;
    const area = h("textarea", { rows: "1", class: part, spellcheck: "false", placeholder: placeholder(item, part) });
    area.value = item[part] ?? "";
    const field = this.editor.field(area, { part, pointer: "" });
    area.addEventListener("input", () => {
      fit(area);
      const text = area.value.replaceAll("\n", " ");
      if (text || ["heading", "text"].includes(part)) item[part] = text;
      else delete item[part];
      this.editor.data.changed(field.pointer, this.editor.cursor());
    });
    row.areas.push(area);
    row.fields.push(field);
    return h("div", { class: "part" }, row.areas.length > 1 || part === "marker" ? h("span", { class: "what" }, PARTS[part]) : "", area, field.notes);
  }

  #of(element) {
    const area = element.closest?.("textarea");
    const row = area && [...this.rows.values()].find((one) => one.areas.includes(area));
    return row ? { row, area, item: row.item } : null;
  }

  #key(event) {
    const at = this.#of(event.target);
    if (!at || event.isComposing || event.keyCode === 229) return;
    if (["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
    const { area, item } = at;
    const plainKey = !event.ctrlKey && !event.altKey && !event.metaKey;
    const act = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    const leaves = this.leaves;
    this.leaves = event.key === "Escape";
    if (event.key === "Escape") {
      tell("Phím Tab bây giờ ra khỏi ô này.");
    } else if (event.key === "Enter" && plainKey) {
      act();
      this.#enter(item, area);
    } else if (event.key === "Tab" && plainKey && !this.plain && !leaves) {
      act();
      if (event.shiftKey ? items.promote(this.list, item) : items.demote(this.list, item)) this.#keep(area, item);
    } else if (event.key === "Backspace" && plainKey && area.value === "" && this.rows.get(item).areas.length === 1) {
      act();
      this.#changed(items.remove(this.list, item));
    } else if (event.altKey && !event.ctrlKey && ["ArrowUp", "ArrowDown"].includes(event.key)) {
      act();
      if (items.move(this.list, item, event.key === "ArrowUp" ? -1 : 1)) this.#keep(area, item);
    } else if (event.ctrlKey && !event.altKey && ["b", "i"].includes(event.key)) {
      act();
      wrap(area, event.key === "b" ? "**" : "*");
    } else if (plainKey && !event.shiftKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      const up = event.key === "ArrowUp";
      const end = up ? area.selectionStart === 0 : area.selectionEnd === area.value.length;
      const all = [...this.element.querySelectorAll("textarea")];
      const next = all[all.indexOf(area) + (up ? -1 : 1)];
      if (end && next) {
        act();
        next.focus();
        next.setSelectionRange(up ? next.value.length : 0, up ? next.value.length : 0);
      }
    }
  }

  /** What stands behind the cursor goes along to the next item. */
  #enter(item, area) {
    const rest = area.value.slice(area.selectionEnd);
    const part = this.rows.get(item).fields.find((field) => field.element === area).part;
    const keeps = ["heading", "text"].includes(part);
    if (keeps && rest) {
      item[part] = area.value.slice(0, area.selectionStart).trimEnd();
      area.value = item[part];
    }
    this.#changed(items.addAfter(this.list, item, keeps ? rest.trimStart() : ""), false);
  }

  /** A change that leaves the cursor where it is. */
  #keep(area, item) {
    const [start, end] = [area.selectionStart, area.selectionEnd];
    this.#changed(item);
    const now = area.isConnected ? area : this.rows.get(item)?.areas[0];
    now?.setSelectionRange(start, end);
  }

  #levels(row) {
    const entries = Object.entries(LEVELS).map(([level, words]) => [
      words,
      () => {
        items.setLevel(row.item, level);
        this.#changed(row.item);
      },
      level === (row.item.level ?? "paragraph"),
    ]);
    if (items.isWords(row.item)) menu(row.element.querySelector(".level"), entries);
  }

  #more(row, opener) {
    const { item } = row;
    const words = items.isWords(item);
    const one = (change) => () => {
      change();
      this.#changed(item);
    };
    const add = (fresh) => () => {
      const { list, at } = items.find(this.list, item);
      list.splice(at + 1, 0, fresh);
      this.#changed(fresh);
      this.rows.get(fresh)?.element.querySelector("textarea, input")?.focus();
    };
    const entries = [];
    if (words && !this.plain) {
      const both = item.heading !== undefined && item.text !== undefined;
      if (!both && !items.isParagraph(item)) {
        entries.push([item.heading !== undefined ? "Thành đoạn văn, không in đậm" : "Thành tiêu đề in đậm", one(() => items.turn(item))]);
      }
      for (const [part, title] of [["text", "Thêm đoạn văn dưới tiêu đề"], ["run_in", "Thêm tiêu đề đi liền"], ["heading_note", "Thêm phần sau tiêu đề"], ["marker", "Đánh số bằng tay"]]) {
        const fits = part === "heading_note" || part === "text" ? item.heading !== undefined : !items.isParagraph(item);
        if (fits && item[part] === undefined) entries.push([title, one(() => (item[part] = ""))]);
      }
    }
    if (words) entries.push(["Chú thích cuối trang tại con trỏ", () => note(row.areas.at(-1))]);
    entries.push(null);
    entries.push(["Thêm dòng bên dưới", () => this.#changed(items.addAfter(this.list, item))]);
    if (!this.plain) {
      entries.push(["Thêm bảng bên dưới", add({ table: { columns: ["TT", "Nội dung", "Ghi chú"], rows: [{ kind: "numbered", cells: ["", "", ""] }] } })]);
      entries.push(["Thêm ảnh bên dưới", () => this.#image(item)]);
    }
    entries.push(null);
    entries.push(["Chuyển lên", one(() => items.move(this.list, item, -1))], ["Chuyển xuống", one(() => items.move(this.list, item, 1))]);
    entries.push([item.items ? "Xóa dòng này và mọi dòng bên trong" : "Xóa dòng này", () => this.#changed(items.remove(this.list, item, true))]);
    menu(opener, entries);
  }

  #image(item) {
    const input = h("input", { type: "file", accept: "image/png,image/jpeg", hidden: true });
    input.addEventListener("change", () => this.#addImages(item, [...input.files]));
    input.click();
  }

  async #addImages(item, files) {
    for (const file of files) {
      const name = await this.editor.upload(file);
      if (!name) return;
      const fresh = { image: { file: name, alt: "" } };
      const { list, at } = items.find(this.list, item);
      list.splice(at + 1, 0, fresh);
      this.#changed(fresh);
      this.rows.get(fresh)?.element.querySelector("textarea, input")?.focus();
    }
  }

  async #paste(event) {
    const at = this.#of(event.target);
    if (!at) return;
    const { item, area } = at;
    const pictures = [...event.clipboardData.files].filter((file) => /^image\/(png|jpeg)$/.test(file.type));
    const segments = clipped(event.clipboardData);
    if (!this.plain && pictures.length && !segments.some((one) => one.lines?.length || one.table)) {
      event.preventDefault();
      return this.#addImages(item, pictures);
    }
    const lines = segments.flatMap((one) => one.lines ?? []);
    const tables = segments.filter((one) => one.table).length;
    if (!tables && lines.length < 2) return;
    event.preventDefault();
    if (this.plain) {
      const fresh = lines.map((line) => items.short(line));
      return this.#changed(items.insert(this.list, item, fresh));
    }
    const rest = area.value.slice(area.selectionEnd);
    let last = item;
    for (const segment of segments) {
      const fresh = segment.table ? [{ table: segment.table }] : await this.editor.paste(segment.lines);
      last = items.insert(this.list, last, fresh);
    }
    if (rest.trim()) last = items.insert(this.list, last, [rest.trim()]);
    this.#changed(last);
    const pasted = [lines.length && `${lines.length} dòng`, tables && `${tables} bảng`].filter(Boolean);
    tell(`Đã dán ${pasted.join(" và ")}. Ctrl + Z để lấy lại như cũ.`);
  }

  #drags() {
    let dragged = null;
    const target = (event) => {
      const element = event.target.closest?.(".row");
      return element && [...this.rows.values()].find((row) => row.element === element);
    };
    const after = (event, row) => {
      const box = row.element.getBoundingClientRect();
      return event.clientY > box.top + box.height / 2;
    };
    const clear = () => this.element.querySelectorAll(".before, .after").forEach((row) => row.classList.remove("before", "after"));
    this.element.addEventListener("dragstart", (event) => {
      dragged = target(event);
      if (!dragged || event.target !== dragged.handle) return (dragged = null);
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", dragged.areas[0]?.value ?? "");
    });
    this.element.addEventListener("dragover", (event) => {
      const row = dragged && target(event);
      if (!row) return;
      event.preventDefault();
      clear();
      row.element.classList.add(after(event, row) ? "after" : "before");
    });
    this.element.addEventListener("dragend", clear);
    this.element.addEventListener("drop", (event) => {
      const row = dragged && target(event);
      clear();
      if (!row) return;
      event.preventDefault();
      if (items.drop(this.list, dragged.item, row.item, after(event, row))) this.#changed(dragged.item);
      dragged = null;
    });
  }
}

/** The words that an item has, those that it must have among them. */
function parts(item) {
  const has = Object.keys(PARTS).filter((part) => item[part] !== undefined);
  return has.some((part) => part === "heading" || part === "text") ? has : [...has.filter((part) => part !== "marker"), "text"];
}

/** What a row looks like; when it changes, the row is made anew. */
function shape(item) {
  return items.isWords(item) ? parts(item).join() : `${Boolean(item.table)} ${Boolean(item.image)}`;
}

function placeholder(item, part) {
  if (part === "heading") return "Tiêu đề";
  return part === "text" ? "Viết ở đây" : PARTS[part];
}

/** Puts signs around the selected words, as if typed. */
function wrap(area, sign) {
  const [start, end] = [area.selectionStart, area.selectionEnd];
  area.setRangeText(sign + area.value.slice(start, end) + sign, start, end, "preserve");
  area.setSelectionRange(start + sign.length, end + sign.length);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function note(area) {
  area.focus();
  const at = area.selectionEnd;
  area.setRangeText("^[Nội dung chú thích]", at, at, "end");
  area.setSelectionRange(at + 2, at + 2 + "Nội dung chú thích".length);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

