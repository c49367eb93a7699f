import type { Entry } from "@mercusuar/proof";
import { readEntries } from "@mercusuar/proof/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { lateBy } from "../../../tests/harness/late-transaction.ts";
import { type EveningWorld, openEveningWorld, type Worker } from "../../../tests/world/evening-world.ts";

const PASSWORD = "sebuah kalimat panjang";

describe.each(engines)("a password that two persons reset on $name", (engine) => {
  let world: EveningWorld;
  let officer: Worker;
  let operator: Worker;

  beforeAll(async () => {
    world = await openEveningWorld(engine);
    world.at("09:00");
    officer = await hired("sinta", "officer");
    operator = await hired("oki", "operator");
  });
  afterAll(() => world?.close());

  async function hired(login: string, fn = "cs"): Promise<Worker> {
    const worker = await world.hire(login, { function: fn });
    await world.product.people.setPassword(worker.id, PASSWORD, { wait: true });
    pass();
    const { token } = await world.product.people.signIn({ login, password: PASSWORD, address: login });
    return { ...worker, token };
  }
  const pass = () => world.product.story?.set(new Date(world.product.clock.now().getTime() + 1_000));
  const sql = (text: string, values: unknown[] = []) => world.product.db.query(text, values);
  const nobody: Worker = { id: "", token: "" };
  const signIn = async (login: string, password = PASSWORD) =>
    (await world.call(nobody, "POST", "/api/session", { login, password })).status;
  const me = (who: Worker) => world.call(who, "GET", "/api/me");
  const setFirst = async (who: Worker, password: string) => (await world.call(who, "POST", "/api/password", { password })).status;
  const ask = (who: Worker, subject: string) =>
    world.call(who, "POST", "/api/approvals", { what: "reset-password", why: "forgotten", subject, password: PASSWORD });
  const confirm = (who: Worker, id: string) => world.call(who, "POST", `/api/approvals/${id}/confirm`, { password: PASSWORD });

  async function agreed(subject: string) {
    const { id } = (await ask(operator, subject)).body;
    expect((await confirm(officer, id)).status).toBe(200);
    return world.product.people.approvals.approved(id, "reset-password", { subject });
  }
  async function reset({ id }: Worker) {
    pass();
    const done = await world.product.people.resetPassword(id, await agreed(id));
    pass();
    return done;
  }
  async function invited({ id }: Worker): Promise<Worker> {
    const { token } = await world.product.people.makeSignInLink(id, { purpose: "invitation", hours: 1 });
    return { id, token: (await world.product.people.signInLink({ token, address: "10.0.0.7" })).token };
  }
  async function entriesOf(approval: string): Promise<Entry[]> {
    const found: Entry[] = [];
    for await (const { entry } of readEntries(world.product.dataDir)) if (entry.body?.id === approval) found.push(entry);
    return found;
  }

  it("was forgotten: it goes with every session and link of before, and behind a new link a first one is set as by a newcomer", async () => {
    const { people } = world.product;
    const rara = await hired("rara");
    const open = await people.makeSignInLink(rara.id, { purpose: "invitation", hours: 100 });
    pass();
    const approved = await agreed(rara.id);
    expect(await people.previewReset(rara.id)).toMatchObject({ password: "genuine", sessions: 1 });
    const tables = ["session", "sign_in_link", "credential"];
    for (const table of tables) await sql(`create table kept_${table} as select * from people.${table} where person_id = $1`, [rara.id]);
    expect((await people.resetPassword(rara.id, approved)).sessions).toBe(1);
    pass();
    for (const table of tables.slice(0, 2)) {
      await sql(`delete from people.${table} where person_id = $1`, [rara.id]);
      await sql(`insert into people.${table} select * from kept_${table}`);
    }
    expect([await signIn("rara"), (await me(rara)).status]).toEqual([401, 401]);
    await expect(people.signInLink({ token: open.token, address: "10.0.0.8" })).rejects.toMatchObject({ code: "sign-in-failed" });

    const again = await invited(rara);
    expect((await me(again)).body.hasPassword).toBe(false);
    expect(await setFirst(again, `${PASSWORD} baru`)).toBe(204);
    pass();
    expect([await signIn("rara"), await signIn("rara", `${PASSWORD} baru`)]).toEqual([401, 200]);
    expect(await setFirst(again, `${PASSWORD} curian`)).toBe(403);

    const written = await vi.waitFor(async () => {
      const found = await entriesOf(approved.id);
      expect(found.map(({ typ, body }) => `${typ} ${body?.change}`).sort()).toEqual(
        ["approval asked", "approval confirmed", "approval used", "credential reset"].sort(),
      );
      return new Map(found.map((entry) => [String(entry.body?.change), entry]));
    });
    const [asked, confirmed, used, gone] = ["asked", "confirmed", "used", "reset"].map((change) => written.get(change));
    expect([used?.act, used?.psn]).toEqual([asked?.act, confirmed?.act]);
    expect([gone?.act, gone?.psn]).toEqual([asked?.act, asked?.psn]);
    expect(new Set([used?.act, used?.psn, gone?.psn]).size).toBe(3);
  });

  it("was written over by a DBA, or taken away: nobody sets another until two persons reset it, and then its old row opens nothing", async () => {
    const tia = await hired("tia");
    await sql("create table kept_tia as select * from people.credential where person_id = $1", [tia.id]);
    for (const text of [
      "update people.credential set mac = '' where person_id = $1",
      "delete from people.credential where person_id = $1",
    ]) {
      await sql(text, [tia.id]);
      const before = await invited(tia);
      expect(await setFirst(before, `${PASSWORD} curian`)).toBe(403);
      expect(await world.product.people.previewReset(tia.id)).toMatchObject({ password: "forged" });
      await reset(tia);
      expect(await setFirst(before, `${PASSWORD} curian`)).toBe(401);
      await sql("insert into people.credential select * from kept_tia");
      expect([await signIn("tia"), await setFirst(await invited(tia), `${PASSWORD} curian`)]).toEqual([401, 403]);
      await reset(tia);
      expect(await setFirst(await invited(tia), `${PASSWORD} baru`)).toBe(204);
      pass();
      expect(await signIn("tia", `${PASSWORD} baru`)).toBe(200);
    }
    await sql("delete from people.credential where person_id = $1", [tia.id]);
    expect(await setFirst(await invited(tia), `${PASSWORD} curian`)).toBe(403);
  });

  it("ends what was under way: a sign-in, a link and a change that had shown enough before it come too late", async () => {
    const { people, db } = world.product;
    const zaki = await hired("zaki");
    const given = { login: "zaki", password: PASSWORD, address: "10.0.1.1" };
    const resetNow = () => reset(zaki);
    // What is still to be sealed has transactions of its own.
    const late = async <T>(nth: number, begin: () => Promise<T>) => {
      await world.product.journal.drain();
      return lateBy(db, nth, begin, resetNow);
    };
    // Tries are counted and, but for a link, forgotten first.
    expect(await late(3, () => people.signIn(given))).toMatchObject({ code: "sign-in-failed" });
    const first = await invited(zaki);
    expect(await setFirst(first, PASSWORD)).toBe(204);
    pass();
    const link = await people.makeSignInLink(zaki.id, { purpose: "invitation", hours: 1 });
    expect(await late(2, () => people.signInLink({ token: link.token, address: "10.0.1.2" }))).toMatchObject({
      code: "sign-in-failed",
    });
    const second = await invited(zaki);
    expect(await setFirst(second, PASSWORD)).toBe(204);
    pass();
    const { personId, sessionId } = (
      await sql('select person_id as "personId", id as "sessionId" from people.session where person_id = $1 and ended_at is null', [
        zaki.id,
      ])
    ).rows[0] as { personId: string; sessionId: string };
    const change = { password: `${PASSWORD} curian`, current: PASSWORD };
    expect(await late(3, () => people.changeOwnPassword(personId, change, sessionId))).toMatchObject({ code: "conflict" });
    expect([await signIn("zaki"), await signIn("zaki", `${PASSWORD} curian`)]).toEqual([401, 401]);
    const third = await invited(zaki);
    expect(await setFirst(third, `${PASSWORD} baru`)).toBe(204);
  });

  it("is not reset by one person alone, nor by whose it is, nor for another person than the two agreed to", async () => {
    const { approvals } = world.product.people;
    const [uli, vera] = [await hired("uli"), await hired("vera")];
    const { id } = (await ask(operator, uli.id)).body;
    const forUli = { subject: uli.id };
    await expect(approvals.approved(id, "reset-password", forUli)).rejects.toMatchObject({ code: "conflict" });
    expect((await confirm(operator, id)).body).toMatchObject({ status: 403, reasons: ["same"] });
    expect((await ask(operator, operator.id)).body).toMatchObject({ status: 403, reasons: ["self"] });
    const about = (await ask(operator, officer.id)).body.id;
    expect((await confirm(officer, about)).body).toMatchObject({ status: 403, reasons: ["self"] });
    expect((await ask(operator, "per_00000")).status).toBe(404);
    expect((await confirm(officer, id)).status).toBe(200);
    await expect(approvals.approved(id, "reset-password", { subject: vera.id })).rejects.toMatchObject({ code: "conflict" });
    expect([await signIn("uli"), await signIn("vera"), await signIn("sinta")]).toEqual([200, 200, 200]);
  });

  it("is reset once for one approval, and never of somebody who has left", async () => {
    const { people } = world.product;
    const wati = await hired("wati");
    pass();
    const approved = await agreed(wati.id);
    await people.resetPassword(wati.id, approved);
    pass();
    expect(await setFirst(await invited(wati), `${PASSWORD} baru`)).toBe(204);
    pass();
    await expect(people.approvals.approved(approved.id, "reset-password", { subject: wati.id })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(people.resetPassword(wati.id, approved)).rejects.toMatchObject({ code: "conflict" });
    expect(await signIn("wati", `${PASSWORD} baru`)).toBe(200);
    const late = await agreed(wati.id);
    await people.endPerson(wati.id);
    await expect(people.resetPassword(wati.id, late)).rejects.toMatchObject({ code: "not-found" });
    expect((await ask(operator, wati.id)).status).toBe(404);
  });

  it("is cut short before its entry stands: nobody gets in, and the same two do it again", async () => {
    const yani = await hired("yani");
    await sql("create function people.stop() returns trigger language plpgsql as $$ begin raise exception 'disk'; end $$");
    await sql(
      "create constraint trigger stop after delete on people.credential deferrable initially deferred for each row execute function people.stop()",
    );
    await expect(reset(yani)).rejects.toThrow(/disk/);
    await sql("drop trigger stop on people.credential");
    pass();
    expect([await signIn("yani"), (await me(yani)).status, await setFirst(await invited(yani), `${PASSWORD} curian`)]).toEqual([
      401, 401, 403,
    ]);
    await sql("delete from people.credential where person_id = $1", [yani.id]);
    expect(await setFirst(await invited(yani), `${PASSWORD} curian`)).toBe(403);
    await reset(yani);
    expect(await setFirst(await invited(yani), `${PASSWORD} baru`)).toBe(204);
    pass();
    expect(await signIn("yani", `${PASSWORD} baru`)).toBe(200);
  });
});
