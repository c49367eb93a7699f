import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { type EveningWorld, openEveningWorld } from "../../../tests/world/evening-world.ts";
import { rowErrors } from "../platform/csv.ts";
import { evidenceSources, type FileSource, MapFault, readMap } from "./index.ts";

const exchange = evidenceSources.find((one): one is FileSource => one.id === "exchange-csv");
const MAP = JSON.stringify({
  source: "pbx-file",
  zone: "Asia/Makassar",
  columns: { external: "uniqueid", startsAt: "start", seconds: "billsec", extension: "ext", phone: "number" },
});

describe.each(engines)("a file of the telephone exchange on $name", (engine) => {
  let world: EveningWorld;
  let file: string;

  beforeAll(async () => {
    world = await openEveningWorld(engine);
    file = join(world.product.dataDir, "calls.csv");
  }, 180_000);
  afterAll(async () => {
    await world?.close();
  });

  async function bring(lines: string[]) {
    if (!exchange) throw new Error("the exchange's source is gone");
    writeFileSync(file, ["uniqueid,start,billsec,ext,number", ...lines].join("\n"));
    const errors = rowErrors(`${file}.errors.csv`);
    const bringer = await world.product.watch.bringer();
    const total = await world.product.watch.importEvidence({
      source: exchange,
      map: readMap(MAP, exchange),
      file,
      bringer,
      second: bringer.personId,
      errors,
    });
    await errors.end();
    return total;
  }

  it("finds person and customer, keeps what fits nobody apart, and changes nothing the second time", async () => {
    const customer = await world.customer("Budi Raharja", { phone: "0812-0000-8001" });
    const lines = [
      "1,2026-11-23 09:00:00,120,2104,081200008001",
      "2,2026-11-23 09:10:00,60,2104,081200009999",
      "3,2026-02-31 09:10:00,60,2104,1",
      "4,2026-11-23 09:20:00,60,7777,1",
    ];
    expect(await bring(lines)).toEqual({ rows: 4, new: 2, same: 0, unbound: 1, bad: 2, others: 0 });
    expect(await bring(lines)).toEqual({ rows: 4, new: 0, same: 2, unbound: 1, bad: 2, others: 0 });
    const errors = readFileSync(`${file}.errors.csv`, "utf8");
    expect(errors).toContain("4,start,no date and time");
    expect(errors).toContain("5,ext,nobody has it");
    expect(await world.product.watch.liveContact(world.rina.id, customer, new Date("2026-11-23T01:05:00Z"))).toBe(true);
    expect(await world.product.watch.liveContact(world.yosua.id, customer, new Date("2026-11-23T01:05:00Z"))).toBe(false);
    expect(await world.product.watch.liveContact(world.rina.id, customer, new Date("2026-11-23T01:18:00Z"))).toBe(false);
  });

  it("leaves no telephone number in the database", async () => {
    const { rows } = await world.product.db.query<{ all: string }>("select json_agg(i)::text as all from watch.interaction i");
    expect(rows[0]?.all).not.toMatch(/8120000/);
  });

  it("completes a call that was still going on when it was first told", async () => {
    await world.product.watch.addInteractions(await world.product.watch.bringer(), "pbx-file", [
      { external: "5", kind: "call", extension: "2104", channel: "phone", startsAt: new Date("2026-11-23T02:00:00Z") },
    ]);
    expect(await bring(["5,2026-11-23 10:00:00,300,2104,1"])).toMatchObject({ new: 1, same: 0 });
    const { rows } = await world.product.db.query<{ ends_at: Date }>("select ends_at from watch.interaction where external_id = '5'");
    expect(rows).toEqual([{ ends_at: new Date("2026-11-23T02:05:00Z") }]);
  });

  it("names what is wrong with the file itself", async () => {
    await expect(bring(['6,"never closed'])).rejects.toMatchObject({ what: expect.stringContaining("never closed") });
  });
});

describe("the map of a file", () => {
  it.each([
    ["{", /no JSON object/],
    ['{"source":"a","zone":"Asia/Nowhere","columns":{}}', /time zone/],
    ['{"source":"a","zone":"Asia/Jakarta","columns":{"external":"x"}}', /startsAt/],
    ['{"source":"a","zone":"Asia/Jakarta","columns":{"external":"x","startsAt":"y","name":"z"}}', /names "name"/],
    ['{"source":"a","zone":"Asia/Jakarta","columns":{},"extra":1}', /"extra" is unknown/],
  ])("%s is refused with a remedy", (text, message) => {
    if (!exchange) throw new Error("the exchange's source is gone");
    expect(() => readMap(text, exchange)).toThrow(MapFault);
    expect(() => readMap(text, exchange)).toThrow(message);
  });
});
