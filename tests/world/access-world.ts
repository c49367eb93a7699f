import { createHash } from "node:crypto";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import {
  type Access,
  accessRoutes,
  type CaseOutcome,
  type ConfirmBy,
  defaultAccessSettings,
  makeAccess,
  type Ways,
} from "../../server/src/access/index.ts";
import { openApp } from "../../server/src/http/app.ts";
import { type Journal, makeJournal, type RunningKeeper, startKeeper } from "../../server/src/journal/index.ts";
import { defaultPeopleSettings, FIRST_TERMS, makePeople, type People, peopleRoutes } from "../../server/src/people/index.ts";
import type { StoryClock } from "../../server/src/platform/clock.ts";
import { storyClock } from "../../server/src/platform/clocks.ts";
import type { Database } from "../../server/src/platform/database.ts";
import { silentLog } from "../../server/src/platform/log.ts";
import { MarksFile } from "../../server/src/platform/marks-file.ts";
import { migrate } from "../../server/src/platform/migrate.ts";
import { openDatabase } from "../../server/src/platform/open-database.ts";
import { serverKey } from "../../server/src/platform/server-key.ts";
import { MIGRATIONS } from "../../server/src/product.ts";
import { FIELDS, type Field, indexValue, makeRecords, type Records } from "../../server/src/records/index.ts";
import { type AppAnswer, askApp, type Method } from "../harness/ask-app.ts";
import type { Engine } from "../harness/engines.ts";
import { layTables } from "../harness/lay-tables.ts";
import { countedDatabase, countedKeeper, type Traffic } from "./traffic.ts";

/** Monday 23 November 2026, 10.00 WITA. */
export const MONDAY = new Date("2026-11-23T02:00:00.000Z");
const LONG = new Date("2027-10-01T00:00:00.000Z");

export interface AccessWorld {
  db: Database;
  clock: StoryClock;
  keeper: RunningKeeper;
  journal: Journal;
  people: People;
  records: Records;
  access: Access;
  app: FastifyInstance;
  /** Outcomes that were told to the later chapter. */
  outcomes: CaseOutcome[];
  /** `person/customer` pairs with a contact on record. */
  contacts: Set<string>;
  offices: { head: string; sumbawa: string; surabaya: string };
  /** Adds somebody in good standing with this function, on duty today from 08.00 to 17.00; gives his id and token. */
  hire(login: string, how?: Hire): Promise<Hired>;
  /** Adds a customer with these values; gives the id. */
  customer(values: Record<string, string>, how?: { office?: string; marks?: string[] }): Promise<string>;
  /** A case handed to this person by another system; gives the id. */
  task(customer: string, purpose: string, assignedTo?: string): Promise<string>;
  ask(who: Hired | undefined, method: Method, url: string, body?: object): Promise<AppAnswer>;
  post(who: Hired | undefined, url: string, body: object): Promise<AppAnswer>;
  /** Since the last call of this. */
  traffic(): Traffic;
  close(): Promise<void>;
}

export interface Hire {
  function?: string | undefined;
  scope?: "nation" | "region" | "branch" | "portfolio";
  office?: string;
  employment?: "internal" | "outsourced";
  job?: string;
  supervisorId?: string;
  /** Leave these out. */
  without?: Array<"screening" | "contract" | "pledge" | "terms" | "duty">;
  sessionHours?: number;
}

export interface Hired {
  id: string;
  token: string;
}

