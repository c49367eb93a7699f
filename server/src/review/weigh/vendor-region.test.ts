import { expect, it } from "vitest";
import { engines } from "../../../../tests/harness/engines.ts";
import { type EveningWorld, openEveningWorld, type Worker } from "../../../../tests/world/evening-world.ts";
import { ownLook } from "../../../../tests/world/own-look.ts";

const NEW = /belum pernah ditangani vendor ini/;

it.each(engines)(
  "R52: a look where the person's vendor never had work weighs more, once its regions are known, on $name",
  async (engine) => {
    const world: EveningWorld = await openEveningWorld(engine);
    try {
      const { people, records, db } = world.product;
      const { id: vendorId } = await people.addVendor({ name: "PT Mitra (contoh)" });
      const citra = await world.hire("citra", {
        employment: "outsourced",
        vendorId,
        supervisorId: world.arman.id,
        superiorId: world.sri.id,
      });
      const { id: head } = (await db.query<{ id: string }>("select id from people.office where kind = 'head'")).rows[0] ?? { id: "" };
      const papua = await people.addOffice({ name: "Jayapura", kind: "branch", parentId: head, timeZone: "Asia/Jayapura" });
      const there = async (name: string) =>
        (
          await records.addCustomers(
            [{ officeId: papua.id, values: { name }, provenance: { channel: "registration" as const, source: "test" } }],
            { by: "operator", source: "test" },
          )
        )[0] ?? "";
      const looked = async (who: Worker, customer: string, time: string) => (await ownLook(world, who, customer, time)).entry;
      const whyOf = async (entry: number) =>
        (await world.evening()).flatMap(({ rows }) => rows).find((row) => row.entry === entry && row.kind === "look")?.why ??
        expect.fail("no row");

      // A call explains the first look: there her vendor has work.
      const known = await world.customer("Pelanggan Lama");
      await looked(citra, known, "09:05");
      const call = { external: "1", kind: "call", person: citra.id, customer: known, channel: "phone", startsAt: world.at("09:04") };
      await world.call(world.exchange, "POST", "/api/interactions", { source: "pbx", rows: [call] });
      const early = await looked(citra, await there("Wanggai"), "09:30");
      world.at("17:30");
      expect(await whyOf(early)).not.toContainEqual(expect.stringMatching(NEW));
      expect((await db.query("select vendor_id, office_id from review.vendor_office")).rows).toEqual([
        { vendor_id: vendorId, office_id: world.office.id },
      ]);

      // A call that is told later teaches its region as well; a list that was looked at teaches none.
      const late = await world.customer("Pelanggan Papua");
      await db.query("update records.customer set office_id = $2 where id = $1", [late, papua.id]);
      await looked(citra, late, "10:00");
      world.at("17:32");
      await world.evening();
      const told = { external: "2", kind: "call", person: citra.id, customer: late, channel: "phone", startsAt: world.at("09:59") };
      world.at("17:34");
      await world.call(world.exchange, "POST", "/api/interactions", { source: "pbx", rows: [told] });
      await world.evening();
      expect((await db.query("select office_id from review.vendor_office order by office_id = $1", [papua.id])).rows).toEqual([
        { office_id: world.office.id },
        { office_id: papua.id },
      ]);
      await db.query("delete from review.vendor_office where office_id = $1", [papua.id]);

      await db.query("update review.vendor_office set first_on = first_on - 20");
      const [far, near, hers] = [
        await looked(citra, await there("Yikwa"), "15:00"),
        await looked(citra, await world.customer("Pelanggan Dekat"), "15:10"),
        await looked(world.rina, await there("Kambu"), "15:20"),
      ];
      world.at("17:40");
      expect(await whyOf(far)).toContainEqual(expect.stringMatching(NEW));
      for (const other of [near, hers]) expect(await whyOf(other)).not.toContainEqual(expect.stringMatching(NEW));
    } finally {
      await world.close();
    }
  },
  180_000,
);
