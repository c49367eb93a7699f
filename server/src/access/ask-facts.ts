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
      column((ask) => ask.now.toISOString()),
      column((ask) => ask.customer),
      column((ask) => ask.case),
      column((ask) => ask.purpose),
    ];
    const { rows } = await db.query<{ fact: Crossed }>({ name: "access-facts", text: FACTS_TEXT, values });
    const byAsk = new Map(rows.map(({ fact }) => [fact.n, fact]));
    return asks.map((_, at) => arrived(byAsk.get(at + 1)));
  });

/** A row as JSON says it: instants are text. */
type Crossed = Omit<FactsRow, "created_at" | "expires_at"> & { n: number; created_at: string; expires_at: string };

const arrived = (fact: Crossed | undefined): FactsRow | undefined =>
  fact && Object.assign(fact, { created_at: new Date(fact.created_at), expires_at: new Date(fact.expires_at) });
