import { benchDetection } from "./detection.ts";
import { keepDetection } from "./guide.ts";
import { DETECTION_HELP, readDetection } from "./settings.ts";
import { tellDetection } from "./tell.ts";

/** `npm run bench -- detection`: tells the table on stdout, with `--json` one JSON object as the last line. */
export async function runDetection(args: string[]): Promise<void> {
  if (args.includes("--help")) return console.log(DETECTION_HELP);
  let ask: ReturnType<typeof readDetection>;
  try {
    ask = readDetection(args);
  } catch (error) {
    console.error(`${(error as Error).message}\n${DETECTION_HELP}`);
    process.exitCode = 2;
    return;
  }
  try {
    const found = await benchDetection(ask);
    console.log(tellDetection(found));
    if (ask.write) keepDetection(found, new Date().toISOString().slice(0, 10));
    if (ask.json) console.log(JSON.stringify(found));
    if (!found.valid) process.exitCode = 1;
  } catch (error) {
    console.error(`${(error as Error).message}\n--map FILE names the columns or keys of another log; --help says how`);
    process.exitCode = 1;
  }
}
