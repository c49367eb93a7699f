import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askCli } from "../../../../tests/harness/ask-cli.ts";
import { engines } from "../../../../tests/harness/engines.ts";
import { type EveningWorld, openEveningWorld, type Worker } from "../../../../tests/world/evening-world.ts";
import { commitment, streamOf } from "../../platform/lot.ts";
import { drawRota } from "./draw-rota.ts";

const WEEK = 7 * 86_400_000;

describe.each(engines)("the rota of peer watchers on $name", (engine) => {
  let world: EveningWorld;
  const team = new Map<string, Worker>();

  beforeAll(async () => {
    world = await openEveningWorld(engine);
    for (const login of ["ani", "budi", "citra"]) team.set(login, await world.hire(login, { supervisorId: world.arman.id }));
    team.set("rina", world.rina).set("yosua", world.yosua);
    world.at("09:00");
  }, 180_000);
  afterAll(async () => {
    await world?.close();
  });

  const agents = (): Worker[] => [...team.values()];
  const page = async (who: Worker) => (await world.call(who, "GET", "/api/rota")).body;
  const entries = async (kind: string) =>
    (
      await world.product.db.query<{ body: Record<string, unknown> }>(
        "select entry -> 'body' as body from journal.outbox where typ = $1 order by id",
        [kind],
      )
    ).rows.map(({ body }) => body);

  it("R74: in a team of five each watches two and is watched by two, and nobody sees by whom before the week is over", async () => {
    const pages = await Promise.all(agents().map(page));
    const watched = pages.flatMap(({ watching }) => watching.map(({ id }: { id: string }) => id));
    for (const { id } of agents()) expect(watched.filter((one) => one === id)).toHaveLength(2);
    for (const one of pages) {
      expect(one.watching).toHaveLength(2);
      expect(one.disclosed).toEqual([]);
      expect(one.rule).toHaveLength(5);
    }
    const drawn = (await entries("draw")).filter(({ change }) => change === "drawn");
    expect(drawn).toMatchObject([{ kind: "rota", date: "2026-11-23", count: 10, of: 5 }]);
    expect((await entries("draw")).filter(({ kind, seed }) => kind === "rota" && seed !== undefined)).toEqual([]);
  });

  it("R74: a watcher sees counts and flags of his colleague, and not one customer", async () => {
    const customer = await world.customer("Siti Rahayu");
    const look = await world.call(world.rina, "POST", "/api/looks", { customer, purpose: "care", fields: ["phone"] });
    expect(look.status).toBe(403);
    const entry = { idx: 900_001, who: world.rina.id, at: world.at("20:00") };
    await world.product.journal.flush();
    await world.product.db.query(
      `insert into journal.look_index (idx, iid, typ, at, ts, person_id, customer_id, purpose, decision, out, fields) values ($1, 'x', 'look', $3, $3, $2, $4, 'care', 'allow', 'opened', '{phone:full}')`,
      [entry.idx, entry.who, entry.at, customer],
    );
    const pages = await Promise.all(agents().map(page));
    const watchers = pages.filter(({ watching }) => watching.some(({ id }: { id: string }) => id === world.rina.id));
    expect(watchers).toHaveLength(2);
    for (const one of watchers) {
      const seen = one.watching.find(({ id }: { id: string }) => id === world.rina.id);
      expect(seen).toMatchObject({ looks: 1, offHours: 1, refused: 1, repeats: 0 });
      expect(JSON.stringify(one)).not.toContain(customer);
    }
  });

  it("R75: a watcher reminds a colleague once a day, who learns what about and not from whom; nobody else can", async () => {
    const [first] = await Promise.all(agents().map(async (who) => ({ who, page: await page(who) })));
    const to = first?.page.watching[0].id as string;
    const receiver = agents().find(({ id }) => id === to) as Worker;
    const remind = (who: Worker, person: string) => world.call(who, "POST", "/api/rota/nudges", { person, about: "report" });
    expect((await remind(first?.who as Worker, to)).status).toBe(204);
    expect((await remind(first?.who as Worker, to)).status).toBe(409);
    const stranger = agents().find(
      ({ id }) => id !== to && id !== first?.who.id && !first?.page.watching.some((one: { id: string }) => one.id === id),
    ) as Worker;
    expect((await remind(first?.who as Worker, stranger.id)).status).toBe(404);
    expect((await remind(world.arman, to)).status).toBe(404);
    const { nudges } = await page(receiver);
    expect(nudges).toEqual([{ on: "2026-11-23", text: "Seorang rekan mengingatkan: isi laporan Anda." }]);
    expect(JSON.stringify(nudges)).not.toContain(first?.who.id);
  });

  it("the current pairs are shown to nobody, neither to the supervisor nor on the command line", async () => {
    const { body } = await world.call(world.arman, "GET", "/api/rota/team");
    expect(body.offices[0].weeks).toMatchObject([{ period: "2026-11-23", members: 5, pairs: [] }]);
    expect(body.offices[0].weeks[0].seed).toBeUndefined();
    expect((await world.call(world.rina, "GET", "/api/rota/team")).status).toBe(403);
    const told = await askCli(["rota", "--json"], { data: world.product.dataDir, cwd: world.product.dataDir, product: world.product });
    expect(JSON.parse(told.out).offices[0].weeks[0].pairs).toEqual([]);
  });

  it("R74: once the week is over the pairs are disclosed, and the seed that was committed to draws them again", async () => {
    const committed = (await entries("draw")).find(({ change, date }) => change === "drawn" && date === "2026-11-23")?.commitment;
    world.product.story?.set(new Date(world.at("09:00").getTime() + WEEK));
    const rina = await page(world.rina);
    expect(rina.disclosed[0]).toMatchObject({ period: "2026-11-23" });
    expect(rina.disclosed[0].watchedMe).toHaveLength(2);
    const { weeks } = (await world.call(world.arman, "GET", "/api/rota/team")).body.offices[0];
    const over = weeks[1];
    expect(over.pairs).toHaveLength(10);
    expect(commitment(over.seed)).toBe(committed);
    const { rows } = await world.product.db.query<{ members: Array<{ id: string; vendor: string }> }>(
      "select members from watch.rota where period = '2026-11-23'",
    );
    const again = drawRota(rows[0]?.members ?? [], {}, streamOf(over.seed)).pairs;
    expect(new Set(again.map(({ watcher, watched }) => `${watcher} ${watched}`))).toEqual(
      new Set(over.pairs.map(({ watcher, watched }: { watcher: string; watched: string }) => `${watcher} ${watched}`)),
    );
    expect((await entries("draw")).find(({ change }) => change === "revealed")).toMatchObject({ date: "2026-11-23", seed: over.seed });
    world.at("09:00");
  });
});
