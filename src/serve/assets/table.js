// A table in a grid: cells are text areas; rows and columns are added, removed, moved, merged.
import { button, fit, h, menu, newId, tell } from "./dom.js";
import { cellLines } from "./clipboard.js";
import * as grid from "./grid.js";

const KINDS = {
  plain: "Hàng thường", numbered: "Hàng đánh số 1, 2, 3", group: "Hàng nhóm A, B", subgroup: "Hàng nhóm I, II",
  heading: "Hàng nhóm không số", total: "Hàng tổng",
};
const SHORT = { plain: "", numbered: "1", group: "A", subgroup: "I", heading: "▸", total: "Σ" };
const ALIGNS = { "": "Như thường lệ", left: "Sang trái", center: "Vào giữa", right: "Sang phải", justify: "Đều hai bên" };

export class TableEditor {
  constructor(table, editor) {
    Object.assign(this, { table, editor, fields: [], at: null, base: "" });
    this.element = h("div", { class: "table" });
    this.element.addEventListener("paste", (event) => this.#paste(event));
    this.element.addEventListener("keydown", (event) => this.#key(event));
    this.draw();
  }

  place(pointer) {
    this.base = pointer;
    this.fields.forEach((field) => (field.pointer = pointer + field.part));
  }

  draw() {
    const { table } = this;
    this.fields.forEach((field) => this.editor.forget(field));
    this.fields = [];
    const caption = this.#text(table, "caption", "Tên bảng");
    const unit = this.#text(table, "unit", "Đơn vị tính");
    if (!table.columns || !table.rows) {
      const from = table.rows_from?.file ?? "";
      this.element.replaceChildren(caption, unit, h("p", { class: "composed" }, `Hàng của bảng lấy từ bảng tính ${from}.`));
      return this.place(this.base);
    }
    const titles = h("tr", {}, h("th", { class: "corner" }), table.columns.map((column, c) => h("th", { scope: "col" },
      this.#cell(column, (text) => (table.columns[c] = typeof column === "string" ? text : { ...table.columns[c], title: text }),
        `/columns/${c}`, `Tiêu đề cột ${c + 1}`, typeof column === "string" ? column : column.title, { list: null, c }),
      this.#opener("▾", `Việc với cột ${c + 1}`, (opener) => this.#columnMenu(opener, c)))));
    const head = (table.head ?? []).map((row, r) => this.#row(table.head, row, r, "/head"));
    const rows = table.rows.map((row, r) => this.#row(table.rows, row, r, "/rows"));
    this.element.replaceChildren(
      h("div", { class: "pair" }, caption, unit),
      h("div", { class: "bar", role: "toolbar", "aria-label": "Việc với bảng" },
        button("Thêm hàng", () => this.#do(() => grid.addRow(table, this.#row_() + 1, table.columns.length))),
        button("Thêm cột", () => this.#do(() => grid.addColumn(table, this.at ? this.at.c + 1 : table.columns.length))),
        button("Gộp ô bên phải", () => this.#merge(0, 1)),
        button("Gộp ô bên dưới", () => this.#merge(1, 0)),
        button("Gộp các ô đã chọn", () => this.#mergeChosen()),
        button("Tách ô", () => this.#split())),
      h("div", { class: "sheet" }, h("table", { class: "grid" }, h("thead", {}, titles, head), h("tbody", {}, rows))),
    );
    this.place(this.base);
    this.element.querySelectorAll("textarea").forEach(fit);
  }

  #text(owner, key, title) {
    const id = newId();
    const area = h("textarea", { id, rows: "1", spellcheck: "false" });
    area.value = owner[key] ?? "";
    const field = this.editor.field(area, { part: `/${key}`, pointer: "" });
    this.fields.push(field);
    area.addEventListener("input", () => {
      fit(area);
      if (area.value.trim()) owner[key] = area.value;
      else delete owner[key];
      this.editor.data.changed(field.pointer, this.editor.cursor());
    });
    return h("div", { class: "field" }, h("label", { for: id }, title), area, field.notes);
  }

  #opener(words, label, open) {
    const opener = button(words, () => open(opener), { class: "quiet", "aria-label": label, "aria-haspopup": "menu" });
    return opener;
  }

  #row(list, row, r, name) {
    const places = grid.matrix(list)[r];
    const cells = grid.cellsOf(row);
    const kind = grid.kindOf(row);
    const inner = Array.isArray(row) ? "" : "/cells";
    const own = [...new Set(places)].filter((place) => place && place.row === r);
    const opener = name === "/rows"
      ? this.#opener(SHORT[kind] || "▾", `Việc với hàng ${r + 1}: ${KINDS[kind]}`, (opener) => this.#rowMenu(opener, r))
      : "";
    return h("tr", { class: kind }, h("th", { scope: "row" }, opener), own.map((place, at) => {
      const wide = at === own.length - 1 && place.column + place.columns < this.table.columns.length && ["group", "subgroup", "heading", "total"].includes(kind);
      return h("td", { colspan: wide ? this.table.columns.length - place.column : place.columns, rowspan: place.rows },
        this.#cell(place.cell, (text) => (cells[at] = grid.withWords(cells[at], text)), `${name}/${r}${inner}/${at}`,
          `${name === "/head" ? "Hàng tiêu đề" : "Hàng"} ${r + 1}, cột ${place.column + 1}`, grid.words(place.cell), { list, r, c: place.column }));
    }));
  }

  #cell(_, set, part, label, words, at) {
    const area = h("textarea", { rows: "1", "aria-label": label, spellcheck: "false" });
    area.value = words ?? "";
    const field = this.editor.field(area, { part, pointer: "" });
    this.fields.push(field);
    area.at = at;
    area.addEventListener("focus", () => (this.at = at));
    area.addEventListener("mousedown", (event) => {
      if (!event.shiftKey || !this.at?.list || this.at.list !== at.list) return this.#choose(null);
      event.preventDefault();
      this.#choose([this.at, at]);
    });
    area.addEventListener("input", () => {
      fit(area);
      set(area.value);
      this.editor.data.changed(field.pointer, this.editor.cursor());
    });
    return [area, field.notes];
  }

  #choose(ends) {
    this.chosen = ends;
    for (const area of this.element.querySelectorAll("td textarea")) {
      const { list, r, c } = area.at;
      const inside = ends && list === ends[0].list && between(r, ends[0].r, ends[1].r) && between(c, ends[0].c, ends[1].c);
      area.closest("td").classList.toggle("chosen", Boolean(inside));
    }
  }

  #row_() {
    return this.at?.list === this.table.rows ? this.at.r : this.table.rows.length - 1;
  }

  /** A change of the table's shape; the cursor goes back to where it was, as far as that is there. */
  #do(change, to = this.at) {
    this.chosen = null;
    change();
    this.draw();
    this.editor.data.changed();
    const same = (area) => to && area.at && area.at.list === to.list && area.at.r === to.r && area.at.c === to.c;
    [...this.element.querySelectorAll("textarea")].find(same)?.focus();
  }

  #merge(down, right) {
    const { at } = this;
    if (!at?.list) return tell("Đặt con trỏ vào ô cần gộp trước.");
    const place = grid.matrix(at.list)[at.r][at.c];
    const to = [at.r + (down ? place.rows : 0), at.c + (right ? place.columns : 0)];
    if (to[0] >= at.list.length || to[1] >= this.table.columns.length) return tell("Bên ấy không còn ô nào.");
    this.#do(() => grid.merge(at.list, [at.r, at.c], to));
  }

  #mergeChosen() {
    const ends = this.chosen;
    if (!ends) return tell("Chọn các ô trước: bấm ô đầu, giữ Shift rồi bấm ô cuối.");
    this.#do(() => grid.merge(ends[0].list, [ends[0].r, ends[0].c], [ends[1].r, ends[1].c]));
  }

  #split() {
    const { at } = this;
    if (!at?.list) return tell("Đặt con trỏ vào ô cần tách trước.");
    this.#do(() => grid.split(at.list, at.r, at.c));
  }

  #rowMenu(opener, r) {
    const { table } = this;
    const width = table.columns.length;
    const kind = grid.kindOf(table.rows[r]);
    menu(opener, [
      ...Object.entries(KINDS).map(([key, title]) => [title, () => this.#do(() => grid.setKind(table, r, key)), key === kind]),
      null,
      ["Thêm hàng bên trên", () => this.#do(() => grid.addRow(table, r, width))],
      ["Thêm hàng bên dưới", () => this.#do(() => grid.addRow(table, r + 1, width))],
      ["Chuyển lên", () => this.#do(() => grid.moveRow(table, r, -1))],
      ["Chuyển xuống", () => this.#do(() => grid.moveRow(table, r, 1))],
      ["Xóa hàng", () => this.#do(() => grid.removeRow(table, r))],
    ]);
  }

  #columnMenu(opener, c) {
    const { table } = this;
    const column = () => (table.columns[c] = typeof table.columns[c] === "string" ? { title: table.columns[c] } : table.columns[c]);
    const now = table.columns[c].align ?? "";
    menu(opener, [
      ["Thêm cột bên trái", () => this.#do(() => grid.addColumn(table, c))],
      ["Thêm cột bên phải", () => this.#do(() => grid.addColumn(table, c + 1))],
      table.columns.length > 1 ? ["Xóa cột", () => this.#do(() => grid.removeColumn(table, c))] : null,
      ["Đặt bề rộng…", () => this.#width(c, column)],
      null,
      ...Object.entries(ALIGNS).map(([align, title]) => [title, () => this.#do(() => {
        if (align) column().align = align;
        else if (typeof table.columns[c] !== "string") delete table.columns[c].align;
      }), align === now]),
    ]);
  }

  #width(c, column) {
    const id = newId();
    const input = h("input", { id, value: this.table.columns[c].width ?? "", placeholder: "12mm, 2*" });
    const dialog = h("dialog", { "aria-label": "Bề rộng cột" }, h("form", { method: "dialog", class: "field" },
      h("label", { for: id }, "Bề rộng cột: 12mm, hoặc 2* (hai phần của chỗ còn lại); bỏ trống: theo nội dung"), input,
      h("button", { class: "primary" }, "Đặt")));
    dialog.addEventListener("close", () => {
      dialog.remove();
      this.#do(() => {
        if (input.value.trim()) column().width = input.value.trim();
        else if (typeof this.table.columns[c] !== "string") delete this.table.columns[c].width;
      });
    });
    document.body.append(dialog);
    dialog.showModal();
  }

  #key(event) {
    const at = event.target.at;
    if (!at || at.list !== this.table.rows || event.isComposing) return;
    const { table } = this;
    if (event.altKey && !event.ctrlKey && ["ArrowUp", "ArrowDown"].includes(event.key)) {
      const by = event.key === "ArrowUp" ? -1 : 1;
      this.#do(() => grid.moveRow(table, at.r, by), { ...at, r: at.r + by });
    } else if (event.ctrlKey && event.key === "Enter") {
      this.#do(() => grid.addRow(table, at.r + 1, table.columns.length), { list: table.rows, r: at.r + 1, c: 0 });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Cells from Word or Excel fill the table from the cell in use on. */
  #paste(event) {
    const at = event.target.at;
    if (!at || at.list !== this.table.rows) return;
    const html = event.clipboardData.getData("text/html");
    const text = event.clipboardData.getData("text/plain");
    let lines = null;
    if (/<table[\s>]/i.test(html)) {
      lines = cellLines(html);
    } else if (text.includes("\t")) {
      lines = text.replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.split("\t").map((cell) => cell.trim().normalize("NFC")));
    }
    if (!lines) return;
    event.preventDefault();
    event.stopPropagation();
    this.#do(() => grid.fill(this.table, at.r, at.c, lines));
  }
}

const between = (n, a, b) => Math.min(a, b) <= n && n <= Math.max(a, b);
