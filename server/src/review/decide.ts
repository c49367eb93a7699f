import { problem } from "../platform/problem.ts";
import type { SignedIn } from "../platform/signed-in.ts";
import { TOPIC as CALL_BACK } from "./call-backs/answer.ts";
import type { CustomerNames } from "./customer-names.ts";
import { mayDecide } from "./desk.ts";
import type { RowState } from "./desk-store.ts";
import { revealDrill } from "./drills/reveal-drill.ts";
import { type DrillRow, drillById } from "./drills/store.ts";
import type { Inquiries } from "./inquiries/make-inquiries.ts";
import type { Finding } from "./inquiries/open-inquiry.ts";
import { sealNote } from "./notes.ts";
import type { ReviewParts } from "./parts.ts";
import { decideRow, rowById, type StoredRow } from "./row-store.ts";
import { actsOn, type DeskAct, type ToldRow, tellRow } from "./tell-row.ts";
import { words } from "./words.ts";

const BECOMES: Readonly<Record<DeskAct, RowState>> = { ask: "asked", accept: "accepted", mistake: "mistake", follow: "followed" };

/** The row, if it lies on this person's desk. A row about himself is never his to decide, whoever's desk it lies on (R5). */
export async function rowFor(parts: ReviewParts, { person }: SignedIn, id: string): Promise<StoredRow> {
  const row = await rowById(parts.db, id);
  if (row && row.personId === person.id) throw problem("forbidden", words.aboutYourself);
  if (!row || row.lane === "question" || row.toPerson !== person.id || !mayDecide(person.functions))
    throw problem("not-found", words.notYourRow);
  return row;
}

/** The drill, if one with this id lies on this person's desk. */
export const drillFor = async ({ db, clock }: ReviewParts, { person }: SignedIn, id: string): Promise<DrillRow | undefined> =>
  mayDecide(person.functions) ? drillById(db, person.id, clock.now(), id) : undefined;

/** What was taken further is looked into by others than the supervisor: it is his line, too, that failed (R58). */
function findingOf({ id, kind, topic, personId, entry }: StoredRow, reporter: string): Finding {
  const about = { personId, reporter, looks: entry === null ? [] : [entry] };
  // Of a call-back that was denied there is an inquiry already: the same finding opens no second one.
  if (topic.startsWith(CALL_BACK)) return { ...about, source: "callback", ref: topic.slice(CALL_BACK.length) };
  return { ...about, source: "desk_row", ref: id, ground: kind === "report" || kind === "missing_report" ? "report" : "look" };
}

/** Asks the agent, accepts, calls it an honest mistake, or takes it further. One entry each; the note is sealed under the person's key. */
export async function decide(
  parts: ReviewParts & { inquiries: Pick<Inquiries, "openWithin"> },
  names: CustomerNames,
  who: SignedIn,
  id: string,
  act: DeskAct,
  note?: string,
): Promise<ToldRow> {
  const drill = await drillFor(parts, who, id);
  if (drill) return revealDrill(parts, who, drill, act);
  const row = await rowFor(parts, who, id);
  const now = parts.clock.now();
  if (!actsOn(row, who.person.id, now).includes(act)) {
    throw problem("conflict", act === "follow" && row.state === "waiting" ? words.answerAwaited : words.decided);
  }
  const noteSealed = note === undefined ? undefined : await sealNote(parts, who.person.id, row.personId, row.id, note);
  const at = parts.clock.now();
  await parts.act(async (tx, write) => {
    const moved = await decideRow(tx, { id, from: [row.state], state: BECOMES[act], by: who.person.id, at, noteSealed });
    if (!moved) throw problem("conflict", words.decided);
    await write({
      typ: "desk",
      aggregate: `desk:${id}`,
      act: who.person.id,
      psn: row.personId,
      marks: [{ table: "review.desk_row", id }],
      body: {
        change: act,
        id,
        office: row.officeId,
        date: row.date,
        state: BECOMES[act],
        ...(row.entry === null ? {} : { looks: [row.entry] }),
      },
    });
    if (act === "follow") await parts.inquiries.openWithin(tx, write, findingOf(row, who.person.id));
  });
  const named = await names(who.person.id, row.customerId ? [row.customerId] : []);
  const after = (await rowById(parts.db, id)) ?? row;
  return tellRow(after, who.person.id, who.person.language, named.get(row.customerId ?? ""), parts);
}
