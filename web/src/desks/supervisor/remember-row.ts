import type { DeskRow, EveningDesk } from "@mercusuar/client";
import { queries } from "../../app/server.ts";

/** Puts a decided row into the desk on the page; the desk is not read again, which would be one more entry. */
export function withRow(desk: EveningDesk, row: DeskRow): EveningDesk {
  const before = desk.rows.find((one) => one.id === row.id);
  if (!before) return desk;
  const rows = desk.rows.map((one) => (one.id === row.id ? row : one));
  // A drill was never counted.
  if (row.drill) return { ...desk, rows };
  const left = waits(before) && !waits(row) ? 1 : 0;
  const about = before.kind === "look" || before.kind === "listing" ? { waitingRows: -left } : { waitingOthers: -left };
  // What lies on a row of listings is no look.
  const looks = before.kind === "look" ? before.looks : 0;
  const moved = minus(countedAs(before), countedAs(row), looks);
  const { waiting, minutes } = desk.greeting;
  const { waiting: waitingLooks = 0, ...others } = moved;
  return {
    ...desk,
    rows,
    people: desk.people.map((one) => (one.id === row.person.id ? plus(one, moved) : one)),
    greeting: {
      ...plus(desk.greeting, { waiting: -left, waitingLooks, ...about, ...others }),
      minutes: minutesLeft(minutes, waiting, left),
    },
    strip: plus(desk.strip, { waiting: -left, decided: Number(isDecided(row)) - Number(isDecided(before)) }),
  };
}

type Standing = "waiting" | "answered" | "decided" | "followed";

/** Among which looks the looks of a row are counted; as the server counts them. */
function countedAs({ state, answered }: DeskRow): Standing | undefined {
  if (state === "explained") return undefined;
  if (state === "waiting" || state === "asked") return "waiting";
  if (state === "followed") return "followed";
  return state === "answered" || answered ? "answered" : "decided";
}

function minus(from: Standing | undefined, to: Standing | undefined, looks: number): Partial<Record<Standing, number>> {
  if (from === to) return {};
  return { ...(from ? { [from]: -looks } : {}), ...(to ? { [to]: looks } : {}) };
}

const isDecided = ({ state }: DeskRow): boolean => state === "accepted" || state === "mistake" || state === "followed";

/** The same, some of its numbers moved; none below nothing. */
function plus<Counts extends object>(counts: Counts, by: Partial<Record<keyof Counts, number>>): Counts {
  const moved = Object.entries(by).map(([name, more]) => [name, Math.max(0, Number(counts[name as keyof Counts]) + Number(more))]);
  return { ...counts, ...Object.fromEntries(moved) };
}

/** Nobody has answered or decided it yet. */
const waits = (row: DeskRow): boolean => row.state === "waiting" || row.state === "asked";

/** The estimate shrinks with the rows. */
function minutesLeft(minutes: number, waiting: number, left: number): number {
  return waiting - left <= 0 ? 0 : Math.max(1, Math.round((minutes * (waiting - left)) / Math.max(1, waiting)));
}

export function rememberRow(row: DeskRow): void {
  queries.setQueriesData<EveningDesk>({ queryKey: ["desk"] }, (desk) => (desk ? withRow(desk, row) : desk));
}
