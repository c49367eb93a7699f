import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";

export interface OpenEngine {
  /** URL of a fresh database; absent where PGlite lives inside `dataDir`. */
  url?: string;
  /** A fresh directory of its own. */
  dataDir: string;
  /** Removes the directory; call it after everything that uses it has closed. */
  close(): Promise<void>;
}

export interface Engine {
  name: "pglite" | "postgres";
  open(): Promise<OpenEngine>;
}

/** Both engines that the product supports: `describe.each(engines)("… on $name", (engine) => …)`. */
export const engines: Engine[] = [
  { name: "pglite", open: async () => openDirectory() },
  { name: "postgres", open: async () => ({ ...openDirectory(), url: await freshDatabase() }) },
];

function openDirectory(): OpenEngine {
  const dataDir = mkdtempSync(join(tmpdir(), "mercusuar-test-"));
  return { dataDir, close: async () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 }) };
}

async function freshDatabase(): Promise<string> {
  const answer = await fetch(inject("databaseDoor"), { method: "POST" });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`no test database: ${text}`);
  return text;
}
