import type { Lamp } from "../../journal/index.ts";
import type { LampNote, LampParts } from "./parts.ts";
import type { PartFacts } from "./rules.ts";

const DAY = 86_400_000;
const millis = (text: string | undefined): { since?: number } => (text === undefined ? {} : { since: Date.parse(text) });

/** How each part is at this moment; a part that the house does not have (no witness, no feed) is left out. Never throws: what cannot be asked is in trouble. */
export async function factsOf(parts: LampParts, lamp: Lamp): Promise<PartFacts[]> {
  const [feeds, evening, state, outbox] = await Promise.all([
    askFeeds(parts).catch(() => undefined),
    askEvenings(parts).catch(() => undefined),
    stateOf(parts).catch(() => undefined),
    outboxOf(parts, lamp).catch(() => undefined),
  ]);
  return [...ofJournal(lamp), ...[outbox, feeds, evening, state].filter((one) => one !== undefined)];
}

/** What the journal's own lamp says. */
function ofJournal({ lit, keeper, why, since, witnesses, cosigned, watched: { standby, unlogged, copy } }: Lamp): PartFacts[] {
  const dark = { dark: true, ...millis(since), ...(why ? { said: why } : {}) };
  const failing = witnesses.filter(({ state }) => state !== "ok" && state !== "unasked");
  const facts: PartFacts[] = [
    keeper !== "up"
      ? { id: "keeper", trouble: "keeper", ...dark }
      : unlogged > 0
        ? { id: "keeper", trouble: "unlogged", atOnce: true }
        : { id: "keeper" },
    lit || keeper !== "up" ? { id: "journal" } : { id: "journal", trouble: "journal", ...dark },
  ];
  if (witnesses.length > 0)
    facts.push(
      failing.length === 0
        ? { id: "witnesses" }
        : { id: "witnesses", trouble: "witnesses", ...millis(cosigned?.at), values: { names: failing.map(({ name }) => name).join(", ") } },
    );
  if (standby !== undefined) facts.push(standby.up ? { id: "standby" } : { id: "standby", trouble: "standby", atOnce: true });
  if (copy !== undefined) facts.push({ id: "copies", trouble: "copies", atOnce: true, said: copy });
  return facts;
}

/** Changes that wait, since the oldest. */
async function outboxOf({ db }: LampParts, { waiting }: Lamp): Promise<PartFacts> {
  if (waiting === 0) return { id: "outbox" };
  const { rows } = await db.query<{ oldest: Date | null }>("select min(created_at) as oldest from journal.outbox where sent_at is null");
  const oldest = rows[0]?.oldest;
  return oldest ? { id: "outbox", trouble: "outbox", since: oldest.getTime(), values: { count: waiting } } : { id: "outbox" };
}

async function askFeeds({ feeds, clock }: LampParts): Promise<PartFacts | undefined> {
  const all = (await feeds?.(clock.now())) ?? [];
  const late = all.filter(({ state }) => state === "amber");
  if (all.length === 0) return undefined;
  if (late.length === 0) return { id: "feeds" };
  const first = Math.min(...late.map(({ lastDelivery }) => lastDelivery?.getTime() ?? Number.POSITIVE_INFINITY));
  return {
    ...{ id: "feeds", trouble: "feeds", values: { names: late.map(({ source }) => source).join(", ") } },
    ...(Number.isFinite(first) ? { since: first } : {}),
  };
}

async function askEvenings({ missedEvenings, clock }: LampParts): Promise<PartFacts> {
  const missed = await missedEvenings(clock.now());
  const [oldest] = missed;
  if (!oldest) return { id: "evening" };
  return { id: "evening", trouble: "evening", since: oldest.endedAt.getTime(), values: { count: missed.length, date: oldest.date } };
}

/** A made-up house has no nights: only what a check found is said of it. */
async function stateOf({ db, clock, nights }: LampParts): Promise<PartFacts | undefined> {
  const { rows } = await db.query<LampNote>("select state, at, since, count from watch.lamp_note where name = 'state'");
  const [note] = rows;
  if (!note) return nights ? { id: "state" } : undefined;
  if (note.state === "differs")
    return { id: "state", trouble: "state_differs", atOnce: true, since: note.since.getTime(), values: { count: note.count } };
  if (note.state === "failed") return { id: "state", trouble: "state_failed", since: note.since.getTime() };
  const due = note.at.getTime() + DAY;
  return nights && clock.now().getTime() > due ? { id: "state", trouble: "state_late", since: due } : { id: "state" };
}
