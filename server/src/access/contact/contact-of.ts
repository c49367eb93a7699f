import type { Reading } from "../../platform/database.ts";
import type { House } from "../parts.ts";
import { SHIPPED_HOLIDAYS } from "./holidays.ts";
import { type MayContact, mayContact } from "./may-contact.ts";
import { ALL_ZONES, type Channel, CONTACT_WINDOW } from "./window.ts";

interface ContactRow {
  zone: string | null;
  refused: boolean;
  before: Array<string | Date>;
  holidays: string[];
}

/**
 * May this customer be approached with an offer now, this way (R89)? By his own clocks: of where he lives, by his postal code, else those of his
 * branch; of a head or regional office, which spans zones, by all. `channel` absent: any that he shut counts. For whoever dials or writes, and asked at each look for an offer.
 */
export async function contactOf(
  { db, records }: Pick<House, "db" | "records">,
  customerId: string,
  at: Date,
  channel?: Channel,
): Promise<MayContact> {
  const offers = records.purposes().flatMap(({ id, needsConsent }) => (needsConsent === "offers" ? [id] : []));
  const row = await factsOf(db, { customerId, at, channel: channel ?? null, offers });
  // Nobody: whoever is not there is told so elsewhere.
  if (row === undefined) return mayContact({ at, zones: ALL_ZONES, holidays: SHIPPED_HOLIDAYS, refused: false, before: [] });
  return mayContact({
    at,
    zones: row.zone === null ? ALL_ZONES : [row.zone],
    holidays: row.holidays.length === 0 ? SHIPPED_HOLIDAYS : new Set([...SHIPPED_HOLIDAYS, ...row.holidays]),
    refused: row.refused,
    before: row.before.map((one) => new Date(one)),
  });
}

/** Offers that reached him: connectors that were used, and cases whose outcome says that somebody spoke with him. A shut channel counts at once, an opened one once it is sealed. */
async function factsOf(
  db: Reading,
  { customerId, at, channel, offers }: { customerId: string; at: Date; channel: string | null; offers: string[] },
): Promise<ContactRow | undefined> {
  const { rows } = await db.query<ContactRow>({
    name: "access-contact",
    text: `select coalesce(c.zone, case when o.kind in ('branch', 'desk') then o.time_zone end) as zone,
        exists (select 1 from records.contact_choice k where k.customer_id = c.id
          and (k.idx is null or k.idx = (select max(s.idx) from records.contact_choice s where s.customer_id = c.id))
          and (case when $3::text is null then cardinality(k.shut) > 0 else $3 = any (k.shut) end)) as refused,
        coalesce((select json_agg(t.at order by t.at) from (
          select l.at from journal.look_index l where l.customer_id = c.id and l.typ = 'use' and l.decision = 'allow' and l.purpose = any ($4) and l.at > $5 and l.at < $2
          union all
          select m.outcome_at from access.cases w join access.claim m on m.case_id = w.id where w.customer_id = c.id and w.purpose = any ($4)
            and m.outcome in ('done', 'interested', 'refused_offer', 'call_back') and m.outcome_at > $5 and m.outcome_at < $2) t), '[]') as before,
        coalesce((select array_agg(h.on_date::text) from access.holiday h where h.on_date >= $2::date - 1), '{}') as holidays
      from records.customer c join people.office o on o.id = c.office_id where c.id = $1 and c.state = 'active'`,
    values: [customerId, at, channel, offers, new Date(at.getTime() - CONTACT_WINDOW.within * 86_400_000)],
  });
  return rows[0];
}
