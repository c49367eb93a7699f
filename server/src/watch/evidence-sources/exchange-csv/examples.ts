import type { EvidenceMap, Row, SourceExample } from "../contract.ts";

const map: EvidenceMap = {
  source: "pbx-sumbawa",
  zone: "Asia/Makassar",
  results: { ANSWERED: "answered" },
  columns: { external: "uniqueid", startsAt: "start", seconds: "billsec", extension: "ext", phone: "number", result: "disposition" },
};
const row: Row = {
  uniqueid: "1772434500.17",
  start: "2026-03-02 14:55:00",
  billsec: "212",
  ext: "2104",
  number: "0812-0000-0001",
  disposition: "ANSWERED",
};

export const exchangeExamples: ReadonlyArray<SourceExample<Row>> = [
  {
    title: "a call by extension, in the branch's own time",
    records: [row],
    map,
    gives: [
      {
        external: "1772434500.17",
        kind: "call",
        extension: "2104",
        result: "answered",
        startsAt: new Date("2026-03-02T06:55:00Z"),
        endsAt: new Date("2026-03-02T06:58:32Z"),
      },
    ],
  },
  {
    title: "a time with its own zone",
    records: [{ ...row, start: "2026-03-02T06:55:00Z" }],
    map,
    gives: [{ startsAt: new Date("2026-03-02T06:55:00Z") }],
  },
  { title: "31 February", records: [{ ...row, start: "2026-02-31 14:55:00" }], map, gives: ["start"] },
  { title: "no number of the call", records: [{ ...row, uniqueid: "" }], map, gives: ["uniqueid"] },
  { title: "a call of five hours", records: [{ ...row, billsec: "18000" }], map, gives: ["billsec"] },
  { title: "nobody's extension", records: [{ ...row, ext: " " }], map, gives: ["ext"] },
];
