import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lockStart, openStart, unlockStart } from "@mercusuar/keeper";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { askCli } from "../../../tests/harness/ask-cli.ts";
import { layTables } from "../../../tests/harness/lay-tables.ts";
import { startKeeper } from "../journal/start-keeper.ts";
import { realClock } from "../platform/clocks.ts";
import { MIGRATIONS, openProduct } from "../product.ts";

const RATNA = "mercu suar di ujung timur";
const BAMBANG = "ombak tidak pernah tidur";

describe("keys that two persons open together", () => {
  const dir = mkdtempSync(join(tmpdir(), "mercusuar-seal-"));
  const data = join(dir, "data");
  const keys = `${data}-keys`;
  const ask = (secrets: string[], ...argv: string[]) => askCli(argv, { data, cwd: dir, secrets });
  const keyTexts = () => ["kek-1.key", "index-1.key", "log.key", "mac.key"].map((name) => readFileSync(join(keys, name), "utf8").trim());
  let plain: string[];

  beforeAll(async () => {
    await layTables(join(data, "db"), MIGRATIONS);
    await (await openProduct({ dataDir: data })).close();
    plain = keyTexts();
  }, 60_000);
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it("are sealed by their keyholders, each with a passphrase typed twice, or not at all", async () => {
    const seal = ["keys", "seal", "--keyholder", "Ratna", "Bambang"];
    await expect(ask([RATNA, RATNA, BAMBANG, "salah ketik sekali"], ...seal)).rejects.toThrow("nothing was sealed");
    await expect(ask([RATNA, RATNA, "pendek", "pendek"], ...seal)).rejects.toThrow("at least 12");
    await expect(ask([], "keys", "seal")).rejects.toThrow("2 to 6 different names");
    await expect(ask([], "keys", "seal", "--keyholder", "Ratna", "ratna ")).rejects.toThrow("2 to 6 different names");
    expect(keyTexts()).toEqual(plain);
    const { exit, out } = await ask([RATNA, RATNA, BAMBANG, BAMBANG], ...seal, "--json");
    expect({ exit, ...JSON.parse(out) }).toEqual({ exit: 0, sealed: true, keyholders: ["Ratna", "Bambang"] });
    const everything = readdirSync(keys).map((name) => readFileSync(join(keys, name), "latin1"));
    for (const key of plain) expect(everything.some((text) => text.includes(key))).toBe(false);
  });

  it("start for both, whoever types first, also from files, and for nobody alone", async () => {
    // The same lock at a cost that a test can pay many times.
    unlockStart(keys, openStart(keys, [RATNA, BAMBANG]) as Buffer);
    const keyholders = [
      { name: "Ratna", passphrase: RATNA },
      { name: "Bambang", passphrase: BAMBANG },
    ];
    lockStart(keys, keyholders, 2 ** 10);
    expect(await ask([BAMBANG, RATNA], "people", "offices")).toMatchObject({ exit: 0 });
    for (const typed of [[RATNA, RATNA], [RATNA, "ombak"], []])
      await expect(ask(typed, "people", "offices")).rejects.toThrow("two different persons");
    writeFileSync(join(dir, "ratna"), `${RATNA}\n`);
    writeFileSync(join(dir, "bambang"), BAMBANG);
    const files = ["--first-passphrase-file", "ratna", "--second-passphrase-file", "bambang"];
    expect(await ask([], "people", "offices", ...files)).toMatchObject({ exit: 0 });
    expect(await ask([BAMBANG], "people", "offices", "--first-passphrase-file", "ratna")).toMatchObject({ exit: 0 });
  });

  it("let a keeper that is killed come back by itself: the server has them in memory, as long as it lives", async () => {
    const startKey = openStart(keys, [RATNA, BAMBANG]);
    if (startKey === undefined) throw new Error("not opened");
    const keeper = await startKeeper({ dataDir: data, keysDir: keys, clock: realClock(), startKey });
    try {
      const first = keeper.pid as number;
      process.kill(first, "SIGKILL");
      await vi.waitUntil(() => keeper.pid !== first && keeper.pulse.state === "up", { timeout: 20_000 });
      expect(await keeper.append({ typ: "operator", body: { command: "test" } })).toMatchObject({ ok: true });
    } finally {
      await keeper.close();
    }
    await expect(startKeeper({ dataDir: data, keysDir: keys, clock: realClock() })).rejects.toThrow(
      "two of Ratna, Bambang start this keeper",
    );
  }, 60_000);

  it("lie plain again once both have said so", async () => {
    await expect(ask([RATNA, "ombak"], "keys", "unseal")).rejects.toThrow("two different persons");
    expect(await ask([RATNA, BAMBANG], "keys", "unseal")).toMatchObject({ exit: 0 });
    expect(keyTexts()).toEqual(plain);
    expect(await ask([], "people", "offices")).toMatchObject({ exit: 0 });
    await expect(ask([], "keys", "unseal")).rejects.toThrow("not sealed");
  });
}, 120_000);
