import { known } from "../platform/known.ts";
import type { Language } from "../platform/language.ts";
import { about } from "./about.ts";
import { fieldProblem } from "./faults.ts";
import type { ActHow, House } from "./parts.ts";

export interface PersonChange {
  name?: string;
  officeId?: string;
  supervisorId?: string | null;
  superiorId?: string | null;
  job?: string;
  language?: Language;
  extension?: string | null;
}

const COLUMNS: Record<keyof PersonChange, string> = {
  name: "name",
  officeId: "office_id",
  supervisorId: "supervisor_id",
  superiorId: "superior_id",
  job: "job",
  language: "language",
  extension: "extension",
};

/** Changes what is given; functions are changed by `changeFunctions`, the end of employment by `endPerson`. */
export async function changePerson(house: House, personId: string, change: PersonChange, { by, wait = true }: ActHow = {}): Promise<void> {
  const given = (Object.keys(COLUMNS) as Array<keyof PersonChange>).filter((key) => change[key] !== undefined);
  if (given.length === 0) return;
  await house.act(
    async (tx, write) => {
      const sets = given.map((key, at) => `${COLUMNS[key]} = $${at + 2}`).join(", ");
      const { rowCount } = await tx.query(`update people.person set ${sets} where id = $1`, [personId, ...given.map((key) => change[key])]);
      if (rowCount === 0) throw fieldProblem([{ field: "person", what: "somebody who exists" }]);
      if (change.officeId !== undefined) await house.ports.personMoved(tx, change.officeId, house.clock.now());
      const { officeId: office, supervisorId: supervisor, superiorId: superior, job: post } = change;
      const facts = known({ office, supervisor, superior, post });
      await write({ typ: "person", ...about(personId, by), body: { change: given.join(" "), id: personId, ...facts } });
    },
    { wait },
  );
}
