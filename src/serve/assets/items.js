// The items of a body as data: pure changes of lists, nothing of the page. A text alone (a paragraph) is an object while it is
// edited, marked with SHORT, and a text again when it is written. What an item holds besides is never touched.

const SHORT = Symbol("short");

/** A paragraph. */
export function short(text = "") {
  return { text, [SHORT]: true };
}

/** Makes the texts of a list objects, all the way down. */
export function open(list) {
  list.forEach((item, at) => {
    if (typeof item === "string") list[at] = short(item);
    else if (Array.isArray(item?.items)) open(item.items);
  });
  return list;
}

/** The data as it is kept: paragraphs are texts. */
export function written(data) {
  return JSON.stringify(data, (_, value) => (value?.[SHORT] && Object.keys(value).length === 1 ? value.text : value));
}

/** Whether an item is a paragraph. */
export const isParagraph = (item) => !item.level || item.level === "paragraph";

/** Whether it holds something else than words. */
export const isWords = (item) => !item.table && !item.image && !item.compose;

const BY_SECTIONS = ["part", "section", "clause", "subclause", "point", "dash", "plus"];
const BY_ARTICLES = ["part", "chapter", "section", "subsection", "article", "clause", "point", "dash", "plus"];
const ALONE = ["part", "chapter", "section", "subsection"];

/** The levels of a text, from large to small: by articles where it has some. */
export function ladder(list) {
  const has = (items) => items.some((item) => ["chapter", "article", "subsection"].includes(item.level) || has(item.items ?? []));
  return has(list) ? BY_ARTICLES : BY_SECTIONS;
}

/** The usual level below another. */
function below(level, levels) {
  const at = levels.indexOf(level);
  const next = levels[Math.min(at + 1, levels.length - 1)];
  return ["subclause", "subsection"].includes(next) ? levels[at + 2] : next;
}

const isNumbered = (level) => level && !["dash", "plus", "paragraph", "note"].includes(level);

/** The list that an item stands in, its place there, and the items above it. */
export function find(list, item, above = []) {
  const at = list.indexOf(item);
  if (at >= 0) return { list, at, above };
  for (const one of list) {
    const found = one.items && find(one.items, item, [...above, one]);
    if (found) return found;
  }
  return null;
}

/** Every item from top to bottom with its pointer and depth. */
export function* flat(list, pointer, depth = 0) {
  for (const [at, item] of list.entries()) {
    yield { item, pointer: `${pointer}/${at}`, depth };
    if (item.items) yield* flat(item.items, `${pointer}/${at}/items`, depth + 1);
  }
}

/** Gives a value another name, its place among the others kept. */
function rename(item, from, to) {
  const entries = Object.entries(item);
  for (const [key] of entries) delete item[key];
  for (const [key, value] of entries) item[key === from ? to : key] = value;
}

/** Sets an item's level; words become a heading or text where the level wants it. */
export function setLevel(item, level) {
  if (level === "paragraph") delete item.level;
  else if (item.level) item.level = level;
  else {
    const rest = Object.entries(item);
    for (const [key] of rest) delete item[key];
    Object.assign(item, { level }, Object.fromEntries(rest));
  }
  if (ALONE.includes(level) && item.heading === undefined && item.text !== undefined) rename(item, "text", "heading");
  if (!isNumbered(level) && item.heading !== undefined && item.text === undefined) rename(item, "heading", "text");
  return item;
}

/** Makes heading of text and the other way round. */
export function turn(item) {
  if (item.heading !== undefined && item.text === undefined) rename(item, "heading", "text");
  else if (item.text !== undefined && item.heading === undefined) rename(item, "text", "heading");
}

/** Numbered items below an item are of smaller levels than it. */
function settle(item, levels) {
  for (const child of item.items ?? []) {
    if (isNumbered(child.level) && isNumbered(item.level) && levels.indexOf(child.level) <= levels.indexOf(item.level)) {
      setLevel(child, below(item.level, levels));
    }
    settle(child, levels);
  }
}

/** The next item of the same level, with these words; it stands behind the item and all below it. */
export function addAfter(root, item, words = "") {
  const { list, at } = find(root, item);
  let next = short(words);
  if (!isParagraph(item)) {
    const key = item.heading !== undefined && item.text === undefined ? "heading" : "text";
    next = { level: item.level, [key]: words };
  }
  list.splice(at + 1, 0, next);
  return next;
}

