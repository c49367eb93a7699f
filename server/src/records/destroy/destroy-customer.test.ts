import { readFileSync } from "node:fs";
import { parseTlogProof } from "@mercusuar/proof";
import { verifyCommand } from "@mercusuar/proof/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../../tests/harness/engines.ts";
import { type EveningWorld, openEveningWorld, type Worker } from "../../../../tests/world/evening-world.ts";
import { provedReceipt } from "../../cli/proved-receipt.ts";
import { addKeyCopy, keyCopyGone } from "../../journal/index.ts";
import type { Certificate } from "./certificate.ts";

const PASSWORD = "sebuah kalimat panjang";

describe.each(engines)("a customer who is destroyed, on $name", (engine) => {
  let world: EveningWorld;
  let officer: Worker;
  let operator: Worker;

  beforeAll(async () => {
    world = await openEveningWorld(engine);
    world.at("09:00");
    officer = await decider("sinta", "officer");
    operator = await decider("oki", "operator");
  });
  afterAll(() => world?.close());

  async function decider(login: string, fn: string): Promise<Worker> {
    const worker = await world.hire(login, { function: fn });
    await world.product.people.setPassword(worker.id, PASSWORD, { wait: true });
    const { token } = await world.product.people.signIn({ login, password: PASSWORD, address: login });
    return { ...worker, token };
  }
  async function approval(customer: string): Promise<string> {
    const asked = await world.call(officer, "POST", "/api/approvals", {
      what: "destroy",
      subject: customer,
      why: "request",
      password: PASSWORD,
    });
    expect(asked.status, JSON.stringify(asked.body)).toBe(201);
    const { id } = asked.body;
    expect((await world.call(operator, "POST", `/api/approvals/${id}/confirm`, { password: PASSWORD })).status).toBe(200);
    return id;
  }
  const look = (customer: string, more: object = {}) =>
    world.call(world.rina, "POST", "/api/looks", { customer, purpose: "care", ...more });
  async function taken(customer: string): Promise<string> {
    const id = await world.ticket(customer);
    expect((await world.call(world.rina, "POST", `/api/cases/${id}/claim`, {})).status).toBe(200);
    return id;
  }
  const rows = async <Row extends object>(text: string, ...values: unknown[]): Promise<Row[]> =>
    (await world.product.db.query<Row>(text, values)).rows;

  it("R103, R105: is gone: no field, no token, no name in the projection, no open work; the journal stays whole and the certificate proves itself", async () => {
    const { product } = world;
    const [budi, siti] = [
      await world.customer("Budi Santoso", { phone: "081234500001" }),
      await world.customer("Siti Aminah", { phone: "081234500002" }),
    ];
    const task = await taken(budi);
    const seen = await look(budi, { case: task });
    expect(seen.status).toBe(200);
    const kept = await addKeyCopy(product.journal.act, product.clock, { place: "brankas kantor pusat", epoch: 1 });
    const old = await addKeyCopy(product.journal.act, product.clock, { place: "brankas lama", epoch: 1 });
    await keyCopyGone(product.journal.act, product.clock, old.id);
    const [wrapped] = await rows<{ wrap: string; sealed: object }>("select wrap, sealed from records.customer where id = $1", budi);

    const id = await approval(budi);
    expect((await world.call(world.rina, "POST", `/api/customers/${budi}/destroy`, { approval: id })).status).toBe(404);
    expect((await world.call(operator, "POST", `/api/customers/${siti}/destroy`, { approval: id })).status).toBe(409);
    const done = await world.call(operator, "POST", `/api/customers/${budi}/destroy`, { approval: id });
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    const certificate = done.body as Certificate;

    const never = await look("cus_00000000000000000000000000", { case: task });
    const gone = await look(budi, { case: task });
    expect([gone.status, gone.body.code, gone.body.title]).toEqual([never.status, never.body.code, never.body.title]);
    expect(gone.status).toBe(404);
    expect((await world.call(operator, "POST", `/api/customers/${budi}/destroy`, { approval: id })).status).toBe(409);
    expect(
      (await world.call(officer, "POST", "/api/approvals", { what: "destroy", subject: budi, why: "request", password: PASSWORD })).status,
    ).toBe(404);

    const lookers = (who: Worker, customer: string) =>
      world.call(who, "GET", `/api/trail/customers/${customer}?from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z`);
    expect((await lookers(officer, budi)).body).toMatchObject({ status: 410, code: "erased", entry: certificate.entry });
    expect((await lookers(officer, "cus_00000")).status).toBe(404);
    const [none, his] = [await lookers(world.rina, "cus_00000"), await lookers(world.rina, budi)];
    expect([his.status, his.body.title, his.body.detail]).toEqual([403, none.body.title, none.body.detail]);

    await product.journal.flush();
    const everything = await rows<{ text: string }>(
      "select row_to_json(c)::text as text from records.customer c where id = $1 union all select row_to_json(o)::text from journal.outbox o",
      budi,
    );
    expect(everything.filter(({ text }) => text.includes(wrapped?.wrap ?? "-"))).toEqual([]);
    expect(
      await rows(
        "select 1 from records.index_token where customer_id = $1 union all select 1 from journal.look_index where customer_id = $1",
        budi,
      ),
    ).toEqual([]);
    expect(await rows("select state, sealed from records.customer where id = $1", budi)).toEqual([{ state: "erased", sealed: {} }]);
    expect(await rows("select outcome from access.cases where id = $1 and closed_at is not null", task)).toEqual([{ outcome: "erased" }]);
    expect(await rows("select person_id from journal.look_index where idx = $1", seen.body.entry)).toEqual([{ person_id: world.rina.id }]);
    expect((await world.call(world.rina, "POST", "/api/search", { q: "081234500001", purpose: "care" })).body).not.toHaveProperty("rows.0");

    expect(certificate).toMatchObject({ backups: { epoch: 1, state: "open-until-rotation" }, why: "request", approval: id });
    expect(new Map(certificate.copies.map((copy) => [copy.id, copy.state]))).toEqual(
      new Map([
        [kept.id, "must-go"],
        [old.id, "gone"],
      ]),
    );
    expect(JSON.stringify(certificate)).not.toContain(budi);
    const vkey = readFileSync(`${product.dataDir}/journal/vkey`, "utf8").trim();
    expect(parseTlogProof(certificate.receipt)).not.toHaveProperty("code");
    expect(await provedReceipt(certificate.receipt, vkey)).toMatchObject({ ok: true, index: certificate.entry });
    const again = await world.call(officer, "GET", `/api/destructions/${certificate.entry}`);
    expect(again.body).toMatchObject({ key: certificate.key, reference: certificate.reference });
    expect((await world.call(world.rina, "GET", `/api/destructions/${certificate.entry}`)).status).toBe(403);
    expect((await world.call(officer, "GET", `/api/destructions/${seen.body.entry}`)).status).toBe(404);

    expect((await verifyCommand(product.dataDir)).exit).toBe(0);
    // Somebody who returns is a new customer, with everything to be asked anew.
    const returned = await world.customer("Budi Santoso", { phone: "081234500001" });
    expect(returned).not.toBe(budi);
    expect(await product.records.consentsOf(returned)).toEqual({ offers: "unasked", interest: "unasked" });
    const detail = await product.keeper.append({
      typ: "talk",
      holder: { kind: "customer", id: budi, wrap: wrapped?.wrap ?? "" },
      body: { change: "noted" },
    });
    expect(detail).toMatchObject({ ok: false, code: "erased", idx: certificate.entry });

    const before = await rows<object>("select * from journal.look_index order by idx, row");
    await product.journal.rebuildProjection({ by: "test" });
    expect(await rows<object>("select * from journal.look_index order by idx, row")).toEqual(expect.arrayContaining(before));
  });

  it("row 39: is finished at the next start when the process died between key and database, and in a backup that was put back", async () => {
    const { product } = world;
    const [ani, eko] = [await world.customer("Ani", { phone: "081234500003" }), await world.customer("Eko", { phone: "081234500004" })];
    const [key] = await rows<{ wrap: string; sealed: object }>("select wrap, sealed from records.customer where id = $1", ani);
    const died = await product.keeper.destroy({
      ...{
        holder: { kind: "customer", id: ani, wrap: key?.wrap ?? "" },
        by: officer.id,
        second: operator.id,
        why: "request",
        approval: "apr_cut",
      },
    });
    expect(died.ok).toBe(true);
    expect((await look(ani)).status).toBe(404);
    expect(await product.destruction.finishLeft()).toBe(1);
    expect(await rows("select wrap, state from records.customer where id = $1", ani)).toEqual([{ wrap: "", state: "erased" }]);
    expect(await product.destruction.finishLeft()).toBe(0);
    // The database of yesterday: Ani stands there, alive, and nobody wrote down her end.
    await product.db.query("update records.customer set wrap = $2, sealed = $3, state = 'active' where id = $1", [
      ani,
      key?.wrap,
      JSON.stringify(key?.sealed),
    ]);
    await product.db.query("delete from records.destruction where customer_id = $1", [ani]);
    expect((await look(ani)).status).toBe(404);
    expect(await product.destruction.finishLeft()).toBe(1);
    expect(await rows("select wrap, state from records.customer where id = $1", ani)).toEqual([{ wrap: "", state: "erased" }]);
    const task = await taken(eko);
    expect((await look(eko, { case: task })).status).toBe(200);
  });

  it("is not believed where somebody put the wrap of a customer long dead into the row: no certificate of another is given for him", async () => {
    const [dead, living] = [
      await world.customer("Dewi", { phone: "081234500005" }),
      await world.customer("Lina", { phone: "081234500006" }),
    ];
    const wraps = new Map(
      (await rows<{ id: string; wrap: string }>("select id, wrap from records.customer")).map(({ id, wrap }) => [id, wrap]),
    );
    const first = await world.call(officer, "POST", `/api/customers/${dead}/destroy`, { approval: await approval(dead) });
    expect(first.status).toBe(200);
    const agreed = await approval(living);
    const put = (wrap: string | undefined) => rows("update records.customer set wrap = $2 where id = $1", living, wrap);
    await put(wraps.get(dead));
    const refused = await world.call(officer, "POST", `/api/customers/${living}/destroy`, { approval: agreed });
    expect([refused.status, refused.body.code]).toEqual([409, "another-key"]);
    expect(await rows("select state from records.customer where id = $1", living)).toEqual([{ state: "active" }]);
    await put(wraps.get(living));
    const done = await world.call(officer, "POST", `/api/customers/${living}/destroy`, { approval: agreed });
    expect([done.status, done.body.approval]).toEqual([200, agreed]);
    expect(done.body.key).not.toBe(first.body.key);
  });
});
