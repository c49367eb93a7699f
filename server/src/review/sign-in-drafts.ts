import type { Reading } from "../platform/database.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { OfficeDay } from "./office-day.ts";

interface Refused {
  person_id: string;
  why: string;
  count: number;
  at: Date;
}

/**
 * Tries to come in that were refused: by somebody who has left, or with a session or password that was written into the database behind
 * the program's back. They opened nothing and stand in no look, so that without this they would lie on no desk. One row a person and reason.
 */
export async function signInDrafts(db: Reading, day: OfficeDay): Promise<Draft[]> {
  const { rows } = await db.query<Refused>(
    `select person_id, why, count(*)::int as count, min(at) as at from people.sign_in_refusal
     where person_id = any($1) and at >= $2 and at < $3 group by person_id, why order by min(at), person_id limit 500`,
    [[...day.staff.keys()], day.from, day.until],
  );
  return rows.flatMap(({ person_id, why, count, at }) => {
    const staff = day.staff.get(person_id);
    const reasons = [{ id: "refused", values: { rules: why, count, customers: 0 } }];
    return staff ? [draftOf(staff, { kind: "refusal", topic: `sign_in,${why}`, at: at.getTime(), reasons })] : [];
  });
}
