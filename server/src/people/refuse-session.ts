import { newId } from "../platform/ids.ts";
import { about } from "./about.ts";
import type { House } from "./parts.ts";

/** Why somebody was not let in: he has left, or a row does not carry our seal, or is gone. */
export type WhyRefused = "LEAVER" | "FORGED";

/** One entry per person, reason and this long: a program that tries again and again does not fill the journal. */
const ONCE_IN = 60_000;

/** Writes down that somebody was not let in, so that it lies on a desk by evening. */
export async function noteRefusal(house: House, personId: string, why: WhyRefused, sessionId?: string): Promise<void> {
  const now = house.clock.now();
  const { rows } = await house.db.query("select 1 from people.sign_in_refusal where person_id = $1 and why = $2 and at > $3 limit 1", [
    personId,
    why,
    new Date(now.getTime() - ONCE_IN),
  ]);
  if (rows.length > 0) return;
  if (why === "FORGED")
    house.log.error(
      { person: personId, session: sessionId },
      "a session, link or password was written or taken away behind the program's back",
    );
  const id = newId("ref");
  await house.act(
    async (tx, write) => {
      await tx.query("insert into people.sign_in_refusal (id, person_id, why, at) values ($1, $2, $3, $4)", [id, personId, why, now]);
      const body = { change: "refused", why, ...(sessionId ? { id: sessionId } : {}) };
      await write({ typ: "session", ...about(personId, personId), dec: "deny", rsn: [why], body });
    },
    { wait: false },
  );
}

export interface RefusedSignIn {
  id: string;
  personId: string;
  at: Date;
  why: WhyRefused;
}

/** Refused sign-ins of the people of an office, oldest first, at most 500: for the evening desk. */
export async function refusedSignIns(house: House, officeId: string, from: Date, until: Date): Promise<RefusedSignIn[]> {
  const { rows } = await house.db.query<RefusedSignIn>(
    `select r.id, r.person_id as "personId", r.at, r.why from people.sign_in_refusal r join people.person p on p.id = r.person_id
      where p.office_id = $1 and r.at >= $2 and r.at < $3 order by r.at limit 500`,
    [officeId, from, until],
  );
  return rows;
}
