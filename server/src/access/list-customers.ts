import { dayBounds, localDay } from "../platform/local-day.ts";
import { markedId, markedInstant } from "../platform/page-mark.ts";
import { problem } from "../platform/problem.ts";
import type { Gathered } from "./gather.ts";
import { gatherPerson } from "./gather-person.ts";
import { maskedNames, valuesOf } from "./masked-rows.ts";
import type { House } from "./parts.ts";
import { settle } from "./quota.ts";
import { type Refusal, refuseAct } from "./refusal.ts";
import { type CustomerRow, type ListQuestion, portfolioRows, queueRows, visitRows } from "./row-store.ts";

/** My queue, my portfolio, or today's visits: the only list that a field segment opens. */
export type ListKind = "queue" | "portfolio" | "visits";
const ROWS = { queue: queueRows, portfolio: portfolioRows, visits: visitRows } as const;

/** Most rows of one page: the keeper takes no more. */
export const PAGE = 25;

export interface ListedRow {
  customer: string;
  values: Record<string, string>;
  case?: string;
  purpose?: string;
  origin?: string;
  openedAt?: Date;
}

export interface Listing {
  refused: false;
  rows: ListedRow[];
  /** Where the next page begins; absent on the last one. */
  next?: string;
  entry: number;
}

/** A page of my queue or of my portfolio with masked names. Each row counts as a look, and is explained by being mine. */
export async function listCustomers(
  house: House,
  tokenHash: string | undefined,
  of: ListKind,
  cursor?: string,
  reason?: string,
): Promise<Listing | Refusal> {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const about = await gatherPerson(house, tokenHash, undefined, false, reason);
  about.facts.visit_today = of === "visits";
  const decision = await settle(house, "list", about);
  if (!decision.allowed) return refuseAct(house, about, decision, "listing", {});
  const found = await ROWS[of](house.db, questionOf(house, about, after));
  const page = found.slice(0, PAGE);
  const opened = await maskedNames(house, about, decision, true, page);
  if ("refused" in opened) return opened;
  const values = valuesOf(opened);
  const last = page.at(-1);
  const next = found.length > PAGE && last ? { next: cursorOf(last, of) } : {};
  return { refused: false, rows: page.map((row) => listed(row, values.get(row.customer) ?? {})), entry: opened.idx, ...next };
}

function questionOf(house: House, { person, now }: Gathered, after: ListQuestion["after"]): ListQuestion {
  const served = house.records.purposes().filter((purpose) => purpose.functions.some((name) => person.functions.includes(name)));
  const consents = house.records
    .purposes()
    .flatMap(({ id, needsConsent }) => (needsConsent ? [{ purpose: id, question: needsConsent }] : []));
  return {
    personId: person.id,
    officeId: person.officeId,
    purposes: served.map(({ id }) => id),
    consents,
    now,
    limit: PAGE + 1,
    after,
    day: dayBounds(localDay(now, person.zone), person.zone),
  };
}

function listed(row: CustomerRow, values: Record<string, string>): ListedRow {
  const task =
    row.case === null
      ? {}
      : { case: row.case, ...(row.purpose ? { purpose: row.purpose } : {}), ...(row.origin ? { origin: row.origin } : {}) };
  return { customer: row.customer, values, ...task, ...(row.case !== null && row.openedAt ? { openedAt: row.openedAt } : {}) };
}

const cursorOf = (row: CustomerRow, of: ListKind): string =>
  Buffer.from(JSON.stringify([row.openedAt, of === "portfolio" ? row.customer : row.case])).toString("base64url");

function readCursor(cursor: string): { at: Date; id: string } {
  try {
    const [first, second] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as [unknown, unknown];
    const [at, id] = [markedInstant(first), markedId(second)];
    if (at !== undefined && id !== undefined) return { at, id };
  } catch {
    // Falls through: whatever it is, it is not ours.
  }
  throw problem("bad-cursor", {
    id: "Penanda halaman tidak dikenal. Mulai lagi dari halaman pertama.",
    en: "The page mark is not known. Start again from the first page.",
  });
}
