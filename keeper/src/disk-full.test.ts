import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { batchesOf, verifyCommand } from "@mercusuar/proof/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LookResult, Result, StatusResult } from "./protocol.ts";
import { type Customer, claims, given, lookAt, newPlace, type Running, sealCustomer, startKeeper } from "./test-rig/rig.ts";

/** A file system of two megabytes, where the machine lets us mount one. */
const place = newPlace();
mkdirSync(place.data, { recursive: true, mode: 0o700 });
const small = spawnSync("mount", ["-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", place.data]).status === 0;

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
