import { newId } from "../platform/ids.ts";
import { problem } from "../platform/problem.ts";
import { about } from "./about.ts";
import { fieldProblem } from "./faults.ts";
import type { ActHow, House, IndexKind } from "./parts.ts";
import { type Index, sealForPerson } from "./seal-tokens.ts";

/** Somebody with whom a person has a dispute or a tie, as far as he knows: one of these is enough to find the customer. */
export interface ConflictParty {
  nik?: string;
  phone?: string;
  email?: string;
  /** Together with `birthDate` (`YYYY-MM-DD`); a name alone finds nobody. */
  name?: string;
  birthDate?: string;
}

export interface NewConflict {
  /** `dispute`, `family`, `business` … */
  relation: string;
  /** In his own words; sealed under his own key. */
  text: string;
  parties: ConflictParty[];
}

/** A declared conflict (R17, R18): in force at once, since it narrows. The text and the parties are nowhere in plain. Gives its id. */
export async function declareConflict(
  house: House,
  personId: string,
  conflict: NewConflict,
  { by = personId, wait = true }: ActHow = {},
): Promise<string> {
  const id = newId("cfl");
  const index = conflict.parties.flatMap((party) => indexOf(house, party));
  if (index.length === 0) throw fieldProblem([{ field: "parties", what: "a phone, NIK, e-mail, or name with birth date" }]);
  const named = index.map((one, at) => ({ ...one, field: `${id}:${at}` }));
  const { sealed, tokens } = await sealForPerson(house, personId, by, named, [{ id: "conflict", ver: 1, value: conflict.text }]);
  await house.act(
    async (tx, write) => {
      await tx.query("insert into people.conflict (id, person_id, relation, sealed, declared_at) values ($1, $2, $3, $4, $5)", [
        id,
        personId,
        conflict.relation,
        sealed.conflict ?? "",
        house.clock.now(),
      ]);
      for (const { ix, token, field, value } of tokens)
        await tx.query(
          "insert into people.conflict_token (conflict_id, person_id, ix, token, field, sealed) values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
          [id, personId, ix, token, field, value],
        );
      const body = { change: "declared", id, kind: conflict.relation, count: conflict.parties.length };
      await write({ typ: "conflict", ...about(personId, by), body, marks: [{ table: "people.conflict", id }] });
    },
    { wait },
  );
  return id;
}

/** Withdraws a conflict: widening, so it counts only after its entry stands in the journal. */
export async function withdrawConflict(house: House, conflictId: string, { by }: ActHow = {}): Promise<void> {
  const { rows } = await house.db.query<{ person_id: string }>(
    "select person_id from people.conflict where id = $1 and withdrawn_at is null",
    [conflictId],
  );
  const [row] = rows;
  if (!row) throw problem("not-found", { id: "Pernyataan ini tidak ada.", en: "There is no such declaration." });
  await house.act(async (_, write) =>
    write({ typ: "conflict", ...about(row.person_id, by ?? row.person_id), body: { change: "withdrawn", id: conflictId } }),
  );
  await house.derive((tx) => tx.query("update people.conflict set withdrawn_at = $2 where id = $1", [conflictId, house.clock.now()]));
}

function indexOf(house: House, { nik, phone, email, name, birthDate }: ConflictParty): Index {
  const given: Array<[IndexKind, string | undefined]> = [
    ["nik", nik],
    ["phone", phone],
    ["email", email],
    ["name_birth", name && birthDate ? `${name}|${birthDate}` : undefined],
  ];
  return given.flatMap(([ix, text]) => {
    if (text === undefined) return [];
    const value = house.ports.indexValue(ix, text);
    if (value === undefined) throw fieldProblem([{ field: ix, what: "a value of this kind" }]);
    return [{ ix, value }];
  });
}
