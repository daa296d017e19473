// The program under test, on a data folder of its own, and what is said of it.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const outside = join(dirname(fileURLToPath(import.meta.url)), "..");
export const repository = join(outside, "..", "..");
export const [binary, ...options] = process.argv.slice(2);
export const option = (name) => (options.includes(name) ? options[options.indexOf(name) + 1] : null);
export const installed = join(repository, "target", "outside", "web", "node_modules");
export const chromiumPath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);

/** Whether everything is there that is needed. */
export const isReady = () => Boolean(binary && existsSync(binary) && existsSync(installed) && chromiumPath);

let faults = 0;

export function check(what, right, found = "") {
  console.log(`${right ? "ok   " : "FAULT"} ${what}${right ? "" : ` ${found}`}`);
  if (!right) faults += 1;
}

export const faultsFound = () => faults;

export const folder = mkdtempSync(join(tmpdir(), "vanban-web-"));
let server;
let address;

/** The address with its token. */
export const entry = () => address;
export const site = () => new URL(address).origin;

/** Starts the program, again on the same data and port. */
export async function start(...more) {
  server = spawn(binary, ["serve", "--data", folder, "--no-open", ...more, ...(address ? ["--port", new URL(address).port] : ["--port", "0"])]);
  let said = "";
  address = await new Promise((found, failed) => {
    const read = (bytes) => {
      said += bytes;
      const at = /http:\/\/(?:127\.0\.0\.1|localhost):\d+\/#token=\S+/.exec(said);
      if (at) found(at[0]);
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    server.on("exit", () => failed(new Error(`the program stopped: ${said}`)));
    setTimeout(() => failed(new Error(`no address: ${said}`)), 20_000).unref();
  });
}

export const isStopped = () => !server || server.exitCode !== null || server.signalCode;

export function stop(signal = "SIGKILL") {
  if (isStopped()) return Promise.resolve();
  return new Promise((done) => {
    server.removeAllListeners("exit");
    server.on("exit", done);
    server.kill(signal);
  });
}

/** Stops it and removes its data. */
export async function end() {
  await stop().catch(() => {});
  rmSync(folder, { recursive: true, force: true });
}
