import type { Write } from "../../journal/index.ts";
import type { Reading, Writing } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { problem } from "../../platform/problem.ts";
import type { SignedIn } from "../../platform/signed-in.ts";
import { lockThread, stepsOf, writeStep } from "./ledger.ts";
import type { InquiryParts } from "./parts.ts";
import { monthsOn } from "./sanctions.ts";
import { sealText } from "./seal-text.ts";
import { words } from "./words.ts";

/** What happened to somebody after he reported. */
export type Reprisal = "sanction" | "grant_revoked" | "portfolio_taken" | "duty_worse";
export const REPRISAL_VERDICTS = ["reprisal", "unrelated"] as const;

interface Reported {
  id: string;
  personId: string;
  at: Date;
  zone: string;
}

/** Reports by name of the last months, that somebody may be made to pay for. */
async function protectedReports(db: Reading, { clock, settings }: InquiryParts, personId?: string): Promise<Reported[]> {
  const since = new Date(`${monthsOn(clock.now().toISOString().slice(0, 10), -settings.reprisalMonths)}T00:00:00Z`);
  const { rows } = await db.query<Reported>(
    `select s.id, s.by_id as "personId", s.at, o.time_zone as zone from review.inquiry_step s
     join people.person p on p.id = s.by_id join people.office o on o.id = p.office_id
     where s.kind in ('concern', 'invitation', 'bribe') and s.at >= $1 and ($2::text is null or s.by_id = $2) order by s.at limit 1000`,
    [since, personId ?? null],
  );
  return rows;
}

interface Suffered {
  kind: Reprisal;
  ref: string;
}

/** Grants and customers that were taken since the report, and not given back. What ran out by itself is none, nor is what a leaver or an erased customer had. */
const TAKEN = `select 'grant_revoked' as kind, g.id as ref from people.grant_ g join people.person p on p.id = g.person_id
     where g.person_id = $1 and g.revoked_at > $2 and p.state <> 'left' and not exists (
       select 1 from people.grant_ n where n.person_id = g.person_id and n.function = g.function and n.revoked_at is null and n.ends_at > $3)
   union all select 'portfolio_taken', min(f.until_at)::text from access.portfolio f
     join people.person p on p.id = f.holder_id and p.state <> 'left' join records.customer c on c.id = f.customer_id and c.state <> 'erased'
     where f.holder_id = $1 and f.until_at > $2 and not exists (
       select 1 from access.portfolio n where n.customer_id = f.customer_id and n.holder_id = f.holder_id and n.until_at is null)
     having count(*) > 0`;

/**
 * Worse duty: more segments at night (before 06.00, after 22.00) or on a weekend in the four weeks after than in the four before, or
 * less than half of the hours. Nothing is said before four weeks have passed, nor where there was no plan before.
 */
const DUTY = `with spans as (select d.starts_at >= $2 as after, extract(epoch from d.ends_at - d.starts_at) as seconds,
       (extract(hour from d.starts_at at time zone $3) < 6 or extract(hour from d.ends_at at time zone $3) >= 22
        or extract(isodow from d.starts_at at time zone $3) > 5) as bad
     from people.duty d where d.person_id = $1 and d.kind <> 'off' and d.idx is not null
       and d.starts_at >= $2::timestamptz - interval '28 days' and d.starts_at < $2::timestamptz + interval '28 days')
   select 'duty_worse' as kind, 'duty' as ref from spans having $4::timestamptz >= $2::timestamptz + interval '28 days' and count(*) filter (where not after) > 0
     and (count(*) filter (where after and bad) > count(*) filter (where not after and bad)
       or coalesce(sum(seconds) filter (where after), 0) < 0.5 * sum(seconds) filter (where not after))`;

async function sufferedSince(db: Reading, { personId, at, zone }: Reported, now: Date): Promise<Suffered[]> {
  const taken = await db.query<Suffered>(TAKEN, [personId, at, now]);
  const duty = await db.query<Suffered>(DUTY, [personId, at, zone, now]);
  return [...taken.rows, ...duty.rows];
}

/** Looks at everybody who reported in the last months; what is new lies before the officer (R78). Gives how many that were. */
export async function sweepReprisals(parts: InquiryParts): Promise<number> {
  let found = 0;
  for (const report of await protectedReports(parts.db, parts)) {
    const fresh = await unseen(parts.db, report, await sufferedSince(parts.db, report, parts.clock.now()));
    if (fresh.length === 0) continue;
    found += fresh.length;
    await parts.act(async (tx, write) => {
      for (const one of fresh) await raise(parts, tx, write, report, one);
    });
  }
  return found;
}

/** A sanction just given, in its own transaction. */
export async function alarmSanction(parts: InquiryParts, tx: Writing, write: Write, personId: string, sanction: string): Promise<void> {
  for (const report of await protectedReports(tx, parts, personId))
    await raise(parts, tx, write, report, { kind: "sanction", ref: sanction });
}

const topicOf = (report: string, { kind, ref }: Suffered): string => `reprisal ${report} ${kind} ${ref}`;

async function unseen(db: Reading, { id }: Reported, list: Suffered[]): Promise<Suffered[]> {
  if (list.length === 0) return [];
  const { rows } = await db.query<{ topic: string }>("select topic from review.inquiry_step where topic = any($1)", [
    list.map((one) => topicOf(id, one)),
  ]);
  const seen = new Set(rows.map(({ topic }) => topic));
  return list.filter((one) => !seen.has(topicOf(id, one)));
}

/** The entry names neither the report nor what it was about: whoever reads the reporter's journal shall not learn that he reported. */
async function raise({ clock }: InquiryParts, tx: Writing, write: Write, report: Reported, one: Suffered): Promise<void> {
  await writeStep(tx, write, clock.now(), {
    ...{ thread: newId("rpl"), begins: true, kind: "reprisal", personId: report.personId },
    facts: { report: report.id, what: one.kind, ref: one.ref },
    topic: topicOf(report.id, one),
    unnamed: true,
    body: { state: "open" },
  });
}

/** The officer says what it was. */
export async function decideReprisal(
  parts: InquiryParts,
  { person }: SignedIn,
  thread: string,
  { verdict, reason }: { verdict: (typeof REPRISAL_VERDICTS)[number]; reason: string },
): Promise<void> {
  const [first] = await stepsOf(parts.db, thread);
  const isOfficer = person.functions.includes("officer");
  if (first?.kind !== "reprisal" || !isOfficer || first.personId === null || first.personId === person.id)
    throw problem("not-found", words.notYours);
  const sealed = await sealText(parts, person.id, first.personId, thread, reason);
  await parts.act(async (tx, write) => {
    if ((await lockThread(tx, thread)).length > 1) throw problem("conflict", words.notWaiting);
    await writeStep(tx, write, parts.clock.now(), {
      ...{ thread, kind: "reprisal_judged", personId: first.personId ?? undefined, byId: person.id, sealed },
      facts: { verdict },
      unnamed: true,
      body: { state: "decided", outcome: verdict },
    });
  });
}
