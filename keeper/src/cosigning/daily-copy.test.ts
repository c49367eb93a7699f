import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { verifyCommand } from "@mercusuar/proof/node";
import { beforeEach, describe, expect, it } from "vitest";
import { ownKeeper } from "../../../tests/harness/own-keeper.ts";
import { until } from "../test-rig/cosigning-rig.ts";
import { appendOf, type Failed, given, launch, statusOf } from "../test-rig/rig.ts";

describe("a keeper that leaves a checkpoint with somebody else each day", () => {
  const { place, keeper, again } = ownKeeper({ starts: false });
  let share: string;
  const begin = (): Promise<void> => again(["--keep-in", share]);
  const files = (): string[] => readdirSync(share);
  const text = (): string => readFileSync(join(share, files()[0] as string), "utf8");
  beforeEach(() => {
    share = join(place.dir, "share");
    mkdirSync(share, { recursive: true });
  });

  it("writes it once, and never again over what lies there", async () => {
    await begin();
    const { copy } = await until(keeper, (status) => status.copy?.day !== undefined);
    expect(files()).toEqual([expect.stringMatching(new RegExp(`^mercusuar-log-[0-9a-f]{16}-${copy?.day}\\.checkpoint$`))]);
    const first = text();
    given(await keeper.caller.one(appendOf("clock", { change: "set" })));
    await keeper.stop();
    await begin();
    await until(keeper, (status) => status.copy?.day !== undefined);
    expect([files().length, text()]).toEqual([1, first]);
  });

  it("has it convict an older copy of the journal", async () => {
    await again();
    await keeper.stop();
    cpSync(place.data, join(place.dir, "older"), { recursive: true });
    await begin();
    await until(keeper, (status) => status.copy?.day !== undefined);
    expect(await verifyCommand(place.data, { known: [text()] })).toMatchObject({ exit: 0 });
    expect(await verifyCommand(join(place.dir, "older"), { known: [text()] })).toMatchObject({ exit: 1, report: { code: "E_ROLLBACK" } });
  });

  it("writes again what was torn when it was written", async () => {
    await begin();
    await until(keeper, (status) => status.copy?.day !== undefined);
    const [name = ""] = files();
    await keeper.stop();
    writeFileSync(join(share, name), text().slice(0, 50));
    await begin();
    await until(keeper, (status) => status.copy?.day !== undefined);
    expect(await verifyCommand(place.data, { known: [text()] })).toMatchObject({ exit: 0 });
  });

  it("goes on where the directory is gone, and says why nothing lies there", async () => {
    rmSync(share, { recursive: true });
    await begin();
    const { copy } = await until(keeper, (status) => status.copy?.trouble !== undefined);
    expect(copy).toEqual({ trouble: "ENOENT" });
    given(await keeper.caller.one(appendOf("clock", { change: "set" })));
    expect((await statusOf(keeper)).halted).toBeUndefined();
  });

  it("does not take a directory inside its own data for somebody else's", async () => {
    const { said } = await launch(place, ["--keep-in", join(place.data, "journal")]);
    expect((said as Failed).failed).toContain("--keep-in");
  });
});
