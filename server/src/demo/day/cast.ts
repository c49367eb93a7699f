import type { CustomerPlan } from "../company/customers.ts";
import { lastWord } from "../company/names.ts";
import { STAFF } from "../company/staff.ts";

/** Customers who have a part of their own in the story; nobody else's errand touches them. */
export interface Cast {
  publicFigure: CustomerPlan;
  /** Yosua declared a dispute with this one. */
  dispute: CustomerPlan;
  /** Held by Yosua, opened by Rina for no reason on record. */
  outside: CustomerPlan;
  refusedOffers: CustomerPlan;
  /** Named in Fajar's report, never opened. */
  invented: CustomerPlan[];
  /** Silent for more than a year. */
  dormant: CustomerPlan;
  afterHours: CustomerPlan;
  lastOfLeaver: CustomerPlan;
  /** One for each household that Bagas browses. */
  households: CustomerPlan[];
  wrongClick: CustomerPlan;
  /** Intan opens one a day; each was served lately, by others. */
  browsed: CustomerPlan[];
  /** Held by neither, opened by Rina and Yosua both. */
  shared: CustomerPlan[];
  /** Whom Pak Arman himself wants to see. */
  neighbour: CustomerPlan;
  /** Calls three days in a row about one complaint. */
  regular: CustomerPlan;
  namesake: CustomerPlan;
  lateRecord: CustomerPlan;
}

export function castOf(customers: readonly CustomerPlan[]): Cast {
  const taken = new Set<string>();
  const pick = (fits: (one: CustomerPlan) => boolean): CustomerPlan => {
    const found = customers.find((one) => !taken.has(one.number) && fits(one));
    if (!found) throw new Error("the made-up company lacks a part of the story");
    taken.add(found.number);
    return found;
  };
  const several = (count: number, fits: (one: CustomerPlan) => boolean): CustomerPlan[] => Array.from({ length: count }, () => pick(fits));
  const common = (one: CustomerPlan): boolean => !one.publicFigure && one.silentDays < 90;
  const dimas = lastWord(STAFF.find((person) => person.login === "dimas")?.name ?? "");
  return {
    publicFigure: pick((one) => one.publicFigure),
    namesake: pick((one) => common(one) && one.branch === "sumbawa" && lastWord(one.values.name ?? "") === dimas),
    dispute: pick((one) => common(one) && one.holder === "maria"),
    outside: pick((one) => common(one) && one.holder === "yosua"),
    refusedOffers: pick((one) => common(one) && one.holder === "nurul" && one.offers === "no"),
    invented: [1, 2, 3].map(() => pick((one) => common(one) && one.holder === "fajar")),
    dormant: pick((one) => one.holder === "hasanuddin" && one.silentDays > 400),
    afterHours: pick((one) => common(one) && one.branch === "jayapura" && one.holder === "ruben"),
    lastOfLeaver: pick((one) => common(one) && one.holder === "wahyu"),
    households: householdsOf(customers, 16, taken),
    wrongClick: pick((one) => common(one) && one.holder === "dimas"),
    lateRecord: pick((one) => common(one) && one.branch === "jayapura" && one.holder === "yuliana"),
    browsed: several(6, (one) => common(one) && one.branch === "surabaya" && one.holder !== "intan"),
    shared: several(6, (one) => common(one) && one.branch === "sumbawa" && !["rina", "yosua"].includes(one.holder)),
    neighbour: pick((one) => common(one) && one.holder === "rina"),
    regular: pick((one) => common(one) && one.holder === "hasanuddin"),
  };
}

/** One member of each household of three or more in Surabaya, the larger first. */
function householdsOf(customers: readonly CustomerPlan[], count: number, taken: Set<string>): CustomerPlan[] {
  const homes = new Map<string, CustomerPlan[]>();
  for (const one of customers.filter((customer) => customer.branch === "surabaya" && !taken.has(customer.number))) {
    const kk = one.values.kk ?? "";
    homes.set(kk, [...(homes.get(kk) ?? []), one]);
  }
  const large = [...homes.values()]
    .filter((home) => home.length >= 3)
    .sort((a, b) => b.length - a.length)
    .slice(0, count);
  for (const one of large.flat()) taken.add(one.number);
  return large.flatMap((home) => home.slice(0, 1));
}

/** Numbers of all customers with a part. */
export function castNumbers(cast: Cast, customers: readonly CustomerPlan[]): Set<string> {
  const kks = new Set(cast.households.map((one) => one.values.kk));
  const named = Object.values(cast).flat() as CustomerPlan[];
  return new Set([...named.map((one) => one.number), ...customers.filter((one) => kks.has(one.values.kk)).map((one) => one.number)]);
}
