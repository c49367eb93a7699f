import type { Words } from "../../platform/language.ts";

/** Why, as one word of a list: free text would bring personal data into the journal. */
export const WHY = {
  waiting: {
    id: "pelanggan sedang menunggu di telepon atau di loket, tugasnya belum tercatat",
    en: "the customer waits on the telephone or at the counter, and no task is on record yet",
  },
  outage: { id: "gangguan layanan yang harus segera diatasi", en: "a fault of the service that cannot wait" },
  fraud: { id: "penipuan terhadap pelanggan sedang berlangsung", en: "a fraud against the customer is under way" },
  safety: { id: "keselamatan pelanggan", en: "the customer's safety" },
  absent: { id: "petugas pengelolanya berhalangan", en: "the portfolio holder is away" },
} as const satisfies Record<string, Words>;

export type Why = keyof typeof WHY;

export interface Decider {
  id: string;
  /** In standing, with the function to decide, and without a tie to this customer. */
  fit: boolean;
  onDuty: boolean;
}

/** Who answers for the one who asks: the supervisor first, then whoever stands above him. */
export interface Line {
  first: Decider | undefined;
  second: Decider | undefined;
}

/** May this person decide now, later (`from`), or never? The deputy may at once where the supervisor cannot, else after a silence. Pure. */
export function turnOf(line: Line, personId: string, askedAt: Date, now: Date, deputySeconds: number): "now" | "never" | { from: Date } {
  const { first, second } = line;
  if (first?.id === personId) return first.fit ? "now" : "never";
  if (second?.id !== personId || !second.fit) return "never";
  const from = new Date(askedAt.getTime() + deputySeconds * 1000);
  return !first?.fit || !first.onDuty || now >= from ? "now" : { from };
}
