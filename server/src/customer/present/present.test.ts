import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askApp } from "../../../../tests/harness/ask-app.ts";
import { engines } from "../../../../tests/harness/engines.ts";
import { type HttpPeer, startHttpPeer } from "../../../../tests/harness/http-peer.ts";
import { type AccessWorld, type Hired, openAccessWorld } from "../../../../tests/world/access-world.ts";
import { whatsappCloud } from "../../access/connectors/whatsapp-cloud/index.ts";
import { accessRoutes, type Way } from "../../access/index.ts";
import { openApp } from "../../http/app.ts";
import { silentLog } from "../../platform/log.ts";
import { type Customer, customerRoutes, defaultCustomerSettings, makeCustomer } from "../index.ts";

const FAR = { name: "Surabaya Jauh", phone: "081277770001", nik: "0011224107900002", birth_date: "1990-07-01" };
const PAGE = "https://lentera.example/hadir";

describe.each(engines)("R10: Pelanggan hadir, a customer of elsewhere at the counter, on $name", (engine) => {
  let world: AccessWorld;
  let peer: HttpPeer;
  let customer: Customer;
  let app: Awaited<ReturnType<typeof openApp>>;
  let rina: Hired;
  let far = "";

  beforeAll(async () => {
    peer = await startHttpPeer();
    const way: Way = {
      name: "wa",
      connector: whatsappCloud,
      means: { settings: { url: peer.url, account: "1065" }, secret: "x", timeout: 5_000 },
    };
    world = await openAccessWorld(engine, { confirmBy: { way, page: PAGE } });
    const { db, clock, keeper, journal, access, records } = world;
    customer = makeCustomer({
      ...{ db, clock, keeper, access, records, act: journal.act, derive: journal.derive, log: silentLog(), serverKey: Buffer.alloc(32, 9) },
      ...{ purposeLabel: (id) => id, settings: defaultCustomerSettings, watch: { customerConfirmed: async () => undefined } },
    });
    app = await openApp({
      log: silentLog(),
      checkSession: world.people.checkSession,
      routes: [accessRoutes({ access }), customerRoutes(customer)],
    });
    rina = await world.hire("rina");
    far = await world.customer(FAR, { office: world.offices.surabaya });
  }, 240_000);
  afterAll(async () => {
    await customer?.close();
    await app?.close();
    await world?.close();
    peer?.close();
  }, 60_000);

  const post = (who: Hired | undefined, url: string, body: object) => askApp(app, who?.token, "POST", url, body);
  async function ask(body: object, who = rina) {
    const answer = await post(who, "/api/presence", { by: "phone", value: FAR.phone, purpose: "care", way: "phone", ...body });
    return answer;
  }
  const state = async (id: string, who = rina) => (await askApp(app, who.token, "GET", `/api/presence/${id}`)).body;
  const look = (about: string, who = rina) => post(who, "/api/looks", { customer: about, purpose: "care" });
  const later = (minutes: number) => world.clock.set(new Date(world.clock.now().getTime() + minutes * 60_000));
  const tokenSent = () => {
    const text = JSON.parse(peer.arrived.at(-1)?.body ?? "{}").text.body as string;
    return new RegExp(`${PAGE}#([A-Za-z0-9_-]{22})`).exec(text)?.[1] ?? "";
  };

  it("the answer, the statements and the keeper's calls are those of a number that nobody has", async () => {
    const near = await world.customer({ name: "Konflik", phone: "081277770002" }, { office: world.offices.surabaya });
    await world.people.declareConflict(rina.id, { relation: "dispute", text: "Sengketa.", parties: [{ phone: "081277770002" }] });
    const seen = async (value: string) => {
      world.traffic();
      const { status, body } = await ask({ value });
      const { statements, calls } = world.traffic();
      const { id: _, ...rest } = body;
      await customer.settled();
      expect((await state(body.id)).state).toBe("waiting");
      const ours = statements.filter((name) => /^(access|records|customer)-/.test(name));
      // What comes after the answer begins by asking whom the tokens mean.
      return { status, rest, statements: ours.slice(0, ours.indexOf("records-by-tokens")), calls: calls.slice(0, 1) };
    };
    const [known, nobody, refused] = [await seen(FAR.phone), await seen("081277779999"), await seen("081277770002")];
    expect(known).toMatchObject({
      status: 202,
      calls: ["tokens"],
      statements: ["access-facts"],
    });
    expect(nobody).toEqual(known);
    expect(refused).toEqual(known);
    expect((await look(near)).status).toBe(404);
  });

  it("only the one who may be asked gets a link, on his own number; nobody else reads it", async () => {
    expect(peer.arrived).toHaveLength(1);
    expect(JSON.parse(peer.arrived[0]?.body ?? "{}")).toMatchObject({ to: "+6281277770001" });
    expect(peer.arrived[0]?.request.url).not.toContain("81277770001");
    const { rows } = await world.db.query<{ row: string }>("select row_to_json(p)::text as row from customer.presence p");
    expect(rows.some(({ row }) => row.includes(tokenSent()))).toBe(false);
  });

  it("before he confirms, his record is not there; then a case of grade A is open for this person, for half an hour", async () => {
    const { body } = await ask({});
    await customer.settled();
    expect((await look(far)).status).toBe(404);
    const dewi = await world.hire("dewi");
    expect((await askApp(app, dewi.token, "GET", `/api/presence/${body.id}`)).status).toBe(404);
    expect((await post(undefined, "/api/public/presence/link", { token: tokenSent() })).status).toBe(200);
    const confirmed = await state(body.id);
    expect(confirmed).toMatchObject({ state: "confirmed", customer: far });
    expect((await look(far)).status).toBe(200);
    expect((await look(far, dewi)).status).toBe(404);
    const { rows } = await world.db.query("select grade, origin, assigned_to from access.cases where id = $1", [confirmed.case]);
    expect(rows).toEqual([{ grade: "A", origin: "present", assigned_to: rina.id }]);
    expect((await post(undefined, "/api/public/presence/link", { token: tokenSent() })).status).toBe(404);
    later(31);
    expect((await look(far)).status).toBe(404);
  });

  it("a link that nobody made, and one whose time is over, open nothing", async () => {
    expect((await post(undefined, "/api/public/presence/link", { token: "A".repeat(22) })).status).toBe(404);
    await ask({});
    await customer.settled();
    later(11);
    expect((await post(undefined, "/api/public/presence/link", { token: tokenSent() })).status).toBe(404);
  });

  it("a customer is not sent more than three links a day, and the answer does not say so", async () => {
    const before = peer.arrived.length;
    expect(before).toBe(3);
    expect((await ask({})).status).toBe(202);
    await customer.settled();
    expect(peer.arrived).toHaveLength(before);
  });

  it("on the tablet he enters what the officer does not know; right, wrong and nobody are one answer", async () => {
    const seen = async (value: string, nikLast: string) => {
      const { body } = await ask({ value, way: "pad" });
      await customer.settled();
      const answer = await post(undefined, "/api/public/presence/pad", { pad: body.pad, birthDate: FAR.birth_date, nikLast });
      return { body: answer.body, status: answer.status, state: (await state(body.id)).state };
    };
    const [wrong, nobody, right] = [await seen(FAR.phone, "9999"), await seen("081277779999", "0002"), await seen(FAR.phone, "0002")];
    expect(wrong).toMatchObject({ status: 200, state: "waiting" });
    expect(nobody).toEqual(wrong);
    expect(right).toEqual({ ...wrong, state: "confirmed" });
    expect((await look(far)).status).toBe(200);
    const { rows } = await world.db.query<{ out: string; person_id: string }>(
      "select distinct out, person_id from journal.look_index where typ = 'match' order by out",
    );
    await world.journal.flush();
    expect(rows.every(({ person_id }) => person_id === "customer")).toBe(true);
  });

  it("whoever was named by his NIK is not asked for what the NIK says; tries at the tablet are limited", async () => {
    expect(await ask({ by: "nik", value: FAR.nik, way: "pad" })).toMatchObject({ status: 422, body: { code: "by-nik" } });
    const { body } = await ask({ way: "pad" });
    await customer.settled();
    const enter = (nikLast: string) => post(undefined, "/api/public/presence/pad", { pad: body.pad, birthDate: FAR.birth_date, nikLast });
    for (const nikLast of ["1111", "2222", "3333"]) await enter(nikLast);
    expect((await enter("0002")).status).toBe(200);
    expect((await state(body.id)).state).toBe("waiting");
  });

  it("who may not search may not ask either, and a parked duty hears his own rules", async () => {
    const tono = await world.hire("tono", { without: ["pledge"] });
    expect((await ask({}, tono)).body.rules.map(({ id }: { id: string }) => id)).toContain("R62");
    expect((await post(undefined, "/api/presence", { by: "phone", value: FAR.phone, purpose: "care", way: "phone" })).status).toBe(401);
  });
});
