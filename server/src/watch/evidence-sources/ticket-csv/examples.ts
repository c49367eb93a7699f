import type { EvidenceMap, Row, SourceExample } from "../contract.ts";

const map: EvidenceMap = {
  source: "tiket-pusat",
  zone: "Asia/Jakarta",
  results: { Dibuat: "request", Dijawab: "answered" },
  columns: { external: "tiket", startsAt: "waktu", event: "kejadian", login: "pemilik", author: "penulis", email: "surel" },
};
const row: Row = {
  tiket: "T-88",
  waktu: "2026-03-02 09:10",
  kejadian: "Dibuat",
  pemilik: "siti",
  penulis: "customer",
  surel: "budi@contoh.example",
};

export const ticketExamples: ReadonlyArray<SourceExample<Row>> = [
  {
    title: "a customer who asked, of whom one person is the owner",
    records: [row],
    map,
    gives: [
      {
        kind: "customer_event",
        grade: "A",
        login: "siti",
        email: "budi@contoh.example",
        result: "request",
        startsAt: new Date("2026-03-02T02:10:00Z"),
      },
    ],
  },
  { title: "what the owner wrote down himself", records: [{ ...row, penulis: "siti" }], map, gives: [{ grade: "C" }] },
  {
    title: "the owner's answer",
    records: [{ ...row, kejadian: "Dijawab" }],
    map,
    gives: [{ kind: "outcome", grade: "B", result: "answered" }],
  },
  { title: "an answer of nobody", records: [{ ...row, kejadian: "Dijawab", pemilik: "" }], map, gives: ["pemilik"] },
  { title: "a change of priority", records: [{ ...row, kejadian: "priority" }], map, gives: [undefined] },
  { title: "nobody's ticket", records: [{ ...row, surel: "" }], map, gives: ["customerNumber"] },
];
