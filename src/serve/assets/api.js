// The server's functions.

/** What went wrong, in the server's words. */
export class Failure extends Error {
  constructor(status, told) {
    const error = told?.error ?? {};
    super([error.message, error.help].filter(Boolean).join(". ") || `Chương trình trả lời lỗi ${status}.`);
    this.status = status;
    this.told = told;
  }
}

async function answered(answer) {
  if (answer.status === 204) return null;
  const told = await answer.json().catch(() => null);
  if (!answer.ok) throw new Failure(answer.status, told);
  return told;
}

export async function get(address) {
  return answered(await fetch(address));
}

/** Sends JSON; a text is JSON already. */
export async function send(method, address, body) {
  return answered(await fetch(address, {
    method,
    headers: { "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  }));
}

/** Sends a file. */
export async function upload(address, file) {
  const form = new FormData();
  form.append("file", file);
  return answered(await fetch(address, { method: "POST", body: form }));
}

/** Fetches a file and hands it to the browser to keep. */
export async function download(address) {
  const answer = await fetch(address);
  if (!answer.ok) await answered(answer);
  const named = /filename\*=UTF-8''([^;]+)/i.exec(answer.headers.get("content-disposition") ?? "")
    ?? /filename="?([^";]+)/i.exec(answer.headers.get("content-disposition") ?? "");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = named ? decodeURIComponent(named[1]) : "van-ban";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
