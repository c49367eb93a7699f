import type { SealCall } from "@mercusuar/keeper";
import type { Writing } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { problem } from "../platform/problem.ts";
import { about } from "./about.ts";
import { fieldProblem } from "./faults.ts";
import type { ActHow, House, IndexKind } from "./parts.ts";

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

type Index = SealCall["holders"][number]["index"];

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

export interface StaffIdentity {
  nik?: string;
  phone?: string;
  kk?: string;
}

/** Staff are customers too (R28): tokens of his own NIK, phone and family card, so that a look at himself or his household is known. */
export async function setStaffIdentity(
  house: House,
  personId: string,
  identity: StaffIdentity,
  { by = personId, wait = true }: ActHow = {},
): Promise<void> {
  const index = (Object.entries(identity) as Array<[IndexKind, string | undefined]>).flatMap(([ix, text]) => {
    const value = text === undefined ? undefined : house.ports.indexValue(ix, text);
    if (text !== undefined && value === undefined) throw fieldProblem([{ field: ix, what: "a value of this kind" }]);
    return value === undefined ? [] : [{ ix, value }];
  });
  if (index.length === 0) return;
  const named = index.map((one) => ({ ...one, field: `identity:${one.ix}:${newId("val")}` }));
  const { tokens } = await sealForPerson(house, personId, by, named);
  await house.act(
    async (tx, write) => {
      for (const token of tokens) await keepToken(tx, personId, token);
      await write({ typ: "person", ...about(personId, by), body: { change: "identity", id: personId } });
    },
    { wait },
  );
}

/** A value of somebody, as it is looked for and as it is kept: for new tokens when keys are rotated. */
interface SealedToken {
  ix: string;
  token: string;
  field: string;
  value: string;
}

function keepToken(tx: Writing, personId: string, { ix, token, field, value }: SealedToken) {
  return tx.query(
    "insert into people.person_token (person_id, ix, token, field, sealed) values ($1, $2, $3, $4, $5) on conflict do nothing",
    [personId, ix, token, field, value],
  );
}

type Named = Index[number] & { field: string };
type Fields = SealCall["holders"][number]["fields"];

async function sealForPerson(
  house: House,
  personId: string,
  by: string,
  named: Named[],
  more: Fields = [],
): Promise<{ sealed: Record<string, string>; tokens: SealedToken[] }> {
  const { rows } = await house.db.query<{ wrap: string | null }>("select wrap from people.person where id = $1", [personId]);
  const wrap = rows[0]?.wrap;
  if (!wrap) throw fieldProblem([{ field: "person", what: "somebody with a key of his own" }]);
  const fields = [...more, ...named.map(({ field, value }) => ({ id: field, ver: 1, value }))];
  const index = named.map(({ ix, value }) => ({ ix, value }));
  const holders = [{ kind: "person" as const, id: personId, wrap, fields, index }];
  const done = await house.keeper.seal({ claims: { act: by, dec: "allow", rsn: [] }, source: "conflict", holders });
  if (!done.ok)
    throw problem("keeper-refused", { id: "Sistem kunci menolak.", en: "The keeper refused." }, { status: 503, reason: done.code });
  const [holder] = done.holders;
  const sealed = holder?.fields ?? {};
  // While keys are rotated a value has two tokens, and a customer may have either.
  const tokens = (holder?.tokens ?? []).flatMap(({ ix, token, older = [] }, at) => {
    const field = named[at]?.field ?? "";
    return [token, ...older].map((one) => ({ ix, token: one, field, value: sealed[field] ?? "" }));
  });
  return { sealed, tokens };
}
