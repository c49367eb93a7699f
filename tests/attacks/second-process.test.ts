import { spawn } from "node:child_process";
import { once } from "node:events";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { keeperMain } from "@mercusuar/keeper";
import { readEntries, verifyCommand } from "@mercusuar/proof/node";
import { describe, expect, it } from "vitest";
import { runProgram } from "../harness/program.ts";
import { serveCompany } from "./serve-company.ts";

describe("a second process on a directory that is in use", () => {
  const house = serveCompany(2, 4);
  const { place } = house;
  const goesOn = async () => {
    expect(await house.program.lamp()).toMatchObject({ lit: true });
    expect((await house.program.look(house.company, 0)).status).toBe(200);
  };

  it("row 37: as a server is refused by name and remedy, and the first goes on", async () => {
    const second = await runProgram(place, ["start", "--empty", "--port", "0", "--data", place.data]);
    expect(second.code).toBe(1);
    expect(second.err).toContain(`another Mercusuar process uses ${place.data}: stop it first`);
    expect(second.err).not.toContain("    at ");
    await goesOn();
  });

  it("as a server by another path to the same directory is refused as well", async () => {
    const other = join(place.dir, "other-name");
    symlinkSync(place.data, other);
    const second = await runProgram(place, ["start", "--empty", "--port", "0", "--data", other, "--keys", `${place.data}-keys`]);
    expect([second.code, second.err]).toEqual([1, expect.stringContaining("another Mercusuar process uses")]);
    await goesOn();
  });

  it("row 37: as a keeper is refused with its own exit code, though it holds the right keys, and the first goes on", async () => {
    const socket = join(place.dir, "k", "second.sock");
    const keeper = spawn(process.execPath, [keeperMain, "--data", place.data, "--keys", `${place.data}-keys`, "--socket", socket], {
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    const said: unknown[] = [];
    keeper.on("message", (message) => said.push(message));
    const [code] = await once(keeper, "exit");
    expect(code).toBe(3);
    expect(JSON.stringify(said)).toContain("another keeper");
    await goesOn();
  });

  it("as an operator's command is not a second one: it runs inside the first, and stands in the journal", async () => {
    const listed = await runProgram(place, ["people", "offices", "--data", place.data]);
    expect([listed.code, listed.out]).toEqual([0, expect.stringContaining("Cabang Uji")]);
    const verified = await runProgram(place, ["journal", "verify", place.data, "--json"]);
    expect([verified.code, JSON.parse(verified.out)]).toEqual([0, expect.objectContaining({ ok: true })]);
    await goesOn();
  });

  it("as a state check runs inside the first while it serves: every table and every look as the journal tells", async () => {
    await goesOn();
    const checked = await runProgram(place, ["state", "check", "--json", "--data", place.data]);
    const report = JSON.parse(checked.out.trim().split("\n").at(-1) ?? "{}");
    expect([checked.code, report]).toMatchObject([0, { state: "whole", differences: 0, untold: {} }]);
    expect(report.looks).toBeGreaterThanOrEqual(3);
    const said = await runProgram(place, ["state", "check", "--data", place.data]);
    expect([said.code, said.out]).toEqual([0, expect.stringContaining("sesuai dengan catatan akses · as the journal tells")]);
    await goesOn();
  });

  it("leaves a journal that is whole", async () => {
    await house.program.kill();
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
    const commands = [];
    for await (const { entry } of readEntries(place.data)) if (entry.typ === "operator") commands.push(entry.body?.command);
    expect(commands).toEqual(["start", "people offices", "state check", "state check"]);
  });
});
