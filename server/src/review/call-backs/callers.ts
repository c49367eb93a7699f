import type { Reading } from "../../platform/database.ts";
import { lotsOf, type Seed } from "../../platform/lot.ts";

export interface CallerAsk {
  personId: string;
  look: number;
  officeId: string;
  /** Functions that the purpose of the look serves. */
  functions: readonly string[];
  /** Whom the person watches this week, or is watched by. */
  ring: readonly string[];
  now: Date;
  seed: Seed;
}

/**
 * Who rings the customer up: somebody of the office who may work for this purpose, drawn by lot; never the person himself, nor anybody of his ring of
 * the week. Undefined where nobody is left: then the supervisor asks, by the means that he has.
 */
export async function callerFor(
  db: Reading,
  { personId, look, officeId, functions, ring, now, seed }: CallerAsk,
): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(
    `select p.id from people.person p where p.office_id = $1 and p.state = 'active' and p.id <> all($2) and exists (
       select 1 from people.grant_ g where g.person_id = p.id and g.function = any($3) and g.idx is not null and g.revoked_at is null
         and g.starts_at <= $4 and g.ends_at > $4) order by p.id limit 500`,
    [officeId, [personId, ...ring], functions, now],
  );
  const lot = lotsOf(seed);
  const at = (id: string): number => lot(`caller ${look}`, id);
  return rows.map(({ id }) => id).sort((a, b) => at(a) - at(b))[0];
}
