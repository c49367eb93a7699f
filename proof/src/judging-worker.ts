/** One of the threads that share the judging of entries: reads and judges its groups of bundles, as far ahead as it is asked. Node only. */
import { parentPort, workerData } from "node:worker_threads";
import { readJournalFilesInPlace } from "./journal-files.ts";
import { judgedBundles } from "./judged-bundles.ts";
import { GROUP, type Share } from "./judging.ts";
import { pack } from "./packed-bundle.ts";

const { root, size, first, step } = workerData as Share;
// Of a bundle only texts of its own go on, before the next one is read.
const reader = readJournalFilesInPlace(root);
let group = first;

parentPort?.on("message", async () => {
  const from = group * GROUP;
  group += step;
  const bundles = [];
  for await (const bundle of judgedBundles(reader, size, from, from + GROUP)) bundles.push(pack(bundle));
  parentPort?.postMessage(bundles);
});
