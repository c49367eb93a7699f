import type { Words } from "../platform/language.ts";

/** Texts of this chapter that are no rule's. */
export const WORDS = {
  notAService: { id: "Keperluan tugas ini sudah memerlukan persetujuan.", en: "This case is no service contact." },
  oldWording: { id: "Pertanyaan ini sudah berganti bunyinya.", en: "The wording of this question has changed." },
  askedBefore: { id: "Pelanggan sudah menjawab tidak berkenan.", en: "The customer has said no." },
  askedBeforeWay: {
    id: "Mohon tidak ditanyakan lagi sebelum waktunya; pelanggan dapat mengubah pilihannya sendiri.",
    en: "Please do not ask again before the time named; the customer may change his choice himself.",
  },
  quotaLimit: { id: "Tambahan hari ini sudah sampai batasnya.", en: "No more can be approved today." },
  notYours: { id: "Petugas ini tidak ada.", en: "There is no such person." },
  noSuchRule: { id: "Tidak ada aturan dengan nama ini.", en: "There is no rule of this name." },
  noSuchRuleWay: { id: "Lihat daftarnya: mercusuar policy modes.", en: "See the list: mercusuar policy modes." },
  modeFixed: { id: "Aturan ini tidak dapat dilonggarkan sejauh itu.", en: "This rule cannot be loosened that far." },
  modeFixedWay: {
    id: "Batasnya tertulis di daftar: mercusuar policy modes.",
    en: "How far it goes stands in the list: mercusuar policy modes.",
  },
  atMostAYear: {
    id: "Pilih kurun sampai 366 hari, dari yang lebih dahulu ke yang kemudian.",
    en: "Choose a span of at most 366 days, from the earlier to the later.",
  },
  onlyOfficer: {
    id: "Hanya pejabat PDP yang mengubah cara kerja aturan.",
    en: "Only the data protection officer changes what a rule does.",
  },
  reasonNeeded: { id: "Pilih alasan untuk melanjutkan.", en: "Pick a reason to go on." },
  reasonNeededWay: {
    id: "Ulangi dengan salah satu alasan; pembukaan ini ikut dilihat sore nanti.",
    en: "Repeat with one of the reasons; this look is seen again this evening.",
  },
} as const satisfies Record<string, Words>;
