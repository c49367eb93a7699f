import type { Lamp } from "../../journal/index.ts";
import type { LampNote, LampParts } from "./parts.ts";
import type { PartFacts } from "./rules.ts";

const DAY = 86_400_000;
const millis = (text: string | undefined): { since?: number } => (text === undefined ? {} : { since: Date.parse(text) });

/** How each part is at this moment; a part that the house does not have (no witness, no feed) is left out. Never throws: what cannot be asked is in trouble. */
export async function factsOf(parts: LampParts, lamp: Lamp): Promise<PartFacts[]> {
  const [feeds, evening, state, outbox, holidays] = await Promise.all([
    askFeeds(parts).catch(() => undefined),
    askEvenings(parts).catch(() => undefined),
    stateOf(parts).catch(() => undefined),
    outboxOf(parts, lamp).catch(() => undefined),
    askHolidays(parts).catch(() => undefined),
  ]);
  return [...ofJournal(lamp), ...[outbox, feeds, evening, state, holidays].filter((one) => one !== undefined)];
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

/**
 * A feed that is late has its grace from the end of the oldest office-day that lacks it, whatever it brings for other offices. A clock that is wrong does
 * not come right by waiting, and what never delivered has been set up wrong: both at once.
 */
async function askFeeds({ feeds, clock }: LampParts): Promise<PartFacts | undefined> {
  const all = (await feeds?.(clock.now())) ?? [];
  if (all.length === 0) return undefined;
  const named = (is: (feed: (typeof all)[number]) => boolean): string =>
    all
      .filter(is)
      .map(({ source }) => source)
      .join(", ");
  const [names, clocks] = [named(({ why }) => why.some((one) => one !== "skew")), named(({ why }) => why.includes("skew"))];
  const since = Math.min(...all.flatMap(({ missingSince }) => missingSince?.getTime() ?? []), Number.POSITIVE_INFINITY);
  const late = Number.isFinite(since) ? { since } : {};
  if (clocks !== "")
    return { id: "feeds", trouble: names === "" ? "feeds_clock" : "feeds_late_clock", atOnce: true, ...late, values: { names, clocks } };
  if (names === "") return { id: "feeds" };
  return { id: "feeds", trouble: "feeds", atOnce: all.some(({ why }) => why.includes("never")), ...late, values: { names } };
}

/** Offers would go out on holidays that nobody told the house. */
async function askHolidays({ missingHolidays, clock }: LampParts): Promise<PartFacts> {
  const missing = await missingHolidays(clock.now());
  if (!missing) return { id: "holidays" };
  return { id: "holidays", trouble: "holidays", atOnce: true, since: missing.since.getTime(), values: { year: missing.year } };
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
