import { readEntries, verifyCommand } from "@mercusuar/proof/node";
import { describe, expect, it } from "vitest";
import { ownKeeper } from "../../tests/harness/own-keeper.ts";
import type { MatchCall, MatchResult, SealedField, UseCall, UseResult } from "./protocol.ts";
import { type Customer, claims, given, iid, sealCustomer } from "./test-rig/rig.ts";

describe("a value used by a connector", () => {
  const { place, keeper, again } = ownKeeper();
  const useOf = (budi: Customer, field: string, connector: string, more: Partial<UseCall> = {}): UseCall => ({
    ...{ call: "use", iid: iid(), claims: claims({ case: "t-17" }), holder: budi.ref, connector },
    ...{ field: budi.fields[field] as SealedField, ...more },
  });

  it("leaves an entry that names the connector and the field, not the value; the second call of one id gets no value", async () => {
    const budi = await sealCustomer(keeper.caller, "c1", { phone: "+6281234567890", email: "budi@contoh.id", nik: "0011224107900002" });
    const call = useOf(budi, "phone", "call_http");
    const used = given<UseResult>(await keeper.caller.one(call));
    expect(used.value).toBe("+6281234567890");
    expect(await keeper.caller.one(call)).toMatchObject({ ok: false, code: "repeated", idx: used.idx });
    const denied = given<UseResult>(
      await keeper.caller.one(useOf(budi, "phone", "call_http", { claims: claims({ dec: "deny", rsn: ["R40"] }) })),
    );
    expect(denied.value).toBe("");
    for (const [field, connector] of [
      ["nik", "call_http"],
      ["email", "call_http"],
      ["phone", "mail_smtp"],
      ["phone", "fax"],
      ["phone", "toString"],
    ] as const)
      expect(await keeper.caller.one(useOf(budi, field, connector))).toMatchObject({ ok: false, code: "bad-call" });
    await keeper.stop();
    const entries = [];
    for await (const { entry } of readEntries(place.data)) entries.push(entry);
    expect(entries[used.idx]).toMatchObject({ typ: "use", fld: ["phone:use"], ver: [1], out: "opened", body: { connector: "call_http" } });
    expect(entries[denied.idx]).toMatchObject({ typ: "use", out: "refused", dec: "deny" });
    expect(JSON.stringify(entries)).not.toMatch(/81234567890|budi@/);
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
  });

  it("counts as a look does: over the budget of the hour nothing is dialled, after a restart neither", async () => {
    const budi = await sealCustomer(keeper.caller, "c1", { phone: "+6281234567890" });
    const many = Array.from({ length: 301 }, () => useOf(budi, "phone", "call_http", { claims: claims({ own: true }) }));
    const results = await keeper.caller.all(many);
    expect(results.filter(({ ok }) => ok)).toHaveLength(300);
    expect(results.at(-1)).toMatchObject({ ok: false, code: "budget" });
    await keeper.stop();
    await again();
    expect(await keeper.caller.one(useOf(budi, "phone", "call_http"))).toMatchObject({ ok: false, code: "budget" });
  });

  it("several values are compared in one try, the last digits of a number among them; the answer says whether all were right", async () => {
    const budi = await sealCustomer(keeper.caller, "c1", { birth_date: "1990-07-01", nik: "0011224107900002" });
    const match = (birth: string, last: string): MatchCall => ({
      ...{
        call: "match",
        iid: iid(),
        claims: claims({ case: "t-1" }),
        holder: budi.ref,
        field: budi.fields.birth_date as SealedField,
        given: birth,
      },
      and: [{ field: budi.fields.nik as SealedField, given: last, last: 4 }],
    });
    const asked = async (birth: string, last: string) => given<MatchResult>(await keeper.caller.one(match(birth, last)));
    expect(await asked("1990-07-01", "0003")).toMatchObject({ match: false, left: 2 });
    expect(await asked("1990-07-02", "0002")).toMatchObject({ match: false, left: 1 });
    expect(await asked("1990-07-01", "0002")).toMatchObject({ match: true, left: 0 });
    expect(await keeper.caller.one(match("1990-07-01", "0002"))).toMatchObject({ ok: false, code: "tries" });
    await keeper.stop();
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
  });
});
