import type { Reading } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { known } from "../platform/known.ts";
import { problem } from "../platform/problem.ts";
import { about } from "./about.ts";
import { refuseFaults } from "./faults.ts";
import { isFunction } from "./functions.ts";
import { grantAccess, type NewGrant, revokeGrant } from "./grant-access.ts";
import type { ActHow, House } from "./parts.ts";
import { beyond, type Delegated, grantFaults, type Handed } from "./rules.ts";
import { WORDS } from "./words.ts";

/** Power to grant: these functions, as far as this, until then (R24). */
export interface NewDelegation {
  personId: string;
  functions: string[];
  scope: NewGrant["scope"];
  /** For region and branch: needed. */
  officeId?: string | undefined;
  endsAt: Date;
}

/**
 * Hands power to grant on: within what the giver himself was handed, and no longer (R45). `by` absent: the operator at the console, from
 * whom all of it comes. In force once it is sealed. @throws Problem `not-delegated`, `delegation-over`, `beyond-delegation`
 */
export async function delegate(house: House, given: NewDelegation, { by, wait = true }: ActHow = {}): Promise<string> {
  const [id, now] = [newId("dlg"), house.clock.now()];
  const { personId, functions, scope, officeId, endsAt } = given;
  refuseFaults(functions.flatMap((name) => grantFaults({ function: name, scope, startsAt: now, endsAt }, isFunction(name))));
  if (by !== undefined)
    await mustHold(
      house,
      by,
      personId,
      functions.map((name) => ({ function: name, scope, officeId, endsAt })),
    );
  await house.act(
    async (tx, write) => {
      await tx.query(
        `insert into people.delegation (id, person_id, functions, scope, office_id, given_by, starts_at, ends_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [id, personId, functions, scope, officeId ?? null, by ?? null, now, endsAt],
      );
      const dates = { starts: now.toISOString(), ends: endsAt.toISOString() };
      const body = { change: "delegated", id, function: functions.join(" "), scope, ...dates, ...known({ office: officeId }) };
      await write({ typ: "grant", ...about(personId, by), body, marks: [{ table: "people.delegation", id }] });
    },
    { wait },
  );
  return id;
}

/** Takes power to grant back, at once; what was granted by it stays until its own end or revocation. False when it was not live. */
export function revokeDelegation(house: House, id: string, { by, wait = true }: ActHow = {}): Promise<boolean> {
  return house.act(
    async (tx, write) => {
      const { rows } = await tx.query<{ person_id: string }>(
        "update people.delegation set revoked_at = $2 where id = $1 and revoked_at is null returning person_id",
        [id, house.clock.now()],
      );
      const [row] = rows;
      const whom = row ? about(row.person_id, by) : { aggregate: `delegation:${id}`, ...known({ act: by }) };
      await write({ typ: "revoke", ...whom, body: { change: row ? "delegation-revoked" : "not-live", id } });
      return row !== undefined;
    },
    { wait },
  );
}

/** A supervisor grants, by the power that was handed to him and no further (R24, R45). @throws Problem as {@link delegate} */
export async function grantBy(house: House, by: string, grant: NewGrant & { officeId: string }): Promise<string> {
  if (by === grant.personId) throw problem("another-person", WORDS.notForOneself, { status: 403 });
  await mustHold(house, by, grant.personId, [grant]);
  return grantAccess(house, grant, { by });
}

/** What somebody granted he may take back, at once. @throws Problem `not-found` */
export async function revokeBy(house: House, by: string, grantId: string): Promise<void> {
  const { rows } = await house.db.query("select 1 from people.grant_ where id = $1 and granted_by = $2", [grantId, by]);
  if (rows.length === 0) throw problem("not-found", WORDS.noGrant);
  await revokeGrant(house, grantId, "taken-back", { by });
}

/** A delegation as it is told. */
export interface ToldDelegation {
  id: string;
  personId: string;
  functions: string[];
  scope: string;
  officeId: string | null;
  givenBy: string | null;
  startsAt: Date;
  endsAt: Date;
  revokedAt: Date | null;
}

/** What was handed to somebody, or by him, newest first. At most 100. */
export async function delegationsOf({ db }: House, personId: string): Promise<ToldDelegation[]> {
  const { rows } = await db.query<ToldDelegation>(
    `select id, person_id as "personId", functions, scope, office_id as "officeId", given_by as "givenBy", starts_at as "startsAt",
      ends_at as "endsAt", revoked_at as "revokedAt" from people.delegation where person_id = $1 or given_by = $1 order by starts_at desc, id limit 100`,
    [personId],
  );
  return rows;
}

async function mustHold(house: House, by: string, to: string, handed: Handed[]): Promise<void> {
  const now = house.clock.now();
  const held = await heldBy(house.db, by, now);
  const live = held.filter(({ endsAt, revoked }) => endsAt > now && !revoked);
  if (held.length === 0) throw problem("not-delegated", WORDS.notDelegated, { status: 403, detail: WORDS.notDelegatedWay });
  if (live.length === 0) throw problem("delegation-over", WORDS.delegationOver, { status: 403, detail: WORDS.notDelegatedWay });
  const paths = await pathsOf(
    house.db,
    handed.flatMap(({ officeId }) => officeId ?? []),
  );
  const home = await homeOf(house.db, to);
  const over = handed.flatMap((one) => beyond(one, one.scope === "portfolio" ? home : paths.get(one.officeId ?? ""), live));
  if (over.length > 0) throw problem("beyond-delegation", WORDS.beyondDelegation, { status: 403, what: [...new Set(over)] });
}

/**
 * What somebody was handed. INVARIANT: it lives as long as its giver is active and still holds that function himself, as far as he handed it
 * on (`reachesAsFar`), up to whoever was handed it at the console: what a revoked giver handed on ends with him, and power over another office
 * does not bring it back.
 */
async function heldBy(db: Reading, personId: string, now: Date): Promise<Array<Delegated & { revoked: boolean }>> {
  const { rows } = await db.query<Delegated & { revoked: boolean }>(
    `with recursive handed as (
        select d.id, d.person_id, d.given_by, d.scope, o.path, f.name as function from people.delegation d cross join unnest(d.functions) as f (name)
          join people.person p on p.id = d.person_id
          left join people.office o on o.id = case when d.scope = 'portfolio' then p.office_id else d.office_id end
          where d.idx is not null and d.revoked_at is null and d.ends_at > $2),
      live as (
        select h.* from handed h where h.given_by is null
        union
        select h.* from handed h join live g on g.person_id = h.given_by and g.function = h.function
          and (g.scope = 'nation' or (h.scope <> 'nation' and (g.scope <> 'portfolio' or h.scope = 'portfolio') and starts_with(h.path, g.path)))
          join people.person giver on giver.id = h.given_by and giver.state = 'active')
      select array(select l.function from live l where l.id = d.id) as functions, d.scope, o.path, d.ends_at as "endsAt",
        not exists (select 1 from live l where l.id = d.id) as revoked
      from people.delegation d join people.person p on p.id = d.person_id
      left join people.office o on o.id = case when d.scope = 'portfolio' then p.office_id else d.office_id end where d.person_id = $1 and d.idx is not null`,
    [personId, now],
  );
  return rows;
}

async function pathsOf(db: Reading, ids: string[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; path: string }>("select id, path from people.office where id = any($1::text[])", [ids]);
  return new Map(rows.map(({ id, path }) => [id, path]));
}

/** Path of the office where somebody works. */
async function homeOf(db: Reading, personId: string): Promise<string | undefined> {
  const { rows } = await db.query<{ path: string }>(
    "select o.path from people.person p join people.office o on o.id = p.office_id where p.id = $1",
    [personId],
  );
  return rows[0]?.path;
}
