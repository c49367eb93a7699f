import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { lateBy } from "../../../tests/harness/late-transaction.ts";
import { openProductWorld, type ProductWorld } from "../../../tests/world/product-world.ts";

const PASSWORD = "rahasia sekali 77";

describe.each(engines)("a password that is set on $name", (engine) => {
  let world: ProductWorld;
  const alarms: string[] = [];

  beforeAll(async () => {
    const log = pino({ level: "error", base: null }, { write: (line) => void alarms.push(line) });
    world = await openProductWorld(engine, { log });
  });
  afterAll(() => world?.close());

  const signIn = async (login: string, password = PASSWORD) => (await world.ask("POST", "/api/session", { login, password })).status;
  const sql = (text: string, values: unknown[] = []) => world.product.db.query(text, values);
  const refusals = async (personId: string) => (await sql("select why from people.sign_in_refusal where person_id = $1", [personId])).rows;
  const pass = (minutes: number) => world.product.story?.set(new Date(world.product.clock.now().getTime() + minutes * 60_000));

  it.each([
    ["taken away", "delete from people.credential where person_id = $1"],
    ["emptied", "update people.credential set secret = '' where person_id = $1"],
    ["without a seal", "update people.credential set mac = '' where person_id = $1"],
  ])("raises the alarm at the door where a DBA has it %s", async (what, text) => {
    const login = `pintu-${what.replaceAll(" ", "-")}`;
    const person = await world.hire(login);
    await world.product.people.setPassword(person, PASSWORD);
    await sql(text, [person]);
    expect([await signIn(login), await refusals(person)]).toEqual([401, [{ why: "FORGED" }]]);
  });

  it("raises no alarm at the door for a newcomer without one, nor for one who has left and lost it", async () => {
    const [fresh, left] = [await world.hire("baru"), await world.hire("keluar")];
    await world.product.people.setPassword(left, PASSWORD);
    await world.product.people.endPerson(left);
    expect([await signIn("baru"), await signIn("keluar")]).toEqual([401, 401]);
    expect([await refusals(fresh), await refusals(left)]).toEqual([[], [{ why: "LEAVER" }]]);
  });

  it("is not another one's that was changed meanwhile: whoever showed the old one comes too late, and nobody is locked out", async () => {
    const { people, db } = world.product;
    const person = await world.hire("lomba");
    await people.setPassword(person, PASSWORD);
    pass(1);
    const change = (password: string) => people.changeOwnPassword(person, { password, current: PASSWORD });
    await world.product.journal.drain();
    // Its tries are counted and forgotten first: the third transaction is the change itself.
    const earlier = await lateBy(
      db,
      3,
      () => change(`${PASSWORD} pagi`),
      () => change(`${PASSWORD} siang`),
    );
    expect(earlier).toMatchObject({ code: "conflict", status: 409 });
    expect(await signIn("lomba", `${PASSWORD} pagi`)).toBe(401);
    expect(await signIn("lomba", `${PASSWORD} siang`)).toBe(200);
    expect(await refusals(person)).toEqual([]);
  });

  it("is one of many that are set at once: whoever is not refused can sign in, and the others change nothing", async () => {
    const person = await world.hire("ramai");
    const tries = Array.from({ length: 4 }, (_, n) => `${PASSWORD} ${n}`);
    world.product.story?.thaw();
    const done = await Promise.allSettled(tries.map((password) => world.product.people.setPassword(person, password)));
    world.product.story?.freeze();
    expect(done.some(({ status }) => status === "fulfilled")).toBe(true);
    const opens = [];
    for (const [n, password] of tries.entries())
      if (
        await world.product.people.signIn({ login: "ramai", password, address: `10.1.0.${n}` }).then(
          () => true,
          () => false,
        )
      )
        opens.push(n);
    expect(opens).toHaveLength(1);
  });

  it("is guessed no faster where its row is forged, and a session that tries again and again does not fill the log", async () => {
    const person = await world.hire("berulang");
    await world.product.people.setPassword(person, PASSWORD);
    const token = await world.token(person);
    await sql("delete from people.credential where person_id = $1", [person]);
    alarms.length = 0;
    const change = async () => (await world.ask("POST", "/api/password", { password: `${PASSWORD} curian` }, token)).status;
    const answers = [];
    for (let n = 0; n < 7; n++) answers.push(await change());
    expect(answers).toEqual([403, 403, 403, 403, 403, 429, 429]);
    expect(alarms.filter((line) => line.includes(person))).toHaveLength(1);
    expect(alarms[0]).toContain("taken away");
    expect(await refusals(person)).toEqual([{ why: "FORGED" }]);
  });
});
