import type { OutboxEntry, Write } from "../journal/index.ts";
import type { Writing } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { MOST_PRINTS } from "../platform/row-print.ts";
import { type BadEvidence, type Bound, bindEvidence } from "./bind-evidence.ts";
import { withoutDoubleClaims } from "./double-claims.ts";
import type { Evidence } from "./evidence-sources/contract.ts";
import { noteFeed, noteFeedDays } from "./feed-store.ts";
import { noteLateDays, noteWaitedDays } from "./late-day-store.ts";
import type { Bringer } from "./lookup-tokens.ts";
import type { WatchParts } from "./parts.ts";
import { interactionPrint, type PrintedInteraction } from "./prints.ts";
import { addInteractionRows, type NewInteraction, type WrittenInteraction } from "./store.ts";

/** Most records in one batch, and so in one journal entry. */
export const MAX_BATCH = 500;

/** Seconds beyond which a record is late and no clock wrong. */
const FAR = 3_600;

export interface Added {
  /** Records that were not there, or that were completed. */
  new: number;
  /** Records that were there already. */
  same: number;
  /** Records without a customer: kept, explain nothing. */
  unbound: number;
  bad: BadEvidence[];
}

export interface AddOptions {
  wait?: boolean;
  /** They come as they happen: how far their clock is from ours can be told. */
  live?: boolean;
}

/**
 * Adds contact records of one source, at most 500, with one journal entry. Late records are welcome: the days that they tell anew are noted,
 * and their evenings run again. The same number of the same source again changes nothing.
 * @throws KeeperDown when numbers of customers must be looked up and the keeper does not answer
 */
export async function addInteractions(
  parts: WatchParts,
  bringer: Bringer | undefined,
  source: string,
  batch: readonly Evidence[],
  { live = false, ...options }: AddOptions = {},
): Promise<Added> {
  const found = await bindEvidence(parts.db, parts.keeper, bringer, batch);
  const { bound, bad } = await withoutDoubleClaims(parts.db, source, found);
  const rows = unique(bound.flatMap((one) => asRows(one, source)));
  const unbound = bound.filter(({ customerIds }) => customerIds.length === 0).length;
  if (rows.length === 0) return { new: 0, same: 0, unbound, bad };
  const now = parts.clock.now();
  const changed = await parts.act(async (tx, write) => {
    const written = await writeInteractions(tx, write, { bringer, source, rows, now });
    await noteFeed(tx, { source, count: rows.length, now, lags: live ? lagsOf(rows, now) : [], lastAt: newest(rows) });
    await noteFeedDays(
      tx,
      source,
      written.filter(({ fresh }) => fresh),
    );
    await noteWaitedDays(tx, source, now);
    return written.length;
  }, options);
  return { new: changed, same: rows.length - changed, unbound, bad };
}

interface NewRecords {
  bringer?: Bringer | undefined;
  source: string;
  rows: readonly NewInteraction[];
  now: Date;
}

/** The rows with the entry that tells what stands in them, and the days that they tell anew. In somebody's transaction. */
export async function writeInteractions(
  tx: Writing,
  write: Write,
  { bringer, source, rows, now }: NewRecords,
): Promise<WrittenInteraction[]> {
  const written = await addInteractionRows(tx, rows, now);
  await noteLateDays(tx, written, now);
  for (let at = 0; at === 0 || at < written.length; at += MOST_PRINTS)
    await write(entryOf(bringer, source, rows, written.slice(at, at + MOST_PRINTS)));
  return written;
}

function entryOf(
  bringer: Bringer | undefined,
  source: string,
  rows: readonly NewInteraction[],
  some: readonly PrintedInteraction[],
): OutboxEntry {
  const starts = rows.map(({ startsAt }) => startsAt.getTime());
  const [from, to] = [Math.min(...starts), Math.max(...starts)].map((at) => new Date(at).toISOString()) as [string, string];
  const grades = new Set(rows.map(({ grade }) => grade));
  const grade = grades.size === 1 ? { grade: [...grades][0] ?? "A" } : {};
  return {
    typ: "interaction",
    aggregate: `feed:${source}`,
    ...(bringer ? { act: bringer.personId } : {}),
    body: { kind: "batch", source, ...grade, count: some.length, from, to, prints: some.map(interactionPrint) },
    marks: some.map(({ id }) => ({ table: "watch.interaction", id })),
  };
}

const newest = (rows: readonly NewInteraction[]): Date => new Date(Math.max(...rows.map(({ startsAt }) => startsAt.getTime())));

/** A record that comes as it happens is about the moment at which it comes: its end where it has one, else its start. */
function lagsOf(rows: readonly NewInteraction[], now: Date): number[] {
  return rows
    .map(({ startsAt, endsAt }) => Math.round(((endsAt && endsAt > startsAt ? endsAt : startsAt).getTime() - now.getTime()) / 1000))
    .filter((lag) => Math.abs(lag) <= FAR);
}

/** Customers who share a number each get the record: the call explains a look at any of them. */
export function asRows({ evidence, personId, customerIds }: Bound, source: string): NewInteraction[] {
  const { external, kind, channel, startsAt, endsAt, result, grade = "A" } = evidence;
  const whom = customerIds.length > 0 ? customerIds : [undefined];
  return whom.map((customerId, at) => ({
    id: newId("int"),
    kind,
    personId,
    customerId,
    channel: wordOf(channel) ?? "other",
    startsAt,
    endsAt,
    result: wordOf(result),
    source,
    external: at === 0 ? external : `${external}~${at}`,
    grade,
  }));
}

/** The last of several records with one number: an insert may name each only once. */
const unique = (rows: NewInteraction[]): NewInteraction[] => [...new Map(rows.map((row) => [row.external, row])).values()];

/** What a source says in a word stays one; a sentence would be free text about a customer, and is not kept. */
function wordOf(text: string | undefined): string | undefined {
  const word = text?.trim().toLowerCase().replace(/[ -]+/g, "_");
  return word !== undefined && /^[a-z_]{1,40}$/.test(word) ? word : undefined;
}
