/**
 * Chance that so many openings of drawn customers touch at least one honey record: 1 - (1 - h)^m.
 * @param share of customers who are honey records, 0 to 1 · @param opens openings, a whole number from 0
 * @throws RangeError naming what is out of range
 */
export function chanceOfHit(share: number, opens: number): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`share: ${share}, expected 0 to 1`);
  if (!Number.isInteger(opens) || opens < 0) throw new RangeError(`opens: ${opens}, expected a whole number from 0`);
  return 1 - (1 - share) ** opens;
}
