/**
 * The embedded PostgreSQL in a thread of its own: it blocks its thread for as long as a query runs.
 * Plain JavaScript, because a worker starts on bare Node when the tests run from source as well.
 * Takes `{ id, bytes }` (frontend messages of the PostgreSQL protocol), answers `{ id, bytes }` or `{ id, error }`.
 */
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { copyEmptyCluster } from "./empty-cluster.js";

const port = parentPort;
if (!port) throw new Error("this file runs as a worker thread only");

try {
  copyEmptyCluster(workerData.dir);
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
