/** Writes test vectors anew: `npm run vectors -w proof`. No clock, no chance: where nothing changed, nothing changes. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { madeFiles } from "./files.ts";

const proof = new URL("../../", import.meta.url);

for (const [path, text] of madeFiles()) {
  const file = fileURLToPath(new URL(path, proof));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
