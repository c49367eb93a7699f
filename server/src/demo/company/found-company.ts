import { seeded } from "../../platform/chance.ts";
import { localInstant, nextDay } from "../../platform/local-day.ts";
import { refreshStatistics } from "../../platform/statistics.ts";
import type { Product } from "../../product.ts";
import { WEEK } from "../day/agenda.ts";
import { castOf } from "../day/cast.ts";
import { type CustomerPlan, madeUpCustomers } from "./customers.ts";
import { foundCustomers } from "./found-customers.ts";
import { foundPeople } from "./found-people.ts";
import type { BranchKey } from "./offices.ts";

/** Who stands how, who holds whom, what was answered: every look asks these. */
const ASKED_ALL_DAY = ["office", "person", "grant_", "terms_acceptance", "screening", "contract", "pledge", "duty", "conflict"]
  .map((table) => `people.${table}`)
  .concat("records.consent", "access.portfolio");

/** When the made-up company is founded: the evening before the first day of its story, in Jakarta. */
export const FOUNDED_AT = localInstant(nextDay(WEEK[0] as string, -1), "19:00", "Asia/Jakarta");

export interface Company {
  customers: CustomerPlan[];
  /** Ids by login, customer number, office key. */
  people: ReadonlyMap<string, string>;
  customerIds: ReadonlyMap<string, string>;
  offices: ReadonlyMap<string, string>;
}

/** Makes *PT Lentera Nusa Seluler (contoh)* in an empty simulated house, through the chapters' own acts. */
export async function foundCompany(product: Product, seed: number, onProgress: (done: number) => void): Promise<Company> {
  const { people, records, access, journal } = product;
  product.story?.set(FOUNDED_AT);
  const customers = madeUpCustomers(seeded(seed));
  const founded = await foundPeople(people, () => journal.drain(), FOUNDED_AT);
  const person = (login: string): string => founded.people.get(login) ?? "";
  const customerIds = await foundCustomers(
    { records, access, offices: founded.offices, operator: person("gunawan"), officer: person("ratna") },
    customers,
    onProgress,
  );
  await declareDispute(product, person("yosua"), castOf(customers).dispute);
  await journal.drain();
  await refreshStatistics(product.db, ASKED_ALL_DAY, customers.length);
  return { customers, customerIds, ...founded };
}

/** Yosua has a dispute with somebody over land; he said so when he was hired (R17). */
async function declareDispute({ people }: Product, yosua: string, { values }: CustomerPlan): Promise<void> {
  const party = { ...(values.nik && { nik: values.nik }), ...(values.phone && { phone: values.phone }) };
  await people.declareConflict(yosua, { relation: "dispute", text: "Sengketa tanah keluarga.", parties: [party] }, { wait: false });
}

export const branchOffices = ({ offices }: Company): Map<BranchKey, string> =>
  new Map((["sumbawa", "surabaya", "jayapura"] as const).map((branch) => [branch, offices.get(branch) ?? ""]));
