import type { AppendCall } from "@mercusuar/keeper";
import type { Database, Reading } from "../platform/database.ts";
import type { Ask, Keeper } from "./keeper.ts";
import { KeeperDown, NotYetSealed } from "./keeper-down.ts";
import type { Mark } from "./marks.ts";
import { settle } from "./settle-outbox.ts";

/** One relay sends at a time, whichever process it runs in. */
const LOCK = 71_960_413;
const WINDOW = 500;
/** Entries sent between two sweeps of the embedded outbox. */
const SWEEP_EVERY = 500;
/** An entry that somebody waits for. */
const WAIT = 5_000;
const BACK_OFF = [100, 250, 500, 1_000, 2_000, 5_000];
/** What another process wrote, or what was left by one that died, is looked for this often. */
const LOOK_EVERY = 1_000;
const LOOK_SOON = 50;

interface OutboxRow {
  id: number;
  aggregate: string;
  iid: string;
  entry: Omit<Ask<AppendCall>, "iid">;
  marks: Mark[];
}
interface Sent extends OutboxRow {
  idx?: number;
  error?: string;
}
/** What one round did, and whether the window that it read held more than it sent. */
interface Round {
  sent: Sent[];
  more: boolean;
}
const NOTHING: Round = { sent: [], more: false };

/** Sends what the outbox holds: order within an aggregate is kept, `iid` makes a second sending harmless. */
export class Relay {
  private readonly db: Database;
  private readonly keeper: Keeper;
  private readonly waiters = new Map<number, { resolve(): void; reject(error: Error): void }>();
  /** Aggregates whose next entry was refused, and how many rounds they sit out. */
  private readonly refused = new Map<string, number>();
  private running: Promise<void> | undefined;
  private asked = false;
  private closed = false;
  private failures = 0;
  private sentSinceSweep = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(db: Database, keeper: Keeper) {
    this.db = db;
    this.keeper = keeper;
  }

  /** Goes on with what an earlier process left. */
  start(): void {
    this.nudge();
  }

  /** Somebody will wait for this row. Called before the row is committed, so that no relay is quicker than its waiter. */
  expect(id: number): Promise<void> {
    const sealed = new Promise<void>((resolve, reject) => this.waiters.set(id, { resolve, reject }));
    sealed.catch(() => undefined);
    return sealed;
  }

  /** The transaction was rolled back, or nobody waits any more. */
  forget(ids: number[]): void {
    for (const id of ids) this.waiters.delete(id);
  }

  /** Fulfils when all that was expected is sealed. @throws NotYetSealed when the keeper does not take it in time */
  async sealed(expected: Array<Promise<void>>): Promise<void> {
    this.nudge();
    let late: NodeJS.Timeout | undefined;
    const inTime = new Promise<never>((_, reject) => {
      late = setTimeout(() => reject(new NotYetSealed(this.why())), WAIT);
      late.unref();
    });
    await Promise.race([Promise.all(expected), inTime]).finally(() => clearTimeout(late));
  }

  private why() {
    const { state } = this.keeper.pulse;
    return state === "up" ? "slow" : state;
  }

  /** There is something to send. */
  nudge(): void {
    if (this.closed) return;
    clearTimeout(this.timer);
    this.asked = true;
    this.running ??= this.run().finally(() => {
      this.running = undefined;
      if (this.asked) this.nudge();
      else this.later(this.waiters.size > 0 ? LOOK_SOON : LOOK_EVERY);
    });
  }

