import { problem } from "../platform/problem.ts";
import { indexValue, SEARCH_KINDS, type SearchKind } from "./index-values.ts";

const EXPECTED: Record<SearchKind, { id: string; en: string }> = {
  phone: { id: "nomor telepon lengkap, misalnya 0812 3456 789", en: "a whole telephone number such as 0812 3456 789" },
  nik: { id: "NIK lengkap, 16 digit", en: "a whole NIK, 16 digits" },
  kk: { id: "nomor KK lengkap, 16 digit", en: "a whole family card number, 16 digits" },
  email: { id: "alamat surel lengkap", en: "a whole e-mail address" },
  customer_number: { id: "nomor pelanggan lengkap", en: "a whole customer number" },
  name_birth: { id: "nama lengkap dan tanggal lahir: nama|TTTT-BB-HH", en: "full name and date of birth: name|YYYY-MM-DD" },
};

/** What a search asks the blind index. @throws Problem `bad-search` (422): parts of a number, and names alone, are not searched */
export function indexQuery(by: string, text: string): { ix: SearchKind; value: string } {
  const ix = SEARCH_KINDS.find((kind) => kind === by);
  const value = ix && indexValue(ix, text);
  if (ix && value) return { ix, value };
  const expected = ix ? EXPECTED[ix] : { id: SEARCH_KINDS.join(", "), en: SEARCH_KINDS.join(", ") };
  throw problem(
    "bad-search",
    { id: "Pencarian ini tidak dapat dilakukan.", en: "This cannot be searched." },
    {
      status: 422,
      detail: { id: `Yang diperlukan: ${expected.id}.`, en: `Needed: ${expected.en}.` },
    },
  );
}
