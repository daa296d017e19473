// A batch: cells put right and columns chosen are kept at once and judged again; how far the job is, asked every second.
import { Failure, send } from "./api.js";
import { fit, tell } from "./dom.js";

const batch = document.getElementById("batch").dataset.batch;
const keptAs = `vanban:batch:${batch}`;
const AGAIN = 3000;

/** Cells that the program has not taken yet, by their names; the browser keeps them until it has. */
const unsent = new Map(Object.entries(JSON.parse(localStorage.getItem(keptAs) ?? "{}")));
let busy = null;

const fieldOf = (cell) => document.querySelector(`[data-cell="${CSS.escape(cell)}"]`);

function keep(field) {
  unsent.set(field.dataset.cell, { cell: field.dataset.cell, was: field.dataset.was, is: field.value });
  remember();
  work();
}

function remember() {
  if (unsent.size) localStorage.setItem(keptAs, JSON.stringify(Object.fromEntries(unsent)));
  else localStorage.removeItem(keptAs);
}

function work() {
  busy ??= sendAll().finally(() => (busy = null));
  return busy;
}

async function sendAll() {
  if (unsent.size) tell("Đang giữ…");
  try {
    while (unsent.size) {
      let isColumn = false;
      for (const [name, correction] of [...unsent]) {
        await send("PUT", `/api/batches/${batch}/cells`, correction);
        // It may have been changed meanwhile.
        if (unsent.get(name) === correction) unsent.delete(name);
        remember();
        isColumn ||= fieldOf(name)?.matches("select");
      }
      tell("Đã giữ, đang kiểm tra lại…");
      // With another column all rows may read otherwise.
      if (isColumn) return location.reload();
      await judge();
    }
    tell("");
  } catch (error) {
    tell(error instanceof Failure ? error.message : "Chương trình không trả lời; ô đã sửa vẫn được giữ trong trình duyệt và sẽ tự gửi.");
    setTimeout(work, AGAIN);
  }
}

/** Takes over what the program now says of the cells; fields that somebody may be typing in stay as they are. */
async function judge() {
  const answer = await fetch(location.pathname);
  if (!answer.ok) throw new Error("no page");
  const now = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const pane of document.querySelectorAll("[data-told]")) {
    const told = now.getElementById(pane.id);
    const open = pane.querySelector("details")?.open;
    pane.replaceChildren(...(told ? [...told.childNodes].map((node) => document.adoptNode(node)) : []));
    if (open && pane.querySelector("details")) pane.querySelector("details").open = true;
    if (pane.hasChildNodes() && pane.closest("details")) pane.closest("details").open = true;
  }
  for (const field of document.querySelectorAll("textarea[data-cell]")) {
    const same = now.getElementById(field.id);
    if (same?.hasAttribute("aria-invalid")) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  const rows = document.getElementById("noted");
  for (const row of now.querySelectorAll("[data-row]")) {
    if (document.getElementById(row.id)) continue;
    const after = [...rows.children].find((one) => Number(one.dataset.row) > Number(row.dataset.row));
    rows.insertBefore(document.adoptNode(row), after ?? null);
  }
  document.getElementById("mend").hidden = !rows.children.length;
}

/** Columns may mean any field; the list is the same for all. */
function offer() {
  const fields = [...document.getElementById("fields").options];
  for (const select of document.querySelectorAll("select[data-cell]")) {
    const rest = fields.filter((field) => field.value !== select.dataset.path);
    select.append(...rest.map((field) => field.cloneNode(true)));
  }
}

document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-cell]")) keep(target);
});

// What was typed last goes with the order.
document.addEventListener("submit", async (event) => {
  if (!unsent.size && !busy) return;
  event.preventDefault();
  const { id } = event.target;
  await work();
  if (!unsent.size) document.getElementById(id)?.submit();
});

document.addEventListener("input", ({ target }) => {
  if (target.matches("textarea[data-cell]")) fit(target);
});

document.addEventListener("click", ({ target }) => {
  const field = target.dataset?.back && document.getElementById(target.dataset.back);
  if (!field) return;
  field.value = field.dataset.was;
  field.focus();
  keep(field);
});

async function watch() {
  const progress = document.getElementById("progress");
  try {
    const answer = await fetch(`/api/batches/${batch}`);
    const { state, done } = await answer.json();
    const shown = Math.min(done, Number(progress.dataset.total));
    progress.querySelector("progress").value = shown;
    progress.querySelector("[data-done]").textContent = shown;
    if (state !== "running") return location.reload();
  } catch {
    // The program is away for a moment; it goes on when it is back.
  }
  setTimeout(watch, 1000);
}

for (const { cell, is } of unsent.values()) {
  const field = fieldOf(cell);
  if (field) field.value = is;
}
for (const field of document.querySelectorAll("textarea[data-cell]")) fit(field);
offer();
work();
if (document.querySelector("#progress[data-total]")) watch();
