import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The same file seen from `src` and from `dist`. */
const PROGRAM = fileURLToPath(new URL("../../bin/mercusuar.js", import.meta.url));

/** Asks a fresh process that shares nothing with this one: is the journal in this data directory whole? */
export function verifyAfresh(dataDir: string): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(process.execPath, [PROGRAM, "journal", "verify", dataDir, "--json"], { maxBuffer: 1024 * 1024 }, (error) =>
      resolve(error === null),
    );
  });
}
