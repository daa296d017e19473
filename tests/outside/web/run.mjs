// Runs the steps of one screen: `web/run.mjs VANBAN --screen NAME`, see `web.mjs`.
import { browser, enter, introduce, wrong } from "./clerk.mjs";
import { check, end, faultsFound, isStopped, option, start } from "./program.mjs";

const screen = option("--screen");
const { steps } = await import(`./${screen}.mjs`);

try {
  await start();
  // The first start is a screen of its own.
  if (screen !== "start") {
    await enter();
    await introduce();
  }
  for (const [name, step] of Object.entries(steps)) {
    const from = Date.now();
    try {
      await step();
    } catch (error) {
      check(`${name} goes to its end`, false, error.message.split("\n").slice(0, 6).join("\n      "));
      if (isStopped()) await start();
    }
    console.log(`     ${name}: ${((Date.now() - from) / 1000).toFixed(1)} s`);
  }
  check("no script went wrong, no rule of the content policy was broken", !wrong.length, wrong.slice(0, 5).join("\n      "));
} catch (error) {
  check("the program starts", false, error.message);
} finally {
  await browser.close();
  await end();
}
process.exit(faultsFound() ? 1 : 0);
