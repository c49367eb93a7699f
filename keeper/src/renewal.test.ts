import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { ownKeeper } from "../../tests/harness/own-keeper.ts";
import type { DetailResult, LookResult, PseudonymsResult, RewrapResult, RotateCall, SealedField } from "./protocol.ts";
import { openField } from "./sealing/field.ts";
import { openWrap } from "./sealing/holder.ts";
import { type Customer, claims, given, iid, lookAt, sealCustomer } from "./test-rig/rig.ts";

const OLD = "+6281234567890";
const NEW = "+6281298765432";

describe("a rotation after keys were copied", () => {
  // Nobody waits a day for the next rotation here.
  const { place, keeper, again } = ownKeeper({ args: ["--rotate-pause", "0"] });
  let budi: Customer;
  beforeEach(async () => {
    budi = await sealCustomer(keeper.caller, "budi", { phone: OLD });
  });

  const rotate = (more: Partial<RotateCall>) =>
    keeper.caller.one({ call: "rotate", iid: iid(), step: "begin", by: "p1", second: "p2", ...more });
  const brought = async (one: Customer): Promise<Customer> => {
    const [holder] = given<RewrapResult>(
      await keeper.caller.one({ call: "rewrap", iid: iid(), holders: [{ ...one.ref, fields: [], index: [], known: [] }] }),
    ).holders;
    if (holder === undefined || !("wrap" in holder)) throw new Error("not brought");
    return { ...one, ref: { ...one.ref, wrap: holder.wrap } };
  };
  const renewed = async (one: Customer, renew = true): Promise<Customer> => {
    given(await rotate({ renew }));
    const next = await brought(one);
    given(await rotate({ step: "end" }));
    return next;
  };
  const phoneOf = async (one: Customer): Promise<string | undefined> =>
    given<LookResult>(await keeper.caller.one(lookAt(one, "phone", { claims: claims({ own: true }) }))).values.phone;
  const subOf = async ({ ref }: Customer) =>
    given<PseudonymsResult>(await keeper.caller.one({ call: "pseudonyms", iid: iid(), act: "p1", holders: [ref], periods: ["2026Q4"] }))
      .holders;
  /** As whoever has a copy of the key directory of that time, and of the database: no keeper, no brake, no entry. */
  const thief = (keys: ReadonlyMap<number, Buffer>, { ref }: Customer) => {
    const origin = readFileSync(join(place.keys, "origin"), "utf8").trim();
    const holder = openWrap((epoch) => keys.get(epoch), origin, ref, Buffer.from(ref.wrap, "base64"));
    return (field: SealedField): string | undefined => holder && openField(origin, holder, field);
  };
  const copied = (epoch: number): [number, Buffer] => [
    epoch,
    Buffer.from(readFileSync(join(place.keys, `kek-${epoch}.key`), "utf8"), "hex"),
  ];

  it("seals under keys that no copy opens, and goes on opening what was sealed before, under the same pseudonym", async () => {
    const before = await subOf(budi);
    const steals = thief(new Map([copied(1)]), budi);
    const next = await renewed(budi);
    const later = await sealCustomer(keeper.caller, "budi", { phone: NEW }, { wrap: next.ref.wrap });
    expect(later.ref.wrap).toBe(next.ref.wrap);
    expect([await phoneOf(next), await phoneOf(later)]).toEqual([OLD, NEW]);
    expect([steals(budi.fields.phone as SealedField), steals(later.fields.phone as SealedField)]).toEqual([OLD, undefined]);
    expect(await subOf(next)).toEqual(before);
    // Without that, whoever had the keys once opens all that is ever sealed: a new KEK alone leaves a holder his own key.
    const steady = thief(new Map([copied(2)]), next);
    const plain = await renewed(next, false);
    const last = await sealCustomer(keeper.caller, "budi", { phone: NEW }, { wrap: plain.ref.wrap });
    expect(steady(last.fields.phone as SealedField)).toBe(NEW);
  });

  it("opens details and fields of every generation, after kill -9 in its midst and from an older database too", async () => {
    const noted = given(
      await keeper.caller.one({
        call: "append",
        iid: iid(),
        typ: "talk",
        act: "p1",
        body: { change: "noted" },
        holder: budi.ref,
        detail: { text: "x" },
      }),
    );
    given(await rotate({ renew: true }));
    await keeper.kill();
    await again();
    const first = await brought(budi);
    await keeper.kill();
    await again();
    // Asked again with the old wrap: the very same keys, for the key table holds them.
    expect((await brought(budi)).ref.wrap).toBe(first.ref.wrap);
    given(await rotate({ step: "end" }));
    const second = await sealCustomer(keeper.caller, "budi", { phone: NEW }, { wrap: first.ref.wrap });
    const third = await renewed(await renewed(first));
    expect([await phoneOf(third), await phoneOf({ ...second, ref: third.ref })]).toEqual([OLD, NEW]);
    const detail = given<DetailResult>(
      await keeper.caller.one({ call: "detail", iid: iid(), claims: claims({ own: true }), holder: third.ref, index: noted.idx }),
    );
    expect(detail.detail).toEqual({ text: "x" });
    // The database of the first day, with the key directory of today.
    expect(await phoneOf(await brought(budi))).toBe(OLD);
  });
});
