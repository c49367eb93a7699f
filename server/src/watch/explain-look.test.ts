import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CoverageTable, coverageOf, mayStandAlone, SHIPPED_COVERAGE } from "./coverage.ts";
import { explainLook } from "./explain-look.ts";
import type { Around, BackingFacts, CaseFacts, ContactFacts, Grade } from "./templates/contract.ts";
import { templates } from "./templates/list.ts";

describe.each(templates.map((template) => ({ name: `${template.id} ${template.name.en}`, template })))("$name", ({ template }) => {
  it.each(template.examples.map((example) => ({ ...example })))("$title", ({ around, gives }) => {
    expect(template.explain(around)?.grade).toBe(gives);
  });

  it("shows both what it explains and what it does not", () => {
    expect(template.examples.some(({ gives }) => gives)).toBe(true);
    expect(template.examples.some(({ gives }) => !gives)).toBe(true);
  });
});

const NOON = Date.UTC(2026, 2, 2, 4);
const HOUR = 3_600_000;
const instant = fc.integer({ min: NOON - 9 * 24 * HOUR, max: NOON + 12 * HOUR });
const person = fc.constantFrom("per_rina", "per_yosua");
const grade = fc.constantFrom<Grade>("A", "B", "C");
const contact: fc.Arbitrary<ContactFacts> = fc
  .record({
    id: fc.constantFrom("int_1", "int_2", "int_3"),
    kind: fc.constantFrom<ContactFacts["kind"]>("call", "counter", "outcome", "customer_event"),
    personId: person,
    customerId: fc.constant("cst_m"),
    caseId: fc.constantFrom("cas_1", "cas_2", undefined),
    startsAt: instant,
    lasts: fc.integer({ min: 0, max: HOUR }),
    result: fc.constantFrom("done", "order", "mistake", undefined),
    grade,
  })
  .map(({ lasts, ...one }) => ({ ...one, endsAt: one.startsAt + lasts }));
const ticket = (grades: fc.Arbitrary<Grade>): fc.Arbitrary<CaseFacts> =>
  fc.record({
    id: fc.constantFrom("cas_1", "cas_2"),
    purpose: fc.constant("order"),
    grade: grades,
    openedAt: instant,
    closedAt: fc.option(instant, { nil: undefined }),
    assignedTo: fc.constantFrom("per_rina", undefined),
    claims: fc.array(
      fc.record({
        personId: person,
        claimedAt: instant,
        until: instant,
        outcome: fc.constantFrom("done", "mistake", undefined),
        outcomeAt: fc.option(instant, { nil: undefined }),
      }),
      { maxLength: 3 },
    ),
  });
const around = (contacts: ContactFacts[], cases: CaseFacts[]): Around => ({
  look: { idx: 7, row: 0, at: NOON, personId: "per_rina", customerId: "cst_m", caseId: "cas_1", purpose: "order" },
  day: { from: NOON - 12 * HOUR, until: NOON + 12 * HOUR },
  contacts,
  cases,
});

describe("an explained look", () => {
  it("is never explained by self-opened cases and the person's own words alone", () => {
    const own = fc.array(
      contact.map((one) => ({ ...one, grade: "C" as const })),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(
        own,
        fc.array(ticket(fc.constant<Grade>("C")), { maxLength: 3 }),
        (contacts, cases) => explainLook(around(contacts, cases)) === undefined,
      ),
    );
  });

  it("is never explained by what colleagues did alone", () => {
    const others = fc.array(
      contact.map((one) => ({ ...one, personId: "per_yosua" })),
      { maxLength: 6 },
    );
    const theirs = ticket(grade).map((one) => ({
      ...one,
      assignedTo: undefined,
      claims: one.claims.map((claim) => ({ ...claim, personId: "per_yosua" })),
    }));
    fc.assert(
      fc.property(others, fc.array(theirs, { maxLength: 3 }), (contacts, cases) => explainLook(around(contacts, cases)) === undefined),
    );
  });

  it("stays explained when more evidence arrives, and never gets weaker", () => {
    fc.assert(
      fc.property(fc.array(contact, { maxLength: 5 }), fc.array(ticket(grade), { maxLength: 2 }), contact, (contacts, cases, late) => {
        const before = explainLook(around(contacts, cases));
        const after = explainLook(around([...contacts, late], cases));
        return !before || (after !== undefined && after.grade <= before.grade);
      }),
    );
  });
});

