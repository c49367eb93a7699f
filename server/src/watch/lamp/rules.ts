import type { Words } from "../../platform/language.ts";

/** What the lamp is made of. `keeper` and `journal` close when they are out; the others never close anything (R71). */
export const LAMP_PARTS = [
  "keeper",
  "journal",
  "witnesses",
  "standby",
  "copies",
  "outbox",
  "feeds",
  "evening",
  "state",
  "holidays",
] as const;
export type LampPartId = (typeof LAMP_PARTS)[number];
export type LampLight = "lit" | "amber" | "dark";

/** How a part is, before the grace. Instants are milliseconds UTC. */
export interface PartFacts {
  id: LampPartId;
  /** Why it is not well: an id of a sentence; absent: all is well. */
  trouble?: string;
  /** It closes customer data. */
  dark?: boolean;
  /** Since when; absent: nobody knows. */
  since?: number;
  /** Told at once: a difference that was found does not become better by waiting. */
  atOnce?: boolean;
  values?: Record<string, string | number>;
  /** What it means, in words that somebody else has already. */
  said?: Words;
}

/** A part as the lamp shows it. */
export interface LampPart {
  id: LampPartId;
  light: LampLight;
  trouble?: string;
  since?: number;
  /** Late, and within the grace: it is lit still. */
  late?: true;
  values?: Record<string, string | number>;
  said?: Words;
}

const HOUR = 3_600_000;

/** The light of each part: what closes is dark at once, all else is amber once it has lasted longer than the grace. Pure. */
export function lightsOf(facts: readonly PartFacts[], now: number, graceHours: number): LampPart[] {
  return facts.map(({ id, trouble, dark, since, atOnce, values, said }) => {
    if (trouble === undefined) return { id, light: "lit" };
    const told = { id, trouble, ...(since === undefined ? {} : { since }), ...(values ? { values } : {}), ...(said ? { said } : {}) };
    if (dark) return { ...told, light: "dark" };
    const over = atOnce === true || since === undefined || now - since >= graceHours * HOUR;
    return over ? { ...told, light: "amber" } : { ...told, light: "lit", late: true };
  });
}

const ORDER: readonly LampLight[] = ["lit", "amber", "dark"];

/** The worst of all parts. Pure. */
export const worstOf = (parts: ReadonlyArray<Pick<LampPart, "light">>): LampLight =>
  ORDER[Math.max(0, ...parts.map(({ light }) => ORDER.indexOf(light)))] ?? "dark";
