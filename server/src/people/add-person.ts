import type { Writing } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import type { Language } from "../platform/language.ts";
import { problem } from "../platform/problem.ts";
import { about, known } from "./about.ts";
import { refuseFaults } from "./faults.ts";
import type { ActHow, House, Write } from "./parts.ts";
import { personFaults } from "./rules.ts";

export interface NewPerson {
  id?: string;
  login: string;
  name: string;
  employment: "internal" | "outsourced";
  /** Needed for outsourced, refused for internal (R2). */
  vendorId?: string;
  officeId: string;
  supervisorId?: string;
  superiorId?: string;
  /** `YYYY-MM-DD` */
  joinedOn: string;
  job: string;
  language?: Language;
  /** At the telephone exchange. */
  extension?: string;
}

const SEAL_AT_ONCE = 500;

/** Adds people, without any access (R36). Supervisors may stand in the same list, in any order. Gives their ids in the same order. */
export async function addPeople(house: House, people: NewPerson[], { by, wait = true }: ActHow = {}): Promise<string[]> {
  refuseFaults(people.flatMap(personFaults));
  const named = people.map((person) => ({ ...person, id: person.id ?? newId("per") }));
  const wraps = await wrapsOf(
    house,
    named.map(({ id }) => id),
    by,
  );
  await house.act(
    async (tx, write) => {
      for (const person of named) await insert(tx, write, person, wraps.get(person.id), by);
      for (const { id, supervisorId, superiorId } of named)
        await tx.query("update people.person set supervisor_id = $2, superior_id = $3 where id = $1", [
          id,
          supervisorId ?? null,
          superiorId ?? null,
        ]);
    },
    { wait },
  );
  return named.map(({ id }) => id);
}

/** Everybody's own key: notes about him and what he searches for are sealed under it. */
async function wrapsOf(house: House, ids: string[], by: string | undefined): Promise<Map<string, string>> {
  const wraps = new Map<string, string>();
  for (let at = 0; at < ids.length; at += SEAL_AT_ONCE) {
    const holders = ids.slice(at, at + SEAL_AT_ONCE).map((id) => ({ kind: "person" as const, id, fields: [], index: [] }));
    const sealed = await house.keeper.seal({ claims: { act: by ?? "mercusuar", dec: "allow", rsn: [] }, holders });
    if (!sealed.ok)
      throw problem("keeper-refused", { id: "Sistem kunci menolak.", en: "The keeper refused." }, { status: 503, reason: sealed.code });
    for (const { id, wrap } of sealed.holders) wraps.set(id, wrap);
  }
  return wraps;
}

async function insert(
  tx: Writing,
  write: Write,
  person: NewPerson & { id: string },
  wrap: string | undefined,
  by: string | undefined,
): Promise<void> {
  const { id, login, name, employment, vendorId, officeId, joinedOn, job, language, extension } = person;
  await tx.query(
    `insert into people.person (id, login, name, employment, vendor_id, office_id, joined_on, job, language, extension, wrap)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [id, login, name, employment, vendorId ?? null, officeId, joinedOn, job, language ?? "id", extension ?? null, wrap ?? null],
  );
  const facts = known({ vendor: vendorId, supervisor: person.supervisorId });
  const body = { change: "added", id, office: officeId, employment, post: job, from: joinedOn, state: "active", ...facts };
  await write({ typ: "person", ...about(id, by), body, marks: [{ table: "people.person", id }] });
}
