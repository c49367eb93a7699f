/** Work of the verifier in a process of its own, so that its time and its memory are its own: `verifier.js JSON`, answers one JSON line. */
import { checkProof, Edge, leafHash, parseTrustPolicy, publishedTree, tlogProofText } from "@mercusuar/proof";
import { readJournalDir, verifyCommand } from "@mercusuar/proof/node";

export interface Work {
  what: "verify" | "hash" | "receipt";
  dir: string;
  vkey: string;
  threads: number;
  /** Entries, or receipts. */
  count: number;
  /** Bytes of an entry that is only hashed. */
  length: number;
}

export interface Worked {
  /** Seconds by the clock. */
  wall: number;
  /** Seconds of processor time, all threads. */
  cpu: number;
  /** Largest resident size, bytes. */
  peak: number;
}

const work = JSON.parse(process.argv[2] ?? "{}") as Work;
const prepared = work.what === "receipt" ? await receipts() : work.what === "hash" ? hashing : verifying;
const before = process.cpuUsage();
const started = performance.now();
await prepared();
const wall = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(before);
const worked: Worked = { wall, cpu: (user + system) / 1e6, peak: process.resourceUsage().maxRSS * 1024 };
console.log(JSON.stringify(worked));

async function verifying(): Promise<void> {
  const { report } = await verifyCommand(work.dir, { vkey: work.vkey, threads: work.threads });
  if (report.code !== "OK" || report.size !== work.count) throw new Error(`${report.code} of ${report.size} entries`);
}

async function hashing(): Promise<void> {
  const entry = Buffer.alloc(work.length, "x");
  const edge = new Edge();
  for (let i = 0; i < work.count; i++) edge.push(leafHash(entry));
}

/** Receipts spread over the journal, made beforehand; only their check is measured. */
async function receipts(): Promise<() => Promise<void>> {
  const reader = readJournalDir(work.dir);
  const checkpoint = Buffer.from((await reader.read("checkpoint")) ?? []).toString();
  const size = Number(checkpoint.split("\n")[1]);
  const tree = publishedTree(reader, size);
  const trust = parseTrustPolicy(`log ${work.vkey}\nquorum none\n`);
  const made: Array<{ entry: Uint8Array; text: string }> = [];
  for (let n = 0; n < work.count; n++) {
    const index = Math.floor((n / work.count) * size);
    const entry = await tree.entry(index);
    made.push({ entry, text: tlogProofText({ index, path: await tree.inclusion(index), checkpoint, extra: entry }) });
  }
  return async () => {
    for (const { entry, text } of made) {
      const checked = await checkProof(entry, text, trust);
      if (!checked.ok) throw new Error(`a receipt is refused: ${checked.code}`);
    }
  };
}
