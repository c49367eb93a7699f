import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askCli } from "../../../../tests/harness/ask-cli.ts";
import { engines } from "../../../../tests/harness/engines.ts";
import { DAY, type EveningWorld, openEveningWorld, type Worker } from "../../../../tests/world/evening-world.ts";
import { commitment } from "../../platform/lot.ts";
import { drawCalls } from "./draw-calls.ts";

const NEXT = 86_400_000;

describe.each(engines)("call-backs on $name", (engine) => {
  let world: EveningWorld;
  const agents: Worker[] = [];
  let count = 0;

  beforeAll(async () => {
    world = await openEveningWorld(engine);
    agents.push(world.rina, world.yosua);
    for (let n = 0; n < 7; n++) agents.push(await world.hire(`agen${n}`, { supervisorId: world.arman.id, superiorId: world.sri.id }));
    world.at("09:00");
    await world.call(world.rina, "GET", "/api/rota");
  }, 180_000);
  afterAll(async () => {
    await world?.close();
  });

  /** A dispatched case, claimed, opened and finished: the agent's own word (grade B); with the exchange's record it is A. */
  async function serve(who: Worker, how: { exchange?: boolean; outcome?: string } = {}): Promise<{ customer: string; look: number }> {
    const customer = await world.customer(`Pelanggan ${++count}`);
    const ticket = await world.ticket(customer);
    const at = world.at(`${10 + Math.floor(count / 6)}:${String((count % 6) * 9).padStart(2, "0")}`);
    expect((await world.call(who, "POST", `/api/cases/${ticket}/claim`)).status).toBe(200);
    const look = await world.call(who, "POST", "/api/looks", { customer, purpose: "care", case: ticket });
    expect(look.status, JSON.stringify(look.body)).toBe(200);
    expect((await world.call(who, "POST", `/api/cases/${ticket}/outcome`, { outcome: how.outcome ?? "done" })).status).toBe(200);
    if (how.exchange) {
      const rows = [{ external: `c${count}`, kind: "call", person: who.id, customer, channel: "phone", startsAt: at.toISOString() }];
      expect((await world.call(world.exchange, "POST", "/api/interactions", { source: "pbx", rows })).status).toBe(200);
    }
    return { customer, look: look.body.entry };
  }

  const draw = (date = DAY) => world.call(world.arman, "POST", "/api/call-backs/draw", { date });
  const rows = async () =>
    (
      await world.product.db.query<{
        id: string;
        look_idx: number;
        person_id: string;
        customer_id: string;
        caller_id: string;
        case_id: string;
      }>("select * from review.call_back order by made_at, id")
    ).rows;
  const entries = async (typ: string) =>
    (
      await world.product.db.query<{ body: Record<string, unknown> }>(
        "select entry -> 'body' as body from journal.outbox where typ = $1 order by id",
        [typ],
      )
    ).rows.map(({ body }) => body);
  const tomorrow = (time: string) => world.product.story?.set(new Date(world.at(time).getTime() + NEXT));
  const served = new Map<string, { customer: string; look: number }>();

  it("R54: are drawn only about looks where a contact is claimed and nobody but the agent vouches for it", async () => {
    served.set("own word", await serve(world.rina));
    served.set("exchange", await serve(world.rina, { exchange: true }));
    served.set("not reached", await serve(world.rina, { outcome: "not_reached" }));
    served.set("yosua", await serve(world.yosua));
    await world.evening();
    expect((await draw()).status).toBe(400);
    tomorrow("09:00");
    const { body } = await draw();
    expect(body.drawn).toMatchObject([{ date: DAY, pool: 2, drawn: 2, withoutCaller: 0 }]);
    expect((await rows()).map(({ look_idx }) => Number(look_idx)).sort((a, b) => a - b)).toEqual(
      [served.get("own word")?.look, served.get("yosua")?.look].sort((a, b) => Number(a) - Number(b)),
    );
    expect((await draw()).body.drawn).toEqual([]);
    expect((await world.call(world.rina, "POST", "/api/call-backs/draw", {})).status).toBe(403);
  });

  it("R54: the caller is neither the agent nor of his ring of the week, has a task of his own, and is not told whom it is about", async () => {
    for (const row of await rows()) {
      const { rows: ring } = await world.product.db.query<{ id: string }>(
        "select case when watcher_id = $1 then watched_id else watcher_id end as id from watch.rota_pair where watcher_id = $1 or watched_id = $1",
        [row.person_id],
      );
      expect(ring.length).toBeGreaterThan(0);
      expect([row.person_id, ...ring.map(({ id }) => id)]).not.toContain(row.caller_id);
      const caller = agents.find(({ id }) => id === row.caller_id) as Worker;
      const { tasks } = (await world.call(caller, "GET", "/api/call-backs")).body;
      const mine = tasks.find(({ id }: { id: string }) => id === row.id);
      expect(mine).toMatchObject({ mine: true, case: row.case_id, customer: { id: row.customer_id } });
      expect(mine.script).toHaveLength(4);
      expect(mine.person).toBeUndefined();
      expect(mine.customer.name).toMatch(/^P•+/);
    }
    const agent = (await rows())[0]?.person_id;
    const { tasks } = (await world.call(agents.find(({ id }) => id === agent) as Worker, "GET", "/api/call-backs")).body;
    expect(tasks.map(({ id }: { id: string }) => id)).not.toContain((await rows())[0]?.id);
  });

  it("R54: a customer whom nobody called opens an exception on the desk, which the agent's own evidence does not clear", async () => {
    const row = (await rows()).find(({ person_id }) => person_id === world.rina.id);
    const caller = agents.find(({ id }) => id === row?.caller_id) as Worker;
    const answer = (who: Worker, result: string) => world.call(who, "POST", `/api/call-backs/${row?.id}/answer`, { result });
    expect((await answer(world.rina, "confirmed")).status).toBe(404);
    expect((await answer(world.arman, "confirmed")).status).toBe(404);
    expect((await answer(caller, "perhaps")).status).toBe(400);
    const denied = await answer(caller, "denied");
    expect(denied.body.task).toMatchObject({ state: "denied", mine: false });
    expect((await answer(caller, "confirmed")).status).toBe(409);
    expect(await entries("finding")).toMatchObject([
      { detector: "callback", kind: "denied", id: row?.id, looks: [served.get("own word")?.look] },
    ]);
    expect(await entries("callback")).toMatchObject([{ change: "answered", result: "denied" }]);
    expect(await entries("inquiry")).toMatchObject([{ state: "open", source: "callback", looks: [served.get("own word")?.look] }]);
    await world.evening();
    const desk = (await world.call(world.arman, "GET", `/api/desk?date=${DAY}`)).body;
    const exception = desk.rows.find(({ entry }: { entry: number }) => entry === served.get("own word")?.look);
    expect(exception).toMatchObject({ state: "waiting", person: { id: world.rina.id } });
    expect(exception.why).toContain("Pada telepon konfirmasi, pelanggan menyatakan tidak pernah dihubungi atau dilayani.");
    expect((await world.call(world.arman, "POST", `/api/desk/rows/${exception.id}/decisions`, { act: "follow" })).status).toBe(200);
    expect(await entries("inquiry")).toHaveLength(1);
    const { tasks, results } = (await world.call(world.arman, "GET", "/api/call-backs")).body;
    expect(tasks.find(({ id }: { id: string }) => id === row?.id).person.id).toBe(world.rina.id);
    expect(results).toMatchObject({ denied: 1, waiting: 1 });
  });

  it("R54: a customer may decline, and nobody is asked again within thirty days", async () => {
    const row = (await rows()).find(({ person_id }) => person_id === world.yosua.id);
    const data = { data: world.product.dataDir, cwd: world.product.dataDir, product: world.product };
    await world.product.people.setPassword(row?.caller_id ?? "", "sebuah kalimat panjang", { wait: true });
    const login =
      (await world.product.db.query<{ login: string }>("select login from people.person where id = $1", [row?.caller_id])).rows[0]?.login ??
      "";
    const said = await askCli(["call-backs", "answer", row?.id ?? "", "refused", "--by", login, "--json"], {
      ...data,
      secrets: ["sebuah kalimat panjang"],
    });
    expect(said.err, said.err).not.toContain("mercusuar:");
    expect(JSON.parse(said.out)).toMatchObject({ state: "refused" });
    expect(await entries("finding")).toHaveLength(1);
    const listed = JSON.parse((await askCli(["call-backs", "list", "--json"], data)).out);
    expect(listed.results).toMatchObject({ refused: 1, denied: 1, waiting: 0 });
    const { customer } = served.get("yosua") ?? { customer: "" };
    await world.product.db.query(
      `insert into journal.look_index (idx, iid, typ, at, ts, person_id, customer_id, purpose, decision, out, fields) values (900100, 'x', 'look', $1, $1, $2, $3, 'care', 'allow', 'opened', '{}')`,
      [new Date(world.at("10:00").getTime() + NEXT), world.yosua.id, customer],
    );
    await world.product.db.query(
      "insert into watch.interaction (id, kind, person_id, customer_id, channel, starts_at, result, source, external_id, grade, recorded_at) values ('int_again', 'outcome', $2, $3, 'case', $1, 'done', 'mercusuar', 'again', 'B', $1)",
      [new Date(world.at("10:00").getTime() + NEXT), world.yosua.id, customer],
    );
    world.product.story?.set(new Date(world.at("09:00").getTime() + 2 * NEXT));
    expect((await draw("2026-11-24")).body.drawn).toEqual([]);
  });

  it("R53: the seed was committed to, is told once the week is over, and draws the same customers again", async () => {
    const drawn = (await entries("draw")).find(({ kind, change }) => kind === "callbacks" && change === "drawn");
    expect(drawn).toMatchObject({ date: DAY, of: 2, count: 2 });
    expect((await entries("draw")).filter(({ kind, seed }) => kind === "callbacks" && seed !== undefined)).toEqual([]);
    world.product.story?.set(new Date(world.at("09:00").getTime() + 7 * NEXT));
    const late = await world.customer("Pelanggan Minggu Depan");
    await world.product.db.query(
      `insert into journal.look_index (idx, iid, typ, at, ts, person_id, customer_id, purpose, decision, out, fields) values (900200, 'x', 'look', $1, $1, $2, $3, 'care', 'allow', 'opened', '{}')`,
      [new Date(world.at("10:00").getTime() + 7 * NEXT), world.yosua.id, late],
    );
    await world.product.db.query(
      "insert into watch.interaction (id, kind, person_id, customer_id, channel, starts_at, result, source, external_id, grade, recorded_at) values ('int_late', 'outcome', $2, $3, 'case', $1, 'done', 'mercusuar', 'late', 'B', $1)",
      [new Date(world.at("10:00").getTime() + 7 * NEXT), world.yosua.id, late],
    );
    world.product.story?.set(new Date(world.at("09:00").getTime() + 8 * NEXT));
    await world.evening("2026-12-01");
    const told = (await entries("draw")).find(({ kind, change }) => kind === "callbacks" && change === "revealed");
    expect(told).toMatchObject({ date: "2026-11-23" });
    expect(commitment(String(told?.seed))).toBe(drawn?.commitment);
    const { rows: kept } = await world.product.db.query<{ pool: Array<[number, string, string]>; due: string[]; calls: number }>(
      "select pool, due, calls from review.call_back_draw where on_date = $1",
      [DAY],
    );
    const [row] = kept;
    const pool = (row?.pool ?? []).map(([look, personId, customerId]) => ({ look, personId, customerId }));
    const again = drawCalls({ pool, due: new Set(row?.due), calls: row?.calls ?? 0, date: DAY, seed: String(told?.seed) });
    expect(again.map(({ look }) => look)).toEqual(drawn?.looks);
  });

  it("R54: what calls would find is told over HTTP, to supervisors", async () => {
    const { body } = await world.call(world.arman, "GET", "/api/call-backs/plan?looks=40&calls=5");
    expect(body.rows[0]).toMatchObject({ calls: 5 });
    expect(Math.round(100 * body.rows[0].chances[2].chance)).toBe(95);
    expect((await world.call(world.arman, "GET", "/api/call-backs/plan?looks=4&calls=5")).body.detail).toContain("calls: 5");
    expect((await world.call(world.exchange, "GET", "/api/call-backs/plan?looks=40&calls=5")).status).toBe(403);
  });
});
