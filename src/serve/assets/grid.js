// A table's data as a grid: which cell stands where, and changes that keep merged cells whole. Nothing of the page.

const isObject = (cell) => cell !== null && typeof cell === "object" && !Array.isArray(cell);
const span = (cell, way) => (isObject(cell) && cell[way]) || 1;

export const cellsOf = (row) => (Array.isArray(row) ? row : row.cells);
export const kindOf = (row) => (Array.isArray(row) ? "plain" : row.kind ?? "plain");

/** The words of a cell, a line for each paragraph. */
export function words(cell) {
  if (Array.isArray(cell)) return cell.join("\n");
  if (isObject(cell)) return cell.paragraphs ? cell.paragraphs.join("\n") : String(cell.text ?? "");
  return String(cell ?? "");
}

/** A cell with other words; all else that it holds stays. */
export function withWords(cell, text) {
  const lines = text.split("\n");
  const value = lines.length > 1 ? lines : text;
  if (!isObject(cell)) return typeof cell === "number" && String(cell) === text ? cell : value;
  const { text: _, paragraphs: __, ...rest } = cell;
  return lines.length > 1 ? { paragraphs: lines, ...rest } : { text, ...rest };
}

/** A cell of another size. */
function sized(cell, columns, rows) {
  const whole = isObject(cell) ? { ...cell } : Array.isArray(cell) ? { paragraphs: cell } : { text: cell };
  delete whole.columns;
  delete whole.rows;
  if (columns > 1) whole.columns = columns;
  if (rows > 1) whole.rows = rows;
  const keys = Object.keys(whole);
  return keys.length === 1 && (keys[0] === "text" || keys[0] === "paragraphs") ? whole[keys[0]] : whole;
}

/** Rows as a matrix: at every place { cell, row, column, columns, rows }, the same one at all places that it covers. */
export function matrix(rows) {
  const out = rows.map(() => []);
  rows.forEach((row, r) => {
    let c = 0;
    for (const cell of cellsOf(row)) {
      while (out[r][c]) c += 1;
      const place = { cell, row: r, column: c, columns: span(cell, "columns"), rows: Math.min(span(cell, "rows"), rows.length - r) };
      for (let dr = 0; dr < place.rows; dr += 1) {
        for (let dc = 0; dc < place.columns; dc += 1) out[r + dr][c + dc] = place;
      }
      c += place.columns;
    }
  });
  return out;
}

/** Writes a matrix back into its rows. */
function write(rows, grid) {
  const seen = new Map();
  grid.forEach((line, r) => line.forEach((place, c) => {
    if (!place) return;
    const known = seen.get(place) ?? { row: r, column: c, bottom: r, right: c };
    known.bottom = Math.max(known.bottom, r);
    known.right = Math.max(known.right, c);
    seen.set(place, known);
  }));
  rows.forEach((row, r) => {
    const own = [...seen].filter(([, at]) => at.row === r).sort((a, b) => a[1].column - b[1].column);
    cellsOf(row).splice(0, Infinity, ...own.map(([place, at]) => sized(place.cell, at.right - at.column + 1, at.bottom - at.row + 1)));
  });
}

/** Changes rows through their matrix. */
function change(rows, with_) {
  const grid = matrix(rows);
  with_(grid);
  write(rows, grid);
}

const empty = () => ({ cell: "" });

/** The lists of rows that columns run through. */
const lists = (table) => [table.head, table.rows].filter(Boolean);

export function addRow(table, at, width) {
  const grid = matrix(table.rows);
  // A cell that runs past the new row covers it too.
  const line = Array.from({ length: width }, (_, c) => {
    const [above, under] = [grid[at - 1]?.[c], grid[at]?.[c]];
    return above && above === under ? above : empty();
  });
  const like = table.rows[at - 1] ?? table.rows[at];
  const numbered = like && kindOf(like) === "numbered";
  table.rows.splice(at, 0, numbered ? { kind: "numbered", cells: [] } : []);
  grid.splice(at, 0, line);
  write(table.rows, grid);
}

export function removeRow(table, at) {
  const grid = matrix(table.rows);
  table.rows.splice(at, 1);
  grid.splice(at, 1);
  write(table.rows, grid);
}

export function moveRow(table, at, by) {
  const to = at + by;
  const one = (r) => matrix(table.rows)[r]?.every((place) => !place || place.rows === 1);
  if (to < 0 || to >= table.rows.length || !one(at) || !one(to)) return false;
  table.rows.splice(to, 0, ...table.rows.splice(at, 1));
  return true;
}

export function addColumn(table, at) {
  table.columns.splice(at, 0, "");
  for (const rows of lists(table)) {
    change(rows, (grid) => grid.forEach((line) => {
      if (at > line.length) return;
      const [left, right] = [line[at - 1], line[at]];
      line.splice(at, 0, left && left === right ? left : empty());
    }));
  }
}

export function removeColumn(table, at) {
  table.columns.splice(at, 1);
  for (const rows of lists(table)) change(rows, (grid) => grid.forEach((line) => line.splice(at, 1)));
}

/** Makes one cell of a rectangle, widened to take in merged cells whole; words are put one below the other. */
export function merge(rows, from, to) {
  change(rows, (grid) => {
    let [top, left, bottom, right] = [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1])];
    const within = () => grid.slice(top, bottom + 1).flatMap((line) => line.slice(left, right + 1)).filter(Boolean);
    for (let grown = true; grown;) {
      const before = [top, left, bottom, right].join();
      for (const place of within()) {
        grid.forEach((line, r) => line.forEach((other, c) => {
          if (other !== place) return;
          [top, left, bottom, right] = [Math.min(top, r), Math.min(left, c), Math.max(bottom, r), Math.max(right, c)];
        }));
      }
      grown = before !== [top, left, bottom, right].join();
    }
    const all = [...new Set(within())];
    const text = all.map((place) => words(place.cell)).filter(Boolean).join("\n");
    const whole = { cell: withWords(all[0]?.cell ?? "", text) };
    for (let r = top; r <= bottom; r += 1) for (let c = left; c <= right; c += 1) grid[r][c] = whole;
  });
}

/** Parts a merged cell into empty ones behind its first. */
export function split(rows, row, column) {
  change(rows, (grid) => {
    const place = grid[row][column];
    let first = true;
    grid.forEach((line) => line.forEach((other, c) => {
      if (other !== place) return;
      line[c] = first ? { cell: place.cell } : empty();
      first = false;
    }));
  });
}

/** Sets what a row is for. */
export function setKind(table, at, kind) {
  const row = table.rows[at];
  if (Array.isArray(row)) {
    if (kind !== "plain") table.rows[at] = { kind, cells: row };
  } else if (kind !== "plain") row.kind = kind;
  else if (Object.keys(row).every((key) => ["kind", "cells"].includes(key))) table.rows[at] = row.cells;
  else delete row.kind;
}

/** Puts rows of words into a table from a place on; rows and columns are added where they do not fit. */
export function fill(table, row, column, lines) {
  const width = Math.max(...lines.map((line) => line.length));
  while (table.columns.length < column + width) addColumn(table, table.columns.length);
  while (table.rows.length < row + lines.length) addRow(table, table.rows.length, table.columns.length);
  change(table.rows, (grid) => lines.forEach((line, r) => line.forEach((text, c) => {
    const place = grid[row + r][column + c];
    if (place) place.cell = withWords(place.cell, text);
    else grid[row + r][column + c] = { cell: text };
  })));
}
