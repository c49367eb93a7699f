import { problem } from "../platform/problem.ts";
import { type CaseRow, close, findCase, type LiveClaim, lastClaim, liveClaim, release } from "./case-store.ts";
import { closed, taken } from "./claim-case.ts";
import { OUTCOMES } from "./outcomes.ts";
import type { House } from "./parts.ts";

export interface ClosedCase {
  case: { id: string; purpose: string; origin: string; grade: "A" | "B" | "C"; outcome: string; open: boolean };
}

/**
 * Says how the work on a case ended. A promise to call back leaves it open. Evidence of grade B for the looks it explains, C where the
 * agent opened the case. @throws Problem 404 unless the case is this person's, 409 when it is closed or a colleague's
 */
export async function closeCase(house: House, person: { id: string }, caseId: string, outcome: string): Promise<ClosedCase> {
  const now = house.clock.now();
  const known = OUTCOMES.find(({ id }) => id === outcome);
  if (known === undefined)
    throw problem("unknown-outcome", { id: "Hasil layanan ini tidak dikenal.", en: "This outcome is not known." }, { status: 422 });
  const { found, last } = await mine(house, person.id, caseId, now);
  await house.act(async (tx, write) => {
    if (!(await close(tx, caseId, outcome, now, known.closes))) throw closed();
    await release(tx, caseId, person.id, now, outcome);
    await write({
      typ: "case",
      aggregate: `case:${caseId}`,
      act: person.id,
      customer: { id: found.customer, wrap: found.wrap },
      case: caseId,
      pur: found.purpose,
      body: { change: known.closes ? "closed" : "outcome", id: caseId, outcome },
    });
  });
  await tellOutcome(house, person.id, found, outcome, last?.claimedAt ?? found.openedAt, now);
  return { case: { id: caseId, purpose: found.purpose, origin: found.origin, grade: found.grade, outcome, open: !known.closes } };
}

/** @throws Problem: whoever has nothing to do with a case hears what he would hear of one that does not exist */
async function mine(house: House, personId: string, caseId: string, now: Date): Promise<{ found: CaseRow; last: LiveClaim | undefined }> {
  const [found, live, last] = await Promise.all([
    findCase(house.db, caseId),
    liveClaim(house.db, caseId, now),
    lastClaim(house.db, caseId, personId),
  ]);
  if (found === undefined || (found.assignedTo !== personId && last === undefined))
    throw problem("not-found", { id: "Tidak ditemukan.", en: "Not found." });
  if (found.closedAt !== null) throw closed();
  if (live !== undefined && live.personId !== personId) throw taken();
  return { found, last };
}

async function tellOutcome(house: House, personId: string, found: CaseRow, outcome: string, startsAt: Date, endsAt: Date): Promise<void> {
  await house.ports.outcomeRecorded({
    caseId: found.id,
    customerId: found.customer,
    personId,
    purpose: found.purpose,
    outcome,
    grade: found.origin.startsWith("agent_") ? "C" : "B",
    startsAt,
    endsAt,
  });
}
