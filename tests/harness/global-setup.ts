import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import type { TestProject } from "vitest/node";
import { openDatabaseDoor } from "./database-door.ts";

/** Once per test run: the keeper is compiled (its process runs on bare Node), the empty cluster is there, and databases can be asked for. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { MERCUSUAR_ROUNDS: rounds = "", MERCUSUAR_SEED: seed = "" } = process.env;
  project.provide("chance", { full: rounds === "full", ...(seed === "" ? {} : { seed: Number(seed) }) });
  forgetSettings();
  compileKeeper();
  spawnSync(process.execPath, ["server/bin/make-empty-cluster.js"], { stdio: "inherit" });
  const door = await openDatabaseDoor();
  project.provide("databaseDoor", door.url);
  return door.close;
}

/** Settings of the machine must not decide what a test sees; the processes of the tests inherit this environment. */
function forgetSettings(): void {
  for (const name of Object.keys(process.env)) if (name === "DATABASE_URL" || name.startsWith("MERCUSUAR_")) delete process.env[name];
}

function compileKeeper(): void {
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const built = spawnSync(process.execPath, [tsc, "-b", "proof", "keeper"], { encoding: "utf8" });
  if (built.status === 0) return;
  const message = `the keeper does not compile, its process would run an older build:\n${built.stdout}${built.stderr}`;
  if (process.env.CI) throw new Error(message);
  console.error(message);
}
