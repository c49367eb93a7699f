import type { Entry } from "@mercusuar/proof";
import { readEntries } from "@mercusuar/proof/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { engines } from "../../../../tests/harness/engines.ts";
import { DAY, type EveningWorld, openEveningWorld, type Worker } from "../../../../tests/world/evening-world.ts";

const PASSWORD = "sebuah kalimat panjang";

describe.each(engines)("what two persons decide, on $name", (engine) => {
  let world: EveningWorld;
  let officer: Worker;
  let operator: Worker;
  let second: Worker;

  beforeAll(async () => {
    world = await openEveningWorld(engine);
    world.at("09:00");
    officer = await hired("sinta", "officer");
    operator = await hired("oki", "operator");
    second = await hired("odi", "operator", { superiorId: operator.id });
  });
  afterAll(() => world?.close());

  async function hired(login: string, fn: string, more: { superiorId?: string; duty?: boolean } = {}): Promise<Worker> {
    const worker = await world.hire(login, { function: fn, ...more });
    await world.product.people.setPassword(worker.id, PASSWORD, { wait: true });
    const { token } = await world.product.people.signIn({ login, password: PASSWORD, address: login });
    return { ...worker, token };
  }
  const ask = (who: Worker, more: object = {}) =>
    world.call(who, "POST", "/api/approvals", { what: "rotate", why: "schedule", password: PASSWORD, ...more });
  const confirm = (who: Worker, id: string, password = PASSWORD) => world.call(who, "POST", `/api/approvals/${id}/confirm`, { password });

  async function entriesOf(id: string): Promise<Entry[]> {
    const found: Entry[] = [];
    for await (const { entry } of readEntries(world.product.dataDir))
      if (entry.typ === "approval" && entry.body?.id === id) found.push(entry);
    return found;
  }

  it("is asked by one and confirmed by another, each entry naming its person, and serves once", async () => {
    const asked = await ask(operator);
    expect(asked.status).toBe(201);
    const { id } = asked.body;
    await expect(world.product.people.approvals.approved(id, "rotate")).rejects.toMatchObject({ code: "conflict" });
    expect((await confirm(officer, id)).body).toMatchObject({ id, askedBy: operator.id, confirmedBy: officer.id });
    const approved = await world.product.people.approvals.approved(id, "rotate");
    expect(approved).toEqual({ id, why: "schedule", by: operator.id, second: officer.id });
    await expect(world.product.people.approvals.approved(id, "leave-halt")).rejects.toMatchObject({ code: "conflict" });
    await world.product.journal.derive((tx) => world.product.people.approvals.spend(tx, approved));
    await expect(world.product.people.approvals.approved(id, "rotate")).rejects.toMatchObject({ code: "conflict" });
    await world.product.db.query("update people.approval set used_at = null where id = $1", [id]);
    await expect(world.product.people.approvals.approved(id, "rotate")).rejects.toMatchObject({ code: "conflict" });
    const written = await vi.waitFor(async () => {
      const found = await entriesOf(id);
      expect(found.map(({ body }) => body?.change)).toEqual(["asked", "confirmed"]);
      return found;
    });
    expect(written[0]?.act).not.toBe(written[1]?.act);
    expect(written[1]?.psn).toBe(written[0]?.act);
  });

  it("is refused with every reason: the same person, a superior, two operators, somebody off duty, somebody without the function", async () => {
    const { id } = (await ask(operator)).body;
    expect((await confirm(operator, id)).body).toMatchObject({ status: 403, reasons: ["same"] });
    expect((await confirm(second, id)).body).toMatchObject({ status: 403, reasons: ["line", "officer"] });
    const idle = await hired("omar", "officer", { duty: false });
    expect((await confirm(idle, id)).body).toMatchObject({ status: 403, reasons: ["duty"] });
    await world.product.people.setPassword(world.rina.id, PASSWORD, { wait: true });
    const { token } = await world.product.people.signIn({ login: "rina", password: PASSWORD, address: "rina" });
    expect((await confirm({ ...world.rina, token }, id)).body.reasons).toContain("function");
    expect((await world.call({ ...world.rina, token }, "GET", "/api/approvals")).status).toBe(403);
    const listed = (await world.call(officer, "GET", "/api/approvals")).body.approvals as Array<{ id: string; confirmedBy?: string }>;
    expect(listed.find((one) => one.id === id)?.confirmedBy).toBeUndefined();
  });

  it("needs the password again, ends by itself, and can be withdrawn by who asked", async () => {
    const { id } = (await ask(operator)).body;
    expect((await confirm(officer, id, "tebakan tebakan")).status).toBe(401);
    expect((await world.call(officer, "DELETE", `/api/approvals/${id}`)).status).toBe(404);
    expect((await world.call(operator, "DELETE", `/api/approvals/${id}`)).status).toBe(204);
    expect((await confirm(officer, id)).body).toMatchObject({ status: 409, code: "conflict" });
    const late = (await ask(operator)).body.id;
    world.product.story?.set(new Date(`${DAY}T09:30:00+08:00`));
    await world.product.db.query("update people.approval set expires_at = asked_at where id = $1", [late]);
    expect((await confirm(officer, late)).status).toBe(403);
  });

  it("is not believed where it was written into the table by SQL", async () => {
    const { db, people } = world.product;
    await db.query(
      `insert into people.approval (id, what, why, asked_by, asked_at, expires_at, mac, idx) values ('apr_x', 'rotate', 'schedule', $1, $2, $3, '', 1)`,
      [operator.id, world.product.clock.now(), new Date("2099-01-01T00:00:00Z")],
    );
    await db.query(
      "insert into people.approval_confirmation (approval_id, confirmed_by, confirmed_at, mac, idx) values ('apr_x', $1, $2, '', 2)",
      [officer.id, world.product.clock.now()],
    );
    await expect(people.approvals.approved("apr_x", "rotate")).rejects.toMatchObject({ code: "forbidden" });
    const { id } = (await ask(operator)).body;
    await db.query(
      "insert into people.approval_confirmation (approval_id, confirmed_by, confirmed_at, mac, idx) values ($1, $2, $3, '', 2)",
      [id, officer.id, world.product.clock.now()],
    );
    await expect(people.approvals.approved(id, "rotate")).rejects.toMatchObject({ code: "forbidden" });
    expect((await people.approvals.list()).map((one) => one.id)).not.toContain(id);
  });

  it("tells nobody whom it does not concern that it is there: another's, and none at all, are one answer by the same statements", async () => {
    const agent = await hired("rara", "cs");
    const { id } = (await ask(operator)).body;
    const budi = await world.customer("Budi Tidak Terkait", { phone: "081234500099" });
    const destroy = (await ask(officer, { what: "destroy", why: "request", subject: budi })).body.id;
    expect((await confirm(operator, destroy)).status).toBe(200);
    const never = "apr_00000000000000000000000000";
    async function seen(method: "POST" | "DELETE", url: string, payload: object = {}) {
      const statements = vi.spyOn(world.product.db, "query");
      const calls = vi.spyOn(world.product.keeper, "append");
      const { status, body } = await world.call(agent, method, url, payload);
      const { instance: _, ...told } = body;
      const asked = statements.mock.calls.map(([text]) => text);
      const written = calls.mock.calls.map(([entry]) => entry);
      statements.mockRestore();
      calls.mockRestore();
      return { status, told, asked, written };
    }
    for (const [there, not] of [
      [
        () => seen("POST", `/api/approvals/${id}/confirm`, { password: PASSWORD }),
        () => seen("POST", `/api/approvals/${never}/confirm`, { password: PASSWORD }),
      ],
      [() => seen("DELETE", `/api/approvals/${id}`), () => seen("DELETE", `/api/approvals/${never}`)],
      [
        () => seen("POST", `/api/customers/${budi}/destroy`, { approval: destroy }),
        () => seen("POST", `/api/customers/${budi}/destroy`, { approval: never }),
      ],
      [
        () => seen("POST", `/api/customers/${budi}/destroy`, { approval: destroy }),
        () => seen("POST", "/api/customers/cus_00000/destroy", { approval: destroy }),
      ],
    ] as const) {
      const one = await there();
      expect([403, 404]).toContain(one.status);
      expect(one.asked.length).toBeGreaterThan(0);
      expect(await not()).toEqual(one);
    }
  });

  it("counts in advance while both may decide: where one may not any more, the next that two agreed to is taken, the oldest first", async () => {
    const { people } = world.product;
    for (const { id, askedBy } of await people.approvals.list()) await people.approvals.withdraw(id, { personId: askedBy });
    expect(await people.approvals.firstAgreed("rotate")).toBeUndefined();
    const leaving = await hired("lestari", "officer");
    const agreed = async (confirming: Worker, at: string): Promise<string> => {
      world.at(at);
      const { id } = (await ask(operator)).body;
      expect((await confirm(confirming, id)).status).toBe(200);
      return id;
    };
    const [first, next] = [await agreed(leaving, "10:00"), await agreed(officer, "10:05")];
    expect(await people.approvals.firstAgreed("rotate")).toMatchObject({ id: first });
    await people.endPerson(leaving.id);
    expect(await people.approvals.firstAgreed("rotate")).toMatchObject({ id: next, by: operator.id, second: officer.id });
    await people.approvals.withdraw(next, { personId: operator.id });
    expect(await people.approvals.firstAgreed("rotate")).toBeUndefined();
  });

  it("is not asked about a customer who does not exist", async () => {
    expect((await ask(officer, { what: "destroy", why: "request", subject: "cus_00000" })).status).toBe(404);
    const budi = await world.customer("Budi", { phone: "081234500001" });
    await world.product.people.setPassword(world.rina.id, PASSWORD, { wait: true });
    const { token } = await world.product.people.signIn({ login: "rina", password: PASSWORD, address: "rina" });
    const answers = ["cus_00000", budi].map((subject) =>
      ask({ ...world.rina, token }, { what: "destroy", why: "request", subject }).then(({ status, body }) => [status, body.reasons]),
    );
    const [never, there] = await Promise.all(answers);
    expect(never).toEqual([403, expect.arrayContaining(["function"])]);
    expect(there).toEqual(never);
  });
});
