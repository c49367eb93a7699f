import type { Write } from "../../journal/index.ts";
import type { Reading, Writing } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { problem } from "../../platform/problem.ts";
import type { SignedIn } from "../../platform/signed-in.ts";
import { writeStep } from "./ledger.ts";
import type { InquiryParts } from "./parts.ts";
import type { Ground } from "./rules.ts";
import { sealText } from "./seal-text.ts";
import { concerned, mayLead, refuseUnpledged } from "./who.ts";
import { words } from "./words.ts";

/** Where an inquiry comes from, and what kind of ground that is. */
export const SOURCES = {
  desk_row: "look",
  callback: "callback",
  honey: "honey",
  collusion: "score",
  finding: "score",
  concern: "concern",
  invitation: "witness",
  other: undefined,
} as const satisfies Record<string, Ground | undefined>;
export type Source = keyof typeof SOURCES;

/** What was found, about whom. */
export interface Finding {
  personId: string;
  source: Source;
  /** Id of what was found: a desk row, a call-back, a concern; one inquiry each. */
  ref?: string | undefined;
  /** Entries of the looks that it is about. */
  looks?: readonly number[] | undefined;
  /** Who found or reported it: he does not decide. Absent: the program. */
  reporter?: string | undefined;
  /** What kind of ground it is, where the source does not say. */
  ground?: Ground | undefined;
}

/** Most looks that an entry names. */
const MOST_LOOKS = 100;

/** Opens an inquiry inside the caller's transaction. Gives its id; undefined when one was opened for the same finding before. */
export async function openWithin(
  tx: Writing,
  write: Write,
  now: Date,
  { personId, source, ref, looks = [], reporter, ground = SOURCES[source] }: Finding,
  more: { thread?: string; byId?: string; sealed?: { text: string; for: string } | undefined } = {},
): Promise<string | undefined> {
  const topic = ref === undefined ? undefined : `${source} ${ref}`;
  if (topic !== undefined && (await isOpened(tx, topic))) return undefined;
  const seen = looks.slice(0, MOST_LOOKS);
  const { thread = newId("inq"), byId, sealed } = more;
  await writeStep(tx, write, now, {
    ...{ thread, begins: true, kind: "opened", personId, byId: byId ?? reporter, sealed },
    facts: { source, ref, ground, reporter, ...(seen.length > 0 ? { looks: seen } : {}) },
    ...(topic === undefined ? {} : { topic }),
    body: { state: "open", source, ...(seen.length > 0 ? { looks: [...seen] } : {}) },
  });
  return thread;
}

async function isOpened(db: Reading, topic: string): Promise<boolean> {
  return (await db.query("select 1 from review.inquiry_step where topic = $1", [topic])).rowCount > 0;
}

/** Somebody who may lead an inquiry about this person opens one. @throws Problem 404 when he may not, 409 when there is one */
export async function openInquiry(
  parts: InquiryParts,
  who: SignedIn,
  { text, ...finding }: Omit<Finding, "reporter"> & { text?: string | undefined },
): Promise<string> {
  const whom = await concerned(parts.db, finding.personId);
  if (!whom || !(await mayLead(parts.db, who, whom))) throw problem("not-found", words.unknownPerson);
  await refuseUnpledged(parts.db, who.person.id, parts.clock.now());
  const reporter = await reporterOf(parts.db, finding);
  const thread = newId("inq");
  const sealed = await sealText(parts, who.person.id, whom.id, thread, text);
  const opened = await parts.act(async (tx, write) => {
    const done = await openWithin(tx, write, parts.clock.now(), { ...finding, ...reporter }, { thread, byId: who.person.id, sealed });
    if (done === undefined) throw problem("conflict", words.alreadyOpen);
    return done;
  });
  return opened;
}

/**
 * A desk row, a concern, a denied call-back or a touched honey record must exist and be about this person; who reported it is known there, if he
 * gave his name. Else somebody could open, and close, the inquiry of a finding before it is made. @throws Problem 404
 */
async function reporterOf(db: Reading, { source, ref, personId }: Finding): Promise<{ reporter?: string }> {
  const asked: Partial<Record<Source, string>> = {
    desk_row: "select person_id as about, decided_by as reporter from review.desk_row where id = $1",
    concern: "select person_id as about, by_id as reporter from review.inquiry_step where id = $1 and kind = 'concern'",
    invitation: "select person_id as about, by_id as reporter from review.inquiry_step where id = $1 and kind = 'invitation'",
    callback:
      "select person_id as about, answered_by as reporter from review.call_back where id = $1 and state = 'denied' and idx is not null",
    honey:
      "select l.person_id as about, null as reporter from watch.honey_hit h join journal.look_index l on l.idx = h.look_idx where h.id = $1 and h.idx is not null limit 1",
  };
  const text = asked[source];
  if (text === undefined) return {};
  if (ref === undefined) throw problem("bad-field", words.refNeeded);
  const { rows } = await db.query<{ about: string | null; reporter: string | null }>(text, [ref]);
  const [row] = rows;
  if (!row || (row.about !== null && row.about !== personId)) throw problem("not-found", words.unknownRef);
  return row.reporter === null ? {} : { reporter: row.reporter };
}
