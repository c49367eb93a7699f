import { canonical } from "@mercusuar/proof";
import type { Asked } from "./gather.ts";
import type { House } from "./parts.ts";

interface LeaverRow {
  person_id: string;
  office_id: string;
  customer_id: string | null;
  wrap: string | null;
}

/** One entry per person, customer and minute: a program that tries again and again does not fill the journal. */
const ONCE_IN = 60_000;
const told = new WeakMap<House, Map<string, number>>();

/**
 * Somebody who has left tries with the session that was taken from him: he gets the same 401 as a stranger, but the try stands in the
 * journal and lies on the desk by evening.
 */
export async function tellLeaver(house: House, { tokenHash, customer, purpose }: Asked): Promise<void> {
  if (tokenHash === undefined) return;
  const { rows } = await house.db.query<LeaverRow>({
    name: "access-leaver",
    text: `select p.id as person_id, p.office_id, c.id as customer_id, c.wrap
      from people.session s join people.person p on p.id = s.person_id left join records.customer c on c.id = $2
      where s.token_hash = $1 and p.state = 'left'`,
    values: [tokenHash, customer],
  });
  const [row] = rows;
  if (row === undefined || toldJustNow(house, `${row.person_id}/${customer}`, house.clock.now().getTime())) return;
  const nobody = house.records.nobody();
  const holder = { kind: "customer" as const, id: row.customer_id ?? nobody.id, wrap: row.wrap ?? nobody.wrap };
  const claims = {
    act: row.person_id,
    dec: "deny" as const,
    rsn: ["LEAVER"],
    pol: house.policy.hash,
    ctx: canonical({ office: row.office_id }),
    ...(house.records.purpose(purpose) ? { pur: purpose } : {}),
  };
  await house.keeper.look({ claims, holder, fields: [] });
}

function toldJustNow(house: House, key: string, now: number): boolean {
  const times = told.get(house) ?? new Map<string, number>();
  if (now - (times.get(key) ?? Number.NEGATIVE_INFINITY) < ONCE_IN) return true;
  told.set(house, (times.size > 1_000 ? new Map() : times).set(key, now));
  return false;
}
