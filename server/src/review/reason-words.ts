import type { Words } from "../platform/language.ts";

/** Reasons by id. */
export const reasonWords: Readonly<Record<string, Words>> = {
  used: {
    id: "Nomornya tidak terlihat: dipakai untuk menelepon atau mengirim pesan.",
    en: "The number was not shown: it was used to call or to write.",
  },
  break_glass: {
    id: "Ini akses darurat: setiap pembukaan dinilai atasan, dengan bukti apa pun.",
    en: "This was emergency access: a superior judges each look, whatever the evidence.",
  },
  no_cause: {
    id: "Tidak seorang pun punya alasan kerja untuk membuka data ini. Tangani lebih dahulu.",
    en: "Nobody has a cause of work to open this record. Handle it first.",
  },
  granted_by: { id: "Akses darurat diberikan oleh {who}.", en: "The emergency access was given by {who}." },
  opened_alone: { id: "Akses darurat dibuka sendiri, tanpa persetujuan.", en: "The emergency access was opened alone, without approval." },
  observed: {
    id: "Menurut catatan {source}; bukan catatan tersegel dari sistem ini.",
    en: "As the log of {source} claims; no sealed entry of this system says so.",
  },
  public_figure: { id: "Pelanggan ini tokoh publik.", en: "This customer is a public figure." },
  no_case_contact: {
    id: "Tidak ada tugas atau kontak tercatat dalam {days} hari terakhir.",
    en: "No case or contact is on record in the last {days} days.",
  },
  no_other_case_contact: {
    id: "Tidak ada tugas lain atau kontak tercatat dalam {days} hari terakhir.",
    en: "No other case and no contact is on record in the last {days} days.",
  },
  self_opened_only: { id: "Tugas ini dibuat sendiri oleh petugas.", en: "The agent opened the case." },
  no_outcome: { id: "Hasil layanannya tidak dicatat.", en: "No outcome was recorded for this case." },
  untimely: {
    id: "Hasil layanan tercatat, tetapi jauh dari saat data dibuka.",
    en: "An outcome is on record, but far from the moment of the look.",
  },
  outside_portfolio: { id: "Pelanggan ini kelolaan petugas lain.", en: "This customer is in a colleague's portfolio." },
  staff_record: { id: "Pelanggan ini petugas perusahaan.", en: "This customer works for the company." },
  off_hours: { id: "Di luar jam dinas petugas.", en: "Outside the person's duty hours." },
  dormant: { id: "Kontak terakhir tercatat {days} hari sebelumnya.", en: "The last contact on record was {days} days before." },
  second_own_case: {
    id: "Ini tugas ke-{count} yang dibuat sendiri untuk pelanggan ini dalam 7 hari.",
    en: "This is case number {count} opened by the person for this customer within 7 days.",
  },
  long_serving: {
    id: "Masa kerja {years} tahun; masa kerja tidak membebaskan siapa pun.",
    en: "{years} years of service; tenure exempts nobody.",
  },
  reported_only: { id: "Disebut dalam laporan petugas, tanpa bukti lain.", en: "Named in the person's report, without other evidence." },
  rare_in_job: {
    id: "Di {job}, hanya {n} dari 1.000 pembukaan data yang seperti ini.",
    en: "Only {n} of 1,000 {job} looks are like this.",
  },
  customer_denied: {
    id: "Pada telepon konfirmasi, pelanggan menyatakan tidak pernah dihubungi atau dilayani.",
    en: "In a call-back the customer said that nobody had contacted or served him.",
  },
  mistakes_before: { id: "Salah buka yang ke-{count} dalam 30 hari.", en: "Mistake number {count} within 30 days." },
  supervisor_silent: {
    id: "Menunggu lebih dari {hours} jam di meja atasan langsung.",
    en: "Waited more than {hours} hours on the supervisor's desk.",
  },
  same_customers: {
    id: "{count} pelanggan yang sama dibuka keduanya dalam 30 hari, dan tidak satu pun ada penjelasannya.",
    en: "Both opened the same {count} customers within 30 days, and nothing explains any of it.",
  },
  each_others_customers: {
    id: "{count} kali dalam 30 hari yang satu membuka pelanggan kelolaan yang lain, tanpa penjelasan.",
    en: "{count} times within 30 days one opened the other's customers, without an explanation.",
  },
  crowd: {
    id: "{count} petugas membuka data pelanggan ini dalam 7 hari tanpa penjelasan.",
    en: "{count} people opened this customer's data within 7 days without an explanation.",
  },
  series_customer: {
    id: "{count} kali dalam {weeks} minggu, selalu pelanggan yang sama.",
    en: "{count} times in {weeks} weeks, always the same customer.",
  },
  series_own_cases: {
    id: "{count} tugas yang dibuat sendiri dalam {weeks} minggu, tanpa bukti dari pihak lain.",
    en: "{count} cases opened by the person in {weeks} weeks, without evidence from anybody else.",
  },
  series_own_days: {
    id: "{count} tugas yang dibuat sendiri pada {days} hari dalam dua minggu, tanpa bukti dari pihak lain.",
    en: "{count} cases opened by the person on {days} days within two weeks, without evidence from anybody else.",
  },
  shared_login: {
    id: "{count} kali berpindah perangkat dalam hitungan menit: hak masuk mungkin dipakai bersama.",
    en: "Changed machines {count} times within minutes: the log-in may be shared.",
  },
  explained_by: {
    id: "Sudah jelas dari bukti: {template}, {grade}. Terpilih acak di antara semua pembukaan data.",
    en: "Explained by evidence: {template}, {grade}. Drawn at random from all looks.",
  },
  filed_before: { id: "Laporan diisi sebelum kontak itu terjadi.", en: "The report was filed before those contacts took place." },
};

