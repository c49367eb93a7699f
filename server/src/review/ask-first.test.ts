import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { DAY, type EveningWorld, openEveningWorld, type Worker } from "../../../tests/world/evening-world.ts";
import { ownLook } from "../../../tests/world/own-look.ts";

const NEXT_DAY = "2026-11-24";

describe.each(engines)("whoever looked is asked first, on $name", (engine) => {
  let world: EveningWorld;
  let count = 0;

  beforeAll(async () => {
    world = await openEveningWorld(engine);
  }, 180_000);
  afterAll(async () => {
    await world?.close();
  });

  const look = async (who: Worker, time: string): Promise<number> =>
    (await ownLook(world, who, await world.customer(`Pelanggan ${++count}`), time)).entry;
  const agent = (): Promise<Worker> => {
    world.at("08:00");
    return world.hire(`agen${++count}`, { supervisorId: world.arman.id, superiorId: world.sri.id });
  };
  /** Those about looks; that a report is missing is told beside them. */
  async function questions(who: Worker) {
    const { rows, named } = (await world.call(who, "GET", "/api/questions")).body;
    return { rows: rows.filter(({ picks }: { picks: string[] }) => picks.length > 1), named };
  }
  const onDesk = async (of: Worker, entry: number) => {
    const desk = await world.call(of, "GET", `/api/desk?date=${DAY}`);
    return desk.body.rows.find((row: { entry: number }) => row.entry === entry);
  };

  it("R56: what belongs together is one question a day, answered for some of its looks or for all, and it says until when", async () => {
    const who = await agent();
    await world.product.people.setDuty(
      [{ personId: who.id, date: NEXT_DAY, segments: [{ kind: "desk", from: "08:00", to: "17:00" }] }],
      "test",
    );
    const entries = [await look(who, "09:00"), await look(who, "10:00"), await look(who, "11:00")];
    world.at("17:10");
    await world.evening();
    const { rows } = await questions(who);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ due: "2026-11-24T00:00:00.000Z", parts: [{}, {}, {}] });
    expect(rows[0].sentence).toContain("3 pembukaan data Anda");
    expect((await onDesk(world.arman, entries[0] ?? 0)).why).toContain(
      "Agen1 ditanya pukul 17.10 WITA; jawabannya ditunggu sampai Selasa, 24 November, 08.00 WITA.",
    );
    const [first] = rows[0].parts;
    const url = `/api/questions/${rows[0].id}`;
    expect((await world.call(who, "POST", url, { pick: "visit", rows: ["row_none"] })).status).toBe(404);
    expect((await world.call(who, "POST", url, { pick: "visit", rows: [first.id] })).status).toBe(204);
    expect((await questions(who)).rows[0].parts).toHaveLength(2);
    expect((await world.call(who, "POST", `/api/questions/${rows[0].parts[1].id}`, { pick: "other_number" })).status).toBe(204);
    expect((await questions(who)).rows).toEqual([]);
    await world.evening();
    expect((await Promise.all(entries.map((entry) => onDesk(world.arman, entry)))).map(({ state }) => state)).toEqual([
      "answered",
      "answered",
      "answered",
    ]);
  });

  it("R56: an answer that names a colleague asks him, him alone, and once; what he says stands beside the row", async () => {
    const [who, helped] = [await agent(), await agent()];
    const entry = await look(who, "13:00");
    world.at("17:20");
    await world.evening();
    const { rows, named } = await questions(who);
    expect(named).toContainEqual({ id: helped.id, name: expect.any(String), role: "colleague" });
    const url = `/api/questions/${rows[0].id}`;
    expect((await world.call(who, "POST", url, { pick: "colleague" })).body.code).toBe("name-somebody");
    expect((await world.call(who, "POST", url, { pick: "colleague", named: who.id })).status).toBe(400);
    expect((await world.call(who, "POST", url, { pick: "colleague", named: helped.id })).status).toBe(204);
    const asked = (await world.call(helped, "GET", "/api/confirmations")).body.rows;
    expect(asked).toMatchObject([{ person: { id: who.id } }]);
    expect(asked[0].sentence).toMatch(/menyatakan Anda memintanya membuka data pelanggan P••• .* pukul 13\.00 WITA\. Benarkah\?$/);
    expect((await world.call(world.yosua, "POST", `/api/confirmations/${asked[0].id}`, { so: true })).status).toBe(404);
    expect((await world.call(helped, "POST", `/api/confirmations/${asked[0].id}`, { so: false })).status).toBe(204);
    expect((await world.call(helped, "POST", `/api/confirmations/${asked[0].id}`, { so: true })).status).toBe(404);
    const row = await onDesk(world.arman, entry);
    expect(row.state).toBe("answered");
    expect(row.why.at(-1)).toMatch(/menyatakan tidak demikian\.$/);
  });

  it("a colleague who serves the customer, and says that it is so, explains the look in his own name; one who does not serves nobody", async () => {
    const [who, serving, other] = [await agent(), await agent(), await agent()];
    const looked = [];
    for (const [named, time] of [
      [serving, "13:30"],
      [other, "14:30"],
    ] as const) {
      const entry = await look(who, time);
      await world.product.journal.flush();
      const { rows } = await world.product.db.query<{ customer_id: string; at: Date }>(
        "select customer_id, at from journal.look_index where idx = $1",
        [entry],
      );
      if (named === serving)
        await world.product.db.query(
          `insert into access.portfolio (id, customer_id, holder_id, office_id, from_at, idx) values ('pfl_a', $1, $2, $3, $4::timestamptz - interval '1 day', 1)`,
          [rows[0]?.customer_id, serving.id, world.office.id, rows[0]?.at],
        );
      looked.push({ entry, named });
    }
    world.at("17:25");
    await world.evening();
    const { rows } = await questions(who);
    for (const [n, { named }] of looked.entries()) {
      const { id } = rows[0].parts[n];
      const answer = { pick: "colleague", named: named.id, rows: [id] };
      expect((await world.call(who, "POST", `/api/questions/${id}`, answer)).status).toBe(204);
      const [asked] = (await world.call(named, "GET", "/api/confirmations")).body.rows;
      expect((await world.call(named, "POST", `/api/confirmations/${asked.id}`, { so: true })).status).toBe(204);
    }
    await world.evening();
    expect(await onDesk(world.arman, looked[0]?.entry ?? 0)).toBeUndefined();
    expect(await onDesk(world.arman, looked[1]?.entry ?? 0)).toMatchObject({ state: "answered" });
    const { rows: explained } = await world.product.db.query("select template, grade from review.explanation where look_idx = $1", [
      looked[0]?.entry,
    ]);
    expect(explained).toEqual([{ template: "T5", grade: "B" }]);
  });

  it("R5: an answer that names the supervisor takes the row from his desk to his superior's", async () => {
    const who = await agent();
    const entry = await look(who, "14:00");
    world.at("17:30");
    await world.evening();
    expect(await onDesk(world.arman, entry)).toBeDefined();
    const [question] = (await questions(who)).rows;
    const answer = { pick: "supervisor", named: world.arman.id };
    expect((await world.call(who, "POST", `/api/questions/${question.id}`, answer)).status).toBe(204);
    expect(await onDesk(world.arman, entry)).toBeUndefined();
    expect((await onDesk(world.sri, entry)).why.at(-1)).toBe("Arman ditanya apakah itu benar; belum menjawab.");
    const [asked, ...more] = (await world.call(world.arman, "GET", "/api/confirmations")).body.rows;
    expect(more).toEqual([]);
    expect((await world.call(world.arman, "POST", `/api/confirmations/${asked.id}`, { so: true })).status).toBe(204);
    await world.evening();
    expect(await onDesk(world.sri, entry)).toBeUndefined();
  });
});
