import type { Words } from "@mercusuar/proof";

export type Language = "id" | "en";

/** Texts of the page. `{x}` is filled in. */
export const TEXTS = {
  title: { id: "Periksa catatan akses", en: "Verify the journal" },
  offline: {
    id: "Bekerja tanpa jaringan. Halaman ini tidak dapat mengirim apa pun ke mana pun.",
    en: "Works offline. This page cannot send anything anywhere.",
  },
  language: { id: "Bahasa", en: "Language" },
  ask: { id: "Apakah salinan catatan akses ini utuh?", en: "Is this copy of the journal whole?" },
  drop: {
    id: "Seret direktori ekspor atau berkas bukti ke sini, atau",
    en: "Drag the directory of an export, or a receipt, here, or",
  },
  empty: {
    id: "Di sini akan tertulis: utuh atau tidak, catatan pertama yang diubah, dan apa yang tidak dapat dibuktikan.",
    en: "What will stand here: whole or not, the first entry that was changed, and what cannot be proved.",
  },
  pickDirectory: { id: "Pilih direktori", en: "Pick a directory" },
  pickReceipt: { id: "Pilih bukti catatan", en: "Pick receipts" },
  brought: { id: "Yang Anda bawa dari tempat lain", en: "What you have from elsewhere" },
  broughtWhy: {
    id: "Boleh dikosongkan. Makin banyak yang Anda bawa, makin banyak pemalsuan yang ketahuan.",
    en: "May stay empty. The more you bring, the more forgeries are found out.",
  },
  vkey: { id: "Kunci pemeriksa", en: "Verifier key" },
  vkeyHint: { id: "nama+kode+kunci", en: "name+id+key" },
  policy: { id: "Aturan kepercayaan (tlog-policy)", en: "Trust policy (tlog-policy)" },
  known: { id: "Checkpoint yang Anda simpan", en: "Checkpoints that you kept" },
  receipts: { id: "Bukti catatan yang Anda simpan", en: "Receipts that you kept" },
  maxAge: { id: "Paling lama setua (jam)", en: "No older than (hours)" },
  maxGap: { id: "Paling lama sunyi (menit)", en: "Silent for no longer than (minutes)" },
  files: { id: "{n} berkas", en: "{n} files" },
  remove: { id: "hapus", en: "remove" },
  choose: { id: "pilih berkas", en: "choose files" },
  reading: { id: "Memeriksa catatan {n} dari {of} …", en: "Verifying entry {n} of {of} …" },
  left: { id: "kira-kira {s} detik lagi", en: "about {s} seconds left" },
  concluding: {
    id: "Semua catatan sudah dibaca. Bila ada yang tidak cocok, tempatnya sedang dicari …",
    en: "All entries are read. If something does not fit, its place is being looked for …",
  },
  starting: { id: "Membaca berkas …", en: "Reading files …" },
  firstBad: { id: "Catatan pertama yang tidak cocok", en: "First entry that does not fit" },
  firstBadRange: { id: "Yang pertama tidak cocok ada di antara", en: "The first that does not fit lies between" },
  number: { id: "nomor {n}", en: "number {n}" },
  range: { id: "nomor {n} dan {m}", en: "numbers {n} and {m}" },
  fromZero: { id: "dihitung dari 0; berkas {path}", en: "counted from 0; file {path}" },
  nowThere: { id: "Yang tertulis di sana sekarang", en: "What stands there now" },
  origin: { id: "Asal", en: "Origin" },
  size: { id: "Catatan", en: "Entries" },
  pruned: { id: "Dipangkas", en: "Pruned" },
  prunedUpto: {
    id: "{n} catatan sebelum nomor {upto} sudah lewat masa simpannya: yang tinggal hanya sidiknya",
    en: "{n} entries before number {upto} are past their term: only their hashes are left",
  },
  root: { id: "Akar pohon", en: "Root of the tree" },
  witnesses: { id: "Saksi", en: "Witnesses" },
  noWitness: { id: "tidak diminta", en: "none asked for" },
  directory: { id: "Direktori", en: "Directory" },
  took: { id: "Lama pemeriksaan", en: "Time it took" },
  seconds: { id: "{s} detik", en: "{s} seconds" },
  findings: { id: "Temuan", en: "Findings" },
  moreFindings: { id: "dan {n} lagi", en: "and {n} more" },
  limits: { id: "Apa arti hasil ini", en: "What this result means" },
  ownKey: { id: "Diperiksa dengan kunci yang Anda bawa.", en: "Checked under the key that you brought." },
  foreignKey: {
    id: "Kuncinya diambil dari salinan ini sendiri: hasilnya menunjukkan apakah salinan ini utuh, bukan apakah ia asli. Bandingkan dengan kunci yang Anda peroleh lewat jalan lain:",
    en: "The key was taken from this copy itself: the result says whether the copy is whole, not whether it is genuine. Compare it with the key that you have by another way:",
  },
  keptNothing: {
    id: "Tanpa saksi dan tanpa checkpoint yang Anda simpan, riwayat lain yang ditandatangani kunci yang sama, atau ekor yang dipotong, tidak ketahuan. Simpan checkpoint dari salinan ini untuk pemeriksaan berikutnya.",
    en: "Without witnesses and without a checkpoint that you kept, another history signed with the same key, or a tail that was cut, goes unnoticed. Keep the checkpoint of this copy for the next time.",
  },
  keptSome: {
    id: "Dibandingkan dengan {n} checkpoint atau bukti yang Anda simpan.",
    en: "Compared with {n} checkpoints or receipts that you kept.",
  },
  save: { id: "Simpan hasil (JSON)", en: "Save the result (JSON)" },
  again: { id: "Periksa ulang", en: "Verify again" },
  noJournal: {
    id: "Tidak ada berkas “checkpoint” di sana: itu bukan direktori catatan akses.",
    en: "There is no file “checkpoint” in it: that is no directory of a journal.",
  },
  cannotDrop: {
    id: "Peramban ini tidak mengizinkan halaman membaca yang diseret. Pakailah tombol “Pilih direktori”.",
    en: "This browser does not let the page read what was dragged. Use the button “Pick a directory”.",
  },
  needKey: {
    id: "Untuk memeriksa bukti tanpa salinan catatan akses, isi kunci pemeriksa atau pilih aturan kepercayaan. Kuncinya ada di berkas journal/vkey pada server dan tampil dengan `mercusuar keys status`; mintalah kepada pengelola sistem atau pemeriksa, bukan kepada yang menyerahkan bukti ini.",
    en: "To check a receipt without a copy of the journal, give the verifier key or pick a trust policy. The key is the file journal/vkey on the server, and `mercusuar keys status` shows it; ask the operator or an auditor for it, not whoever handed you this receipt.",
  },
  badKey: { id: "Kunci pemeriksa itu tidak sah.", en: "That verifier key is none." },
  badPolicy: { id: "Aturan kepercayaan tidak terbaca: {what}", en: "The trust policy cannot be read: {what}" },
  badAge: { id: "Umur: bilangan jam.", en: "Age: a number of hours." },
  badGap: { id: "Sunyi: bilangan menit, paling sedikit 1.", en: "Silence: a number of minutes, at least 1." },
  unreadable: { id: "Ada berkas yang tidak dapat dibaca: {what}", en: "A file cannot be read: {what}" },
  oldBrowser: {
    id: "Peramban ini belum mengenal Ed25519. Pakailah Chrome 137, Firefox 129, Safari 17 atau yang lebih baru.",
    en: "This browser does not know Ed25519 yet. Use Chrome 137, Firefox 129, Safari 17 or newer.",
  },
  receiptGood: { id: "Terbukti: catatan ini ada di catatan akses.", en: "Proved: this entry stands in the journal." },
  receiptBad: { id: "Tidak terbukti.", en: "Not proved." },
  receiptWhere: { id: "Rincian teknis (Inggris):", en: "In detail:" },
  receiptPlace: { id: "Catatan nomor {n} dari {of}, asal {origin}", en: "Entry number {n} of {of}, origin {origin}" },
} satisfies Record<string, Words>;

