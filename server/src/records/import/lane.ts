import { KeeperDown } from "../../journal/index.ts";
import { type BatchOutcome, keepBatch } from "./batch.ts";
import type { ImportRow } from "./row.ts";
import { type Run, settled, sortBatch } from "./sort-batch.ts";

/** Small, so that what a batch leaves behind is still young when it is swept up. */
const BATCH = 250;
/** One batch is stored while the next is sealed: keeper, database and this process work side by side. Memory holds no more of the file. */
const SIDE_BY_SIDE = 6;
/** A keeper that is being restarted is back within this many tries. */
const TRIES = 120;
const WAIT = 500;

/** Rows whose tokens the grant allows beyond those of the file: what a keeper that dies has sealed and not said is sealed again. Ten deaths. */
export const SEALED_IN_VAIN = 10 * SIDE_BY_SIDE * BATCH;

/** Takes rows one by one and keeps them in batches. */
export class Lane {
  private rows: ImportRow[] = [];
  private readonly underway = new Set<Promise<void>>();
  private sorting: Promise<unknown> = Promise.resolve();
  private failure: { error: unknown } | undefined;
  private readonly run: Run;
  private readonly told: (outcome: BatchOutcome) => void;

  constructor(run: Run, told: (outcome: BatchOutcome) => void) {
    this.run = run;
    this.told = told;
  }

  /** Gives a promise to wait for where the row filled a batch. @throws what stopped an earlier batch */
  add(row: ImportRow): Promise<void> | undefined {
    this.rows.push(row);
    return this.rows.length >= BATCH ? this.go() : undefined;
  }

  private async go(): Promise<void> {
    const rows = this.rows;
    this.rows = [];
    while (this.underway.size >= SIDE_BY_SIDE) await Promise.race(this.underway);
    this.fail();
    const batch: Promise<void> = this.keep(rows)
      .catch((error: unknown) => {
        this.failure ??= { error };
      })
      .finally(() => this.underway.delete(batch));
    this.underway.add(batch);
  }

  /** Sorted one after the other, sealed and stored side by side. */
  private async keep(rows: ImportRow[]): Promise<void> {
    const sorted = this.sorting.then(() => sortBatch(this.run, rows));
    this.sorting = sorted.catch(() => undefined);
    const batch = await sorted;
    const outcome = await patiently(() => keepBatch(this.run, batch));
    settled(this.run, batch);
    this.told(outcome);
  }

  private fail(): void {
    if (this.failure) throw this.failure.error;
  }

  /** Fulfils when everything is kept. */
  async end(): Promise<void> {
    if (this.rows.length > 0) await this.go();
    await Promise.all(this.underway);
    this.fail();
  }
}

/** A keeper that is away is waited for: nothing of the batch was kept, so it may be tried again. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof KeeperDown) || error.why === "halted" || error.why === "disk-full" || tries >= TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, WAIT));
    }
  }
}
