// Saving by itself: to the program, and until it has answered in the browser, so that nothing typed is lost.
import { Failure, send } from "./api.js";
import { button, tell } from "./dom.js";

/** Saved after so many milliseconds without a change, or so many after the first. */
const QUIET = 700;
const LONGEST = 900;
const AGAIN = 3000;

const keyOf = (id) => `vanban:document:${id}`;

/** What was typed and not yet saved, if the browser has it: { version, json }. */
export function unsent(id) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(id)));
  } catch {
    return null;
  }
}

export function forget(id) {
  localStorage.removeItem(keyOf(id));
}

export class Keeper {
  /** `show` tells the state in words; `other` is asked what to do when another window saved meanwhile. */
  constructor(id, version, json, show, takeOver) {
    Object.assign(this, { id, version, saved: json, json, show, takeOver, timer: null, since: 0, busy: null, halted: false });
    addEventListener("pagehide", () => this.#last());
    addEventListener("online", () => this.save());
    this.channel = new BroadcastChannel(`vanban:document:${id}`);
    this.channel.onmessage = ({ data }) => {
      if (data === "here?") this.channel.postMessage("here");
      if (data === "here?" || data === "here") this.show("Văn bản này đang mở ở một cửa sổ khác nữa.", true);
    };
    this.channel.postMessage("here?");
  }

  changed(json) {
    this.json = json;
    if (json === this.saved) return;
    this.#keep();
    const now = Date.now();
    this.since ||= now;
    clearTimeout(this.timer);
    if (this.halted) return;
    this.show("Chưa lưu…");
    this.timer = setTimeout(() => this.save(), Math.max(0, Math.min(QUIET, this.since + LONGEST - now)));
  }

  /** Keeps what is typed in the browser. */
  #keep() {
    try {
      localStorage.setItem(keyOf(this.id), JSON.stringify({ version: this.version, json: this.json }));
    } catch {
      this.show("Trình duyệt không còn chỗ giữ chữ chưa lưu: đừng đóng trang trước khi thấy “Đã lưu”.");
    }
  }

  /** Saves now; settles when all is saved, or cannot be. */
  async save() {
    clearTimeout(this.timer);
    if (this.busy) await this.busy;
    if (this.json === this.saved || this.halted) return this.json === this.saved;
    this.busy = this.#send().finally(() => (this.busy = null));
    return this.busy;
  }

  async #send() {
    const json = this.json;
    this.since = 0;
    try {
      const told = await send("PUT", `/api/documents/${this.id}`, `{"version":${this.version},"data":${json}}`);
      this.version = told.version;
      this.saved = json;
      if (this.json === json) {
        forget(this.id);
        this.show(`Đã lưu lúc ${told.updated ?? new Date().toLocaleTimeString("vi")}`);
      } else this.changed(this.json);
      return this.json === json;
    } catch (error) {
      if (error instanceof Failure && error.status === 409) this.#conflict(error);
      else {
        this.show(error instanceof Failure ? error.message : "Chương trình không trả lời; chữ vẫn được giữ trong trình duyệt và sẽ tự lưu.");
        this.timer = setTimeout(() => this.save(), AGAIN);
      }
      return false;
    }
  }

  /** Another window saved meanwhile: a person decides; the other version stays among the versions either way. */
  #conflict(error) {
    this.halted = true;
    const go = (act) => () => {
      this.halted = false;
      tell("");
      act();
    };
    tell(`Văn bản này vừa được lưu ở một cửa sổ khác (bản ${error.told.version}). Chữ ở cửa sổ này vẫn còn, chưa lưu. `,
      button("Lưu chữ ở đây thành bản mới", go(() => {
        this.version = error.told.version;
        this.save();
      }), { class: "primary" }),
      button("Lấy bản ở cửa sổ kia", go(() => {
        forget(this.id);
        this.takeOver();
      })));
    this.show("Chưa lưu: có hai bản");
  }

  /** The page is left: what is not saved is sent without waiting; the browser has it in any case. */
  #last() {
    if (this.json === this.saved || this.halted) return;
    this.#keep();
    const body = `{"version":${this.version},"data":${this.json}}`;
    if (body.length < 60_000) fetch(`/api/documents/${this.id}`, { method: "PUT", keepalive: true, headers: { "content-type": "application/json" }, body }).catch(() => {});
  }
}