/** What a grade of evidence means, within a sentence. */
export const gradeWords: Readonly<Record<string, Words>> = {
  A: { id: "ditulis pihak lain, bukan petugas ini", en: "written by somebody else than this person" },
  B: { id: "ditulis atau diminta petugas ini, dapat diperiksa", en: "written or asked for by this person, and can be checked" },
  C: { id: "menurut petugas ini sendiri", en: "by this person's own word" },
};

/** Why the system refused, as the supervisor reads it. */
export const ruleWords: Readonly<Record<string, Words>> = {
  R1: {
    id: "R1: pelanggan tokoh publik, tanpa tugas atau kontak yang tercatat.",
    en: "R1: a public figure, without a case or contact on record.",
  },
  R3: { id: "R3: syarat akses belum disetujui.", en: "R3: the terms of access are not accepted." },
  R4: { id: "R4: keperluan di luar fungsinya.", en: "R4: a purpose that is not part of the function." },
  R8: { id: "R8: perjanjian kerja belum ada atau sudah berakhir.", en: "R8: the contract is missing or has ended." },
  R10: { id: "R10: pelanggan di luar wilayah tugas.", en: "R10: customers outside the scope of the post." },
  R16: { id: "R16: seleksi belum selesai atau perlu diulang.", en: "R16: the screening is not done or is due again." },
  R18: {
    id: "R18: petugas telah menyatakan konflik kepentingan dengan pelanggan ini.",
    en: "R18: the person has declared a conflict of interest with this customer.",
  },
  R28: {
    id: "R28: data sendiri, keluarga serumah, rekan atau atasan.",
    en: "R28: his own record, or that of his household, a colleague or a superior.",
  },
  R29: { id: "R29: pelanggan belum ditanya.", en: "R29: the customer has not been asked." },
  R31: { id: "R31: jam dinas lapangan, hanya kartu kunjungan yang terbuka.", en: "R31: a field segment, in which only visit cards open." },
  R32: { id: "R32: keperluan atau isian yang tidak diperlukan.", en: "R32: a purpose that is none, or fields that it does not need." },
  R33: { id: "R33: beralih ke penawaran, padahal pelanggan tidak berkenan.", en: "R33: passing on to an offer that the customer refused." },
  R34: { id: "R34: kuota buka data habis.", en: "R34: the look budget is used up." },
  R36: { id: "R36: tidak memegang hak membuka data.", en: "R36: holds no right to open data." },
  R37: { id: "R37: jabatan tidak memberi hak membuka data.", en: "R37: rank gives no right to open data." },
  R38: { id: "R38: data inti keluarga.", en: "R38: core family data." },
  R39: { id: "R39: isian yang belum bergolongan atau tidak ada.", en: "R39: a field without a class, or none at all." },
  R40: { id: "R40: tanpa tugas untuk pelanggan dan keperluan itu.", en: "R40: without a case for that customer and purpose." },
  R44: { id: "R44: di luar pelanggan kelolaan dan daftar penugasan.", en: "R44: outside the portfolio and the dispatched list." },
  R46: { id: "R46: isian yang tetap disamarkan untuk keperluan itu.", en: "R46: a field that stays masked for that purpose." },
  R62: { id: "R62: Pernyataan Kerahasiaan belum ditandatangani.", en: "R62: the pledge of confidentiality is not signed." },
  R72: { id: "R72: di luar jam dinas.", en: "R72: outside duty hours." },
  R89: {
    id: "R89: di luar waktu boleh menghubungi pelanggan dengan penawaran.",
    en: "R89: outside the hours in which the customer may be approached.",
  },
  R102: { id: "R102: pelanggan tidak berkenan menerima penawaran.", en: "R102: the customer does not wish to receive offers." },
  CARD: {
    id: "Melanjutkan kartu yang bukan miliknya, bukan kartu pelanggan itu, atau sudah tertutup.",
    en: "Went on from a card that was not theirs, not that customer's, or had closed.",
  },
  "E-POLICY": { id: "Aturan akses tidak dapat diperiksa.", en: "The rules of access could not be checked." },
  BULK: {
    id: "Terlalu banyak pelanggan berbeda di luar daftar penugasan; sistem kunci menghentikannya.",
    en: "Too many different customers outside the dispatched list; the keeper stopped it.",
  },
  BUDGET: {
    id: "Terlalu banyak pembukaan dalam satu jam; sistem kunci menghentikannya.",
    en: "Too many looks within an hour; the keeper stopped it.",
  },
  UNKNOWN: {
    id: "Sistem kunci tidak mengenal kunci pribadi atas nama ini; kuncinya diubah di basis data. Tanyakan kepada pengelola sistem.",
    en: "The keeper knows no key of this name; it was changed in the database. Ask the operator.",
  },
  LEAVER: { id: "Petugas ini sudah berhenti bekerja.", en: "This person has left." },
  FORGED: {
    id: "Sesi atau kata sandi atas namanya ditulis langsung ke basis data, di luar program; tidak terpakai. Tanyakan kepada pengelola sistem.",
    en: "A session or password in this name was written straight into the database, past the program; it opened nothing. Ask the operator.",
  },
  TRIES: { id: "Kesempatan mencocokkan habis.", en: "The tries to match were used up." },
};

export const otherRule: Words = { id: "Aturan {rule}.", en: "Rule {rule}." };

/** Reasons as they are put to the person himself. */
export const reasonsToYou: Readonly<Record<string, Words>> = {
  self_opened_only: { id: "Tugas ini Anda buat sendiri.", en: "You opened the case yourself." },
  off_hours: { id: "Di luar jam dinas Anda.", en: "Outside your duty hours." },
  reported_only: { id: "Disebut dalam laporan Anda, tanpa bukti lain.", en: "Named in your report, without other evidence." },
};
