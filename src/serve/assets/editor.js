// The editor: left the form of the type, right the pages, live.
import { Failure, download, get, send, upload } from "./api.js";
import { Data, shown } from "./data.js";
import { button, h, menu, tell } from "./dom.js";
import { Form } from "./form.js";
import { Keeper, forget, unsent } from "./keep.js";
import { Pages } from "./pages.js";

const root = document.getElementById("editor");
const { id, type } = root.dataset;
const SEVERITIES = { error: "Lỗi", warning: "Cảnh báo", note: "Lưu ý" };

const fields = new Set();
let data;
let keeper;
let markers = {};
let findings = [];
let marked = [];
let composing = false;

document.addEventListener("compositionstart", () => (composing = true));
document.addEventListener("compositionend", () => (composing = false));

/** Where the cursor is. */
function cursor() {
  const element = document.activeElement;
  const field = [...fields].find((one) => one.element === element);
  return field ? { pointer: field.pointer, start: element.selectionStart, end: element.selectionEnd } : null;
}

/** What the parts of the form are given. */
const editor = {
  cursor,
  /** Whether this is a tablet with the key of one form. */
  isForm: "form" in root.dataset,
  data: { changed: (key, focus) => data.changed(key, focus) },
  /** Makes a known field of an element; `notes` is where its findings go. */
  field(element, about) {
    const field = { ...about, element, notes: h("div", { class: "notes" }) };
    element.addEventListener("focus", () => {
      pages.mark(field.pointer);
      // A place to write in: what is typed takes its place.
      if (element.value === "?") element.select();
    });
    fields.add(field);
    return field;
  },
  forget: (field) => fields.delete(field),
  /** Documents that this one may name. */
  documents: [],
  fileAddress: (name) => `/api/documents/${id}/files/${encodeURIComponent(name)}`,
  async upload(file) {
    try {
      return (await upload(`/api/documents/${id}/files`, file)).name;
    } catch (error) {
      tell(error.message);
      return null;
    }
  },
  /** Lines as items, their levels recognised by the program; what it would put elsewhere than into the text stays a paragraph. */
  async paste(lines) {
    try {
      const { data: found } = await send("POST", "/api/paste", { text: lines.join("\n"), type });
      const { legal_bases: bases = [], opening = [], body = [], closing = [], ...rest } = found.content ?? {};
      // A blank is what the reader writes for a place that the lines do not name.
      const named = ([key, value]) => !["type", "content", "profile"].includes(key) && !/^[…. ]*$/.test(value);
      const elsewhere = Object.entries(found).some(named) || Object.keys(rest).length;
      const items = [...bases, ...opening, ...body, ...closing];
      return elsewhere || !items.length || bases.some((one) => typeof one !== "string") ? lines : items;
    } catch (error) {
      tell(`Không nhận được cấp của các dòng, mỗi dòng thành một đoạn. ${error.message}`);
      return lines;
    }
  },
};

const state = h("p", { class: "state", role: "status" }, "");
const others = h("p", { class: "state", role: "status" });
const list = h("section", { class: "findings", "aria-label": "Chỗ cần xem lại" });
const pane = h("div", { class: "pages", tabindex: "0", role: "region", "aria-label": "Trang in" });
const count = h("span", {}, "0");
const pages = new Pages(pane, goTo, (number) => findings[number] && goTo(findings[number].place?.path ?? ""));

/** The field of a value: the one whose pointer goes furthest along the path. */
function fieldAt(path) {
  const wanted = path.replace(/\/cells(?=\/)/g, "");
  let best = null;
  for (const field of fields) {
    if (!field.element.isConnected || field.pointer === undefined) continue;
    const own = field.pointer.replace(/\/cells(?=\/)/g, "");
    const fits = wanted === own || wanted.startsWith(`${own}/`) || own.startsWith(`${wanted}/`);
    if (!fits) continue;
    const score = wanted.startsWith(own) ? own.length * 2 : wanted.length * 2 - 1;
    if (!best || score > best.score) best = { field, score };
  }
  return best?.field ?? null;
}

