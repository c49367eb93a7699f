import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../../tests/harness/engines.ts";
import { DAY, type EveningWorld, openEveningWorld } from "../../../../tests/world/evening-world.ts";
import { rowErrors } from "../../platform/csv.ts";
import { type Evidence, evidenceSources, type FileSource, readCsvLog, readLogMap, readMap, readOcsfLog } from "../index.ts";

const CSV_MAP = JSON.stringify({
  source: "crm-log",
  zone: "Asia/Makassar",
  columns: { at: "waktu", person: "user", customer: "id_pelanggan", action: "aksi", purpose: "keperluan" },
  persons: { u01: "rina", u02: "yosua" },
  purposes: { Layanan: "care" },
  actions: ["VIEW"],
});
const LOG = [
  "waktu,user,id_pelanggan,aksi,keperluan",
  `${DAY} 09:05:00,u01,CRM-1001,VIEW,Layanan`,
  `${DAY} 10:05:00,u01,CRM-1002,VIEW,Layanan`,
  `${DAY} 10:30:00,u02,CRM-1001,VIEW,Rahasia`,
  `${DAY} 11:00:00,u99,CRM-1003,VIEW,Layanan`,
  `${DAY} 11:10:00,u02,,VIEW,Layanan`,
  `${DAY} 11:20:00,u02,CRM-1001,LOGIN,`,
  "2026-02-31 11:20:00,u02,CRM-1001,VIEW,",
];
/** OCSF 1.8: API Activity and Datastore Activity. */
const event = (change: object): string =>
  JSON.stringify({
    ...{
      class_uid: 6003,
      activity_id: 2,
      category_uid: 6,
      type_uid: 600302,
      status_id: 1,
      time: Date.parse(`${DAY}T07:00:00Z`),
      metadata: { uid: "e-1", version: "1.8.0" },
    },
    ...{ actor: { user: { name: "u02", uid: "7" } }, resources: [{ uid: "CRM-1004", type: "customer" }], ...change },
  });

