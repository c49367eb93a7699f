import { mondayOf } from "../watch/index.ts";
import type { Replayed } from "./people-replay.ts";
import { instantOf, type Told, textOf } from "./told.ts";

/** A row as one entry tells it, or a few do one after the other; of a column that is `undefined` no entry says anything. */
export interface RowState extends Replayed {
  columns: Record<string, unknown>;
}

/** Small tables whose rows say themselves what stands in them: by the key that the entries give. */
export class RowsReplay {
  /** By person and instant. */
  readonly suspensions = new Map<string, RowState>();
  /** By entry. */
  readonly choices = new Map<string, RowState>();
  /** By day. */
  readonly holidays = new Map<string, RowState>();
  /** Days that lists of an older release brought without naming them. */
  oldHolidays = 0;
  readonly deliveries = new Map<string, RowState>();
  readonly codes = new Map<string, RowState>();
  readonly presences = new Map<string, RowState>();
  readonly nudges = new Map<string, RowState>();
  readonly rotas = new Map<string, RowState>();
  readonly callDraws = new Map<string, RowState>();
  /** By office and Monday. */
  readonly callWeeks = new Map<string, RowState>();
  readonly draws = new Map<string, RowState>();
  readonly evenings = new Map<string, RowState>();
  /** By day. */
  readonly coverages = new Map<string, RowState>();

  /** Whether the entry was one of these. */
  apply(told: Told): boolean {
    if (told.entry.dec === "deny") return false;
    return WORKS[told.entry.typ]?.(this, told) ?? false;
  }
}

type Work = (house: RowsReplay, told: Told) => boolean;

function put(rows: Map<string, RowState>, key: string | undefined, index: number, columns: Record<string, unknown>): boolean {
  if (key === undefined) return false;
  rows.set(key, { index, columns });
  return true;
}

/** A later word about a row: what it does not say stands. */
function add(rows: Map<string, RowState>, key: string | undefined, index: number, columns: Record<string, unknown>): boolean {
  const state = rows.get(key ?? "");
  if (state === undefined) return false;
  rows.set(key ?? "", { index, columns: { ...state.columns, ...columns } });
  return true;
}

const WORKS: Partial<Record<string, Work>> = {
  person: suspend,
  customer(house, { index, act, customer, text }) {
    if (text("change") !== "contact" || customer === undefined) return false;
    const shut = text("state") === "open" ? "" : text("state");
    return put(house.choices, String(index), index, {
      id: text("id"),
      customer_id: customer,
      shut,
      by_id: act ?? null,
      at: instantOf(text("from")),
    });
  },
  import(house, { index, entry, text }) {
    if (text("change") !== "holidays") return false;
    const days = entry.body?.days;
    if (!Array.isArray(days)) house.oldHolidays += Number(entry.body?.new ?? 0);
    else for (const day of days) addHoliday(house, index, String(day), text("source"));
    return true;
  },
  delivery(house, { index, act, customer, entry, text }) {
    const accepted = text("result") === "accepted";
    const about = { person_id: act, customer_id: customer, connector: text("connector"), accepted, why: text("why") ?? null };
    return put(house.deliveries, text("id"), index, { ...about, entry: entry.re });
  },
  callcode(house, { index, act, customer, entry, text }) {
    if (text("change") !== "issued") return false;
    const about = { person_id: act, customer_id: customer, purpose: entry.pur, office_id: text("office") };
    return put(house.codes, text("id"), index, { ...about, mac: text("hash"), expires_at: instantOf(text("until")) });
  },
  presence: bePresent,
  peer(house, { index, act, psn, text }) {
    return text("change") === "nudged" && put(house.nudges, text("id"), index, { to_id: psn, from_id: act, about: text("state") });
  },
  draw,
  evening(house, { index, entry: { body = {} }, text }) {
    if (text("change") !== undefined) return false;
    const { looks, explained, answered, unexplained } = body;
    return put(house.evenings, `${text("office")} ${text("date")}`, index, { looks, explained, answered, unexplained });
  },
  detector(house, { index, text }) {
    return text("change") === "measured" && put(house.coverages, text("id"), index, { hash: text("hash") });
  },
};

/** Who suspended whom, and who let him back: what decides who may lift it. */
function suspend(house: RowsReplay, { index, at, act, psn, text }: Told): boolean {
  const change = text("change");
  if (change === "suspended") {
    const from = instantOf(text("from")) ?? at;
    return put(house.suspensions, `${psn} ${from}`, index, { by_id: act ?? null, why: text("why"), lifted_by: null, lifted: false });
  }
  if (change !== "lifted") return false;
  const last = [...house.suspensions.keys()].findLast((key) => key.startsWith(`${psn} `));
  return add(house.suspensions, last, index, { lifted_by: act ?? null, lifted: true });
}

function addHoliday(house: RowsReplay, index: number, told: string, source: string | undefined): void {
  const [day = "", kind] = told.split(" ");
  put(house.holidays, day, index, { kind, source });
}

/** Asked, found, confirmed: a customer at a counter. */
function bePresent(house: RowsReplay, { index, act, customer, case: caseId, entry, text }: Told): boolean {
  const [id, change] = [text("id"), text("change")];
  if (change === "found") return add(house.presences, id, index, { customer_id: customer });
  if (change === "confirmed") return add(house.presences, id, index, { confirmed: true, case_id: caseId });
  if (change !== "asked") return false;
  const about = { person_id: act, office_id: text("office"), purpose: entry.pur, way: text("way"), mac: text("hash") };
  return put(house.presences, id, index, {
    ...about,
    ...{ expires_at: instantOf(text("until")), customer_id: null, confirmed: false, case_id: null },
  });
}

function draw(house: RowsReplay, told: Told): boolean {
  const [kind, change] = [told.text("kind"), told.text("change")];
  if (kind === "rota") return drawRota(house, change, told);
  if (kind === "callbacks") return drawCalls(house, change, told);
  return drawReviews(house, kind, told);
}

function drawRota(house: RowsReplay, change: string | undefined, { index, text }: Told): boolean {
  if (change === "revealed") return add(house.rotas, text("id"), index, { pairs: text("hash"), disclosed: true });
  if (change !== "drawn") return false;
  return put(house.rotas, text("id"), index, { office_id: text("office"), period: text("date"), members: text("hash"), disclosed: false });
}

function drawCalls(house: RowsReplay, change: string | undefined, { index, entry, text }: Told): boolean {
  const [office, date] = [text("office"), text("date")];
  if (change === "revealed") return add(house.callWeeks, `${office} ${date}`, index, { revealed: true });
  if (change !== "drawn") return false;
  const calls = { looks: entry.body?.looks, count: entry.body?.count, list: text("list") };
  put(house.callDraws, text("id"), index, { office_id: office, on_date: date, pool: text("hash"), ...calls });
  const week = `${office} ${mondayOf(date ?? "")}`;
  if (!house.callWeeks.has(week)) put(house.callWeeks, week, index, { revealed: false });
  return true;
}

function drawReviews(house: RowsReplay, kind: string | undefined, { index, entry: { body = {} }, text }: Told): boolean {
  if (kind === "revealed") return add(house.draws, text("id"), index, { seed: textOf(body.seed), revealed: true });
  if (kind !== "committed") return false;
  const { part, budget } = body;
  return put(house.draws, text("id"), index, {
    ...{ office_id: text("office"), on_date: text("date"), part, seed_hash: text("seed"), list_hash: text("list") },
    ...{ candidates: body.count, everyone: body.of, budget, revealed: false },
  });
}
