import type { EvidenceMap, Message, SourceExample } from "../contract.ts";

const map: EvidenceMap = { source: "mercusuar-confirmation", zone: "UTC", columns: {} };
const told = { id: "prs_1", by: "phone", person: "per_rina", customer: "cus_m", at: "2026-03-02T02:10:00.000Z" };

export const confirmationExamples: ReadonlyArray<SourceExample<Message>> = [
  {
    title: "a link that he pressed on his own telephone",
    records: [told],
    map,
    gives: [{ kind: "confirmation", grade: "A", person: "per_rina", customer: "cus_m", startsAt: new Date("2026-03-02T02:10:00Z") }],
  },
  { title: "a tablet on the person's desk", records: [{ ...told, by: "pad" }], map, gives: [{ kind: "confirmation", grade: "B" }] },
  { title: "a call code, which the person reads out", records: [{ ...told, by: "call_code" }], map, gives: [undefined] },
  { title: "no moment", records: [{ ...told, at: "kemarin" }], map, gives: ["at"] },
];
