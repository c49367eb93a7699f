import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** The same place seen from `src` and from `dist`. */
const PAGE = fileURLToPath(new URL("../../../web/dist/verify.html", import.meta.url));

/** What travels with a receipt or an export: the shell script always, the browser page where the web app is built. */
export function exportTools(): Map<string, Uint8Array> {
  const tools = new Map<string, Uint8Array>([["check-receipt.sh", receiptScript()]]);
  if (existsSync(PAGE)) tools.set("verify.html", readFileSync(PAGE));
  return tools;
}

export function receiptScript(): Uint8Array {
  return readFileSync(createRequire(import.meta.url).resolve("@mercusuar/proof/check-receipt.sh"));
}
