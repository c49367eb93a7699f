/**
 * The embedded PostgreSQL in a thread of its own: it blocks its thread for as long as a query runs.
 * Plain JavaScript, because a worker starts on bare Node when the tests run from source as well.
 * Takes `{ id, bytes }` (frontend messages of the PostgreSQL protocol), answers `{ id, bytes }` or `{ id, error }`.
 */
import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";

const port = parentPort;
if (!port) throw new Error("this file runs as a worker thread only");

// Making a cluster takes seconds: tests name a fresh one to copy.
const template = process.env.MERCUSUAR_TEST_CLUSTER;

try {
  if (template && !existsSync(join(workerData.dir, "PG_VERSION"))) cpSync(template, workerData.dir, { recursive: true });
  const engine = await PGlite.create({ dataDir: workerData.dir });
  port.on("message", (message) => void answer(engine, message));
  port.postMessage({ ready: true });
} catch (error) {
  port.postMessage({ failed: String(error?.message ?? error) });
}

async function answer(engine, { id, bytes, close }) {
  try {
    if (close) return void (await finish(engine, id));
    const answered = await engine.execProtocolRaw(bytes, { syncToFs: false });
    port.postMessage({ id, bytes: answered });
  } catch (error) {
    port.postMessage({ id, error: String(error?.message ?? error) });
  }
}

async function finish(engine, id) {
  await engine.close();
  port.postMessage({ id });
  port.close();
}