/** One level down: below the item before it. Tells whether anything changed. */
export function demote(root, item) {
  const { list, at } = find(root, item);
  const levels = ladder(root);
  const above = list[at - 1];
  if (!above || !isWords(above)) {
    if (!isNumbered(item.level) && item.level !== "dash") return false;
    const level = below(item.level, levels);
    if (level === item.level) return false;
    setLevel(item, level);
    settle(item, levels);
    return true;
  }
  list.splice(at, 1);
  above.items ??= [];
  const sibling = above.items.findLast((one) => one.level);
  if (item.level) {
    const from = isNumbered(item.level) || item.level === "dash" ? item.level : "dash";
    setLevel(item, sibling?.level ?? below(isNumbered(above.level) ? above.level : from, levels));
  }
  above.items.push(item);
  settle(item, levels);
  return true;
}

/** One level up: behind the item that it stood below. */
export function promote(root, item) {
  const { list, at, above } = find(root, item);
  const parent = above.at(-1);
  if (!parent) return false;
  list.splice(at, 1);
  if (!list.length) delete parent.items;
  const outer = find(root, parent);
  outer.list.splice(outer.at + 1, 0, item);
  if (item.level && parent.level) setLevel(item, parent.level);
  settle(item, ladder(root));
  return true;
}

/** Takes an item away; what stood below it takes its place. Gives the item to go on at. */
export function remove(root, item, withChildren = false) {
  const { list, at, above } = find(root, item);
  const before = [...flat(root, "")];
  const place = before.findIndex((one) => one.item === item);
  list.splice(at, 1, ...(withChildren ? [] : item.items ?? []));
  const parent = above.at(-1);
  if (parent && !list.length) delete parent.items;
  const left = [...flat(root, "")];
  return left[Math.max(0, Math.min(place - 1, left.length - 1))]?.item ?? null;
}

/** Moves an item with all below it past its neighbour; at an end into the next list of its depth. */
export function move(root, item, by) {
  const { list, at, above } = find(root, item);
  const to = at + by;
  if (to >= 0 && to < list.length) {
    list.splice(at, 1);
    list.splice(to, 0, item);
    return true;
  }
  const parent = above.at(-1);
  if (!parent) return false;
  const outer = find(root, parent);
  const neighbour = outer.list[outer.at + by];
  if (!neighbour || !isWords(neighbour)) return false;
  list.splice(at, 1);
  if (!list.length) delete parent.items;
  neighbour.items ??= [];
  if (by < 0) neighbour.items.push(item);
  else neighbour.items.unshift(item);
  settle(neighbour, ladder(root));
  return true;
}

/** Puts an item before another one, or behind it and all below it. */
export function drop(root, item, target, after) {
  if (item === target || find([item], target)) return false;
  const from = find(root, item);
  from.list.splice(from.at, 1);
  const parent = from.above.at(-1);
  if (parent && !from.list.length) delete parent.items;
  const to = find(root, target);
  to.list.splice(to.at + (after ? 1 : 0), 0, item);
  if (item.level && target.level && isNumbered(item.level) && isNumbered(target.level)) setLevel(item, target.level);
  settle(item, ladder(root));
  return true;
}

const isEmpty = (item) => isWords(item) && !item.items && !item.run_in && !item.heading && !item.text;

/** Puts items behind another one, in the list whose level is theirs; an empty one gives way. Gives the last of them. */
export function insert(root, item, fresh) {
  if (!fresh.length) return item;
  open(fresh);
  const numbered = fresh.find((one) => isNumbered(one.level))?.level;
  let { list, at, above } = find(root, item);
  if (isEmpty(item)) list.splice(at--, 1);
  const levels = ladder([...root, ...fresh]);
  const rank = (level) => levels.indexOf(level);
  // Items of a large level do not stand below one of the same or a smaller level.
  while (numbered && above.length && isNumbered(above.at(-1).level) && rank(above.at(-1).level) >= rank(numbered)) {
    const parent = above.at(-1);
    if (!list.length) delete parent.items;
    ({ list, at, above } = find(root, parent));
  }
  list.splice(at + 1, 0, ...fresh);
  return fresh.at(-1);
}
