import { join } from "node:path";
import { readEntries } from "@mercusuar/proof/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyTree } from "../../../tests/harness/copy-tree.ts";
import { buildProgram, type Going, newPlace, type Program, startCommand, startProgram } from "../../../tests/harness/program.ts";
import { type Company, foundCompany } from "../../../tests/world/company.ts";

describe("a house with a standby", () => {
  const place = newPlace();
  const second = { ...place, data: join(place.dir, "second") };
  let company: Company;
  let standby: Going<{ address: string; key: string }> | undefined;
  let house: Program | undefined;
  beforeAll(async () => {
    buildProgram();
    company = await foundCompany(place.data, 1, 1);
  }, 180_000);
  afterAll(async () => {
    await house?.kill("SIGKILL");
    await standby?.end("SIGKILL");
    place.remove();
  });

  async function startStandby(): Promise<string[]> {
    const args = ["standby", "--log", join(place.data, "journal", "vkey"), "--data", second.data, "--port", "0"];
    standby = await startCommand(place, args);
    return ["--mirror", standby.told.address, "--mirror-key", standby.told.key];
  }

  it("shows a look once the standby has its entry, does not start without it, and goes on over there, and there only", async () => {
    const mirror = await startStandby();
    house = await startProgram(place, mirror);
    const look = await house.look(company, 0);
    expect(look.status).toBe(200);
    await house.kill();
    expect(await standby?.end()).toBe(0);

    copyTree(`${place.data}-keys`, `${second.data}-keys`);
    copyTree(join(place.data, "db"), join(second.data, "db"));
    // It waits a while for the standby, which may be starting, too.
    const alone = expect(startProgram(place, mirror)).rejects.toThrow("the standby does not answer");
    await expect(startProgram(second)).rejects.toThrow("--takeover");
    house = await startProgram(second, ["--takeover"]);
    const after = await house.look(company, 0);
    expect([after.status, after.body.entry > look.body.entry]).toEqual([200, true]);
    await house.kill();
    const entries: string[] = [];
    for await (const { entry } of readEntries(second.data)) entries.push(entry.typ);
    expect([entries[look.body.entry], entries[after.body.entry]]).toEqual(["look", "look"]);
    await alone;
    await expect(startProgram(place)).rejects.toThrow("--mirror-lost");
  }, 300_000);
});
