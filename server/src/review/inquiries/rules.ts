import type { Step } from "./step.ts";

/**
 * What a finding may rest on (R66). `bait`, `score` and `concern` are indications: they may open a talk or an inquiry, and never carry a sanction.
 * The others are evidence.
 */
export const GROUNDS = [
  "look",
  "callback",
  "exchange",
  "report",
  "honey",
  "witness",
  "document",
  "confession",
  "bait",
  "score",
  "concern",
] as const;
export type Ground = (typeof GROUNDS)[number];
const INDICATIONS: ReadonlySet<string> = new Set<Ground>(["bait", "score", "concern"]);

/** The ladder (R57). Of somebody outsourced `end` ends the placement, for the vendor is the employer. */
export const LADDER = ["reprimand", "sp1", "sp2", "sp3", "end"] as const;
export type Rung = (typeof LADDER)[number];

/** Why a rung may be taken without the one before (PP 35/2021 Art. 52: *pelanggaran bersifat mendesak*). */
export const URGENT = ["leaked", "sold", "bribed", "forged", "threatened"] as const;
export type Urgent = (typeof URGENT)[number];

/** R27, for each of law, reputation and harm to the customer. */
export const IMPACTS = ["none", "low", "medium", "high"] as const;
export type Impact = (typeof IMPACTS)[number];

export const OUTCOMES = ["mistake", "not_proven", "proven"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** R95. */
export const LEGAL_STEPS = ["none", "police_report", "civil_claim", "authority_notified", "settled"] as const;

export type InquiryState = "open" | "asked" | "answered" | "second" | "decided" | "closed";

export interface Decision {
  outcome: Outcome;
  law: Impact;
  reputation: Impact;
  harm: Impact;
  rung?: Rung | undefined;
  urgent?: Urgent | undefined;
  /** Why it is as hard as it is, in writing: it was given. */
  reasoned: boolean;
}

/** A sanction that was given. Instants are milliseconds UTC. */
export interface Given {
  rung: Rung;
  until: number;
  withdrawn: boolean;
}

/** An inquiry as its steps tell it. */
export interface Inquiry {
  state: InquiryState;
  grounds: Array<{ kind: Ground; ref?: string | undefined }>;
  deadline: number | undefined;
  decision: (Decision & { by: string | null }) | undefined;
}

/** How far an inquiry is. Pure. */
export function inquiryOf(steps: readonly Step[]): Inquiry {
  const file: Inquiry = { state: "open", grounds: [], deadline: undefined, decision: undefined };
  for (const step of steps) follow(file, step);
  return file;
}

function follow(file: Inquiry, { kind, facts, byId }: Step): void {
  switch (kind) {
    case "opened":
    case "ground":
      if (typeof facts.ground === "string")
        file.grounds.push({ kind: facts.ground as Ground, ref: typeof facts.ref === "string" ? facts.ref : undefined });
      break;
    case "asked":
      Object.assign(file, { state: file.state === "open" ? "asked" : file.state, deadline: Date.parse(String(facts.until)) });
      break;
    case "answered":
      if (file.state === "asked" || file.state === "open") file.state = "answered";
      break;
    case "decided":
      Object.assign(file, { state: facts.second === true ? "second" : "decided", decision: { ...(facts as object), by: byId } });
      break;
    case "seconded":
      file.state = "decided";
      break;
    case "second_refused":
      Object.assign(file, { state: "answered", decision: undefined });
      break;
    case "closed":
      file.state = "closed";
  }
}

/** Independent pieces of evidence: one for each kind, witnesses one for each person. Indications count for nothing. Pure. */
export function sourcesOf(grounds: Inquiry["grounds"]): number {
  const evidence = grounds.filter(({ kind }) => !INDICATIONS.has(kind));
  return new Set(evidence.map(({ kind, ref }) => (kind === "witness" ? `witness ${ref}` : kind))).size;
}

/** The hardest rung that still counts, or undefined. Pure. */
export function standingRung(given: readonly Given[], now: number): Rung | undefined {
  const live = given.filter(({ until, withdrawn }) => !withdrawn && until > now).map(({ rung }) => LADDER.indexOf(rung));
  return LADDER[Math.max(-1, ...live)];
}

/** The hardest rung that an impact bears at the first time. */
const BEARS: Readonly<Record<Impact, Rung>> = { none: "reprimand", low: "reprimand", medium: "sp2", high: "end" };

/** Harder than impact and what went before bear: two decide, with a reason (R57). Pure. */
export function isHarsh({ law, reputation, harm, rung }: Decision, standing: Rung | undefined): boolean {
  if (rung === undefined) return false;
  const worst = IMPACTS[Math.max(...[law, reputation, harm].map((impact) => IMPACTS.indexOf(impact)))] ?? "none";
  return LADDER.indexOf(rung) > Math.max(LADDER.indexOf(BEARS[worst]), nextRung(standing));
}

/** How high the next rung may be. */
const nextRung = (standing: Rung | undefined): number => (standing === undefined ? 0 : LADDER.indexOf(standing) + 1);

export type DecisionFault = "not-open" | "not-heard" | "no-ladder" | "indication-only" | "one-source" | "out-of-order" | "reason-needed";

/** All that stands against a decision; empty: it may be taken. Pure. */
export function decisionFaults(file: Inquiry, decision: Decision, given: readonly Given[], now: number): DecisionFault[] {
  const { outcome, rung, urgent, reasoned } = decision;
  const standing = standingRung(given, now);
  const heard = file.state === "answered" || (file.state === "asked" && file.deadline !== undefined && file.deadline <= now);
  const sources = sourcesOf(file.grounds);
  const faults: Array<DecisionFault | false> = [
    !["open", "asked", "answered"].includes(file.state) && "not-open",
    outcome === "proven" && !heard && "not-heard",
    outcome !== "proven" && rung !== undefined && "no-ladder",
    outcome === "proven" && sources === 0 && "indication-only",
    rung !== undefined && rung !== "reprimand" && sources === 1 && "one-source",
    rung !== undefined && urgent === undefined && LADDER.indexOf(rung) > nextRung(standing) && "out-of-order",
    isHarsh(decision, standing) && !reasoned && "reason-needed",
  ];
  return faults.filter((fault) => fault !== false);
}

interface Line {
  id: string;
  supervisorId: string | null;
  superiorId: string | null;
}

/** Everybody who may read an inquiry about `person` and lead it: his superior, HR, the officer; never himself, his supervisor, or whom he leads. Pure. */
export function maySee(who: { id: string; functions: readonly string[] }, person: Line, led: { ledByPerson: boolean }): boolean {
  if (who.id === person.id || who.id === person.supervisorId || led.ledByPerson) return false;
  return who.id === person.superiorId || who.functions.includes("hr") || who.functions.includes("officer");
}
