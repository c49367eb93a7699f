import type { Look, Origin } from "@mercusuar/client";

/** What the agent has open now: one customer, one purpose, one case. Values live here only, and go when the card closes. */
export interface Card {
  customer: string;
  name: string;
  purpose: string;
  case: string | undefined;
  origin: Origin | undefined;
  /** Picked where a rule asked for one; it holds for this card. */
  reason?: string | undefined;
  look: Look;
  revealed: Record<string, Revealed>;
  /** Every look of this card, the first one first. */
  entries: number[];
}

export interface Revealed {
  value: string;
  /** Server time at which the mask falls again. */
  until: Date;
}

export interface Opening {
  customer: string;
  name: string;
  purpose: string;
  case: string | undefined;
  origin: Origin | undefined;
  reason?: string | undefined;
}

export function cardOf(opening: Opening, look: Look): Card {
  const name = look.fields.find((field) => field.id === "name")?.value ?? opening.name;
  return { ...opening, name, purpose: look.purpose, case: look.case ?? opening.case, look, revealed: {}, entries: entriesOf(look) };
}

/** Each revealed field has an entry of its own. */
const entriesOf = (look: Look): number[] => [...new Set([look.entry, ...look.fields.map((field) => field.entry)])];

/** A value that was asked for stands open this long at most, in seconds. */
const SHOWN = 30;

/** A field shown for some seconds beside the masked card; the card's own countdown goes on as it was. */
export function withRevealed(card: Card, look: Look, now: Date): Card {
  const until = new Date(now.getTime() + Math.min(look.seconds, SHOWN) * 1000);
  const opened = look.fields.map((field) => [field.id, { value: field.value, until }] as const);
  return {
    ...card,
    revealed: { ...card.revealed, ...Object.fromEntries(opened) },
    entries: [...new Set([...card.entries, ...entriesOf(look)])],
  };
}

/** Masks again what has been open long enough. The same card when there is nothing to mask. */
export function maskExpired(card: Card, now: Date): Card {
  const still = Object.entries(card.revealed).filter(([, revealed]) => revealed.until > now);
  return still.length === Object.keys(card.revealed).length ? card : { ...card, revealed: Object.fromEntries(still) };
}

export const isClosed = (card: Card, now: Date): boolean => new Date(card.look.closesAt) <= now;
