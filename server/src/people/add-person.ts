import type { Writing } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { known } from "../platform/known.ts";
import type { Language } from "../platform/language.ts";
import { problem } from "../platform/problem.ts";
import { about } from "./about.ts";
import { refuseFaults } from "./faults.ts";
import type { ActHow, By, House, OutboxEntry } from "./parts.ts";
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
      await insertPeople(tx, named, wraps);
      for (const person of named) await write(entryOf(person, by));
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

/** Who is above whom is checked at the end of the statement: everybody of the list is there by then. */
async function insertPeople(tx: Writing, people: Array<NewPerson & { id: string }>, wraps: Map<string, string>): Promise<void> {
  const column = (of: (person: NewPerson & { id: string }) => string | undefined) => people.map((person) => of(person) ?? null);
  await tx.query(
    `insert into people.person (id, login, name, employment, vendor_id, office_id, joined_on, job, language, extension, wrap, supervisor_id, superior_id)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::date[], $8::text[], $9::text[], $10::text[],
        $11::text[], $12::text[], $13::text[])`,
    [
      column(({ id }) => id),
      column(({ login }) => login),
      column(({ name }) => name),
      column(({ employment }) => employment),
      column(({ vendorId }) => vendorId),
      column(({ officeId }) => officeId),
      column(({ joinedOn }) => joinedOn),
      column(({ job }) => job),
      column(({ language }) => language ?? "id"),
      column(({ extension }) => extension),
      column(({ id }) => wraps.get(id)),
      column(({ supervisorId }) => supervisorId),
      column(({ superiorId }) => superiorId),
    ],
  );
}

function entryOf(
  { id, employment, vendorId, officeId, joinedOn, job, supervisorId, superiorId }: NewPerson & { id: string },
  by: By,
): OutboxEntry {
  const facts = known({ vendor: vendorId, supervisor: supervisorId, superior: superiorId });
  const body = { change: "added", id, office: officeId, employment, post: job, from: joinedOn, state: "active", ...facts };
  return { typ: "person", ...about(id, by), body, marks: [{ table: "people.person", id }] };
}
