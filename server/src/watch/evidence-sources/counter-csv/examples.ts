import type { EvidenceMap, Row, SourceExample } from "../contract.ts";

const map: EvidenceMap = {
  source: "antrean-surabaya",
  zone: "Asia/Jakarta",
  columns: { external: "tiket", startsAt: "mulai", endsAt: "selesai", extension: "loket", customerNumber: "no_pelanggan" },
};
const row: Row = { tiket: "C-104", mulai: "2026-03-02 09:10", selesai: "2026-03-02 09:22", loket: "31", no_pelanggan: "LN-000017" };

export const counterExamples: ReadonlyArray<SourceExample<Row>> = [
  {
    title: "a customer served at a counter",
    records: [row],
    map,
    gives: [{ kind: "counter", extension: "31", customerNumber: "LN-000017", startsAt: new Date("2026-03-02T02:10:00Z") }],
  },
  { title: "a ticket without a customer", records: [{ ...row, no_pelanggan: "" }], map, gives: ["no_pelanggan"] },
  { title: "a visit that ends before it starts", records: [{ ...row, selesai: "2026-03-02 09:00" }], map, gives: ["selesai"] },
];
