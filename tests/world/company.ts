import { join } from "node:path";
import { newId } from "../../server/src/platform/ids.ts";
import { localDay } from "../../server/src/platform/local-day.ts";
import { MIGRATIONS, openProduct, type Product } from "../../server/src/product.ts";
import { layTables } from "../harness/lay-tables.ts";

/** A branch that works round the clock: its directory is founded once, closed, and then served by the real program. */
export interface Company {
  officeId: string;
  agents: Array<{ id: string; login: string; token: string }>;
  /** A task each, dispatched to the agent of that number. */
  work: Array<{ customer: string; case: string; agent: number }>;
  /** Everything personal that was brought in: none of it may stand in a log or in an answer that failed. */
  secrets: string[];
}

const ZONE = "Asia/Makassar";
const DAY = 86_400_000;

/** Names that no word of the program contains, numbers of no operator. */
const valuesOf = (n: number) => ({
  name: `Wulandari Kusumaningrum${String.fromCharCode(97 + (n % 26))}${n}`,
  phone: `+62800${String(77_000_000 + n)}`,
  nik: `0071122010${String(900_000 + n)}`,
  customer_number: `ZX${String(880_000 + n)}`,
  address_street: `Jalan Kenanga Tersembunyi ${n}`,
});

export interface Founding {
  databaseUrl?: string | undefined;
  /** What else is done in the new house before it is closed: an opening takes seconds. */
  also?: (product: Product, company: Company) => Promise<unknown>;
}

export async function foundCompany(
  dataDir: string,
  agents: number,
  customers: number,
  { databaseUrl, also }: Founding = {},
): Promise<Company> {
  if (databaseUrl === undefined) await layTables(join(dataDir, "db"), MIGRATIONS);
  const product = await openProduct({ dataDir, scryptCost: 1024, ...(databaseUrl ? { databaseUrl } : {}) });
  try {
    const officeId = (await product.people.addOffice({ name: "Cabang Uji", kind: "head", timeZone: ZONE, zoneLabel: "WITA" })).id;
    const staff = await hire(product, officeId, agents);
    const values = Array.from({ length: customers }, (_, n) => valuesOf(n));
    const ids = await product.records.addCustomers(
      values.map((one) => ({ officeId, values: one, provenance: { channel: "registration", source: "test" } })),
      { by: staff[0]?.id ?? "", source: "test" },
    );
    const work = await dispatch(product, ids, staff);
    await product.journal.drain();
    const signed = await Promise.all(staff.map(async (one) => ({ ...one, token: await tokenOf(product, one.id) })));
    const company = { officeId, agents: signed, work, secrets: values.flatMap((one) => Object.values(one)) };
    await also?.(product, company);
    return company;
  } finally {
    await product.close();
  }
}

async function hire({ people, clock }: Product, officeId: string, count: number) {
  const now = clock.now();
  const on = (days: number) => localDay(new Date(now.getTime() + days * DAY), ZONE);
  const staff = Array.from({ length: count }, (_, n) => ({ id: newId("per"), login: `petugas${n}` }));
  await people.addPeople(
    staff.map((one) => ({ ...one, name: one.login, employment: "internal", officeId, joinedOn: "2020-01-06", job: "CS" })),
  );
  const version = (await people.newestTerms())?.version ?? 1;
  const later = { wait: false };
  for (const { id } of staff) {
    await people.passScreening(id, { passedOn: on(-30) }, later);
    await people.signContract(id, { kind: "permanent", startsOn: "2020-01-06" }, later);
    await people.signPledge(id, { method: "paper" }, later);
    await people.acceptTerms(id, version, later);
    await people.grantAccess({ personId: id, function: "cs", scope: "nation", endsAt: new Date(now.getTime() + 90 * DAY) }, later);
  }
  // Two shifts that overlap at midnight: the hour of the test run does not matter.
  const segments = [
    { kind: "desk" as const, from: "00:00", to: "23:59" },
    { kind: "desk" as const, from: "23:00", to: "01:00" },
  ];
  for (const date of [on(-1), on(0), on(1)])
    await people.setDuty(
      staff.map(({ id }) => ({ personId: id, date, segments })),
      "test",
      later,
    );
  return staff;
}

async function dispatch({ access, db }: Product, ids: string[], staff: Array<{ login: string }>): Promise<Company["work"]> {
  const rows = async function* () {
    for (const [n, customer] of ids.entries())
      yield {
        line: n + 2,
        row: {
          external: `t-${n}`,
          purpose: "service",
          customer,
          origin: "dispatch",
          office: "",
          assigned_to: staff[n % staff.length]?.login ?? "",
        },
      };
  };
  await access.importCases(rows(), {
    source: "test",
    onBad: (fault) => {
      throw fault;
    },
  });
  const cases = await db.query<{ id: string; customer_id: string }>("select id, customer_id from access.cases");
  const caseOf = new Map(cases.rows.map((row) => [row.customer_id, row.id]));
  return ids.map((customer, n) => ({ customer, case: caseOf.get(customer) ?? "", agent: n % staff.length }));
}

async function tokenOf({ people }: Product, id: string): Promise<string> {
  const { token } = await people.makeSignInLink(id, { purpose: "demo", hours: 12 });
  return (await people.signInLink({ token, address: id })).token;
}
