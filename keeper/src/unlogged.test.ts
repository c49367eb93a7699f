import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { OpeningCount, type Unlogged } from "@mercusuar/proof";
import { readEntries, verifyCommand } from "@mercusuar/proof/node";
import { describe, expect, it } from "vitest";
import { ownKeeper } from "../../tests/harness/own-keeper.ts";
import { keeperMain } from "./index.ts";
import type { LookResult, MatchResult } from "./protocol.ts";
import { claims, given, iid, lookAt, sealCustomer, statusOf } from "./test-rig/rig.ts";

const modules = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "node_modules");

describe("the keeper's own count of what it opens", () => {
  const { place, keeper, again } = ownKeeper({ starts: false });

  async function told(): Promise<Unlogged[]> {
    const count = new OpeningCount();
    const wrong: Unlogged[] = [];
    for await (const { index, entry } of readEntries(place.data))
      wrong.push(...[count.add(index, entry)].filter((one) => one !== undefined));
    return wrong;
  }

  it("is what the entries tell: looks, hidden fields, listings, matches, refusals and a look that broke off", async () => {
    await again();
    const budi = await sealCustomer(keeper.caller, "c1", { name: "Budi", phone: "081234567890" });
    const siti = await sealCustomer(keeper.caller, "c2", { name: "Siti" });
    const name = { ...budi.fields.name, mask: "full" } as never;
    given<LookResult>(await keeper.caller.one(lookAt(budi, "name", { fields: [name, { ...budi.fields.phone, mask: "hidden" } as never] })));
    expect(
      await keeper.caller.one(lookAt(budi, "name", { fields: [name, { ...siti.fields.name, id: "phone", mask: "full" } as never] })),
    ).toMatchObject({
      code: "bad-ciphertext",
    });
    await keeper.caller.one(lookAt(budi, "name", { claims: claims({ dec: "deny", rsn: ["R40"] }) }));
    const rows = [budi, siti].map((one) => ({ holder: one.ref, fields: [{ ...one.fields.name, mask: "initials" } as never] }));
    given(await keeper.caller.one({ call: "list", iid: iid(), claims: claims({}), rows }));
    given<MatchResult>(
      await keeper.caller.one({
        call: "match",
        iid: iid(),
        claims: claims({ case: "t-1" }),
        holder: budi.ref,
        field: budi.fields.name as never,
        given: "x",
      }),
    );
    expect(await statusOf(keeper)).toMatchObject({ unlogged: 0 });
    await keeper.stop();
    expect(await told()).toEqual([]);
  });

  it("row 27: a keeper changed to open without an entry is told by its own counter: E_UNLOGGED", async () => {
    await again([], silentKeeper(join(place.dir, "changed")));
    const budi = await sealCustomer(keeper.caller, "c1", { name: "Budi" });
    given<LookResult>(await keeper.caller.one(lookAt(budi, "name")));
    expect(await statusOf(keeper)).toMatchObject({ unlogged: 0 });
    const silent = await keeper.caller.one(lookAt(budi, "name", { claims: claims({ dev: "silent" }) }));
    expect(silent).toMatchObject({ ok: true, idx: -1, values: { name: "Budi" } });
    expect(await statusOf(keeper)).toMatchObject({ unlogged: 1 });
    await keeper.stop();
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
    expect(await told()).toMatchObject([{ counted: 2, logged: 1 }]);
  });
});

/** The keeper as it is, but for one door: whoever knows the word is answered before anything is written. */
function silentKeeper(dir: string): string {
  const dist = dirname(keeperMain);
  mkdirSync(dir);
  cpSync(dist, join(dir, "dist"), { recursive: true });
  writeFileSync(join(dir, "package.json"), readFileSync(join(dist, "..", "package.json")));
  symlinkSync(modules, join(dir, "node_modules"));
  const door = join(dir, "dist", "desk.js");
  const code = readFileSync(door, "utf8");
  const changed = code.replace(
    "const prepared = this.count(",
    'if (call.claims?.dev === "silent") return answer(prepare(works, call).answer(-1, "2026-01-01T00:00:00.000Z"));\n        const prepared = this.count(',
  );
  expect(changed).not.toBe(code);
  writeFileSync(door, changed);
  return join(dir, "dist", keeperMain.slice(dist.length + 1));
}
