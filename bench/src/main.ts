/** `npm run bench -- look | import | who`: ratios against plain baselines of the same run; the last line is one JSON object. */
import { benchImport } from "./import.ts";
import { benchLook } from "./look.ts";
import { readBench } from "./settings.ts";
import { benchWho } from "./who.ts";

const BENCHES = { look: benchLook, import: benchImport, who: benchWho };
const [name = "", ...rest] = process.argv.slice(2);

if (!(name in BENCHES)) {
  console.error(
    `npm run bench -- ${Object.keys(BENCHES).join(" | ")} [--rounds 5] [--seconds 5] [--warm 20] [--connections 32] [--customers 10000] [--large 1000000]`,
  );
  process.exitCode = 2;
} else console.log(JSON.stringify(await BENCHES[name as keyof typeof BENCHES](readBench(rest))));
