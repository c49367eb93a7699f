import type { Words } from "../../platform/language.ts";
import type { Sign } from "./lay-talks.ts";

/** Texts of the controls that a supervisor owes his team. */
export const words = {
  notYours: { id: "Tidak ditemukan.", en: "Not found." },
  done: { id: "Ini sudah dicatat.", en: "This was written down already." },
  textNeeded: { id: "Tulis apa yang tidak sesuai (text).", en: "Write what was not in order (text)." },
  unknownLook: {
    id: "Catatan akses itu bukan pembukaan data pemantau oleh petugas ini. Periksa nomornya, atau kosongkan (look).",
    en: "That entry is no touched honey record of this person. Check its number, or leave it out (look).",
  },
  supervisorOnly: {
    id: "Daftar ini untuk atasan langsung, atasan di atasnya, kepala cabang, dan petugas pelindungan data.",
    en: "This list is for supervisors, their superiors, branch heads and the data protection officer.",
  },
  checkTask: {
    id: "Datangi {name} tanpa pemberitahuan: lihat layar, tugas yang dikerjakan, dan mejanya; catat hasilnya.",
    en: "Call on {name} unannounced: look at screen, case in hand and desk; write down what came of it.",
  },
  baitTask: { id: "Sambil bercanda, tanyakan kepada {name}: “{question}”", en: "With a smile, ask {name}: “{question}”" },
  baitRule: {
    id: "Pertanyaan ini tidak menuduh. Jawabannya petunjuk untuk mengobrol, bukan bukti; {name} boleh membaca catatan Anda.",
    en: "The question accuses nobody. The answer may begin a talk and proves nothing; {name} may read your note.",
  },
  reminder: {
    id: "Pengingat hari ke-{day}. Ini pernyataan Anda: “{pledge}”",
    en: "Reminder of day {day}. This is what you pledged: “{pledge}”",
  },
  acknowledged: { id: "Pengingat ini sudah Anda nyatakan terbaca.", en: "You acknowledged this reminder already." },
  reminderTask: {
    id: "{name} diingatkan akan pernyataan kerahasiaannya (hari ke-{day}) dan menyatakan sendiri sudah membacanya. Bila lewat tenggat, ingatkan langsung.",
    en: "{name} is reminded of the pledge (day {day}) and acknowledges it in person. Once it is overdue, remind {name} face to face.",
  },
  talkTask: {
    id: "Bicaralah dengan {name}. Angka di bawah ini alasan untuk mengobrol, bukan kesalahan:",
    en: "Have a talk with {name}. The figures below are a reason to talk, and no fault:",
  },
  figure: {
    id: "{sign}: {share} dalam lima hari kerja terakhir; biasanya {past}, rekan sejawat {peers}.",
    en: "{sign}: {share} in the last five working days; usually {past}, peers {peers}.",
  },
} as const satisfies Record<string, Words>;

export const signWords: Readonly<Record<Sign, Words>> = {
  looks: { id: "Bagian dari semua pembukaan data sejawat di kantor ini", en: "Share of all looks of this job in the office" },
  off_hours: { id: "Pembukaan data di luar jam dinas", en: "Looks outside duty hours" },
  repeats: { id: "Pembukaan ulang pelanggan yang sama", en: "Looks at the same customers again" },
  refusals: { id: "Permintaan yang ditolak", en: "Refused tries" },
};
