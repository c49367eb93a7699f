import {
  type DoorSource,
  type EvidenceGrade,
  type EvidenceMap,
  fault,
  type Message,
  type Parsed,
  type ReadInstant,
  textIn,
} from "../contract.ts";
import { confirmationExamples } from "./examples.ts";

/** Where the customer confirmed that he is there. */
export type ConfirmedBy = "phone" | "pad";

/**
 * What each way proves. The link goes to his own number, which no person sees: only who holds his telephone presses it (A). The tablet stands on the
 * person's desk, and asks for what he may have read in a record or on an identity card: that the customer entered it can only be asked him (B).
 * A call code is read out by the person himself, and whoever enters it on the public page is nobody known: it is no way at all.
 */
const WORTH: Readonly<Record<ConfirmedBy, { grade: EvidenceGrade; channel: string }>> = {
  phone: { grade: "A", channel: "own_phone" },
  pad: { grade: "B", channel: "counter_tablet" },
};

/** *Pelanggan hadir*: the customer himself says who is with him. */
export const customerConfirmation: DoorSource = {
  id: "customer-confirmation",
  words: { id: "Konfirmasi pelanggan sendiri", en: "The customer's own confirmation" },
  form: "door",
  settings: { own: [] },
  match: { person: ["person"], customer: ["customer"] },
  parse: readConfirmation,
  examples: confirmationExamples,
};

function readConfirmation(told: Message, { zone }: EvidenceMap, instant: ReadInstant): Parsed[] {
  const worth = Object.entries(WORTH).find(([by]) => by === textIn(told, "by"))?.[1];
  if (!worth) return [{ nothing: "no way by which a customer confirms" }];
  const startsAt = instant(textIn(told, "at"), zone);
  if (!startsAt) return [fault("at", "no moment", "RFC 3339")];
  const evidence = {
    external: textIn(told, "id"),
    kind: "confirmation",
    person: textIn(told, "person"),
    customer: textIn(told, "customer"),
  } as const;
  return [{ evidence: { ...evidence, ...worth, startsAt, endsAt: startsAt } }];
}
