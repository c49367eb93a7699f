import type { Derive } from "./act.ts";
import type { Keeper } from "./keeper.ts";
import { type LookRow, rowsOfCall } from "./look-row.ts";
import { writeLookRows } from "./store.ts";

/** At most this far behind the journal. */
const EVERY = 250;
const BATCH = 500;
/** Rows in memory when the database cannot take them. Whatever is lost with the process is caught up from the journal at the next start. */
export const MAX_BEHIND = 20_000;

/** The projection for queries, written behind the looks: untrusted, and made anew from the journal at will. */
export class Projection {
  private rows = new Map<string, LookRow>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private readonly derive: Derive;
  private readonly onFault: (error: Error) => void;

  constructor(derive: Derive, onFault: (error: Error) => void = () => undefined) {
    this.derive = derive;
    this.onFault = onFault;
  }

  /** INVARIANT: no caller can forget: every result of the keeper that showed something passes here. */
  listen(keeper: Keeper): void {
    keeper.onSeen((call, result) => {
      for (const row of rowsOfCall(call, result)) this.project(row);
    });
  }

  /** Adds what only the caller knows (office, the customer who was meant) to the row of an entry, or a row of its own. */
  project(row: LookRow): void {
    const key = `${row.idx}:${row.row ?? 0}`;
    const known = this.rows.get(key);
    this.rows.set(key, known === undefined ? row : { ...known, ...row });
    if (this.rows.size >= BATCH) this.now();
    else this.timer ??= setTimeout(() => this.now(), EVERY).unref();
  }

  private now(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.flush().catch(this.onFault);
  }

  /** Fulfils when every row given so far is in the table. */
  flush(): Promise<void> {
    this.writing = this.writing.catch(() => undefined).then(() => this.write());
    return this.writing;
  }

  private async write(): Promise<void> {
    while (this.rows.size > 0) {
      const batch = [...this.rows].slice(0, BATCH);
      for (const [key] of batch) this.rows.delete(key);
      try {
        await this.derive((tx) =>
          writeLookRows(
            tx,
            batch.map(([, row]) => row),
          ),
        );
      } catch (error) {
        this.putBack(batch);
        throw error;
      }
    }
  }

  private putBack(batch: Array<[string, LookRow]>): void {
    if (this.rows.size + batch.length > MAX_BEHIND) return;
    this.rows = new Map([...batch, ...this.rows]);
    this.timer ??= setTimeout(() => this.now(), 1_000).unref();
  }

  async close(): Promise<void> {
    clearTimeout(this.timer);
    await this.flush().catch(this.onFault);
  }
}
