import { rmSync } from "node:fs";
import { join } from "node:path";
import { readEntries } from "@mercusuar/proof/node";
import { beforeEach, describe, expect, it } from "vitest";
import { ownKeeper } from "../../tests/harness/own-keeper.ts";
import { DESTROYS_AN_HOUR } from "./limits/destructions.ts";
import type { DestroyCall, DestroyResult, ErasedResult, StatusResult } from "./protocol.ts";
import { type Customer, claims, given, iid, lookAt, matchWith, sealCustomer } from "./test-rig/rig.ts";

const destroying = ({ ref }: Customer, more: Partial<DestroyCall> = {}): DestroyCall => ({
  ...{ call: "destroy", iid: iid(), holder: ref, by: "officer", second: "operator", why: "request", approval: "apr_1" },
  ...more,
});

describe("a customer's key that is destroyed", () => {
  const { place, keeper, again } = ownKeeper();
  let budi: Customer;
  beforeEach(async () => {
    budi = await sealCustomer(keeper.caller, "c1", { name: "Budi", mother: "Siti" });
  });
  const restart = async (): Promise<void> => {
    await keeper.kill();
    await again();
  };
  /** What a wrap that came back from a backup is worth. */
  async function putBack(): Promise<unknown[]> {
    const row = { holder: budi.ref, fields: [{ ...(budi.fields.name as object), mask: "initials" }] };
    return keeper.caller.all([
      lookAt(budi, "name"),
      { call: "list", iid: iid(), claims: claims(), rows: [row] } as never,
      matchWith(budi, "mother", "Siti", "t1", "p1"),
      { call: "append", iid: iid(), typ: "consent", holder: budi.ref, body: { question: "offers", state: "yes" } },
      {
        call: "seal",
        iid: iid(),
        claims: claims(),
        holders: [{ ...budi.ref, fields: [{ id: "name", ver: 2, value: "Budi" }], index: [] }],
      },
      destroying(budi),
    ]);
  }
  const dead = Array.from({ length: 6 }, () => expect.objectContaining({ ok: false, code: "erased" }));

  it("row 39: opens nothing any more, however its wrap comes back, also after a kill -9, and other customers live on", async () => {
    const siti = await sealCustomer(keeper.caller, "c2", { name: "Siti" });
    given(await keeper.caller.one(lookAt(budi, "name")));
    const done = given<DestroyResult>(await keeper.caller.one(destroying(budi)));
    expect(done).toMatchObject({ key: expect.stringMatching(/^[0-9a-f]{16}$/), epoch: 1 });
    expect(await putBack()).toEqual(dead);
    await restart();
    expect(await putBack()).toEqual(dead);
    expect(given<StatusResult>(await keeper.caller.one({ call: "status", iid: iid() })).erased).toBe(1);
    expect(given<ErasedResult>(await keeper.caller.one({ call: "erased", iid: iid(), from: 0 }))).toMatchObject({
      of: 1,
      keys: [{ key: done.key, index: done.idx }],
    });
    given(await keeper.caller.one(lookAt(siti, "name")));
    // The list comes from the journal; the file beside the keys is a second memory.
    rmSync(join(place.keys, "erased"));
    await restart();
    expect(await putBack()).toEqual(dead);
    await keeper.stop();
    const entries = [];
    for await (const { entry } of readEntries(place.data)) if (entry.typ === "key.erase" && entry.out === "done") entries.push(entry);
    expect(entries).toMatchObject([{ sub: done.sub, body: { key: done.key, epoch: 1, why: "request", approval: "apr_1" } }]);
    expect(entries[0]?.act).not.toBe(entries[0]?.psn);
  });

  it("needs two different persons, and a wrap that is the customer's", async () => {
    expect(await keeper.caller.one(destroying(budi, { second: "officer" }))).toMatchObject({ ok: false, code: "grant" });
    expect(await keeper.caller.one(destroying(budi, { second: "" }))).toMatchObject({ ok: false, code: "bad-call" });
    expect(await keeper.caller.one(destroying(budi, { holder: { ...budi.ref, id: "c9" } }))).toMatchObject({ ok: false, code: "bad-wrap" });
    expect(await keeper.caller.one(destroying(budi, { holder: { ...budi.ref, kind: "person" } }))).toMatchObject({ code: "bad-call" });
    given(await keeper.caller.one(lookAt(budi, "name")));
  });

  it("is one of few: over an hour's number it is refused and written down, also after a restart", async () => {
    const many = await Promise.all(
      Array.from({ length: DESTROYS_AN_HOUR }, (_, i) => sealCustomer(keeper.caller, `m${i}`, { name: `N${i}` })),
    );
    for (const one of many) given(await keeper.caller.one(destroying(one)));
    expect(await keeper.caller.one(destroying(budi))).toMatchObject({ ok: false, code: "budget", idx: expect.any(Number) });
    await restart();
    expect(await keeper.caller.one(destroying(budi))).toMatchObject({ ok: false, code: "budget" });
    given(await keeper.caller.one(lookAt(budi, "name")));
  });
});
