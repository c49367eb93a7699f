/** What a template may know of one look, and what it gives back. Instants are milliseconds UTC. */

export type Grade = "A" | "B" | "C";

/** One opening of one customer's data. */
export interface LookFacts {
  idx: number;
  row: number;
  at: number;
  personId: string;
  customerId: string;
  caseId: string | undefined;
  purpose: string | undefined;
}

/** A contact with a customer. `grade` A: written by something that the person does not control; B: by the person, can be checked; C: his own words. */
export interface ContactFacts {
  id: string;
  kind: "call" | "counter" | "outcome" | "customer_event" | "dispatch" | "confirmation";
  personId: string | undefined;
  customerId: string;
  caseId: string | undefined;
  startsAt: number;
  endsAt: number;
  /** Outcome of an `outcome`; kind of event of a `customer_event`. */
  result: string | undefined;
  grade: Grade;
}

/** Who held a case alone, from when until when. The database lets one live claim stand for a case. */
export interface ClaimFacts {
  personId: string;
  claimedAt: number;
  /** When it was released, else when it expires. */
  until: number;
  outcome: string | undefined;
  outcomeAt: number | undefined;
}

export interface CaseFacts {
  id: string;
  purpose: string;
  /** C: opened by the person himself. */
  grade: Grade;
  openedAt: number;
  closedAt: number | undefined;
  /** When it ends by itself. */
  closesAt?: number | undefined;
  assignedTo: string | undefined;
  claims: readonly ClaimFacts[];
}

/**
 * Somebody else said in his own name that he had asked this person to look: given to the house when it asked him, after the person had named him. One
 * backing for each look that he was asked about.
 */
export interface BackingFacts {
  id: string;
  /** Who said so: a colleague, or somebody above. */
  byId: string;
  role: "colleague" | "supervisor";
  /** Whom he had asked, which customer, and when that one looked. */
  personId: string;
  customerId: string;
  at: number;
  /** By record the customer was his at that time: in his portfolio, a case of his or work on him within a week. */
  serves: boolean;
  /** Backings between these two, either way, within the seven days before this one. */
  pairBefore: number;
}

/** A look and everything around it that may explain it: contacts and cases of the same customer, nothing of others. */
export interface Around {
  look: LookFacts;
  /** The office's local day of the look: `from` inclusive, `until` exclusive. */
  day: { from: number; until: number };
  contacts: readonly ContactFacts[];
  cases: readonly CaseFacts[];
  /** Absent: none are on record. */
  backings?: readonly BackingFacts[];
}

export interface Explanation {
  grade: Grade;
  /** Id of the contact, case or backing that explains. */
  evidence: string;
  /** Who else answers for it by name. */
  by?: string;
}

/** A run of the contract test: the template gives this grade, or nothing. */
export interface Example {
  title: string;
  around: Around;
  gives: Grade | undefined;
}

/**
 * One way in which work explains a look. INVARIANT: a look never explains a look, and a case that the person opened himself (grade C) never
 * explains alone: else misuse would launder itself.
 */
export interface Template {
  id: string;
  name: { id: string; en: string };
  /** It rests on what is said after the evening: its coverage is that of the week before, when all have been asked. */
  later?: true;
  explain(around: Around): Explanation | undefined;
  examples: readonly Example[];
}
