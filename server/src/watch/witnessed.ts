import { MOST_SKEW, SKEW } from "./around-store.ts";
import { NEAR } from "./templates/live-contact/index.ts";

const near = `interval '${NEAR / 1_000} seconds'`;
const skew = `interval '${MOST_SKEW} seconds'`;

/**
 * T1 for SQL, beside {@link liveContact} and equal to it: contacts that somebody else than the person saw, each with the time in which it explains
 * his looks at this customer; of several the first by `starts_at, id`. Most looks of a working day are explained so; they need not cross to the
 * program one by one. $1: persons; $2 and $3: bounds of the office's local day.
 */
export const WITNESSED = `
  select i.id, i.person_id, i.customer_id, i.starts_at, i.starts_at - ${SKEW} - ${near} as opens, coalesce(i.ends_at, i.starts_at) - ${SKEW} + ${near} as closes
  from watch.interaction i left join watch.feed f on f.source = i.source
  where i.person_id = any($1) and i.kind in ('call', 'counter', 'confirmation') and i.grade = 'A'
    and i.starts_at >= $2::timestamptz - interval '7 days' - ${skew} and i.starts_at < $3::timestamptz + ${skew}
    and coalesce(i.ends_at, i.starts_at) >= $2::timestamptz - ${near} - ${skew}`;
