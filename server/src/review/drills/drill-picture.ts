import { dayBounds, localInstant } from "../../platform/local-day.ts";
import type { DayPicture } from "../day-picture.ts";
import type { ReviewParts } from "../parts.ts";
import { type DrillRow, numbersOfNoLook } from "./store.ts";

/** Looks of the made-up day, the one on the row included. */
const LOOKS = 4;
const APART = 47 * 60_000;

/**
 * The day of a made-up person around his made-up look: a shift, and a few looks that something explains. No entry says that a person's day was read, for it
 * is nobody's.
 */
export async function drillPicture(parts: ReviewParts, row: DrillRow, language: "id" | "en"): Promise<DayPicture> {
  const { from, until } = dayBounds(row.date, row.zone);
  const before = (await numbersOfNoLook(parts.db, row.at, LOOKS)).filter((entry) => entry !== row.entry);
  const opens = localInstant(row.date, "08:00", row.zone);
  const looks = before
    .map((entry, n) => ({ at: new Date(row.at.getTime() - (n + 1) * APART), explained: true, entry, here: false }))
    .filter(({ at }) => at >= opens)
    .reverse();
  return {
    from: from.toISOString(),
    until: until.toISOString(),
    duty: [{ from: opens.toISOString(), to: localInstant(row.date, "17:00", row.zone).toISOString() }],
    contacts: [],
    looks: [...looks, { at: row.at, explained: false, entry: row.entry ?? 0, here: true }].map((one) => ({
      ...one,
      at: one.at.toISOString(),
    })),
    others: [],
    ...(row.entry === null ? {} : { receipt: { entry: row.entry } }),
    ...(row.purpose === null ? {} : { purpose: parts.purposeLabel(row.purpose, language) }),
    fields: (row.fields ?? []).map((field) => parts.fieldLabel(field.split(":")[0] ?? "", language)),
  };
}
