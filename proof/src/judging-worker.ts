/** One of the threads that share the judging of entries: reads and judges its groups of bundles, as far ahead as it is asked. Node only. */
import { on } from "node:events";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { readJournalFilesInPlace } from "./journal-files.ts";
import { judgedBundles } from "./judged-bundles.ts";
import { GROUP, type Share } from "./judging.ts";
import { pack } from "./packed-bundle.ts";

const { root, size, first, step } = workerData as Share;
// Of a bundle only texts of its own go on, before the next one is read.
const reader = readJournalFilesInPlace(root);
let group = first;

const port = parentPort as MessagePort;

// One request after the other: two at once would read into the same place.
for await (const _ of on(port, "message")) {
  const from = group * GROUP;
  group += step;
  const bundles = [];
  for await (const bundle of judgedBundles(reader, size, from, from + GROUP)) bundles.push(pack(bundle));
  port.postMessage(bundles);
}
