// Fields of files say in Vietnamese what was chosen; browsers speak their own language there.
document.addEventListener("change", ({ target }) => {
  const chosen = target.type === "file" && target.closest("label.file")?.querySelector(".chosen");
  if (chosen) chosen.textContent = [...target.files].map((file) => file.name).join(", ") || "chưa chọn tệp nào";
});
