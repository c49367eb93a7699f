import { expect, it } from "vitest";
import { engines } from "../../../../tests/harness/engines.ts";
import { type EveningWorld, openEveningWorld, type Worker } from "../../../../tests/world/evening-world.ts";

const NO_WORK = /^Tidak ada pekerjaan tercatat sebelum pembukaan data ini yang menjelaskannya/u;

it.each(engines)(
  "a row says that no work lay before its look only where none did: a task in hand or the customer's own ticket is work, a colleague's task is none, on $name",
  async (engine) => {
    const world: EveningWorld = await openEveningWorld(engine);
    try {
      let idx = 1_000_000;
      /** A row of the projection, as if the look had been made then; without a task as another system's log claims it. */
      const seen = async (who: Worker, whom: string, time: string, task?: string): Promise<number> => {
        await world.product.db.query(
          `insert into journal.look_index (idx, iid, typ, at, ts, person_id, customer_id, purpose, decision, out, fields, case_id)
           values ($1, 'x', 'look', $2, $2, $3, $4, 'care', 'allow', 'opened', '{name:full}', $5)`,
          [++idx, world.at(time), who.id, whom, task ?? null],
        );
        return idx;
      };
      const taken = async (who: Worker, time: string) => {
        world.at(time);
        const customer = await world.customer(`Pelanggan ${time}`);
        const task = await world.ticket(customer);
        expect((await world.call(who, "POST", `/api/cases/${task}/claim`)).status).toBe(200);
        return { customer, task };
      };
      const [mine, theirs] = [await taken(world.rina, "09:00"), await taken(world.yosua, "09:10")];
      const inHand = await seen(world.rina, mine.customer, "09:20", mine.task);
      const another = await seen(world.rina, theirs.customer, "09:25", theirs.task);
      const [wrote, silent] = [await world.customer("Pelanggan Menulis"), await world.customer("Pelanggan Diam")];
      const message = {
        external: "1",
        kind: "customer_event",
        customer: wrote,
        channel: "mail",
        startsAt: world.at("09:30"),
        result: "complaint",
      };
      expect((await world.call(world.exchange, "POST", "/api/interactions", { source: "mail", rows: [message] })).body.bad).toEqual([]);
      const asked = await seen(world.rina, wrote, "10:00");
      const unasked = await seen(world.rina, silent, "10:10");
      world.at("17:30");
      const rows = (await world.evening()).flatMap((evening) => evening.rows).filter(({ kind }) => kind === "look");
      const saysSo = (entry: number) =>
        (rows.find((row) => row.entry === entry) ?? expect.fail("no row")).why.some((line) => NO_WORK.test(line));
      expect([inHand, another, asked, unasked].map(saysSo)).toEqual([false, true, false, true]);
    } finally {
      await world.close();
    }
  },
  180_000,
);
