import { rmSync } from "node:fs";
import { join } from "node:path";
import { verifyCommand } from "@mercusuar/proof/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyTree } from "../harness/copy-tree.ts";
import { buildProgram, leaked, newPlace, type Program, runProgram, startProgram, until } from "../harness/program.ts";
import { appoint } from "../harness/two-deciders.ts";
import { type Company, foundCompany } from "../world/company.ts";

const CUSTOMERS = 200;

describe("a rotation of keys whose processes are killed", () => {
  const place = newPlace();
  let company: Company;
  let program: Program;
  let approval: string;
  const backup = join(place.dir, "backup");
  beforeAll(async () => {
    buildProgram();
    company = await foundCompany(place.data, 2, CUSTOMERS, {
      also: async (product, founded) => {
        const { officer, operator } = await appoint(product, founded);
        const { approvals } = product.people;
        ({ id: approval } = await approvals.ask({ what: "rotate", why: "schedule", by: { personId: operator } }));
        await approvals.confirm(approval, { personId: officer });
      },
    });
    copyTree(join(place.data, "db"), backup);
    program = await startProgram(place);
  }, 180_000);
  afterAll(async () => {
    await program?.kill("SIGKILL");
    place.remove();
  });

  const status = async () => JSON.parse((await runProgram(place, ["keys", "status", "--data", place.data, "--json"])).out);

  it("ends by itself, with every customer under the new keys and nobody lost", async () => {
    const begun = runProgram(place, ["keys", "rotate", "--approval", approval, "--data", place.data, "--json"]);
    await until(async () => (await status()).epoch === 2);
    process.kill(program.keeperPid(), "SIGKILL");
    await until(async () => (await program.look(company, 1)).status === 200);
    await program.kill("SIGKILL");
    expect((await begun).code).toBe(1);
    program = await startProgram(place);
    for (let n = 0; n < 8; n++) expect((await program.look(company, n)).status).toBe(200);
    expect(await until(async () => ((found) => !found.rotating && found)(await status()), 60)).toMatchObject({ epoch: 2, left: 0 });
    for (let n = 0; n < CUSTOMERS; n += 7) expect((await program.look(company, n)).status).toBe(200);
    const states = new Map(((await status()).keys as Array<{ id: string; state: string }>).map(({ id, state }) => [id, state]));
    expect([states.get("kek-1"), states.get("index-1"), states.get("kek-2"), states.get("log"), states.get("server")]).toEqual([
      "destroyed",
      "destroyed",
      "live",
      "live",
      "live",
    ]);
  }, 180_000);

  it("R98: is refused a second time at once, says what a third would do, and lists every key with its age", async () => {
    const dry = await runProgram(place, ["keys", "rotate", "--dry-run", "--data", place.data, "--json"]);
    expect(JSON.parse(dry.out)).toMatchObject({ rotating: false, dryRun: true, living: CUSTOMERS + 2 + 1 });
    const spent = await runProgram(place, ["keys", "rotate", "--approval", approval, "--data", place.data]);
    expect(spent.code).toBe(1);
    const words = await runProgram(place, ["keys", "status", "--data", place.data]);
    expect(words.out).toMatch(
      /kek-1 .*membungkus kunci pelanggan dan petugas · wraps the keys of customers and staff\n {2}dimusnahkan · destroyed/,
    );
    expect(words.out).toMatch(/mercusuar keys copies .*add /);
  }, 60_000);

  it("lets a database of before open with the newest keys, for the living", async () => {
    await program.kill();
    rmSync(join(place.data, "db"), { recursive: true });
    copyTree(backup, join(place.data, "db"));
    program = await startProgram(place);
    for (let n = 0; n < CUSTOMERS; n += 19) expect((await program.look(company, n)).status).toBe(200);
    expect(await status()).toMatchObject({ epoch: 2, rotating: false, living: CUSTOMERS + 2 + 1 });
  }, 120_000);

  it("leaves a journal that is whole, and no customer in any log", async () => {
    await program.kill();
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
    expect(leaked(company)).toEqual([]);
  });
});