describe.each(engines)("Mode Pantau on $name", (engine) => {
  let world: EveningWorld;
  let file: string;

  beforeAll(async () => {
    world = await openEveningWorld(engine);
    file = join(world.product.dataDir, "crm.csv");
    world.at("18:00");
  }, 180_000);
  afterAll(async () => {
    await world?.close();
  });

  async function bringLog(lines: readonly string[], dryRun = false) {
    writeFileSync(file, lines.join("\n"));
    const map = readLogMap(CSV_MAP, "csv");
    const errors = rowErrors(`${file}.errors.csv`);
    const total = await world.product.watch.importLog({ map, records: readCsvLog(file, map), errors, dryRun });
    await errors.end();
    return total;
  }

  async function bringCalls(lines: readonly string[]) {
    const calls = join(world.product.dataDir, "calls.csv");
    writeFileSync(calls, ["id,start,sec,ext,phone", ...lines].join("\n"));
    const source = evidenceSources.find((one): one is FileSource => one.id === "exchange-csv") as FileSource;
    const columns = { external: "id", startsAt: "start", seconds: "sec", extension: "ext", phone: "phone" };
    const map = readMap(JSON.stringify({ source: "pbx", zone: "Asia/Makassar", columns }), source);
    const errors = rowErrors(`${calls}.errors.csv`);
    const total = await world.product.watch.importEvidence({ source, map, file: calls, observed: true, errors });
    await errors.end();
    return total;
  }

  it("counts what a log brings and what is not known, and changes nothing the second time or when it overlaps", async () => {
    const told = { rows: 7, others: 1, bad: 1, unknownPersons: 1, unknownCustomers: 1, unknownPurposes: 1 };
    const names = { persons: [{ name: "u99", looks: 1 }], purposes: [{ name: "Rahasia", looks: 1 }] };
    const first = { ...told, names, unlinkedCustomers: 0 };
    expect(await bringLog(LOG, true)).toEqual({ ...first, new: 5, same: 0 });
    expect(await bringLog(LOG)).toEqual({ ...first, new: 5, same: 0 });
    expect(await bringLog(LOG)).toEqual({ ...first, new: 0, same: 5 });
    expect(await bringLog([...LOG.slice(0, 2), `${DAY} 15:00:00,u02,CRM-1009,VIEW,Layanan`])).toMatchObject({ new: 1, same: 1 });
    expect(await world.product.watch.observedGaps()).toMatchObject([
      { source: "crm-log", looks: 6, unknownPersons: 1, unknownCustomers: 1, unknownPurposes: 1 },
    ]);
  });

  it("explains them by the exchange's records in the same evening, and says of the others that the CRM claims them", async () => {
    const links = join(world.product.dataDir, "customers.csv");
    writeFileSync(links, ["id,hp", "CRM-1001,0812-0000-5001", "CRM-1002,bukan nomor"].join("\n"));
    const errors = rowErrors(`${links}.errors.csv`);
    const job = { file: links, source: "crm", columns: { customer: "id", phone: "hp" }, errors };
    expect(await world.product.watch.importLinks(job)).toEqual({ rows: 2, new: 1, bad: 1 });
    expect(await world.product.watch.importLinks(job)).toEqual({ rows: 2, new: 0, bad: 1 });
    await errors.end();
    expect(await bringCalls([`1,${DAY} 09:02:00,300,2104,+6281200005001`, `2,${DAY} 09:02:00,300,2104,081200005999`])).toMatchObject({
      new: 2,
      unbound: 1,
    });
    const [told] = await world.evening();
    expect(told).toMatchObject({ looks: 4, explained: 1, unexplained: 3 });
    const mine = told?.rows.filter(({ kind }) => kind === "look") ?? [];
    expect(mine).toHaveLength(3);
    expect(mine.every(({ why }) => why.includes("Menurut catatan crm-log; bukan catatan tersegel dari sistem ini."))).toBe(true);
  });

  it("reads OCSF events: reads that were allowed, each once", async () => {
    const ocsf = join(world.product.dataDir, "crm.jsonl");
    const lines = [
      event({}),
      event({}),
      event({ class_uid: 6005, activity_id: 1, metadata: { uid: "e-2" }, resources: [{ uid: "CRM-1005" }] }),
      event({ activity_id: 1, metadata: { uid: "e-3" } }),
      event({ status_id: 2, metadata: { uid: "e-4" } }),
      event({ class_uid: 3002, metadata: { uid: "e-5" } }),
      "{",
    ];
    writeFileSync(ocsf, lines.join("\n"));
    const map = readLogMap(JSON.stringify({ source: "crm-ocsf", zone: "Asia/Makassar", persons: { u02: "yosua" } }), "ocsf");
    const errors = rowErrors(`${ocsf}.errors.csv`);
    const total = await world.product.watch.importLog({ map, records: readOcsfLog(ocsf, map), errors });
    await errors.end();
    expect(total).toMatchObject({ unlinkedCustomers: 3, names: { persons: [], purposes: [] } });
    expect(total).toMatchObject({
      rows: 7,
      new: 2,
      same: 1,
      others: 3,
      bad: 1,
      unknownPersons: 0,
      unknownCustomers: 0,
      unknownPurposes: 3,
    });
  });

  it("runs the evening again for a log that comes late", async () => {
    expect((await world.product.watch.lateDays.run()).run).toBe(1);
    const { rows } = await world.product.db.query("select looks from review.evening where office_id = $1 and on_date = $2", [
      world.office.id,
      DAY,
    ]);
    expect(rows).toEqual([{ looks: 6 }]);
  });

  it("gains a person who was not in the roster when the log first came", async () => {
    const [, , , , unknown = ""] = LOG;
    const dewi = await world.hire("u99", { supervisorId: world.arman.id });
    expect(await bringLog([LOG[0] ?? "", unknown])).toMatchObject({ new: 1, same: 0, unknownPersons: 0 });
    const { rows } = await world.product.db.query("select person_id from watch.observed where person_id = $1", [dewi.id]);
    expect(rows).toHaveLength(1);
    expect((await world.product.watch.observedGaps()).find(({ source }) => source === "crm-log")?.unknownPersons).toBe(0);
  });

  it("keeps no id, number or name of the CRM, neither in a table nor in the journal", async () => {
    const tables = [
      "watch.observed",
      "watch.observed_batch",
      "watch.observed_link",
      "watch.interaction",
      "journal.outbox",
      "review.desk_row",
    ];
    for (const table of tables) {
      const { rows } = await world.product.db.query<{ all: string | null }>(`select json_agg(t)::text as all from ${table} t`);
      expect(rows[0]?.all ?? "", table).not.toMatch(/CRM-1|8120000|u02|u99/);
    }
  });

  it("cannot be taken for sealed looks: they are claims in batches, and no trail and no projection tells them as looks", async () => {
    const projected = await world.product.db.query("select 1 from journal.look_index where customer_id like 'ocu_%'");
    expect(projected.rows).toEqual([]);
    const { rows } = await world.product.db.query<{ typ: string; count: number }>(
      "select typ, count(*)::int as count from journal.outbox where typ = 'observed' group by typ",
    );
    expect(rows[0]?.count).toBeGreaterThanOrEqual(4);
    const report = await world.product.watch.observedGaps();
    expect(report.map(({ source }) => source)).toEqual(["crm-log", "crm-ocsf"]);
  });

  it("refuses a customer of the CRM under his own id where this house holds him", async () => {
    const named: Evidence = {
      external: "x",
      kind: "call",
      extension: "2104",
      customer: "cst_nobody",
      channel: "phone",
      startsAt: world.at("12:00"),
    };
    const { bad } = await world.product.watch.addInteractions(await world.product.watch.bringer(), "pbx", [named]);
    expect(bad).toMatchObject([{ column: "customer" }]);
  });
});

describe("the map of a log", () => {
  it.each([
    ["csv", "{", /no JSON object/],
    ["csv", '{"source":"a","zone":"Asia/Jakarta","columns":{"at":"x"}}', /person, customer/],
    ["csv", '{"source":"a","zone":"Asia/Nowhere","columns":{}}', /time zone/],
    ["csv", '{"source":"a","zone":"Asia/Jakarta","columns":{"at":"x","person":"y","customer":"z","name":"n"}}', /names "name"/],
    ["xes", '{"source":"a","zone":"Asia/Jakarta","columns":{"at":"x"}}', /no meaning/],
    ["ocsf", '{"source":"a","zone":"Asia/Jakarta","extra":1}', /"extra" is unknown/],
    ["csv", '{"source":"a","zone":"Asia/Jakarta","columns":{},"actions":"VIEW"}', /"actions" must list/],
  ] as const)("%s %s is refused with a remedy", (format, text, message) => {
    expect(() => readLogMap(text, format)).toThrow(message);
  });
});
