import type { Words } from "../../platform/language.ts";
import type { NoticeKind } from "./notices.ts";

export const WORDS = {
  notSealed: { id: "Keterangan tidak dapat disegel; tidak ada yang diminta.", en: "The text could not be sealed; nothing was asked for." },
  notNeeded: { id: "Data ini dapat dibuka tanpa akses darurat.", en: "This can be opened without emergency access." },
  open: { id: "Akses darurat untuk pelanggan ini sedang terbuka.", en: "Emergency access to this customer is open already." },
  waits: { id: "Permintaan yang sama sedang menunggu keputusan.", en: "The same request already waits for a decision." },
  tooMany: {
    id: "Permintaan akses darurat Anda hari ini sudah terlalu banyak.",
    en: "You have asked for emergency access too often today.",
  },
  tooManyWay: { id: "Bicarakan langsung dengan atasan Anda.", en: "Talk to your supervisor." },
  nobody: { id: "Tidak ada atasan yang dapat memutuskan saat ini.", en: "Nobody above you can decide at this moment." },
  nobodyWay: {
    id: "Hubungi kantor pusat; atasan perlu terdaftar, lolos seleksi, dan menandatangani Pernyataan Kerahasiaan.",
    en: "Ask the head office: a superior must be on record, screened and pledged.",
  },
  notFound: { id: "Permintaan ini tidak ada.", en: "There is no such request." },
  decided: {
    id: "Permintaan ini sudah diputuskan atau sudah lewat waktunya.",
    en: "This request is decided already, or its time is over.",
  },
  notYet: { id: "Atasan langsungnya masih mempunyai waktu untuk memutuskan.", en: "The direct supervisor still has time to decide." },
  notYetWay: { id: "Ulangi setelah waktu itu lewat.", en: "Try again when that time is over." },
  minutes: { id: "Jumlah menit melebihi batas.", en: "More minutes than allowed." },
  minutesWay: { id: "Paling lama {most} menit.", en: "At most {most} minutes." },
  noNotice: { id: "Pemberitahuan ini tidak ada.", en: "There is no such notice." },
} as const satisfies Record<string, Words>;

/** A notice as a sentence; `{who}` asked or looked. */
export const NOTICES: Record<NoticeKind, Words> = {
  asked: {
    id: "{who} meminta akses darurat dan menunggu keputusan Anda.",
    en: "{who} asks for emergency access and waits for your decision.",
  },
  asked_deputy: {
    id: "{who} meminta akses darurat. Bila atasan langsungnya tidak menjawab, Anda dapat memutuskan.",
    en: "{who} asks for emergency access. If the direct supervisor does not answer, you may decide.",
  },
  skipped: {
    id: "Akses darurat {who} diputuskan tanpa Anda. Pembukaannya ada di Tutup Hari.",
    en: "Emergency access of {who} was decided without you. What was opened lies on the evening desk.",
  },
  granted: { id: "Akses darurat yang Anda minta sudah dibuka.", en: "The emergency access that you asked for is open." },
  declined: { id: "Akses darurat yang Anda minta tidak diberikan.", en: "The emergency access that you asked for was not given." },
  public_figure: {
    id: "{who} membuka atau mencoba membuka data tokoh publik tanpa tugas.",
    en: "{who} opened, or tried to open, the record of a public figure without a task.",
  },
};
