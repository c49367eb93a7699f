import type { Reading, Writing } from "../platform/database.ts";
import { problem } from "../platform/problem.ts";
import { WORDS } from "./words.ts";

/** Somebody who is there and has not left. @param lock holds his row until the transaction ends @throws Problem `not-found` */
export async function stillHere(db: Reading, personId: string, lock = false): Promise<void> {
  const { rows } = await db.query(`select 1 from people.person where id = $1 and state <> 'left'${lock ? " for update" : ""}`, [personId]);
  if (rows.length === 0) throw problem("not-found", WORDS.nobody);
}

/** Whether somebody may come in; whatever ends his ways in meanwhile waits for this, and this for that. */
export async function holdActive(tx: Writing, personId: string): Promise<boolean> {
  const { rows } = await tx.query("select 1 from people.person where id = $1 and state = 'active' for share", [personId]);
  return rows.length > 0;
}
