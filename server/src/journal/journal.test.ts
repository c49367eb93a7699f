import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { kill } from "node:process";
import { pathToFileURL } from "node:url";
import { keeperMain } from "@mercusuar/keeper";
import { canonical, checkInclusion, fromBase64, fromUtf8, leafHash, parseCheckpoint, parseNote, toLatin1 } from "@mercusuar/proof";
import { verifyCommand } from "@mercusuar/proof/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { openSmallHouse, type SmallHouse } from "../../../tests/world/small-house.ts";
import { realClock } from "../platform/clocks.ts";
import { newId, newIid } from "../platform/ids.ts";
import { KeeperDown, startKeeper } from "./index.ts";

const wait = (until: () => Promise<boolean>): Promise<void> =>
  new Promise((resolve, reject) => {
    const look = async (left: number): Promise<void> => {
      if (await until()) return resolve();
      if (left === 0) return reject(new Error("it never came about"));
      setTimeout(() => void look(left - 1).catch(reject), 20);
    };
    void look(1000);
  });

describe.each(engines)("the journal on $name", (engine) => {
  let house: SmallHouse;
  let customers: Array<{ id: string; wrap: string; sealed: Record<string, [number, string]> }>;
  beforeAll(async () => {
    house = await openSmallHouse(engine);
    const provenance = { channel: "registration", source: "formulir" };
    const ids = await house.records.addCustomers(
      Array.from({ length: 40 }, (_, i) => ({
        officeId: house.officeId,
        provenance,
        values: { name: `Pelanggan ${"abcdefghij"[i % 10]}${i}` },
      })),
      { by: "operator", source: "formulir" },
    );
    const { rows } = await house.db.query<(typeof customers)[number]>(
      "select id, wrap, sealed from records.customer where id = any ($1) order by id",
      [ids],
    );
    customers = rows;
  });
  afterAll(() => house?.close());

  const claims = (change: object = {}) => ({
    act: house.personId,
    wrap: house.personWrap,
    dec: "allow" as const,
    rsn: [],
    pur: "care",
    ctx: canonical({ known_person: true, office: house.officeId }),
    ...change,
  });
  const holder = (i: number) => ({ kind: "customer" as const, id: customers[i]?.id ?? "", wrap: customers[i]?.wrap ?? "" });
  const name = (i: number) => ({ id: "name", ver: 1, ct: customers[i]?.sealed.name?.[1] ?? "", mask: "initials" as const });
  const talk = (id: string, aggregate = `person:${id}`) => ({ typ: "person", aggregate, psn: id, body: { change: "noted", id } });
  const addOffice = (id: string): [string, string[]] => [
    "insert into people.office (id, name, kind, path, time_zone, zone_label) values ($1, $1, 'desk', $1, 'Asia/Makassar', 'WITA')",
    [id],
  ];

  it("commits no change without an entry, and keeps none of it", async () => {
    const id = newId("off");
    await expect(house.journal.act((tx) => tx.query(...addOffice(id)))).rejects.toMatchObject({ code: "no-entry" });
    await expect(house.journal.act.after(-1, (tx) => tx.query(...addOffice(id)))).rejects.toMatchObject({ code: "no-entry" });
    expect((await house.db.query("select 1 from people.office where id = $1", [id])).rows).toEqual([]);
  });

  it("keeps neither change nor entry when the work fails half way", async () => {
    const before = await house.db.query<{ count: number }>("select count(*) as count from journal.outbox");
    await expect(
      house.journal.act(async (_, write) => {
        await write(talk(house.personId));
        throw new Error("half way");
      }),
    ).rejects.toThrow("half way");
    expect((await house.db.query<{ count: number }>("select count(*) as count from journal.outbox")).rows).toEqual(before.rows);
  });

  it("refuses an entry that its schema does not know before the change commits", async () => {
    const write = (body: Record<string, string>) => house.journal.act((_, put) => put({ typ: "person", aggregate: "person:x", body }));
    await expect(write({ change: "noted", salary: "1" })).rejects.toMatchObject({ code: "entry-fault" });
    await expect(write({})).rejects.toMatchObject({ code: "entry-fault" });
  });

  it("marks a widening row with its entry, and only tables that are marked", async () => {
    const id = newId("doc");
    await house.journal.act(async (tx, write) => {
      await tx.query("insert into people.screening (id, person_id, passed_on, valid_until) values ($1, $2, '2026-01-01', '2027-01-01')", [
        id,
        house.personId,
      ]);
      await write({
        typ: "screening",
        aggregate: `person:${house.personId}`,
        psn: house.personId,
        body: { change: "passed", id },
        marks: [{ table: "people.screening", id }],
      });
    });
    const { rows } = await house.db.query<{ idx: number }>("select idx from people.screening where id = $1", [id]);
    expect(rows[0]?.idx).toBeGreaterThan(0);
    await expect(
      house.journal.act((_, write) => write({ ...talk("x"), marks: [{ table: "people.session" as never, id }] })),
    ).rejects.toMatchObject({ code: "entry-fault" });
  });

  it("seals the entries of one aggregate in their order", async () => {
    for (let i = 0; i < 5; i++)
      await house.journal.act((_, write) => write({ ...talk(house.personId), body: { change: `step ${i}` } }), { wait: false });
    await house.journal.drain();
    const { rows } = await house.db.query<{ idx: number }>(
      "select idx from journal.outbox where entry->'body'->>'change' like 'step %' order by id",
    );
    const order = rows.map(({ idx }) => idx);
    expect(order).toHaveLength(5);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it("sends an entry twice without writing it twice, after a relay died before it could note so", async () => {
    await house.journal.act((_, write) => write(talk(house.personId)));
    const last = "where id = (select max(id) from journal.outbox)";
    const { rows } = await house.db.query<{ idx: number }>(`select idx from journal.outbox ${last}`);
    await house.db.query(`update journal.outbox set sent_at = null, idx = null ${last}`);
    await house.journal.drain();
    expect((await house.db.query(`select idx from journal.outbox ${last}`)).rows).toEqual(rows);
  });

  it("row 40: answers the same iid with its index and never with fields", async () => {
    const iid = newIid();
    const call = { iid, claims: claims(), holder: holder(0), fields: [name(0)] };
    const first = await house.keeper.look(call);
    expect(first).toMatchObject({ ok: true, values: { name: expect.stringMatching(/•/) } });
    const second = await house.keeper.look(call);
    expect(second).toMatchObject({ ok: false, code: "repeated", idx: first.idx });
    expect(JSON.stringify(second)).not.toMatch(/values|•/);
  });

  it("has rows of looks, listings, searches, matches and refusals, and gets the same ones from the journal after the table was emptied", async () => {
    const caseId = newId("case");
    await house.db.query(
      "insert into access.cases (id, customer_id, purpose, office_id, origin, grade, opened_at) values ($1, $2, 'care', $3, 'api', 'A', now())",
      [caseId, customers[1]?.id, house.officeId],
    );
    await house.keeper.look({ claims: claims({ case: caseId, rsn: ["R44"], own: true }), holder: holder(1), fields: [name(1)] });
    await house.keeper.look({ claims: claims({ dec: "deny", rsn: ["R18"] }), holder: holder(2), fields: [] });
    await house.keeper.list({ claims: claims({ own: true }), rows: [3, 4, 5].map((i) => ({ holder: holder(i), fields: [name(i)] })) });
    const person = await house.records.personHolder(house.personId);
    await house.keeper.tokens({ claims: claims(), person, queries: [{ ix: "phone", value: "+628110000000" }] });
    await house.keeper.match({
      claims: claims({ case: caseId }),
      holder: holder(1),
      field: { id: "name", ver: 1, ct: name(1).ct },
      given: "bukan",
    });
    await house.keeper.append({
      typ: "listing",
      act: house.personId,
      dec: "deny",
      rsn: ["R72"],
      body: {},
      ctx: canonical({ office: house.officeId }),
    });
    await house.journal.flush();
    const all = () => house.db.query<Record<string, unknown>>("select * from journal.look_index order by idx, row");
    const before = (await all()).rows;
    expect(new Set(before.map(({ typ }) => typ))).toEqual(new Set(["look", "listing", "search", "match"]));
    expect(before.filter(({ case_id }) => case_id === caseId).map(({ typ, watch, own }) => ({ typ, watch, own }))).toEqual([
      { typ: "look", watch: ["R44"], own: true },
      { typ: "match", watch: [], own: false },
    ]);
    expect(before.filter(({ decision }) => decision === "deny").map(({ typ, rules, out }) => ({ typ, rules, out }))).toEqual([
      { typ: "look", rules: ["R18"], out: "refused" },
      { typ: "listing", rules: ["R72"], out: "refused" },
    ]);
    expect(before.every(({ person_id, office_id }) => person_id === house.personId && office_id === house.officeId)).toBe(true);
    await house.db.query("truncate journal.look_index");
    expect(await house.journal.rebuildProjection({ by: "operator" })).toBe(before.length);
    expect((await all()).rows).toEqual(before);
  });

  it("is never seen with fewer looks while it is made anew, keeps those of that time, and loses a row that nobody's entry made", async () => {
    const count = async () =>
      (await house.db.query<{ n: number }>("select count(*)::int as n from journal.look_index where iid <> 'forged'")).rows[0]?.n ?? -1;
    await house.journal.flush();
    const before = await count();
    await house.journal.derive((tx) =>
      tx.query(
        `insert into journal.look_index (idx, iid, typ, at, ts, decision, out)
         select i, 'forged', 'look', now(), now(), 'allow', 'opened' from unnest(array[0, 4000000]) as i on conflict do nothing`,
      ),
    );
    let over = false;
    const both = Promise.all([1, 2].map(() => house.journal.rebuildProjection({ by: "operator" }))).finally(() => {
      over = true;
    });
    const seen: number[] = [];
    let made = 0;
    while (!over) {
      if (made < 20) {
        const look = await house.keeper.look({ claims: claims({ own: true }), holder: holder(1), fields: [name(1)] });
        if (look.ok) made++;
        await house.journal.flush();
      }
      seen.push(await count());
    }
    await both;
    await house.journal.flush();
    expect(made).toBeGreaterThan(0);
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(before);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(await count()).toBe(before + made);
    const { rows } = await house.db.query("select idx from journal.look_index where iid = 'forged'");
    expect(rows).toEqual([]);
    expect((await house.db.query("select to_regclass('journal.look_index_new') as left")).rows).toEqual([{ left: null }]);
  });

  it("notes what the keeper itself refuses: a bulk of strangers has its row", async () => {
    const looks = [];
    for (let i = 0; i < 35; i++) looks.push(await house.keeper.look({ claims: claims(), holder: holder(i), fields: [name(i)] }));
    expect(looks.at(-1)).toMatchObject({ ok: false, code: "bulk" });
    await house.journal.flush();
    const { rows } = await house.db.query(
      "select decision, out, rules, customer_id from journal.look_index where 'BULK' = any (rules) order by idx desc limit 1",
    );
    expect(rows).toEqual([{ decision: "deny", out: "refused", rules: ["BULK"], customer_id: customers[34]?.id }]);
  });

  it("tells a person's day and a customer's lookers in pages, each question itself in the journal", async () => {
    const ask = { by: "operator", from: new Date(Date.now() - 3_600_000), until: new Date(Date.now() + 3_600_000), limit: 10 };
    const seen = [];
    for (let cursor: string | undefined, pages = 0; pages < 20; pages++) {
      const page = await house.journal.personDay(house.personId, { ...ask, cursor });
      seen.push(...page.rows);
      cursor = page.next;
      if (cursor === undefined) break;
    }
    const { rows } = await house.db.query<{ count: number }>("select count(*) as count from journal.look_index where person_id = $1", [
      house.personId,
    ]);
    expect(seen).toHaveLength(rows[0]?.count ?? -1);
    expect(new Set(seen.map(({ entry, row }) => `${entry}:${row}`)).size).toBe(seen.length);
    const lookers = await house.journal.customerLookers(holder(1), ask);
    expect(lookers.rows.every(({ customer, person }) => customer === holder(1).id && person === house.personId)).toBe(true);
    expect(lookers.rows.length).toBeGreaterThan(0);
    const size = (await house.keeper.status()).size;
    await house.journal.customerLookers(holder(1), { ...ask, until: ask.from });
    expect((await house.keeper.status()).size).toBe(size + 1);
    await expect(house.journal.personDay(house.personId, { ...ask, cursor: "x" })).rejects.toMatchObject({ code: "bad-cursor" });
  });

  it("gives a receipt that anybody can check against the signed checkpoint", async () => {
    const written = await house.keeper.append({ typ: "operator", body: { command: "test" } });
    await wait(async () => (await house.journal.receipt(written.idx ?? 0)) !== undefined);
    for (const idx of [0, 1, Math.floor((written.idx ?? 0) / 2), written.idx ?? 0]) {
      const receipt = (await house.journal.receipt(idx)) ?? "";
      const [head = "", note = ""] = receipt.split(/\n\n(.*)/s);
      const [magic, extra = "", index, ...path] = head.split("\n");
      const checkpoint = parseCheckpoint(parseNote(note)?.text ?? "");
      expect([magic, index]).toEqual(["c2sp.org/tlog-proof@v1", `index ${idx}`]);
      const entry = fromBase64(extra.slice("extra ".length)) ?? new Uint8Array();
      expect(JSON.parse(fromUtf8(entry))).toMatchObject({ v: 1 });
      const hashes = path.map((line) => toLatin1(fromBase64(line) ?? new Uint8Array()));
      expect(checkInclusion(leafHash(entry), idx, checkpoint?.size ?? 0, hashes, checkpoint?.root ?? "")).toBe(true);
    }
    expect(await house.journal.receipt(10_000_000)).toBeUndefined();
  });

  it("closes when the keeper is killed, says so, and opens again by itself", async () => {
    expect(await house.journal.lampOf()).toMatchObject({ lit: true, keeper: "up", assurance: 0 });
    const pid = house.keeper.pid ?? 0;
    kill(pid, "SIGKILL");
    await wait(async () => house.keeper.pulse.state === "down");
    const look = house.keeper.look({ claims: claims({ own: true }), holder: holder(0), fields: [name(0)] });
    await expect(look).rejects.toMatchObject({ status: 503, code: "keeper-down", why: "down" });
    expect(await house.journal.lampOf()).toMatchObject({
      lit: false,
      keeper: "down",
      why: { en: expect.stringContaining("does not run") },
    });
    const id = newId("doc");
    const change = house.journal.act(async (tx, write) => {
      await tx.query("insert into people.screening (id, person_id, passed_on, valid_until) values ($1, $2, '2026-01-01', '2027-01-01')", [
        id,
        house.personId,
      ]);
      await write({
        typ: "screening",
        aggregate: `s:${id}`,
        psn: house.personId,
        body: { change: "passed", id },
        marks: [{ table: "people.screening", id }],
      });
    });
    await change.catch((error: unknown) => expect(error).toBeInstanceOf(KeeperDown));
    await wait(async () => house.keeper.pulse.state === "up");
    await house.journal.drain();
    expect((await house.db.query<{ idx: number }>("select idx from people.screening where id = $1", [id])).rows[0]?.idx).toBeGreaterThan(0);
    expect(await house.keeper.look({ claims: claims({ own: true }), holder: holder(0), fields: [name(0)] })).toMatchObject({ ok: true });
    expect(await house.journal.lampOf()).toMatchObject({ lit: true });
  });

  it("closes when the keeper hangs, drops its late answers, and opens again by itself", async () => {
    const pid = house.keeper.pid ?? 0;
    kill(pid, "SIGSTOP");
    try {
      const look = house.keeper.look({ claims: claims({ own: true }), holder: holder(0), fields: [name(0)] }, { timeout: 300 });
      await expect(look).rejects.toMatchObject({ status: 503, why: "slow" });
      expect(await house.journal.lampOf()).toMatchObject({ lit: false, keeper: "slow" });
    } finally {
      kill(pid, "SIGCONT");
    }
    await wait(async () => house.keeper.pulse.state === "up");
    expect(await house.keeper.look({ claims: claims({ own: true }), holder: holder(0), fields: [name(0)] })).toMatchObject({ ok: true });
  });

  it("leaves a journal that verifies, and projects at the next start what a killed server had not projected", async () => {
    const count = async () => (await house.db.query<{ count: number }>("select count(*) as count from journal.look_index")).rows[0]?.count;
    await house.journal.flush();
    const before = await count();
    await house.db.query("delete from journal.look_index where idx = (select max(idx) from journal.look_index)");
    const { engine: again } = house;
    await house.close();
    house = await openSmallHouse(engine, { again });
    expect(await count()).toBe(before);
    const { exit, report } = await verifyCommand(join(again.dataDir, "data"));
    expect({ exit, code: report.code }).toEqual({ exit: 0, code: "OK" });
  });
});

it("a keeper that cannot start says why", async () => {
  const open = await (engines[0] as (typeof engines)[number]).open();
  const keysDir = join(open.dataDir, "keys");
  writeFileSync(keysDir, "no directory");
  await expect(startKeeper({ dataDir: join(open.dataDir, "data"), keysDir, clock: realClock() })).rejects.toThrow(
    /the keeper does not start: .+/,
  );
  await open.close();
});

it("what the keeper says unasked reaches the operator, but not which record is honey", async () => {
  const open = await (engines[0] as (typeof engines)[number]).open();
  const [main, later] = [join(open.dataDir, "later.mjs"), join(open.dataDir, "later")];
  const clock = `const now = Date.now; Date.now = () => now() - (fs.existsSync(${JSON.stringify(later)}) ? 60_000 : 0);`;
  writeFileSync(main, `import fs from "node:fs";\n${clock}\nawait import(${JSON.stringify(pathToFileURL(keeperMain).href)});`);
  const alarms: unknown[] = [];
  const house = { dataDir: join(open.dataDir, "data"), keysDir: join(open.dataDir, "keys"), clock: realClock() };
  const keeper = await startKeeper({ ...house, main, onAlarm: (alarm) => alarms.push(alarm) });
  const [act, id] = [newId("per"), newId("cus")];
  const claims = { act, dec: "allow" as const, rsn: [] };
  const sealed = await keeper.seal({
    claims,
    holders: [
      { kind: "person", id: act, fields: [], index: [] },
      { kind: "customer", id, fields: [{ id: "name", ver: 1, value: "Pelanggan Umpan" }], index: [], flags: { honey: true } },
    ],
  });
  if (!sealed.ok) throw new Error(sealed.detail);
  const [person, { wrap = "", fields } = {}] = sealed.holders;
  const asked = { id: "name", ver: 1, ct: fields?.name ?? "", mask: "initials" as const };
  const ctx = canonical({ known_person: true });
  const look = await keeper.look({
    claims: { ...claims, wrap: person?.wrap ?? "", pur: "care", own: true, ctx },
    holder: { kind: "customer", id, wrap },
    fields: [asked],
  });
  expect(look).toMatchObject({ ok: true });
  writeFileSync(later, "");
  await keeper.append({ typ: "setting", body: { change: "test" } });
  // Both would come the same way: what was said first is there by now.
  await vi.waitFor(() => expect(alarms).not.toEqual([]));
  expect(alarms).toEqual(alarms.map(() => ({ alarm: "clock", backward: expect.any(Number) })));
  await keeper.close();
  await open.close();
});
