import { fill } from "../platform/language.ts";
import { problem } from "../platform/problem.ts";
import type { SignedIn } from "../platform/signed-in.ts";
import { confirmationOf, confirmationsBy, settleConfirmation } from "./confirmation-store.ts";
import type { CustomerNames } from "./customer-names.ts";
import type { ReviewParts } from "./parts.ts";
import { timeText } from "./sentence.ts";
import { words } from "./words.ts";

const PAGE = 25;

/** Somebody said that this person asked him to look. */
export interface Confirmation {
  id: string;
  at: string;
  person: { id: string; name: string; job: string };
  sentence: string;
}

/** What waits for this person's word, at most 25, the oldest first. */
export async function confirmations(parts: ReviewParts, names: CustomerNames, { person }: SignedIn): Promise<Confirmation[]> {
  const rows = await confirmationsBy(parts.db, person.id, PAGE);
  const customers = await names(
    person.id,
    rows.flatMap(({ customerId }) => customerId ?? []),
  );
  return rows.map((row) => {
    const customer = customers.get(row.customerId ?? "") ?? words.someCustomer[person.language];
    const told = { who: `${row.name} (${row.job})`, customer, date: row.date, time: timeText(row.at, row, person.language) };
    return {
      id: row.id,
      at: row.at.toISOString(),
      person: { id: row.personId, name: row.name, job: row.job },
      sentence: fill(words.confirm[person.language], told),
    };
  });
}

/**
 * Says whether it is so. A yes is evidence that somebody else gives (grade B), and the next run of the evening explains the look by it, if it
 * may; a no stays beside the row. Said once.
 * @throws Problem 404 when it is not his to say, or is said already
 */
export async function confirm(parts: ReviewParts, { person }: SignedIn, id: string, isSo: boolean): Promise<void> {
  const asked = await confirmationOf(parts.db, id, person.id);
  if (!asked) throw problem("not-found", words.notYourQuestion);
  const at = parts.clock.now();
  await parts.act(async (tx, write) => {
    if (!(await settleConfirmation(tx, id, isSo ? "yes" : "no", at))) throw problem("conflict", words.notYourQuestion);
    await write({
      typ: "answer",
      aggregate: `desk:${asked.rowId}`,
      act: person.id,
      psn: asked.personId,
      marks: [{ table: "review.confirmation", id }],
      body: {
        what: isSo ? "confirmed" : "denied",
        id: asked.rowId,
        state: asked.role,
        date: asked.date,
        ...(asked.entry === null ? {} : { looks: [asked.entry] }),
      },
    });
  });
}
