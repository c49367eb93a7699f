import { describe, expect, it } from "vitest";
import { allRules } from "../access/index.ts";
import { reasonWords, ruleWords } from "./reason-words.ts";
import { deskOwner, mattering, rarity, reasonsOf, type UnexplainedFacts } from "./rules.ts";
import { sentenceOf, whyOf } from "./sentence.ts";

/** Whatever may have refused somebody must be told on the desk as more than a number. */
const refusing = allRules.flatMap(({ id, set }) => (set === "watch" ? [] : [id]));

const NOON = Date.UTC(2026, 10, 23, 4);
const HOUR = 3_600_000;
const quiet: UnexplainedFacts = {
  at: NOON,
  hasCase: true,
  selfOpened: false,
  hasOutcome: true,
  contactIn90Days: true,
  daysSinceContact: 3,
  publicFigure: false,
  honey: false,
  breakGlass: false,
  outsidePortfolio: false,
  watch: [],
  duty: [{ from: NOON - 4 * HOUR, until: NOON + 5 * HOUR }],
  yearsOfService: 2,
  ownCases: 1,
  reported: false,
};
const idsOf = (change: Partial<UnexplainedFacts>): string[] => reasonsOf({ ...quiet, ...change }).map(({ id }) => id);

describe("the reasons beside an unexplained look", () => {
  it.each([
    ["says nothing that is not so", {}, ["untimely"]],
    ["names a case without an outcome", { hasOutcome: false }, ["no_outcome"]],
    ["names a case that the person opened himself", { selfOpened: true }, ["self_opened_only"]],
    ["names silence", { contactIn90Days: false, daysSinceContact: undefined }, ["no_case_contact", "untimely"]],
    [
      "says for how long a customer was silent where that is known",
      { contactIn90Days: false, daysSinceContact: 214 },
      ["no_case_contact", "untimely", "dormant"],
    ],
    ["R72: names off hours", { duty: [] }, ["untimely", "off_hours"]],
    ["counts the end of duty as off hours", { at: NOON + 5 * HOUR }, ["untimely", "off_hours"]],
    ["R80: names ten years of service", { yearsOfService: 10 }, ["untimely", "long_serving"]],
    ["does not name nine", { yearsOfService: 9 }, ["untimely"]],
    [
      "puts before everything that nobody has cause to open the record",
      { honey: true, publicFigure: true, duty: [] },
      ["no_cause", "public_figure", "untimely", "off_hours"],
    ],
    ["puts the public figure first", { publicFigure: true, duty: [] }, ["public_figure", "untimely", "off_hours"]],
  ] as const)("%s", (_, change, ids) => expect(idsOf(change as Partial<UnexplainedFacts>)).toEqual(ids));

  it("have words in both languages, with all their values", () => {
    const all = reasonsOf({
      ...quiet,
      selfOpened: true,
      contactIn90Days: false,
      daysSinceContact: 100,
      publicFigure: true,
      outsidePortfolio: true,
      watch: ["R28"],
      duty: [],
      yearsOfService: 12,
      ownCases: 2,
      reported: true,
    });
    expect(all.length).toBeGreaterThan(8);
    for (const language of ["id", "en"] as const) {
      const told = whyOf([...all, { id: "rare_in_job", values: { n: 3 } }], language, "CS");
      expect(told).toHaveLength(all.length + 1);
      for (const sentence of told) expect(sentence).not.toMatch(/[{}]/);
    }
    expect(refusing.filter((id) => ruleWords[id] === undefined)).toEqual([]);
    expect(Object.values(reasonWords).every(({ id, en }) => id.endsWith(".") && en.endsWith("."))).toBe(true);
  });
});

describe("how rare a look is", () => {
  const reasons = [{ id: "no_case_contact" }, { id: "long_serving" }];
  it("is told from the real share", () =>
    expect(rarity(reasons, 1_000, new Map([["no_case_contact", 3]]))).toEqual({ id: "rare_in_job", values: { n: 3 } }));
  it("is not told from a handful of looks", () => expect(rarity(reasons, 199, new Map([["no_case_contact", 3]]))).toBeUndefined());
  it("is not told of what happens often", () => expect(rarity(reasons, 1_000, new Map([["no_case_contact", 51]]))).toBeUndefined());
  it("is not told of who somebody is", () =>
    expect(rarity([{ id: "long_serving" }], 1_000, new Map([["long_serving", 1]]))).toBeUndefined());
});

describe("refusals on the desk", () => {
  it("come at once where the rule forbids", () => expect(mattering(["R18"], new Map([["R18", 1]]))).toEqual(["R18"]));
  it("come when friction becomes a habit", () => {
    expect(mattering(["R40"], new Map([["R40", 4]]))).toEqual([]);
    expect(mattering(["R40"], new Map([["R40", 5]]))).toEqual(["R40"]);
  });
});

describe("whose desk it is", () => {
  it("is the supervisor's", () =>
    expect(deskOwner({ id: "per_rina", supervisorId: "per_arman", superiorId: "per_sri" })).toBe("per_arman"));
  it("is the superior's where the supervisor is the one it is about", () => {
    expect(deskOwner({ id: "per_arman", supervisorId: "per_arman", superiorId: "per_sri" })).toBe("per_sri");
    expect(deskOwner({ id: "per_arman", supervisorId: undefined, superiorId: "per_sri" })).toBe("per_sri");
  });
  it("R80: is the officer's where nobody is above, and another officer's for himself", () => {
    const top = { supervisorId: undefined, superiorId: undefined };
    expect(deskOwner({ id: "per_sri", ...top, officerId: "per_dewi" })).toBe("per_dewi");
    expect(deskOwner({ id: "per_dewi", ...top, officerId: "per_dewi" })).toBeUndefined();
  });
  it("is never his own", () => expect(deskOwner({ id: "per_sri", supervisorId: "per_sri", superiorId: undefined })).toBeUndefined());
});

describe("a row as a sentence", () => {
  const row = {
    kind: "refusal" as const,
    topic: "R1",
    at: new Date("2026-11-23T00:45:00Z"),
    person: { name: "Dimas", job: "CS" },
    customer: "P•••",
    fields: [],
    reasons: [{ id: "refused", values: { rules: "R1", count: 1, customers: 1 } }],
    zone: "Asia/Makassar",
    zoneLabel: "WITA",
  };
  const told = (how: object, language: "id" | "en") => sentenceOf({ ...row, ...how }, language, (field) => field);

  it("writes English times with a colon, and addresses the person who is asked", () => {
    expect(told({}, "en")).toBe("At 08:45 WITA, Dimas (CS) tried to open data of customer P••• and was refused.");
    expect(told({ toYou: true }, "en")).toBe("At 08:45 WITA you tried to open data of customer P••• and were refused.");
    expect(told({ toYou: true }, "id")).toBe("Pukul 08.45 WITA Anda mencoba membuka data pelanggan P••• dan ditolak.");
    expect(told({ kind: "missing_report", toYou: true }, "en")).toMatch(/^You have not filed a report/);
  });

  it("counts tries only where there are several", () => {
    const six = { reasons: [{ id: "refused", values: { rules: "R1", count: 6, customers: 1 } }] };
    expect(told(six, "id")).toBe("Mulai pukul 08.45 WITA, Dimas (CS) 6 kali mencoba membuka data pelanggan P••• dan ditolak.");
    const nobody = { customer: undefined, reasons: [{ id: "refused", values: { rules: "R72", count: 1, customers: 0 } }] };
    expect(told(nobody, "id")).toBe("Pukul 08.45 WITA, Dimas (CS) ditolak oleh sistem.");
  });
});
