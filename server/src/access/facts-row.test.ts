import { describe, expect, it } from "vitest";
import { factOf } from "./facts-row.ts";
import { NAMES, SEPARATOR } from "./facts-statement.ts";

/** A row as it crosses, with these values and nothing else known. */
const crossed = (values: Partial<Record<(typeof NAMES)[number], string>>) => ({
  told: NAMES.map((name) => values[name] ?? "").join(SEPARATOR),
  created_at: new Date(0),
  expires_at: new Date(0),
  sealed: null,
});

describe("a row of the facts statement", () => {
  it("tells what is missing from what is there, and lists by their lines", () => {
    const grants = "cs nation \nfield_visit branch /off_a/off_b/";
    const fact = factOf(crossed({ person_id: "per_1", pledged: "true", grants, consents: "offers no", spent: "7" }));
    expect(fact).toMatchObject({ person_id: "per_1", pledged: true, duty_kind: null, customer_id: null, case_mine: false, spent: 7 });
    expect(fact.grants).toEqual([
      { function: "cs", scope: "nation", office_path: null },
      { function: "field_visit", scope: "branch", office_path: "/off_a/off_b/" },
    ]);
    expect([fact.consents, fact.staff, fact.marks]).toEqual([{ offers: "no" }, [], []]);
  });

  it("opens nothing where a value was written to pass for two", () => {
    expect(() => factOf(crossed({ zone: `Asia/Jakarta${SEPARATOR}true` }))).toThrow(/cannot be read/);
  });
});
