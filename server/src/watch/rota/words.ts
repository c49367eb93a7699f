import type { Words } from "../../platform/language.ts";
import type { Eased } from "./draw-rota.ts";
import type { Flag, NudgeAbout } from "./peer-page.ts";

/** The rule as it is published to everybody (R74, as amended). */
export const rule: readonly Words[] = [
  {
    id: "Setiap petugas punya dua rekan pendamping, dan sendiri mendampingi dua rekan.",
    en: "Everybody has two peer watchers, and is himself the watcher of two colleagues.",
  },
  {
    id: "Tidak seorang pun mendampingi pendampingnya sendiri, minggu ini maupun dibanding minggu lalu; tidak ada pasangan tetap.",
    en: "Nobody watches his own watcher, this week or across this and the last; no pair is permanent.",
  },
  {
    id: "Sedikitnya satu pendamping berasal dari vendor lain, jika ada.",
    en: "At least one watcher comes from another vendor, where there is one.",
  },
  {
    id: "Pasangan diundi sistem pada awal minggu, tidak diperlihatkan kepada yang didampingi, dan dibuka setelah minggu itu berakhir.",
    en: "The system draws the pairs when the week begins, does not show them to the watched, and discloses them once the week is over.",
  },
  {
    id: "Pendamping melihat jumlah dan tanda, tidak pernah data pelanggan.",
    en: "Watchers see counts and flags, never customer data.",
  },
];

/** Which sentence of the rule does not hold where something was eased. */
export const ruleEased: Readonly<Record<Eased, number>> = { alone: 0, few: 0, mutual: 1, last: 1, vendor: 2, one_vendor: 2 };

/** What an office is too small for. */
export const easedWords: Readonly<Record<Eased, Words>> = {
  alone: {
    id: "Hanya satu petugas: tidak ada rekan yang dapat mendampingi. Undian pemeriksaan tetap berlaku.",
    en: "One person only: no colleague can watch him. Drawn reviews go on.",
  },
  few: { id: "Kantor ini terlalu kecil untuk dua pendamping bagi setiap orang.", en: "This office is too small for two watchers each." },
  mutual: {
    id: "Kantor ini terlalu kecil: ada yang saling mendampingi. Rota ini tidak menjaga dari persekongkolan.",
    en: "This office is too small: some watch each other. The rota does not protect against collusion here.",
  },
  last: {
    id: "Kantor ini terlalu kecil: pendamping minggu lalu dapat menjadi yang didampingi minggu ini.",
    en: "This office is too small: somebody may watch this week who was watched by the same colleague last week.",
  },
  vendor: {
    id: "Petugas dari vendor lain terlalu sedikit: tidak setiap orang mendapat pendamping dari vendor lain.",
    en: "Too few come from another vendor: not everybody has a watcher from another one.",
  },
  one_vendor: { id: "Semua petugas berasal dari satu vendor.", en: "Everybody comes from one vendor." },
};

export const flagWords: Readonly<Record<Flag, Words>> = {
  pledge_due: { id: "Pernyataan Kerahasiaan berakhir dalam tujuh hari.", en: "The pledge ends within seven days." },
  pledge_over: { id: "Pernyataan Kerahasiaan sudah berakhir.", en: "The pledge has ended." },
  report_missing: { id: "Ada hari tanpa laporan minggu ini.", en: "A day of this week has no report." },
};

/** What a colleague is reminded of; nobody is named. */
export const nudgeWords: Readonly<Record<NudgeAbout, Words>> = {
  pledge: {
    id: "Seorang rekan mengingatkan: perbarui Pernyataan Kerahasiaan Anda.",
    en: "A colleague reminds you: renew your pledge of confidentiality.",
  },
  report: { id: "Seorang rekan mengingatkan: isi laporan Anda.", en: "A colleague reminds you: file your report." },
  rest: {
    id: "Seorang rekan menyapa: beristirahatlah sejenak, dan bicaralah bila ada yang berat.",
    en: "A colleague greets you: take a rest, and talk when something weighs on you.",
  },
};

export const words = {
  notWatched: { id: "Rekan ini tidak ada pada halaman Anda.", en: "This colleague is not on your page." },
  nudgedToday: { id: "Rekan ini sudah Anda ingatkan hari ini.", en: "You have reminded this colleague today." },
  notYours: { id: "Fungsi Anda tidak mencakup ini.", en: "Your function does not include this." },
  unknownOffice: { id: "Kantor ini tidak ada.", en: "There is no such office." },
} as const satisfies Record<string, Words>;
