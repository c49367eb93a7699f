import type { Database } from "../platform/database.ts";
import { grouped } from "../platform/grouped.ts";
import { type CrossedRow, factOf, placeOf } from "./facts-row.ts";
import { FACTS_TEXT } from "./facts-statement.ts";
import type { FactsRow } from "./gather.ts";

export interface FactsAsk {
  tokenHash: string;
  now: Date;
  customer: string;
  case: string | null;
  purpose: string;
}

/** The facts of one ask; undefined where there is no live session. Those who ask at the same moment share one statement. */
export type AskFacts = (ask: FactsAsk) => Promise<FactsRow | undefined>;

export const factsFrom = (db: Database): AskFacts =>
  grouped<FactsAsk, FactsRow | undefined>(async (asks) => {
    const column = <Value>(of: (ask: FactsAsk) => Value): Value[] => asks.map(of);
    const values = [
      column((ask) => ask.tokenHash),
      column((ask) => ask.now.toISOString()),
      column((ask) => ask.customer),
      column((ask) => ask.case),
      column((ask) => ask.purpose),
    ];
    const { rows } = await db.query<CrossedRow>({ name: "access-facts", text: FACTS_TEXT, values });
    const byAsk = new Map(rows.map((row) => [placeOf(row), row]));
    return asks.map((_, at) => {
      const row = byAsk.get(at + 1);
      return row && factOf(row);
    });
  });
