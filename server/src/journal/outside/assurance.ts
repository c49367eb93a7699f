import type { StatusResult } from "@mercusuar/keeper";

/** Once a day, and the authority may be away for a day. */
const STAMP_HOLDS_MS = 48 * 3_600_000;
/** As the keeper counts them. */
const WITNESS_HOLDS_MS = 3 * 60_000;
const OUTSIDE_NEEDED = 2;

/**
 * The keeper's level, and 3 where two witnesses outside cosign and an authority outside stamped the time. It is declared, since nobody can
 * compute that they are independent of this house.
 */
export function assuranceWith(
  { assurance, declared, witnesses }: Pick<StatusResult, "assurance" | "declared" | "witnesses">,
  stamp: { last: Date | undefined; here: boolean } | undefined,
  now: Date,
): Pick<StatusResult, "assurance" | "declared"> {
  const fresh = (at: Date | undefined, holds: number): boolean => at !== undefined && now.getTime() - at.getTime() <= holds;
  const outside = witnesses.filter(({ here, at }) => !here && fresh(at === undefined ? undefined : new Date(at), WITNESS_HOLDS_MS));
  const stamped = stamp !== undefined && !stamp.here && fresh(stamp.last, STAMP_HOLDS_MS);
  return assurance >= 2 && outside.length >= OUTSIDE_NEEDED && stamped ? { assurance: 3, declared: true } : { assurance, declared };
}
