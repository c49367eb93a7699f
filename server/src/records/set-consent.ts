import type { Reading, Writing } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { problem } from "../platform/problem.ts";
import type { House } from "./parts.ts";
import type { ConsentQuestion } from "./purpose.ts";
import { customerHolders } from "./store.ts";

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
  /** Version of the wording that was read out. */
  wording?: string;
  at?: Date;
}

/**
 * Keeps an answer. A refusal holds at once, a yes once its entry is sealed: until then the question counts as unasked (R102).
 * @throws Problem `not-found`
 */
export async function setConsent(house: House, consent: Consent, options: { wait?: boolean } = {}): Promise<void> {
  await setConsents(house, [consent], options);
}

/** Many answers in one transaction, each with its entry; of two to the same question the last one is kept. @throws Problem `not-found` */
export async function setConsents(house: House, consents: Consent[], options: { wait?: boolean } = {}): Promise<void> {
  if (consents.length === 0) return;
  const narrowing = consents.every(({ state }) => state === "no");
  await house.act(
    async (tx, write) => {
      const holders = await customerHolders(
        tx,
        consents.map(({ customerId }) => customerId),
      );
      const answers = consents.map((consent) => ({ ...consent, id: newId("con"), at: consent.at ?? house.clock.now() }));
      for (const { customerId, question, state, method, by, id, wording, evidence } of answers) {
        const customer = holders.get(customerId);
        if (customer === undefined) throw problem("not-found", { id: "Pelanggan tidak ditemukan.", en: "There is no such customer." });
        await write({
          typ: "consent",
          aggregate: `customer:${customerId}`,
          customer,
          ...(by ? { act: by } : {}),
          ...(evidence?.startsWith("case_") ? { case: evidence } : {}),
          body: { question, state, method, id, ...(wording ? { version: wording } : {}) },
          marks: [{ table: "records.consent", id }],
        });
      }
      await keep(tx, [...new Map(answers.map((answer) => [`${answer.customerId} ${answer.question}`, answer])).values()]);
    },
    { wait: options.wait ?? !narrowing },
  );
}

/** A new answer gets a new id: the entry of an older one cannot put it in force. */
async function keep(tx: Writing, answers: Array<Consent & { id: string; at: Date }>): Promise<void> {
  await tx.query({
    name: "records-consent",
    text: `insert into records.consent (customer_id, question, state, at, method, by_id, evidence, id, wording)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
      on conflict (customer_id, question) do update set state = excluded.state, at = excluded.at, method = excluded.method, by_id = excluded.by_id,
        evidence = excluded.evidence, wording = excluded.wording, id = excluded.id, idx = null`,
    values: [
      answers.map(({ customerId }) => customerId),
      answers.map(({ question }) => question),
      answers.map(({ state }) => state),
      answers.map(({ at }) => at),
      answers.map(({ method }) => method),
      answers.map(({ by }) => by ?? null),
      answers.map(({ evidence }) => evidence ?? null),
      answers.map(({ id }) => id),
      answers.map(({ wording }) => wording ?? null),
    ],
  });
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