/** Puts the cursor into the field of a value, at a word if one is known. */
function goTo(path, word = null) {
  const field = fieldAt(path);
  if (!field) return;
  setView("form");
  const element = field.element.matches(".outline, .records") ? field.element.querySelector("textarea, input, select, button") : field.element;
  for (let group = element.closest("details"); group; group = group.parentElement.closest("details")) group.open = true;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  if (field.lines) {
    const line = Number(path.split("/").at(-1)) || 0;
    const start = element.value.split("\n").slice(0, line).join("\n").length + (line ? 1 : 0);
    element.setSelectionRange(start, start);
  } else if (word && element.setSelectionRange) {
    const at = element.value.toLowerCase().indexOf(word.words.toLowerCase());
    if (at >= 0) element.setSelectionRange(at + word.within, at + word.within);
  }
}

/** The code of a place that is left open on purpose. */
const OPEN = "V027";

/** The findings at their fields and in the list. */
function show() {
  const own = [...fields].filter((field) => field.element.isConnected && field.element.matches("textarea"));
  const missing = own.filter((field) => field.element.value === "" && isRequired(field) && isBegun(field))
    .map((field) => ({ severity: "warning", message: "Chỗ này còn trống", place: { path: field.pointer }, field }));
  const old = marked.map((path) => ({ severity: "note", message: "Giữ nguyên từ văn bản trước: xem lại số, ngày, năm", place: { path } }));
  // Places to be filled in are told of once: forms have a hundred of them.
  const open = findings.filter((one) => one.code === OPEN && one.severity === "warning");
  const rest = findings.filter((one) => !open.includes(one));
  const unfilled = { severity: "note", message: `Còn ${open.length} ô ghi “?” chưa điền; trang in có dòng chấm ở đó`, place: open[0]?.place };
  const atFields = [...rest, ...missing, ...old];
  const all = open.length ? [...atFields, unfilled] : atFields;
  const at = new Map();
  for (const finding of atFields) {
    const field = finding.field ?? (finding.place?.path ? fieldAt(finding.place.path) : null);
    if (field) at.set(field, [...(at.get(field) ?? []), finding]);
  }
  for (const field of fields) {
    const here = at.get(field) ?? [];
    const key = here.map((one) => `${one.severity}${one.message}`).join("\n");
    if (field.shown === key) continue;
    field.shown = key;
    field.notes.replaceChildren(...here.map((one) => h("p", { class: "finding", "data-severity": one.severity }, words(one))));
    field.element.classList.toggle("wrong", here.some((one) => one.severity === "error"));
    if (field.element.matches("textarea, input, select")) field.element.setAttribute("aria-invalid", String(here.some((one) => one.severity === "error")));
  }
  const order = { error: 0, warning: 1, note: 2 };
  const sorted = [...all].sort((a, b) => order[a.severity] - order[b.severity]);
  count.textContent = String(all.length);
  list.replaceChildren(h("h2", {}, all.length ? `${all.length} chỗ cần xem lại` : "Không còn chỗ nào phải sửa"),
    h("ol", {}, sorted.map((one) => h("li", { class: "finding", "data-severity": one.severity },
      h("span", { class: "severity" }, SEVERITIES[one.severity], ": "), words(one), " ",
      one.place?.path ? button("Đến chỗ này", () => goTo(one.place.path), { class: "quiet" }) : ""))));
}

const words = (one) => [one.message, ".", one.expected ? ` Đúng: ${one.expected}.` : "", one.help ? ` ${one.help}` : "", one.clause ? h("span", { class: "clause" }, ` (${one.clause})`) : ""];

/** Whether the record that a field belongs to is there: the office's profile may give it whole. */
const isBegun = (field) => valueAt(data.root, field.pointer.split("/").slice(0, -1).join("/")) != null;

