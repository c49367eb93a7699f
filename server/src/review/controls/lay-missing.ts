import type { Write } from "../../journal/index.ts";
import type { Writing } from "../../platform/database.ts";
import type { ControlParts } from "./parts.ts";

/** Threads that one transaction begins. */
const AT_ONCE = 200;

/** Begins the threads whose topic does not lie there yet, so many in a transaction. Gives how many were new. */
export async function layMissing<Due extends { topic: string }>(
  { db, act }: Pick<ControlParts, "db" | "act">,
  all: readonly Due[],
  layOne: (tx: Writing, write: Write, due: Due) => Promise<unknown>,
): Promise<number> {
  const topics = all.map(({ topic }) => topic);
  const { rows } = await db.query<{ topic: string }>("select topic from review.inquiry_step where topic = any($1)", [topics]);
  const laid = new Set(rows.map(({ topic }) => topic));
  const due = all.filter(({ topic }) => !laid.has(topic));
  for (let at = 0; at < due.length; at += AT_ONCE)
    await act(async (tx, write) => {
      for (const one of due.slice(at, at + AT_ONCE)) await layOne(tx, write, one);
    });
  return due.length;
}
