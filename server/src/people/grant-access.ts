import type { Writing } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { known } from "../platform/known.ts";
import { about } from "./about.ts";
import { refuseFaults } from "./faults.ts";
import { isFunction } from "./functions.ts";
import type { ActHow, By, House, Write } from "./parts.ts";
import { grantFaults } from "./rules.ts";

export interface NewGrant {
  personId: string;
  function: string;
  scope: "nation" | "region" | "branch" | "portfolio";
  /** For region and branch; the person's own office unless told. */
  officeId?: string;
  startsAt?: Date;
  /** Each grant ends by itself (R36). */
  endsAt: Date;
  /** Who answers for it (R19). */
  sponsorId?: string;
}

/** Grants a function: personal, dated, with a sponsor. In force once it stands in the journal. Gives the grant's id. */
export async function grantAccess(house: House, grant: NewGrant, { by, wait = true }: ActHow = {}): Promise<string> {
  const now = house.clock.now();
  refuseFaults(grantFaults({ ...grant, startsAt: grant.startsAt ?? now }, isFunction(grant.function)));
  return house.act((tx, write) => insertGrant(tx, write, grant, now, by), { wait });
}

async function insertGrant(tx: Writing, write: Write, grant: NewGrant, now: Date, by: By): Promise<string> {
  const id = newId("grt");
  const { personId, scope, endsAt, startsAt = now } = grant;
  const office = scope === "nation" || scope === "portfolio" ? null : (grant.officeId ?? null);
  const { rows } = await tx.query<{ office_id: string | null }>(
    `insert into people.grant_ (id, person_id, function, scope, office_id, granted_by, sponsor_id, starts_at, ends_at)
      select $1, $2, $3, $4, case when $4 in ('region', 'branch') then coalesce($5, p.office_id) end, $6, $7, $8, $9
      from people.person p where p.id = $2 returning office_id`,
    [id, personId, grant.function, scope, office, by ?? "mercusuar", grant.sponsorId ?? by ?? null, startsAt, endsAt],
  );
  const dates = { starts: startsAt.toISOString(), ends: endsAt.toISOString() };
  const facts = known({ office: rows[0]?.office_id, sponsor: grant.sponsorId ?? by });
  const body = { change: "granted", id, function: grant.function, scope, ...dates, ...facts };
  await write({ typ: "grant", ...about(personId, by), body, marks: [{ table: "people.grant_", id }] });
  return id;
}

/** Takes a grant back, at once. False when it was not live. */
export function revokeGrant(house: House, grantId: string, why: string, { by, wait = true }: ActHow = {}): Promise<boolean> {
  return house.act(
    async (tx, write) => {
      const { rows } = await tx.query<{ person_id: string; function: string }>(
        "update people.grant_ set revoked_at = $2 where id = $1 and revoked_at is null returning person_id, function",
        [grantId, house.clock.now()],
      );
      const [row] = rows;
      const whom = row ? about(row.person_id, by) : { aggregate: `grant:${grantId}`, ...known({ act: by }) };
      await write({
        typ: "revoke",
        ...whom,
        body: { change: row ? "revoked" : "not-live", id: grantId, why, ...known({ function: row?.function }) },
      });
      return row !== undefined;
    },
    { wait },
  );
}

/** Takes back all live grants of a person but those of `keep`, inside the caller's transaction. */
export async function revokeOthers(
  tx: Writing,
  write: Write,
  personId: string,
  keep: readonly string[],
  why: string,
  now: Date,
  by: By,
): Promise<string[]> {
  const { rows } = await tx.query<{ id: string; function: string }>(
    "update people.grant_ set revoked_at = $2 where person_id = $1 and revoked_at is null and not function = any($3::text[]) returning id, function",
    [personId, now, [...keep]],
  );
  for (const row of rows)
    await write({ typ: "revoke", ...about(personId, by), body: { change: "revoked", id: row.id, function: row.function, why } });
  return rows.map((row) => row.function);
}

export type NewFunctions = Omit<NewGrant, "personId" | "function"> & { functions: string[] };

/** A change of function: what the old one opened closes in the same transaction, at once (R4); what is new opens once it stands in the journal. */
export async function changeFunctions(house: House, personId: string, next: NewFunctions, { by, wait = true }: ActHow = {}): Promise<void> {
  const now = house.clock.now();
  const { functions, ...rest } = next;
  refuseFaults(functions.flatMap((name) => grantFaults({ ...rest, function: name, startsAt: rest.startsAt ?? now }, isFunction(name))));
  await house.act(
    async (tx, write) => {
      await revokeOthers(tx, write, personId, functions, "function-changed", now, by);
      const { rows } = await tx.query<{ function: string }>(
        "select function from people.grant_ where person_id = $1 and revoked_at is null and ends_at > $2",
        [personId, now],
      );
      const has = new Set(rows.map((row) => row.function));
      const missing = functions.filter((name) => !has.has(name));
      for (const name of missing) await insertGrant(tx, write, { ...rest, personId, function: name }, now, by);
      await write({
        typ: "function",
        ...about(personId, by),
        body: { change: "set", function: functions.join(" ") || "none", scope: rest.scope },
      });
    },
    { wait },
  );
}
