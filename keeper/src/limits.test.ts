import { readEntries } from "@mercusuar/proof/node";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ownKeeper } from "../../tests/harness/own-keeper.ts";
import type { Call, Claims, GrantResult, LookResult, Result, SealCall, SealedField } from "./protocol.ts";
import { type Customer, claims, given, iid, lookAt, matchWith, sealCustomer } from "./test-rig/rig.ts";

describe("the keeper's own brakes", () => {
  const { place, keeper, again } = ownKeeper();
  const restart = async (): Promise<void> => {
    await keeper.kill();
    await again();
  };
  const many = (n: number): Promise<Customer[]> =>
    Promise.all(Array.from({ length: n }, (_, i) => sealCustomer(keeper.caller, `c${i}`, { name: `N${i}` })));

  it("row 46: stop bulk after 30 strangers within the hour, also over a restart, and write it down", async () => {
    const customers = await many(32);
    for (const customer of customers.slice(0, 30)) given<LookResult>(await keeper.caller.one(lookAt(customer, "name")));
    await restart();
    const [, ...others] = customers;
    expect(await keeper.caller.one(lookAt(others[29] as Customer, "name"))).toMatchObject({ ok: false, code: "bulk" });
    expect(await keeper.caller.one(lookAt(customers[0] as Customer, "name"))).toMatchObject({ ok: true });
    expect(await keeper.caller.one(lookAt(customers[31] as Customer, "name", { claims: claims({ own: true }) }))).toMatchObject({
      ok: true,
    });
    expect(await keeper.caller.one(lookAt(customers[31] as Customer, "name", { claims: claims({ act: "p2" }) }))).toMatchObject({
      ok: true,
    });
    await keeper.stop();
    const bulk = [];
    for await (const { entry } of readEntries(place.data)) if (entry.rsn?.includes("BULK")) bulk.push(entry);
    expect(bulk).toMatchObject([{ typ: "look", dec: "deny", out: "refused" }]);
  });

  it("row 46: stop a server that names ever new persons, at the ceiling over all, and write it down", async () => {
    await keeper.stop();
    await again(["--ceiling", "4"]);
    const customers = await many(6);
    const codes = [];
    for (const [n, customer] of customers.entries()) {
      const result = await keeper.caller.one(lookAt(customer, "name", { claims: claims({ act: `made-up-${n}` }) }));
      codes.push(result.ok ? "ok" : result.code);
    }
    // A minute may begin anew in between.
    expect(codes.filter((code) => code === "budget").length).toBeGreaterThanOrEqual(1);
    await keeper.stop();
    const held = [];
    for await (const { entry } of readEntries(place.data)) if (entry.rsn?.includes("CEILING")) held.push(entry);
    expect(held.length).toBe(codes.filter((code) => code === "budget").length);
    expect(held[0]).toMatchObject({ typ: "look", dec: "deny", out: "refused" });
  });

  it("row 46: open nothing for a name without a key of its own, write each try down, and tell of it", async () => {
    const [budi] = (await many(1)) as [Customer];
    const other = await sealCustomer(keeper.caller, "p2", {}, { kind: "person" });
    const look = given<LookResult>(await keeper.caller.one(lookAt(budi, "name", { detail: { note: "x" } })));
    const { fields, holder } = lookAt(budi, "name");
    const phone = await sealCustomer(keeper.caller, "c9", { phone: "081200000001" });
    const tries = (wrap: string): Call[] => {
      const asked = claims({ act: "made-up", wrap, own: true });
      return [
        lookAt(budi, "name", { claims: { ...asked, dec: "breakglass" } }),
        { call: "list", iid: iid(), claims: asked, rows: [{ holder, fields }] },
        { call: "use", iid: iid(), claims: asked, holder: phone.ref, field: phone.fields.phone as SealedField, connector: "call_http" },
        { call: "detail", iid: iid(), claims: asked, holder, index: look.idx },
      ];
    };
    // No wrap, one of a customer, and one that is another person's.
    for (const wrap of ["", budi.ref.wrap, other.ref.wrap])
      for (const result of await keeper.caller.all(tries(wrap))) {
        expect(result).toMatchObject({ ok: false, code: "unknown-person", idx: expect.any(Number) });
        expect(result).not.toHaveProperty("values");
      }
    expect(await keeper.caller.one(lookAt(budi, "name", { claims: claims({ act: "p2", wrap: other.ref.wrap }) }))).toMatchObject({
      ok: true,
    });
    const refused = lookAt(budi, "name", { claims: claims({ act: "made-up", wrap: "", dec: "deny" }) });
    expect(await keeper.caller.one(refused)).toMatchObject({ ok: true, values: {} });
    await keeper.stop();
    const written = [];
    for await (const { entry } of readEntries(place.data)) if (entry.rsn?.includes("UNKNOWN")) written.push(entry);
    expect(written).toHaveLength(12);
    expect(written.every(({ dec, out }) => dec === "deny" && out === "refused")).toBe(true);
    expect(keeper.alarms.filter(({ alarm }) => alarm === "brake")).toEqual([
      { alarm: "brake", rule: "UNKNOWN", index: expect.any(Number) },
    ]);
  });

  it("rows 45, 46: let names without a key share one budget of guesses, also over a restart, and nobody search in another's name", async () => {
    await keeper.stop();
    await again(["--budget", "3"]);
    const dimas = (await sealCustomer(keeper.caller, "p7", {}, { kind: "person" })).ref;
    let guesses = 0;
    const guess = async (by: Partial<Claims>): Promise<string> => {
      const index = [{ ix: "phone", value: `+628120000${guesses++}` }];
      const holders = [{ kind: "customer" as const, id: `g${guesses}`, fields: [], index }];
      const result = await keeper.caller.one({ call: "seal", iid: iid(), claims: claims(by), holders });
      return result.ok ? "ok" : result.code;
    };
    const madeUp = async (n: number) => {
      const codes = [];
      for (let at = 0; at < n; at++) codes.push(await guess({ act: `made-up-${guesses}`, wrap: "" }));
      return codes;
    };
    expect(await madeUp(4)).toEqual(["ok", "ok", "ok", "budget"]);
    await keeper.kill();
    await again(["--budget", "3"]);
    expect(await madeUp(1)).toEqual(["budget"]);
    expect(await guess({ act: "p7", wrap: dimas.wrap })).toBe("ok");
    const search = (act: string): Call => ({
      call: "tokens",
      iid: iid(),
      claims: claims({ act }),
      person: dimas,
      queries: [{ ix: "phone", value: "+62812" }],
    });
    expect(await keeper.caller.one(search("p8"))).toMatchObject({ ok: false, code: "unknown-person" });
    expect(await keeper.caller.one(search("p7"))).toMatchObject({ ok: true });
    expect(await keeper.caller.one({ ...search("p7"), person: { ...dimas, wrap: "" } } as Call)).toMatchObject({ code: "unknown-person" });
  });

  it("rows 45, 46: count each value that is sought against the ceiling over all, so that ever more persons guess no faster", async () => {
    await keeper.stop();
    await again(["--ceiling", "8"]);
    const codes = [];
    for (let n = 0; n < 4; n++) {
      const person = (await sealCustomer(keeper.caller, `p${n}`, {}, { kind: "person" })).ref;
      const queries = [0, 1, 2].map((at) => ({ ix: "phone", value: `+62812${n}${at}` }));
      const result = await keeper.caller.one({ call: "tokens", iid: iid(), claims: claims({ act: `p${n}` }), person, queries });
      codes.push(result.ok ? "ok" : result.detail);
    }
    // A minute may begin anew in between.
    expect(codes.filter((code) => code.includes("ceiling")).length).toBeGreaterThanOrEqual(1);
    await vi.waitUntil(() => keeper.alarms.some(({ alarm, rule }) => alarm === "brake" && rule === "CEILING"));
  });

  it("hold a person to the hour's budget", async () => {
    await keeper.stop();
    await again(["--budget", "3"]);
    const [budi] = (await many(1)) as [Customer];
    const codes = [];
    for (let i = 0; i < 4; i++) codes.push((await keeper.caller.one(lookAt(budi, "name"))) as Result);
    expect(codes.map((r) => (r.ok ? "ok" : r.code))).toEqual(["ok", "ok", "ok", "budget"]);
  });

  it("count a page of one's own list once an hour, also over a restart: loaded again it shows nothing new; other rows, other fields, other people's count", async () => {
    await keeper.stop();
    await again(["--budget", "5"]);
    const customers = await many(4);
    const page = async (some: Customer[], mask: "initials" | "full" = "initials", own = true) => {
      const rows = some.map(({ ref, fields }) => ({ holder: ref, fields: [{ ...(fields.name as SealedField), mask }] }));
      const result = await keeper.caller.one({ call: "list", iid: iid(), claims: claims({ own }), rows });
      return result.ok ? "ok" : result.code;
    };
    const [a, b, c, d] = customers as [Customer, Customer, Customer, Customer];
    for (let n = 0; n < 4; n++) expect(await page([a, b, c])).toBe("ok");
    await keeper.kill();
    await again(["--budget", "5"]);
    expect(await page([a, b, c])).toBe("ok");
    expect(await page([a, b, c, d])).toBe("ok");
    expect(await page([a, b], "full")).toBe("budget");
    expect(await page([a], "full")).toBe("ok");
    expect([await page([a, b, c, d]), await page([a], "initials", false), await page([b], "full")]).toEqual(["ok", "budget", "budget"]);
  });

  it("row 47: count tries of a match by case and by day, over all colleagues and restarts", async () => {
    const budi = await sealCustomer(keeper.caller, "c1", { mother: "Siti Aminah" });
    const guess = (value: string, caseId: string, act: string) => keeper.caller.one(matchWith(budi, "mother", value, caseId, act));
    expect(await guess("Siti", "t1", "p1")).toMatchObject({ match: false, left: 2 });
    expect(await guess("siti  AMINAH ", "t1", "p1")).toMatchObject({ match: true, left: 1 });
    expect(await guess("Aminah", "t1", "p2")).toMatchObject({ match: false, left: 0 });
    expect(await guess("Ani", "t1", "p3")).toMatchObject({ ok: false, code: "tries" });
    await restart();
    expect(await guess("Ani", "t1", "p3")).toMatchObject({ ok: false, code: "tries" });
    expect(await guess("Ani", "t2", "p3")).toMatchObject({ match: false, left: 1 });
    expect(await guess("Ana", "t3", "p4")).toMatchObject({ match: false, left: 0 });
    expect(await guess("Siti Aminah", "t4", "p5")).toMatchObject({ ok: false, code: "tries", idx: expect.any(Number) });
  });

  it("row 45: make tokens of many only under a grant, up to its maximum, also over a restart", async () => {
    const sealOf = (n: number, grant?: string): SealCall => ({
      call: "seal",
      iid: iid(),
      claims: claims(),
      ...(grant === undefined ? {} : { grant }),
      holders: Array.from({ length: n }, (_, i) => ({
        kind: "customer" as const,
        id: `g${i}`,
        fields: [],
        index: [{ ix: "phone", value: `+62${i}` }],
      })),
    });
    expect(await keeper.caller.one(sealOf(2))).toMatchObject({ ok: false, code: "grant" });
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const { grant } = given<GrantResult>(
      await keeper.caller.one({ call: "grant", iid: iid(), by: "p1", second: "p2", max: 5, until, source: "import-1" }),
    );
    expect(await keeper.caller.one(sealOf(3, grant))).toMatchObject({ ok: true });
    await restart();
    expect(await keeper.caller.one(sealOf(3, grant))).toMatchObject({ ok: false, code: "grant" });
    expect(await keeper.caller.one(sealOf(2, grant))).toMatchObject({ ok: true });
    const far = new Date(Date.now() + 30 * 86_400_000).toISOString();
    expect(await keeper.caller.one({ call: "grant", iid: iid(), by: "p1", second: "p2", max: 5, until: far, source: "x" })).toMatchObject({
      code: "grant",
    });
  });
});

