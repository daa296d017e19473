#!/usr/bin/env node
// Goes through `vanban serve` as a clerk does, with Debian's Chromium:
//     tests/outside/web.mjs VANBAN [--only SCREEN,…] [--shots DIR] [--keys N] [--assets DIR]
// Each screen is a file of `web/`, run with a program, data and a browser of its own, two at a time. `--shots` keeps pictures
// at three widths, `--keys` measures so many key presses in a ten-page document (nothing else then), `--assets` takes scripts and
// styles from a folder, so that a change of them is tried without a build. Exits with 1 where something is not right.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { isReady, option, outside } from "./web/program.mjs";

/** The longest first. */
const SCREENS = ["batch", "editor", "typing", "minutes", "start", "check"];
const AT_ONCE = 2;

if (!isReady()) {
  console.error("web: needs the program, Chromium and what tests/outside/install.sh installs");
  process.exit(2);
}

/** Runs a screen; what it says is printed whole, so that screens do not mix. */
const run = (screen) => new Promise((done) => {
  const from = Date.now();
  const child = spawn(process.execPath, [join(outside, "web", "run.mjs"), ...process.argv.slice(2), "--screen", screen]);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => (said += bytes));
  child.on("close", (status) => {
    console.log(`-- ${screen}, ${((Date.now() - from) / 1000).toFixed(0)} s\n${said.trimEnd()}`);
    done(status);
  });
});

const only = option("--keys") ? ["speed"] : option("--only")?.split(",") ?? SCREENS;
const waiting = [...only];
const statuses = [];
await Promise.all(Array.from({ length: AT_ONCE }, async () => {
  while (waiting.length) statuses.push(await run(waiting.shift()));
}));
const right = statuses.every((status) => status === 0);
console.log(right ? "web: all well" : "web: faults");
process.exit(right ? 0 : 1);
