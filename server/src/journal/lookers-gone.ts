import { fill } from "../platform/language.ts";
import { type Problem, problem } from "../platform/problem.ts";

/** The end of a customer's data, as far as it is known here. */
export interface Gone {
  at: Date;
  /** Index of its entry, where the journal names it. */
  entry: number | null;
}

/**
 * Who looked at somebody whose data are destroyed? The looks stand in the journal, and the key that told whose they were is dead: only those
 * of the last quarter bear the pseudonym that the certificate names.
 */
export function lookersGone({ at, entry }: Gone): Problem {
  const way = entry === null ? DETAIL : { id: `${DETAIL.id} ${CERTIFICATE.id}`, en: `${DETAIL.en} ${CERTIFICATE.en}` };
  const values = { entry: String(entry ?? "") };
  return problem("erased", TITLE, {
    status: 410,
    detail: { id: fill(way.id, values), en: fill(way.en, values) },
    destroyedAt: at.toISOString(),
    ...(entry === null ? {} : { entry }),
  });
}

const TITLE = { id: "Data pelanggan ini sudah dimusnahkan.", en: "This customer's data are destroyed." };
const DETAIL = {
  id: "Setiap pembukaan datanya tetap berada di catatan akses atas nama petugasnya; bahwa itu tentang pelanggan ini, tidak ada lagi yang dapat mengetahuinya.",
  en: "Each look at them still stands in the journal under the person who looked; that it was about this customer, nobody can tell any more.",
};
const CERTIFICATE = {
  id: "Kecuali pembukaan pada triwulan pemusnahan: itu memuat rujukan (reference) yang sama dengan sertifikatnya, catatan {entry}.",
  en: "Except the looks of the quarter of the destruction: they bear the same reference as its certificate, entry {entry}.",
};
