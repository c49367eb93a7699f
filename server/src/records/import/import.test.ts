import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../../tests/harness/engines.ts";
import { openSmallHouse, type SmallHouse } from "../../../../tests/world/small-house.ts";
import type { RowError } from "../../platform/csv.ts";
import { type ImportReport, MapError, MapSchema } from "../index.ts";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const dir = mkdtempSync(join(tmpdir(), "mercusuar-import-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const MAP = {
  key: "no",
  system: "crm",
  fields: {
    customer_number: "no",
    name: { join: ["depan", "belakang"] },
    birth_date: { column: "lahir", date: "DD/MM/YYYY" },
    nik: "nik",
    phone: "hp",
    job: { column: "kerja", values: { G: "Guru", "-": "" } },
  },
};
const HEADER = "no,depan,belakang,lahir,nik,hp,kerja\n";
let files = 0;

describe.each(engines)("an import of customers on $name", (engine) => {
  let house: SmallHouse;
  beforeAll(async () => {
    house = await openSmallHouse(engine);
  });
  afterAll(() => house?.close());

  const write = (content: string | Buffer, ending = "csv"): string => {
    const file = join(dir, `${engine.name}-${files++}.${ending}`);
    writeFileSync(file, content);
    return file;
  };
  const bring = async (file: string, change: object = {}, map: object = MAP): Promise<ImportReport & { faults: RowError[] }> => {
    const faults: RowError[] = [];
    const ask = {
      file,
      map: JSON.stringify(map),
      source: "crm 2026",
      officeId: house.officeId,
      by: "operator",
      onFault: (fault: RowError) => void faults.push(fault),
    };
    return { ...(await house.records.importCustomers({ ...ask, ...change })), faults };
  };
  const row = (n: number, change: Partial<Record<"lahir" | "nik" | "hp" | "kerja", string>> = {}): string => {
    const { lahir = "20/10/1990", nik = "0071122010900001", hp = `0812${String(n).padStart(7, "0")}`, kerja = "G" } = change;
    return `P${n},Siti,Ke${"abcdefghij"[n % 10]}${n},${lahir},${nik},${hp},${kerja}\n`;
  };
  const rows = (from: number, to: number): string => Array.from({ length: to - from }, (_, i) => row(from + i)).join("");
  const count = async (): Promise<number> =>
    (await house.db.query<{ count: number }>("select count(*) as count from records.customer")).rows[0]?.count ?? 0;

  it("R89: knows the zone in which somebody lives by his postal code, until the file has another", async () => {
    const map = { key: "no", system: "pos", fields: { name: "nama", postal_code: "pos" } };
    const zones = async () =>
      (
        await house.db.query<{ zone: string | null }>(
          "select c.zone from records.customer c join records.import i on i.id = c.import_id where i.source = 'pos' order by c.id",
        )
      ).rows.map(({ zone }) => zone);
    const bringTo = (...codes: string[]) =>
      bring(write(["no,nama,pos", ...codes.map((code, n) => `Z${n},Siti ${n},${code}`)].join("\n")), { source: "pos" }, map);
    await bringTo("60111", "");
    expect((await zones()).sort()).toEqual(["Asia/Jakarta", null]);
    await bringTo("99111", "84313");
    expect((await zones()).sort()).toEqual(["Asia/Jayapura", "Asia/Makassar"]);
    await bring(write("no,nama\nZ0,Siti Lain\n"), { source: "pos" }, { ...map, fields: { name: "nama" } });
    expect((await zones()).sort()).toEqual(["Asia/Jayapura", "Asia/Makassar"]);
  });

  it("keeps good rows, names bad ones in a file, and writes down what it did", async () => {
    const errorsFile = join(dir, `${engine.name}-errors.csv`);
    const before = await count();
    const content =
      HEADER +
      row(1) +
      row(2, { nik: "007112201090001" }) +
      row(3, { lahir: "31/02/1990" }) +
      row(4, { kerja: "X" }) +
      ",Tanpa,Kunci,,,,\n" +
      row(1) +
      row(5, { lahir: "", nik: "", kerja: "-" });
    const report = await bring(write(content), { errorsFile });
    expect(report).toMatchObject({ rows: 7, new: 2, changed: 0, same: 0, bad: 5, warnings: 2, solo: true });
    expect(await count()).toBe(before + 2);
    expect(readFileSync(errorsFile, "utf8").trim().split("\n")).toEqual(
      [
        "row,column,what,expected",
        "3,nik,15 digits,16 digits",
        "4,lahir,day 31 of month 2,a day that exists: month 2 of that year has 28",
        '5,kerja,a word that the mapping does not list,"one of ""G"", ""-"""',
        '6,no,blank,"the key of this customer, at most 200 characters"',
        "7,key,the same key as an earlier row,each key once; the first row with it was taken",
      ].sort((a, b) => (a.startsWith("row") ? -1 : b.startsWith("row") ? 1 : Number(a.split(",")[0]) - Number(b.split(",")[0]))),
    );
    const entries = await house.db.query<{ change: string; state: string | null }>(
      "select entry->'body'->>'change' as change, entry->'body'->>'state' as state from journal.outbox where typ = 'import' and aggregate = $1 and idx is not null order by id",
      [`import:${report.import}`],
    );
    expect(entries.rows).toEqual([
      { change: "started", state: null },
      { change: "finished", state: "whole" },
    ]);
  });

  it("brings nobody twice, and gives changed values a new version", async () => {
    const file = write(HEADER + rows(100, 140));
    expect(await bring(file)).toMatchObject({ new: 40, same: 0 });
    const before = await count();
    expect(await bring(file)).toMatchObject({ new: 0, changed: 0, same: 40, bad: 0 });
    const changed = write(HEADER + row(100, { hp: "081199990000", kerja: "-" }) + rows(101, 140));
    expect(await bring(changed)).toMatchObject({ new: 0, changed: 1, same: 39 });
    expect(await count()).toBe(before);
    const person = await house.records.personHolder(house.personId);
    const ask = async (phone: string) => {
      const found = await house.keeper.tokens({
        claims: { act: house.personId, dec: "allow", rsn: [] },
        person,
        queries: [house.records.query("phone", phone)],
      });
      return found.ok ? house.records.findByTokens(found.tokens.flat(), 5) : [];
    };
    expect(await ask("08120000100")).toEqual([]);
    const [id = ""] = await ask("081199990000");
    const {
      rows: [held],
    } = await house.db.query<{ sealed: Record<string, [number, string]>; wrap: string }>(
      "select sealed, wrap from records.customer where id = $1",
      [id],
    );
    expect(held?.sealed.phone?.[0]).toBe(2);
    expect(held?.sealed.job).toBeUndefined();
    const look = await house.keeper.look({
      claims: { act: house.personId, wrap: house.personWrap, dec: "allow", rsn: [] },
      holder: { kind: "customer", id, wrap: held?.wrap ?? "" },
      fields: [{ id: "phone", ver: 2, ct: held?.sealed.phone?.[1] ?? "", mask: "full" }],
    });
    expect(look).toMatchObject({ ok: true, values: { phone: "+6281199990000" } });
  });

  it("starts everybody as not yet asked, with provenance and a sealed entry", async () => {
    const { import: id } = await bring(write(HEADER + rows(200, 203)), { channel: "purchase" });
    const { rows: kept } = await house.db.query(
      "select p.channel, p.source, c.idx > 0 as sealed, (select count(*)::int from records.consent k where k.customer_id = c.id) as consents from records.customer c join records.provenance p on p.customer_id = c.id where c.import_id = $1",
      [id],
    );
    expect(kept).toEqual(Array.from({ length: 3 }, () => ({ channel: "purchase", source: "crm 2026", sealed: true, consents: 0 })));
  });

  it("keeps nothing in a dry run", async () => {
    const before = [await count(), (await house.keeper.status()).size];
    expect(await bring(write(HEADER + rows(300, 310)), { dryRun: true })).toMatchObject({ new: 10, dryRun: true });
    expect([await count(), (await house.keeper.status()).size]).toEqual(before);
  });

  it("that was cut off goes on when it is started again: nothing double, nothing lost", async () => {
    const file = write(HEADER + rows(1000, 3600));
    const before = await count();
    const broken = bring(file, {
      onProgress: (done: number) => {
        if (done >= 1000) throw new Error("cut off");
      },
    });
    await expect(broken).rejects.toThrow("cut off");
    const kept = (await count()) - before;
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(2600);
    expect(await bring(file)).toMatchObject({ new: 2600 - kept, same: kept, bad: 0 });
    expect(await count()).toBe(before + 2600);
  });

  it("waits for a keeper that is killed in the middle, and loses nobody", async () => {
    const before = await count();
    let killed = false;
    const report = await bring(write(HEADER + rows(4000, 6000)), {
      onProgress: () => {
        if (!killed) process.kill(house.keeper.pid ?? 0, "SIGKILL");
        killed = true;
      },
    });
    expect(report).toMatchObject({ new: 2000, bad: 0 });
    expect(await count()).toBe(before + 2000);
  });

  it.each([
    ["bytes that are not UTF-8", [HEADER + rows(8000, 9600), Buffer.from([0xff, 0xfe, 0x0a])], /not UTF-8/, 1600],
    [
      "a field of a hundred megabytes",
      [HEADER + row(9700), "P9701,", Buffer.alloc(100 * 1024 * 1024, 0x78), ",A,,,,\n"],
      /more than 1 MB/,
      1,
    ],
    ["a quotation mark that is never closed", [HEADER + row(9800), 'P9801,"Siti,A,,,,\n'], /never closed/, 1],
  ] as Array<[string, Array<string | Buffer>, RegExp, number]>)(
    "names %s, and the mended file goes on from there",
    async (_, [good = "", ...bad], what, of) => {
      const report = await bring(write(Buffer.concat([good, ...bad].map((part) => Buffer.from(part as string)))));
      expect(report).toMatchObject({ bad: 1, stopped: { what: expect.stringMatching(what) } });
      expect(await bring(write(Buffer.from(good as string)))).toMatchObject({ new: of - report.new, same: report.new, bad: 0 });
    },
  );

  it("refuses before anything is kept: columns that are missing, a file that is none, a damaged pack", async () => {
    const before = [await count(), (await house.keeper.status()).size];
    await expect(bring(write("no,depan\n1,a\n"))).rejects.toThrow(/missing in the header/);
    await expect(bring(join(dir, "none.csv"))).rejects.toThrow(/does not exist/);
    await expect(bring(write("no gzip", "csv.gz"))).rejects.toThrow(/gzip/);
    expect([await count(), (await house.keeper.status()).size]).toEqual(before);
  });

  it("says once that the office named for all rows is none, before anything is written down", async () => {
    const entries = async (): Promise<number> => (await house.keeper.status()).size;
    const before = await entries();
    await expect(bring(write(HEADER + rows(7010, 7012)), { officeId: "off_none" })).rejects.toMatchObject({
      row: 0,
      column: "--office",
      what: "no such office",
    });
    expect(await entries()).toBe(before);
  });

  it("keeps the good rows, and says that it did, where the file of errors cannot be written", async () => {
    const file = write(HEADER + row(7950) + row(7951, { nik: "1" }));
    await expect(bring(file, { errorsFile: join(dir, "nowhere", "errors.csv") })).rejects.toMatchObject({ code: "ENOENT" });
    const { rows: imports } = await house.db.query(
      "select rows, new, bad, finished_at is not null as told from records.import where bad = 1 and new = 1 and rows = 2",
    );
    expect(imports).toContainEqual({ rows: 2, new: 1, bad: 1, told: true });
  });

  it("takes rows of an unknown office for wrong ones, and packed files with semicolons for good ones", async () => {
    const byRow = { ...MAP, office: "kerja" };
    expect(await bring(write(HEADER + rows(7000, 7002)), { officeId: undefined }, byRow)).toMatchObject({ new: 0, bad: 2 });
    const packed = write(gzipSync(`\ufeff${HEADER}${rows(7100, 7103)}`.replaceAll(",", ";")), "csv.gz");
    expect(await bring(packed)).toMatchObject({ new: 3, bad: 0 });
  });

  const telco = join(process.env.MERCUSUAR_DATA ?? join(root, "../shared/data"), "Telco-Customer-Churn.csv.gz");
  it.skipIf(!existsSync(telco))(
    "brings in the 7,043 customers of the telco sample (IBM/telco-customer-churn-on-icp4d; skipped where MERCUSUAR_DATA has none)",
    async () => {
      const report = await bring(telco, { source: "IBM telco sample" }, JSON.parse(read("docs/guides/maps/telco-customer-churn.json")));
      expect(report).toMatchObject({ rows: 7043, new: 7043, bad: 0, warnings: 0 });
      const { rows: counted } = await house.db.query(
        "select count(*) filter (where not sealed ? 'charges_total') as blank, count(*) filter (where sealed ? 'name') as named from records.customer where import_id = $1",
        [report.import],
      );
      expect(counted).toEqual([{ blank: 11, named: 0 }]);
      expect(
        await bring(telco, { source: "IBM telco sample" }, JSON.parse(read("docs/guides/maps/telco-customer-churn.json"))),
      ).toMatchObject({ new: 0, changed: 0, same: 7043 });
    },
  );
});

describe("a mapping", () => {
  const ask = (map: unknown) =>
    import("./read-map.ts").then(async ({ readMap }) =>
      readMap(typeof map === "string" ? map : JSON.stringify(map), (await import("../index.ts")).FIELDS),
    );

  it.each([
    ["{", /not JSON/],
    [{ fields: {} }, /key/],
    [{ key: "no", fields: { religion: "agama" } }, /religion: no such field/],
    [{ key: "no", fields: {}, extra: 1 }, /extra: this key is not known/],
    [{ key: "no", fields: { name: { colum: "nama" } } }, /fields\.name: neither a column name/],
    [{ key: "no", fields: { birth_date: { column: "lahir", date: "DD.MM" } } }, /a form with DD, MM and YYYY/],
    [{ key: "no", fields: { employed_since: { column: "lama", monthsAgo: true } } }, /needs asOf/],
  ])("that cannot be used says what is wrong and where", async (map, message) => {
    await expect(ask(map)).rejects.toThrow(message);
    await expect(ask(map)).rejects.toBeInstanceOf(MapError);
  });

  it("has its form published beside the guide", () => {
    expect(JSON.parse(read("docs/guides/import-map.schema.json"))).toEqual({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      ...JSON.parse(JSON.stringify(MapSchema)),
    });
  });
});
