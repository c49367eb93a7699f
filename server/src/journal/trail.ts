import type { Reading } from "../platform/database.ts";
import { afterOf, cursorOf } from "./cursor.ts";
import type { Keeper } from "./keeper.ts";
import { KeeperDown } from "./keeper-down.ts";
import { type TrailRow, trailPage } from "./store.ts";

export interface TrailAsk {
  /** Who asks: person id, or `operator`. */
  by: string;
  from: Date;
  /** Exclusive. */
  until: Date;
  cursor?: string | undefined;
  /** Rows a page: 1 to 500, 100 unless told. */
  limit?: number;
}

export interface TrailPage {
  rows: TrailRow[];
  next?: string;
  /** Index of the entry that says who asked. */
  entry: number;
  /** Looks before this instant were pruned when their term was over, and it reaches into what was asked for: that there are no rows says nothing. */
  prunedBefore?: Date;
}

/** Questions about who looked, each of them itself in the journal before it is answered. */
export interface Trail {
  /** What a person looked at, oldest first. @throws KeeperDown: no entry, no answer */
  personDay(personId: string, ask: TrailAsk): Promise<TrailPage>;
  /** Who looked at a customer, oldest first. */
  customerLookers(customer: { id: string; wrap: string }, ask: TrailAsk): Promise<TrailPage>;
}

const MAX_PAGE = 500;

/** @param settle brings the projection up to what the journal holds now */
export function makeTrail(db: Reading, keeper: Keeper, settle: () => Promise<void>): Trail {
  const answer = async (of: "person" | "customer", id: string, wrap: string | undefined, ask: TrailAsk): Promise<TrailPage> => {
    const after = afterOf(ask.cursor);
    const limit = Math.min(Math.max(Math.trunc(ask.limit ?? 100), 1), MAX_PAGE);
    await settle();
    const rows = await trailPage(db, of, id, ask.from, ask.until, after, limit + 1);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const written = await keeper.append({
      typ: "trail",
      act: ask.by,
      body: {
        question: of === "person" ? "person-day" : "customer-lookers",
        from: ask.from.toISOString(),
        to: ask.until.toISOString(),
        rows: page.length,
      },
      ...(of === "person" ? { psn: id } : { holder: { kind: "customer", id, wrap: wrap as string } }),
    });
    if (!written.ok) throw new KeeperDown("down");
    const { pruned } = await keeper.status();
    const prunedBefore = pruned === undefined ? undefined : new Date(pruned.before);
    return {
      rows: page,
      entry: written.idx,
      ...(prunedBefore !== undefined && ask.from < prunedBefore ? { prunedBefore } : {}),
      ...(rows.length > limit && last ? { next: cursorOf({ at: last.at, idx: last.entry, row: last.row }) } : {}),
    };
  };
  return {
    personDay: (personId, ask) => answer("person", personId, undefined, ask),
    customerLookers: ({ id, wrap }, ask) => answer("customer", id, wrap, ask),
  };
}
