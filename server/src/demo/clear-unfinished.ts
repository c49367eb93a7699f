import { rmSync } from "node:fs";
import { lockData } from "../platform/data-lock.ts";
import { readStory } from "./story-state.ts";

/**
 * A made-up company whose founding was cut off (Ctrl C in the first minute) holds nothing real and cannot be gone on with: it is removed,
 * keys included, so that the next start is a first start. Only where its own note says so, and only while nobody else uses the directory.
 * True when something was removed. @throws DataInUse
 */
export async function clearUnfinished(dataDir: string, keysDir: string): Promise<boolean> {
  if (readStory(dataDir)?.state !== "being-made") return false;
  const lock = await lockData(dataDir);
  try {
    for (const dir of [dataDir, keysDir]) rmSync(dir, { recursive: true, force: true });
  } finally {
    await lock.release();
  }
  return true;
}
