import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { openProductWorld, type ProductWorld } from "../../../tests/world/product-world.ts";

const PASSWORD = "rahasia sekali 77";

describe.each(engines)("signing in on $name", (engine) => {
  let world: ProductWorld;
  let dimas: string;

  beforeAll(async () => {
    world = await openProductWorld(engine);
    dimas = await world.hire("dimas", { functions: ["cs"] });
    await world.product.people.setPassword(dimas, PASSWORD);
  });
  afterAll(() => world?.close());

  const signIn = (login: string, password = PASSWORD) => world.ask("POST", "/api/session", { login, password });
  const sql = (text: string, values: unknown[] = []) => world.product.db.query(text, values);
  const refusals = async (personId: string) => (await sql("select why from people.sign_in_refusal where person_id = $1", [personId])).rows;

  it("gives a session that opens the own page, and a cookie that scripts cannot read", async () => {
    const answer = await signIn("dimas");
    expect(answer.status).toBe(200);
    expect(answer.headers["set-cookie"]).toMatch(/mercusuar=.*HttpOnly.*SameSite=Strict/);
    const me = await world.ask("GET", "/api/me", undefined, answer.body.token);
    expect(me.body).toMatchObject({
      person: { name: "Nama dimas", functions: ["cs"] },
      office: { label: "WITA" },
      desks: ["agent"],
      terms: { ok: true },
    });
  });

  it("answers an unknown login as it answers a wrong password", async () => {
    const [unknown, wrong] = [await signIn("siapa", "salah salah salah"), await signIn("dimas", "salah salah salah")];
    const bare = ({ body, status }: typeof unknown) => ({ ...body, instance: "", status });
    expect(unknown.status).toBe(401);
    expect(bare(unknown)).toEqual(bare(wrong));
  });

  it("lets a login wait after five wrong passwords, even for the right one, and others not", async () => {
    const wati = await world.hire("wati");
    await world.product.people.setPassword(wati, PASSWORD);
    for (let i = 0; i < 5; i++) expect((await signIn("wati", "salah salah salah")).status).toBe(401);
    expect((await signIn("wati")).status).toBe(429);
    expect((await signIn("dimas")).status).toBe(200);
  });

  it("does not let a branch behind one address wait because many come in, but because many fail", async () => {
    const come = (password?: string) =>
      world.product.people.signIn({ login: "dimas", password: password ?? PASSWORD, address: "10.0.0.9" });
    for (let i = 0; i < 55; i++) await come();
    const fail = (n: number) => world.product.people.signIn({ login: `siapa${n}`, password: "salah", address: "10.0.0.9" });
    for (let i = 0; i < 50; i++) await expect(fail(i)).rejects.toMatchObject({ code: "sign-in-failed" });
    await expect(come()).rejects.toMatchObject({ code: "too-many-tries" });
  });

  it("keeps nobody's login in the counter of tries", async () => {
    const { rows } = await sql("select string_agg(key, ' ') as keys from people.sign_in_try");
    expect(String(rows[0]?.keys)).not.toMatch(/wati|dimas|127\.0\.0\.1/);
  });

  it("ends a session at once when it is signed out", async () => {
    const token = await world.token(dimas);
    expect((await world.ask("DELETE", "/api/session", undefined, token)).status).toBe(204);
    expect((await world.ask("GET", "/api/me", undefined, token)).status).toBe(401);
  });

  it("ends a session by its time", async () => {
    const token = await world.token(dimas);
    await sql("select 1");
    const later = new Date(world.product.clock.now().getTime() + 13 * 3_600_000);
    const before = world.product.clock.now();
    world.product.story?.set(later);
    expect((await world.ask("GET", "/api/me", undefined, token)).status).toBe(401);
    world.product.story?.set(before);
  });

  it("row 44: refuses a session that a DBA wrote or lengthened, and raises the alarm", async () => {
    const budi = await world.hire("budi");
    const token = await world.token(budi);
    await sql("update people.session set expires_at = expires_at + interval '1 day' where person_id = $1", [budi]);
    expect((await world.ask("GET", "/api/me", undefined, token)).status).toBe(401);
    expect(await refusals(budi)).toEqual([{ why: "FORGED" }]);
  });

  it("refuses a session that a DBA brought back to life", async () => {
    const eka = await world.hire("eka");
    const token = await world.token(eka);
    await world.ask("DELETE", "/api/session", undefined, token);
    await sql("update people.session set ended_at = null where person_id = $1", [eka]);
    expect((await world.ask("GET", "/api/me", undefined, token)).status).toBe(401);
  });

  it("refuses what has ended when a DBA writes its row back as it was, and raises the alarm", async () => {
    const { people } = world.product;
    const wira = await world.hire("wira");
    const wait = () => world.product.story?.set(new Date(world.product.clock.now().getTime() + 60_000));
    const copy = async (table: string) => {
      await sql(`create table kept_${table} as select * from people.${table} where person_id = $1`, [wira]);
      return async () => {
        await sql(`delete from people.${table} where person_id = $1`, [wira]);
        await sql(`insert into people.${table} select * from kept_${table}`);
        await sql(`drop table kept_${table}`);
      };
    };
    const me = async (token: string) => (await world.ask("GET", "/api/me", undefined, token)).status;
    const come = async (token: string) => (await world.ask("POST", "/api/session/link", { token })).status;

    const [signedOut, ended] = [await world.token(wira), await world.token(wira)];
    wait();
    const sessions = await copy("session");
    await world.ask("DELETE", "/api/session", undefined, signedOut);
    await people.endSessions(wira, "lost phone");
    await sessions();
    expect([await me(signedOut), await me(ended)]).toEqual([401, 401]);

    const { token: invitation } = await people.makeSignInLink(wira, { purpose: "invitation", hours: 1 });
    const links = await copy("sign_in_link");
    expect(await come(invitation)).toBe(200);
    await links();
    expect(await come(invitation)).toBe(401);

    await people.setPassword(wira, PASSWORD);
    const credentials = await copy("credential");
    wait();
    await people.setPassword(wira, `${PASSWORD} baru`);
    await credentials();
    expect((await signIn("wira")).status).toBe(401);
    expect(await refusals(wira)).toContainEqual({ why: "FORGED" });

    const later = await world.token(wira);
    expect(await me(later)).toBe(200);
  });

  it("keeps the session in which somebody changes his own password, and ends the others for good", async () => {
    const yuli = await world.hire("yuli");
    await world.product.people.setPassword(yuli, PASSWORD);
    const [own, other] = [await world.token(yuli), await world.token(yuli)];
    await sql("create table kept_others as select * from people.session where person_id = $1", [yuli]);
    world.product.story?.set(new Date(world.product.clock.now().getTime() + 60_000));
    const { id } = (await sql("select id from people.session where token_hash = $1", [createHash("sha256").update(own).digest("hex")]))
      .rows[0] as { id: string };
    await world.product.people.changeOwnPassword(yuli, { password: `${PASSWORD} baru`, current: PASSWORD }, id);
    await sql("delete from people.session where person_id = $1", [yuli]);
    await sql("insert into people.session select * from kept_others");
    const me = async (token: string) => (await world.ask("GET", "/api/me", undefined, token)).status;
    expect([await me(own), await me(other)]).toEqual([200, 401]);
  });

  it("row 44: refuses a password that a DBA copied from somebody else's row", async () => {
    const agus = await world.hire("agus");
    await sql(
      "insert into people.credential (person_id, scheme, secret, mac, changed_at) select $1, scheme, secret, mac, changed_at from people.credential where person_id = $2",
      [agus, dimas],
    );
    expect((await signIn("agus")).status).toBe(401);
    expect(await refusals(agus)).toEqual([{ why: "FORGED" }]);
  });

  it("row 44: changes no password over a row that a DBA wrote, wrote back or took away, and raises the alarm", async () => {
    const { people, clock, story } = world.product;
    const rosa = await world.hire("rosalia");
    const change = async (token: string, current?: string) =>
      (await world.ask("POST", "/api/password", { password: `${PASSWORD} curian`, ...(current ? { current } : {}) }, token)).status;
    await people.setPassword(rosa, PASSWORD);
    await sql("create table kept_first as select * from people.credential where person_id = $1", [rosa]);
    story?.set(new Date(clock.now().getTime() + 60_000));
    await people.setPassword(rosa, `${PASSWORD} baru`);
    const token = await world.token(rosa);
    const own = "select secret, mac, changed_at from people.credential where person_id = $2";
    const forgeries = [
      ["wrote", `update people.credential set (secret, mac, changed_at) = (${own}) where person_id = $1`, [rosa, dimas]],
      [
        "wrote back",
        "update people.credential c set secret = k.secret, mac = k.mac, changed_at = k.changed_at from kept_first k where c.person_id = $1",
        [rosa],
      ],
      ["took away", "delete from people.credential where person_id = $1", [rosa]],
    ] as const;
    for (const [what, text, values] of forgeries) {
      await sql(text, [...values]);
      expect([what, await change(token, PASSWORD), await change(token)]).toEqual([what, 403, 403]);
      story?.set(new Date(clock.now().getTime() + 16 * 60_000));
    }
    expect(await refusals(rosa)).toEqual(forgeries.map(() => ({ why: "FORGED" })));
    expect((await signIn("rosalia", `${PASSWORD} curian`)).status).toBe(401);
  });

  it("counts as guesses what could be one: neither a short first password nor an old one that was right", async () => {
    const { body } = await world.ask("POST", "/api/session/link", {
      token: (await world.product.people.makeSignInLink(await world.hire("tonius"), { purpose: "invitation", hours: 1 })).token,
    });
    const give = async (password: string, current?: string) =>
      (await world.ask("POST", "/api/password", { password, ...(current ? { current } : {}) }, body.token)).status;
    for (let n = 0; n < 7; n++) expect(await give("pendek")).toBe(400);
    expect(await give(`${PASSWORD} 0`)).toBe(204);
    for (let n = 0; n < 7; n++) expect(await give(`${PASSWORD} ${n + 1}`, `${PASSWORD} ${n}`)).toBe(204);
    for (let n = 0; n < 5; n++) expect(await give(`${PASSWORD} lain`, `tebakan ${n}`)).toBe(403);
    expect(await give(`${PASSWORD} lain`, `${PASSWORD} 7`)).toBe(429);
  });

  it("takes an invitation once, and a demo link until it expires", async () => {
    const { people, clock, story } = world.product;
    const invitation = await people.makeSignInLink(dimas, { purpose: "invitation", hours: 1 });
    const come = (token: string) => world.ask("POST", "/api/session/link", { token });
    const both = await Promise.all([come(invitation.token), come(invitation.token)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    const demo = await people.makeSignInLink(dimas, { purpose: "demo", hours: 1 });
    expect([(await come(demo.token)).status, (await come(demo.token)).status]).toEqual([200, 200]);
    const before = clock.now();
    story?.set(new Date(before.getTime() + 2 * 3_600_000));
    expect((await come(demo.token)).status).toBe(401);
    story?.set(before);
  });

  it("R36, R107: who leaves loses sessions, links, password and grants in one transaction, or nothing of it", async () => {
    const tono = await world.hire("tono", { functions: ["cs", "telesales"] });
    await world.product.people.setPassword(tono, PASSWORD);
    const token = await world.token(tono);
    await sql("create function people.stop() returns trigger language plpgsql as $$ begin raise exception 'disk'; end $$");
    await sql("create trigger stop before update on people.grant_ for each row execute function people.stop()");
    await expect(world.product.people.endPerson(tono)).rejects.toThrow(/disk/);
    expect((await world.ask("GET", "/api/me", undefined, token)).status).toBe(200);
    await sql("drop trigger stop on people.grant_");
    expect(await world.product.people.endPerson(tono)).toBe(true);
    expect((await world.ask("GET", "/api/me", undefined, token)).status).toBe(401);
    expect((await signIn("tono")).status).toBe(401);
    expect(await world.standing(tono)).toMatchObject({ state: "left", functions: [], grants: [] });
  });

  it("writes down that somebody who has left tried to come in, once and not for each try", async () => {
    const lela = await world.hire("lela", { functions: ["cs"] });
    const token = await world.token(lela);
    await world.product.people.endPerson(lela);
    for (let i = 0; i < 3; i++) expect((await world.ask("GET", "/api/my-day", undefined, token)).status).not.toBe(200);
    await world.ask("GET", "/api/me", undefined, token);
    await world.ask("GET", "/api/me", undefined, token);
    expect(await refusals(lela)).toEqual([{ why: "LEAVER" }]);
    const [from, until] = [new Date(0), new Date("2030-01-01T00:00:00Z")];
    const told = await world.product.people.refusedSignIns(world.office.sumbawa, from, until);
    expect(told.filter(({ personId }) => personId === lela)).toHaveLength(1);
  });

  it("refuses a cookie without the header that only our pages send", async () => {
    const token = await world.token(dimas);
    const send = (headers: Record<string, string>) =>
      world.app.inject({
        method: "POST",
        url: "/api/language",
        headers: { cookie: `mercusuar=${token}`, ...headers },
        payload: { language: "en" },
      });
    expect((await send({})).statusCode).toBe(403);
    expect((await send({ "x-mercusuar": "1" })).statusCode).toBe(204);
  });
});
