import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines, type OpenEngine } from "../../../tests/harness/engines.ts";
import type { Database } from "./database.ts";
import { migrate } from "./migrate.ts";
import { openDatabase } from "./open-database.ts";

describe.each(engines)("the database on $name", (engine) => {
  let open: OpenEngine;
  let db: Database;

  beforeAll(async () => {
    open = await engine.open();
    db = await openDatabase({ ...(open.url ? { url: open.url } : {}), dir: `${open.dataDir}/db` });
    await migrate(db, [{ id: "test/0001", sql: "create table thing (id int primary key, word text); create table other (id int)" }]);
  });
  afterAll(async () => {
    await db?.close();
    await open?.close();
  });

  it("gives numbers, days and instants in the forms that the port promises", async () => {
    const at = new Date("2026-11-22T01:02:03.456Z");
    const { rows } = await db.query(
      "select $1::bigint as big, $2::date as day, $3::timestamptz as at, $4::text[] as list, $5::jsonb as doc, count(*) as n from generate_series(1, 3)",
      [7, "2026-02-28", at, ["a", 'b"c'], JSON.stringify({ x: [1] })],
    );
    expect(rows[0]).toEqual({ big: 7, day: "2026-02-28", at, list: ["a", 'b"c'], doc: { x: [1] }, n: 3 });
  });

  it("runs named statements again with other values", async () => {
    const ask = (value: number) => db.query<{ n: number }>({ name: "twice", text: "select $1::int * 2 as n", values: [value] });
    expect((await ask(4)).rows).toEqual([{ n: 8 }]);
    expect((await ask(5)).rows).toEqual([{ n: 10 }]);
  });

  it("keeps nothing of a transaction that fails and goes on afterwards", async () => {
    const failing = db.transaction(async (tx) => {
      await tx.query("insert into thing values (1, 'x')");
      await tx.query("insert into thing values (1, 'y')");
    });
    await expect(failing).rejects.toThrow(/duplicate key/);
    expect((await db.query("select * from thing")).rows).toEqual([]);
  });

  it("keeps transactions apart when many callers come at once", async () => {
    await db.query("insert into thing values (2, '0')");
    const add = () =>
      db.transaction(async (tx) => {
        const { rows } = await tx.query<{ word: string }>("select word from thing where id = 2 for update");
        await tx.query("update thing set word = $1 where id = 2", [String(Number(rows[0]?.word) + 1)]);
      });
    await Promise.all(Array.from({ length: 20 }, add));
    expect((await db.query("select word from thing where id = 2")).rows).toEqual([{ word: "20" }]);
  });

  it("does a transaction anew that was given up so that another might go on", async () => {
    await db.transaction((tx) => tx.query("insert into thing values (901, 'a'), (902, 'b')"));
    // Each holds one row and wants the other's.
    const add = (first: number, second: number) =>
      db.transaction(async (tx) => {
        for (const id of [first, second]) {
          await tx.query("update thing set word = word || 'x' where id = $1", [id]);
          await tx.query(engine.name === "postgres" ? "select pg_sleep(0.2)" : "select 1");
        }
      });
    await Promise.all([add(901, 902), add(902, 901)]);
    const { rows } = await db.query("select word from thing where id > 900 order by id");
    expect(rows).toEqual([{ word: "axx" }, { word: "bxx" }]);
    await db.transaction((tx) => tx.query("delete from thing where id > 900"));
  });

  it("answers a wrong statement with an error and lives", async () => {
    await expect(db.query("select nothing from nowhere where x = $1", [1])).rejects.toThrow(/nowhere/);
    expect((await db.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  });

  it("knows its named statements after a failed one, alone and in a transaction", async () => {
    const ask = () => db.query<{ n: number }>({ name: "after-fault", text: "select $1::int as n", values: [1] });
    await ask();
    await expect(db.query("select 1/0")).rejects.toThrow(/division/);
    await expect(db.transaction((tx) => tx.query("select 1/0"))).rejects.toThrow(/division/);
    expect((await ask()).rows).toEqual([{ n: 1 }]);
  });

  it("takes each migration once and refuses a database of a newer version", async () => {
    const steps = [
      { id: "test/0001", sql: "select 1" },
      { id: "test/0002", sql: "create table third (id int)" },
    ];
    expect(await migrate(db, steps)).toEqual(["test/0002"]);
    expect(await migrate(db, steps)).toEqual([]);
    await expect(migrate(db, steps.slice(0, 1))).rejects.toThrow(/newer version/);
  });
});

describe("the embedded database in a directory", () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), "mercusuar-kill-"));
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true, maxRetries: 3 }));

  it("is closed to other users of the machine", async () => {
    const db = await openDatabase({ dir: join(dir, "closed") });
    await db.close();
    expect(statSync(join(dir, "closed")).mode & 0o777).toBe(0o700);
  });

  it("is whole where the making of it was killed half-way before", async () => {
    const home = join(dir, "half");
    mkdirSync(join(`${home}.copying`, "global"), { recursive: true });
    writeFileSync(join(`${home}.copying`, "PG_VERSION"), "half");
    const db = await openDatabase({ dir: home });
    expect((await db.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await db.close();
    expect(readdirSync(dir).filter((name) => name.startsWith("half"))).toEqual(["half"]);
  });

  it("keeps, through kill -9 under load, each row whose transaction was acknowledged", async () => {
    const home = join(dir, "killed");
    const acknowledged = [...(await killedAfter(home, 40)), ...(await killedAfter(home, 40))];
    const db = await openDatabase({ dir: home });
    const { rows } = await db.query<{ id: string }>("select id from thing");
    await db.close();
    const kept = new Set(rows.map(({ id }) => id));
    expect(acknowledged.length).toBeGreaterThanOrEqual(80);
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  });
});

const WRITER = `
  import { randomUUID } from "node:crypto";
  import { PGlite } from "@electric-sql/pglite";
  const db = await PGlite.create({ dataDir: process.argv[1] });
  await db.exec("create table if not exists thing (id text primary key)");
  for (;;) {
    const id = randomUUID();
    await db.query("insert into thing values ($1)", [id]);
    process.stdout.write(id + "\\n");
  }`;

/** Ids that a writing process acknowledged before it was killed. */
async function killedAfter(home: string, count: number): Promise<string[]> {
  const writer = spawn(process.execPath, ["--input-type=module", "-e", WRITER, home], {
    stdio: ["ignore", "pipe", "inherit"],
    cwd: import.meta.dirname,
  });
  const ids: string[] = [];
  for await (const id of createInterface({ input: writer.stdout })) {
    ids.push(id);
    if (ids.length === count) writer.kill("SIGKILL");
  }
  return ids;
}
