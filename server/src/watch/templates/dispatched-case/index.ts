import type { Around, CaseFacts, ClaimFacts, ContactFacts, Explanation, Template } from "../contract.ts";
import { dispatchedCaseExamples } from "./examples.ts";

const MINUTE = 60_000;
/** The record is opened within this time of taking the case. */
const OPENED_WITHIN = 30 * MINUTE;
/** The case ends with an outcome within this time of the look. */
const CLOSED_WITHIN = 60 * MINUTE;
/** An honest mistake is told as such; it does not turn a look into work. */
const NO_WORK = "mistake";

/** T2: work that somebody else handed out, held by this person alone, done within the hour. */
export const dispatchedCase: Template = {
  id: "T2",
  name: { id: "Tugas yang dibagikan dan diselesaikan", en: "Dispatched case, finished" },
  explain: explainByDispatchedCase,
  examples: dispatchedCaseExamples,
};

function explainByDispatchedCase({ look, cases, contacts }: Around): Explanation | undefined {
  const held = cases.find(({ id, grade }) => id === look.caseId && grade !== "C");
  if (!held) return undefined;
  for (const turn of turns(held, look.personId, contacts)) {
    if (look.at < turn.from || look.at > turn.from + OPENED_WITHIN) continue;
    if (turn.outcomeAt < look.at || turn.outcomeAt > look.at + CLOSED_WITHIN) continue;
    return { grade: hasCall(contacts, look.personId, turn.from, turn.outcomeAt) ? "A" : "B", evidence: held.id };
  }
  return undefined;
}

interface Turn {
  from: number;
  outcomeAt: number;
}

/** Each time the person held the case alone and brought it to an outcome. */
function turns(held: CaseFacts, personId: string, contacts: readonly ContactFacts[]): Turn[] {
  const claims = held.claims.filter((claim) => claim.personId === personId);
  const own = claims.length === 0 && held.assignedTo === personId && held.claims.length === 0;
  const starts = own ? [{ from: held.openedAt, claim: undefined }] : claims.map((claim) => ({ from: claim.claimedAt, claim }));
  return starts.flatMap(({ from, claim }) => outcomes(held, personId, contacts, claim).map((outcomeAt) => ({ from, outcomeAt })));
}

function outcomes(held: CaseFacts, personId: string, contacts: readonly ContactFacts[], claim: ClaimFacts | undefined): number[] {
  if (claim?.outcomeAt !== undefined) return claim.outcome === NO_WORK ? [] : [claim.outcomeAt];
  return contacts
    .filter(
      (one) => one.kind === "outcome" && one.caseId === held.id && one.personId === personId && one.grade !== "C" && one.result !== NO_WORK,
    )
    .filter((one) => !claim || (one.startsAt >= claim.claimedAt && one.startsAt <= claim.until))
    .map((one) => one.startsAt);
}

/** The exchange or the counter saw the contact that the outcome speaks of. */
function hasCall(contacts: readonly ContactFacts[], personId: string, from: number, until: number): boolean {
  return contacts.some(
    (one) =>
      (one.kind === "call" || one.kind === "counter") &&
      one.grade === "A" &&
      one.personId === personId &&
      one.startsAt <= until &&
      one.endsAt >= from,
  );
}
