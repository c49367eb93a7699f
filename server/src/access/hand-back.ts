import type { Write } from "../journal/index.ts";
import type { Writing } from "../platform/database.ts";
import { MOST_PRINTS } from "../platform/row-print.ts";
import { sharePrint } from "./prints.ts";

/** Whoever leaves hands everything back: claims are released, tasks return to the queue, the stand-in becomes the holder of his customers. */
export async function handBack(tx: Writing, write: Write, personId: string, at: Date): Promise<void> {
  const claims = await tx.query(
    "update access.claim set released_at = least($2, expires_at) where person_id = $1 and released_at is null",
    [personId, at],
  );
  const tasks = await tx.query("update access.cases set assigned_to = null where assigned_to = $1 and closed_at is null", [personId]);
  await tx.query("update access.portfolio set stand_in_id = null where stand_in_id = $1 and until_at is null", [personId]);
  const passed = await tx.query<{ id: string; customer: string; holder: string; officeId: string }>(
    `with ended as (update access.portfolio set until_at = $2 where holder_id = $1 and until_at is null returning *)
     insert into access.portfolio (id, customer_id, holder_id, office_id, from_at)
     select 'share_' || replace(gen_random_uuid()::text, '-', ''), customer_id, stand_in_id, office_id, $2 from ended where stand_in_id is not null
     returning id, customer_id as customer, holder_id as holder, office_id as "officeId"`,
    [personId, at],
  );
  const whom = { typ: "portfolio", aggregate: `person:${personId}`, psn: personId };
  const from = at.toISOString();
  await write({ ...whom, body: { change: "handed back", count: claims.rowCount + tasks.rowCount + passed.rowCount, from, prints: [] } });
  for (let n = 0; n < passed.rows.length; n += MOST_PRINTS) {
    const shares = passed.rows.slice(n, n + MOST_PRINTS);
    await write({
      ...whom,
      body: {
        change: "passed on",
        count: shares.length,
        from,
        prints: shares.map((share) => sharePrint({ ...share, standIn: undefined, from: at })),
      },
      marks: shares.map(({ id }) => ({ table: "access.portfolio" as const, id })),
    });
  }
}
