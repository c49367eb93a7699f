import { describe, expect, it } from "vitest";
import { seeded } from "../../platform/chance.ts";
import { type CustomerPlan, madeUpCustomers, PUBLIC_FIGURE } from "./customers.ts";
import { lastWord } from "./names.ts";
import { OFFICES } from "./offices.ts";
import { agentsOf, STAFF } from "./staff.ts";

const company = madeUpCustomers(seeded(7));
const of = (field: string): string[] => company.flatMap((customer) => customer.values[field] ?? []);

describe("the made-up company", () => {
  it("is the same for the same seed and another for another", () => {
    expect(madeUpCustomers(seeded(7))).toEqual(company);
    expect(madeUpCustomers(seeded(8)).map((customer) => customer.values.name)).not.toEqual(of("name"));
  });

  it("has five thousand customers under numbers of their own", () => {
    expect(company).toHaveLength(5000);
    for (const field of ["customer_number", "phone", "nik"]) expect(new Set(of(field)).size).toBe(5000);
  });

  it("bears only identity numbers of a province that does not exist", () => {
    for (const field of ["nik", "kk"]) expect(of(field).every((value) => /^00\d{14}$/.test(value))).toBe(true);
  });

  it("bears only telephone numbers that no operator was given", () => {
    expect(of("phone").every((value) => /^\+6284\d{9}$/.test(value))).toBe(true);
  });

  it("writes women's day of birth plus forty into the NIK", () => {
    const wrong = company.filter(
      ({ values }) => Number(values.nik?.slice(6, 8)) !== Number(values.birth_date?.slice(8)) + (values.gender === "P" ? 40 : 0),
    );
    expect(wrong).toEqual([]);
  });

  it("knows one public figure, three states of consent, customers silent for a season and namesakes of an agent", () => {
    expect(company.filter((customer) => customer.publicFigure).map((customer) => customer.values.name)).toEqual([PUBLIC_FIGURE]);
    const states = (pick: (customer: CustomerPlan) => string | undefined): Set<string | undefined> => new Set(company.map(pick));
    expect(states((customer) => customer.offers)).toEqual(new Set(["yes", "no", undefined]));
    expect(company.some((customer) => customer.silentDays > 90)).toBe(true);
    const names = new Set(agentsOf("sumbawa").map((person) => lastWord(person.name)));
    expect(company.some((customer) => customer.branch === "sumbawa" && names.has(lastWord(customer.values.name ?? "")))).toBe(true);
  });

  it("gives each customer a holder and another stand-in of the same office", () => {
    for (const customer of company) {
      const team = agentsOf(customer.branch).map((person) => person.login);
      expect(team).toContain(customer.holder);
      expect(team).toContain(customer.standIn);
      expect(customer.holder).not.toBe(customer.standIn);
    }
  });

  it("puts Arman over three internal and five outsourced people, and offices into three time zones", () => {
    const team = STAFF.filter((person) => person.supervisor === "arman");
    expect([team.filter((person) => !person.vendor).length, team.filter((person) => person.vendor).length]).toEqual([3, 5]);
    expect(new Set(OFFICES.filter((office) => office.kind === "branch").map((office) => office.label))).toEqual(
      new Set(["WIB", "WITA", "WIT"]),
    );
    expect(STAFF.length).toBeGreaterThanOrEqual(24);
  });
});
