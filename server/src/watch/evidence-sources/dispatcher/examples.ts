import type { EvidenceMap, Message, SourceExample } from "../contract.ts";

const map: EvidenceMap = { source: "dialler", zone: "Asia/Jakarta", columns: {} };
const handed: Message = { item: "row-104", event: "handed_out", at: "2026-03-02T06:55:00Z", login: "rina", phone: "081200000001" };

export const dispatcherExamples: ReadonlyArray<SourceExample<Message>> = [
  {
    title: "a campaign row handed to one person, for half an hour where no end is named",
    records: [handed],
    map,
    gives: [{ external: "row-104#1772434500000", kind: "dispatch", login: "rina", endsAt: new Date("2026-03-02T07:25:00Z") }],
  },
  {
    title: "what came of it",
    records: [{ ...handed, event: "ended", outcome: "done", at: "2026-03-02T07:05:00Z" }],
    map,
    gives: [{ external: "row-104#end", kind: "outcome", grade: "B", result: "done" }],
  },
  { title: "handed to nobody", records: [{ ...handed, login: "" }], map, gives: ["login"] },
  { title: "a claim of two days", records: [{ ...handed, until: "2026-03-04T07:05:00Z" }], map, gives: ["until"] },
  { title: "ended without an outcome", records: [{ ...handed, event: "ended" }], map, gives: ["outcome"] },
  { title: "paused", records: [{ ...handed, event: "paused" }], map, gives: ["event"] },
];
