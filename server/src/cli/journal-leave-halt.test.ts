import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lockStart } from "@mercusuar/keeper";
import { batchesOf } from "@mercusuar/proof/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askCli } from "../../../tests/harness/ask-cli.ts";
import { type Engine, engines, type OpenEngine } from "../../../tests/harness/engines.ts";
import { layTables } from "../../../tests/harness/lay-tables.ts";
import { readSettings } from "../platform/settings.ts";
import { MIGRATIONS, openProduct, type Product } from "../product.ts";
import { parseCommand } from "./program.ts";
import { runHere } from "./run-command.ts";

const PASSWORD = "sebuah kalimat panjang";
const [engine] = engines as [Engine];

describe("a journal that is left behind", () => {
  let open: OpenEngine;
  let data: string;
  beforeAll(async () => {
    open = await engine.open();
    data = join(open.dataDir, "data");
    await layTables(join(data, "db"), MIGRATIONS);
    const product = await openProduct({ dataDir: data, scryptCost: 1024 });
    const { id: officeId } = await product.people.addOffice({ name: "Kantor Pusat", kind: "head", timeZone: "Asia/Jakarta" });
    for (const [login, fn] of [
      ["sinta", "officer"],
      ["oki", "operator"],
      ["odi", "operator"],
    ] as const)
      await decider(product, officeId, login, fn);
    await product.close();
  });
  afterAll(() => open?.close());

  async function decider({ people }: Product, officeId: string, login: string, fn: string): Promise<void> {
    const id = await people.addPerson({ login, name: login, employment: "internal", officeId, joinedOn: "2024-01-01", job: fn });
    const endsAt = new Date(Date.now() + 86_400_000);
    await people.grantAccess({ personId: id, function: fn, scope: "nation", endsAt });
    await people.acceptTerms(id, 1);
    await people.passScreening(id, { passedOn: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10) });
    await people.signContract(id, { kind: "tetap", startsOn: "2024-01-01" });
    await people.signPledge(id, { method: "paper" });
    await people.setPassword(id, PASSWORD, { wait: true });
  }
  function damage(): void {
    const dir = join(data, "journal", "batches");
    const path = join(dir, readdirSync(dir)[0] as string);
    const bytes = readFileSync(path);
    const third = [...batchesOf(bytes)][2]?.end ?? 0;
    bytes.writeUInt8(bytes.readUInt8(third + 40) ^ 1, third + 40);
    writeFileSync(path, bytes);
  }
  const leave = (by: string, second: string, secrets: string[], ...more: string[]) =>
    askCli(["journal", "leave-halt", "--by", by, "--second", second, "--json", ...more], { data, cwd: open.dataDir, secrets });

  it("needs two fit persons with their passwords, and then the house opens again", async () => {
    await expect(leave("sinta", "oki", [PASSWORD, PASSWORD])).rejects.toThrow(/does not halt/);
    damage();
    await expect(leave("sinta", "oki", [PASSWORD, "tebakan tebakan"])).rejects.toMatchObject({ code: "sign-in-failed" });
    await expect(leave("odi", "oki", [PASSWORD, PASSWORD])).rejects.toMatchObject({ code: "forbidden", extra: { reasons: ["officer"] } });
    const shown = await askCli(["journal", "leave-halt", "--dry-run", "--json"], { data, cwd: open.dataDir });
    expect([shown.exit, shown.err]).toEqual([0, ""]);
    const planned = JSON.parse(shown.out);
    const done = await leave("sinta", "oki", [PASSWORD, PASSWORD]);
    expect(done.exit).toBe(0);
    const left = JSON.parse(done.out);
    expect(left).toMatchObject({ from: planned.from, kept: planned.kept, until: planned.until, dryRun: false });
    expect(left.until).toBeGreaterThan(left.kept);
    expect(readdirSync(data)).toContain(left.left);
    const product = await openProduct({ dataDir: data, scryptCost: 1024 });
    const status = await product.keeper.status();
    expect([status.halted, status.origin]).toEqual([undefined, left.to]);
    expect((await product.people.signIn({ login: "sinta", password: PASSWORD, address: "a" })).token).toBeTruthy();
    await product.journal.drain();
    await product.close();
  });

  it("is not left under a running server: that is said before anybody is asked for a password", async () => {
    const product = await openProduct({ dataDir: data, scryptCost: 1024 });
    const asked: string[] = [];
    const secret = async (prompt: string) => {
      asked.push(prompt);
      return PASSWORD;
    };
    try {
      for (const how of [["--dry-run"], ["--by", "sinta", "--second", "oki"]]) {
        const parsed = parseCommand(["journal", "leave-halt", ...how], { out: () => undefined, err: () => undefined });
        if ("exit" in parsed) throw new Error("not run");
        const caller = { writers: { out: () => undefined, err: () => undefined }, cwd: open.dataDir, tty: false, secret };
        const settings = readSettings({ flags: parsed.options, env: { MERCUSUAR_DATA: data }, cwd: open.dataDir });
        await expect(runHere(parsed, settings, { ...caller, signal: new AbortController().signal })).rejects.toThrow(/stop it first/);
      }
      expect(asked).toEqual([]);
    } finally {
      await product.close();
    }
  });

  it("is left by two persons also where two hold the keys: their passphrases are asked for as at a start", async () => {
    const holders = [
      { name: "Ratna", passphrase: "mercu suar di ujung timur" },
      { name: "Bambang", passphrase: "ombak tidak pernah tidur" },
    ];
    lockStart(`${data}-keys`, holders, 1024);
    damage();
    const typed = holders.map(({ passphrase }) => passphrase);
    await expect(leave("sinta", "oki", [PASSWORD, PASSWORD, "bukan", "ini"])).rejects.toThrow("two different persons");
    expect(await leave("sinta", "oki", [PASSWORD, PASSWORD, ...typed])).toMatchObject({ exit: 0 });
  });
}, 180_000);
