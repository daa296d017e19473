// A picture of the text: its file, what it shows, how wide it is, its caption.
import { button, fit, h, newId } from "./dom.js";

const FIELDS = [
  ["alt", "Lời tả ảnh", "Tả nội dung ảnh cho người không nhìn thấy"],
  ["caption", "Tên hình", "Ví dụ: Hình 1. Sơ đồ quy trình"],
  ["width", "Bề rộng", "120mm hoặc 60%; bỏ trống: theo ảnh"],
];

export class ImageEditor {
  constructor(image, editor) {
    this.fields = [];
    const picture = h("img", { alt: "", src: editor.fileAddress(image.file) });
    const input = h("input", { type: "file", accept: "image/png,image/jpeg", hidden: true });
    input.addEventListener("change", async () => {
      const name = input.files[0] && (await editor.upload(input.files[0]));
      if (!name) return;
      image.file = name;
      picture.src = editor.fileAddress(name);
      editor.data.changed();
    });
    const fields = FIELDS.map(([key, title, hint]) => {
      const id = newId();
      const area = h("textarea", { id, rows: "1", placeholder: hint, spellcheck: "false" });
      area.value = image[key] ?? "";
      const field = editor.field(area, { part: key, pointer: "" });
      area.addEventListener("input", () => {
        fit(area);
        if (area.value.trim() || key === "alt") image[key] = area.value;
        else delete image[key];
        editor.data.changed(field.pointer, editor.cursor());
      });
      this.fields.push(field);
      return h("div", { class: "field" }, h("label", { for: id }, title), area, field.notes);
    });
    this.element = h("div", { class: "image" }, h("div", {}, picture, button("Chọn ảnh khác", () => input.click()), input), h("div", {}, fields));
  }

  place(pointer) {
    this.fields.forEach((field) => (field.pointer = `${pointer}/${field.part}`));
  }
}
