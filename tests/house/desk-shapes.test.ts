import { describe, expect, expectTypeOf, it } from "vitest";
import type * as client from "../../client/src/index.ts";
import type * as told from "../../server/src/review/index.ts";
import { confirmation, day, desk, picture, question } from "../../server/src/review/shapes.ts";

/** With all that may be there. */
const row: Required<client.DeskRow> = {
  ...{
    id: "row_1",
    kind: "look",
    at: "2026-07-13T01:09:40.000Z",
    time: "09:09 WITA",
    person: { id: "per_1", name: "Ketut", job: "Telesales" },
  },
  ...{
    sentence: "",
    why: [""],
    state: "waiting",
    answered: false,
    due: "2026-07-14T00:00:00.000Z",
    lane: "top",
    grade: "U",
    looks: 1,
    entry: 2836,
    customer: { id: "cus_1", name: "S•••" },
    acts: ["ask"],
    drill: "caught",
  },
};
const counts = { looks: 1, clear: 0, answered: 0, decided: 0, waiting: 1, followed: 0 };
const evening: Required<client.EveningDesk> = {
  office: { id: "off_1", name: "Sumbawa Besar", zone: "Asia/Makassar", label: "WITA" },
  date: "2026-07-13",
  greeting: { ...counts, waitingLooks: 1, open: 0, listings: 0, waitingRows: 1, waitingOthers: 0, minutes: 2 },
  strip: { looks: 1, clearShare: 0.5, waiting: 1, missingReports: 0, refusals: 0, decided: 0 },
  rows: [row],
  next: "mark",
  people: [{ ...counts, id: "per_1", name: "Ketut", job: "Telesales", days: [1] }],
  runAt: "2026-07-13T09:00:00.000Z",
  unseen: 0,
};
const drawn: Required<client.DayPicture> = {
  ...{ from: "", until: "", duty: [{ from: "", to: "" }], contacts: [{ kind: "call", from: "", to: "" }] },
  ...{ looks: [{ at: "", explained: true, entry: 1, here: true }], others: [{ time: "", date: "", job: "" }] },
  ...{ receipt: { entry: 1 }, purpose: "", fields: [""], note: "", prunedBefore: "" },
};
const part: Required<client.QuestionPart> = { id: "row_1", at: "", time: "", sentence: "", why: [""] };
const asked: Required<client.Question> = { ...part, parts: [part], picks: ["visit"], due: "2026-07-14T00:00:00.000Z" };
const confirming: Required<client.Confirmation> = { id: "cnf_1", at: "", person: { id: "per_1", name: "Ketut", job: "CS" }, sentence: "" };
const today: Required<client.MyDay> = { looks: 1, clear: 0, waiting: 1, team: { looks: 1, clear: 0, listings: 0 } };

interface Shape {
  properties?: object;
  items?: object;
}

/** Paths of all keys, inside lists and objects too. */
function keysOfShape(shape: object, at = ""): string[] {
  const { properties, items } = shape as Shape;
  if (items) return keysOfShape(items, `${at}[]`);
  return Object.entries(properties ?? {})
    .flatMap(([key, inner]) => [`${at}.${key}`, ...keysOfShape(inner, `${at}.${key}`)])
    .sort();
}

function keysOf(value: unknown, at = ""): string[] {
  if (Array.isArray(value)) return keysOf(value[0], `${at}[]`);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value)
    .flatMap(([key, inner]) => [`${at}.${key}`, ...keysOf(inner, `${at}.${key}`)])
    .sort();
}

describe("the evening's shapes, which client and server each write down", () => {
  it.each([
    ["the desk", desk, evening],
    ["the picture of a day", picture, drawn],
    ["a question", question, asked],
    ["a confirmation", confirmation, confirming],
    ["my day", day, today],
  ])("say of %s the same keys, to the last one: what the client knows, the server's closed answer lets out", (_, shape, whole) => {
    expect(keysOfShape(shape)).toEqual(keysOf(whole));
  });

  it("and what the server makes is what the client expects", () => {
    expectTypeOf<Awaited<ReturnType<told.Review["desk"]>>>().toExtend<client.EveningDesk>();
    expectTypeOf<Awaited<ReturnType<told.Review["dayPicture"]>>>().toExtend<client.DayPicture>();
    expectTypeOf<Awaited<ReturnType<told.Review["decide"]>>>().toExtend<client.DeskRow>();
    expectTypeOf<Awaited<ReturnType<told.Review["questions"]>>["rows"][number]>().toExtend<client.Question>();
    expectTypeOf<Awaited<ReturnType<told.Review["confirmations"]>>[number]>().toExtend<client.Confirmation>();
    expectTypeOf<Awaited<ReturnType<told.Review["myDay"]>>>().toExtend<client.MyDay>();
  });
});
