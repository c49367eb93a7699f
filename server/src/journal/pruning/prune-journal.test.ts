import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { verifyCommand } from "@mercusuar/proof/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { askCli } from "../../../../tests/harness/ask-cli.ts";
import { engines } from "../../../../tests/harness/engines.ts";
import { type EveningWorld, openEveningWorld, type Worker } from "../../../../tests/world/evening-world.ts";
import { stateOf } from "../../../../tests/world/state-of.ts";
import { exportJournal, untilPublished } from "../index.ts";
import { pruneSubject } from "./routes.ts";

const PASSWORD = "sebuah kalimat panjang";
const YEAR = "from=2026-01-01T00:00:00Z&to=2027-12-01T00:00:00Z";

describe.each(engines)("entries whose term is over, on $name", (engine) => {
  const dir = mkdtempSync(join(tmpdir(), "mercusuar-pruned-"));
  let world: EveningWorld;
  let officer: Worker;
  let operator: Worker;
  let budi: string;
  let seen: number;
  let before: string;
  let receipt: string;

  beforeAll(async () => {
    world = await openEveningWorld(engine, { term: 0 });
    world.at("09:00");
    officer = await decider("sinta", "officer");
    operator = await decider("oki", "operator");
    budi = await world.customer("Budi Santoso", { phone: "081234500001" });
    const task = await world.ticket(budi);
    expect((await world.call(world.rina, "POST", `/api/cases/${task}/claim`, {})).status).toBe(200);
    const look = await world.call(world.rina, "POST", "/api/looks", { customer: budi, purpose: "care", case: task });
    seen = look.body.entry;
    // Whoever has no task is refused, and what he reached for stays: his entry is none of those that end.
    await world.call(world.yosua, "POST", "/api/looks", { customer: budi, purpose: "care" });
    world.at("16:30");
    await world.evening();
    await filled();
    await vi.waitUntil(async () => (await world.product.journal.receipt(seen)) !== undefined, { timeout: 20_000 });
    receipt = (await world.product.journal.receipt(seen)) ?? "";
    before = await now();
  }, 120_000);
  afterAll(async () => {
    rmSync(dir, { recursive: true, force: true });
    await world?.close();
  });

  async function decider(login: string, fn: string): Promise<Worker> {
    const worker = await world.hire(login, { function: fn });
    await world.product.people.setPassword(worker.id, PASSWORD, { wait: true });
    const { token } = await world.product.people.signIn({ login, password: PASSWORD, address: login });
    return { ...worker, token };
  }
  /** So many minutes of a keeper at rest that the bundles before are full. */
  const filled = () => world.product.keeper.many(Array.from({ length: 300 }, () => ({ typ: "trail", body: { question: "person-day" } })));
  /** Behind everything that is written so far, by the keeper's clock. */
  async function now(): Promise<string> {
    await pause(5);
    return new Date().toISOString();
  }
  async function agreed(subject: string): Promise<string> {
    const asked = await world.call(officer, "POST", "/api/approvals", { what: "prune", subject, why: "retention", password: PASSWORD });
    expect(asked.status, JSON.stringify(asked.body)).toBe(201);
    expect((await world.call(operator, "POST", `/api/approvals/${asked.body.id}/confirm`, { password: PASSWORD })).status).toBe(200);
    return asked.body.id;
  }
  const prune = (who: Worker, body: object) => world.call(who, "POST", "/api/journal/prune", body);
  const lookers = () => world.call(officer, "GET", `/api/trail/customers/${budi}?${YEAR}`);
  const rows = async (text: string, ...values: unknown[]): Promise<object[]> => (await world.product.db.query<object>(text, values)).rows;
  const judged = () =>
    rows("select 1 from review.explanation where look_idx = $1 union all select 1 from review.desk_look where look_idx = $1", seen);
  const looks = () => rows("select idx, row, typ from journal.look_index order by idx, row");

  it("stay where one person alone says so, or two agreed to another day", async () => {
    const asked = await world.call(officer, "POST", "/api/approvals", {
      ...{ what: "prune", subject: pruneSubject(new Date(before)), why: "retention", password: PASSWORD },
    });
    const { id } = asked.body;
    expect((await prune(officer, { approval: id, before })).body).toMatchObject({ status: 409, code: "conflict" });
    expect((await world.call(officer, "POST", `/api/approvals/${id}/confirm`, { password: PASSWORD })).status).toBe(403);
    const other = await agreed(pruneSubject(new Date("2021-01-01T00:00:00.000Z")));
    expect((await prune(officer, { approval: other, before })).body).toMatchObject({ status: 409, code: "conflict" });
    expect((await prune(world.rina, { approval: other, before })).status).toBe(404);
    expect((await world.product.keeper.status()).pruned).toBeUndefined();
  });

  it("stay within their term, and where nothing has anything left to end", async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    const soon = await prune(officer, { approval: await agreed(pruneSubject(new Date(tomorrow))), before: tomorrow });
    expect(soon.body).toMatchObject({ status: 409, code: "too-soon", term: 0 });
    const none = "2021-01-01T00:00:00.000Z";
    expect((await prune(officer, { approval: await agreed("before_20210101"), before: none })).body).toMatchObject({
      ...{ status: 409, code: "nothing-ends" },
    });
  });

  it("leave their hash once two persons agreed: nobody is told any more, and the house stands as its journal tells", async () => {
    const { product } = world;
    expect(await stateOf(product)).toMatchObject({ state: "whole" });
    const shown = await product.pruning.preview(new Date(before));
    expect(shown.kinds).toMatchObject({ look: 2 });
    expect((await lookers()).body.rows.map(({ entry }: { entry: number }) => entry)).toContain(seen);
    expect(await judged()).toHaveLength(1);
    const cases = await rows("select idx from journal.look_index where typ not in ('look', 'listing', 'search', 'match', 'use')");

    const done = await prune(operator, { approval: await agreed(pruneSubject(new Date(before))), before });
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    expect(done.body).toMatchObject({ upto: shown.upto, count: shown.count });
    expect(await product.pruning.settled()).toBe(true);

    const gone = await lookers();
    expect(gone.body).toMatchObject({ rows: [], prunedBefore: before });
    const day = await world.call(officer, "GET", `/api/trail/people/${world.rina.id}?${YEAR}`);
    expect(day.body).toMatchObject({ rows: [], prunedBefore: before });
    expect(
      (await world.call(officer, "GET", `/api/trail/customers/${budi}?from=2030-01-01T00:00:00Z&to=2031-01-01T00:00:00Z`)).body,
    ).not.toHaveProperty("prunedBefore");
    expect(await judged()).toEqual([]);
    expect(await rows("select idx from journal.look_index where idx < $1", done.body.upto)).toEqual(cases);
    expect(await stateOf(product)).toMatchObject({ state: "whole", findings: [] });
    const lamp = async () => (await world.call(world.rina, "GET", "/api/lamp")).body.journal.pruned;
    await vi.waitUntil(async () => (await lamp()) !== undefined, { timeout: 20_000 });
    expect(await lamp()).toEqual({ upto: done.body.upto, before });
    await expect(world.evening()).rejects.toMatchObject({ code: "pruned" });
  });

  it("are proved by a receipt of before, and by none that is asked for now; journal and export stay whole", async () => {
    const { dataDir } = world.product;
    await vi.waitUntil(async () => (await verifyCommand(dataDir)).report.pruned !== undefined, { timeout: 20_000 });
    const { report } = await verifyCommand(dataDir);
    expect(report).toMatchObject({ exit: 0, code: "OK", pruned: { count: expect.any(Number) } });
    writeFileSync(join(dir, "kept.receipt"), receipt);
    const ask = (...args: string[]) => askCli(["journal", ...args], { data: dataDir, cwd: dir });
    expect(await ask("verify", dataDir, "--receipt", "kept.receipt")).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/dipangkas · pruned: \d+ /),
    });
    expect((await world.call(officer, "GET", `/api/journal/receipts/${seen}`)).body).toMatchObject({ status: 410, code: "pruned" });
    expect(await ask("receipt", String(seen))).toMatchObject({ exit: 3, out: "", err: expect.stringMatching(/dipangkas[\s\S]*pruned/) });
    const to = join(dir, "export");
    const exported = await exportJournal({ from: dataDir, to, tools: new Map(), now: new Date() });
    expect(exported.missing).toEqual([]);
    expect((await verifyCommand(to)).exit).toBe(0);
  });

  it("come back by no rebuild of the table of looks", async () => {
    const { product } = world;
    await product.journal.flush();
    const held = await looks();
    await product.journal.rebuildProjection({ by: "test" });
    expect(await looks()).toEqual(held);
    await product.db.query("delete from journal.look_index");
    await product.journal.rebuildProjection({ by: "test" });
    expect(await looks()).toEqual(held);
    expect(await stateOf(product)).toMatchObject({ state: "whole" });
  });

  it("are taken out of the tables at the next start where the process died in between, and where a backup was put back", async () => {
    const { product } = world;
    const again = await world.call(world.rina, "POST", "/api/looks", { customer: budi, purpose: "care", case: await claimed() });
    expect(again.status, JSON.stringify(again.body)).toBe(200);
    await filled();
    await product.journal.flush();
    const cut = await product.keeper.prune({ before: await now(), by: officer.id, second: operator.id });
    expect(cut.ok, JSON.stringify(cut)).toBe(true);
    expect(await rows("select 1 from journal.look_index where idx = $1", again.body.entry)).toHaveLength(1);
    expect(await stateOf(product)).toMatchObject({
      ...{ state: "differs" },
      findings: [{ code: "E_PROJECTION", row: String(again.body.entry), what: ["not in the journal"] }],
    });
    expect(await product.pruning.finishLeft()).toBe(1);
    expect(await rows("select 1 from journal.look_index where idx = $1", again.body.entry)).toEqual([]);
    expect(await product.pruning.settled()).toBe(true);
    await product.db.query("update journal.pruned set upto = 256");
    await product.db.query(
      `insert into journal.look_index (idx, iid, typ, at, ts, person_id, customer_id, decision, out) values ($1, 'x', 'look', $2, $2, $3, $4, 'allow', 'opened')`,
      [seen, new Date(), world.rina.id, budi],
    );
    expect(await product.pruning.finishLeft()).toBe(1);
    expect(await product.pruning.finishLeft()).toBe(0);
    expect(await stateOf(product)).toMatchObject({ state: "whole" });
    expect((await verifyCommand(product.dataDir)).exit).toBe(0);
  });

  it("spoil no export: one that was under way says that it is to be made anew", async () => {
    const { product } = world;
    await filled();
    await product.journal.flush();
    await untilPublished(product.dataDir, (await product.keeper.status()).size);
    const to = join(dir, "late");
    const begin = async (): Promise<void> => {
      expect(await product.keeper.prune({ before: await now(), by: officer.id, second: operator.id })).toMatchObject({ ok: true });
      expect(await product.pruning.settled()).toBe(true);
    };
    const asked = { from: product.dataDir, to, tools: new Map(), now: new Date() };
    await expect(exportJournal({ ...asked, begin })).rejects.toMatchObject({ code: "export-pruned" });
    expect(existsSync(to)).toBe(false);
    rmSync(`${to}.part`, { recursive: true });
    await exportJournal(asked);
    expect((await verifyCommand(to)).exit).toBe(0);
  });

  async function claimed(): Promise<string> {
    const id = await world.ticket(budi);
    expect((await world.call(world.rina, "POST", `/api/cases/${id}/claim`, {})).status).toBe(200);
    return id;
  }
});
