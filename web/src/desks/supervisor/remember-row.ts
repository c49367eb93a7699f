import type { DeskGreeting, DeskRow, EveningDesk } from "@mercusuar/client";
import { queries } from "../../app/server.ts";

/** Puts a decided row into the desk on the page; the desk is not read again, which would be one more entry. */
export function withRow(desk: EveningDesk, row: DeskRow): EveningDesk {
  const before = desk.rows.find((one) => one.id === row.id);
  if (!before) return desk;
  const left = waits(before) && !waits(row) ? 1 : 0;
  const about = before.kind === "look" || before.kind === "listing" ? { waitingRows: -left } : { waitingOthers: -left };
  const looks = left * before.looks;
  const moved = row.state === "followed" ? { followed: looks } : { answered: looks };
  const { waiting, minutes } = desk.greeting;
  return {
    ...desk,
    rows: desk.rows.map((one) => (one.id === row.id ? row : one)),
    greeting: {
      ...plus(desk.greeting, { waiting: -left, waitingLooks: -looks, ...about, ...moved }),
      minutes: minutesLeft(minutes, waiting, left),
    },
  };
}

/** The same numbers, some of them moved; none below nothing. */
const plus = (greeting: DeskGreeting, by: Partial<DeskGreeting>): DeskGreeting => ({
  ...greeting,
  ...Object.fromEntries(Object.entries(by).map(([name, more]) => [name, Math.max(0, greeting[name as keyof DeskGreeting] + more)])),
});

/** Nobody has answered or decided it yet. */
const waits = (row: DeskRow): boolean => row.state === "waiting" || row.state === "asked";

/** The estimate shrinks with the rows. */
function minutesLeft(minutes: number, waiting: number, left: number): number {
  return waiting - left <= 0 ? 0 : Math.max(1, Math.round((minutes * (waiting - left)) / Math.max(1, waiting)));
}

export function rememberRow(row: DeskRow): void {
  queries.setQueriesData<EveningDesk>({ queryKey: ["desk"] }, (desk) => (desk ? withRow(desk, row) : desk));
}
