// On every page: fields of files say in Vietnamese what was chosen (browsers speak their own language there), and what leads back
// does.
document.addEventListener("change", ({ target }) => {
  const chosen = target.type === "file" && target.closest("label.file")?.querySelector(".chosen");
  if (chosen) chosen.textContent = [...target.files].map((file) => file.name).join(", ") || "chưa chọn tệp nào";
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-return]") || history.length < 2) return;
  event.preventDefault();
  history.back();
});
