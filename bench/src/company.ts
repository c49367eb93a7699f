import { newId, type Product } from "mercusuar";

/** A plain company to measure with: one branch, some agents on duty, customers whose six fields are sealed, a dispatched case each. */
export interface BenchCompany {
  officeId: string;
  agents: Array<{ id: string; login: string; token: string }>;
  /** Session of the officer, who may ask who looked. */
  officer: string;
  /** Each belongs to the agent at the same index modulo the number of agents. */
  work: Array<{ customer: string; agent: number }>;
}

export const SIX = ["name", "customer_number", "phone", "email", "domicile", "address_street"];
const DAY = 86_400_000;

export async function foundCompany(
  product: Product,
  agents: number,
  customers: number,
  said: (line: string) => void,
): Promise<BenchCompany> {
  const officeId = (await product.people.addOffice({ name: "Kantor Ukur", kind: "head", timeZone: "Asia/Makassar", zoneLabel: "WITA" })).id;
  const staff = await hire(product, officeId, agents, "cs");
  const [officer] = await hire(product, officeId, 1, "officer");
  const ids = await product.records.addCustomers(
    Array.from({ length: customers }, (_, n) => made(n, officeId)),
    {
      by: staff[0]?.id ?? "",
      source: "bench",
      onProgress: (done) => done % 10_000 === 0 && said(`sealed ${done} customers`),
    },
  );
  const work = await dispatch(product, officeId, ids, staff);
  await product.journal.drain();
  const signed = await Promise.all(staff.map(async (one) => ({ ...one, token: await signedIn(product, one.id) })));
  return { officeId, agents: signed, officer: await signedIn(product, officer?.id ?? ""), work };
}

/** Values of the length that real ones have; numbers outside every allocated block. */
export function made(n: number, officeId: string) {
  const tail = String(n).padStart(8, "0");
  const values = {
    name: `Nama Contoh ${n}`,
    phone: `+62800${tail}`,
    email: `contoh${n}@contoh.example`,
    domicile: "Kabupaten Sumbawa",
    customer_number: `U${tail}`,
    address_street: `Jalan Contoh Nomor ${n}`,
  };
  return { officeId, values, provenance: { channel: "registration", source: "bench" } };
}

async function hire(
  { people, clock }: Product,
  officeId: string,
  count: number,
  work: "cs" | "officer",
): Promise<Array<{ id: string; login: string }>> {
  const staff = Array.from({ length: count }, (_, n) => ({ id: newId("per"), login: `${work}${n}` }));
  const joinedOn = "2020-01-06";
  await people.addPeople(
    staff.map((one) => ({ ...one, name: `Agen ${one.login}`, employment: "internal", officeId, joinedOn, job: work })),
  );
  const version = (await people.newestTerms())?.version ?? 1;
  const today = clock.now();
  const on = (days: number) => new Date(today.getTime() + days * DAY).toISOString().slice(0, 10);
  for (const { id } of staff) {
    await people.passScreening(id, { passedOn: on(-30) }, { wait: false });
    await people.signContract(id, { kind: "permanent", startsOn: joinedOn }, { wait: false });
    await people.signPledge(id, { method: "paper" }, { wait: false });
    await people.acceptTerms(id, version, { wait: false });
    await people.grantAccess(
      { personId: id, function: work, scope: "nation", endsAt: new Date(today.getTime() + 90 * DAY) },
      { wait: false },
    );
  }
  const round = [{ kind: "desk" as const, from: "00:00", to: "23:59" }];
  for (const date of [on(-1), on(0), on(1)])
    await people.setDuty(
      staff.map(({ id }) => ({ personId: id, date, segments: round })),
      "bench",
      { wait: false },
    );
  return staff;
}

async function dispatch({ access }: Product, office: string, ids: string[], staff: Array<{ id: string; login: string }>) {
  const rows = async function* () {
    for (const [n, customer] of ids.entries()) {
      const assigned = staff[n % staff.length]?.login ?? "";
      yield { line: n + 2, row: { external: `b-${n}`, purpose: "service", customer, origin: "dispatch", office, assigned_to: assigned } };
    }
  };
  const counts = await access.importCases(rows(), {
    source: "bench",
    onBad: (fault) => {
      throw fault;
    },
  });
  if (counts.new !== ids.length) throw new Error(`${counts.new} of ${ids.length} cases were made`);
  return ids.map((customer, n) => ({ customer, agent: n % staff.length }));
}

async function signedIn({ people }: Product, id: string): Promise<string> {
  const { token } = await people.makeSignInLink(id, { purpose: "demo", hours: 12 });
  return (await people.signInLink({ token, address: id })).token;
}
