import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../../tests/harness/engines.ts";
import { busyDay } from "../../../../tests/world/busy-day.ts";
import { DAY, type EveningWorld, openEveningWorld, type Worker } from "../../../../tests/world/evening-world.ts";
import { ownLook } from "../../../../tests/world/own-look.ts";
import { sealedEntries } from "../../../../tests/world/sealed-entries.ts";

describe.each(engines)("concerns, talks and notes of a branch on $name", (engine) => {
  let world: EveningWorld;
  let officer: Worker;
  let hr: Worker;
  const { tick, post, get } = busyDay(() => world);

  beforeAll(async () => {
    world = await openEveningWorld(engine);
    officer = await world.hire("dewi", { function: "officer", duty: false });
    hr = await world.hire("harun", { function: "hr", duty: false });
  }, 180_000);
  afterAll(async () => world?.close());

  const agent = (login: string) => world.hire(login, { supervisorId: world.arman.id, superiorId: world.sri.id });
  const concernsOf = async (who: Worker) => (await get(who, "/api/concerns")).rows.map(({ id }: { id: string }) => id);
  const entriesFrom = async (size: number) => (await sealedEntries(world.product, size)).map(({ entry }) => entry);
  const size = async () => (await world.product.keeper.status()).size;

  it("R76: a concern about the supervisor goes past him, to the officer or to his superior; nothing that he may ask shows it", async () => {
    const text = "Pak Arman meminta kami mengisi laporan palsu.";
    const { id, protected: kept } = await post(world.rina, "/api/concerns", {
      kind: "concern",
      about: world.arman.id,
      to: "superior",
      text,
    });
    expect(kept).toBe(true);
    const { id: second } = await post(world.rina, "/api/concerns", { kind: "concern", about: world.arman.id, text });
    expect(await concernsOf(world.sri)).toEqual([id]);
    expect(await concernsOf(officer)).toEqual([second, id]);
    expect((await get(officer, `/api/concerns/${id}`)).text).toBe(text);
    expect(await concernsOf(world.arman)).toEqual([]);
    await get(world.arman, `/api/concerns/${id}`, 404);
    await get(world.arman, `/api/my-record/${id}`, 404);
    const { entry } = await get(officer, `/api/concerns/${id}`);
    await get(world.arman, `/api/journal/receipts/${entry}`, 404);
    for (const person of [world.arman, world.rina]) {
      const trail = await world.call(world.arman, "GET", `/api/trail/people/${person.id}?from=${DAY}T00:00:00Z&to=${DAY}T23:59:59Z`);
      expect(JSON.stringify(trail.body)).not.toContain(id);
    }
    expect(JSON.stringify(await get(world.arman, "/api/my-record"))).not.toContain(id);
  });

  it("R76: without a name neither the row nor any entry names who wrote it, and the text is nowhere in plain", async () => {
    await world.product.journal.drain();
    const before = await size();
    const text = "Atasan saya menjual data, saya takut.";
    await post(world.rina, "/api/concerns", { kind: "concern", anonymous: true, text }, 400);
    const sent = { kind: "concern", about: world.arman.id, anonymous: true, text };
    const answer = await post(world.rina, "/api/concerns", sent);
    expect(answer.protected).toBe(false);
    const { rows } = await world.product.db.query("select * from review.inquiry_step where id = $1", [answer.id]);
    expect(rows[0]).toMatchObject({ by_id: null });
    expect(JSON.stringify(rows)).not.toContain(world.rina.id);
    expect(JSON.stringify(rows)).not.toContain("menjual");
    const entries = await entriesFrom(before);
    const own = entries.find(({ typ }) => typ === "inquiry");
    expect(own).toBeDefined();
    expect(own?.act).toBeUndefined();
    expect(own?.psn).toBeUndefined();
    const { rows: mine } = await world.product.db.query<{ iid: string }>(
      "select iid from journal.outbox where aggregate like 'person:%' and entry ->> 'act' = $1",
      [world.rina.id],
    );
    const hers = new Set(mine.map(({ iid }) => iid));
    expect(entries.filter(({ iid }) => hers.has(iid))).toEqual([]);
    expect((await get(officer, `/api/concerns/${answer.id}`)).text).toBe(text);
  });

  it("R80, R81, R111: a bribe that was offered is told in one tap, lies before the officer alone, and counts in the person's favour", async () => {
    const before = (await get(world.yosua, "/api/my-record")).inFavour.reports;
    const { id, note } = await post(world.yosua, "/api/concerns", { kind: "bribe" });
    expect(note).toMatch(/^Terima kasih/);
    expect(await concernsOf(officer)).toContain(id);
    expect(await concernsOf(world.sri)).not.toContain(id);
    expect((await get(world.yosua, "/api/my-record")).inFavour.reports).toBe(before + 1);
  });

  it("R78: whoever reported an invitation and is sanctioned, loses a grant or customers, is looked after by the officer; whoever did not report is not", async () => {
    const [gita, hana] = [await agent("gita"), await agent("hana")];
    const { id: report } = await post(gita, "/api/concerns", { kind: "invitation", about: world.yosua.id, text: "Diajak menjual." });
    const entry = await lookOf(gita);
    const { id } = await post(officer, "/api/inquiries", { person: gita.id, source: "other" });
    await post(officer, `/api/inquiries/${id}/grounds`, { ground: "look", ref: String(entry) }, 204);
    await post(officer, `/api/inquiries/${id}/questions`, { text: "Mengapa?" });
    await post(gita, `/api/inquiries/${id}/answers`, { text: "Salah." }, 204);
    await post(hr, `/api/inquiries/${id}/decisions`, { outcome: "proven", law: "low", reputation: "none", harm: "low", rung: "reprimand" });
    const alarms = async () => (await get(officer, "/api/reprisals")).rows.filter(({ about }: { about: string }) => about === gita.id);
    expect((await alarms()).map(({ facts }: { facts: object }) => facts)).toEqual([expect.objectContaining({ report, what: "sanction" })]);
    for (const who of [gita, hana]) await revoke(who);
    await shareAway(gita);
    expect(await world.product.review.inquiries.sweepReprisals()).toBe(2);
    expect(await world.product.review.inquiries.sweepReprisals()).toBe(0);
    expect((await alarms()).map(({ facts }: { facts: { what: string } }) => facts.what).sort()).toEqual([
      "grant_revoked",
      "portfolio_taken",
      "sanction",
    ]);
    const { rows } = await get(officer, "/api/reprisals");
    expect(rows.some(({ about }: { about: string }) => about === hana.id)).toBe(false);
    expect((await get(world.arman, "/api/reprisals")).rows).toEqual([]);
    const verdict = { verdict: "unrelated", reason: "Perpindahan biasa." };
    await post(world.sri, `/api/reprisals/${rows[0].id}/decisions`, verdict, 404);
    await post(officer, `/api/reprisals/${rows[0].id}/decisions`, verdict, 204);
    await post(officer, `/api/reprisals/${rows[0].id}/decisions`, verdict, 409);
  });

  it("R78: whoever reported and is put on nights and weekends afterwards lies before the officer after four weeks; who keeps his hours does not", async () => {
    const [lina, mila, nadia] = [await agent("lina"), await agent("mila"), await agent("nadia")];
    const { people, story, review } = world.product;
    for (const who of [lina, mila])
      await post(who, "/api/concerns", { kind: "invitation", about: world.yosua.id, text: "Diajak menjual." });
    const shift = (who: Worker, date: string, from: string, to: string) =>
      people.setDuty([{ personId: who.id, date, segments: [{ kind: "desk" as const, from, to }] }], "test");
    for (const who of [lina, nadia]) await shift(who, "2026-11-28", "21:00", "23:30");
    await shift(mila, "2026-11-24", "08:00", "17:00");
    const worse = async () =>
      (await get(officer, "/api/reprisals")).rows
        .filter(
          ({ about, facts }: { about: string; facts: { what: string } }) =>
            [lina.id, mila.id, nadia.id].includes(about) && facts.what === "duty_worse",
        )
        .map(({ about }: { about: string }) => about);
    story?.set(new Date("2026-12-20T03:00:00Z"));
    await review.inquiries.sweepReprisals();
    expect(await worse()).toEqual([]);
    story?.set(new Date("2026-12-22T03:00:00Z"));
    await review.inquiries.sweepReprisals();
    expect(await worse()).toEqual([lina.id]);
  });

  it("R69: in a talk he himself chooses; to go on renews the pledge the same day, to move closes customer data at once", async () => {
    const [indra, joko] = [await agent("indra"), await agent("joko")];
    await post(world.yosua, "/api/talks", { person: indra.id, text: "x" }, 404);
    const { id } = await post(world.arman, "/api/talks", { person: indra.id, text: "Pembukaan data di luar jam naik." });
    expect((await get(indra, `/api/my-record/${id}`)).steps[0].text).toBe("Pembukaan data di luar jam naik.");
    await post(joko, `/api/talks/${id}/choice`, { choice: "leave" }, 404);
    await post(indra, `/api/talks/${id}/choice`, { choice: "continue" }, 204);
    const pledges =
      "select method, to_char(signed_at at time zone 'Asia/Makassar', 'YYYY-MM-DD') as day from people.pledge where person_id = $1 order by signed_at desc, id";
    const { rows } = await world.product.db.query(pledges, [indra.id]);
    expect(rows).toContainEqual({ method: "screen", day: DAY });
    await post(indra, `/api/talks/${id}/choice`, { choice: "leave" }, 409);
    const { id: other } = await post(world.arman, "/api/talks", { person: joko.id, text: "Sama." });
    await post(joko, `/api/talks/${other}/choice`, { choice: "move" }, 204);
    const customer = await world.customer("Pelanggan Joko");
    expect((await world.call(joko, "POST", "/api/looks", { customer, purpose: "care" })).status).not.toBe(200);
    const live = "select function from people.grant_ where person_id = $1 and revoked_at is null";
    expect((await world.product.db.query(live, [joko.id])).rows).toEqual([]);
  });

  it("R67: a supervisor's note is shown to whom it is about, and is erased when its time is over, with an entry; an inquiry keeps its texts", async () => {
    const { id } = await post(world.arman, "/api/notes", { person: world.yosua.id, text: "Sering terburu-buru." });
    await get(world.rina, `/api/my-record/${id}`, 404);
    expect((await get(world.yosua, `/api/my-record/${id}`)).steps[0].text).toBe("Sering terburu-buru.");
    const { inquiries } = world.product.review;
    expect(await inquiries.expireNotes()).toBe(0);
    await world.product.journal.drain();
    const before = await size();
    world.product.story?.set(new Date("2027-12-01T00:00:00Z"));
    expect(await inquiries.expireNotes()).toBe(3);
    const { rows } = await world.product.db.query("select sealed from review.inquiry_step where id = $1", [id]);
    expect(rows).toEqual([{ sealed: null }]);
    const [entry] = (await entriesFrom(before)).filter(({ typ }) => typ === "inquiry");
    expect(entry?.body).toMatchObject({ change: "expired", count: 3 });
    expect(entry?.body?.rows).toContain(id);
    const { rows: kept } = await world.product.db.query("select 1 from review.inquiry_step where kind = 'answered' and sealed is not null");
    expect(kept.length).toBeGreaterThan(0);
  });

  async function lookOf(who: Worker): Promise<number> {
    tick();
    return (await ownLook(world, who, await world.customer("Pelanggan Sendiri"))).entry;
  }
  async function revoke({ id }: Worker): Promise<void> {
    tick();
    const { rows } = await world.product.db.query<{ id: string }>(
      "select id from people.grant_ where person_id = $1 and revoked_at is null",
      [id],
    );
    for (const grant of rows) await world.product.people.revokeGrant(grant.id, "test", { by: world.arman.id });
  }
  /** Hands a customer of this person's to a colleague. */
  async function shareAway({ id }: Worker): Promise<void> {
    const customer = await world.customer("Pelanggan Kelolaan");
    const { rows } = await world.product.db.query<{ login: string }>("select login from people.person where id = $1", [id]);
    for (const holder of [rows[0]?.login ?? "", "yosua"]) {
      tick();
      const lines = async function* () {
        yield { line: 2, row: { customer, holder } };
      };
      const onBad = (fault: { message: string }): never => {
        throw new Error(fault.message);
      };
      await world.product.access.distributePortfolio(lines(), { source: "test", onBad });
    }
  }
});
