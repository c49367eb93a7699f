import type { Words } from "../../platform/language.ts";
import type { CallBackState } from "./store.ts";

/** What the caller says, step by step; `{date}` is the day of the contact. Nothing tells the customer whom it is about. */
export const script: readonly Words[] = [
  {
    id: "Perkenalkan diri. Katakan bahwa telepon ini untuk memastikan mutu layanan, dan pelanggan boleh menolak kapan saja.",
    en: "Introduce yourself. Say that the call is about the quality of service, and that the customer may decline at any time.",
  },
  {
    id: "Tanyakan: apakah pada {date} ada petugas kami yang menghubungi atau melayani Anda?",
    en: "Ask: did one of our people contact or serve you on {date}?",
  },
  {
    id: "Jangan menyebut nama petugas, jangan menanyakan data pribadi, jangan menawarkan apa pun.",
    en: "Name no colleague, ask for no personal data, offer nothing.",
  },
  {
    id: "Catat satu jawaban, lalu selesaikan tugasnya: ya, tidak, tidak tersambung, menolak, atau tidak ingat.",
    en: "Note one answer, then finish the task: yes, no, not reached, declined, or does not remember.",
  },
];

/** What became of a call-back, as it is told. */
export const stateWords: Readonly<Record<CallBackState, Words>> = {
  waiting: { id: "menunggu", en: "waiting" },
  confirmed: { id: "dibenarkan", en: "confirmed" },
  denied: { id: "disangkal", en: "denied" },
  unreachable: { id: "tidak tersambung", en: "not reached" },
  refused: { id: "menolak ditanya", en: "declined" },
  forgotten: { id: "tidak ingat", en: "does not remember" },
};

export const words = {
  notYours: { id: "Telepon konfirmasi ini tidak ada pada daftar Anda.", en: "This call-back is not on your list." },
  answered: { id: "Telepon konfirmasi ini sudah dijawab.", en: "This call-back has its answer." },
  supervisorOnly: { id: "Daftar ini untuk atasan dan petugas yang menelepon.", en: "This list is for supervisors and for those who call." },
  dayNotOver: {
    id: "Hari itu belum berakhir di kantor ini. Undian dilakukan setelah hari berganti.",
    en: "That day is not over in this office. The draw comes once the day has ended.",
  },
  badCalls: { id: "Jumlah telepon: bilangan bulat 0 sampai 500.", en: "Calls: a whole number from 0 to 500." },
  badPlan: { id: "Rencana tidak dapat dihitung.", en: "The plan cannot be computed." },
  unknownOffice: { id: "Kantor ini tidak ada.", en: "There is no such office." },
  unknownDate: { id: "Tanggal ini tidak ada dalam kalender.", en: "There is no such day in the calendar." },
} as const satisfies Record<string, Words>;
