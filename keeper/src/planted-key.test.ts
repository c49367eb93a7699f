import { randomBytes } from "node:crypto";
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseCheckpoint, parseNote } from "@mercusuar/proof";
import { batchesOf, encodeBatch } from "@mercusuar/proof/node";
import { describe, expect, it } from "vitest";
import { ownKeeper } from "../../tests/harness/own-keeper.ts";
import { signerOf } from "./keys/log-key.ts";
import { LogKeys } from "./keys/log-keys.ts";
import type { RotateCall } from "./protocol.ts";
import { appendOf, given, iid, launch, statusOf } from "./test-rig/rig.ts";

describe("a key directory into which somebody lays a key of his own", () => {
  const { place, keeper, again } = ownKeeper();

  const his = randomBytes(32);
  const lay = (name: string): void => writeFileSync(join(place.keys, `${name}.key`), `${his.toString("hex")}\n`, { mode: 0o600 });
  const secret = (name: string): string => readFileSync(join(place.keys, `${name}.key`), "utf8").trim();
  const rotate = (more: Partial<RotateCall>) =>
    keeper.caller.one({ call: "rotate", iid: iid(), step: "begin", by: "p1", second: "p2", ...more });

  /** Signs the last batch anew, as whoever holds this seed would. */
  async function signLast(seed: Buffer): Promise<void> {
    const [name = ""] = readdirSync(join(place.data, "journal", "batches"));
    const path = join(place.data, "journal", "batches", name);
    const file = readFileSync(path);
    let [from, last] = [0, 0];
    for (const { end } of batchesOf(file)) [last, from] = [from, end];
    const [found] = batchesOf(file.subarray(last));
    if (found === undefined) throw new Error("no batch");
    const { batch } = found;
    const { origin, size, root } = parseCheckpoint(parseNote(batch.note)?.text ?? "") ?? { origin: "", size: 0, root: "" };
    const note = await new LogKeys(origin, new Map([["log", signerOf(seed)]]), []).sign({ origin, size, root });
    encodeBatch({ ...batch, note }).copy(file, last);
    writeFileSync(path, file);
  }

  it("halts on a tail that this key alone signed, for the journal does not name it", async () => {
    given(await keeper.caller.one(appendOf("clock", { change: "set" })));
    await keeper.stop();
    lay("log-9");
    await signLast(his);
    await again();
    expect((await statusOf(keeper)).halted).toContain("not signed by log, which the journal names");
  });

  it("does not come to use it at the next rotation", async () => {
    for (const name of ["log-2", "kek-2", "index-2"]) lay(name);
    given(await rotate({ of: "log" }));
    given(await rotate({}));
    for (const name of ["log-2", "kek-2", "index-2"]) expect(secret(name)).not.toBe(his.toString("hex"));
  });

  it("is not taken for a forger's where a key is missing from it: the operator hears which", async () => {
    const first = secret("log");
    given(await rotate({ of: "log" }));
    for (;;) {
      const ended = await rotate({ of: "log", step: "end", early: true });
      if (ended.ok) break;
    }
    await keeper.stop();
    const [here, away] = [join(place.keys, "log-2.key"), join(place.data, "kept")];
    copyFileSync(here, away);
    rmSync(here);
    expect((await launch(place)).said).toMatchObject({ failed: expect.stringContaining("the key log-2") });
    // The copy of before the rotation.
    writeFileSync(join(place.keys, "log.key"), first, { mode: 0o600 });
    expect((await launch(place)).said).toMatchObject({ failed: expect.stringContaining("the key log-2") });
    rmSync(join(place.keys, "log.key"));
    copyFileSync(away, here);
    await again();
  });
});
