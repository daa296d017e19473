// The first page: begins documents, drops files, puts documents away.
const messages = document.getElementById("messages");

async function send(method, address, body) {
  const answer = await fetch(address, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const told = answer.status === 204 ? {} : await answer.json();
  if (!answer.ok) throw new Error(`${told.error.message}. ${told.error.help}`);
  return told;
}

async function begin(body) {
  try {
    const { id } = await send("POST", "/api/documents", body);
    location.assign(`/documents/${id}`);
  } catch (error) {
    messages.textContent = error.message;
  }
}

document.getElementById("new-document")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  begin({ type: form.get("type"), start: form.get("start") });
});

for (const button of document.querySelectorAll("[data-again]")) {
  button.addEventListener("click", () => begin({ from: Number(button.dataset.again) }));
}

for (const button of document.querySelectorAll("[data-away]")) {
  button.addEventListener("click", async () => {
    const id = button.dataset.away;
    try {
      await send("DELETE", `/api/documents/${id}`);
      const row = button.closest("li");
      row.hidden = true;
      const back = document.createElement("button");
      back.textContent = "Lấy lại";
      back.addEventListener("click", async () => {
        await send("DELETE", `/api/documents/${id}?back=true`);
        row.hidden = false;
        messages.textContent = "";
      });
      messages.replaceChildren("Đã cất văn bản khỏi danh sách, không xóa. ", back);
      back.focus();
    } catch (error) {
      messages.textContent = error.message;
    }
  });
}

// A file dropped on the first door is checked at once.
for (const form of document.querySelectorAll("[data-drop]")) {
  const input = form.querySelector("input[type=file]");
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}