describe("an idempotency id", () => {
  const { keeper, again } = ownKeeper();
  let budi: Customer;
  beforeEach(async () => {
    budi = await sealCustomer(keeper.caller, "c1", { name: "Budi" });
  });

  it("row 40: used twice gives the index of the first look and never its fields, in one batch or over a restart", async () => {
    const call = lookAt(budi, "name");
    const [first, second] = await keeper.caller.all([call, call]);
    const { idx } = given<LookResult>(first as Result);
    expect(second).toEqual({ ok: false, code: "repeated", detail: expect.any(String), idx });
    await keeper.kill();
    await again();
    expect(await keeper.caller.one(call)).toMatchObject({ ok: false, code: "repeated", idx });
  });

  it("from last month or tomorrow is refused for a look; a late append is written once", async () => {
    const month = 30 * 86_400_000;
    expect(await keeper.caller.one(lookAt(budi, "name", { iid: iid(Date.now() - month) }))).toMatchObject({ code: "expired-iid" });
    expect(await keeper.caller.one(lookAt(budi, "name", { iid: iid(Date.now() + 86_400_000) }))).toMatchObject({ code: "expired-iid" });
    expect(await keeper.caller.one(lookAt(budi, "name", { iid: "x" }))).toMatchObject({ code: "bad-call" });
    const late = { call: "append" as const, iid: iid(Date.now() - month), typ: "clock", body: { change: "set" } };
    const written = await keeper.caller.one(late);
    expect(written).toMatchObject({ ok: true });
    await keeper.kill();
    await again();
    expect(await keeper.caller.one(late)).toMatchObject({ ok: false, code: "repeated", idx: written.idx });
  });
});
