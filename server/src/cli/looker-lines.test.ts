import { expect, test } from "vitest";
import type { TrailRow } from "../journal/index.ts";
import { lookerLines } from "./looker-lines.ts";

const rina = { name: "Rina Marlina", job: "CS", office: { name: "Sumbawa Besar", zone: "Asia/Makassar", label: "WITA" } };
const labels = {
  purpose: (_: string, language: "id" | "en") => ({ id: "Menangani keluhan", en: "Handling a complaint" })[language],
  field: (id: string, language: "id" | "en") => (id === "phone" ? { id: "Telepon", en: "Telephone" }[language] : id.toUpperCase()),
};
const row: TrailRow = {
  entry: 3412,
  row: 0,
  typ: "look",
  at: new Date("2026-07-13T16:21:00Z"),
  person: "per_1",
  customer: "cus_1",
  purpose: "care",
  case: "cas_1",
  decision: "allow",
  out: "opened",
  rules: [],
  watch: [],
  fields: ["nik:none", "phone:last4"],
  device: null,
};

test("who looked is told by the clock of the looker's office and in words of both languages", () => {
  expect(lookerLines(row, rina, labels)).toEqual([
    "2026-07-14 00.21 WITA  Rina Marlina (CS, Sumbawa Besar)  #3412",
    "    Menangani keluhan: membuka NIK, Telepon · Handling a complaint: opened NIK, Telephone",
  ]);
});

test("a refusal names its rules, and a looker who is not known is still told", () => {
  expect(lookerLines({ ...row, decision: "deny", rules: ["R1"], fields: [], purpose: null }, undefined, labels)).toEqual([
    "2026-07-13 16.21 UTC  ?  #3412",
    "    ditolak R1 · refused R1",
  ]);
});
