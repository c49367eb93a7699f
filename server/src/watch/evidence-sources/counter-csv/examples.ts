import type { EvidenceMap, SourceExample } from "../contract.ts";

const map: EvidenceMap = {
  source: "antrean-surabaya",
  zone: "Asia/Jakarta",
  columns: { external: "tiket", startsAt: "mulai", endsAt: "selesai", extension: "loket", customerNumber: "no_pelanggan" },
};
const row = { tiket: "C-104", mulai: "2026-03-02 09:10", selesai: "2026-03-02 09:22", loket: "31", no_pelanggan: "LN-000017" };

export const counterExamples: readonly SourceExample[] = [
  {
    title: "a customer served at a counter",
    row,
    map,
    gives: { kind: "counter", extension: "31", customerNumber: "LN-000017", startsAt: new Date("2026-03-02T02:10:00Z") },
  },
  { title: "a ticket without a customer", row: { ...row, no_pelanggan: "" }, map, gives: "no_pelanggan" },
  { title: "a visit that ends before it starts", row: { ...row, selesai: "2026-03-02 09:00" }, map, gives: "selesai" },
];
