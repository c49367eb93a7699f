import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { batchesOf, verifyCommand } from "@mercusuar/proof/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Crowd, NO_LIMITS } from "../../tests/harness/crowd.ts";
import { dice, rounds } from "../../tests/harness/rounds.ts";
import type { LookResult, Result, StatusResult } from "./protocol.ts";
import {
  type Customer,
  claims,
  given,
  launch,
  lookAt,
  newPlace,
  type Running,
  sealCustomer,
  startKeeper,
  statusOf,
} from "./test-rig/rig.ts";

/** A small file system, where the machine lets us mount one. */
const place = newPlace();
mkdirSync(place.data, { recursive: true, mode: 0o700 });
const small = spawnSync("mount", ["-t", "tmpfs", "-o", "size=32m,mode=700", "tmpfs", place.data]).status === 0;

describe.skipIf(!small)("a keeper whose disk is full", () => {
  let keeper: Running;
  let budi: Customer;
  beforeAll(async () => {
    keeper = await startKeeper(place, ["--budget", "1000000", "--ceiling", "1000000"]);
    budi = await sealCustomer(keeper.caller, "c1", { name: "Budi" });
  });
  afterAll(async () => {
    await keeper.stop();
    spawnSync("umount", [place.data]);
    place.remove();
  });
  const look = (): Promise<Result[]> =>
    keeper.caller.all(Array.from({ length: 20 }, () => lookAt(budi, "name", { claims: claims({ own: true }) })));

  it("releases nothing, and goes on by itself once there is room", async () => {
    given<LookResult>((await look())[0] as Result);
    const ballast = join(place.data, "ballast");
    const { bavail, bsize } = statfsSync(place.data);
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail - 4) * bsize, 1));
    let results: Result[] = [];
    for (let i = 0; i < 200 && !results.some((r) => !r.ok); i++) results = await look();
    const lost = results.filter((r) => !r.ok);
    expect(lost.length).toBeGreaterThan(0);
    for (const result of lost) expect(result).toEqual({ ok: false, code: "disk-full", detail: expect.any(String) });
    const { size } = (await keeper.caller.one({ call: "status", iid: "" })) as { size: number };
    expect((await look()).every((r) => !r.ok && r.code === "disk-full")).toBe(true);
    rmSync(ballast);
    expect((await look()).map((r) => (r.ok ? r.idx : r.code))).toEqual(Array.from({ length: 20 }, (_, i) => size + i));
    await keeper.stop();
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
    keeper = await startKeeper(place);
  });
});

describe.skipIf(!small)("a keeper whose disk is full at any moment", () => {
  const own = newPlace();
  const ballast = join(own.data, "ballast");
  let keeper: Running;
  beforeAll(async () => {
    mkdirSync(own.data, { recursive: true, mode: 0o700 });
    spawnSync("mount", ["-t", "tmpfs", "-o", "size=32m,mode=700", "tmpfs", own.data]);
    keeper = await startKeeper(own, NO_LIMITS);
  });
  afterAll(async () => {
    await keeper.stop();
    spawnSync("umount", [own.data]);
    own.remove();
  });
  const fill = (blocks: number): void => {
    const { bavail, bsize } = statfsSync(own.data);
    try {
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail - blocks) * bsize, 1));
    } catch {
      // The keeper was quicker to take what was left: then the disk is quite full.
    }
  };

  it("has every answered look and none that it refused, and goes on or starts again by itself", async () => {
    const chance = dice("disk full");
    const crowd = await Crowd.at(keeper);
    let refused = 0;
    for (let round = 0; round < rounds(20, 3); round++) {
      const [full, room] = [chance(300), chance(8)];
      // Some looks after it is full there is room again, or power is lost.
      const then = full + 1 + chance(500);
      const killed = chance(3) === 0;
      await crowd.press(own, (answers) => {
        if (answers === full + 1) fill(room);
        if (answers === then + 1 && !killed) rmSync(ballast);
        if (answers === then + 1 && killed) void keeper.kill();
        if (answers === then + 300) crowd.rest();
      });
      refused += crowd.refused.length;
      for (const { result } of crowd.refused) expect(result.code).toBe("disk-full");
      if (killed) await startsOnceThereIsRoom();
      else await restart();
      await crowd.check(own);
      await crowd.askAgain(keeper);
    }
    expect(refused).toBeGreaterThan(0);
  }, 600_000);

  async function restart(): Promise<void> {
    await keeper.stop();
    keeper = await startKeeper(own, NO_LIMITS);
    expect(await statusOf(keeper)).not.toHaveProperty("halted");
  }

  /** Where the last block has room for its `start` it may begin on a full disk, else it says what is missing. */
  async function startsOnceThereIsRoom(): Promise<void> {
    await keeper.gone;
    fill(0);
    const { said, child } = await launch(own, NO_LIMITS);
    const gone = once(child, "exit");
    if ("failed" in said) expect(said.failed).toMatch(/free space|no space|ENOSPC/);
    else child.kill("SIGKILL");
    if (child.exitCode === null) await gone;
    rmSync(ballast);
    keeper = await startKeeper(own, NO_LIMITS);
    expect(await statusOf(keeper)).not.toHaveProperty("halted");
  }
});

const prlimit = process.platform === "linux" && spawnSync("prlimit", ["--version"]).status === 0;

describe.skipIf(!prlimit)("a keeper whose file may not grow", () => {
  const other = newPlace();
  let keeper: Running;
  beforeAll(async () => {
    keeper = await startKeeper(other);
  });
  afterAll(async () => {
    await keeper.stop();
    other.remove();
  });
  const limit = (bytes: string): unknown => spawnSync("prlimit", ["--pid", String(keeper.child.pid), `--fsize=${bytes}:`]);

  it("refuses what does not fit, keeps nothing of it, and goes on when it may", async () => {
    const budi = await sealCustomer(keeper.caller, "c1", { name: "Budi" });
    const [name] = readdirSync(join(other.data, "journal", "batches")) as [string];
    const used = [...batchesOf(readFileSync(join(other.data, "journal", "batches", name)))].at(-1)?.end ?? 0;
    limit(String(used + 200));
    const refusedLook = lookAt(budi, "name");
    expect(await keeper.caller.one(refusedLook)).toMatchObject({ ok: false, code: "disk-full" });
    expect(await keeper.caller.one(refusedLook)).toMatchObject({ ok: false, code: "disk-full" });
    limit("unlimited");
    const { idx } = given<LookResult>(await keeper.caller.one(refusedLook));
    await keeper.kill();
    keeper = await startKeeper(other);
    const { size, halted } = given<StatusResult>(await keeper.caller.one({ call: "status", iid: "" }));
    expect({ size, halted }).toEqual({ size: idx + 2, halted: undefined });
  });
});
