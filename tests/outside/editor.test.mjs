// The editor's pure parts: changes of items and tables that lose nothing. `node --test tests/outside/editor.test.mjs`
import assert from "node:assert/strict";
import { test } from "node:test";

const assets = new URL("../../src/serve/assets/", import.meta.url);
const items = await import(new URL("items.js", assets));
const grid = await import(new URL("grid.js", assets));
const { Data, shown } = await import(new URL("data.js", assets));

const body = () => items.open([
  "Đoạn mở.",
  { level: "section", heading: "Một", own: { kept: [1, null] }, items: [
    { level: "clause", heading: "A", items: ["Chữ.", { level: "dash", text: "gạch" }] },
    { level: "clause", text: "B", marker: "5" },
    { table: { columns: ["x"], rows: [["1"]] } },
  ] },
  { level: "section", heading: "Hai" },
]);
const plain = (list) => JSON.parse(items.written(list));

test("what is opened and written is what it was", () => {
  const before = ["a", { level: "clause", run_in: "Sở", text: "b", items: ["c", { text: "d" }, { unknown: 1, text: "e" }] }];
  assert.deepEqual(plain(items.open(structuredClone(before))), before);
  assert.equal(items.written(items.open(structuredClone(before))), JSON.stringify(before));
});

test("the next item has the level and kind of words of the one before", () => {
  const list = body();
  items.addAfter(list, list[1], "Mới");
  assert.deepEqual(plain(list)[2], { level: "section", heading: "Mới" });
  items.addAfter(list, list[1].items[1], "C");
  assert.deepEqual(plain(list)[1].items[2], { level: "clause", text: "C" });
  items.addAfter(list, list[0], "Đoạn hai.");
  assert.equal(plain(list)[1], "Đoạn hai.");
});

test("down and up again is where it was", () => {
  for (const pick of [(list) => list[1].items[1], (list) => list[2], (list) => list[1].items[0].items[1]]) {
    const list = body();
    const before = plain(list);
    const item = pick(list);
    if (items.demote(list, item)) items.promote(list, item);
    const words = (all) => JSON.stringify(all).replace(/"level":"\w+",?|"text"|"heading"/g, "");
    assert.equal(words(plain(list)), words(before));
  }
});

test("numbered items below stay smaller than the one above", () => {
  const list = items.open([{ level: "section", heading: "Một" }, { level: "section", heading: "Hai", items: [{ level: "clause", text: "a", items: [{ level: "point", text: "b" }] }] }]);
  items.demote(list, list[1]);
  assert.deepEqual(plain(list), [{ level: "section", heading: "Một", items: [
    { level: "clause", heading: "Hai", items: [{ level: "point", text: "a", items: [{ level: "dash", text: "b" }] }] },
  ] }]);
});

test("a moved item takes along all below it and what nobody here knows", () => {
  const list = body();
  const [, first] = list;
  assert.ok(items.move(list, first, 1));
  assert.deepEqual(plain(list)[2], plain(body())[1]);
  // At the end of its list it goes on into the next one.
  assert.ok(items.move(list, first.items[0], -1));
  assert.equal(plain(list)[1].items[0].heading, "A");
});

test("an item that goes leaves those below it", () => {
  const list = body();
  items.remove(list, list[1].items[0]);
  assert.deepEqual(plain(list)[1].items.slice(0, 2), ["Chữ.", { level: "dash", text: "gạch" }]);
  items.remove(list, list[1], true);
  assert.equal(list.length, 2);
});

test("a dropped item never lands in itself", () => {
  const list = body();
  assert.equal(items.drop(list, list[1], list[1].items[0], true), false);
  assert.ok(items.drop(list, list[2], list[1].items[1], false));
  assert.deepEqual(plain(list)[1].items[1], { level: "clause", heading: "Hai" });
});

test("a section has a heading, a dash has words", () => {
  const one = items.setLevel(items.short("Chữ"), "section");
  assert.deepEqual(plain([one])[0], { level: "section", heading: "Chữ" });
  assert.deepEqual(plain([items.setLevel(one, "dash")])[0], { level: "dash", text: "Chữ" });
});

