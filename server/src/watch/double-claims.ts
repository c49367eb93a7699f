import type { Reading } from "../platform/database.ts";
import type { BadEvidence, Bound } from "./bind-evidence.ts";

interface Claim {
  item: string;
  personId: string;
  from: number;
  until: number;
}

/**
 * A dispatcher hands an item to one person at a time: a claim that overlaps another person's on the same item is refused, or one item
 * would excuse everybody who was told of it.
 */
export async function withoutDoubleClaims(
  db: Reading,
  source: string,
  { bound, bad }: { bound: Bound[]; bad: BadEvidence[] },
): Promise<{ bound: Bound[]; bad: BadEvidence[] }> {
  const items = [...new Set(bound.flatMap(({ evidence }) => (evidence.kind === "dispatch" ? [itemOf(evidence.external)] : [])))];
  if (items.length === 0) return { bound, bad };
  const held = await claimsOn(db, source, items);
  const good: Bound[] = [];
  const refused = [...bad];
  for (const one of bound) {
    const { evidence, personId = "", row } = one;
    const claim = { item: itemOf(evidence.external), personId, from: evidence.startsAt.getTime(), until: evidence.endsAt?.getTime() ?? 0 };
    if (evidence.kind === "dispatch" && held.some((other) => overlaps(claim, other)))
      refused.push({ row, column: "item", what: "somebody else has this item then", expected: "an item for one person at a time" });
    else {
      good.push(one);
      if (evidence.kind === "dispatch") held.push(claim);
    }
  }
  return { bound: good, bad: refused };
}

const itemOf = (external: string): string => external.slice(0, external.indexOf("#"));

const overlaps = (a: Claim, b: Claim): boolean => a.item === b.item && a.personId !== b.personId && a.from < b.until && b.from < a.until;

async function claimsOn(db: Reading, source: string, items: string[]): Promise<Claim[]> {
  const { rows } = await db.query<{ item: string; person_id: string; starts_at: Date; ends_at: Date }>(
    `select split_part(external_id, '#', 1) as item, person_id, starts_at, ends_at from watch.interaction
     where source = $1 and kind = 'dispatch' and split_part(external_id, '#', 1) = any($2) and person_id is not null and ends_at is not null limit 5000`,
    [source, items],
  );
  return rows.map((row) => ({ item: row.item, personId: row.person_id, from: row.starts_at.getTime(), until: row.ends_at.getTime() }));
}
