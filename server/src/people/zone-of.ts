import { problem } from "../platform/problem.ts";
import type { House } from "./parts.ts";
import { WORDS } from "./words.ts";

/** The time zone of somebody's office. @throws Problem `not-found` where he is not there, or has left */
export async function zoneOf({ db }: House, personId: string): Promise<string> {
  const { rows } = await db.query<{ zone: string }>(
    "select o.time_zone as zone from people.person p join people.office o on o.id = p.office_id where p.id = $1 and p.state <> 'left'",
    [personId],
  );
  const [row] = rows;
  if (row === undefined) throw problem("not-found", WORDS.nobody);
  return row.zone;
}
