import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { verifyCommand } from "@mercusuar/proof/node";
import { beforeAll, describe, expect, it } from "vitest";
import { type Ended, leaked, runProgram, said } from "../harness/program.ts";
import { serveCompany } from "./serve-company.ts";

const MAP = { key: "no", system: "crm", fields: { customer_number: "no", name: "nama", phone: "hp", nik: "nik", birth_date: "lahir" } };
const HEADER = "no,nama,hp,nik,lahir\n";
/** Long enough that a pack cut in its middle still holds many whole rows: names that do not pack well. */
const customers = Array.from({ length: 1500 }, (_, n) => {
  const word = randomBytes(24)
    .toString("hex")
    .replace(/\d/g, (digit) => "ghijklmnop"[Number(digit)] ?? "");
  return `C${n},Prameswari ${word},0812${String(9_000_000 + n)},0071122010${String(910_000 + n)},1990-10-20\n`;
});

describe("a broken file, given to the program that runs", () => {
  const house = serveCompany(2, 4);
  const { place } = house;
  beforeAll(() => {
    house.company.secrets.push("Prameswari", "Rahasia");
    writeFileSync(join(place.dir, "map.json"), JSON.stringify(MAP));
    writeFileSync(join(place.dir, "calls.json"), JSON.stringify({ source: "pbx", zone: "Asia/Makassar", columns: {} }));
  });

  const file = (name: string, content: string | Buffer): string => {
    writeFileSync(join(place.dir, name), content);
    return join(place.dir, name);
  };
  const run = (...args: string[]) => runProgram(place, [...args, "--data", place.data, "--json"]);
  const bring = (path: string) =>
    run("import", "customers", path, "--map", join(place.dir, "map.json"), "--source", "crm 2026", "--office", house.company.officeId);
  /** A refusal that an operator can use: no trace of the program, no value of the file. */
  const named = ({ code, out, err }: Ended, what: RegExp) => {
    expect([code === 1 || code === 2, `${out}${err}`]).toEqual([true, expect.stringMatching(what)]);
    expect(`${out}${err}`).not.toMatch(/^\s+at .+:\d+/m);
    expect(`${out}${err}`).not.toMatch(/Prameswari|Rahasia/);
  };

  it("of customers, packed and cut in the middle, is named; the whole file afterwards loses nobody and brings nobody twice", async () => {
    const packed = gzipSync(HEADER + customers.join(""));
    const cut = await bring(file("customers-cut.csv.gz", packed.subarray(0, Math.floor(packed.length / 2))));
    named(cut, /damaged or cut off|gzip|cut/i);
    const first = cut.out.trim() === "" ? { new: 0 } : JSON.parse(cut.out);
    const whole = await bring(file("customers.csv.gz", packed));
    expect(whole.code, whole.err).toBe(0);
    expect(JSON.parse(whole.out)).toMatchObject({ rows: 1500, new: 1500 - first.new, same: first.new, changed: 0, bad: 0 });
  });

  it("of customers with a NIK of 15 digits, 31 February and a key twice keeps the good rows and names row, column, what and expected", async () => {
    const rows = [
      "D1,Rahasia Satu,081290000001,0071122010910001,1990-10-20",
      "D2,Rahasia Dua,081290000002,007112201091000,1990-10-20",
      "D3,Rahasia Tiga,081290000003,0071122010910003,1990-02-31",
      "D1,Rahasia Empat,081290000004,0071122010910004,1990-10-20",
      "D5,Rahasia Lima",
    ];
    const answer = await bring(file("wrong.csv", `${HEADER}${rows.join("\n")}\n`));
    named(answer, /salah · wrong|bad/);
    expect(JSON.parse(answer.out)).toMatchObject({ rows: 5, new: 1, bad: 4 });
    expect(answer.err).toMatch(/row 3, column nik: 15 digits; expected: 16 digits/);
    expect(answer.err).toMatch(/row 4, column lahir: .*31.*; expected: /);
    expect(answer.err).toMatch(/row 5.*the same key as/);
    expect(answer.err).toMatch(/row 6.*2 fields; expected: 5 fields/);
  });

  const KINDS: Array<[string, string[], string]> = [
    ["people", [], "login"],
    ["roster", [], "login"],
    ["tasks", ["--source", "crm"], "purpose"],
    ["portfolio", ["--source", "crm"], "holder"],
  ];

  it.each(KINDS)(
    "of %s is refused by name when a column is missing, the bytes are no UTF-8, or the pack is cut",
    async (kind, more, column) => {
      const before = await house.program.lamp();
      const long = `kolom\n${customers.join("").replaceAll(",", " ")}`;
      named(await run("import", kind, file(`${kind}.csv`, "kolom,lain\nRahasia,x\n"), ...more), new RegExp(column));
      named(
        await run("import", kind, file(`${kind}-latin.csv`, Buffer.from(`${column},x\nRahasia \u00e9,x\n`, "latin1")), ...more),
        /UTF-8|missing/,
      );
      const packed = gzipSync(long);
      named(await run("import", kind, file(`${kind}-cut.csv.gz`, packed.subarray(0, packed.length - 300)), ...more), /cut|gzip|missing/i);
      expect((await house.program.lamp()).lit).toBe(before.lit);
    },
  );

  it("of calls is refused by name: no map, a map that is no JSON, a map without its parts", async () => {
    const calls = file("calls.csv", "a,b\n1,2\n");
    named(await run("import", "calls", calls), /--map/);
    named(await run("import", "calls", calls, "--map", file("bad.json", "{")), /JSON/);
    named(await run("import", "calls", calls, "--map", file("empty.json", "{}")), /source|columns|zone/);
  });

  it("of a bank's log is refused before a house is made of it: cut, binary, a wrong date", async () => {
    const event = (at: string) => `<event><string key="concept:name" value="Rahasia"/><date key="time:timestamp" value="${at}"/></event>`;
    const log = (...at: string[]) =>
      `<?xml version="1.0"?>\n<log><trace><string key="concept:name" value="A1"/>${at.map(event).join("\n")}</trace></log>`;
    const play = (path: string, n: number) =>
      runProgram(place, ["replay", path, "--from", "2012-01-09", "--days", "1", "--json", "--data", join(place.dir, `replay-${n}`)]);
    const packed = gzipSync(log(...Array.from({ length: 500 }, (_, n) => `2012-01-09T08:${String(n % 60).padStart(2, "0")}:00.000+01:00`)));
    named(await play(file("cut.xes.gz", packed.subarray(0, packed.length / 2)), 1), /cut off|damaged/);
    named(await play(file("binary.xes", randomBytes(4096)), 2), /UTF-8|XML|XES|binary|gzip/i);
    named(await play(file("date.xes", log("31 February")), 3), /no instant/);
  }, 120_000);

  it("that is none is said to be none", async () => {
    named(await bring(join(place.dir, "none.csv")), /does not exist/);
    named(await run("import", "people", join(place.dir, "none.csv")), /does not exist/);
  });

  it("and after all that the house works, its journal is whole, and no value of a file stands in a log or an answer", async () => {
    expect((await house.program.look(house.company, 0)).status).toBe(200);
    await house.program.kill();
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
    expect(leaked(house.company)).toEqual([]);
    expect(said.join("")).not.toMatch(/unhandled|uncaught/i);
  });
});