const backing: BackingFacts = {
  id: "cnf_1",
  byId: "per_arman",
  role: "supervisor",
  personId: "per_rina",
  customerId: "cst_m",
  at: NOON,
  serves: true,
  pairBefore: 0,
};
const open: CaseFacts = {
  id: "cas_1",
  purpose: "order",
  grade: "B",
  openedAt: NOON - HOUR,
  closedAt: undefined,
  assignedTo: undefined,
  claims: [],
};
const ordered = (contacts: ContactFacts[], backings: BackingFacts[] = [backing]): Around => ({ ...around(contacts, []), backings });
const wide: CoverageTable = { ...SHIPPED_COVERAGE, T6: { real: 0.3, dormant: 0, active: 0.4 } };
const done: ContactFacts = {
  id: "int_9",
  kind: "outcome",
  personId: "per_rina",
  customerId: "cst_m",
  caseId: undefined,
  startsAt: NOON + 5 * HOUR,
  endsAt: NOON + 5 * HOUR,
  result: "done",
  grade: "B",
};

describe("a template that would excuse more than one in ten looks at random active customers", () => {
  it("explains nothing alone, on the very night that the house measured it so", () => {
    expect(explainLook(ordered([]))).toMatchObject({ template: "T6", grade: "B", by: "per_arman" });
    expect(explainLook(ordered([]), wide)).toBeUndefined();
  });

  it("explains beside an outcome by evening, which must be the person's own, of that day, and no mistake", () => {
    expect(explainLook(ordered([done]), wide)).toMatchObject({ template: "T6" });
    const none: Array<Partial<ContactFacts>> = [
      { personId: "per_yosua" },
      { startsAt: NOON - HOUR },
      { startsAt: NOON + 13 * HOUR },
      { grade: "C" },
      { result: "mistake" },
    ];
    for (const change of none) expect(explainLook(ordered([{ ...done, ...change }]), wide)).toBeUndefined();
  });

  it("explains beside a second template", () => {
    expect(explainLook(ordered([], [backing, { ...backing, role: "colleague", byId: "per_yosua" }]), wide)).toMatchObject({ grade: "B" });
  });

  it("is one that was never measured, too", () => {
    expect(mayStandAlone("T9", SHIPPED_COVERAGE)).toBe(false);
    expect(explainLook(ordered([]), {})).toBeUndefined();
  });
});

describe("the coverage of templates", () => {
  it("is shipped for every template that is reported, and for none else", () => {
    expect(Object.keys(SHIPPED_COVERAGE).sort()).toEqual(templates.map(({ id }) => id).sort());
  });

  it("lets nobody be excused by work outside alone until the house has measured it", () => {
    expect(["T2X", "T4X"].map((id) => mayStandAlone(id, SHIPPED_COVERAGE))).toEqual([false, false]);
  });

  it("counts a ticket outside that nobody owned as open to whoever looks, and none that a colleague owned", () => {
    const ticket: ContactFacts = {
      ...done,
      id: "int_t",
      kind: "customer_event",
      personId: undefined,
      startsAt: NOON - HOUR,
      endsAt: NOON - HOUR,
    };
    const active = [around([ticket], []), around([{ ...ticket, personId: "per_yosua" }], [])];
    expect(coverageOf(templates, { real: [], dormant: [], active }).T4X?.active).toBe(0.5);
  });

  it("counts an item that a dispatcher outside handed to this person, and none that it handed to a colleague", () => {
    const item: ContactFacts = { ...done, id: "int_d", kind: "dispatch", grade: "A", startsAt: NOON - HOUR / 6, endsAt: NOON + HOUR };
    const real = [around([item], []), around([{ ...item, personId: "per_yosua" }], [])];
    expect(coverageOf(templates, { real, dormant: [], active: [] }).T2X?.real).toBe(0.5);
  });

  it("is what each would explain of real looks and of looks at random customers, were an outcome to follow", () => {
    const table = coverageOf(templates, {
      real: [around([], [open]), around([], [{ ...open, grade: "C" }])],
      dormant: [around([], []), around([], [{ ...open, closedAt: NOON - HOUR }])],
      active: [around([], [open])],
    });
    expect(table.T2).toEqual({ real: 0.5, dormant: 0, active: 1 });
    expect(table.T1).toEqual({ real: 0, dormant: 0, active: 0 });
    expect(mayStandAlone("T2", table)).toBe(false);
  });

  it("does not let a colleague's claim be taken, nor a case that opened later, and trusts nothing that has no samples", () => {
    const theirs = { personId: "per_yosua", claimedAt: NOON - HOUR, until: NOON + HOUR, outcome: undefined, outcomeAt: undefined };
    const held: CaseFacts = { ...open, claims: [theirs] };
    const later: CaseFacts = { ...open, openedAt: NOON + HOUR };
    const table = coverageOf(templates, { real: [around([], [held]), around([], [later])], dormant: [], active: [around([], [held])] });
    expect(table.T2).toEqual({ real: 0, dormant: 1, active: 0 });
  });
});
