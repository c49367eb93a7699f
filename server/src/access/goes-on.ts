import type { House } from "./parts.ts";

/** A look may be tried again, or its purpose changed, within this time: as long as the longest claim. */
const RECENT = 60 * 60_000;

const OWN = "from journal.look_index l where l.idx = $1 and l.typ = 'look' and l.person_id = $2 and l.customer_id = $3 and l.at > $4";
/** A card was opened for this purpose and paid for; what goes on from an opened look without changing the purpose is a reveal, and no card. */
const CARD = `and l.out = 'opened' and l.purpose = $5
  and not exists (select 1 from journal.look_index b where b.idx = l.re and b.out = 'opened' and b.purpose = l.purpose)`;

export interface GoingOn {
  personId: string;
  customer: string;
  purpose: string;
  /** Journal index of the look that is gone on from. */
  re: number;
  reveals: boolean;
}

/**
 * Does a look go on from one of the same person at the same customer? A reveal goes on from a card that is still open (R46), anything else
 * also from a look that was refused. Against whoever names a number of the journal to look without cost, or in another's name.
 */
export async function goesOn(house: House, { personId, customer, purpose, re, reveals }: GoingOn): Promise<boolean> {
  // The card may be a moment old.
  await house.flush();
  const since = new Date(house.clock.now().getTime() - (reveals ? house.settings.cardSeconds * 1000 : RECENT));
  const values = [re, personId, customer, since];
  const { rows } = await house.db.query(
    reveals
      ? { name: "access-goes-on-card", text: `select 1 ${OWN} ${CARD} limit 1`, values: [...values, purpose] }
      : { name: "access-goes-on", text: `select 1 ${OWN} limit 1`, values },
  );
  return rows.length > 0;
}
