import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ListResult, LookResult, SealedField, SealResult, TokensResult } from "./protocol.ts";
import { type Customer, claims, given, iid, lookAt, newPlace, type Running, sealCustomer, startKeeper } from "./test-rig/rig.ts";

describe("the keeper believes no row of the database", () => {
  let keeper: Running;
  let budi: Customer;
  let sari: Customer;
  beforeAll(async () => {
    keeper = await startKeeper(newPlace());
    budi = await sealCustomer(keeper.caller, "c1", { name: "Budi", phone: "081234567890" });
    sari = await sealCustomer(keeper.caller, "c2", { name: "Sari", phone: "081200000000" });
  });
  afterAll(async () => {
    await keeper.stop();
    keeper.place.remove();
  });

  it("row 40: refuses another customer's ciphertext, another field's, and another version", async () => {
    const swapped = lookAt(budi, "name", { fields: [{ ...(sari.fields.name as SealedField), mask: "full" }] });
    expect(await keeper.caller.one(swapped)).toMatchObject({ ok: false, code: "bad-ciphertext", idx: expect.any(Number) });
    const moved = lookAt(budi, "name", { fields: [{ ...(budi.fields.phone as SealedField), id: "name", mask: "full" }] });
    expect(await keeper.caller.one(moved)).toMatchObject({ ok: false, code: "bad-ciphertext" });
    const newer = lookAt(budi, "name", { fields: [{ ...(budi.fields.name as SealedField), ver: 2, mask: "full" }] });
    expect(await keeper.caller.one(newer)).toMatchObject({ ok: false, code: "bad-ciphertext" });
  });

  it("row 40: refuses another customer's wrap, and a person's as a customer's", async () => {
    expect(await keeper.caller.one(lookAt(budi, "name", { holder: { ...budi.ref, wrap: sari.ref.wrap } }))).toMatchObject({
      ok: false,
      code: "bad-wrap",
    });
    expect(await keeper.caller.one(lookAt(budi, "name", { holder: { ...budi.ref, kind: "person" } }))).toMatchObject({
      ok: false,
      code: "bad-wrap",
    });
    expect(await keeper.caller.one(lookAt(budi, "name", { holder: { ...budi.ref, wrap: "" } }))).toMatchObject({
      ok: false,
      code: "bad-wrap",
    });
  });

  it("denied, does not even try what it was given", async () => {
    const denied = lookAt(budi, "name", {
      claims: claims({ dec: "deny", rsn: ["R1"] }),
      fields: [{ ...(sari.fields.name as SealedField), mask: "full" }],
    });
    expect(given<LookResult>(await keeper.caller.one(denied)).values).toEqual({});
  });

  it("opens nothing without a person and a decision", async () => {
    for (const gap of [{ act: "" }, { dec: undefined }, { dec: "perhaps" }, { rsn: undefined }])
      expect(await keeper.caller.one(lookAt(budi, "name", { claims: { ...claims(), ...gap } as never }))).toMatchObject({
        ok: false,
        code: "bad-call",
      });
  });

  it("opens no row of a list when one of them was moved", async () => {
    const row = (c: Customer) => ({ holder: c.ref, fields: [{ ...(c.fields.name as SealedField), mask: "initials" as const }] });
    const whole = given<ListResult>(await keeper.caller.one({ call: "list", iid: iid(), claims: claims(), rows: [row(budi), row(sari)] }));
    expect(whole.rows).toEqual([
      { id: "c1", values: { name: "B•••" } },
      { id: "c2", values: { name: "S•••" } },
    ]);
    const moved = { ...row(budi), fields: row(sari).fields };
    expect(await keeper.caller.one({ call: "list", iid: iid(), claims: claims(), rows: [row(sari), moved] })).toMatchObject({
      ok: false,
      code: "bad-ciphertext",
    });
  });

  it("rows 22, 23: gives the same token for a search as for what was sealed, and no story time in a real log", async () => {
    const index = [{ ix: "phone", value: "+6281234567890" }];
    const sealed = given<SealResult>(
      await keeper.caller.one({ call: "seal", iid: iid(), claims: claims(), holders: [{ kind: "person", id: "p1", fields: [], index }] }),
    );
    const [holder] = sealed.holders;
    const person = { kind: "person" as const, id: "p1", wrap: holder?.wrap ?? "" };
    const found = given<TokensResult>(await keeper.caller.one({ call: "tokens", iid: iid(), claims: claims(), person, queries: index }));
    expect(found.tokens).toEqual([[holder?.tokens[0]?.token]]);
    expect(await keeper.caller.one(lookAt(budi, "name", { claims: claims({ at: "2020-07-01T00:00:00.000Z" }) }))).toMatchObject({
      code: "not-simulated",
    });
  });
});
