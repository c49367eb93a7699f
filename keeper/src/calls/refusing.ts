/** A call that the keeper itself refuses still leaves its entry: who tried is what the evening wants to know. */
import { isKnown, UNKNOWN } from "../limits/known-person.ts";
import type { Brake as Limit, Opening } from "../limits/opening.ts";
import type { Claims, KeeperErrorCode } from "../protocol.ts";
import { refused } from "../refusal.ts";
import type { EntryFacts, Prepared, Works } from "../works.ts";

type Brake = Limit | typeof UNKNOWN;

const BRAKES: Record<Brake, { code: KeeperErrorCode; detail: string }> = {
  UNKNOWN: {
    code: "unknown-person",
    detail: "the keeper knows no such person: claims.wrap is not the wrap of claims.act, or his key is dead",
  },
  BULK: {
    code: "bulk",
    detail: "more than 30 different customers outside portfolio and queue within an hour: take them from a dispatched list",
  },
  BUDGET: { code: "budget", detail: "this person's budget of the hour is used up: wait, or let a supervisor raise it" },
  CEILING: { code: "budget", detail: "the ceiling of all openings in a minute is reached: try again in a minute" },
};

/** Which brake holds this opening back, if any. */
export const brakeOn = (works: Pick<Works, "holders" | "opening">, claims: Claims, opening: Opening): Brake | undefined =>
  isKnown(works, claims) ? works.opening.brake(opening) : UNKNOWN;

/** What no single person can bring about: it is the server that asks too much, and that cannot wait for the evening. */
const OF_THE_SERVER: ReadonlySet<Brake> = new Set(["UNKNOWN", "CEILING"]);

export function braked(works: Pick<Works, "onBrake">, entry: EntryFacts, brake: Brake, detail?: Buffer): Prepared {
  const { code, detail: text } = BRAKES[brake];
  const prepared = refusing({ ...entry, dec: "deny", rsn: [...(entry.rsn ?? []), brake], out: "refused" }, code, text, detail);
  if (!OF_THE_SERVER.has(brake)) return prepared;
  return {
    ...prepared,
    answer: (idx, ts) => {
      works.onBrake(brake, idx);
      return prepared.answer(idx, ts);
    },
  };
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
