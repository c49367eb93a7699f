import type { Words } from "../platform/language.ts";

export interface Outcome {
  id: string;
  label: Words;
  /** Does the case end with it? */
  closes: boolean;
}

/** How work on a case may end, in the order of its keys. */
export const OUTCOMES: readonly Outcome[] = [
  { id: "done", label: { id: "Selesai", en: "Done" }, closes: true },
  { id: "forwarded", label: { id: "Diteruskan", en: "Passed on" }, closes: true },
  { id: "call_back", label: { id: "Janji telepon", en: "Call back promised" }, closes: false },
  { id: "not_reached", label: { id: "Tidak tersambung", en: "Not reached" }, closes: true },
  { id: "wrong_number", label: { id: "Salah sambung", en: "Wrong number" }, closes: true },
  { id: "mistake", label: { id: "Salah buka", en: "Opened by mistake" }, closes: true },
  { id: "interested", label: { id: "Berminat", en: "Interested" }, closes: true },
  { id: "refused_offer", label: { id: "Menolak penawaran", en: "Declined the offer" }, closes: true },
];
