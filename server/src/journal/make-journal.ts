import type { Clock } from "../platform/clock.ts";
import type { Database } from "../platform/database.ts";
import { type Act, type Derive, makeAct, makeDerive } from "./act.ts";
import type { Keeper } from "./keeper.ts";
import { type Lamp, lampOf } from "./lamp.ts";
import type { LookRow } from "./look-row.ts";
import type { KnownHolders } from "./name-holders.ts";
import { makeOutside, type Outside, type OutsideSettings } from "./outside/make-outside.ts";
import { type CheckpointLine, checkpointLine } from "./outside/published-checkpoint.ts";
import { MAX_BEHIND, Projection } from "./projection.ts";
import { rebuild } from "./rebuild.ts";
import { receiptOf } from "./receipt.ts";
import { Relay } from "./relay.ts";
import { lastProjected, latestMoment, personOfEntry, rememberHead } from "./store.ts";
import { makeTrail, type Trail } from "./trail.ts";

export interface JournalParts {
  db: Database;
  keeper: Keeper;
  clock: Clock;
  /** Data directory: the journal lies in `DIR/journal`. */
  dataDir: string;
  /** Everybody who may stand in the journal, from people, records and access; needed to rebuild the projection. */
  holders: KnownHolders;
  /** Who outside gets a checkpoint each day. */
  outside?: OutsideSettings;
  /** Told when the projection could not be written: the operator's log. */
  onFault?: (error: Error) => void;
}

export interface RebuildAsk {
  /** Who asks, for the entry. */
  by: string;
  onProgress?: (done: number, of: number) => void;
}

/** What happened, beyond denial: everything that other chapters do with the journal. */
export interface Journal extends Trail {
  act: Act;
  derive: Derive;
  /** Fulfils when every stored change is sealed. */
  drain(): Promise<void>;
  /** Adds to the projection what only the caller knows; the keeper's own results are in it without being asked. */
  project(row: LookRow): void;
  /** Fulfils when the projection holds all that was answered so far. */
  flush(): Promise<void>;
  /** Makes the projection anew from the journal, beside the old one, which serves until then; gives the number of rows. */
  rebuildProjection(ask: RebuildAsk): Promise<number>;
  /** Portable proof that an entry is in the journal (C2SP tlog-proof text), or undefined where there is no such entry. */
  receipt(idx: number): Promise<string | undefined>;
  /** Whose look, listing, search or match an entry is; undefined for entries of other kinds. */
  personOf(idx: number): Promise<string | undefined>;
  lampOf(): Promise<Lamp>;
  /** The published checkpoint for paper; undefined where there is none yet. */
  checkpointLine(): Promise<CheckpointLine | undefined>;
  /** What leaves the house each day: time stamps of the checkpoint. */
  outside: Outside;
  /** When the last thing happened of which the database tells; undefined where nothing has. */
  latestMoment(): Promise<Date | undefined>;
  /** Sends what an earlier process left, and projects what it had not projected yet. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** How often the head is remembered in the database. */
const REMEMBER_EVERY = 1_000;

/** Relay, projection and receipts over a running keeper. `start` before the first act; `close` when no act is under way any more. */
export function makeJournal({ db, keeper, clock, dataDir, holders, onFault, outside: outsideSettings }: JournalParts): Journal {
  const outside = makeOutside({ keeper, dataDir, ...(outsideSettings ? { settings: outsideSettings } : {}) });
  const relay = new Relay(db, keeper);
  const derive = makeDerive(db);
  const projection = new Projection(derive, onFault);
  projection.listen(keeper);
  const flush = (): Promise<void> => projection.flush();
  const remember = async (): Promise<void> => {
    const { status } = keeper.pulse;
    // Of a journal that is not believed nothing is remembered: it would be believed at the next start, and the true one not.
    if (status && status.halted === undefined) await derive((tx) => rememberHead(tx, status.size, status.root, clock.now()));
  };
  /** What was sealed while nobody could be told: at a start, and after the keeper died. */
  const catchUp = async (): Promise<void> => {
    await flush();
    const from = Math.max(0, (await lastProjected(db)) - MAX_BEHIND);
    await rebuild(db, keeper, derive, holders, { dir: dataDir, from, whole: false, by: "program" });
  };
  const rebuildWhole = async ({ by, onProgress }: RebuildAsk): Promise<number> => {
    await flush();
    const rows = await rebuild(db, keeper, derive, holders, {
      dir: dataDir,
      from: 0,
      whole: true,
      by,
      ...(onProgress ? { onProgress } : {}),
    });
    await keeper.append({ typ: "rebuild", act: by, body: { what: "projection", rows } });
    return rows;
  };
  /** One after the other: they share the table that is built beside. */
  let rebuilding: Promise<number> = Promise.resolve(0);
  let timer: NodeJS.Timeout | undefined;
  let remembered: string | undefined;
  return {
    act: makeAct(db, relay, clock),
    derive,
    drain: () => relay.drain(),
    project: (row) => projection.project(row),
    flush,
    rebuildProjection(ask) {
      rebuilding = rebuilding.catch(() => 0).then(() => rebuildWhole(ask));
      return rebuilding;
    },
    receipt: (idx) => receiptOf(dataDir, idx),
    async personOf(idx) {
      await flush();
      return personOfEntry(db, idx);
    },
    lampOf: () => lampOf(db, keeper, outside),
    checkpointLine: () => checkpointLine(dataDir),
    outside,
    latestMoment: () => latestMoment(db),
    ...makeTrail(db, keeper, flush),
    async start() {
      relay.start();
      await catchUp();
      await outside.start();
      keeper.pulse.onChange((state, _, before) => {
        if (state === "up" && (before === "down" || before === "disk-failed")) catchUp().catch((error: Error) => onFault?.(error));
      });
      timer = setInterval(() => {
        const root = keeper.pulse.status?.root;
        if (root === remembered) return;
        remembered = root;
        remember().catch((error: Error) => onFault?.(error));
      }, REMEMBER_EVERY).unref();
    },
    async close() {
      clearInterval(timer);
      await outside.close();
      await relay.close();
      await projection.close();
    },
  };
}
