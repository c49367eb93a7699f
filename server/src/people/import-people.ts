import { type CsvRow, RowError } from "../platform/csv.ts";
import { newId } from "../platform/ids.ts";
import { known } from "../platform/known.ts";
import { localInstant, nextDay } from "../platform/local-day.ts";
import { addPeople } from "./add-person.ts";
import { changePerson } from "./change-person.ts";
import { endPerson } from "./end-person.ts";
import { changeFunctions } from "./grant-access.ts";
import { diffOf, type PersonDiff } from "./import-diff.ts";
import { type ImportRow, readPersonRow } from "./import-row.ts";
import { knownNames, present } from "./import-store.ts";
import type { By, House } from "./parts.ts";
import { identityValues, type StaffIdentity, setStaffIdentity } from "./staff-identity.ts";
import { passScreening, signContract, signPledge } from "./standing-acts.ts";

/** Most rows of one file: a company's people, read at once so that supervisors may stand anywhere in it. */
const MOST = 20_000;

export interface PeopleImport {
  diff: PersonDiff[];
  bad: RowError[];
  same: number;
}

/** Reads a file of people and says what would change. Nothing is written. */
export async function planPeople(house: House, rows: AsyncIterable<CsvRow>): Promise<PeopleImport> {
  const names = { ...(await knownNames(house.db)), identity: (identity: StaffIdentity) => identityValues(house, identity) };
  const today = house.clock.now().toISOString().slice(0, 10);
  const good: ImportRow[] = [];
  const bad: RowError[] = [];
  for await (const { line, row, fault } of rows) {
    if (good.length >= MOST) throw new RowError(line, "", `more than ${MOST} rows`, "a file for each part of the company");
    const read = fault ? [fault] : readPersonRow(line, row, names, today);
    if (Array.isArray(read)) bad.push(...read);
    else good.push(read);
  }
  const once = withoutSharedNik(withoutDoubles(good, bad), bad);
  const logins = [...new Set(once.flatMap(({ login, supervisor, superior }) => [login, supervisor ?? "", superior ?? ""]).filter(Boolean))];
  const now = await present(house.db, logins, house.clock.now());
  const named = once.filter((row) => superiorsKnown(row, new Set([...now.keys(), ...once.map(({ login }) => login)]), bad));
  const diff = named.flatMap((row) => diffOf(row, now.get(row.login), identityMac(house, row)) ?? []);
  return { diff, bad, same: named.length - diff.length };
}

/** Undefined where the file does not say who somebody is. */
const identityMac = ({ seals }: House, { login, identity }: ImportRow): string | undefined =>
  identity.length > 0 ? seals.identity(login, identity) : undefined;

function withoutDoubles(rows: ImportRow[], bad: RowError[]): ImportRow[] {
  const seen = new Set<string>();
  return rows.filter(({ login, line }) => {
    if (seen.has(login)) bad.push(new RowError(line, "login", "stands in the file already", "each login once"));
    return seen.size < seen.add(login).size;
  });
}

/** One human being with two logins watches himself, approves his own doings and is asked twice: neither row comes in. */
function withoutSharedNik(rows: ImportRow[], bad: RowError[]): ImportRow[] {
  const byNik = new Map<string, ImportRow[]>();
  for (const row of rows) {
    const nik = row.left ? undefined : nikOf(row);
    if (nik !== undefined) byNik.set(nik, [...(byNik.get(nik) ?? []), row]);
  }
  const shared = new Set([...byNik.values()].filter(({ length }) => length > 1).flat());
  for (const row of shared) {
    const others = [...shared].filter((other) => other !== row && nikOf(other) === nikOf(row)).map(({ line }) => line);
    bad.push(new RowError(row.line, "nik", `the same NIK as row ${others.join(", ")}`, "one login for each person"));
  }
  return rows.filter((row) => !shared.has(row));
}

const nikOf = ({ identity }: ImportRow): string | undefined => identity.find(([name]) => name === "nik")?.[1];

function superiorsKnown(row: ImportRow, logins: Set<string>, bad: RowError[]): boolean {
  const missing = (["supervisor", "superior"] as const).filter((column) => row[column] !== undefined && !logins.has(row[column] ?? ""));
  for (const column of missing) bad.push(new RowError(row.line, column, "nobody has this login", "a login of this file or of the house"));
  return missing.length === 0;
}