  private later(wait: number): void {
    if (this.closed) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.nudge(), wait);
    this.timer.unref();
  }

  private async run(): Promise<void> {
    while (this.asked && !this.closed) {
      this.asked = false;
      try {
        const { sealed, more } = await this.round();
        if (sealed === 0) await this.sentByOthers();
        else if (more) this.asked = true;
        this.failures = 0;
      } catch (error) {
        this.tell(error as Error);
        const wait = BACK_OFF[Math.min(this.failures++, BACK_OFF.length - 1)] as number;
        await new Promise((resolve) => setTimeout(resolve, wait).unref());
        this.asked = true;
      }
    }
  }

  /** Whoever waits learns at once that the keeper is away; his entry stays in the outbox. */
  private tell(error: Error): void {
    if (!(error instanceof KeeperDown)) return;
    for (const { reject } of this.waiters.values()) reject(new NotYetSealed(error.why));
    this.waiters.clear();
  }

  /** Another process's relay may have sent what somebody here waits for. */
  private async sentByOthers(): Promise<void> {
    if (this.waiters.size === 0) return;
    const { rows } = await this.db.query<{ id: number }>(
      "select id from journal.outbox where sent_at is not null and id = any ($1::bigint[])",
      [[...this.waiters.keys()]],
    );
    for (const { id } of rows) this.waiters.get(id)?.resolve();
    this.forget(rows.map(({ id }) => id));
  }

  /** One entry of each aggregate. INVARIANT: who waits is told after the marks are committed. */
  private async round(): Promise<{ sealed: number; more: boolean }> {
    const { sent, more } = await this.sendNext();
    this.answer(sent);
    await this.sweep(sent.length);
    return { sealed: sent.filter(({ idx }) => idx !== undefined).length, more };
  }

  /** The embedded engine has no autovacuum: dead rows would be walked over at every round. */
  private async sweep(sent: number): Promise<void> {
    this.sentSinceSweep += sent;
    if (this.db.engine !== "pglite" || this.sentSinceSweep < SWEEP_EVERY) return;
    this.sentSinceSweep = 0;
    await this.db.query("vacuum (analyze) journal.outbox");
  }

  private sendNext(): Promise<Round> {
    // PGlite belongs to this process alone and has one connection: a lock held over the keeper's answer would stop everybody.
    if (this.db.engine === "pglite") return this.send(this.db);
    return this.db.transaction(async (tx) => {
      const { rows } = await tx.query<{ mine: boolean }>("select pg_try_advisory_xact_lock($1) as mine", [LOCK]);
      return rows[0]?.mine ? this.send(tx) : NOTHING;
    });
  }

  private async send(on: Reading): Promise<Round> {
    const sitOut = [...this.refused].filter(([, rounds]) => rounds > 0).map(([aggregate]) => aggregate);
    for (const aggregate of sitOut) this.refused.set(aggregate, (this.refused.get(aggregate) ?? 1) - 1);
    const { rows } = await on.query<OutboxRow>({
      name: "journal-outbox-next",
      text: `select id, aggregate, iid, entry, marks from journal.outbox
        where sent_at is null and aggregate <> all ($1::text[]) order by id limit ${WINDOW}`,
      values: [sitOut],
    });
    const next = firstOfEach(rows);
    if (next.length === 0) return NOTHING;
    const sent = await this.keep(next);
    await settle(on, sent);
    return { sent, more: rows.length > next.length || rows.length === WINDOW };
  }

  private async keep(rows: OutboxRow[]): Promise<Sent[]> {
    const results = await this.keeper.many(rows.map(({ entry, iid }) => ({ ...entry, iid })));
    return rows.map((row, i) => {
      const result = results[i] as (typeof results)[number];
      if (result.ok) return { ...row, idx: result.idx };
      // Sent before, by a relay that died before it could note so: the keeper names the first entry.
      if (result.code === "repeated" && result.idx !== undefined) return { ...row, idx: result.idx };
      return { ...row, error: `${result.code}: ${result.detail}` };
    });
  }

  private answer(sent: Sent[]): void {
    for (const { id, idx, error, aggregate } of sent) {
      const waiter = this.waiters.get(id);
      if (idx !== undefined) this.refused.delete(aggregate);
      else this.refused.set(aggregate, 20);
      if (idx !== undefined) waiter?.resolve();
      else waiter?.reject(new Error(`the keeper refused an entry: ${error}`));
      this.waiters.delete(id);
    }
  }

  /** Fulfils when the outbox is empty, or nothing moves any more. @throws KeeperDown when the keeper is away */
  async drain(): Promise<void> {
    for (;;) {
      const before = await waitingRows(this.db);
      if (before === 0) return;
      this.nudge();
      await this.running;
      if ((await waitingRows(this.db)) < before) continue;
      if (this.keeper.pulse.state !== "up") throw new NotYetSealed(this.why());
      if (this.refused.size > 0) throw new Error("some journal entries were refused by the keeper: see journal.outbox.last_error");
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.running;
  }
}

/** Rows that wait to be sealed; more than ten thousand count as that. */
export async function waitingRows(db: Pick<Database, "query">): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    "select count(*)::int as count from (select 1 from journal.outbox where sent_at is null limit 10000) w",
  );
  return rows[0]?.count ?? 0;
}

function firstOfEach(rows: OutboxRow[]): OutboxRow[] {
  const seen = new Set<string>();
  return rows.filter(({ aggregate }) => !seen.has(aggregate) && seen.add(aggregate));
}