const isRequired = (field) => ["heading", "text", "alt"].includes(field.part) || field.element.closest(".field")?.querySelector(":scope > label > .required");

// Pages and findings follow the typing: one request is under way at most, the newest data goes next.
let asking = false;
let wanted = null;
let measured = null;
let newest = null;

async function preview(json) {
  wanted = json;
  if (asking) return;
  asking = true;
  while (wanted !== null) {
    const now = wanted;
    wanted = null;
    try {
      const told = await send("POST", "/api/preview", `{"document":${id},"data":${shown(now)},"known":${JSON.stringify(pages.hashes)}}`);
      findings = told.findings;
      if (told.pages?.length) {
        pages.show(told.pages);
        if (told.markers) {
          markers = told.markers;
          form.number(markers);
        }
      } else pages.stale();
      show();
      newest = now;
      measured?.(now);
    } catch (error) {
      pages.stale("Trang in chưa đổi theo: chương trình chưa trả lời.");
      // Asked again when the program answers again.
      if (error instanceof Failure) tell(error.message);
      else setTimeout(() => preview(data.json()), 3000);
    }
  }
  asking = false;
}

function step(done) {
  if (!done) return tell("Không còn gì để lấy lại.");
  draw();
  const field = done.focus && fieldAt(done.focus.pointer);
  if (field) {
    field.element.focus();
    const end = field.element.value?.length ?? 0;
    field.element.setSelectionRange?.(Math.min(done.focus.start ?? end, end), Math.min(done.focus.end ?? end, end));
  }
}

document.addEventListener("keydown", (event) => {
  if (composing || event.isComposing || !(event.ctrlKey || event.metaKey) || event.altKey || !data) return;
  const key = event.key.toLowerCase();
  if (key === "z" && !event.shiftKey) step(data.undo(cursor()));
  else if (key === "y" || (key === "z" && event.shiftKey)) step(data.redo(cursor()));
  else if (key === "s") keeper.save();
  else return;
  event.preventDefault();
});

let form;

function draw() {
  fields.clear();
  form.draw(data.root);
  form.number(markers);
  show();
}

function setView(view) {
  root.dataset.view = view;
  for (const tab of root.querySelectorAll("[data-to]")) tab.setAttribute("aria-pressed", String(tab.dataset.to === view));
}

async function take(format) {
  try {
    if (!(await keeper.save())) return tell("Chưa lưu được nên chưa lấy tệp về. Thử lại sau khi thấy “Đã lưu”.");
    await download(`/api/documents/${id}/export?format=${format}`);
    tell("Đã lấy tệp về thư mục Tải xuống (Downloads) của trình duyệt.");
  } catch (error) {
    const errors = error.told?.findings ? findings.filter((one) => one.severity === "error").map((one) => one.message) : [];
    const said = errors.length > 3 ? [...errors.slice(0, 3), `và ${errors.length - 3} lỗi nữa`] : errors;
    tell(`${error.message} ${said.map((one) => `${one}. `).join("")}`, errors.length ? button("Vẫn lấy về, kể cả lỗi", async () => {
      try {
        await download(`/api/documents/${id}/export?format=${format}&allow_errors=1`);
        tell("Đã lấy tệp về, còn lỗi chưa sửa.");
      } catch (again) {
        tell(again.message);
      }
    }) : "");
  }
}

/** The workbook that units fill in, this document being what they share. */
async function blankTable() {
  try {
    if (!(await keeper.save())) return tell("Chưa lưu được nên chưa lấy bảng. Thử lại sau khi thấy “Đã lưu”.");
    await download(`/documents/${id}/rows`);
    tell("Đã lấy bảng trống. Gửi các đơn vị điền, rồi vào “Nhiều văn bản”.");
  } catch (error) {
    tell(error.message);
  }
}

/** A new document like this one. */
async function again() {
  try {
    if (await keeper.save()) location.assign(`/documents/${(await send("POST", "/api/documents", { from: Number(id) })).id}`);
  } catch (error) {
    tell(error.message);
  }
}

