import type { Words } from "../../platform/language.ts";
import type { DecisionFault } from "./rules.ts";

/** Texts of inquiries, concerns and talks. To staff an inquiry is a *pemeriksaan*, never a *kasus*. */
export const words = {
  notYours: { id: "Tidak ditemukan.", en: "Not found." },
  notDecided: { id: "Keputusan ini belum dapat diambil.", en: "This decision cannot be taken yet." },
  partial: {
    id: "Yang melaporkan, membuka pemeriksaan, atau menjadi saksi tidak ikut memutuskan. Mintalah atasan lain, HR, atau petugas pelindungan data.",
    en: "Whoever reported, opened the inquiry or bears witness does not decide it. Ask another superior, HR or the data protection officer.",
  },
  samePerson: {
    id: "Orang kedua harus orang lain daripada yang memutuskan.",
    en: "The second person must be somebody other than the one who decided.",
  },
  notWaiting: { id: "Langkah ini tidak sedang ditunggu.", en: "This step is not waited for now." },
  noAnswerYet: {
    id: "Pengakuan hanya dapat dicatat dari jawaban petugas sendiri.",
    en: "A confession can only be taken from the person's own answer.",
  },
  unknownRef: {
    id: "Bukti itu tidak ada, atau bukan tentang petugas ini. Periksa nomornya.",
    en: "There is no such evidence, or it is not about this person. Check its number.",
  },
  refNeeded: { id: "Sebutkan bukti yang dimaksud (ref).", en: "Name the evidence that is meant (ref)." },
  textNeeded: { id: "Jelaskan bukti itu (text).", en: "Describe the evidence (text)." },
  alreadyOpen: { id: "Untuk temuan ini pemeriksaan sudah dibuka.", en: "An inquiry was opened for this finding already." },
  unknownPerson: { id: "Petugas ini tidak ada.", en: "There is no such person." },
  badCursor: {
    id: "Penanda halaman tidak dikenal. Mulai lagi dari halaman pertama.",
    en: "The page mark is not known. Start again from the first page.",
  },
  supervisorOnly: { id: "Hanya atasan langsung petugas ini.", en: "Only this person's supervisor." },
  anonymousAbout: {
    id: "Laporan tanpa nama harus menyebut tentang siapa, supaya dapat disegel.",
    en: "A concern without a name must say whom it is about, so that it can be sealed.",
  },
  anonymousTo: {
    id: "Laporan tanpa nama hanya dapat dikirim kepada petugas pelindungan data.",
    en: "A concern without a name can only go to the data protection officer.",
  },
  noSuperior: {
    id: "Di atas atasan Anda tidak ada yang dapat menerimanya; kirim kepada petugas pelindungan data.",
    en: "There is nobody above your supervisor to receive it; send it to the data protection officer.",
  },
  youAreProtected: {
    id: "Terima kasih. Laporan ini dihitung sebagai kebaikan Anda; bila sesudahnya Anda dirugikan, petugas pelindungan data diberi tahu.",
    en: "Thank you. This counts in your favour; should you suffer for it later, the data protection officer is told.",
  },
  youAreUnnamed: {
    id: "Terima kasih. Nama Anda tidak disimpan di mana pun, sehingga Anda juga tidak dapat dilindungi dari pembalasan.",
    en: "Thank you. Your name is kept nowhere, so nobody can protect you from reprisal either.",
  },
  notPledged: {
    id: "R80: Pernyataan Kerahasiaan Anda sudah lewat. Tandatangani dulu; masa kerja dan jabatan tidak membebaskan siapa pun.",
    en: "R80: your pledge of confidentiality has run out. Sign it first; neither tenure nor rank exempts anybody.",
  },
  outcomeNeeded: {
    id: "Percakapan ini diminta karena ada angka yang naik. Sebutkan hasilnya (outcome): explained, agreed, atau unclear.",
    en: "This talk was asked for by figures that rise. Name what came of it (outcome): explained, agreed or unclear.",
  },
  outcomeOfNone: {
    id: "Hasil (outcome) hanya untuk percakapan yang diminta. Kosongkan, atau sebutkan percakapan itu (because).",
    en: "Only a talk that was asked for ends with an outcome. Leave it out, or name that talk (because).",
  },
  talkHeld: { id: "Percakapan itu sudah dicatat.", en: "That talk was written down already." },
  talkOpen: { id: "Percakapan ini sudah dijawab.", en: "This talk was answered already." },
} as const satisfies Record<string, Words>;

/** What stands against a decision, with the way on. */
export const faultWords: Readonly<Record<DecisionFault, Words>> = {
  "not-open": {
    id: "Pemeriksaan ini sudah diputuskan atau menunggu orang kedua.",
    en: "This inquiry is decided or waits for a second person.",
  },
  "not-heard": {
    id: "R56: petugas belum didengar. Tanyakan dulu, lalu tunggu jawabannya atau lewatnya tenggat.",
    en: "R56: the person was not heard. Ask first, then wait for the answer or for the deadline to pass.",
  },
  "no-ladder": {
    id: "R56: keliru atau tidak terbukti tidak berakhir dengan sanksi.",
    en: "R56: a mistake, or what is not proven, ends without a sanction.",
  },
  "indication-only": {
    id: "R66: jawaban pancingan, skor, atau laporan saja adalah petunjuk, bukan bukti. Cari bukti, atau bicarakan.",
    en: "R66: a bait answer, a score or a concern alone is an indication, no evidence. Find evidence, or have a talk.",
  },
  "one-source": {
    id: "Satu sumber bukti hanya cukup untuk teguran. Cari bukti kedua dari sumber lain.",
    en: "A single source is enough for a reprimand only. Seek a second one of another kind.",
  },
  "out-of-order": {
    id: "R57: tangga sanksi berurutan dan yang sebelumnya harus masih berlaku, kecuali pelanggaran mendesak dipilih.",
    en: "R57: the ladder is climbed in order and the rung before must still be valid, unless an urgent violation is picked.",
  },
  "reason-needed": {
    id: "R57: lebih berat daripada dampaknya. Tulis alasannya; orang kedua harus menyetujui.",
    en: "R57: harder than the impact bears. Write the reason; a second person has to agree.",
  },
};
