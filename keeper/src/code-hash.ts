/** Hash of the program that runs: goes into each `start` entry, so that another program with the same keys is noticed. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** Hex SHA-256 over the names and bytes of all `.js` files of keeper and proof, sorted. */
export function codeHash(): string {
  const hash = createHash("sha256");
  for (const url of [import.meta.url, import.meta.resolve("@mercusuar/proof")]) {
    const root = dirname(fileURLToPath(url));
    for (const path of readdirSync(root, { recursive: true, encoding: "utf8" })
      .map((name) => join(root, name))
      .filter((path) => path.endsWith(".js"))
      .sort())
      hash.update(`${relative(root, path)}\n`).update(readFileSync(path));
  }
  return hash.digest("hex");
}
