import type { OutboxEntry, Write } from "../../journal/index.ts";
import type { Reading, Writing } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { canonicalFacts, type Facts, type Step, type StepRow, sealPrint, stepOf, stepPrint } from "./step.ts";

const STEP = `id, thread, n, kind, person_id as "personId", by_id as "byId", at, facts, sealed, sealed_for as "sealedFor", topic, idx`;
/** Most steps of one thread that are read: an inquiry has a dozen. */
const MOST_STEPS = 500;

/** What is written down next in a thread. */
export interface NewStep {
  thread: string;
  /** It begins the thread, and bears its id. */
  begins?: true;
  kind: string;
  personId?: string | undefined;
  /** Absent: the program, or somebody who shall not be named. */
  byId?: string | undefined;
  facts: Facts;
  sealed?: { text: string; for: string } | undefined;
  topic?: string;
  /** The entry does not name whom it is about: whoever reads his own entries shall not learn of it. */
  unnamed?: true;
  typ?: "inquiry" | "sanction" | "talk" | "control";
  /** Members of the entry's body beside the common ones: words of closed lists. */
  body?: OutboxEntry["body"];
}

/** Adds one step and its entry. The caller holds the thread ({@link lockThread}) unless the step begins it. Gives the row. */
export async function writeStep(tx: Writing, write: Write, now: Date, step: NewStep): Promise<StepRow> {
  const { thread } = step;
  const id = step.begins ? thread : newId("stp");
  const n = step.begins ? 0 : await nextNumber(tx, thread);
  const row: StepRow = {
    ...{ id, thread, n, kind: step.kind, personId: step.personId ?? null, byId: step.byId ?? null, at: now },
    ...{
      facts: canonicalFacts(step.unnamed ? salted(step.facts) : step.facts),
      sealed: step.sealed?.text ?? null,
      sealedFor: step.sealed?.for ?? null,
    },
    ...{ topic: step.topic ?? null, idx: null },
  };
  await tx.query(
    `insert into review.inquiry_step (id, thread, n, kind, person_id, by_id, at, facts, sealed, sealed_for, topic)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [id, thread, n, row.kind, row.personId, row.byId, now, row.facts, row.sealed, row.sealedFor, row.topic],
  );
  await write(entryOf(row, step));
  return row;
}

/**
 * Facts that nobody can guess. Against whoever holds the journal and tries one name after the other against the fingerprint in an entry that names
 * nobody: the salt stands in the table alone.
 */
export const salted = (facts: Facts): Facts => ({ ...facts, salt: newId("slt") });

function entryOf(row: StepRow, { typ = "inquiry", body = {}, unnamed }: NewStep): OutboxEntry {
  const seal = row.sealed === null ? {} : { seal: sealPrint(row.sealed) };
  const thread = typ === "sanction" ? { id: row.id, inquiry: row.thread } : { id: row.thread };
  return {
    typ,
    aggregate: `inquiry:${row.thread}`,
    ...(row.byId === null ? {} : { act: row.byId }),
    ...(row.personId === null || unnamed ? {} : { psn: row.personId }),
    body: { change: row.kind, ...thread, row: row.id, prints: [stepPrint(row)], ...seal, ...body },
    marks: [{ table: "review.inquiry_step", id: row.id }],
  };
}

async function nextNumber(tx: Writing, thread: string): Promise<number> {
  const { rows } = await tx.query<{ n: number }>("select max(n) + 1 as n from review.inquiry_step where thread = $1", [thread]);
  return rows[0]?.n ?? 0;
}

/** Nobody else adds to this thread before the transaction ends. Gives its steps, none for an unknown thread. */
export async function lockThread(tx: Writing, thread: string): Promise<Step[]> {
  await tx.query("select 1 from review.inquiry_step where id = $1 for update", [thread]);
  return stepsOf(tx, thread);
}

/** The steps of a thread in their order. */
export async function stepsOf(db: Reading, thread: string): Promise<Step[]> {
  const { rows } = await db.query<StepRow>(`select ${STEP} from review.inquiry_step where thread = $1 order by n limit ${MOST_STEPS}`, [
    thread,
  ]);
  return rows.map(stepOf);
}

/** Steps of these kinds about a person, newest first. */
export async function stepsAbout(db: Reading, personId: string, kinds: readonly string[], limit = 200): Promise<Step[]> {
  const { rows } = await db.query<StepRow>(
    `select ${STEP} from review.inquiry_step where person_id = $1 and kind = any($2) and idx is not null order by at desc, id limit $3`,
    [personId, kinds, limit],
  );
  return rows.map(stepOf);
}

/** A place in the list: the first step of a thread. */
export interface ThreadPlace {
  at: Date;
  id: string;
}

/** First steps of threads of a kind, newest first, with the kind of their last step; about the people of one superior, if one is named. */
export async function threadsOf(
  db: Reading,
  kinds: readonly string[],
  after: ThreadPlace | undefined,
  limit: number,
  superiorId?: string,
): Promise<Array<Step & { last: string }>> {
  const { rows } = await db.query<StepRow & { last: string }>(
    `select ${STEP}, (select l.kind from review.inquiry_step l where l.thread = s.thread order by l.n desc limit 1) as last
     from review.inquiry_step s where s.kind = any($1) and s.n = 0 and ($2::timestamptz is null or (s.at, s.id) < ($2, $3::text))
       and ($5::text is null or exists (select 1 from people.person p where p.id = s.person_id and p.superior_id = $5))
     order by s.at desc, s.id desc limit $4`,
    [kinds, after?.at ?? null, after?.id ?? null, limit, superiorId ?? null],
  );
  return rows.map(({ last, ...row }) => ({ ...stepOf(row), last }));
}
