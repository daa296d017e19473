// The document's data in the browser: one tree of JSON, changed in place, with a history.
import { written } from "./items.js";

const LONGEST_HISTORY = 200;
/** Typing within so many milliseconds is undone in one. */
const BURST = 1200;

export class Data {
  constructor(root) {
    this.root = root;
    this.past = [];
    this.future = [];
    this.last = { key: null, at: 0 };
    this.listeners = [];
    this.kept = written(root);
  }

  onChange(listener) {
    this.listeners.push(listener);
  }

  /** The data as JSON. */
  json() {
    return written(this.root);
  }

  /**
   * Says that something is changed: `key` names what is typed into, so that a burst is one step of the history; `focus` is
   * where the cursor was before.
   */
  changed(key = null, focus = null) {
    const now = Date.now();
    const goesOn = key !== null && key === this.last.key && now - this.last.at < BURST;
    this.last = { key, at: now };
    const json = this.json();
    if (json === this.kept) return;
    if (!goesOn) {
      this.past.push({ json: this.kept, focus });
      if (this.past.length > LONGEST_HISTORY) this.past.shift();
    }
    this.future.length = 0;
    this.kept = json;
    this.listeners.forEach((listener) => listener(json));
  }

  /** Goes back one step; gives where the cursor was, or null when there is nothing to undo. */
  undo(focus) {
    return this.#step(this.past, this.future, focus);
  }

  redo(focus) {
    return this.#step(this.future, this.past, focus);
  }

  #step(from, to, focus) {
    const step = from.pop();
    if (!step) return null;
    to.push({ json: this.kept, focus });
    this.replace(step.json);
    return { focus: step.focus };
  }

  /** Takes over other data. */
  replace(json) {
    this.root = JSON.parse(json);
    this.kept = json;
    this.last = { key: null, at: 0 };
    this.listeners.forEach((listener) => listener(json));
  }
}

/** The data as its pages are asked for: a required text that is still empty shows as an ellipsis. */
export function shown(json) {
  return JSON.stringify(JSON.parse(json, function reviver(key, value) {
    const inList = Array.isArray(this);
    return value === "" && !inList && !["mark", "marker"].includes(key) && !["columns", "rows", "paragraphs"].some((span) => span in this) ? "…" : value;
  }));
}
