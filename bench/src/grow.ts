import type { Product } from "mercusuar";
import type { BenchCompany } from "./company.ts";

const ENTRIES_AT_ONCE = 2_000;

/**
 * Fills tables and journal up to a size: further customers are copies of one sealed row under other ids, further looks are rows of the
 * projection spread over all of them, further entries are sealed by the keeper. They are only there to make the indexes deep.
 */
export async function growTo(
  { db, journal, keeper }: Product,
  { officeId, work, agents }: BenchCompany,
  size: number,
  said: (line: string) => void,
): Promise<void> {
  if (size <= work.length) return;
  const model = work[0]?.customer ?? "";
  await journal.derive(async (tx) => {
    await tx.query(
      `insert into records.customer (id, wrap, office_id, sealed, created_at, idx)
       select 'cus_filler' || n, wrap, $2, sealed, created_at, idx from records.customer, generate_series(1, $3::int) n where id = $1`,
      [model, officeId, size - work.length],
    );
    await tx.query(
      `insert into records.index_token (ix, token, customer_id)
       select ix, encode(sha256((token || n)::bytea), 'hex'), 'cus_filler' || n from records.index_token, generate_series(1, $2::int) n where customer_id = $1`,
      [model, size - work.length],
    );
    await tx.query(
      `insert into journal.look_index (idx, iid, typ, at, ts, person_id, customer_id, purpose, decision, out, office_id)
       select 1000000000 + n, 'filler' || n, 'look', now() - n * interval '1 second', now(), $1, 'cus_filler' || (n % $3::int), 'service', 'allow', 'opened', $2 from generate_series(1, $4::int) n`,
      [agents[0]?.id, officeId, size - work.length, size],
    );
  });
  said(`filled the tables up to ${size}`);
  // What a house that grew over years has behind it: otherwise its cleaning up would fall into the measured seconds.
  await db.query("vacuum analyze");
  await db.query("checkpoint");
  for (let at = (await keeper.status()).size; at < size; at += ENTRIES_AT_ONCE) {
    await Promise.all(
      Array.from({ length: Math.min(ENTRIES_AT_ONCE, size - at) }, () => keeper.append({ typ: "setting", body: { change: "bench" } })),
    );
    if (at % 100_000 < ENTRIES_AT_ONCE) said(`${at} entries in the journal`);
  }
}
