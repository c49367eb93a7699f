import type { Look } from "@mercusuar/client";
import { expect, test } from "vitest";
import { ageOf } from "./age.ts";
import { cardOf, isClosed, maskExpired, withRevealed } from "./card-state.ts";
import { fieldKeys } from "./field-keys.ts";
import { outcomesFor } from "./outcomes.ts";
import { searchValue } from "./search-value.ts";

const now = new Date("2026-11-20T08:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

const look = (fields: Look["fields"], entry = 7): Look => ({
  entry,
  code: "7K4Q-M2VX-9ATD",
  at: now.toISOString(),
  closesAt: later(300).toISOString(),
  seconds: 20,
  purpose: "care",
  case: "cas_1",
  fields,
  locked: [],
  warnings: [],
});

const opening = { customer: "cus_1", name: "•••", purpose: "care", case: "cas_1", origin: "api" as const };
const card = cardOf(opening, look([{ id: "name", mask: "initials", value: "B••• S•••", can: [], entry: 7 }]));

test("a card takes its masked name from the look itself", () => {
  expect(card).toMatchObject({ name: "B••• S•••", entries: [7], revealed: {} });
});

test("what was shown is masked again after its seconds, not before", () => {
  const shown = withRevealed(card, look([{ id: "address_street", mask: "none", value: "Jl. Contoh 12", can: [], entry: 9 }], 8), now);
  expect(shown.revealed.address_street?.value).toBe("Jl. Contoh 12");
  expect(shown.entries).toEqual([7, 8, 9]);
  expect(maskExpired(shown, later(19))).toBe(shown);
  expect(maskExpired(shown, later(20)).revealed).toEqual({});
});

test("a card closes at the time that the server gave", () => {
  expect([isClosed(card, later(299)), isClosed(card, later(300))]).toEqual([false, true]);
});

test("each field that can do something gets its own free letter", () => {
  const keys = fieldKeys(
    [
      { id: "phone", label: "Nomor telepon" },
      { id: "nik", label: "NIK" },
      { id: "birth_date", label: "Tanggal lahir" },
      { id: "x", label: "TDJK" },
    ],
    ["T", "D"],
  );
  expect([...keys]).toEqual([
    ["phone", "N"],
    ["nik", "I"],
    ["birth_date", "A"],
  ]);
});

test("selling has its own outcomes, service has five, and Salah buka is never one of the keys", () => {
  const all = ["done", "forwarded", "call_back", "not_reached", "wrong_number", "mistake", "interested", "refused_offer"].map((id) => ({
    id,
  }));
  expect(outcomesFor("care", all).map((one) => one.id)).toEqual(["done", "forwarded", "call_back", "not_reached", "wrong_number"]);
  expect(outcomesFor("offer", all).map((one) => one.id)).toEqual([
    "interested",
    "refused_offer",
    "call_back",
    "not_reached",
    "wrong_number",
    "done",
  ]);
});

test("numbers lose what people put between digits; a name goes with its birth date, never alone", () => {
  expect(searchValue("phone", " 0812-0000 4471 ", "")).toBe("081200004471");
  expect(searchValue("name_birth", "Siti Contoh", "1990-01-31")).toBe("Siti Contoh|1990-01-31");
  expect(searchValue("customer_number", " LNS-00-12 ", "")).toBe("LNS-00-12");
});

test("a task's age is told in the largest fitting unit", () => {
  const old = (minutes: number) => ageOf(later(-60 * minutes).toISOString(), now);
  expect([old(2), old(90), old(60 * 24 * 3)]).toEqual([
    { word: "age.minutes", n: 2 },
    { word: "age.hours", n: 1 },
    { word: "age.days", n: 3 },
  ]);
});
