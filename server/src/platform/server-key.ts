import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeDirectory } from "@mercusuar/keeper";
import { secretBytes } from "./chance.ts";

/** The server's own key (MACs on session and credential rows), made at the first start beside the data: 0600 in 0700. */
export function serverKey(keysDir: string): Buffer {
  makeDirectory(keysDir);
  chmodSync(keysDir, 0o700);
  const file = join(keysDir, "server.key");
  try {
    return read(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    writeFileSync(file, `${secretBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
    return read(file);
  }
}

function read(file: string): Buffer {
  const key = Buffer.from(readFileSync(file, "utf8"), "base64");
  if (key.length !== 32) throw new Error(`${file} is damaged: restore it from your backup of the keys directory`);
  return key;
}
