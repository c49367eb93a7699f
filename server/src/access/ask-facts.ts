import type { Database } from "../platform/database.ts";
import { grouped } from "../platform/grouped.ts";
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
      column((ask) => ask.now),
      column((ask) => ask.customer),
      column((ask) => ask.case),
      column((ask) => ask.purpose),
    ];
    const { rows } = await db.query<FactsRow & { n: number }>({ name: "access-facts", text: FACTS_TEXT, values });
    const byAsk = new Map(rows.map((row) => [row.n, row]));
    return asks.map((_, at) => byAsk.get(at + 1));
  });
