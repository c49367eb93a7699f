import { MOST_SKEW, SKEW } from "./store.ts";
import { NEAR } from "./templates/live-contact/index.ts";

const near = `interval '${NEAR / 1_000} seconds'`;
const skew = `interval '${MOST_SKEW} seconds'`;

/**
 * T1 as a join for SQL, beside {@link liveContact} and equal to it: contacts `i`, seen by somebody else than the person, that explain look `l`; of
 * several the first by `i.starts_at, i.id`. Most looks of a working day are explained so; they need not cross to the program one by one.
 * $1: persons of `l`; $2 and $3: bounds of the office's local day.
 */
export const WITNESSED = `watch.interaction i on i.person_id = any($1) and i.person_id = l.person_id and i.customer_id = l.customer_id
    and i.kind in ('call', 'counter', 'confirmation') and i.grade = 'A'
    and i.starts_at >= $2::timestamptz - interval '7 days' - ${skew} and i.starts_at < $3::timestamptz + ${skew}
    and coalesce(i.ends_at, i.starts_at) >= $2::timestamptz - ${near} - ${skew}
  left join watch.feed f on f.source = i.source`;

/** What must hold besides, once the feed's clock is set right. */
export const IN_TIME = `l.at >= i.starts_at - ${SKEW} - ${near} and l.at <= coalesce(i.ends_at, i.starts_at) - ${SKEW} + ${near}`;
