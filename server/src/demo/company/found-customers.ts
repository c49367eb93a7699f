import type { Access } from "../../access/index.ts";
import { nextDay } from "../../platform/local-day.ts";
import type { Records } from "../../records/index.ts";
import { STORY_DAY } from "../day/agenda.ts";
import type { CustomerPlan } from "./customers.ts";
import { PUBLIC_FIGURE_MARK } from "./marks.ts";

const SOURCE = "contoh";

export interface FoundingParts {
  records: Records;
  access: Access;
  /** Office id by key of the plan. */
  offices: ReadonlyMap<string, string>;
  /** The operator who brings them in, and the officer who signs the import grant with him. */
  operator: string;
  officer: string;
}

/** All customers, sealed, with their consents and holders. Gives ids by customer number. */
export async function foundCustomers(
  parts: FoundingParts,
  customers: readonly CustomerPlan[],
  onProgress: (done: number) => void,
): Promise<Map<string, string>> {
  const ids = await parts.records.addCustomers(
    customers.map((one) => asNew(one, parts.offices)),
    { by: parts.operator, second: parts.officer, source: SOURCE, onProgress },
  );
  const byNumber = new Map(customers.map((one, n) => [one.number, ids[n] ?? ""]));
  await askConsents(parts, customers, byNumber);
  const shared = await parts.access.distributePortfolio(sharesOf(customers, byNumber), {
    source: SOURCE,
    by: parts.operator,
    onBad: (fault) => {
      throw fault;
    },
  });
  if (shared.new !== customers.length) throw new Error("not every made-up customer found a holder");
  return byNumber;
}

function asNew(one: CustomerPlan, offices: ReadonlyMap<string, string>) {
  return {
    officeId: offices.get(one.branch) ?? "",
    values: one.values,
    provenance: { channel: "registration", source: SOURCE, collectedOn: nextDay(STORY_DAY, -one.silentDays) },
    lastContactOn: nextDay(STORY_DAY, -one.silentDays),
    ...(one.publicFigure && { marks: [PUBLIC_FIGURE_MARK] }),
  };
}

async function* sharesOf(customers: readonly CustomerPlan[], ids: ReadonlyMap<string, string>) {
  let line = 1;
  for (const one of customers)
    yield { line: ++line, row: { customer: ids.get(one.number) ?? "", holder: one.holder, stand_in: one.standIn } };
}

const CONSENTS_AT_ONCE = 500;

/** Two questions, each with an answer of its own; who was never asked has none (R101). */
async function askConsents(
  { records, operator }: FoundingParts,
  customers: readonly CustomerPlan[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const given = customers.flatMap((one) =>
    (["offers", "interest"] as const).flatMap((question) => {
      const state = one[question];
      return state ? [{ customerId: ids.get(one.number) ?? "", question, state, method: "form", by: operator }] : [];
    }),
  );
  for (let at = 0; at < given.length; at += CONSENTS_AT_ONCE)
    await records.setConsents(given.slice(at, at + CONSENTS_AT_ONCE), { wait: false });
}
