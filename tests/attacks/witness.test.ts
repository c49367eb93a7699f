/** Against whoever puts an older copy of everything in the place of the journal, and against a house that loses its witness. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseTrustPolicy } from "@mercusuar/proof";
import { verifyCommand } from "@mercusuar/proof/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startWitness } from "../../keeper/src/witness/run-witness.ts";
import { copyTree } from "../harness/copy-tree.ts";
import { buildProgram, newPlace, type Place, type Program, startProgram } from "../harness/program.ts";

const PATIENCE = { timeout: 40_000, interval: 100 };

describe("a house with a witness", () => {
  let place: Place;
  let program: Program;
  let policy: string;
  let witness: Awaited<ReturnType<typeof startWitness>>;
  const older = (): string => join(place.dir, "older");
  const watch = async (port = 0): Promise<void> => {
    const logs = [join(place.data, "journal", "vkey")];
    witness = await startWitness({ data: join(place.dir, "witness"), logs, host: "127.0.0.1", port }, () => undefined);
  };
  const start = async (): Promise<void> => {
    program = await startProgram(place, ["--witnesses", policy]);
  };
  beforeAll(async () => {
    buildProgram();
    place = newPlace();
    await (await startProgram(place)).kill();
    await watch();
    policy = join(place.dir, "witnesses.policy");
    writeFileSync(policy, `witness auditor ${witness.vkey} ${witness.url}\nquorum auditor\n`);
  });
  afterAll(async () => {
    await program?.kill();
    await witness?.close();
    place?.remove();
  });

  it("has its journal cosigned, and says so at the lamp", async () => {
    await start();
    await vi.waitUntil(async () => (await program.lamp()).cosigned, PATIENCE);
    const lamp = await program.lamp();
    expect(lamp).toMatchObject({ lit: true, assurance: 0, declared: false, witnesses: [{ name: "auditor", state: "ok", here: true }] });
    expect(lamp.notice).toBeUndefined();
    const report = await verifyCommand(place.data, { policy: parseTrustPolicy(readFileSync(policy, "utf8")) });
    expect(report).toMatchObject({ exit: 0, report: { witnesses: [{ name: "auditor" }] } });
  });

  it("works on without its witness, says which one is away, and has it back", async () => {
    const { port } = new URL(witness.url);
    await witness.close();
    await program.kill();
    await start();
    await vi.waitUntil(async () => (await program.lamp()).notice, PATIENCE);
    expect(await program.lamp()).toMatchObject({ lit: true, notice: { en: expect.stringContaining("auditor cannot be reached") } });
    await watch(Number(port));
    await vi.waitUntil(async () => (await program.lamp()).notice === undefined, PATIENCE);
  });

  it("row 34: opens nothing once an older copy of data, keys and database was put in its place", async () => {
    await program.kill();
    for (const part of ["data", "data-keys"]) copyTree(join(place.dir, part), join(older(), part));
    await start();
    await vi.waitUntil(async () => (await program.lamp()).cosigned, PATIENCE);
    await program.kill();
    for (const part of ["data", "data-keys"]) {
      rmSync(join(place.dir, part), { recursive: true });
      copyTree(join(older(), part), join(place.dir, part));
    }
    await expect(start()).rejects.toThrow(/halted.*entries up to \d+ were signed \(witness auditor\) but are not there/);
  });
});
