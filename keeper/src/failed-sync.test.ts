import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readEntries, verifyCommand } from "@mercusuar/proof/node";
import { beforeEach, describe, expect, it } from "vitest";
import { ownKeeper } from "../../tests/harness/own-keeper.ts";
import { keeperMain } from "./index.ts";
import { DISK_FAILED, type LookResult, type Result } from "./protocol.ts";
import { type Customer, claims, given, launch, lookAt, type Place, sealCustomer, statusOf } from "./test-rig/rig.ts";

/** Started in the keeper's stead: the same keeper on a disk whose next sync fails as often as the file `fails` says. */
function failingDisk({ dir }: Place): { main: string; fail(times: number): void } {
  const main = join(dir, "failing-disk.mjs");
  const fails = join(dir, "fails");
  mkdirSync(dir, { recursive: true });
  writeFileSync(fails, "0");
  writeFileSync(
    main,
    `import fs from "node:fs";
     import { syncBuiltinESMExports } from "node:module";
     const sync = fs.fdatasync;
     fs.fdatasync = (handle, done) => {
       const left = Number(fs.readFileSync(${JSON.stringify(fails)}, "utf8"));
       if (left === 0) return sync(handle, done);
       fs.writeFileSync(${JSON.stringify(fails)}, String(left - 1));
       setImmediate(done, Object.assign(new Error("EIO: i/o error, fdatasync"), { code: "EIO", syscall: "fdatasync" }));
     };
     syncBuiltinESMExports();
     await import(${JSON.stringify(pathToFileURL(keeperMain).href)});`,
  );
  return { main, fail: (times) => writeFileSync(fails, String(times)) };
}

describe("a keeper whose disk does not confirm a write", () => {
  let disk: ReturnType<typeof failingDisk>;
  const { place, keeper, again } = ownKeeper({
    main(at) {
      disk = failingDisk(at);
      return disk.main;
    },
  });
  let budi: Customer;
  beforeEach(async () => {
    budi = await sealCustomer(keeper.caller, "c1", { name: "Budi" });
  });
  const looks = (count: number) => Array.from({ length: count }, () => lookAt(budi, "name", { claims: claims({ own: true }) }));

  it("answers nothing of that write, ends and says why; the next keeper has every answered look and none of the others", async () => {
    const answered = given<LookResult>(await keeper.caller.one(lookAt(budi, "name")));
    const { size } = await statusOf(keeper);
    const gone = once(keeper.child, "exit");
    const said = once(keeper.child, "message").then(() => keeper.alarms);
    disk.fail(1);
    const lost = looks(20);
    // Calls that come while the batch is on its way belong to it or to none.
    const results = await Promise.all([
      keeper.caller.all(lost.slice(0, 10)),
      keeper.caller.all(lost.slice(10)).catch(() => [] as Result[]),
    ]);
    for (const result of results.flat())
      expect(result).toEqual({ ok: false, code: "disk-failed", detail: expect.not.stringContaining("Budi") });
    expect(results[0]).toHaveLength(10);
    expect((await gone)[0]).toBe(DISK_FAILED);
    expect(JSON.stringify(await said)).toContain("EIO");

    await again();
    expect(await statusOf(keeper)).toMatchObject({ size: size + 1 });
    expect((await statusOf(keeper)).halted).toBeUndefined();
    const { idx } = given<LookResult>(await keeper.caller.one(lost[0] as (typeof lost)[0]));
    expect(idx).toBe(size + 1);
    await keeper.stop();
    const written = new Map<string, number>();
    for await (const { index, entry } of readEntries(place.data)) written.set(entry.iid, index);
    expect([...written.values()]).toContain(answered.idx);
    expect(lost.filter(({ iid }) => written.has(iid))).toEqual([lost[0]]);
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
  });

  it("does not start either while that lasts, and starts once the disk confirms", async () => {
    const { size } = await statusOf(keeper);
    await keeper.stop();
    disk.fail(1);
    const { child, said } = await launch(place, [], disk.main);
    expect(said).toMatchObject({ code: DISK_FAILED, failed: expect.stringContaining("did not confirm") });
    if (child.exitCode === null) await once(child, "exit");
    await again();
    // `stop` of the first, `start` of the third: nothing of the second.
    expect(await statusOf(keeper)).toMatchObject({ size: size + 2 });
    given(await keeper.caller.one(lookAt(budi, "name")));
  });
});
