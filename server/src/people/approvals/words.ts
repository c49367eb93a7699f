import type { Words } from "../../platform/language.ts";
import type { Unfit } from "./fitness.ts";

export const UNFIT: Record<Unfit, Words> = {
  state: { id: "Petugas ini tidak aktif.", en: "This person is not active." },
  function: { id: "Fungsinya tidak mencakup keputusan ini.", en: "The function does not include this decision." },
  nation: { id: "Hak aksesnya tidak bercakupan nasional.", en: "The grant does not reach the whole nation." },
  terms: { id: "Syarat dan ketentuan belum disetujui.", en: "The terms are not accepted." },
  screened: { id: "Pemeriksaan latar belakang tidak berlaku.", en: "There is no valid screening." },
  contracted: { id: "Tidak ada kontrak yang berlaku.", en: "There is no valid contract." },
  pledged: { id: "Pernyataan Kerahasiaan tidak berlaku.", en: "There is no valid pledge." },
  duty: { id: "Tidak sedang berdinas.", en: "Not on duty." },
  self: { id: "Tidak seorang pun memutuskan tentang dirinya sendiri.", en: "Nobody decides about himself." },
  same: { id: "Orang kedua harus orang lain.", en: "The second person must be another one." },
  line: { id: "Salah satu adalah atasan yang lain.", en: "One of the two is the other's superior." },
  officer: {
    id: "Salah satu harus petugas pelindungan data (officer).",
    en: "One of the two must be the data protection officer (officer).",
  },
};

export const WORDS = {
  refused: { id: "Persetujuan dua orang ini tidak dapat diberikan.", en: "This approval of two persons cannot be given." },
  unknown: {
    id: "Permintaan persetujuan ini tidak ada, atau bukan milik Anda.",
    en: "There is no such request for approval, or it is not yours.",
  },
  over: { id: "Permintaan persetujuan ini sudah tidak berlaku.", en: "This request for approval is over." },
  overWay: { id: "Ajukan permintaan baru.", en: "Ask anew." },
  confirmed: { id: "Permintaan ini sudah dikonfirmasi.", en: "This request is confirmed already." },
  unconfirmed: { id: "Permintaan ini belum dikonfirmasi orang kedua.", en: "No second person has confirmed this request yet." },
  unconfirmedWay: { id: "mercusuar approvals confirm {id} --by LOGIN", en: "mercusuar approvals confirm {id} --by LOGIN" },
  other: { id: "Persetujuan ini diberikan untuk hal lain.", en: "This approval was given for something else." },
  forged: { id: "Persetujuan ini tidak dibuat oleh sistem.", en: "This approval was not made by the system." },
  noSubject: { id: "Tidak ditemukan.", en: "Not found." },
} as const satisfies Record<string, Words>;
