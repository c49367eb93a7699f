/** A call that the keeper itself refuses still leaves its entry: who tried is what the evening wants to know. */
import type { Brake } from "../limits/opening.ts";
import type { KeeperErrorCode } from "../protocol.ts";
import { refused } from "../refusal.ts";
import type { EntryFacts, Prepared } from "../works.ts";

const BRAKES: Record<Brake, { code: KeeperErrorCode; detail: string }> = {
  BULK: {
    code: "bulk",
    detail: "more than 30 different customers outside portfolio and queue within an hour: take them from a dispatched list",
  },
  BUDGET: { code: "budget", detail: "this person's budget of the hour is used up: wait, or let a supervisor raise it" },
  CEILING: { code: "budget", detail: "the ceiling of all openings in a minute is reached: try again in a minute" },
};

export function braked(entry: EntryFacts, brake: Brake, detail?: Buffer): Prepared {
  const { code, detail: text } = BRAKES[brake];
  return refusing({ ...entry, dec: "deny", rsn: [...(entry.rsn ?? []), brake], out: "refused" }, code, text, detail);
}

type Mismatch = "bad-wrap" | "bad-ciphertext" | "erased";
const MISMATCHES: Record<Mismatch, { rule: string; text: string }> = {
  "bad-wrap": { rule: "BAD_WRAP", text: "the wrap does not belong to this holder of this log" },
  "bad-ciphertext": { rule: "BAD_CIPHERTEXT", text: "a ciphertext is not this version of this field of this holder" },
  erased: { rule: "ERASED", text: "this customer's key is destroyed" },
};

/** Wrap or ciphertext are not what the server says: somebody moved them, or an old copy came back. */
export function mismatched(entry: EntryFacts, code: Mismatch): Prepared {
  const { rule, text } = MISMATCHES[code];
  return refusing({ ...entry, rsn: [...(entry.rsn ?? []), rule], out: "failed" }, code, text);
}

export function refusing(entry: EntryFacts, code: KeeperErrorCode, text: string, detail?: Buffer): Prepared {
  return { entry, answer: (idx) => refused(code, text, idx), ...(detail === undefined ? {} : { detail }) };
}
