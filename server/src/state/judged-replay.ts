import type { Replayed } from "./people-replay.ts";
import type { Told } from "./told.ts";

/** What somebody said about a look, decided about a row, or let somebody have. */
export interface JudgedState extends Replayed {
  by: string | undefined;
  person?: string | undefined;
  state?: string | undefined;
  role?: string | undefined;
  look?: number | undefined;
  date?: string | undefined;
  more?: number | undefined;
}

/** Words that take a look off a desk, or put it there, as the journal tells them. */
export class JudgedReplay {
  /** By row and who was asked. */
  readonly confirmations = new Map<string, JudgedState>();
  readonly decisions = new Map<string, JudgedState>();
  readonly callBacks = new Map<string, JudgedState>();
  readonly honeyHits = new Map<string, JudgedState>();
  readonly quotas = new Map<string, JudgedState>();

  /** Whether the entry was one of these. */
  apply(told: Told): boolean {
    const id = told.text("id");
    const work = id === undefined ? undefined : WORKS[told.entry.typ];
    return work?.(this, id as string, told) ?? false;
  }
}

type Work = (house: JudgedReplay, id: string, told: Told) => boolean;

const CONFIRMED: Readonly<Record<string, string>> = { confirmed: "yes", denied: "no" };

function confirm({ confirmations }: JudgedReplay, key: string, said: JudgedState): boolean {
  if (!confirmations.has(key)) return false;
  confirmations.set(key, said);
  return true;
}

const WORKS: Partial<Record<string, Work>> = {
  answer(house, row, { index, act, psn, text }) {
    const what = text("what") ?? "";
    const state = CONFIRMED[what];
    if (state !== undefined) return confirm(house, `${row} ${act}`, { index, by: act, person: psn, state, role: text("state") });
    // Whoever is named is asked; what nobody asked, nobody can confirm.
    if (psn === undefined || (what !== "colleague" && what !== "supervisor")) return false;
    house.confirmations.set(`${row} ${psn}`, { index, by: psn, person: act, state: "asked", role: what });
    return true;
  },
  desk(house, id, { index, act, text }) {
    const isAsked = text("change") === "ask";
    if (!isAsked) house.decisions.set(id, { index, by: act, state: text("state") });
    return !isAsked;
  },
  callback(house, id, { index, act, psn, text }) {
    house.callBacks.set(id, { index, by: act, person: psn, state: text("result") });
    return true;
  },
  finding(house, id, { index, entry, text }) {
    const looks = entry.body?.looks;
    if (text("detector") !== "honey" || !Array.isArray(looks)) return false;
    house.honeyHits.set(id, { index, by: undefined, look: Number(looks[0]) });
    return true;
  },
  quota(house, id, { index, act, psn, text, entry }) {
    house.quotas.set(id, { index, by: act, person: psn, date: text("date"), more: Number(entry.body?.count) });
    return true;
  },
};
