// Elements by hand: no framework, nothing that reads text as HTML.

let count = 0;

/** An id that no other element has. */
export function newId() {
  count += 1;
  return `e${count}`;
}

/**
 * An element; of the attributes, `on…` are listeners, `false`, `null` and `undefined` are left out, `true` stands without a value.
 */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return element;
}

/** Puts children in their order without touching those that stand right already: a field in use keeps its cursor. */
export function arrange(parent, children) {
  const wanted = new Set(children);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  let at = parent.firstElementChild;
  for (const child of children) {
    if (child === at) at = at.nextElementSibling;
    else parent.insertBefore(child, at);
  }
}

const sizesItself = CSS.supports("field-sizing", "content");

/** Makes a text area as high as its text, where the browser does not do it itself. */
export function fit(area) {
  if (sizesItself) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

const messages = () => document.getElementById("messages");

/** Tells something in the place for messages, with buttons if need be. */
export function tell(text, ...buttons) {
  messages().replaceChildren(text, ...buttons);
}

/** A button. */
export function button(words, onclick, attributes = {}) {
  return h("button", { type: "button", onclick, ...attributes }, words);
}

/** A list to choose from, opened below a button; entries are [words, action], null is a line between. */
export function menu(opener, entries) {
  document.querySelector(".menu")?.remove();
  const before = document.activeElement;
  const list = h("div", { class: "menu", role: "menu", "aria-label": opener.getAttribute("aria-label") ?? "Việc" });
  const close = (back) => {
    list.remove();
    document.removeEventListener("pointerdown", outside, true);
    if (back) (before?.isConnected ? before : opener).focus();
  };
  const outside = (event) => {
    if (!list.contains(event.target)) close(false);
  };
  for (const entry of entries) {
    if (!entry) list.append(h("hr"));
    else {
      const [words, action, chosen] = entry;
      list.append(h("button", {
        type: "button",
        role: chosen === undefined ? "menuitem" : "menuitemradio",
        "aria-checked": chosen === undefined ? null : String(chosen),
        tabindex: "-1",
        onclick: () => {
          close(true);
          action();
        },
      }, words));
    }
  }
  const all = [...list.querySelectorAll("button")];
  list.addEventListener("keydown", (event) => {
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) all.at(to % all.length).focus();
    else if (event.key === "Escape" || event.key === "Tab") close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  opener.after(list);
  document.addEventListener("pointerdown", outside, true);
  (all.find((one) => one.getAttribute("aria-checked") === "true") ?? all[0]).focus();
}
