import type { DeskRow, EveningDesk } from "@mercusuar/client";
import { expect, test } from "vitest";
import { acceptWord, actsOf, inOrder, isAwaited, rowAfter, stepRow } from "./acts.ts";
import { looksPieces, waitingWord } from "./greeting-pieces.ts";
import { withRow } from "./remember-row.ts";
import { stripOf } from "./strip-cells.ts";
import { columnsOf, hasHistory } from "./team-columns.ts";

const row = (id: string, state: DeskRow["state"] = "waiting"): DeskRow => ({
  id,
  kind: "look",
  at: "2026-11-20T08:21:00Z",
  time: "16.21 WITA",
  person: { id: "per_1", name: "Rina", job: "CS" },
  sentence: "Pukul 16.21 WITA, Rina (CS) membuka NIK pelanggan M•••.",
  why: [],
  state,
  answered: false,
  looks: 1,
  acts: ["ask", "follow"],
});

const desk = (rows: DeskRow[]): EveningDesk => ({
  office: { id: "off_1", name: "Sumbawa Besar", zone: "Asia/Makassar", label: "WITA" },
  date: "2026-11-20",
  greeting: {
    looks: 412,
    clear: 405,
    answered: 4,
    decided: 0,
    waitingLooks: 3,
    followed: 0,
    open: 0,
    listings: 0,
    waiting: 3,
    waitingRows: 3,
    waitingOthers: 0,
    minutes: 6,
  },
  strip: { looks: 412, clearShare: 0.983, waiting: 3, missingReports: 0, refusals: 0, decided: 0 },
  rows,
  people: [],
});

test("a row offers only the acts that the server lists, each on its own key", () => {
  expect(actsOf(row("a")).map((one) => [one.act, one.key])).toEqual([
    ["ask", "1"],
    ["follow", "4"],
  ]);
});

test("j and k walk the rows and stop at the ends", () => {
  const rows = [row("a"), row("b")];
  expect([stepRow(rows, undefined, 1), stepRow(rows, "a", 1), stepRow(rows, "b", 1), stepRow(rows, "a", -1), stepRow([], "a", 1)]).toEqual([
    "a",
    "b",
    "b",
    "a",
    undefined,
  ]);
});

test("what still waits stands above what is decided", () => {
  expect(inOrder([row("a", "accepted"), row("b"), row("c", "answered")]).map((one) => one.id)).toEqual(["b", "c", "a"]);
});

test("a decided row leaves the count of waiting ones without the desk being read again", () => {
  const after = withRow(desk([row("a"), row("b"), row("c")]), row("a", "accepted"));
  expect(after.greeting).toEqual({ ...desk([]).greeting, decided: 1, waitingLooks: 2, waiting: 2, waitingRows: 2, minutes: 4 });
  expect(after.rows[0]?.state).toBe("accepted");
  expect(after.strip).toMatchObject({ waiting: 2, decided: 1 });
});

test("what a person has explained counts as answered once it is accepted, and the person's own numbers move with it", () => {
  const person = { id: "per_1", name: "Rina", job: "CS", looks: 9, clear: 6, waiting: 3, answered: 0, decided: 0, followed: 0, days: [9] };
  const answered = { ...row("a", "answered"), answered: true };
  const before = { ...desk([answered, row("b")]), people: [{ ...person, waiting: 2, answered: 1 }] };
  const after = withRow(before, { ...answered, state: "accepted" });
  expect(after.greeting).toEqual(before.greeting);
  expect(after.strip.decided).toBe(1);
  expect(withRow(after, row("b", "followed")).people).toMatchObject([{ waiting: 1, answered: 1, followed: 1, decided: 0 }]);
});

test("an explanation is accepted only where there is one", () => {
  expect(acceptWord({ answered: true, kind: "look" })).toBe("act.accept");
  expect(acceptWord({ answered: false, kind: "look" })).toBe("act.acceptWithout");
  expect(acceptWord({ answered: false, kind: "refusal" })).toBe("act.acceptWithout");
  expect(acceptWord({ answered: false, kind: "sample" })).toBe("act.acceptSample");
});

test("an answer is awaited until its time is over, and where nobody was asked never", () => {
  const due = "2026-07-14T00:00:00.000Z";
  const before = new Date("2026-07-13T23:59:59Z");
  expect([isAwaited({ due }, before), isAwaited({ due }, new Date(due)), isAwaited({}, before)]).toEqual([true, false, false]);
});

test("after a row was handled the work goes on with the next open one, at the end with the one above", () => {
  const rows = [row("a"), row("b", "asked"), row("c"), row("d", "accepted")];
  expect([rowAfter(rows, "a"), rowAfter(rows, "b"), rowAfter(rows, "c"), rowAfter([row("a")], "a")]).toEqual(["b", "c", "b", "a"]);
});

test("a drill that is revealed says so in its place, and moves no count", () => {
  const before = desk([row("a"), row("b")]);
  const after = withRow(before, { ...row("b", "followed"), acts: [], drill: "caught" });
  expect(after.rows.map(({ id, drill }) => [id, drill])).toEqual([
    ["a", undefined],
    ["b", "caught"],
  ]);
  expect([after.greeting, after.strip, after.people]).toEqual([before.greeting, before.strip, before.people]);
});

test("asking decides nothing yet, and the last row leaves no minutes", () => {
  const one = desk([row("a")]);
  expect(withRow(one, row("a", "asked")).greeting.waiting).toBe(3);
  const last = { ...one, greeting: { ...one.greeting, waiting: 1 } };
  expect(withRow(last, row("a", "followed")).greeting).toMatchObject({ waiting: 0, minutes: 0 });
});

test("the greeting tells of every look once, and says nothing of none", () => {
  const { greeting } = desk([]);
  const pieces = looksPieces({ ...greeting, waitingLooks: 2, open: 1 });
  expect(pieces.reduce((sum, { n }) => sum + n, 0)).toBe(412);
  expect(pieces.map(({ word }) => word)).toEqual(["greeting.clear", "greeting.answered", "greeting.waitingLooks", "greeting.open"]);
  expect(looksPieces({ ...greeting, looks: 0 })).toEqual([]);
  expect(waitingWord(greeting)).toBe("greeting.waiting");
  expect(waitingWord({ ...greeting, waitingOthers: 1 })).toBe("greeting.waitingBoth");
  expect(waitingWord({ ...greeting, waitingRows: 0 })).toBeUndefined();
});

test("a day without looks has no share of clear ones", () => {
  const cells = stripOf({ ...desk([]), greeting: { ...desk([]).greeting, looks: 0 } });
  expect(cells.find((cell) => cell.share)?.value).toBeUndefined();
});

test("the strip marks what needs a person", () => {
  const cells = stripOf({ ...desk([]), strip: { looks: 412, clearShare: 0.983, waiting: 3, missingReports: 1, refusals: 7, decided: 2 } });
  expect(cells.filter((cell) => cell.need).map((cell) => cell.word)).toEqual(["strip.waiting", "strip.missingReports"]);
  expect(cells.find((cell) => cell.share)).toMatchObject({ word: "strip.clear", value: 0.983 });
});

test("small multiples share one scale, and a first day shows no history", () => {
  const person = (days: number[]) => ({ days });
  expect(hasHistory([person([0, 0, 58])])).toBe(false);
  expect(hasHistory([person([0, 0, 58]), person([0, 3, 4])])).toBe(true);
  expect(columnsOf([0, 30, 60], 60, 30, 10)).toEqual([
    { x: 0, height: 0 },
    { x: 10, height: 5 },
    { x: 20, height: 10 },
  ]);
});
