import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { type AccessWorld, type Hired, openAccessWorld } from "../../../tests/world/access-world.ts";
import { allRules } from "./policies/all-rules.ts";
import { inForce } from "./policies/changed-modes.ts";
import { modesWith, SHIPPED_MODES } from "./policies/modes.ts";
import { reasonsFor } from "./policies/reasons.ts";

describe("the table of modes", () => {
  it("R47: names every rule that refuses or watches, and no other", () => {
    const deciding = allRules.filter(({ set }) => set === "refuse" || set === "watch").map(({ set, id }) => `${set}/${id}`);
    expect(Object.keys(SHIPPED_MODES).sort()).toEqual([...new Set(deciding)].sort());
  });

  it("R47: there is a reason for each rule that may ask for one", () => {
    const asking = Object.entries(SHIPPED_MODES).filter(([, { loosest }]) => loosest !== "forbid");
    for (const [rule] of asking) expect([rule, reasonsFor([rule.split("/")[1] ?? ""]).length]).not.toEqual([rule, 0]);
  });

  it("R47: a fixed rule is not loosened, whoever wrote so into the table", () => {
    expect(modesWith(new Map([["refuse/R18", "watch"]])).get("refuse/R18")).toBe("forbid");
    expect(modesWith(new Map([["watch/R44", "forbid"]])).get("watch/R44")).toBe("forbid");
  });

  it("R47: loosening counts once it is sealed, tightening at once", () => {
    const change = { rule: "refuse/R44", sealed: false } as const;
    expect(inForce([{ ...change, mode: "watch" }]).size).toBe(0);
    expect(inForce([{ ...change, mode: "watch", sealed: true }]).get("refuse/R44")).toBe("watch");
    expect(inForce([{ ...change, mode: "forbid" }]).get("refuse/R44")).toBe("forbid");
  });

  it("R47: what is not sealed does not loosen what is in force, whatever it looked like to whoever wrote it", () => {
    const tight = { rule: "refuse/R44", mode: "forbid", sealed: true } as const;
    expect(inForce([tight, { rule: "refuse/R44", mode: "reason", sealed: false }]).get("refuse/R44")).toBe("forbid");
    expect(inForce([{ rule: "refuse/R1", mode: "reason", sealed: false }]).size).toBe(0);
    // Beyond the table it is no step from which another would tighten.
    const beyond = { rule: "refuse/R1", mode: "watch", sealed: true } as const;
    expect(inForce([beyond, { rule: "refuse/R1", mode: "reason", sealed: false }]).size).toBe(0);
  });
});

