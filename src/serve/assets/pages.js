// The pages as they will be printed, and the way between a line and its field.
import { h } from "./dom.js";

/** A pointer without the steps that data may leave out. */
const plain = (pointer) => pointer.replace(/\/cells(?=\/)/g, "");

export class Pages {
  constructor(element, onLine, onFinding) {
    Object.assign(this, { element, hashes: [], path: null });
    element.addEventListener("click", (event) => {
      const mark = event.target.closest("[data-finding]");
      const line = event.target.closest("[data-path]");
      if (mark) onFinding(Number(mark.dataset.finding));
      else if (line) onLine(line.dataset.path, wordAt(event, line));
    });
  }

  /** Takes over pages; those whose hash is known stay as they are. */
  show(pages) {
    const old = [...this.element.querySelectorAll("figure")];
    const byHash = new Map(this.hashes.map((hash, at) => [hash, old[at]]));
    pages.forEach((page, at) => {
      let figure = old[at];
      if (!figure) {
        figure = h("figure", { class: "page" });
        this.element.append(figure);
      }
      if (this.hashes[at] === page.hash) return;
      // The page's words come escaped from the program; it is the only place that takes HTML.
      if (page.svg) figure.innerHTML = page.svg;
      else if (byHash.get(page.hash)) figure.replaceChildren(byHash.get(page.hash).firstElementChild.cloneNode(true));
    });
    old.slice(pages.length).forEach((figure) => figure.remove());
    this.hashes = pages.map((page) => page.hash);
    this.element.classList.remove("stale");
    this.notice?.remove();
    this.mark(this.path, false);
  }

  /** The last pages are no longer those of the data. */
  stale(why = null) {
    this.element.classList.add("stale");
    this.notice ??= h("p", { class: "notice", role: "status" });
    this.notice.textContent = why ?? (this.hashes.length
      ? "Trang in chưa đổi theo: sửa chỗ báo lỗi thì trang hiện lại."
      : "Chưa có trang in: điền những chỗ báo lỗi thì trang hiện ra.");
    this.element.prepend(this.notice);
  }

  /** The lines that show a value. */
  lines(path) {
    const wanted = plain(path);
    const all = [...this.element.querySelectorAll("g[data-path]")];
    const of = (fits) => all.filter((line) => fits(plain(line.dataset.path)));
    const own = of((at) => at === wanted);
    if (own.length) return own;
    const parts = of((at) => at.startsWith(`${wanted}/`) && !at.slice(wanted.length).startsWith("/items"));
    // A paragraph knows only the first of its values: heading and text of one line.
    return parts.length ? parts : of((at) => wanted.startsWith(`${at}/`) || at.replace(/\/(heading|run_in)$/, "") === wanted.replace(/\/(text|heading_note|run_in)$/, ""));
  }

  /** Marks the lines of the field in use. */
  mark(path, scroll = true) {
    this.path = path;
    this.element.querySelectorAll(".here").forEach((rect) => rect.remove());
    if (!path) return;
    const lines = this.lines(path);
    for (const line of lines) {
      const box = line.getBBox();
      const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      for (const [name, value] of Object.entries({ class: "here", x: box.x - 2, y: box.y - 1, width: box.width + 4, height: box.height + 2 })) rect.setAttribute(name, value);
      line.prepend(rect);
    }
    if (scroll && lines[0]) {
      const [pane, line] = [this.element.getBoundingClientRect(), lines[0].getBoundingClientRect()];
      if (line.top < pane.top || line.bottom > pane.bottom) this.element.scrollTop += line.top - pane.top - pane.height / 3;
    }
  }
}

/** The word of a line under the pointer. */
function wordAt(event, line) {
  const text = event.target.closest("text");
  if (!text) return null;
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(text.getScreenCTM().inverse());
  const at = text.getCharNumAtPosition(point);
  if (at < 0) return null;
  const words = text.textContent;
  const start = words.lastIndexOf(" ", at) + 1;
  return { words: words.slice(start).trim().split(" ").slice(0, 3).join(" "), within: at - start, line: line.textContent };
}