async function start() {
  const [told, schema] = await Promise.all([get(`/api/documents/${id}`), get(`/documents/${id}/schema`)]);
  if (!editor.isForm) editor.documents = (await get("/api/documents")).documents.filter((one) => one.id !== Number(id));
  marked = told.marked ?? [];
  let kept = told.data;
  const typed = unsent(id);
  const stored = JSON.stringify(told.data);
  let stranded = null;
  if (typed && typed.json !== stored) {
    if (typed.version === told.version) kept = JSON.parse(typed.json);
    else stranded = typed;
  } else forget(id);
  data = new Data(kept);
  form = new Form(schema, editor);
  keeper = new Keeper(id, told.version, stored, (text, aside) => ((aside ? others : state).textContent = text), () => location.reload());
  const tabs = [["form", "Soạn"], ["pages", "Trang in"]].map(([view, title]) => button(title, () => setView(view), { "data-to": view, "aria-pressed": "false" }));
  root.replaceChildren(
    h("div", { class: "bar top" },
      h("div", { class: "tabs", role: "group", "aria-label": "Xem" }, tabs),
      button("Lấy tệp Word", () => take("docx"), { class: "primary" }), button("Lấy PDF", () => take("pdf"), { class: "primary" }),
      button("↶ Lấy lại", () => step(data.undo(cursor())), { title: "Ctrl + Z" }), button("↷ Làm lại", () => step(data.redo(cursor())), { title: "Ctrl + Y" }),
      h("a", { class: "button", href: `/documents/${id}/versions` }, "Các bản đã lưu"),
      editor.isForm ? null : h("div", { class: "further" }, button("Thêm ▾", ({ target }) => menu(target, [
        ["Lấy tệp dữ liệu (để mở lại, gửi máy khác)", () => take("yaml")],
        ["Lấy bảng trống cho các đơn vị điền (Excel)", blankTable],
        ["Soạn lại từ văn bản này", again],
      ]), { "aria-haspopup": "menu" })),
      h("a", { class: "button", href: "#findings" }, "Cần xem lại: ", count),
      state, others),
    editor.isForm ? h("p", { class: "notice" }, "Ô ghi “?” là chỗ chưa điền: chạm vào rồi ghi. Để “?” thì trang in có dòng chấm để ghi tay.") : "",
    h("div", { class: "split" }, h("div", { class: "left" }, form.element, (list.id = "findings", list)), pane),
  );
  setView("form");
  draw();
  data.onChange((json) => {
    marked = marked.filter((path) => valueAt(data.root, path) === valueAt(told.data, path));
    keeper.changed(json);
    preview(json);
  });
  if (stranded) {
    tell(`Trình duyệt này còn giữ chữ chưa lưu, viết từ bản ${stranded.version}; văn bản nay đã là bản ${told.version}. `,
      button("Dùng chữ chưa lưu ấy", () => {
        data.replace(stranded.json);
        draw();
        tell("");
      }, { class: "primary" }),
      button("Bỏ chữ chưa lưu", () => (forget(id), tell(""))));
  }
  if (kept !== told.data) {
    keeper.changed(data.json());
    tell("Đã lấy lại chữ chưa kịp lưu lần trước.");
  }
  preview(data.json());
}

function valueAt(from, pointer) {
  return pointer.split("/").slice(1).reduce((at, step) => at?.[step.replaceAll("~1", "/").replaceAll("~0", "~")] ?? at?.text, from);
}

/** For the benchmark: settles when the pages of the newest data are shown. */
globalThis.settled = () => new Promise((done) => {
  measured = (json) => json === data.json() && requestAnimationFrame(() => done(performance.now()));
});

/** For the tests: whether the pages are those of the newest data. */
globalThis.isDrawn = () => data !== undefined && newest === data.json();

start().catch((error) => root.replaceChildren(h("p", { class: "error", role: "alert" }, error.message)));
