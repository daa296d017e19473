// What Word, Excel and others put on the clipboard: lines of text, and tables as the data has them.

/** The clipboard in order: [{ lines: […] } | { table: {…} }]. */
export function clipped(clipboard) {
  const html = clipboard.getData("text/html");
  if (/<table[\s>]/i.test(html)) return fromHtml(html);
  const lines = textLines(clipboard.getData("text/plain"));
  return lines.length ? [{ lines }] : [];
}

function textLines(text) {
  return text.split(/\r\n|\r|\n|\u2028|\u000b/).map(clean).filter(Boolean);
}

const clean = (text) => text.replace(/[\s\u00a0]+/g, " ").trim().normalize("NFC");

/** A page of HTML to be read: what it says of looks is kept as data, or the policy of the page would complain of it. */
function parsed(html) {
  const plain = html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/\sstyle\s*=/gi, " data-style=");
  return new DOMParser().parseFromString(plain, "text/html").body;
}

/** The lines and tables of a page of HTML, which is read, never shown. */
export function fromHtml(html) {
  const body = parsed(html);
  const out = [];
  let line = "";
  const end = () => {
    const text = clean(line);
    line = "";
    if (!text) return;
    if (!out.at(-1)?.lines) out.push({ lines: [] });
    out.at(-1).lines.push(text);
  };
  const walk = (node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) line += child.data;
      else if (child.nodeType !== Node.ELEMENT_NODE || /^(style|script|title|xml)$/i.test(child.localName)) continue;
      else if (child.localName === "table") {
        end();
        const table = asTable(child);
        if (table) out.push({ table });
      } else if (child.localName === "br") end();
      else {
        const block = /^(p|div|li|h\d|tr|ul|ol|section|article|blockquote|pre)$/.test(child.localName);
        if (block) end();
        walk(child);
        if (block) end();
      }
    }
  };
  walk(body);
  end();
  return out;
}

/** The paragraphs of a cell. */
function paragraphs(cell) {
  const blocks = [...cell.querySelectorAll("p, div, li")].filter((block) => !block.querySelector("p, div, li"));
  const source = blocks.length ? blocks : [cell];
  const lines = source.flatMap((block) => {
    const copy = block.cloneNode(true);
    copy.querySelectorAll("br").forEach((br) => br.replaceWith("\u2028"));
    return copy.textContent.split("\u2028").map(clean).filter(Boolean);
  });
  return lines;
}

const isBold = (cell) =>
  cell.localName === "th" || cell.querySelector("b, strong") !== null || /font-weight:\s*(bold|[6-9]00)/i.test(cell.outerHTML);

function value(cell, columns, rows) {
  const lines = paragraphs(cell);
  const words = lines.length > 1 ? lines : lines[0] ?? "";
  if (columns === 1 && rows === 1) return words;
  return {
    [Array.isArray(words) ? "paragraphs" : "text"]: words,
    ...(columns > 1 ? { columns } : {}),
    ...(rows > 1 ? { rows } : {}),
  };
}

/** A table of HTML as data; a table of one cell is nothing but its words. */
export function asTable(element) {
  const rows = [...element.rows].filter((row) => row.cells.length && !/display:\s*none/i.test(row.dataset.style ?? ""));
  if (!rows.length) return null;
  // Where every cell begins, those that run down from above counted.
  const taken = rows.map(() => []);
  let width = 0;
  const placed = rows.map((row, r) => {
    let c = 0;
    return [...row.cells].map((cell) => {
      while (taken[r][c]) c += 1;
      const columns = Math.max(1, cell.colSpan);
      const down = Math.max(1, Math.min(cell.rowSpan || 1, rows.length - r));
      for (let dr = 0; dr < down; dr += 1) for (let dc = 0; dc < columns; dc += 1) taken[r + dr][c + dc] = true;
      const at = { cell, column: c, columns, rows: down };
      c += columns;
      width = Math.max(width, c);
      return at;
    });
  });
  const head = headOf(placed, rows);
  const titles = Array.from({ length: width }, (_, c) => {
    for (let r = head - 1; r >= 0; r -= 1) {
      const over = placed[r].find((at) => at.column <= c && c < at.column + at.columns);
      const title = over && paragraphs(over.cell).join(" ");
      if (title) return title;
    }
    return "";
  });
  const cells = (r) => placed[r].map((at) => value(at.cell, at.columns, at.rows));
  const simple = head === 1 && placed[0].every((at) => at.columns === 1 && at.rows === 1);
  const counted = /^(stt|tt|số tt|số thứ tự)$/i.test(titles[0] ?? "");
  const counters = { numbered: 0, group: 0, subgroup: 0 };
  const table = { columns: titles };
  if (!simple) table.head = placed.slice(0, head).map((_, r) => cells(r));
  table.rows = placed.slice(head).map((row, r) => {
    const own = cells(head + r);
    const kind = kindOf(row, width, counted, counters);
    if (!kind) return own;
    if (counters[kind] !== undefined && row[0]?.column === 0) own[0] = "";
    return { kind, cells: own };
  });
  return table;
}

/** The words of a table's cells, row by row; a merged cell is followed by empty ones. */
export function cellLines(html) {
  const element = parsed(html).querySelector("table");
  return [...element.rows].map((row) => [...row.cells].flatMap((cell) => [paragraphs(cell).join("\n"), ...Array(Math.max(0, cell.colSpan - 1)).fill("")]));
}

/** How many rows are the head: those said to be, else the bold ones at the top, at least what the first row's merged cells cover. */
function headOf(placed, rows) {
  let head = rows.findLastIndex((row) => row.parentElement.localName === "thead") + 1;
  if (!head) {
    while (head < Math.min(placed.length - 1, 4) && placed[head].every((at) => !paragraphs(at.cell).length || isBold(at.cell)) && !isGroup(placed[head], placed)) head += 1;
  }
  head = Math.max(1, head);
  for (let r = 0; r < head && r < placed.length; r += 1) for (const at of placed[r]) head = Math.max(head, Math.min(r + at.rows, placed.length - 1));
  return Math.max(1, Math.min(head, placed.length));
}

const first = (row) => (row[0] ? paragraphs(row[0].cell).join(" ") : "");

/** Whether a row below the first has words over its whole width. */
function isGroup(row, placed) {
  return row !== placed[0] && row.length === 1 && row[0].columns > 1;
}

const ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"];
const LETTERS = "ABCDEGHIKLMNOPQRSTUVXY";

/** What a row is for; numbers are only left to the program where they are those that it would write. */
function kindOf(row, width, counted, counters) {
  const words = first(row).replace(/[.)]$/, "");
  if (row.length === 1 && row[0].columns === width && width > 1) return words ? "heading" : null;
  if (/^(tổng|cộng)/i.test(words) || (row[1] && /^(tổng cộng|cộng|tổng số)/i.test(paragraphs(row[1].cell).join(" ")) && !words)) return "total";
  if (!counted || row[0]?.column !== 0 || row[0].rows > 1 || row[0].columns > 1) return null;
  if (words === LETTERS[counters.group]) {
    counters.group += 1;
    counters.numbered = 0;
    return "group";
  }
  if (words === ROMAN[counters.subgroup]) {
    counters.subgroup += 1;
    return "subgroup";
  }
  if (words === String(counters.numbered + 1) || words === String(counters.numbered + 1).padStart(2, "0")) {
    counters.numbered += 1;
    return "numbered";
  }
  return null;
}