/** Does what the plan says. Running the same file again changes nothing. */
export async function applyPeople(house: House, diff: PersonDiff[], by: By): Promise<void> {
  const ids = new Map(diff.map(({ row, now }) => [row.login, now?.id ?? newId("per")]));
  const others = [...new Set(diff.flatMap(({ row }) => [row.supervisor ?? "", row.superior ?? ""]))].filter(
    (login) => login && !ids.has(login),
  );
  for (const [login, { id }] of await present(house.db, others, house.clock.now())) ids.set(login, id);
  const idOf = (login: string | undefined): string | undefined => (login ? ids.get(login) : undefined);
  const added = diff.filter(({ now, row }) => !now && !row.left);
  if (added.length > 0)
    await addPeople(
      house,
      added.map(({ row }) => newPerson(row, idOf)),
      { by },
    );
  for (const one of diff) await applyOne(house, one, idOf, by);
}

type IdOf = (login: string | undefined) => string | undefined;

function newPerson(row: ImportRow, idOf: IdOf) {
  const { login, name, employment, vendorId, officeId, joinedOn, job, language, extension } = row;
  const [supervisorId, superiorId] = [idOf(row.supervisor), idOf(row.superior)];
  return {
    id: idOf(login) ?? newId("per"),
    login,
    name,
    employment,
    officeId,
    joinedOn,
    job,
    ...(vendorId ? { vendorId } : {}),
    ...(language ? { language } : {}),
    ...(extension ? { extension } : {}),
    ...(supervisorId ? { supervisorId } : {}),
    ...(superiorId ? { superiorId } : {}),
  };
}

async function applyOne(house: House, { row, now, fields }: PersonDiff, idOf: IdOf, by: By): Promise<void> {
  const id = idOf(row.login) ?? "";
  if (row.left) return now ? void (await endPerson(house, id, "left", { by })) : undefined;
  if (now) await changePerson(house, id, changesOf(row, fields, idOf), { by });
  if (fields.includes("functions")) await setFunctions(house, id, row, by);
  if (fields.includes("identity"))
    await setStaffIdentity(house, id, Object.fromEntries(row.identity), { by, ...known({ mac: identityMac(house, row) }) });
  const { screenedOn, contract, pledgedOn } = row.paper;
  if (fields.includes("screened_on") && screenedOn) await passScreening(house, id, { passedOn: screenedOn }, { by });
  if (fields.includes("contract_from") && contract) await signContract(house, id, contract, { by });
  if (fields.includes("pledged_on") && pledgedOn)
    await signPledge(house, id, { method: "paper", signedAt: localInstant(pledgedOn, "00:00", await zoneOf(house, row)) }, { by });
}

function changesOf(row: ImportRow, fields: string[], idOf: IdOf) {
  return {
    ...(fields.includes("name") ? { name: row.name } : {}),
    ...(fields.includes("job") ? { job: row.job } : {}),
    ...(fields.includes("office") ? { officeId: row.officeId } : {}),
    ...(fields.includes("extension") ? { extension: row.extension ?? null } : {}),
    ...(fields.includes("supervisor") ? { supervisorId: idOf(row.supervisor) ?? null } : {}),
    ...(fields.includes("superior") ? { superiorId: idOf(row.superior) ?? null } : {}),
  };
}

async function setFunctions(house: House, id: string, row: ImportRow, by: By): Promise<void> {
  const lastDay = row.until ?? house.clock.now().toISOString().slice(0, 10);
  const endsAt = localInstant(nextDay(lastDay), "00:00", await zoneOf(house, row));
  await changeFunctions(house, id, { functions: row.functions, scope: row.scope || "branch", officeId: row.officeId, endsAt }, { by });
}

async function zoneOf({ db }: House, { officeId }: ImportRow): Promise<string> {
  const { rows } = await db.query<{ zone: string }>("select time_zone as zone from people.office where id = $1", [officeId]);
  return rows[0]?.zone ?? "Asia/Jakarta";
}
