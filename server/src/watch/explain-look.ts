import { type CoverageTable, mayStandAlone, SHIPPED_COVERAGE, withOutcomeGiven } from "./coverage.ts";
import type { Around, Explanation } from "./templates/contract.ts";
import { templates } from "./templates/list.ts";

/** How a look is explained: by which template, how strongly, by what. */
export interface Explained extends Explanation {
  template: string;
}

/** An honest mistake is told as such; it does not turn a look into work. */
const NO_WORK = "mistake";

/**
 * The strongest explanation of one look, or undefined: then it lies on a desk. A template that would excuse more than one in ten looks at random
 * active customers counts only beside a second one, or beside an outcome that the person recorded by evening. Pure.
 * @param coverage what the house measured last night; without it the shipped table
 */
export function explainLook(around: Around, coverage: CoverageTable = SHIPPED_COVERAGE): Explained | undefined {
  const found = templates.flatMap((template): Explained[] => {
    const explanation = template.explain(around);
    return explanation ? [{ template: template.id, ...explanation }] : [];
  });
  const counts = found.length > 1 || hasOwnOutcome(around) ? found : found.filter(({ template }) => mayStandAlone(template, coverage));
  return counts.reduce<Explained | undefined>((best, one) => (best && best.grade <= one.grade ? best : one), undefined);
}

/** What lay before a look would explain it, were an outcome to follow: with work there is something that waits for its end, without there is nothing. Pure. */
export const hasWorkBefore = (around: Around): boolean => explainLook(withOutcomeGiven(around)) !== undefined;

/** The person recorded an outcome at this customer the same day, after the look: no mistake, and none of a case that he opened himself. Pure. */
export function hasOwnOutcome({ look, day, contacts, cases }: Around): boolean {
  const isLater = (at: number | undefined): boolean => at !== undefined && at >= look.at && at < day.until;
  return (
    contacts.some(
      (one) =>
        one.kind === "outcome" &&
        one.personId === look.personId &&
        one.customerId === look.customerId &&
        one.grade !== "C" &&
        one.result !== NO_WORK &&
        isLater(one.startsAt),
    ) ||
    cases.some(
      ({ grade, claims }) =>
        grade !== "C" &&
        claims.some(
          (claim) =>
            claim.personId === look.personId && claim.outcome !== undefined && claim.outcome !== NO_WORK && isLater(claim.outcomeAt),
        ),
    )
  );
}
