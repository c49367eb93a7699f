import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { type AccessWorld, type Hired, openAccessWorld } from "../../../tests/world/access-world.ts";
import { FIELDS } from "../records/index.ts";

/** A field that nobody has put into a class (R39). */
const unclassed = { id: "hobby", label: { id: "Hobi", en: "Hobby" }, type: "text", mask: "full" as const, dpv: "pd:Interest" };

describe.each(engines)("the keeper and the rules behind a look on $name", (engine) => {
  let world: AccessWorld;
  let rina: Hired;
  let siti: string;

  beforeAll(async () => {
    world = await openAccessWorld(engine, { fields: [...FIELDS, unclassed], coreFunctions: ["field"], keeperTimeout: 1_500 });
    rina = await world.hire("rina");
    siti = await world.customer({ name: "Siti Aminah", spouse: "Budi Hartono", hobby: "memancing", phone: "081234567890" });
    const more = { hobby: { mask: "full" }, spouse: { mask: "full" } };
    await world.db.query("update records.purpose set fields = fields || $1::jsonb where id = 'care'", [JSON.stringify(more)]);
    // What another process published is read within seconds.
    await vi.waitFor(() => expect(world.records.purpose("care")?.fields.hobby).toBeDefined(), { timeout: 30_000 });
    await world.task(siti, "care", rina.id);
  }, 180_000);
  afterAll(() => world?.close(), 60_000);

  const look = (who: Hired, more: object = {}) => world.post(who, "/api/looks", { customer: siti, purpose: "care", ...more });

  it("R39: a field without a class is served as the strictest, and never opens", async () => {
    const card = await look(rina, { fields: ["name", "hobby"] });
    expect(card.body.locked).toEqual([{ id: "hobby", rule: expect.stringMatching(/^R3[89]$/) }]);
    expect(card.text).not.toContain("memancing");
  });

  it("R38: core family opens for the functions named, and for no other", async () => {
    const visitor = await world.hire("visitor", { function: "field" });
    await world.task(siti, "care", visitor.id);
    expect((await look(visitor, { fields: ["spouse"] })).body.fields).toEqual([
      expect.objectContaining({ id: "spouse", value: "Budi Hartono" }),
    ]);
    const closed = await look(rina, { fields: ["spouse"] });
    expect([closed.status, closed.body.rules[0].id]).toEqual([403, "R38"]);
    expect(closed.text).not.toContain("Budi");
  });

  it("R38: in an emergency core family stays shut, also for the functions named", async () => {
    const head = await world.hire("kepala", { function: "supervisor" });
    const visitor = await world.hire("darurat", { function: "field", supervisorId: head.id });
    const about = { customer: siti, purpose: "care" };
    const asked = await world.post(visitor, "/api/break-glass", { ...about, why: "safety", task: "Pelanggan tidak sadarkan diri." });
    await world.post(head, `/api/break-glass/${asked.body.id}/decisions`, { grant: true });
    expect((await look(visitor, { fields: ["name"] })).status).toBe(200);
    const closed = await look(visitor, { fields: ["spouse"] });
    expect([closed.status, closed.body.rules.map(({ id }: { id: string }) => id)]).toEqual([403, ["R38"]]);
    expect(closed.text).not.toContain("Budi");
  });

  it("row 46, BULK: after thirty strangers in an hour the keeper stops, whatever the policy said", async () => {
    const browser = await world.hire("browser");
    const customers = await Promise.all(Array.from({ length: 31 }, (_, at) => world.customer({ name: `Orang ${at}` })));
    const codes = [];
    for (const customer of customers) {
      await world.db.query("delete from access.quota_day where person_id = $1", [browser.id]);
      await world.post(browser, "/api/cases", { customer, purpose: "care", origin: "agent_call" });
      codes.push(await world.post(browser, "/api/looks", { customer, purpose: "care" }));
    }
    expect(codes.slice(0, 30).every(({ status }) => status === 200)).toBe(true);
    expect([codes[30]?.status, codes[30]?.body.rules.map(({ id }: { id: string }) => id)]).toEqual([403, ["BULK"]]);
  });

  it("row 46, UNKNOWN: whose own key was changed in the database opens nothing, is told so, and the supervisor sees it", async () => {
    const altered = await world.hire("altered");
    await world.task(siti, "care", altered.id);
    expect((await look(altered)).status).toBe(200);
    await world.db.query("update people.person set wrap = (select wrap from people.person where id = $2) where id = $1", [
      altered.id,
      rina.id,
    ]);
    const shut = await look(altered);
    expect([shut.status, shut.body.rules.map(({ id }: { id: string }) => id)]).toEqual([403, ["UNKNOWN"]]);
    expect(shut.text).not.toMatch(/Siti|6281234/);
    await world.db.query("update people.person set wrap = null where id = $1", [altered.id]);
    expect((await look(altered)).body.rules.map(({ id }: { id: string }) => id)).toEqual(["UNKNOWN"]);
    await vi.waitFor(async () => {
      const seen = await world.db.query<{ decision: string; out: string; rules: string[] }>(
        "select decision, out, rules from journal.look_index where person_id = $1 order by idx offset 1",
        [altered.id],
      );
      expect(seen.rows).toEqual([1, 2].map(() => ({ decision: "deny", out: "refused", rules: ["UNKNOWN"] })));
    });
  });

  it("each look names the policy it was decided by, and the policy's text is kept", async () => {
    const { rows } = await world.db.query<{ hash: string; body: string }>("select hash, body from access.policy where idx is not null");
    expect(rows.map(({ hash }) => hash)).toEqual([world.access.policy.hash]);
    expect(rows[0]?.body).toContain("context.conflict");
    await world.access.publishPolicy();
    expect((await world.db.query("select 1 from access.policy")).rows).toHaveLength(1);
  });

  it("R43: a keeper that does not answer, or is dead, means 503 and nothing leaks; it recovers by itself", async () => {
    const { pid } = world.keeper;
    if (pid === undefined) throw new Error("no keeper runs");
    process.kill(pid, "SIGSTOP");
    const slow = await look(rina);
    process.kill(pid, "SIGCONT");
    expect([slow.status, slow.body.code]).toEqual([503, "keeper-down"]);
    process.kill(pid, "SIGKILL");
    const answers = await Promise.all([
      look(rina),
      look(rina),
      world.post(rina, "/api/listings", { of: "queue" }),
      world.post(rina, "/api/search", { by: "phone", value: "081234567890", purpose: "care" }),
    ]);
    for (const answer of [slow, ...answers]) {
      expect(answer.status).toBe(503);
      expect(answer.text).not.toMatch(/Siti|Aminah|6281234|memancing/);
    }
    await expect.poll(async () => (await look(rina)).status, { timeout: 30_000, interval: 200 }).toBe(200);
  }, 90_000);
});
