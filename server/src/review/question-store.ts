import type { Reading, Writing } from "../platform/database.ts";
import type { Pick } from "./picks.ts";

/** Somebody who may have asked for a look: he works beside the person or stands above him. */
export interface Named {
  id: string;
  name: string;
  role: "colleague" | "supervisor";
}

/** Whom a person may name in an answer: those of his team and office, and the two above him; nobody who has left. At most 100. */
export async function mayBeNamed(db: Reading, personId: string): Promise<Named[]> {
  const { rows } = await db.query<Named>(
    `select c.id, c.name, case when c.id = p.supervisor_id or c.id = p.superior_id then 'supervisor' else 'colleague' end as role
     from people.person p join people.person c
       on c.id in (p.supervisor_id, p.superior_id) or c.office_id = p.office_id or (c.supervisor_id = p.supervisor_id and p.supervisor_id is not null)
     where p.id = $1 and c.id <> p.id and c.state = 'active' order by role desc, c.name, c.id limit 100`,
    [personId],
  );
  return rows;
}

export interface NewAnswer {
  id: string;
  pick: Pick;
  sealed: string | undefined;
  /** Somebody above who is named decides no row about it: it goes to the other one above. */
  notTo: string | undefined;
}

/** Writes an answer beside its row, unless somebody decided it meanwhile. */
export async function answerRow(tx: Writing, { id, pick, sealed, notTo }: NewAnswer, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update review.desk_row r set state = 'answered', answer = $2, answer_sealed = $3, answered_at = $4,
       to_person = case when r.to_person is distinct from $5 then r.to_person
         else (select case when p.superior_id is distinct from $5 then p.superior_id end from people.person p where p.id = r.person_id) end
     where r.id = $1 and r.state in ('waiting', 'asked')`,
    [id, pick, sealed ?? null, at, notTo ?? null],
  );
  return rowCount > 0;
}
