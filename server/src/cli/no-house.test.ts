import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { askCli } from "../../../tests/harness/ask-cli.ts";
import { COMMANDS } from "./commands.ts";
import { main } from "./main.ts";

const dir = mkdtempSync(join(tmpdir(), "mercusuar-typo-"));
const mistyped = join(dir, "nope");
const file = (name: string, text: string): string => {
  writeFileSync(join(dir, name), text);
  return name;
};

afterAll(() => rmSync(dir, { recursive: true, force: true }));

const CUSTOMERS = ["--map", file("map.json", JSON.stringify({ key: "n", system: "crm", fields: { customer_number: "n" } }))];
const RECORDS = ["--map", file("calls.json", JSON.stringify({ source: "pbx", zone: "Asia/Jakarta", extensionDigits: 4 }))];
const COLUMNS = { login: "login", name: "nama", office: "kantor", date: "tanggal", from: "mulai", to: "selesai" };
const ROSTER = ["--map", file("roster.json", JSON.stringify({ source: "hr", zone: "Asia/Makassar", columns: COLUMNS }))];
const ROWS = file("rows.csv", "n\n1\n");
const CALLS = file("calls.csv", "uniqueid,start,billsec,ext,number\n");
const PEOPLE = file("roster.csv", "login,nama,kantor,tanggal,mulai,selesai\nrina,Rina Wulandari,Cabang Mataram,2026-11-30,08:00,17:00\n");
const TWO = ["--by", "ratna", "--second", "gunawan"];

/** Those that begin a house, and those that ask none: they count only, read files, or keep something of their own. */
const BEGIN = ["start", "demo", "keeper", "witness", "standby"];
const ASK_NONE = ["replay", "call-backs plan", "honey plan", "journal verify", "journal export", "journal receipt"];
const WITHOUT = [...BEGIN, ...ASK_NONE];

/** What each other command needs beside its name. A new command finds its line here. */
const ARGUMENTS: Record<string, string[]> = {
  "import customers": [ROWS, ...CUSTOMERS, "--source", "CRM", "--office", "off_1", "--approver", "rina"],
  "import people": [ROWS],
  "import roster": [ROWS],
  "import tasks": [ROWS, "--source", "CRM", "--system", "crm"],
  "import portfolio": [ROWS],
  "import calls": [CALLS, ...RECORDS],
  "import tickets": [CALLS, ...RECORDS],
  "import holidays": [ROWS],
  "draw check": ["--date", "2026-11-30", "--office", "off_1"],
  "who-looked": ["--customer", "cus_1"],
  "watch import": ["roster", PEOPLE, ...ROSTER, "--dry-run"],
  "call-backs answer": ["cb_1", "no-answer", "--by", "rina"],
  "honey make": ["3", ...TWO],
  "journal leave-halt": TWO,
  "journal prune": ["--before", "2021-01-01", ...TWO],
  "people add-office": ["Cabang Mataram"],
  "people add-vendor": ["PT Contoh"],
  "people list": ["off_1"],
  "people invite": ["siti"],
  "people grant": ["siti", "cs", "--scope", "branch"],
  "people delegate": ["siti", "cs"],
  "people close": ["siti"],
  "people suspend": ["siti"],
  "people lift": ["siti"],
  "people end": ["siti"],
  "people reset-password": ["siti", ...TWO],
  destroy: ["cus_1", ...TWO],
  "keys rotate": TWO,
  "keys rotate-log": TWO,
  "keys certificate": ["1"],
  "policy set-mode": ["R44", "watch", "--by", "ratna", "--why", "trial"],
  "approvals confirm": ["apr_1", "--by", "ratna"],
  "approvals withdraw": ["apr_1", "--by", "ratna"],
};

const ask = (argv: string[], secrets: string[] = []) => askCli(argv, { data: mistyped, cwd: dir, secrets });
const trace = (): string[] => readdirSync(dir).filter((name) => !/\.(csv|json)$/.test(name));

describe("a mistyped --data", () => {
  afterEach(() => {
    for (const name of trace()) rmSync(join(dir, name), { recursive: true });
  });

  it.each(COMMANDS.map(({ name }) => name).filter((name) => !WITHOUT.includes(name)))(
    "%s says that no house is there, ends with 2 and leaves no trace",
    async (name) => {
      const { exit, out, err } = await ask([...name.split(" "), ...(ARGUMENTS[name] ?? [])]);
      expect([exit, out, err]).toEqual([2, "", expect.stringContaining("tidak ada data Mercusuar")]);
      expect(trace()).toEqual([]);
    },
  );

  it("is told by the commands that only read a journal, too, and they leave no trace", async () => {
    for (const [command, more] of [
      ["journal verify", []],
      ["journal receipt", ["1"]],
      ["journal export", ["--out", "export"]],
    ] as const)
      expect((await ask([...command.split(" "), ...more])).exit).toBe(2);
    expect(trace()).toEqual([]);
  });

  it("of the first step of Mode Pantau founds a house, and says so and where the keys are; the second time it says nothing", async () => {
    const first = await ask(["watch", "import", "roster", PEOPLE, ...ROSTER, "--json"]);
    expect([first.exit, first.err]).toEqual([0, expect.stringContaining(`${mistyped}-keys`)]);
    expect(first.err).toContain("a new house has begun");
    expect((await ask(["watch", "import", "roster", PEOPLE, ...ROSTER, "--json"])).err).toBe("");
  });
});

describe("a place where no directory can be made", () => {
  it.each([
    ["the data", ["--data", "/proc/mercusuar"]],
    ["the keys", ["--data", mistyped, "--keys", "/proc/mercusuar/keys"]],
  ])("is named at once: %s", async (_, where) => {
    const ended = ask(["start", "--empty", "--port", "0", ...where]);
    await expect(ended).rejects.toThrow(/tidak dapat dibuat.*cannot be made/);
    expect(existsSync(join(mistyped, "db"))).toBe(false);
  });
});

describe("the made-up company", () => {
  it("is not played in a directory where a house is: nothing is touched", async () => {
    const house = join(dir, "house");
    mkdirSync(join(house, "journal"), { recursive: true });
    const said: string[] = [];
    const write = process.stderr.write;
    process.stderr.write = (text: string | Uint8Array) => said.push(String(text)) > 0;
    const code = await main(["demo", "--exit", "--data", house, "--keys", `${house}-keys`]).finally(() => {
      process.stderr.write = write;
    });
    expect([code, said.join("")]).toEqual([2, expect.stringContaining("there are data here already")]);
    expect([readdirSync(house), existsSync(`${house}-keys`)]).toEqual([["journal"], false]);
  });
});
