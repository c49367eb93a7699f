import type { Writing } from "../platform/database.ts";

interface Closed {
  sessions: number;
  links: Array<{ tokenHash: string; until: Date }>;
}

/** All ways in of a person: his sessions and unused links end, his password goes. The caller remembers them (`ended.ts`), last in the transaction. */
export async function closeDoors(tx: Writing, personId: string, why: string, at: Date): Promise<Closed> {
  const closed = await closeSessions(tx, personId, why, at);
  await tx.query("delete from people.credential where person_id = $1", [personId]);
  return closed;
}

/** What is open of a person: his sessions and unused links end; his password stays, for the day he comes back. */
export async function closeSessions(tx: Writing, personId: string, why: string, at: Date): Promise<Closed> {
  const closed = await tx.query(
    "update people.session set ended_at = $2, ended_why = $3, mac = '' where person_id = $1 and ended_at is null",
    [personId, at, why],
  );
  const links = await tx.query<{ tokenHash: string; until: Date }>(
    `update people.sign_in_link set used_at = $2 where person_id = $1 and used_at is null returning token_hash as "tokenHash", expires_at as until`,
    [personId, at],
  );
  return { sessions: closed.rowCount, links: links.rows };
}
