import type { Gathered } from "../gather.ts";
import type { House } from "../parts.ts";
import { lineOf } from "./line.ts";
import { officers, tell } from "./notices.ts";

/** Somebody who tries again and again is told of once in this time; the journal holds every try. */
const ONCE_IN = 60 * 60_000;

/**
 * A public figure's record was tried, or opened in an emergency: supervisor and data protection officer hear of it at once, not by evening (R1).
 * Made anew from the journal at any time, so it needs no entry of its own.
 */
export async function tellPublicFigure(house: House, { person, customerId, now }: Gathered, entry: number): Promise<void> {
  if (customerId === undefined) return;
  const { rows } = await house.db.query(
    "select 1 from access.notice where kind = 'public_figure' and about_id = $1 and customer_id = $2 and at > $3 limit 1",
    [person.id, customerId, new Date(now.getTime() - ONCE_IN)],
  );
  if (rows.length > 0) return;
  const { first, second } = await lineOf(house.db, person.id, customerId, now);
  const told = new Set([first?.id ?? second?.id, ...(await officers(house.db, now))]);
  told.delete(person.id);
  await house.derive((tx) =>
    tell(
      tx,
      [...told].map((to) => ({ to, kind: "public_figure" as const, entry, about: person.id, customer: customerId })),
      now,
    ),
  );
}
