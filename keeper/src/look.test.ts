import { readEntries, readJournalDir, verifyCommand } from "@mercusuar/proof/node";
import { describe, expect, it } from "vitest";
import { ownKeeper } from "../../tests/harness/own-keeper.ts";
import type { DetailCall, DetailResult, HolderRef, LookResult, StatusResult } from "./protocol.ts";
import { appendOf, claims, given, iid, lookAt, sealCustomer } from "./test-rig/rig.ts";

describe("a look", () => {
  const { place, keeper } = ownKeeper();

  it("yields the masked fields and leaves an entry without them", async () => {
    const budi = await sealCustomer(keeper.caller, "c1", { name: "Budi Santoso", phone: "081234567890" });
    const call = lookAt(budi, "name", { detail: { note: "asked about the bill" } });
    call.claims = claims({ case: "t-17", ctx: `{"onDuty":true}`, own: true });
    call.fields = [{ ...call.fields[0], mask: "initials" } as never, { ...budi.fields.phone, mask: "last4" } as never];
    const seen = given<LookResult>(await keeper.caller.one(call));
    expect(seen.values).toEqual({ name: "B••• S•••", phone: "••••7890" });
    expect(seen.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    await keeper.stop();
    const text = [];
    for await (const { entry } of readEntries(place.data)) text.push(entry);
    const entry = text[seen.idx];
    expect(entry).toMatchObject({
      typ: "look",
      fld: ["name:initials", "phone:last4"],
      ver: [1, 1],
      out: "opened",
      body: { own: true },
      pur: "service",
    });
    expect(JSON.stringify(text)).not.toMatch(/Budi|Santoso|7890|t-17|bill|"c1"|"p1"/);
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
    expect(await readJournalDir(place.dir).read("nothing")).toBeUndefined();
  });

  it("is refused where its policy context is not the one text that can be written", async () => {
    const budi = await sealCustomer(keeper.caller, "c1", { name: "Budi" });
    for (const ctx of [
      `{"onDuty":true,"hasCase":true}`,
      `{"onDuty":true,"onDuty":false}`,
      `{ "onDuty":true}`,
      `["onDuty"]`,
      `{"onDuty":[]}`,
      "",
      7,
      {},
    ])
      expect(await keeper.caller.one(lookAt(budi, "name", { claims: claims({ ctx: ctx as string }) }))).toMatchObject({ ok: false });
    const long = claims({ ctx: `{"a":"${"x".repeat(70_000)}"}` });
    expect(await keeper.caller.one(lookAt(budi, "name", { claims: long }))).toMatchObject({ ok: false, code: "too-large" });
    given<LookResult>(await keeper.caller.one(lookAt(budi, "name", { claims: claims({ ctx: `{"onDuty":true}` }) })));
  });

  it("row 35: has a detail that its holder's key alone opens, by another look", async () => {
    const budi = await sealCustomer(keeper.caller, "c1", { name: "Budi" });
    const sari = await sealCustomer(keeper.caller, "c2", { name: "Sari" });
    const call = lookAt(budi, "name", { detail: { note: "asked about the bill" }, claims: claims({ case: "t-17" }) });
    const { idx } = given<LookResult>(await keeper.caller.one(call));
    const ask = (holder: HolderRef, index: number): DetailCall => ({
      call: "detail",
      iid: iid(),
      claims: claims({ act: "p9" }),
      holder,
      index,
    });
    const opened = given<DetailResult>(await keeper.caller.one(ask(budi.ref, idx)));
    expect(opened.detail).toEqual({ note: "asked about the bill", case: "t-17" });
    expect(await keeper.caller.one(ask(sari.ref, idx))).toMatchObject({ ok: false, code: "bad-ciphertext" });
    expect(await keeper.caller.one(ask(budi.ref, 0))).toMatchObject({ ok: false, code: "bad-call" });
    await keeper.stop();
    for await (const { entry } of readEntries(place.data, opened.idx, 1))
      expect(entry).toMatchObject({ typ: "look", fld: ["detail:full"], re: idx });
  });

  it("that policy denied opens nothing and is written", async () => {
    const budi = await sealCustomer(keeper.caller, "c1", { name: "Budi" });
    const seen = given<LookResult>(await keeper.caller.one(lookAt(budi, "name", { claims: claims({ dec: "deny", rsn: ["R18"] }) })));
    expect(seen).toMatchObject({ values: {}, code: "" });
    expect(seen.idx).toBeGreaterThan(0);
  });

  it("row 26: refuses to append what its schema does not know", async () => {
    expect(await keeper.caller.one(appendOf("consent", { question: "telesales", state: "given", name: "Budi" }))).toMatchObject({
      ok: false,
      code: "schema",
    });
    expect(await keeper.caller.one(appendOf("gossip", {}))).toMatchObject({ ok: false, code: "unknown-kind" });
  });

  it("takes an append beside it, and says where the journal stands", async () => {
    expect(await keeper.caller.one(appendOf("consent", { question: "telesales", state: "given" }))).toMatchObject({ ok: true });
    const status = given<StatusResult>(await keeper.caller.one({ call: "status", iid: "" }));
    expect(status).toMatchObject({ simulated: false, assurance: 0, durability: "fdatasync", holders: 0 });
    expect(status.free).toBeGreaterThan(0);
  });
});