/** What the parts of an entry are, by their short names in it. */
export const ENTRY_PARTS: Readonly<Record<string, Words>> = {
  v: { id: "Versi bentuk", en: "Schema version" },
  typ: { id: "Jenis catatan", en: "Kind of entry" },
  ts: { id: "Waktu nyata (UTC)", en: "Real time (UTC)" },
  at: { id: "Waktu dalam cerita", en: "Story time" },
  iid: { id: "Nomor permintaan", en: "Number of the request" },
  act: { id: "Petugas (nama samaran)", en: "Person (pseudonym)" },
  psn: { id: "Petugas yang bersangkutan (nama samaran)", en: "Person concerned (pseudonym)" },
  sub: { id: "Pelanggan (nama samaran)", en: "Customer (pseudonym)" },
  subs: { id: "Para pelanggan (nama samaran)", en: "Customers (pseudonyms)" },
  ctag: { id: "Tugas (nama samaran)", en: "Task (pseudonym)" },
  pur: { id: "Keperluan", en: "Purpose" },
  dec: { id: "Keputusan", en: "Decision" },
  rsn: { id: "Aturan yang memutuskan", en: "Rules that decided" },
  pol: { id: "Sidik aturan yang berlaku", en: "Hash of the policy in force" },
  ctx: { id: "Keadaan saat diputuskan", en: "Circumstances of the decision" },
  fld: { id: "Data yang dibuka", en: "Opened fields" },
  ver: { id: "Versi tiap data", en: "Version of each field" },
  out: { id: "Yang terjadi", en: "What came of it" },
  tok: { id: "Sidik kode jejak", en: "Print of the trace code" },
  re: { id: "Menunjuk catatan", en: "Refers to entry" },
  com: { id: "Sidik rincian tersegel", en: "Hash of the sealed detail" },
  body: { id: "Isi", en: "Facts" },
};

export type TextId = keyof typeof TEXTS;

/** A text in one language, with its values. */
export function say(language: Language, id: TextId, values: Record<string, string> = {}): string {
  return TEXTS[id][language].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** 12.345 in Indonesian, 12,345 in English. */
export const number = (language: Language, value: number): string => value.toLocaleString(language === "id" ? "id-ID" : "en-GB");
