import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { type AccessWorld, type Hired, openAccessWorld } from "../../../tests/world/access-world.ts";
import type { CsvRow } from "../platform/csv.ts";

async function* csv(rows: Array<Record<string, string>>): AsyncGenerator<CsvRow> {
  for (const [at, row] of rows.entries()) yield { line: at + 2, row };
}

describe.each(engines)("searches and listings on $name", (engine) => {
  let world: AccessWorld;
  let rina: Hired;

  beforeAll(async () => {
    world = await openAccessWorld(engine);
    rina = await world.hire("rina");
  }, 180_000);
  afterAll(() => world?.close(), 60_000);

  const search = (who: Hired, by: string, value: string, purpose = "care") => world.post(who, "/api/search", { by, value, purpose });

  it("finds a customer by a whole number, with a masked name and my cases, and journals both search and listing", async () => {
    const siti = await world.customer({ name: "Siti Aminah", phone: "081234567890", birth_date: "1990-07-01" });
    const task = await world.task(siti, "care", rina.id);
    const { status, body, text } = await search(rina, "phone", "0812-3456-7890");
    expect(status).toBe(200);
    expect(body.rows).toEqual([
      {
        customer: siti,
        values: { name: expect.stringMatching(/^S[^i]*A?[^m]*$/) },
        cases: [{ id: task, purpose: "care", origin: "dispatch" }],
        own: true,
        portfolio: false,
      },
    ]);
    expect(text).not.toContain("Aminah");
    expect((await search(rina, "name_birth", "Siti Aminah|1990-07-01")).body.rows).toHaveLength(1);
    await world.journal.flush();
    const { rows } = await world.db.query("select typ from journal.look_index where person_id = $1 order by idx, row", [rina.id]);
    expect(rows.map((row) => row.typ)).toEqual(["search", "listing", "search", "listing"]);
  });

  it("refuses a search for a name alone or for a part of a number", async () => {
    expect((await search(rina, "name_birth", "Siti Aminah")).status).toBe(422);
    expect((await search(rina, "nik", "0001")).status).toBe(422);
  });

  it("R102: who refused offers is found for no offer, who agreed is", async () => {
    const seller = await world.hire("seller", { function: "telesales" });
    const [yes, no] = [
      await world.customer({ name: "Ya", phone: "081211110001" }),
      await world.customer({ name: "Tidak", phone: "081211110002" }),
    ];
    await world.records.setConsent({ customerId: yes, question: "offers", state: "yes", method: "call" });
    await world.records.setConsent({ customerId: no, question: "offers", state: "no", method: "call" });
    expect((await search(seller, "phone", "081211110001", "offer")).body.rows).toHaveLength(1);
    expect((await search(seller, "phone", "081211110002", "offer")).body.rows).toEqual([]);
  });

  it("R34: the 48th search of 60 still goes, the 61st does not, and tomorrow is another day", async () => {
    const eager = await world.hire("eager");
    await world.db.query("insert into access.quota_day (person_id, on_date, searches) values ($1, '2026-11-23', 59)", [eager.id]);
    expect((await search(eager, "phone", "081234567890")).status).toBe(200);
    const over = await search(eager, "phone", "081234567890");
    expect([over.status, over.body.rules[0].id]).toEqual([403, "R34"]);
    expect(await world.access.quota(eager.id, "Asia/Makassar")).toEqual({ used: 60, of: 60, warn: 48 });
    await world.people.setDuty(
      [{ personId: eager.id, date: "2026-11-24", segments: [{ kind: "desk", from: "08:00", to: "17:00" }] }],
      "test",
    );
    const now = world.clock.now();
    world.clock.set(new Date("2026-11-24T02:00:00Z"));
    expect((await search(eager, "phone", "081234567890")).status).toBe(200);
    world.clock.set(now);
  });

  it("R34: callers who come at once do not share the last unit", async () => {
    const racer = await world.hire("racer");
    await world.db.query("insert into access.quota_day (person_id, on_date, searches) values ($1, '2026-11-23', 58)", [racer.id]);
    const answers = await Promise.all(Array.from({ length: 6 }, () => search(racer, "phone", "081234567890")));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
  });

  it("R34: looks for dispatched tasks cost nothing, those for a call of one's own warn from the 48th on", async () => {
    const [own, given] = [await world.customer({ name: "Telepon" }), await world.customer({ name: "Tugas" })];
    const busy = await world.hire("busy");
    await world.task(given, "care", busy.id);
    await world.db.query("insert into access.quota_day (person_id, on_date, looks) values ($1, '2026-11-23', 46)", [busy.id]);
    await world.post(busy, "/api/cases", { customer: own, purpose: "care", origin: "agent_visit" });
    expect((await world.post(busy, "/api/looks", { customer: given, purpose: "care" })).body.warnings).toEqual([]);
    expect((await world.post(busy, "/api/looks", { customer: own, purpose: "care" })).body.warnings).toEqual([
      { rule: "R34", text: expect.stringContaining("hampir habis") },
    ]);
    expect((await world.access.quota(busy.id, "Asia/Makassar")).used).toBe(48);
  });

  it("R44: each customer has one holder and a stand-in; a portfolio lists them, and what changes leaves its history", async () => {
    const [ani, beni] = [await world.hire("ani"), await world.hire("beni")];
    const books = await Promise.all(["Satu", "Dua", "Tiga"].map((name) => world.customer({ name })));
    const told: string[] = [];
    const share = (holder: string) =>
      world.access.distributePortfolio(
        csv([
          ...books.map((customer) => ({ customer, holder, stand_in: holder === "ani" ? "beni" : "ani" })),
          { customer: "cus_x", holder, stand_in: "" },
        ]),
        {
          source: "books",
          onBad: (fault) => void told.push(fault.message),
        },
      );
    expect(await share("ani")).toEqual({ rows: 4, new: 3, changed: 0, same: 0, bad: 1 });
    expect(told).toHaveLength(1);
    expect(await share("ani")).toMatchObject({ new: 0, changed: 0, same: 3 });
    await world.journal.drain();
    const list = (who: Hired) => world.post(who, "/api/listings", { of: "portfolio" });
    expect((await list(ani)).body.rows.map(({ customer }: { customer: string }) => customer).sort()).toEqual([...books].sort());
    // The stand-in sees nothing while the holder is there.
    expect((await list(beni)).body.rows).toHaveLength(0);
    await world.people.setDuty([{ personId: ani.id, date: "2026-11-23", segments: [] }], "test");
    expect((await list(beni)).body.rows).toHaveLength(3);
    expect(await share("beni")).toMatchObject({ changed: 3 });
    await world.journal.drain();
    const { rows } = await world.db.query(
      "select count(*) as n, count(until_at) as ended from access.portfolio where customer_id = any ($1)",
      [books],
    );
    expect(rows).toEqual([{ n: 6, ended: 3 }]);
  });

  it("R44: outside the portfolio an offer is refused, a complaint is seen but watched", async () => {
    const [holder, other] = [await world.hire("holder", { function: "telesales" }), await world.hire("other")];
    const held = await world.customer({ name: "Dikelola" });
    await world.access.distributePortfolio(csv([{ customer: held, holder: "holder" }]), { source: "books2", onBad: () => undefined });
    await world.journal.drain();
    await world.records.setConsent({ customerId: held, question: "offers", state: "yes", method: "call" });
    const open = (who: Hired, purpose: string) => world.post(who, "/api/cases", { customer: held, purpose, origin: "agent_call" });
    expect((await open(holder, "offer")).status).toBe(200);
    const stranger = await world.hire("stranger", { function: "telesales" });
    const refused = await open(stranger, "offer");
    expect([refused.status, refused.body.rules.map(({ id }: { id: string }) => id)]).toEqual([403, ["R44"]]);
    await open(other, "care");
    const seen = await world.post(other, "/api/looks", { customer: held, purpose: "care" });
    expect([seen.status, seen.body.warnings.map(({ rule }: { rule: string }) => rule)]).toEqual([200, ["R44"]]);
  });

  it("lists the queue in pages of 25, mine and the free ones of my office, each row a look that is explained", async () => {
    const [clerk, colleague] = [
      await world.hire("clerk", { office: world.offices.surabaya }),
      await world.hire("colleague", { office: world.offices.surabaya }),
    ];
    const customers = await Promise.all(
      Array.from({ length: 30 }, (_, at) => world.customer({ name: `Orang ${at}` }, { office: world.offices.surabaya })),
    );
    for (const [at, customer] of customers.entries())
      await world.task(customer, "care", at < 2 ? colleague.id : at < 4 ? clerk.id : undefined);
    world.clock.set(new Date(world.clock.now().getTime() + 1));
    const first = await world.post(clerk, "/api/listings", { of: "queue" });
    expect([first.status, first.body.rows.length]).toEqual([200, 25]);
    const second = await world.post(clerk, "/api/listings", { of: "queue", cursor: first.body.next });
    const all = [...first.body.rows, ...second.body.rows].map(({ customer }: { customer: string }) => customer);
    expect([new Set(all).size, second.body.next]).toEqual([28, undefined]);
    await world.journal.flush();
    const { rows } = await world.db.query(
      "select count(*) as n, bool_and(own) as own from journal.look_index where person_id = $1 and typ = 'listing'",
      [clerk.id],
    );
    expect(rows).toEqual([{ n: 28, own: true }]);
    expect((await world.post(clerk, "/api/listings", { of: "queue", cursor: "!!" })).body.code).toBe("bad-cursor");
  });

  it("a queue that is loaded again and again stays open: the same rows cost the hour's budget once", async () => {
    const clerk = await world.hire("reloader", { office: world.offices.surabaya });
    const loads = [];
    for (let n = 0; n < 14; n++) loads.push(await world.post(clerk, "/api/listings", { of: "queue" }));
    expect(loads.map(({ status, body }) => [status, body.rows?.length])).toEqual(loads.map(() => [200, 25]));
  });
});
