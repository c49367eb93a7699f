import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { type AccessWorld, type Hired, openAccessWorld } from "../../../tests/world/access-world.ts";
import type { CsvRow } from "../platform/csv.ts";

const NIK = "0011224107903847";
const KK = "0011220101109265";

async function* csv(rows: Array<Record<string, string>>): AsyncGenerator<CsvRow> {
  for (const [at, row] of rows.entries()) yield { line: at + 2, row };
}

describe.each(engines)("classes of fields, and customers handed out, on $name", (engine) => {
  let world: AccessWorld;
  beforeAll(async () => {
    world = await openAccessWorld(engine);
  }, 180_000);
  afterAll(() => world?.close(), 60_000);

  it("R39: every field that anybody can ask for has a class, and the catalogue says which", async () => {
    const { body } = await world.ask(await world.hire("pembaca"), "GET", "/api/catalogue");
    expect(body.fields.length).toBeGreaterThan(20);
    for (const { id, class: of } of body.fields) expect([id, of]).toEqual([id, expect.stringMatching(/^[a-z]+$/)]);
    const classOf = new Map(body.fields.map((field: { id: string; class: string }) => [field.id, field.class]));
    expect(["nik", "kk", "income", "employer"].map((id) => classOf.get(id))).toEqual(["identity", "identity", "finance", "finance"]);
  });

  it("R39: identity and family card numbers show their last four at most, by whatever purpose and door", async () => {
    const officer = await world.hire("ktp");
    const customer = await world.customer({ name: "Kartu Penduduk", nik: NIK, kk: KK, phone: "081255550001" });
    for (const question of ["offers", "interest"] as const)
      await world.records.setConsent({ customerId: customer, question, state: "yes", method: "call" });
    await world.access.distributePortfolio(csv([{ customer, holder: "ktp" }]), { source: "ktp", onBad: () => undefined });
    await world.journal.drain();
    const { purposes } = (await world.ask(officer, "GET", "/api/catalogue")).body;
    const texts: string[] = [];
    const shown = new Set<string>();
    let opened = 0;
    for (const { id: purpose } of purposes as Array<{ id: string }>) {
      const task = await world.task(customer, purpose, officer.id);
      const ask = async (more: object) => {
        const answer = await world.post(officer, "/api/looks", { customer, purpose, case: task, ...more });
        texts.push(answer.text);
        if (answer.status === 200) opened++;
        for (const { id, value } of answer.body.fields ?? []) if (id === "nik" || id === "kk") shown.add(`${id} ${value}`);
        return answer;
      };
      const card = await ask({});
      await ask({ fields: ["nik", "kk"] });
      await ask({ reveal: ["nik", "kk"], ...(card.body.entry === undefined ? {} : { re: card.body.entry }) });
    }
    for (const by of ["nik", "kk"])
      texts.push((await world.post(officer, "/api/search", { by, value: by === "nik" ? NIK : KK, purpose: "care" })).text);
    for (const of of ["queue", "portfolio"]) texts.push((await world.post(officer, "/api/listings", { of })).text);
    expect(opened).toBeGreaterThan(purposes.length);
    for (const text of texts) for (const number of [NIK, KK]) expect(text).not.toContain(number.slice(0, -4));
    const digits = [...shown].map((one) => one.replace(/[^0-9a-z ]/g, ""));
    expect(new Set(digits.filter((one) => /\d/.test(one)))).toEqual(new Set([`nik ${NIK.slice(-4)}`, `kk ${KK.slice(-4)}`]));
  });

  it("R44: a book of customers goes to six agents; each has one holder and a stand-in, with dates", async () => {
    const logins = Array.from({ length: 6 }, (_, n) => `kelola${n}`);
    const agents: Hired[] = [];
    for (const login of logins) agents.push(await world.hire(login, { scope: "portfolio", function: "telesales" }));
    const book = await Promise.all(Array.from({ length: 60 }, (_, n) => world.customer({ name: `Kelolaan ${n}` })));
    const rows = book.map((customer, n) => ({ customer, holder: logins[n % 6] ?? "", stand_in: logins[(n + 1) % 6] ?? "" }));
    const counts = await world.access.distributePortfolio(csv(rows), { source: "pusat", onBad: () => undefined });
    expect(counts).toMatchObject({ rows: 60, new: 60, bad: 0 });
    await world.journal.drain();
    // Ten as holder, and none as stand-in while everybody is there.
    for (const [at, agent] of agents.entries()) {
      const mine = book.filter((_, n) => n % 6 === at);
      expect(new Set(await portfolioOf(agent))).toEqual(new Set(mine));
    }
    const history = await sharesOf(book);
    expect(history).toHaveLength(60);
    for (const share of history) expect(share).toMatchObject({ from_at: world.clock.now(), until_at: null });
    // A customer of one's own opens for an offer; a colleague's does not even seem to be there, for the scope is the portfolio.
    const [own = "", , other = ""] = book;
    for (const id of [own, other]) await world.records.setConsent({ customerId: id, question: "offers", state: "yes", method: "call" });
    const [first] = agents as [Hired];
    const open = (customer: string) => world.post(first, "/api/cases", { customer, purpose: "offer", origin: "agent_call" });
    expect((await open(own)).status).toBe(200);
    expect((await world.post(first, "/api/looks", { customer: own, purpose: "offer" })).status).toBe(200);
    expect((await open(other)).status).toBe(404);
  });

  it("R44: who leaves hands his customers to the stand-in the same moment; a new distribution takes over; the history says who held whom when", async () => {
    const [holder, standIn, next] = [
      await world.hire("pergi", { function: "telesales" }),
      await world.hire("ganti", { function: "telesales" }),
      await world.hire("baru", { function: "telesales" }),
    ];
    const [one = "", two = ""] = await Promise.all(["Warisan Satu", "Warisan Dua"].map((name) => world.customer({ name })));
    const began = world.clock.now();
    const share = (rows: Array<Record<string, string>>) =>
      world.access.distributePortfolio(csv(rows), { source: "pusat", onBad: () => undefined }).then(() => world.journal.drain());
    await share([
      { customer: one, holder: "pergi", stand_in: "ganti" },
      { customer: two, holder: "pergi" },
    ]);
    expect(new Set(await portfolioOf(holder))).toEqual(new Set([one, two]));
    world.clock.set(new Date(began.getTime() + 3_600_000));
    const left = world.clock.now();
    await world.people.endPerson(holder.id);
    expect((await world.post(holder, "/api/listings", { of: "portfolio" })).status).toBe(401);
    expect(await portfolioOf(standIn)).toEqual([one]);
    world.clock.set(new Date(left.getTime() + 3_600_000));
    await share([one, two].map((customer) => ({ customer, holder: "baru" })));
    expect(new Set(await portfolioOf(next))).toEqual(new Set([one, two]));
    expect(await portfolioOf(standIn)).toEqual([]);
    const of = ({ id }: Hired, from_at: Date, until_at: Date | null) => expect.objectContaining({ holder_id: id, from_at, until_at });
    expect(await sharesOf([one])).toEqual([
      of(holder, began, left),
      of(standIn, left, world.clock.now()),
      of(next, world.clock.now(), null),
    ]);
    expect(await sharesOf([two])).toEqual([of(holder, began, left), of(next, world.clock.now(), null)]);
  });

  async function portfolioOf(who: Hired): Promise<string[]> {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const { status, body, text } = await world.post(who, "/api/listings", { of: "portfolio", ...(cursor ? { cursor } : {}) });
      expect(status, text).toBe(200);
      found.push(...body.rows.map(({ customer }: { customer: string }) => customer));
      cursor = body.next;
    } while (cursor !== undefined);
    expect(new Set(found).size).toBe(found.length);
    return found;
  }

  async function sharesOf(customers: string[]) {
    const { rows } = await world.db.query<{ customer_id: string; holder_id: string; from_at: Date; until_at: Date | null }>(
      "select customer_id, holder_id, from_at, until_at from access.portfolio where customer_id = any ($1) order by from_at, customer_id",
      [customers],
    );
    return rows;
  }
});