/** A small company on one engine with the real keeper: what the tests of access walk about in. */
export async function openAccessWorld(
  engine: Engine,
  about: { fields?: readonly Field[]; coreFunctions?: string[]; keeperTimeout?: number; ways?: Ways; confirmBy?: ConfirmBy } = {},
): Promise<AccessWorld> {
  const open = await engine.open();
  const keysDir = `${open.dataDir}-keys`;
  const clock = storyClock(MONDAY);
  clock.freeze();
  clock.set(MONDAY);
  const traffic: Traffic = { statements: [], calls: [] };
  if (open.url === undefined) await layTables(`${open.dataDir}/db`, MIGRATIONS);
  const plain = await openDatabase({ ...(open.url ? { url: open.url } : {}), dir: `${open.dataDir}/db` });
  const db = countedDatabase(plain, traffic);
  await migrate(db, MIGRATIONS);
  const running = await startKeeper({ dataDir: open.dataDir, keysDir, clock, simulated: true, timeout: about.keeperTimeout ?? 5_000 });
  const keeper = countedKeeper(running, traffic);
  const journal = makeJournal({ db, keeper, clock, dataDir: open.dataDir, holders: async function* () {} });
  const { act, derive } = journal;
  const key = serverKey(keysDir);
  const outcomes: CaseOutcome[] = [];
  const contacts = new Set<string>();
  let access: Access | undefined;
  const people = makePeople({
    db,
    act,
    derive,
    keeper,
    clock,
    log: silentLog(),
    serverKey: key,
    ended: new MarksFile(join(keysDir, "ended"), clock.now()),
    settings: { ...defaultPeopleSettings, scryptCost: 1024, sessionHours: 400 },
    ports: {
      indexValue: (ix, value) => indexValue(ix, value),
      personMoved: async () => undefined,
      personEnded: async (tx, write, id, at) => access?.personEnded(tx, write, id, at),
      approvalCustomer: async () => undefined,
      quota: async (id, zone) => access?.quota(id, zone) ?? { used: 0, of: 60, warn: 48 },
    },
  });
  const records = makeRecords({ db, keeper, act, derive, clock, serverKey: key, fields: about.fields ?? FIELDS });
  await journal.start();
  await people.publishTerms({ text: FIRST_TERMS });
  await records.start();
  access = makeAccess({
    db,
    keeper,
    act,
    derive,
    clock,
    records,
    people,
    flush: () => journal.flush(),
    settings: { ...defaultAccessSettings, ...(about.coreFunctions ? { coreFunctions: about.coreFunctions } : {}) },
    ...{ ways: about.ways ?? new Map(), confirmBy: about.confirmBy },
    ports: {
      liveContact: async (person, customer) => contacts.has(`${person}/${customer}`),
      outcomeRecorded: async (outcome) => void outcomes.push(outcome),
    },
  });
  await access.publishPolicy();
  const made = access;
  const app = await openApp({
    log: silentLog(),
    checkSession: people.checkSession,
    routes: [accessRoutes({ access: made }), peopleRoutes({ people, clock, simulated: true, setCookie: () => undefined })],
  });
  const offices = await addOffices(people);
  const { id: vendor } = await people.addVendor({ name: "PT Mitra Layanan (contoh)" });
  const world: Omit<AccessWorld, "hire" | "customer" | "task" | "ask" | "post" | "traffic" | "close"> = {
    db,
    clock,
    keeper: running,
    journal,
    people,
    records,
    access: made,
    app,
    outcomes,
    contacts,
    offices,
  };
  return {
    ...world,
    hire: (login, how = {}) => hire(world, vendor, login, how),
    customer: async (values, how = {}) =>
      (
        await records.addCustomers(
          [
            {
              officeId: how.office ?? offices.sumbawa,
              values,
              provenance: { channel: "registration", source: "test" },
              ...(how.marks ? { marks: how.marks } : {}),
            },
          ],
          { by: "operator", source: "test" },
        )
      )[0] ?? "",
    task: (customer, purpose, assignedTo) => giveTask(world, customer, purpose, assignedTo),
    ask: (who, method, url, body) => askApp(app, who?.token, method, url, body),
    post: (who, url, body) => askApp(app, who?.token, "POST", url, body),
    traffic: () => ({ statements: traffic.statements.splice(0), calls: traffic.calls.splice(0) }),
    async close() {
      await app.close();
      records.close();
      await journal.close();
      await running.close();
      await plain.close();
      await open.close();
    },
  };
}

async function addOffices(people: People) {
  const head = await people.addOffice({ name: "Kantor Pusat", kind: "head", timeZone: "Asia/Jakarta", class: "large" });
  const branch = (name: string, timeZone: string) =>
    people.addOffice({ name, kind: "branch", parentId: head.id, timeZone, class: "small" });
  const [sumbawa, surabaya] = [await branch("Sumbawa Besar", "Asia/Makassar"), await branch("Surabaya", "Asia/Jakarta")];
  return { head: head.id, sumbawa: sumbawa.id, surabaya: surabaya.id };
}

async function hire(world: Pick<AccessWorld, "people" | "offices">, vendorId: string, login: string, how: Hire): Promise<Hired> {
  const { people, offices } = world;
  const { employment = "internal", office = offices.sumbawa, without = [] } = how;
  const id = await people.addPerson({
    login,
    name: login,
    employment,
    ...(employment === "outsourced" ? { vendorId } : {}),
    officeId: office,
    joinedOn: "2024-01-01",
    job: how.job ?? "Petugas",
    ...(how.supervisorId ? { supervisorId: how.supervisorId } : {}),
  });
  const fn = "function" in how ? how.function : "cs";
  if (fn)
    await people.grantAccess({
      personId: id,
      function: fn,
      scope: how.scope ?? "branch",
      endsAt: LONG,
    });
  if (!without.includes("terms")) await people.acceptTerms(id, 1);
  if (!without.includes("screening")) await people.passScreening(id, { passedOn: "2026-06-01" });
  if (!without.includes("contract")) await people.signContract(id, { kind: "pkwt", startsOn: "2024-01-01" });
  if (!without.includes("pledge")) await people.signPledge(id, { method: "paper" });
  if (!without.includes("duty"))
    await people.setDuty([{ personId: id, date: "2026-11-23", segments: [{ kind: "desk", from: "08:00", to: "17:00" }] }], "test");
  const link = await people.makeSignInLink(id, { purpose: "demo", hours: 400 });
  const { token } = await people.signInLink({ token: link.token, address: createHash("sha1").update(login).digest("hex") });
  return { id, token };
}

let given = 0;
async function giveTask({ access }: Pick<AccessWorld, "access">, customer: string, purpose: string, assignedTo?: string): Promise<string> {
  const external = `T-${++given}`;
  const answer = await access.handInCase(
    { id: "per_integrator" },
    { external, source: "test", customer, purpose, origin: "dispatch", ...(assignedTo ? { assignedTo } : {}) },
  );
  return answer.case.id;
}
