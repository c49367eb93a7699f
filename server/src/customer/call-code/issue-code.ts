import type { Refusal } from "../../access/index.ts";
import { newId } from "../../platform/ids.ts";
import { digits, hashOf, macOf } from "../mac.ts";
import type { CustomerParts } from "../parts.ts";
import { insertCode } from "./store.ts";

/** Digits of a code: short enough to be said, and worthless without the last digits of the number that was called. */
const DIGITS = 8;
/** The part of his own number that the customer gives with it. */
export const LAST = 3;

export interface CodeQuestion {
  tokenHash: string | undefined;
  customer: string;
  purpose: string;
  case?: string | undefined;
}

export interface IssuedCode {
  refused: false;
  /** As it is said: `1234 5678`. */
  code: string;
  until: Date;
  entry: number;
}

/**
 * A code that proves this call genuine, for whoever is called about a case. The number is opened for the code alone and goes through the gate like a call;
 * of it only a keyed hash over code and last digits remains. @throws Problem 401, 409 where the customer has no number, 503
 */
export async function issueCode(parts: CustomerParts, question: CodeQuestion): Promise<IssuedCode | Refusal> {
  const code = digits(DIGITS);
  const opened = await parts.access.useValue(question, { connector: "call_code", field: "phone" }, (number) =>
    macOf(parts.serverKey, "call-code", code, number.slice(-LAST)),
  );
  if (opened.refused) return opened;
  const { about, made: mac, entry } = opened;
  const id = newId("code");
  const until = new Date(about.now.getTime() + parts.settings.codeMinutes * 60_000);
  const row = { id, mac, personId: about.person.id, officeId: about.person.officeId, customerId: about.holder.id };
  await parts.act(async (tx, write) => {
    await insertCode(tx, { ...row, purpose: question.purpose, madeAt: about.now, expiresAt: until });
    await write({
      typ: "callcode",
      aggregate: `call-code:${id}`,
      act: about.person.id,
      customer: { id: about.holder.id, wrap: about.holder.wrap },
      pur: question.purpose,
      ...(about.caseId ? { case: about.caseId } : {}),
      re: entry,
      body: { change: "issued", id, until: until.toISOString(), office: about.person.officeId, hash: hashOf(mac) },
      marks: [{ table: "customer.call_code", id }],
    });
  });
  return { refused: false, code: `${code.slice(0, 4)} ${code.slice(4)}`, until, entry };
}
