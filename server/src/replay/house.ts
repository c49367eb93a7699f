import { newId } from "../platform/ids.ts";
import { nextDay } from "../platform/local-day.ts";
import type { Product } from "../product.ts";

/** The bank in which a log is replayed: one office, everybody a clerk. Ids by the log's own names. */
export interface ReplayHouse {
  office: string;
  /** Person id by resource. */
  people: ReadonlyMap<string, string>;
  /** Customer id by application. */
  customers: ReadonlyMap<string, string>;
  integrator: string;
  supervisor: string;
}

/** The log tells neither contracts nor hours nor consents; these stand in for them and are said in every result. */
export const ASSUMPTIONS = [
  "every resource of the log is screened, under contract, pledged, holds the function cs and is on duty around the clock",
  "every application is a customer of its own; the purpose is order, which needs no consent",
  "a scheduled work item is a free task in the queue; whoever touches it claims it for an hour; without a free task the person opens one himself (grade C)",
  "the first completion by the same person within 60 minutes is the outcome; no exchange or counter record exists, so no evidence is of grade A",
  "events before the first played day are history: tasks, claims and outcomes, written in bulk",
] as const;

/** The bank stood in the Netherlands. */
export const ZONE = "Europe/Amsterdam";
const LABEL = "CET";
const LONG_AGO = "2011-01-03";
const YEAR = 366 * 86_400_000;
export const PURPOSE = "order";
export const SOURCE = "replay";

export interface HouseWish {
  people: readonly string[];
  cases: readonly string[];
  from: string;
  days: number;
  onProgress(done: number): void;
}

export async function makeHouse(product: Product, { people, cases, from, days, onProgress }: HouseWish): Promise<ReplayHouse> {
  const { id: office } = await product.people.addOffice({ name: "Bank (replay)", kind: "head", timeZone: ZONE, zoneLabel: LABEL });
  const [integrator, supervisor] = [newId("per"), newId("per")];
  const ids = new Map(people.map((resource) => [resource, newId("per")]));
  const common = { employment: "internal", officeId: office, joinedOn: LONG_AGO } as const;
  await product.people.addPeople([
    { ...common, id: supervisor, login: "penyelia", name: "Penyelia", job: "Supervisor" },
    { ...common, id: integrator, login: "umpan", name: "Sistem Bank", job: "Akun Layanan" },
    ...people.map((resource) => ({
      ...common,
      id: ids.get(resource) ?? "",
      login: `petugas${resource.toLowerCase().replace(/[^a-z0-9]/gu, "")}`,
      name: `Petugas ${resource}`,
      job: "CS",
      supervisorId: supervisor,
    })),
  ]);
  await giveStanding(
    product,
    new Map([[integrator, "integrator"], [supervisor, "supervisor"], ...[...ids.values()].map((id): [string, string] => [id, "cs"])]),
  );
  await planDuty(product, [...ids.values()], from, days);
  const customerIds = await product.records.addCustomers(
    cases.map((one) => ({
      officeId: office,
      values: { customer_number: one, name: `Pemohon ${one}` },
      provenance: { channel: "import", source: SOURCE },
    })),
    { by: integrator, source: SOURCE, onProgress },
  );
  await product.journal.drain();
  return { office, people: ids, customers: new Map(cases.map((one, n) => [one, customerIds[n] ?? ""])), integrator, supervisor };
}

async function giveStanding({ people, clock }: Product, functions: ReadonlyMap<string, string>): Promise<void> {
  const how = { wait: false };
  const version = (await people.newestTerms())?.version ?? 1;
  for (const [id, name] of functions) {
    await people.passScreening(id, { passedOn: clock.now().toISOString().slice(0, 10) }, how);
    await people.signContract(id, { kind: "permanent", startsOn: LONG_AGO }, how);
    await people.signPledge(id, { method: "paper" }, how);
    await people.acceptTerms(id, version, how);
    await people.grantAccess({ personId: id, function: name, scope: "nation", endsAt: new Date(clock.now().getTime() + YEAR) }, how);
  }
}

async function planDuty({ people }: Product, ids: readonly string[], from: string, days: number): Promise<void> {
  const dates = Array.from({ length: days }, (_, n) => nextDay(from, n));
  const round = [
    { kind: "desk" as const, from: "00:00", to: "12:00" },
    { kind: "desk" as const, from: "12:00", to: "00:00" },
  ];
  for (const date of dates)
    await people.setDuty(
      ids.map((personId) => ({ personId, date, segments: round })),
      SOURCE,
      { wait: false },
    );
}
