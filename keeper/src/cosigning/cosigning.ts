/** The keeper's side of its witnesses: what they know at its start, and their cosignatures while it runs. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkHead } from "@mercusuar/proof";
import { readJournalDir } from "@mercusuar/proof/node";
import type { KnownHead } from "../journal/recover.ts";
import type { LogRing } from "../keys/log-ring.ts";
import type { WitnessStatus } from "../protocol.ts";
import type { KeeperSettings } from "../settings.ts";
import { Asking, type PublishedHead } from "./asking.ts";
import { type Assurance, assuranceOf } from "./assurance.ts";
import { Collector, type CollectorParts } from "./collector.ts";
import { KeptCheckpoints } from "./kept-checkpoints.ts";
import { readTrustFile, type TrustFile } from "./trust-file.ts";

export class Cosigning {
  /** Heads that witnesses showed under this log's signature. */
  readonly known: KnownHead[] = [];
  private readonly root: string;
  private readonly keys: Pick<LogRing, "current">;
  private readonly trust: TrustFile;
  private readonly witnesses: Asking[];
  private collector: Collector | undefined;
  /** The text of the last cosigned checkpoint. */
  private shown: string | undefined;

  /** When a quorum cosigned last, ms since 1970; at first the time of the start. */
  private cosignedAt = Date.now();
  /** ms; undefined: the witnesses may be away for ever. */
  private readonly grace: number | undefined;
  private wasOverdue = false;

  private constructor(root: string, keys: Pick<LogRing, "current">, trust: TrustFile, grace: number | undefined) {
    this.grace = grace === undefined ? undefined : grace * 60_000;
    this.root = root;
    this.keys = keys;
    this.trust = trust;
    this.witnesses = trust.asked.map((witness) => new Asking(witness, keys, readJournalDir(root)));
  }

  /**
   * Reads the trust policy and asks its witnesses what they know of this log, before anything is signed. Those that do not answer in time
   * are asked later.
   * @param begun the log has entries
   */
  static async open(
    settings: Pick<KeeperSettings, "witnesses" | "grace">,
    root: string,
    keys: Pick<LogRing, "current">,
    begun: boolean,
  ): Promise<Cosigning> {
    const cosigning = new Cosigning(root, keys, readTrustFile(settings.witnesses ?? "", keys.current.vkey), settings.grace);
    if (begun) await cosigning.meet();
    return cosigning;
  }

  private async meet(): Promise<void> {
    const published = textOf(join(this.root, "checkpoint"));
    await Promise.all(
      this.witnesses.map(async (witness) => {
        const met = await witness.contact(published);
        if (met?.root !== undefined) this.known.push({ size: met.size, root: met.root, from: `witness ${witness.witness.name}` });
      }),
    );
    if (published === undefined) return;
    const head = await checkHead(published, { ...this.trust.policy, logs: this.keys.current.all.map((key) => ({ key })) });
    if ("fault" in head || head.witnesses.length === 0) return;
    this.shown = published;
    // A keeper that is started again and again must not get a new grace each time.
    this.cosignedAt = Math.min(this.cosignedAt, Math.max(...head.witnesses.map(({ time }) => time)) * 1000);
  }

  /** Which witness claims more entries than there are: an older copy of the disk looks like that. */
  ahead(size: number): string | undefined {
    const further = this.witnesses.find((witness) => (witness.size ?? 0) > size);
    return further === undefined
      ? undefined
      : `witness ${further.witness.name} says that it cosigned ${further.size} entries, here are ${size}: an older copy of the journal, or a mistaken witness`;
  }

  /** Which checkpoint goes into which file. */
  readonly heads = (note: string): ReadonlyArray<readonly [string, string]> => [
    ["checkpoint.latest", note],
    ["checkpoint", this.shown ?? note],
  ];

  /** @param publish writes the files of `heads` */
  begin(parts: Omit<CollectorParts, "kept" | "show">, publish: () => Promise<void>): void {
    const show = async (note: string): Promise<void> => {
      this.shown = note;
      this.cosignedAt = Date.now();
      // The first may join a writing that is past its checkpoint already.
      await publish();
      await publish();
    };
    this.collector = new Collector(this.witnesses, this.trust.policy, { ...parts, kept: new KeptCheckpoints(this.root), show });
  }

  offer(head: PublishedHead): void {
    this.collector?.offer(head);
  }

  /** @param apart the server runs as another user */
  assurance(apart: boolean): Assurance {
    return assuranceOf(this.witnesses, Date.now(), apart);
  }

  /** The witnesses have been away for longer than the set grace. */
  overdue(): boolean {
    return this.grace !== undefined && Date.now() - this.cosignedAt > this.grace;
  }

  /** What to write down since it was asked last: that the grace is over, or that a quorum is back. */
  turned(): "over" | "back" | undefined {
    const now = this.overdue();
    if (now === this.wasOverdue) return undefined;
    this.wasOverdue = now;
    return now ? "over" : "back";
  }

  status(): { witnesses: WitnessStatus[]; cosigned?: { size: number; at: string } } {
    const { cosigned } = this.collector ?? {};
    return {
      witnesses: this.witnesses.map(statusOf),
      ...(cosigned === undefined ? {} : { cosigned: { size: cosigned.size, at: new Date(cosigned.at).toISOString() } }),
    };
  }

  async close(): Promise<void> {
    await this.collector?.close();
    for (const witness of this.witnesses) witness.close();
  }
}

function statusOf({ witness: { name }, state, size, cosignedAt, here }: Asking): WitnessStatus {
  return {
    name,
    state,
    here,
    ...(size === undefined ? {} : { size }),
    ...(cosignedAt === undefined ? {} : { at: new Date(cosignedAt).toISOString() }),
  };
}

function textOf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
