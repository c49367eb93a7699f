import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readEntries, verifyCommand } from "@mercusuar/proof/node";
import { beforeEach, describe, expect, it } from "vitest";
import { ownKeeper } from "../../tests/harness/own-keeper.ts";
import type {
  GrantResult,
  KeysResult,
  LookResult,
  RewrapCall,
  RewrapResult,
  RotateCall,
  RotateResult,
  SealResult,
  TokensResult,
} from "./protocol.ts";
import { type Customer, claims, given, iid, lookAt, sealCustomer } from "./test-rig/rig.ts";

const VALUES = { name: "Drs. Moh. Budi Oetomo, S.H.", birth_date: "1980-02-01", phone: "+6281234567890" };
const INDEX = [
  { ix: "phone", of: ["phone"] },
  { ix: "name_birth", of: ["name", "birth_date"] },
];

describe("a rotation of keys", () => {
  const { place, keeper, again } = ownKeeper();
  let customers: Customer[];
  /** Tokens of the customers' values, as a database has them: all have the same. */
  let known: string[];
  beforeEach(async () => {
    customers = [];
    for (let i = 0; i < 5; i++) customers.push(await sealCustomer(keeper.caller, `c${i}`, VALUES));
    known = await soughtTokens();
  });

  const rotate = (more: Partial<RotateCall> = {}) =>
    keeper.caller.one({ call: "rotate", iid: iid(), step: "begin", by: "p1", second: "p2", ...more });
  const keys = async (): Promise<KeysResult> => given<KeysResult>(await keeper.caller.one({ call: "keys", iid: "" }));
  const rewrapCall = (some: readonly Customer[]): RewrapCall => ({
    call: "rewrap",
    iid: iid(),
    holders: some.map(({ ref, fields }) => ({ ...ref, fields: Object.values(fields), index: INDEX, known })),
  });
  /** As the server does: what comes back is what it keeps from then on. */
  const bring = async (some: Customer[]): Promise<RewrapResult> => {
    const result = given<RewrapResult>(await keeper.caller.one(rewrapCall(some)));
    result.holders.forEach((holder, i) => {
      const customer = some[i] as Customer;
      if ("wrap" in holder) customers[customers.indexOf(customer)] = { ...customer, ref: { ...customer.ref, wrap: holder.wrap } };
    });
    return result;
  };
  const opens = async (customer: Customer): Promise<boolean> => {
    const result = await keeper.caller.one(lookAt(customer, "name", { claims: claims({ own: true }) }));
    return result.ok && (result as LookResult).values.name === VALUES.name;
  };
  /** As an import gets them; leaves no new holder. */
  const soughtTokens = async (): Promise<string[]> => {
    const index = [
      { ix: "phone", value: VALUES.phone },
      { ix: "name_birth", value: "muhammad budi utomo|1980-02-01" },
    ];
    const holder = { ...(customers[0] as Customer).ref, fields: [], index };
    const call = { call: "seal" as const, iid: iid(), claims: claims(), holders: [holder] };
    return given<SealResult>(await keeper.caller.one(call)).holders[0]?.tokens.map(({ token }) => token) ?? [];
  };
  const tokensOf = async (ix: string, value: string): Promise<string[]> => {
    const act = `p${Math.random()}`;
    const person = (await sealCustomer(keeper.caller, act, {}, { kind: "person" })).ref;
    const result = await keeper.caller.one({ call: "tokens", iid: iid(), claims: claims({ act }), person, queries: [{ ix, value }] });
    return given<TokensResult>(result).tokens[0] ?? [];
  };

  it("brings everybody under new keys, serves throughout, and destroys the old ones when the last has come", async () => {
    const before = [...customers];
    const [oldToken] = await tokensOf("phone", VALUES.phone);
    // The person of that search is a holder, too.
    expect(given<RotateResult>(await rotate())).toMatchObject({ epoch: 2, living: 6, left: 6 });
    const during = await tokensOf("phone", VALUES.phone);
    expect(during).toHaveLength(2);
    expect(during[1]).toBe(oldToken);
    expect(during[0]).toMatch(/^2\./);
    const { holders } = await bring(customers.slice(0, 3));
    expect(holders[0]).toMatchObject({ tokens: [{ ix: "phone", token: during[0], was: [oldToken] }, { ix: "name_birth" }] });
    expect("tokens" in (holders[0] ?? {}) && holders[0]).toMatchObject({
      tokens: expect.arrayContaining([
        expect.objectContaining({ token: (await tokensOf("name_birth", "muhammad budi utomo|1980-02-01"))[0] }),
      ]),
    });
    for (const customer of [...before, ...customers]) expect(await opens(customer)).toBe(true);
    const late = await sealCustomer(keeper.caller, "late", VALUES);
    expect(await rotate({ step: "end" })).toMatchObject({ ok: false, code: "living", detail: expect.stringContaining("3 living holders") });
    await bring(customers.slice(3));
    expect(await keys()).toMatchObject({ rotating: true, left: 1, epoch: 2 });
    // That person's wrap was never kept: two persons give him up by number, and by no other number.
    expect(await rotate({ step: "end", leave: 2 })).toMatchObject({ code: "living" });
    given(await rotate({ step: "end", leave: 1 }));
    for (const customer of [...customers, late]) expect(await opens(customer)).toBe(true);
    for (const customer of before) expect(await opens(customer)).toBe(false);
    expect(await tokensOf("phone", VALUES.phone)).toEqual([during[0]]);
    expect(readdirSync(place.keys).filter((name) => /^(kek|index|holders)/.test(name))).toEqual(["holders-2", "index-2.key", "kek-2.key"]);
    const entries = [];
    await keeper.stop();
    for await (const { entry } of readEntries(place.data)) entries.push(entry);
    expect(entries.filter(({ typ }) => typ === "key.rotate").map(({ body }) => body?.state)).toEqual(["begin", "rewrap", "rewrap", "end"]);
    expect(entries.filter(({ typ }) => typ === "key.erase").map(({ body }) => body?.key)).toEqual(["index-1", "kek-1"]);
    expect(entries.find(({ body }) => body?.state === "begin")).toMatchObject({ act: expect.any(String), psn: expect.any(String) });
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
    await again();
    for (const customer of [...customers, late]) expect(await opens(customer)).toBe(true);
    expect((await keys()).keys.filter(({ state }) => state === "destroyed").map(({ id }) => id)).toEqual(["kek-1", "index-1"]);
  });

  it("goes on where it was after kill -9 at any moment", async () => {
    given(await rotate());
    await keeper.kill();
    await again();
    expect(await keys()).toMatchObject({ rotating: true, epoch: 2, living: 5, left: 5 });
    const lost = given<RewrapResult>(await keeper.caller.one(rewrapCall(customers.slice(0, 2))));
    await keeper.kill();
    await again();
    expect(await keys()).toMatchObject({ left: 3 });
    // The server died with the answer: asked again with the old wrap, the keeper hands out the one that it keeps.
    const { holders } = await bring(customers.slice(0, 2));
    expect(holders.map((one) => "wrap" in one && one.wrap)).toEqual(lost.holders.map((one) => "wrap" in one && one.wrap));
    await bring(customers.slice(2));
    await keeper.kill();
    await again();
    expect(await keys()).toMatchObject({ rotating: true, left: 0 });
    given(await rotate({ step: "end" }));
    await keeper.kill();
    // As if it had been killed between the entry and the file.
    writeFileSync(join(place.keys, "kek-1.key"), "ab".repeat(32));
    await again();
    expect(existsSync(join(place.keys, "kek-1.key"))).toBe(false);
    expect(await keys()).toMatchObject({ rotating: false, epoch: 2, living: 5, left: 0 });
    for (const customer of customers) expect(await opens(customer)).toBe(true);
  });

  it("hands the living their new wrap for one of an older database, and nobody else's", async () => {
    const old = [...customers];
    given(await rotate());
    await bring(customers);
    given(await rotate({ step: "end" }));
    expect(await opens(old[0] as Customer)).toBe(false);
    const stranger = old[1] as Customer;
    const moved = { ...stranger, ref: { ...stranger.ref, id: "c0" } };
    const { holders } = given<RewrapResult>(await keeper.caller.one(rewrapCall([old[0] as Customer, moved])));
    expect(holders[0]).toMatchObject({ id: "c0", wrap: customers[0]?.ref.wrap });
    expect(holders[1]).toEqual({ id: "c0", fault: "bad-wrap" });
  });

  it("whose key table is damaged says so at the start, and hands their wrap to all who stand behind the damage", async () => {
    const old = [...customers];
    given(await rotate());
    await bring(customers);
    given(await rotate({ step: "end" }));
    await keeper.stop();
    const table = join(place.keys, "holders-2");
    const bytes = readFileSync(table);
    bytes[20] = (bytes[20] as number) ^ 1;
    writeFileSync(table, bytes);
    await again();
    expect(keeper.alarms).toContainEqual({
      alarm: "disk",
      what: expect.stringMatching(/^key table: holders-2 may be damaged in 1 place.*that one file/),
    });
    const { holders } = given<RewrapResult>(await keeper.caller.one(rewrapCall(old)));
    const lost = holders.findIndex((holder) => "fault" in holder);
    expect(holders.map((holder) => ("wrap" in holder ? holder.wrap : undefined))).toEqual(
      customers.map(({ ref }, i) => (i === lost ? undefined : ref.wrap)),
    );
    expect(await opens(customers[lost] as Customer)).toBe(true);
  });

  it("is begun by two, not twice at once, and not again too soon", async () => {
    expect(await rotate({ second: "" })).toMatchObject({ code: "bad-call" });
    given(await rotate());
    expect(await rotate()).toMatchObject({ code: "rotating" });
    await bring(customers);
    given(await rotate({ step: "end" }));
    expect(await rotate()).toMatchObject({ code: "too-soon" });
    await keeper.stop();
    await again(["--rotate-pause", "0"]);
    expect(given<RotateResult>(await rotate())).toMatchObject({ epoch: 3, left: 5 });
    await bring(customers);
    given(await rotate({ step: "end" }));
    for (const customer of customers) expect(await opens(customer)).toBe(true);
    expect(readdirSync(place.keys)).toContain("holders-3");
    expect(readdirSync(place.keys)).not.toContain("holders-2");
  });

  it("counts holders whose key ids its journal does not tell, and takes an edited list of them for none", async () => {
    const many = [...customers];
    await keeper.stop();
    // Journals of before have no key ids beside their sealings; here they are taken out of the batch.
    const { withoutDetails } = await import("./test-rig/without-details.ts");
    withoutDetails(place);
    await again();
    given(await rotate());
    expect(await keys()).toMatchObject({ living: 5, left: 5, unlisted: 5 });
    await bring(many.slice(0, 4));
    expect(await rotate({ step: "end" })).toMatchObject({ code: "living" });
    await bring(many.slice(0, 4));
    expect(await keys()).toMatchObject({ left: 1, unlisted: 1 });
    await keeper.stop();
    await again();
    expect(await keys()).toMatchObject({ living: 5, left: 1, unlisted: 1 });
    await bring(many.slice(4));
    given(await rotate({ step: "end" }));
  });

  it("keeps the keys of a directory that was put back from a copy made in its middle", async () => {
    given(await rotate());
    await bring(customers.slice(0, 2));
    const kept = `${place.keys}-kept`;
    cpSync(place.keys, kept, { recursive: true });
    await bring(customers.slice(2));
    await keeper.stop();
    cpSync(join(kept, "holders-2"), join(place.keys, "holders-2"));
    await again();
    expect(await keys()).toMatchObject({ left: 3 });
    await bring(customers);
    given(await rotate({ step: "end" }));
    for (const customer of customers) expect(await opens(customer)).toBe(true);
  });

  it("counts in a second rotation those who came in the first, also after a restart and where the table of the first is gone", async () => {
    given(await rotate());
    await bring(customers.slice());
    given(await rotate({ step: "end" }));
    const late = await sealCustomer(keeper.caller, "late", VALUES);
    const first = [...customers];
    const pause = ["--rotate-pause", "0"];
    await keeper.stop();
    await again(pause);
    expect(await keys()).toMatchObject({ living: 6, left: 0 });
    given(await rotate());
    await bring(customers.slice(0, 2));
    await keeper.stop();
    await again(pause);
    expect(await keys()).toMatchObject({ living: 6, left: 4, unlisted: 0 });
    expect(await rotate({ step: "end" })).toMatchObject({ code: "living" });
    await keeper.stop();
    rmSync(join(place.keys, "holders-2"));
    await again(pause);
    expect(await keys()).toMatchObject({ living: 6, left: 4, unlisted: 3 });
    await bring(customers.slice(2));
    expect(await rotate({ step: "end" })).toMatchObject({ code: "living" });
    await bring([late]);
    given(await rotate({ step: "end" }));
    for (const customer of customers) expect(await opens(customer)).toBe(true);
    expect(await opens(first[0] as Customer)).toBe(false);
  });

  it("tells no token of a value whose old one nobody can show, but under a grant and up to its maximum", async () => {
    const guess = await sealCustomer(keeper.caller, "guess", { phone: "+62811111" });
    const ask = async (more: Partial<RewrapCall> = {}) => {
      const [holder] = rewrapCall([guess]).holders as [RewrapCall["holders"][number]];
      return keeper.caller.one({ ...rewrapCall([]), holders: [{ ...holder, index: [{ ix: "phone", of: ["phone"] }] }], ...more });
    };
    const told = (result: RewrapResult) => result.holders.map((one) => ("wrap" in one ? [one.tokens.length, one.withheld] : []));
    expect(told(given<RewrapResult>(await ask()))).toEqual([[0, 1]]);
    given(await rotate());
    expect(told(given<RewrapResult>(await ask()))).toEqual([[0, 1]]);
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const { grant } = given<GrantResult>(
      await keeper.caller.one({ call: "grant", iid: iid(), by: "p1", second: "p2", max: 1, until, source: "mend" }),
    );
    expect(told(given<RewrapResult>(await ask({ grant })))).toEqual([[1, 0]]);
    expect(await ask({ grant })).toMatchObject({ code: "grant" });
    await keeper.stop();
    await again();
    expect(await ask({ grant })).toMatchObject({ code: "grant" });
    expect(told(await bring(customers.slice(0, 1)))).toEqual([[2, 0]]);
  });

  it("falls silent where guessed values are held against somebody's token: 2,000 guesses find nothing, also after a restart", async () => {
    const [victim] = rewrapCall([customers[0] as Customer]).holders as [RewrapCall["holders"][number]];
    const token = victim.known[0] as string;
    const found: string[] = [];
    let silent = false;
    const guess = async (from: number) => {
      const phones = Array.from({ length: 50 }, (_, n) => (from + n === 1_700 ? VALUES.phone : `+62899${from + n}`));
      const holders = await Promise.all(
        phones.map(async (phone, n) => {
          const { ref, fields } = await sealCustomer(keeper.caller, `g${from + n}`, { phone });
          return { ...ref, fields: Object.values(fields), index: [{ ix: "phone", of: ["phone"] }], known: [token] };
        }),
      );
      const result = given<RewrapResult>(await keeper.caller.one({ ...rewrapCall([]), holders }));
      silent = result.silent;
      for (const one of result.holders) if ("wrap" in one && one.tokens.length > 0) found.push(one.id);
    };
    for (let from = 0; from < 1_000; from += 50) await guess(from);
    expect(silent).toBe(true);
    await keeper.stop();
    await again();
    for (let from = 1_000; from < 2_000; from += 50) await guess(from);
    expect({ silent, found }).toEqual({ silent: true, found: [] });
    expect((await bring(customers.slice(0, 1))).holders).toMatchObject([{ tokens: [] }]);
  }, 120_000);

  it("gives tokens of both index keys to whoever seals meanwhile", async () => {
    const seal = async () =>
      given<SealResult>(
        await keeper.caller.one({
          call: "seal",
          iid: iid(),
          claims: claims(),
          holders: [{ kind: "customer", id: `n${Math.random()}`, fields: [], index: [{ ix: "phone", value: VALUES.phone }] }],
        }),
      ).holders[0]?.tokens[0];
    const before = await seal();
    given(await rotate());
    expect(await seal()).toMatchObject({ token: expect.stringMatching(/^2\./), older: [before?.token] });
  });
});
