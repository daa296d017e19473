// Trades the token in the address for a cookie and goes on; without one it sees whether the browser has a cookie.
const hash = new URLSearchParams(location.hash.slice(1));
const token = hash.get("token");
const wanted = hash.get("to") || "/start";
// Only a place of this program.
const to = /^\/(?![/\\])/.test(wanted) ? wanted : "/start";

// The address pasted into a page that is open already.
addEventListener("hashchange", () => location.reload());

async function open() {
  if (token) {
    history.replaceState(null, "", "/");
    const answer = await fetch("/session", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token }),
    });
    if (answer.ok) return true;
  }
  const answer = await fetch("/check", { redirect: "manual" });
  return answer.ok;
}

open()
  .catch(() => false)
  .then((opened) => {
    if (opened) return location.replace(to);
    document.getElementById("opening").hidden = true;
    document.getElementById("closed").hidden = false;
  });
