/** What no-plain-data.test.ts asks of the embedded engine, asked of a PostgreSQL server: its whole data directory, write-ahead log and the most talkative log. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { verifyCommand } from "@mercusuar/proof/node";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cluster, startCluster } from "../harness/postgres-cluster.ts";
import { buildProgram, newPlace, type Program, runProgram, said, startProgram } from "../harness/program.ts";
import { type Company, foundCompany } from "../world/company.ts";
import { type Hit, PlainSearch } from "./plain-search.ts";

const IMPORTED = 300;
const letters = (n: number): string => [n % 26, Math.floor(n / 26) % 26].map((one) => String.fromCharCode(97 + one)).join("");
const brought = Array.from({ length: IMPORTED }, (_, n) => ({
  no: `QW${String(770_000 + n)}`,
  nama: `Prameswari Kencana${letters(n)}`,
  hp: `08009${String(9_000_000 + n)}`,
  nik: `0071122010${String(910_000 + n)}`,
}));
const MAP = { key: "no", system: "crm", fields: { customer_number: "no", name: "nama", phone: "hp", nik: "nik" } };

describe("whoever copies the disk of a PostgreSQL server after a day of work", () => {
  const place = newPlace();
  let cluster: Cluster;
  let company: Company;
  let program: Program;
  let search: PlainSearch;

  beforeAll(async () => {
    buildProgram();
    cluster = await startCluster({ logAll: true });
    const url = await cluster.createDatabase();
    process.env.DATABASE_URL = url;
    company = await foundCompany(place.data, 4, 40, { databaseUrl: url });
    program = await startProgram(place);
    await importMore();
    for (let n = 0; n < company.work.length; n++) await serve(n);
    const both = (text: string) => [
      text,
      text.replace("+62", "0"),
      text.replace("+62", ""),
      text.replace(/^0/, ""),
      text.replace(/^0/, "+62"),
    ];
    const texts = [...company.secrets, ...brought.flatMap((one) => Object.values(one))].flatMap(both);
    search = new PlainSearch(texts.filter((text) => Buffer.byteLength(text) >= 8));
  }, 300_000);
  afterAll(async () => {
    delete process.env.DATABASE_URL;
    await program?.kill();
    await cluster?.stop();
    place.remove();
  });

  async function importMore(): Promise<void> {
    const [file, map] = [join(place.dir, "customers.csv"), join(place.dir, "map.json")];
    writeFileSync(map, JSON.stringify(MAP));
    writeFileSync(file, `no,nama,hp,nik\n${brought.map((one) => Object.values(one).join(",")).join("\n")}\n`);
    const done = await runProgram(place, [
      ...["import", "customers", file, "--map", map, "--source", "crm", "--office", company.officeId],
      ...["--data", place.data, "--json"],
    ]);
    expect([done.code, done.err]).toEqual([0, expect.any(String)]);
    expect(JSON.parse(done.out.trim().split("\n").at(-1) ?? "")).toMatchObject({ new: IMPORTED });
  }

  /** A customer is looked at, revealed, searched for by number, and his task is finished. */
  async function serve(n: number): Promise<void> {
    const { customer, case: task, agent } = company.work[n] as Company["work"][number];
    const ask = (path: string, body: object) => program.ask("POST", path, body, company.agents[agent]?.token);
    const look = await program.look(company, n);
    expect(look.status, look.text).toBe(200);
    const reveal = await ask("/api/looks", { customer, purpose: "service", case: task, reveal: ["phone"], re: look.body.entry });
    expect(reveal.text).toContain(String(77_000_000 + n));
    const [, phone = "", nik = ""] = company.secrets.slice(n * 5, n * 5 + 3);
    const found = await ask(
      "/api/search",
      n % 2 ? { by: "phone", value: phone, purpose: "service" } : { by: "nik", value: nik, purpose: "service" },
    );
    expect(found.body.rows, found.text).toHaveLength(1);
    expect((await ask(`/api/cases/${task}/claim`, {})).status).toBe(200);
    expect((await ask(`/api/cases/${task}/outcome`, { outcome: "done" })).status).toBe(200);
  }

  const asAdministrator = async (work: (client: pg.Client) => Promise<unknown>): Promise<void> => {
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await client.connect();
    await work(client).finally(() => client.end());
  };
  const hits = (found: Hit[]) => found.slice(0, 5);

  it("finds no customer in its tables and its write-ahead log", async () => {
    await asAdministrator((client) => client.query("checkpoint"));
    expect(hits(search.inDirectory(cluster.dataDir))).toEqual([]);
  });

  it("finds none in what a superuser dumps: every row of every table, the catalogue, the statistics and what sessions are doing", async () => {
    let bytes = 0;
    let tables = 0;
    await asAdministrator(async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('r', 'm', 'v', 'p') and n.nspname <> 'information_schema' order by 1`,
      );
      for (const { name } of rows) {
        const dump = await client.query<{ row: string }>(`select t::text as row from ${name} t`).catch(() => ({ rows: [] }));
        const text = Buffer.from(dump.rows.map(({ row }) => row).join("\n"));
        expect(hits(search.inBytes(name, text))).toEqual([]);
        bytes += text.length;
        tables++;
      }
    });
    expect(tables).toBeGreaterThan(100);
    expect(bytes).toBeGreaterThan(1_000_000);
  });

  it("finds none in the server's log, though that holds every statement with its parameters", () => {
    expect(cluster.log()).toMatch(/insert into records\.customer[\s\S]*parameters: /i);
    expect(hits(search.inBytes("log", Buffer.from(cluster.log())))).toEqual([]);
  });

  it("finds none in the product's own directory, nor in what the program said", async () => {
    expect(hits(search.inDirectory(place.data))).toEqual([]);
    expect(hits(search.inBytes("output", Buffer.from(said.join(""))))).toEqual([]);
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
  });

  it("would have been found out by this search: it finds what an administrator writes by hand, in all three places", async () => {
    const [name = ""] = company.secrets;
    await asAdministrator(async (client) => {
      await client.query("create table public.planted (name text)");
      await client.query("insert into public.planted values ($1)", [name]);
      await client.query("checkpoint");
    });
    const places = new Set(search.inDirectory(cluster.dataDir).map(({ where }) => where.split("/")[0]));
    expect(places).toEqual(new Set(["base", "pg_wal"]));
    expect(search.inBytes("log", Buffer.from(cluster.log())).map(({ text }) => text)).toContain(name);
  });
});
