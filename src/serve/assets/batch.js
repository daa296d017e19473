// How far a batch is: asked every second, the page loaded anew at its end.
const progress = document.querySelector("[data-batch]");

async function look() {
  try {
    const answer = await fetch(`/api/batches/${progress.dataset.batch}`);
    const { state, done } = await answer.json();
    const shown = Math.min(done, Number(progress.dataset.total));
    progress.querySelector("progress").value = shown;
    progress.querySelector("[data-done]").textContent = shown;
    if (state !== "running") return location.reload();
  } catch {
    // The program is away for a moment; it goes on when it is back.
  }
  setTimeout(look, 1000);
}

if (progress) look();
