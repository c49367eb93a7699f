import type { Reading } from "../platform/database.ts";
import { casesOf, contactsOf } from "./around-store.ts";
import type { CoverageTable } from "./coverage.ts";
import { type Explained, explainLook, hasOwnOutcome, hasWorkBefore } from "./explain-look.ts";
import type { Around, BackingFacts, CaseFacts, ContactFacts, LookFacts } from "./templates/contract.ts";

/** How far back a contact may explain: the longest memory of any template. */
const MEMORY = 7 * 86_400_000;

/** What a batch of looks turned out to be. */
export interface ExplainedLook<Look extends LookFacts> {
  look: Look;
  explained: Explained | undefined;
  /** The look's own case was opened by somebody himself. */
  selfOpened: boolean;
  /** It is explained, or would be if an outcome followed. */
  workBefore: boolean;
  /** He recorded an outcome at this customer, the same day, after the look; a told mistake and his own unproved words are none. */
  hasOutcome: boolean;
  /** The person holds the case, or opened it himself and it has not run out: the work may still be going on. */
  heldUntil: number | undefined;
}

/**
 * Explains a batch of looks of one local day with three queries, however many looks there are.
 * @param day bounds of the office's local day, milliseconds UTC
 * @param coverage what the house measured last night; without it the shipped table
 * @param backings what others said about looks of that day
 */
export async function explainLooks<Look extends LookFacts>(
  db: Reading,
  looks: readonly Look[],
  day: { from: number; until: number },
  coverage?: CoverageTable,
  backings: readonly BackingFacts[] = [],
): Promise<Array<ExplainedLook<Look>>> {
  return (await aroundLooks(db, looks, day, backings)).map((around) => {
    const { look } = around;
    const own = around.cases.find(({ id }) => id === look.caseId);
    const claim = own?.claims.find((one) => one.personId === look.personId && one.outcome === undefined && one.until >= look.at);
    const explained = explainLook(around, coverage);
    return {
      look,
      explained,
      selfOpened: own?.grade === "C",
      workBefore: explained !== undefined || hasWorkBefore(around),
      hasOutcome: hasOwnOutcome(around),
      heldUntil: own?.closedAt === undefined ? (claim?.until ?? ownUntil(own, look.personId)) : undefined,
    };
  });
}

/** A case of one's own making is nobody's claim: it ends by itself. */
const ownUntil = (own: CaseFacts | undefined, personId: string): number | undefined =>
  own?.grade === "C" && own.assignedTo === personId ? own.closesAt : undefined;

/** A look with everything around it; three queries, however many looks there are. Also what a replay holds its made-up looks against. */
export async function aroundLooks<Look extends LookFacts>(
  db: Reading,
  looks: readonly Look[],
  day: { from: number; until: number },
  backings: readonly BackingFacts[] = [],
): Promise<Array<Around & { look: Look }>> {
  if (looks.length === 0) return [];
  const customers = [...new Set(looks.map(({ customerId }) => customerId))];
  const contacts = grouped(await contactsOf(db, customers, new Date(day.from - MEMORY), new Date(day.until)));
  const cases = await casesOf(db, customers, new Date(day.from), new Date(day.until));
  const said = grouped(backings);
  return looks.map((look) => ({
    ...{ look, day, contacts: contacts.get(look.customerId) ?? [], cases: cases.get(look.customerId) ?? [] },
    backings: said.get(look.customerId) ?? [],
  }));
}

function grouped<One extends ContactFacts | BackingFacts>(list: readonly One[]): Map<string, One[]> {
  const byCustomer = new Map<string, One[]>();
  for (const one of list) {
    const found = byCustomer.get(one.customerId);
    if (found) found.push(one);
    else byCustomer.set(one.customerId, [one]);
  }
  return byCustomer;
}