describe.each(engines)("the modes of rules on $name", (engine) => {
  let world: AccessWorld;
  let officer: Hired;
  let rina: Hired;
  let siti: string;

  beforeAll(async () => {
    world = await openAccessWorld(engine);
    officer = await world.hire("pejabat-pdp", { function: "officer" });
    [rina] = [await world.hire("rina"), await world.hire("bayu")];
    siti = await world.customer({ name: "Siti Aminah", phone: "081234567890", plan: "Lentera 50" });
    await world.records.setConsent({ customerId: siti, question: "offers", state: "yes", method: "counter" });
    await world.post(rina, "/api/cases", { customer: siti, purpose: "offer", origin: "agent_visit", reason: "customer_came" });
  }, 180_000);
  afterAll(() => world?.close(), 60_000);

  const offer = (more: object = {}) => world.post(rina, "/api/looks", { customer: siti, purpose: "offer", ...more });
  const entryOf = async (idx: number) => {
    await world.journal.flush();
    return (await world.db.query("select decision, rules, watch from journal.look_index where idx = $1", [idx])).rows[0];
  };
  const set = (who: Hired, rule: string, mode: string, why = "review") => world.post(who, "/api/policy/modes", { rule, mode, why });

  it("R47: minta alasan: refused with the reasons that answer, let through with one of them, and seen", async () => {
    const asked = await offer();
    expect([asked.status, asked.body.code, asked.body.rules.map(({ id }: { id: string }) => id)]).toEqual([403, "reason-needed", ["R44"]]);
    expect(asked.body.reasons.map(({ id }: { id: string }) => id)).toEqual(["holder_asked", "holder_away", "customer_came", "supervisor"]);
    expect(await entryOf(asked.body.entry)).toMatchObject({ decision: "deny", rules: ["R44"] });
    expect((await offer({ reason: "overtime" })).body.code).toBe("reason-needed");
    expect((await offer({ reason: "because" })).status).toBe(400);
    const given = await offer({ reason: "customer_came", note: "Datang bersama istrinya." });
    expect([given.status, given.body.warnings.map(({ rule }: { rule: string }) => rule)]).toEqual([200, ["R44"]]);
    expect(await entryOf(given.body.entry)).toMatchObject({ decision: "allow", watch: ["R44"] });
  });

  it("R72: off duty asks for a reason; a reason for something else does not answer", async () => {
    const free = await world.hire("libur", { without: ["duty"] });
    const task = await world.task(siti, "care", free.id);
    const look = (more: object) => world.post(free, "/api/looks", { customer: siti, purpose: "care", case: task, ...more });
    expect([(await look({})).body.code, (await look({ reason: "holder_away" })).body.code]).toEqual(["reason-needed", "reason-needed"]);
    expect((await look({ reason: "swapped" })).body.warnings).toEqual([expect.objectContaining({ rule: "R72" })]);
  });

  it("R47: no reason answers a rule that forbids", async () => {
    const other = await world.customer({ name: "Tanpa Izin", phone: "081255500011" });
    const answer = await world.post(rina, "/api/looks", { customer: other, purpose: "offer", reason: "supervisor" });
    expect([answer.body.code, answer.body.rules.map(({ id }: { id: string }) => id)]).toEqual(["refused", ["R29", "R40", "R44"]]);
  });

  it("R47: only the officer changes a mode, and none beyond the table", async () => {
    expect((await set(rina, "R44", "watch")).status).toBe(403);
    expect((await set(officer, "R18", "watch")).body).toMatchObject({ code: "mode-fixed", rule: "refuse/R18", loosest: "forbid" });
    expect((await set(officer, "R999", "watch")).body.code).toBe("no-such-rule");
    expect((await set(officer, "R44", "watch", "because")).status).toBe(400);
  });

  it("R47: awasi: allowed, flagged, and the look bears the hash of the new table", async () => {
    const before = world.access.policy.hash;
    expect((await set(officer, "R44", "watch", "trial")).body).toMatchObject({ rule: "refuse/R44", mode: "watch", shipped: "reason" });
    const seen = await offer();
    expect([seen.status, seen.body.warnings.map(({ rule }: { rule: string }) => rule)]).toEqual([200, ["R44"]]);
    expect(world.access.policy.hash).not.toBe(before);
    const { rows } = await world.db.query("select hash from access.policy where idx is not null and hash = $1", [world.access.policy.hash]);
    expect(rows).toHaveLength(1);
    const table = await world.ask(rina, "GET", "/api/policy/modes");
    expect(table.body).toMatchObject({ hash: world.access.policy.hash });
    expect(table.body.modes).toContainEqual(expect.objectContaining({ rule: "refuse/R44", mode: "watch", loosest: "watch", fixed: false }));
  });

  it("R47: the officer reads how often each rule refused and how often it let through and saw; nobody else does", async () => {
    await world.journal.flush();
    const day = (at: string) => encodeURIComponent(at);
    const url = `/api/policy/hits?from=${day("2026-06-01T00:00:00Z")}&to=${day("2027-05-31T00:00:00Z")}`;
    expect((await world.ask(rina, "GET", url)).status).toBe(403);
    const { status, body } = await world.ask(officer, "GET", url);
    expect(status).toBe(200);
    const of = (rule: string) => body.hits.find((one: { rule: string }) => one.rule === rule);
    const { rows } = await world.db.query<{ refused: number; seen: number }>(
      `select count(distinct idx) filter (where decision = 'deny' and 'R44' = any (rules))::int as refused,
        count(distinct idx) filter (where decision = 'allow' and 'R44' = any (watch))::int as seen from journal.look_index`,
    );
    expect(of("R44")).toMatchObject(rows[0] ?? {});
    expect([of("R44").refused >= 3, of("R44").seen >= 2, of("R72")]).toEqual([
      true,
      true,
      { rule: "R72", refused: 2, seen: 1, persons: 1 },
    ]);
    const never = `/api/policy/hits?from=${day("2000-01-01T00:00:00Z")}&to=${day("2000-01-02T00:00:00Z")}`;
    expect((await world.ask(officer, "GET", never)).body).toEqual({ hits: [] });
    for (const [from, to] of [
      ["2000-01-01T00:00:00Z", "2100-01-01T00:00:00Z"],
      ["2026-06-02T00:00:00Z", "2026-06-01T00:00:00Z"],
    ] as const)
      expect((await world.ask(officer, "GET", `/api/policy/hits?from=${day(from)}&to=${day(to)}`)).status).toBe(400);
  });

  it("R47: larang: what only watched may be tightened to forbid", async () => {
    const bayu = (await world.people.find("bayu"))?.id ?? "";
    await world.access.distributePortfolio(rowsOf([{ customer: siti, holder: "bayu" }]), {
      source: "test",
      onBad: (fault) => Promise.reject(fault),
    });
    expect(bayu).not.toBe("");
    const care = async () => {
      await world.post(rina, "/api/cases", { customer: siti, purpose: "care", origin: "agent_call" });
      return world.post(rina, "/api/looks", { customer: siti, purpose: "care" });
    };
    expect((await care()).body.warnings).toEqual([expect.objectContaining({ rule: "R44" })]);
    await set(officer, "watch/R44", "forbid", "misuse");
    expect((await care()).body).toMatchObject({ code: "refused", rules: [expect.objectContaining({ id: "R44" })] });
  });
});

async function* rowsOf(rows: Array<Record<string, string>>) {
  for (const [at, row] of rows.entries()) yield { line: at + 2, row };
}
