import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askCli } from "../../../tests/harness/ask-cli.ts";
import { engines } from "../../../tests/harness/engines.ts";
import { DAY, type EveningWorld, openEveningWorld } from "../../../tests/world/evening-world.ts";
import { ownLook } from "../../../tests/world/own-look.ts";

const PEOPLE =
  "login,name,employment,vendor,office,supervisor,superior,joined_on,job,functions,scope,until,nik\nsiti,Siti,internal,,Sumbawa Besar,arman,,2024-01-01,CS,cs,branch,2027-06-30,";

describe.each(engines)("what an operator is told on the first day on $name", (engine) => {
  let world: EveningWorld;
  const cwd = mkdtempSync(join(tmpdir(), "mercusuar-first-day-"));

  beforeAll(async () => {
    world = await openEveningWorld(engine);
  }, 180_000);
  afterAll(async () => {
    await world?.close();
    rmSync(cwd, { recursive: true, force: true });
  });

  const say = (...argv: string[]) => askCli(argv, { data: cwd, cwd, product: world.product });
  const count = async (table: string) =>
    (await world.product.db.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n;
  const file = (name: string, text: string): string => {
    writeFileSync(join(cwd, name), `${text}\n`);
    return name;
  };

  it("an office of an unknown kind, without a name, with a name that is taken or in an unknown zone is refused in words, and not added", async () => {
    const before = await count("people.office");
    const refused = (...argv: string[]) => expect(say("people", "add-office", ...argv)).rejects.toMatchObject({ code: "bad-field" });
    await refused("Cabang Mataram", "--kind", "cabang");
    await refused("  ");
    await refused("sumbawa besar");
    await refused("Cabang Mataram", "--zone", "Asia/Tokyo");
    await expect(say("people", "add-vendor", "")).rejects.toMatchObject({ code: "bad-field" });
    expect(await count("people.office")).toBe(before);
    const { id, en } = await say("people", "add-office", "X", "--kind", "cabang").catch(({ detail }) => detail);
    expect([id, en]).toEqual([
      expect.stringMatching(/^kind: salah satu dari head.*branch \(cabang\)/),
      "kind: one of head, region, branch, desk.",
    ]);
  });

  it("people come with their logins, by the name of their office", async () => {
    const { out } = await say("people", "list", "sumbawa besar");
    expect(out).toMatch(/^per_\S+ {2}rina +active +Rina \(CS\)$/m);
    await expect(say("people", "list", "Nowhere")).rejects.toThrow(/people offices/);
  });

  it("a file of people with a fault tells that nothing was written, and counts nobody as new", async () => {
    const before = await count("people.person");
    const name = file("people.csv", `${PEOPLE}\nx,,internal,,Sumbawa Besar,arman,,2024-01-01,CS,cs,branch,2027-06-30,`);
    const { exit, out } = await say("import", "people", name);
    expect([exit, await count("people.person")]).toEqual([1, before]);
    expect(out).toMatch(/TIDAK ADA YANG DITULIS.*NOTHING WAS WRITTEN/);
    expect(out).not.toMatch(/\+ siti|new 1/);
    expect(JSON.parse((await say("import", "people", name, "--json")).out)).toMatchObject({ new: 0, changed: 0, bad: 1, written: false });
    expect(existsSync(join(cwd, `${name}.errors.csv`))).toBe(true);
  });

  it("two logins with one NIK come in neither of them; each row names the other; a login of before is warned of", async () => {
    const [head, siti] = PEOPLE.split("\n") as [string, string];
    const twice = file("twice.csv", [head, `${siti}9171014405900001`, `${siti.replace("siti", "sita")}9171014405900001`].join("\n"));
    const { exit, err } = await say("import", "people", twice);
    expect([exit, err]).toEqual([1, expect.stringMatching(/baris 2, kolom nik: NIK yang sama dengan baris 3/)]);
    expect(err).toMatch(/row 3, column nik: the same NIK as row 2/);
    expect((await say("import", "people", file("one.csv", [head, `${siti}9171014405900001`].join("\n")))).err).toBe("");
    const again = await say("import", "people", file("two.csv", [head, `${siti.replace("siti", "sita")}9171014405900001`].join("\n")));
    expect([again.exit, again.err]).toEqual([0, expect.stringMatching(/NIK yang sama pada sita, siti.* · .*one login for each person/)]);
  });

  it("once the faults are mended the file that told of them is gone; a file of one's own stays", async () => {
    const name = file("people.csv", PEOPLE.replace("siti,Siti", "sari,Sari"));
    expect((await say("import", "people", name)).exit).toBe(0);
    expect(existsSync(join(cwd, `${name}.errors.csv`))).toBe(false);
    file("mine.txt", "a list of my own");
    await say("import", "people", name, "--errors", "mine.txt");
    expect(existsSync(join(cwd, "mine.txt"))).toBe(true);
  });

  it("a file that is not there is named", async () => {
    await expect(say("import", "people", "nowhere.csv")).rejects.toMatchObject({ file: join(cwd, "nowhere.csv"), row: 0 });
  });

  it("only who answers for others or for the data stands second behind an import of customers", async () => {
    file("customers.csv", "number,name,nik\nP-001,Budi Santoso,0012340504900001\nP-002,,");
    const fields = {
      nik: "nik",
      customer_number: { column: "number", required: true },
      name: { column: "name", required: true },
    };
    file("map.json", JSON.stringify({ key: "number", system: "crm", channel: { constant: "registration" }, fields }));
    const bring = (approver: string) =>
      say(
        "import",
        "customers",
        "customers.csv",
        "--map",
        "map.json",
        "--source",
        "CRM",
        "--office",
        "sumbawa besar",
        "--approver",
        approver,
      );
    const agent = await bring("rina");
    expect([agent.exit, agent.err]).toEqual([1, expect.stringMatching(/^--approver: orang yang tidak boleh menyetujui impor/)]);
    const { exit, out, err } = await bring("arman");
    expect([exit, out]).toEqual([1, expect.stringMatching(/new 1/)]);
    expect(out).toMatch(/odd 1: provinsi 00.*, mulai baris 2 · province 00.*, from row 2/);
    expect(err).toMatch(/Baris yang benar sudah ditulis; yang salah tidak\. · The good rows were written/);
  });

  it("tasks: each wrong row is told, and one that says otherwise than before is no 'same'", async () => {
    const bring = (rows: string) =>
      say(
        "import",
        "tasks",
        file("tasks.csv", `external,purpose,customer_key,assigned_to\n${rows}`),
        "--source",
        "tiket",
        "--system",
        "crm",
      );
    const first = await bring("T-1,care,P-001,rina\nT-2,nothing,P-001,rina");
    expect([first.exit, first.err]).toEqual([1, expect.stringMatching(/baris 3, kolom purpose: keperluan tidak dikenal/)]);
    const second = await bring("T-1,service,P-001,yosua");
    expect([second.exit, second.err, second.out]).toEqual([
      1,
      expect.stringMatching(/baris 2, kolom external: sudah ada, dengan keperluan, pelanggan, atau petugas lain/),
      expect.stringMatching(/same 0, .*wrong 1/),
    ]);
    expect((await bring("T-1,care,P-001,rina")).out).toMatch(/same 1, .*wrong 0/);
  });

  it("who looked is asked by the key of the import; without its system the way is told", async () => {
    const missing = await say("who-looked", "--customer", "P-001");
    expect([missing.exit, missing.err]).toEqual([1, expect.stringMatching(/--system NAMA .* · .*--system NAME/)]);
    const { exit, out } = await say("who-looked", "--customer", "P-001", "--system", "crm", "--json");
    expect([exit, JSON.parse(out).customer]).toEqual([0, expect.stringMatching(/^cus_/)]);
  });

  it("the evening says what the desk says: looks that add up, listings beside them; a day to come is refused", async () => {
    const done = await ownLook(world, world.rina, await world.customer("Wati"), "10:00");
    world.at("10:10");
    await ownLook(world, world.rina, await world.customer("Wati Dua"), "12:55");
    for (let n = 0; n < 2; n++) expect((await world.call(world.rina, "POST", "/api/listings", { of: "queue" })).status).toBe(200);
    expect(done.entry).toBeGreaterThan(0);
    world.at("13:00");
    const { out } = await say("evening", "--english");
    const desk = (await world.call(world.arman, "GET", `/api/desk?date=${DAY}`)).body.greeting;
    const [, looks, explained, answered, unexplained, open, listings] = (
      /Sumbawa Besar, \S+: (\d+) looks = (\d+) explained \+ (\d+) answered \+ (\d+) unexplained \+ (\d+) still in hand; (\d+) listings/.exec(
        out,
      ) ?? []
    ).map(Number) as number[];
    expect({ looks, explained, open, listings }).toEqual({
      looks: desk.looks,
      explained: desk.clear,
      open: desk.open,
      listings: desk.listings,
    });
    expect([open, listings]).toEqual([1, 2]);
    expect((answered ?? 0) + (unexplained ?? 0)).toBe(desk.answered + desk.decided + desk.waitingLooks + desk.followed);
    await expect(say("evening", "--date", "2027-01-01")).rejects.toMatchObject({ code: "bad-date" });
  });

  it("the script of the call-backs names no blank that nobody has filled in", async () => {
    const { out } = await say("call-backs", "list");
    expect(out).toMatch(/apakah pada tanggal di daftar ini ada petugas.* · .*serve you on the day listed below/);
    expect(out).not.toContain("{");
  });
});
