import { type Draft, draftOf } from "./draft.ts";
import type { PendingLook, Unexplained } from "./look-store.ts";
import type { OfficeDay } from "./office-day.ts";
import { deskOwner, reasonsOf, type UnexplainedFacts } from "./rules.ts";

/** Looks of one person at one customer closer together than this are one row. */
const TOGETHER = 30 * 60_000;

/** Unexplained looks that lie on no row yet, as rows. */
export function lookDrafts(day: OfficeDay, list: readonly Unexplained[], facts: (one: Unexplained) => UnexplainedFacts): Draft[] {
  return togetherness(list.filter(({ look }) => look.rowId === undefined)).flatMap((group) => {
    const [first] = group;
    const staff = first && day.staff.get(first.look.personId);
    if (!first || !staff) return [];
    const { idx, row, at, customerId, caseId, observed } = first.look;
    const claimed = observed === undefined ? [] : [{ id: "observed", values: { source: observed } }];
    const count = group.length > 1 ? [{ id: "count", values: { count: group.length } }] : [];
    return [
      draftOf(staff, {
        kind: "look",
        topic: `${idx}.${row}`,
        at,
        customerId,
        caseId,
        entry: idx,
        lastAt: group.at(-1)?.look.at ?? at,
        reasons: [...count, ...claimed, ...(group.every(isUseOnly) ? [{ id: "used" }] : []), ...reasonsOf(facts(first))],
        // Whoever let an emergency be does not judge it.
        toPerson: deskOwner(staff, new Set(group.map((one) => facts(one).granterId))),
        looks: group.map(({ look }) => ({ idx: look.idx, row: look.row })),
      }),
    ];
  });
}

/** Opened for a connector: the person called or wrote, and saw nothing. What another system claims says nothing of fields. */
const isUseOnly = ({ look }: Unexplained): boolean => look.observed === undefined && look.fields.every((field) => field.endsWith(":use"));

/** Groups by person and customer, with no gap longer than half an hour. */
function togetherness(list: readonly Unexplained[]): Unexplained[][] {
  const open = new Map<string, Unexplained[]>();
  const groups: Unexplained[][] = [];
  for (const one of [...list].sort((a, b) => a.look.at - b.look.at || a.look.idx - b.look.idx)) {
    const key = keyOf(one.look);
    const group = open.get(key);
    const last = group?.at(-1);
    if (group && last && one.look.at - last.look.at < TOGETHER) group.push(one);
    else {
      const fresh = [one];
      open.set(key, fresh);
      groups.push(fresh);
    }
  }
  return groups;
}

const keyOf = (look: PendingLook): string => `${look.personId} ${look.customerId} ${look.breakGlass}`;
