/** A second copy of the journal on another host. INVARIANT: it confirms a batch only when it is on its own disk, and one batch for each place. */
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Edge,
  type Entry,
  type EntryLeft,
  fromLatin1,
  fromUtf8,
  hex,
  isWhole,
  keyNamedBy,
  kindOf,
  leafOf,
  noteIsSignedByOneOf,
  parseCheckpoint,
  parseNote,
  type VerifierKey,
} from "@mercusuar/proof";
import { batchesOf, decodeBatch } from "@mercusuar/proof/node";
import { BatchFile } from "../journal/batch-file.ts";
import { pruneBatches } from "../journal/prune-batches.ts";
import { type Recovered, recover } from "../journal/recover.ts";
import type { StandbyAnswer } from "./wire.ts";

/** More than a crash can leave behind: then somebody has put an older journal in the keeper's place, and it halts. */
const MOST_RECORDS = 8;
const PRUNE = Buffer.from('"typ":"prune"');
const ROTATION = Buffer.from('"typ":"key.rotate"');

export class Standby {
  private readonly root: string;
  private logs: readonly VerifierKey[];
  private readonly file: BatchFile;
  private edge: Edge;
  /** Entries before it whose term is over are still to be taken out; 0: none are. */
  private upto: number;
  private pruning: Promise<void> | undefined;

  private constructor(root: string, logs: readonly VerifierKey[], { edge, place, pruning }: Recovered) {
    this.root = root;
    this.logs = logs;
    this.edge = edge;
    this.file = new BatchFile(join(root, "batches"), place);
    this.upto = pruning.complete ? 0 : pruning.upto;
    this.prune();
  }

  /** Reads what it has; a torn tail is cut. @throws Error where it is damaged */
  static async open(root: string, given: readonly VerifierKey[]): Promise<Standby> {
    mkdirSync(join(root, "batches"), { recursive: true, mode: 0o700 });
    const origin = given[0]?.name ?? "";
    const logs = [...given];
    // By the time the last signature is checked, all keys that the log has named are known.
    const found = await recover(root, logs, [], (bytes) => void logs.push(...namedIn([bytes], origin)));
    // The entry that pruned what it got may be still to come; who takes over asks for it.
    if (found.damage !== undefined && found.damage.unsaid !== true)
      throw new Error(`the mirror is damaged from entry ${found.damage.index} on: ${found.damage.what}`);
    return new Standby(root, logs, found);
  }

  get head(): { size: number; root: string } {
    return { size: this.edge.size, root: hex(fromLatin1(this.edge.root())) };
  }

  /** The batches from entry `size` on: what a keeper did not write any more before it died. */
  missing(size: number): string[] {
    const records: string[] = [];
    const dir = join(this.root, "batches");
    for (const name of readdirSync(dir)
      .filter((file) => file.endsWith(".batch"))
      .sort()
      .reverse()) {
      const file = readFileSync(join(dir, name));
      let at = 0;
      const here: string[] = [];
      for (const { batch, end } of batchesOf(file)) {
        if (batch.first >= size) here.push(file.subarray(at, end).toString("base64"));
        at = end;
      }
      records.unshift(...here);
      if (Number(name.slice(0, -".batch".length)) <= size) break;
    }
    return records.length > MOST_RECORDS ? [] : records;
  }

  /** Makes a batch durable where it continues what is here under the log's signature. Not to be called again before it has ended. */
  async take(record: Buffer): Promise<StandbyAnswer> {
    const batch = decodeBatch(record, 0)?.batch;
    if (batch === undefined) return { refused: "the batch cannot be read" };
    if (batch.first !== this.edge.size)
      return { refused: `the mirror has ${this.edge.size} entries, the batch begins at ${batch.first}: another keeper has written` };
    const edge = this.edge.copy();
    for (const entry of batch.entries) edge.push(leafOf(entry));
    if (!(await this.isSigned(batch.note, edge)))
      return { refused: "the batch is not signed by the log, or not for this history (was its key rotated? --log vkey --log vkey.former)" };
    // A key that the log names under a key known here signs for it, too: or the end of a rotation would stop the keeper.
    if (record.includes(ROTATION)) this.logs = [...this.logs, ...namedIn(batch.entries, this.logs[0]?.name ?? "")];
    const upto = record.includes(PRUNE) ? prunedBy(batch.entries) : 0;
    if (upto > 0) this.file.closeFile();
    await this.file.append(record, batch.first);
    this.upto = Math.max(this.upto, upto);
    this.prune();
    this.edge = edge;
    return { size: edge.size };
  }

  private async isSigned(text: string, edge: Edge): Promise<boolean> {
    const note = parseNote(text);
    const head = note === undefined ? undefined : parseCheckpoint(note.text);
    if (note === undefined || head?.size !== edge.size || head.root !== edge.root()) return false;
    return noteIsSignedByOneOf(
      note,
      this.logs.filter(({ name }) => name === head.origin),
    );
  }

  /** Takes out what has ended, as the keeper does; the newest file's turn comes once another was begun. */
  private prune(): void {
    const { upto } = this;
    if (upto === 0 || this.pruning !== undefined) return;
    this.pruning = pruneBatches(join(this.root, "batches"), upto)
      .then((reached) => {
        if (!reached) this.file.closeFile();
        else if (this.upto === upto) this.upto = 0;
      })
      // With the next batch it is tried again.
      .catch(() => {})
      .finally(() => {
        this.pruning = undefined;
      });
  }

  async close(): Promise<void> {
    await this.pruning;
    await this.file.close();
  }
}

/** Up to where these entries say that the log is pruned. */
function prunedBy(entries: readonly EntryLeft[]): number {
  const told = entries.filter(isWhole).filter((bytes) => kindOf(bytes) === "prune");
  return told.reduce((most, bytes) => Math.max(most, Number((JSON.parse(fromUtf8(bytes)) as Entry).body?.upto)), 0);
}

/** Log keys that these entries bring in. */
function namedIn(entries: readonly EntryLeft[], origin: string): VerifierKey[] {
  const told = entries.filter(isWhole).filter((bytes) => (bytes as Buffer).includes(ROTATION));
  return told.flatMap((bytes) => keyNamedBy(JSON.parse(fromUtf8(bytes)) as Entry, origin) ?? []);
}
