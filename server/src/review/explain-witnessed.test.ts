import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines, type OpenEngine } from "../../../tests/harness/engines.ts";
import { layTables } from "../../../tests/harness/lay-tables.ts";
import type { Database, Writing } from "../platform/database.ts";
import { migrate } from "../platform/migrate.ts";
import { openDatabase } from "../platform/open-database.ts";
import { MIGRATIONS } from "../product.ts";
import { explainLooks } from "../watch/explain-looks.ts";
import { type LookFacts, templates } from "../watch/index.ts";
import type { ContactFacts } from "../watch/templates/contract.ts";
import { explainWitnessed } from "./look-store.ts";
import type { OfficeDay } from "./office-day.ts";

const MINUTE = 60_000;
const liveContact = templates.find(({ id }) => id === "T1");
const examples = (liveContact?.examples ?? []).map(({ title, around }) => ({ title, ...around, skew: undefined as number | undefined }));
const [first] = examples;
if (!first) throw new Error("no example of a live contact");
const [call] = first.contacts as [ContactFacts];
const { look, day } = first;
const early = { ...call, startsAt: look.at - 25 * MINUTE, endsAt: look.at - 20 * MINUTE };
const CASES = [
  ...examples,
  { ...first, title: "a call without an end", contacts: [{ ...call, endsAt: call.startsAt }] },
  { ...first, title: "the first of two calls", contacts: [{ ...call, id: "int_9", startsAt: look.at - 3 * MINUTE }, call] },
  { ...first, title: "two calls at once", contacts: [{ ...call, id: "int_2" }, call] },
  { ...first, title: "what the customer confirmed", contacts: [{ ...call, kind: "confirmation" as const }] },
  { ...first, title: "an outcome, which is no live contact", contacts: [{ ...call, kind: "outcome" as const }] },
  { ...first, title: "a call since yesterday", contacts: [{ ...call, startsAt: look.at - 20 * 60 * MINUTE, endsAt: look.at }] },
  { ...first, title: "a call too early", contacts: [early] },
  { ...first, title: "a call too early by a clock that is slow", contacts: [early], skew: -600 },
  { ...first, title: "a call by a clock of which nobody believes the skew", contacts: [early], skew: -2_000 },
  { ...first, title: "a call by a clock that is fast", contacts: [call], skew: 600 },
];

/** Thrown to leave no trace of a case. */
class Undone extends Error {}

describe.each(engines)("looks that a witness explains on $name", (engine) => {
  let ground: OpenEngine;
  let db: Database;

  beforeAll(async () => {
    ground = await engine.open();
    if (ground.url === undefined) await layTables(`${ground.dataDir}/db`, MIGRATIONS);
    db = await openDatabase({ ...(ground.url === undefined ? {} : { url: ground.url }), dir: `${ground.dataDir}/db` });
    await migrate(db, MIGRATIONS);
  }, 60_000);
  afterAll(async () => {
    await db?.close();
    await ground?.close();
  });

  it.each(CASES)("R52: SQL and template say the same: $title", async ({ look, contacts, skew }) => {
    await undone(async (tx) => {
      await lay(tx, look, contacts, { skew });
      const [judged] = await explainLooks(tx, [look], day);
      const explained = judged?.explained;
      expect(await witnessed(tx)).toEqual(explained ? [{ template: "T1", grade: "A", evidence: explained.evidence }] : []);
    });
  });

  it.each([
    { title: "an emergency access", decision: "breakglass" },
    { title: "a honey record", honey: true },
  ])("no witness explains $title", async ({ decision, honey }) => {
    await undone(async (tx) => {
      await lay(tx, look, [call], { decision, honey });
      expect(await witnessed(tx)).toEqual([]);
    });
  });

  it.each([
    { title: "an order", change: { result: "order" }, counts: true },
    { title: "a told mistake", change: { result: "mistake" }, counts: false },
    { title: "his own word", change: { grade: "C" as const }, counts: false },
    { title: "a colleague's", change: { personId: "per_yosua" }, counts: false },
    { title: "one before the look", change: { startsAt: look.at - 5 * MINUTE }, counts: false },
  ])(
    "R52: an outcome that shows contact is the person's own, of that day, witnessed and no mistake: $title",
    async ({ change, counts }) => {
      await undone(async (tx) => {
        const at = look.at + 5 * MINUTE;
        await lay(
          tx,
          look,
          [{ ...call, id: "int_o", kind: "outcome", grade: "B", result: "done", startsAt: at, endsAt: at, ...change }],
          {},
        );
        const [judged] = await explainLooks(tx, [look], day);
        expect(judged?.hasOutcome).toBe(counts);
      });
    },
  );

  async function undone(work: (tx: Writing) => Promise<void>): Promise<void> {
    const ran = db.transaction(async (tx) => {
      await work(tx);
      throw new Undone();
    });
    await expect(ran).rejects.toBeInstanceOf(Undone);
  }

  async function lay(
    tx: Writing,
    { idx, row, at, personId, customerId }: LookFacts,
    contacts: readonly ContactFacts[],
    { skew, decision = "allow", honey = false }: { skew?: number | undefined; decision?: string | undefined; honey?: boolean | undefined },
  ): Promise<void> {
    await tx.query(
      "insert into journal.look_index (idx, row, iid, typ, at, ts, person_id, customer_id, purpose, decision, out) values ($1, $2, 'i', 'look', $3, $3, $4, $5, 'care', $6, 'opened')",
      [idx, row, new Date(at), personId, customerId, decision],
    );
    for (const one of contacts)
      await tx.query(
        "insert into watch.interaction (id, kind, person_id, customer_id, channel, starts_at, ends_at, result, source, external_id, grade, recorded_at) values ($1, $2, $3, $4, 'phone', $5, $6, $8, 'pbx', $1, $7, $5)",
        [
          one.id,
          one.kind,
          one.personId,
          one.customerId,
          new Date(one.startsAt),
          one.endsAt > one.startsAt ? new Date(one.endsAt) : null,
          one.grade,
          one.result ?? null,
        ],
      );
    if (skew !== undefined) await tx.query("insert into watch.feed (source, skew_seconds) values ('pbx', $1)", [skew]);
    if (honey) await tx.query("insert into watch.honey_hit (look_idx, id, at) values ($1, 'hit_1', $2)", [idx, new Date(at)]);
  }

  async function witnessed(tx: Writing) {
    const office = { id: "off_1", name: "Kantor", zone: "Asia/Makassar", label: "WITA" };
    const today: OfficeDay = { office, date: "2026-03-02", from: new Date(day.from), until: new Date(day.until), staff: new Map() };
    await explainWitnessed(tx, today, [look.personId], new Date(day.until));
    const { rows } = await tx.query("select template, grade, evidence from review.explanation order by look_idx, look_row");
    return rows;
  }
});