test("pasted sections go behind the section in use, an empty line gives way", () => {
  const list = body();
  items.insert(list, list[1].items[1], [{ level: "section", heading: "Dán", items: ["x"] }]);
  assert.equal(plain(list)[2].heading, "Dán");
  const empty = items.addAfter(list, list[3]);
  items.insert(list, empty, [{ level: "clause", text: "y" }]);
  assert.deepEqual(plain(list).at(-1), { level: "clause", text: "y" });
});

const table = () => ({ columns: ["a", "b", "c"], rows: [["1", { text: "2", columns: 2, align: "right" }], [{ text: "3", rows: 2 }, 4, "5"], ["6", "7"]] });

test("cells are merged and taken apart", () => {
  const one = table();
  grid.merge(one.rows, [1, 1], [2, 2]);
  assert.deepEqual(one.rows, [["1", { text: "2", columns: 2, align: "right" }], [{ text: "3", rows: 2 }, { paragraphs: ["4", "5", "6", "7"], columns: 2, rows: 2 }], []]);
  grid.split(one.rows, 1, 1);
  assert.deepEqual(one.rows[2], ["", ""]);
});

test("rows and columns come and go around merged cells", () => {
  const one = table();
  grid.addRow(one, 2, 3);
  assert.deepEqual(one.rows[1][0], { text: "3", rows: 3 });
  assert.deepEqual(one.rows[2], ["", ""]);
  grid.removeRow(one, 2);
  assert.deepEqual(one, table());
  grid.addColumn(one, 2);
  assert.deepEqual(one.rows[0][1], { text: "2", align: "right", columns: 3 });
  assert.deepEqual(one.rows[1], [{ text: "3", rows: 2 }, 4, "", "5"]);
  grid.removeColumn(one, 2);
  assert.deepEqual(one.rows[0][1], { text: "2", align: "right", columns: 2 });
});

test("a row keeps its kind and number, short rows stay short", () => {
  const one = { columns: ["a", "b", "c"], rows: [{ kind: "group", cells: ["", "Nhóm"] }, { kind: "numbered", marker: "7", cells: ["", "x", 1] }] };
  grid.addRow(one, 2, 3);
  assert.deepEqual(one.rows[0], { kind: "group", cells: ["", "Nhóm"] });
  assert.deepEqual(one.rows[2], { kind: "numbered", cells: ["", "", ""] });
  grid.setKind(one, 2, "plain");
  assert.deepEqual(one.rows[2], ["", "", ""]);
  grid.setKind(one, 1, "plain");
  assert.deepEqual(one.rows[1], { marker: "7", cells: ["", "x", 1] });
});

test("words of a cell change alone", () => {
  assert.equal(grid.withWords(4, "4"), 4);
  assert.deepEqual(grid.withWords({ text: "a", image: { file: "x.png" } }, "b\nc"), { paragraphs: ["b", "c"], image: { file: "x.png" } });
});

test("undo and redo go over bursts of typing", () => {
  const data = new Data({ subject: "" });
  for (const text of ["a", "ab", "abc"]) {
    data.root.subject = text;
    data.changed("/subject", null);
  }
  data.root.place = "x";
  data.changed();
  data.undo(null);
  assert.equal(data.json(), '{"subject":"abc"}');
  data.undo(null);
  assert.equal(data.json(), '{"subject":""}');
  assert.equal(data.undo(null), null);
  data.redo(null);
  data.redo(null);
  assert.equal(data.json(), '{"subject":"abc","place":"x"}');
});

test("only required texts that are empty show an ellipsis", () => {
  const json = '{"subject":"","content":{"body":[{"level":"clause","text":""},{"table":{"columns":[""],"rows":[["",{"text":"","columns":2}]]}}]}}';
  assert.equal(shown(json), '{"subject":"…","content":{"body":[{"level":"clause","text":"…"},{"table":{"columns":[""],"rows":[["",{"text":"","columns":2}]]}}]}}');
});
