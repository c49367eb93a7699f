import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { change, look, type Made, makeJournal } from "./made-journal.ts";
import { medianOf, type Outcome, ratioOf } from "./outcome.ts";
import { type Contender, median, race } from "./rounds.ts";
import type { Bench } from "./settings.ts";
import type { Work, Worked } from "./verifier.ts";

const MIB = 1024 * 1024;
/** What a node of the tree hashes: a byte and two hashes. */
const NODE = 65;
const RECEIPTS = 2_000;

type Kind = "changes" | "looks";

/** The verifier over a whole journal and over single receipts; hashing alone beside `openssl speed` for blocks of the same lengths. */
export async function benchVerify({ rounds, large, huge, said }: Bench): Promise<Outcome> {
  const dir = mkdtempSync(join(tmpdir(), "mercusuar-bench-verify-"));
  try {
    said(`making two journals of ${large} entries`);
    const journals = { changes: makeJournal(join(dir, "changes"), large, change), looks: makeJournal(join(dir, "looks"), large, look) };
    const runs = new Runs(journals, large);
    const kinds: Kind[] = ["changes", "looks"];
    const contenders = kinds.flatMap((kind) => runs.contenders(kind));
    const standings = await race(
      contenders,
      [...kinds.map((kind) => `${kind}, 1 thread`), ...kinds.map((kind) => `${kind}, openssl`)],
      rounds,
      said,
    );
    const receipt = median(
      Array.from({ length: rounds }, () => (runs.work("looks", { what: "receipt", count: RECEIPTS }).cpu / RECEIPTS) * 1000),
    );
    said(`making a journal of ${huge} entries`);
    const far = new Runs({ changes: makeJournal(join(dir, "far"), huge, change), looks: journals.looks }, huge);
    const whole = far.work("changes", { threads: 2 });
    const perCore = (kind: Kind) => large / median(runs.cpu(kind, 1));
    const bytes = (kind: Kind) => Math.round(journals[kind].length);
    return {
      bench: "verify",
      rounds,
      setting: `${rounds} rounds over ${large} entries: changes of ${bytes("changes")} bytes, looks of six fields with the context of their decision of ${bytes("looks")} bytes; processor time where "a core" is said, else by the clock`,
      marks: [
        { what: `hashing alone / openssl speed, changes`, value: ratioOf(standings, "changes, hashing", "changes, openssl"), mark: 0.45 },
        { what: `hashing alone / openssl speed, looks`, value: ratioOf(standings, "looks, hashing", "looks, openssl"), mark: 0.45 },
        { what: "full verification of changes, entries a second a core", value: perCore("changes"), mark: 120_000 },
        { what: "full verification of looks, entries a second a core", value: perCore("looks"), mark: 120_000 },
        { what: "two threads / one, changes", value: ratioOf(standings, "changes, 2 threads", "changes, 1 thread"), mark: 1.6 },
        { what: "two threads / one, looks", value: ratioOf(standings, "looks, 2 threads", "looks, 1 thread"), mark: 1.6 },
        { what: `peak of memory, one thread`, value: runs.peak(1) / MIB, mark: 150, atMost: true, unit: "MB" },
        { what: "peak of memory, two threads", value: runs.peak(2) / MIB, mark: 150, atMost: true, unit: "MB" },
        { what: `a receipt at ${large} entries`, value: receipt, mark: 1, atMost: true, unit: "ms of processor time" },
      ],
      figures: [
        ...contenders.map(({ name }) => ({ what: name, value: medianOf(standings, name), unit: "entries a second" })),
        { what: `${huge} changes, two threads, peak of memory`, value: whole.peak / MIB, unit: "MB" },
        { what: `${huge} changes, two threads`, value: huge / whole.wall, unit: "entries a second" },
      ],
      standings,
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Runs of the verifier over some journals, and what each cost. */
class Runs {
  private readonly done: Array<{ kind: Kind; threads: number } & Worked> = [];
  private readonly journals: Record<Kind, Made>;
  private readonly size: number;

  constructor(journals: Record<Kind, Made>, size: number) {
    this.journals = journals;
    this.size = size;
  }

  contenders(kind: Kind): Contender[] {
    const length = Math.round(this.journals[kind].length);
    return [
      { name: `${kind}, 1 thread`, run: async () => this.size / this.work(kind, { threads: 1 }).wall },
      { name: `${kind}, 2 threads`, run: async () => this.size / this.work(kind, { threads: 2 }).wall },
      { name: `${kind}, hashing`, run: async () => this.size / this.work(kind, { what: "hash", length }).cpu },
      { name: `${kind}, openssl`, run: async () => 1 / (opensslSeconds(length + 1) + opensslSeconds(NODE)) },
    ];
  }

  work(kind: Kind, more: Partial<Work>): Worked {
    const { dir, vkey } = this.journals[kind];
    const asked: Work = { what: "verify", dir, vkey, threads: 1, count: this.size, length: 0, ...more };
    const program = fileURLToPath(new URL("./verifier.js", import.meta.url));
    const worked = JSON.parse(execFileSync(process.execPath, [program, JSON.stringify(asked)], { encoding: "utf8" })) as Worked;
    if (asked.what === "verify") this.done.push({ kind, threads: asked.threads, ...worked });
    return worked;
  }

  /** Seconds of processor time of each run. */
  cpu(kind: Kind, threads: number): number[] {
    return this.done.filter((one) => one.kind === kind && one.threads === threads).map(({ cpu }) => cpu);
  }

  peak(threads: number): number {
    return Math.max(...this.done.filter((one) => one.threads === threads).map(({ peak }) => peak));
  }
}

/** Processor seconds that SHA-256 of one block costs OpenSSL on one core. */
function opensslSeconds(bytes: number): number {
  const said = execFileSync("openssl", ["speed", "-mr", "-seconds", "1", "-bytes", String(bytes), "-evp", "sha256"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const rate = Number(/\+F:\d+:sha256:([\d.]+)/u.exec(said)?.[1]);
  if (!(rate > 0)) throw new Error("openssl speed gave no figure for sha256");
  return bytes / rate;
}
