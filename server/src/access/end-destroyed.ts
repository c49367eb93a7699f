import type { Write } from "../journal/index.ts";
import type { Writing } from "../platform/database.ts";

/** A customer is destroyed: claims are released, cases closed, the share in a portfolio ends, each with its entry. His key is dead: none names him. */
export async function endDestroyed(tx: Writing, write: Write, customerId: string, at: Date): Promise<void> {
  const claims = await tx.query<{ id: string; case_id: string }>(
    `update access.claim set released_at = least($2, expires_at), outcome = 'erased', outcome_at = $2
      where released_at is null and case_id in (select id from access.cases where customer_id = $1) returning id, case_id`,
    [customerId, at],
  );
  for (const { id, case_id } of claims.rows)
    await write({ typ: "claim", aggregate: `case:${case_id}`, body: { change: "released", id, why: "erased" } });
  const cases = await tx.query<{ id: string }>(
    "update access.cases set closed_at = $2, outcome = 'erased' where customer_id = $1 and closed_at is null returning id",
    [customerId, at],
  );
  for (const { id } of cases.rows) await write({ typ: "case", aggregate: `case:${id}`, body: { change: "closed", id, outcome: "erased" } });
  const shares = await tx.query<{ id: string }>(
    "update access.portfolio set until_at = $2 where customer_id = $1 and until_at is null returning id",
    [customerId, at],
  );
  for (const { id } of shares.rows)
    await write({ typ: "portfolio", aggregate: `share:${id}`, body: { change: "ended", id, kind: "erased" } });
}
