import type { EvidenceMap, Message, SourceExample } from "../contract.ts";

const map: EvidenceMap = { source: "pbx-langsung", zone: "Asia/Makassar", columns: {} };
const started: Message = { id: "c-17", kind: "call", startedAt: "2026-03-02T14:55:00+08:00", extension: "2104", phone: "0812-0000-0001" };

export const liveExamples: ReadonlyArray<SourceExample<Message>> = [
  {
    title: "a call that has just begun",
    records: [started],
    map,
    gives: [{ external: "c-17", kind: "call", extension: "2104", startsAt: new Date("2026-03-02T06:55:00Z"), endsAt: undefined }],
  },
  {
    title: "the same call when it ends",
    records: [{ ...started, endedAt: "2026-03-02T14:58:32+08:00" }],
    map,
    gives: [{ external: "c-17", endsAt: new Date("2026-03-02T06:58:32Z") }],
  },
  { title: "a counter ticket", records: [{ ...started, kind: "counter" }], map, gives: [{ kind: "counter", channel: "counter" }] },
  { title: "an end before the start", records: [{ ...started, endedAt: "2026-03-02T14:50:00+08:00" }], map, gives: ["endedAt"] },
  { title: "nobody's call", records: [{ ...started, extension: undefined }], map, gives: ["extension"] },
  { title: "a chat", records: [{ ...started, kind: "chat" }], map, gives: ["kind"] },
];
