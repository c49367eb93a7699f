import type { Reading, Writing } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { problem } from "../platform/problem.ts";
import type { House } from "./parts.ts";
import type { ConsentQuestion } from "./purpose.ts";
import { customerHolder } from "./store.ts";

/** Berkenan, tidak berkenan, belum ditanya. Nobody is taken to have agreed by keeping silent. */
export type ConsentState = "yes" | "no" | "unasked";

export interface Consent {
  customerId: string;
  /** Two questions, two answers, independent of each other (R101). */
  question: ConsentQuestion;
  state: "yes" | "no";
  /** How it was expressed: call, counter, form, web. */
  method: string;
  /** Who asked: person id; absent when the customer answered himself. */
  by?: string;
  /** Where the answer can be seen: id of a case, a call, a form. Never the customer's own words. */
  evidence?: string;
  at?: Date;
}

/**
 * Keeps an answer. A refusal holds at once, a yes once its entry is sealed: until then the question counts as unasked (R102).
 * @throws Problem `not-found`
 */
export async function setConsent(house: House, consent: Consent, options: { wait?: boolean } = {}): Promise<void> {
  await setConsents(house, [consent], options);
}

/** Many answers in one transaction, each with its entry. */
export async function setConsents(house: House, consents: Consent[], options: { wait?: boolean } = {}): Promise<void> {
  if (consents.length === 0) return;
  const narrowing = consents.every(({ state }) => state === "no");
  await house.act(
    async (tx, write) => {
      for (const consent of consents) {
        const { customerId, question, state, method, by } = consent;
        const customer = await customerHolder(tx, customerId);
        if (customer === undefined) throw problem("not-found", { id: "Pelanggan tidak ditemukan.", en: "There is no such customer." });
        const id = await keep(tx, consent, consent.at ?? house.clock.now());
        await write({
          typ: "consent",
          aggregate: `customer:${customerId}`,
          customer,
          ...(by ? { act: by } : {}),
          body: { question, state, method, id },
          marks: [{ table: "records.consent", id }],
        });
      }
    },
    { wait: options.wait ?? !narrowing },
  );
}

/** A new answer gets a new id: the entry of an older one cannot put it in force. */
async function keep(tx: Writing, { customerId, question, state, method, by, evidence }: Consent, at: Date): Promise<string> {
  const id = newId("con");
  await tx.query({
    name: "records-consent",
    text: `insert into records.consent (customer_id, question, state, at, method, by_id, evidence, id) values ($1, $2, $3, $4, $5, $6, $7, $8)
      on conflict (customer_id, question) do update set state = excluded.state, at = excluded.at, method = excluded.method, by_id = excluded.by_id,
        evidence = excluded.evidence, id = excluded.id, idx = null`,
    values: [customerId, question, state, at, method, by ?? null, evidence ?? null, id],
  });
  return id;
}

/** Both answers of a customer, as they are in force. */
export async function consentsOf(db: Reading, customerId: string): Promise<Record<ConsentQuestion, ConsentState>> {
  const { rows } = await db.query<{ question: ConsentQuestion; state: "yes" | "no" }>(
    "select question, state from records.consent where customer_id = $1 and (state = 'no' or idx is not null)",
    [customerId],
  );
  const answers: Record<ConsentQuestion, ConsentState> = { offers: "unasked", interest: "unasked" };
  for (const { question, state } of rows) answers[question] = state;
  return answers;
}
