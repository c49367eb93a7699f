import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readEntries } from "@mercusuar/proof/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyTree } from "../../../tests/harness/copy-tree.ts";
import {
  buildProgram,
  type Going,
  keeperOf,
  newPlace,
  type Program,
  runProgram,
  startCommand,
  startProgram,
  until,
} from "../../../tests/harness/program.ts";
import { type Company, foundCompany } from "../../../tests/world/company.ts";

/** Each test starts the program several times. */
const PATIENT = { timeout: 240_000 };
/** What of the key directory is the server's own. */
const SERVERS = ["server.key", "ended"];

describe("a house whose keeper runs apart", () => {
  const place = newPlace();
  const apart = join(place.dir, "keeper");
  const [data, keys] = [join(apart, "data"), join(apart, "keys")];
  let company: Company;
  let keeper: Going<{ size: number }> | undefined;
  let house: Program | undefined;

  beforeAll(async () => {
    buildProgram();
    company = await foundCompany(place.data, 1, 1);
  }, 180_000);
  afterAll(async () => {
    await house?.kill("SIGKILL");
    await keeper?.end();
    place.remove();
  });

  async function startKeeper(): Promise<{ size: number }> {
    keeper = await startCommand(place, ["keeper", "--data", data, "--keys", keys]);
    return keeper.told;
  }
  const keeperPid = (): number => keeperOf(keeper?.process.pid ?? 0);
  const looks = async (status: number): Promise<boolean> => (await house?.look(company, 0))?.status === status;

  it("does not begin a second log: journal and keys are moved as the guide tells, or nothing starts", PATIENT, async () => {
    mkdirSync(apart, { mode: 0o700 });
    const begun = await runProgram(place, ["start", "--empty", "--port", "0", "--data", place.data, "--keeper", data]);
    expect([begun.code, begun.err]).toEqual([1, expect.stringContaining("keeper-apart.md")]);
    for (const dir of [data, keys]) mkdirSync(dir, { mode: 0o700 });
    renameSync(join(place.data, "journal"), join(data, "journal"));
    for (const name of readdirSync(`${place.data}-keys`).filter((name) => !SERVERS.includes(name)))
      renameSync(join(`${place.data}-keys`, name), join(keys, name));
    const nobody = await runProgram(place, ["start", "--empty", "--port", "0", "--data", place.data, "--keeper", data]);
    expect([nobody.code, nobody.err]).toEqual([1, expect.stringContaining("no keeper answers here")]);
    const wrong = ["--mirror", "127.0.0.1:1", "--mirror-key", "k", "--witness-grace", "5"];
    const told = await runProgram(place, ["start", "--empty", "--data", place.data, "--keeper", data, ...wrong]);
    expect([told.code, told.err]).toEqual([1, expect.stringMatching(/--witness-grace: .*command keeper[\s\S]*--mirror: .*command keeper/)]);
  });

  it(
    "serves looks, closes when the keeper is killed, and opens again by itself; the server holds no key but its own",
    PATIENT,
    async () => {
      await startKeeper();
      house = await startProgram(place, ["--keeper", data]);
      expect(await looks(200)).toBe(true);
      expect(readdirSync(`${place.data}-keys`).sort()).toEqual([...SERVERS].sort());
      expect((await house.lamp()).keeper).toBe("up");
      process.kill(keeperPid(), "SIGKILL");
      await until(() => looks(503));
      await until(() => looks(200));
      const checked = await runProgram(place, ["state", "check", "--json", "--data", place.data]);
      expect(JSON.parse(checked.out)).toMatchObject({ state: "whole", looks: expect.any(Number), differences: 0 });
      expect((await runProgram(place, ["journal", "verify", place.data])).code).toBe(0);
      const leaving = await runProgram(place, ["journal", "leave-halt", "--data", place.data, "--keeper", data, "--dry-run"]);
      expect([leaving.code, leaving.err]).toEqual([1, expect.stringContaining("the keeper runs apart")]);
    },
  );

  it(
    "row 34: stays shut, while it runs and at its next start, when an older copy of the keeper's directory answers, however long that one grows",
    PATIENT,
    async () => {
      expect(await keeper?.end()).toBe(0);
      copyTree(apart, join(place.dir, "older"));
      const { size: then } = await startKeeper();
      await until(() => looks(200));
      expect(await keeper?.end()).toBe(0);
      renameSync(apart, join(place.dir, "newer"));
      renameSync(join(place.dir, "older"), apart);
      let { size } = await startKeeper();
      await until(async () => (await house?.lamp())?.keeper === "halted");
      expect(await looks(503)).toBe(true);
      while (size <= then + 12) {
        await keeper?.end();
        size = (await startKeeper()).size;
      }
      await until(async () => (await house?.lamp())?.keeper === "halted");
      expect(await looks(503)).toBe(true);
      // What is not believed is not remembered either: else it would be believed at the next start, and the true journal not.
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      await house?.kill();
      await expect(startProgram(place, ["--keeper", data])).rejects.toThrow("does not fit what was signed");
      const after = [];
      for await (const { entry } of readEntries(data, size)) after.push(entry.typ);
      expect(after.filter((typ) => typ === "look")).toEqual([]);

      await keeper?.end();
      rmSync(apart, { recursive: true });
      renameSync(join(place.dir, "newer"), apart);
      await startKeeper();
      house = await startProgram(place, ["--keeper", data]);
      expect(await looks(200)).toBe(true);
    },
  );

  it(
    "serves one house: neither a second server while it runs, nor another database afterwards, and nothing is left of the try",
    PATIENT,
    async () => {
      const fresh = { ...place, data: join(place.dir, "fresh") };
      const start = (...more: string[]) => runProgram(fresh, ["start", "--port", "0", "--data", fresh.data, "--keeper", data, ...more]);
      const second = await start("--empty");
      expect([second.code, second.err]).toEqual([1, expect.stringContaining("another server uses this keeper already")]);
      await house?.kill();
      const demo = await start();
      expect([demo.code, demo.err]).toEqual([1, expect.stringContaining("start with --empty")]);
      const other = await start("--empty");
      expect([other.code, other.err]).toEqual([1, expect.stringContaining("does not fit what was signed")]);
      expect(readdirSync(fresh.data)).not.toContain("journal");
      expect(readdirSync(fresh.data)).not.toContain("story.json");
      house = await startProgram(place, ["--keeper", data]);
      const checked = await runProgram(place, ["state", "check", "--json", "--data", place.data]);
      expect(JSON.parse(checked.out)).toMatchObject({ state: "whole", differences: 0 });
    },
  );

  it("seals no keys that are not there, takes nothing over, and does not wait for a keeper that hangs", PATIENT, async () => {
    await house?.kill();
    const seal = await runProgram(place, ["keys", "seal", "--keyholder", "Ratna", "Bambang", "--data", place.data, "--keeper", data]);
    expect([seal.code, seal.err]).toEqual([1, expect.stringContaining("its keys are not here")]);
    const take = ["start", "--empty", "--port", "0", "--data", place.data, "--keeper", data];
    const over = await runProgram(place, [...take, "--takeover"]);
    expect([over.code, over.err]).toEqual([1, expect.stringContaining("command keeper")]);
    const pid = keeperPid();
    process.kill(pid, "SIGSTOP");
    const hung = await runProgram(place, take);
    process.kill(pid, "SIGCONT");
    expect([hung.code, hung.err]).toEqual([1, expect.stringContaining("no keeper answers here")]);
    const long = await runProgram(place, ["keeper", "--data", join(place.dir, "x".repeat(80))]);
    expect([long.code, long.err]).toEqual([1, expect.stringContaining("at most 80 bytes")]);
  });

  it("asks for the keeper's name at each start, and runs no keeper where a server's database lies", PATIENT, async () => {
    await house?.kill();
    const unnamed = await runProgram(place, ["start", "--empty", "--port", "0", "--data", place.data]);
    expect([unnamed.code, unnamed.err]).toEqual([1, expect.stringContaining("in settings.json too (keeper)")]);
    const other = await runProgram(place, ["start", "--empty", "--port", "0", "--data", place.data, "--keeper", join(place.dir, "k2")]);
    expect([other.code, other.err]).toEqual([1, expect.stringContaining("the journal of another keeper")]);
    const beside = await runProgram(place, ["keeper", "--data", place.data]);
    expect([beside.code, beside.err]).toEqual([1, expect.stringContaining("a server's database lies here")]);
    const twice = await runProgram(place, ["keeper", "--data", data, "--keys", keys]);
    expect([twice.code, twice.err]).toEqual([1, expect.stringContaining("another keeper holds")]);
  });
});
