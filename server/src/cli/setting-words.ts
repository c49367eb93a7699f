import type { Words } from "../platform/language.ts";
import type { SettingSpec } from "../platform/setting-list.ts";

/** What each setting is, for the help. */
export const SETTING_WORDS: Record<SettingSpec["key"], Words> = {
  data: { id: "Direktori data: jurnal dan basis data.", en: "Directory of the data: journal and database." },
  keys: { id: "Direktori kunci, di luar data; tanpa ini DATA-keys.", en: "Directory of the keys, outside the data; without it DATA-keys." },
  keeper: {
    id: "Direktori data sistem kunci yang dijalankan pengguna lain (mercusuar keeper); tanpa ini server menjalankannya sendiri.",
    en: "Data directory of a keeper that another user runs (mercusuar keeper); without it the server runs it itself.",
  },
  firstPassphraseFile: {
    id: "Berkas frasa sandi orang pertama, bila kunci disegel; tanpa ini ditanyakan.",
    en: "File with the first person's passphrase, where the keys are sealed; without it he is asked.",
  },
  secondPassphraseFile: {
    id: "Berkas frasa sandi orang kedua, bila kunci disegel; tanpa ini ditanyakan.",
    en: "File with the second person's passphrase, where the keys are sealed; without it he is asked.",
  },
  host: { id: "Alamat tempat melayani.", en: "Address to serve on." },
  port: { id: "Porta tempat melayani; 0 memilih yang bebas.", en: "Port to serve on; 0 takes a free one." },
  databaseUrlFile: {
    id: "Berkas berisi URL PostgreSQL; tanpa ini basis data tertanam.",
    en: "File that holds the URL of a PostgreSQL server; without it the embedded database.",
  },
  databaseUrl: { id: "URL PostgreSQL.", en: "URL of a PostgreSQL server." },
  logLevel: { id: "Berapa banyak log: error, warn, info, debug.", en: "How much is logged: error, warn, info, debug." },
  sessionHours: { id: "Berapa jam sesi masuk berlaku.", en: "How many hours a sign-in lasts." },
  quota: {
    id: "Pembukaan, pencarian, dan tugas sendiri per petugas per hari.",
    en: "Looks, searches and self-opened tasks of a person and day.",
  },
  connectors: {
    id: "Berkas penghubung (JSON): dengan apa pelanggan ditelepon dan dikirimi pesan tanpa nomornya terlihat.",
    en: "File of connectors (JSON): what calls and writes to customers whose number nobody sees.",
  },
  breakGlassMinutes: {
    id: "Berapa menit akses darurat terbuka; paling lama empat kalinya, dan 240.",
    en: "Minutes that emergency access is open; at most four times as long, and 240.",
  },
  breakGlass: {
    id: "Siapa memutuskan akses darurat: ask (atasan) atau alone (petugas sendiri, dinilai sore hari).",
    en: "Who decides emergency access: ask (a superior) or alone (the person, judged by evening).",
  },
  lampGrace: {
    id: "Berapa jam kiriman catatan, tutup hari, saksi, atau uji keadaan boleh terlambat sebelum menara kuning.",
    en: "Hours that a feed, an evening, a witness or a state check may be late before the lamp is amber.",
  },
  sanctionMonths: { id: "Berapa bulan sebuah sanksi berlaku dalam tangga.", en: "Months that a sanction counts on the ladder." },
  reprisalMonths: {
    id: "Berapa bulan pelapor diawasi dari pembalasan.",
    en: "Months for which whoever reported is looked after.",
  },
  noteMonths: {
    id: "Setelah berapa bulan catatan atasan dan catatan percakapan dihapus.",
    en: "Months after which notes of supervisors and of talks are erased.",
  },
  controlDays: {
    id: "Berapa hari waktu atasan untuk pemeriksaan mendadak, pertanyaan, atau percakapan yang jatuh kepadanya.",
    en: "Days that a supervisor has for an unannounced check, a question or a talk that falls to him.",
  },
  remindEvery: {
    id: "Berapa hari jarak pengingat Pernyataan Kerahasiaan, sesudah pengingat hari ke-7 dan ke-14.",
    en: "Days from one reminder of the pledge to the next, after those of day 7 and day 14.",
  },
  drills: {
    id: "Rata-rata dalam berapa dari dua belas bulan seorang atasan menemui baris latihan (1 sampai 12); tanpa ini tidak ada latihan.",
    en: "In how many months of twelve a supervisor meets a drill, on an average (1 to 12); without it there are none.",
  },
  reviewMinutes: {
    id: "Menit yang dimiliki pemeriksa satu kantor per hari (2 menit satu baris); tanpa ini satu dari seratus pembukaan, paling sedikit tiga.",
    en: "Minutes that an office's reviewers have in a day (2 minutes a row); without it one look in a hundred, at least three.",
  },
  silentHours: {
    id: "Setelah sekian jam tanpa keputusan, baris diteruskan kepada atasan berikutnya; bawaan 24.",
    en: "After so many hours without a decision a row goes to the superior; 24 by default.",
  },
  feeds: {
    id: "Berkas sumber (JSON): sistem telepon, tiket, dan pembagi tugas yang mengirim pesan.",
    en: "File of feeds (JSON): exchanges, ticket systems and dispatchers that send messages.",
  },
  feedGrace: {
    id: "Berapa jam sesudah hari itu pembukaan data menunggu data telepon yang tidak datang.",
    en: "Hours after a day for which looks wait for a feed that has not come.",
  },
  witnesses: {
    id: "Berkas aturan kepercayaan (C2SP tlog-policy) berisi saksi catatan akses.",
    en: "File with the trust policy (C2SP tlog-policy) whose witnesses cosign the journal.",
  },
  witnessGrace: {
    id: "Berapa menit saksi boleh tidak terjangkau sebelum data lengkap ditutup; tanpa ini selamanya.",
    en: "Minutes that witnesses may be away before full values are closed; without it for ever.",
  },
  rotateKeysEvery: {
    id: "Berapa hari sekali kunci diganti; tanpa ini hanya bila diminta.",
    en: "Days from one rotation of keys to the next; without it only when told.",
  },
  keepCheckpointsIn: {
    id: "Direktori milik pihak lain: setiap hari satu checkpoint disimpan di sana.",
    en: "Directory of somebody else into which a checkpoint goes each day.",
  },
  term: {
    id: "Masa simpan: berapa hari catatan akses disimpan sebelum boleh dipangkas (paling sedikit 365); tanpa ini 1826, lima tahun.",
    en: "The term: days for which entries of the journal are kept before they may be pruned (at least 365); without it 1826, five years.",
  },
  mirror: {
    id: "HOST:PORT cadangan siaga yang harus menyimpan setiap catatan sebelum hasilnya dilepas.",
    en: "HOST:PORT of the standby that has to have each entry before anything of it is released.",
  },
  mirrorKey: { id: "Berkas kunci yang dibuat cadangan siaga.", en: "File with the key that the standby made." },
  timeStamps: {
    id: "Alamat otoritas cap waktu (RFC 3161): setiap hari satu checkpoint dicap.",
    en: "Address of a time-stamping authority (RFC 3161): a checkpoint is stamped each day.",
  },
  timeStampCa: {
    id: "Berkas PEM sertifikat otoritas cap waktu.",
    en: "PEM file with the certificates of the time-stamping authority.",
  },
  mailCheckpointsTo: {
    id: "Alamat surel pihak yang menyimpan: setiap hari satu checkpoint dikirim.",
    en: "Mail addresses of whoever keeps them: a checkpoint is sent each day.",
  },
  mailFrom: { id: "Pengirim surel itu.", en: "Sender of that mail." },
  mailServer: {
    id: "Server surel: smtp://NAMA@HOST:587 (STARTTLS), smtps://… atau smtp+plain://HOST:25.",
    en: "Mail server: smtp://NAME@HOST:587 (STARTTLS), smtps://… or smtp+plain://HOST:25.",
  },
  mailPasswordFile: { id: "Berkas berisi kata sandi server surel.", en: "File that holds the password for the mail server." },
  mailPassword: { id: "Kata sandi server surel.", en: "Password for the mail server." },
  mailCa: {
    id: "Berkas PEM otoritas sertifikat sendiri, untuk server surel.",
    en: "PEM file of one's own certificate authority, for the mail server.",
  },
};

/** Settings of the serving process and of what it does by itself; the few others stand in every help. */
export const SERVING: ReadonlySet<SettingSpec["key"]> = new Set([
  "host",
  "port",
  "sessionHours",
  "quota",
  "connectors",
  "breakGlassMinutes",
  "breakGlass",
  "lampGrace",
  "sanctionMonths",
  "reprisalMonths",
  "noteMonths",
  "controlDays",
  "remindEvery",
  "drills",
  "reviewMinutes",
  "silentHours",
  "mirror",
  "mirrorKey",
  "timeStamps",
  "timeStampCa",
  "feeds",
  "feedGrace",
  "witnesses",
  "witnessGrace",
  "rotateKeysEvery",
  "keepCheckpointsIn",
  "term",
  "mirror",
  "mirrorKey",
  "timeStamps",
  "timeStampCa",
  "mailCheckpointsTo",
  "mailFrom",
  "mailServer",
  "mailPasswordFile",
  "mailCa",
]);

/** What the commands of a group are about. */
export const GROUP_WORDS: Record<string, Words> = {
  watch: {
    id: "Mode Pantau: pembukaan data di sistem lain, dijelaskan sore hari.",
    en: "Mode Pantau: looks made in other systems, explained by evening.",
  },
  state: {
    id: "Memeriksa keadaan tabel terhadap catatan akses.",
    en: "Checks the tables against the journal.",
  },
  import: {
    id: "Memasukkan berkas: petugas, jadwal, pelanggan, tugas, bukti.",
    en: "Brings files in: people, roster, customers, tasks, evidence.",
  },
  journal: {
    id: "Memeriksa catatan akses, memberi bukti dan salinannya, menyusun ulang tabelnya.",
    en: "Verifies the journal, gives receipts and exports of it, makes its table anew.",
  },
  policy: {
    id: "Aturan akses: apa yang dilakukan masing-masing, dan mengubahnya.",
    en: "The rules of access: what each of them does, and changing it.",
  },
  draw: {
    id: "Undian pemeriksaan: diulang oleh siapa pun yang meragukannya.",
    en: "Draws of reviews: repeated by whoever doubts them.",
  },
  "call-backs": {
    id: "Telepon konfirmasi: menanyakan kepada pelanggan apakah kontaknya benar ada.",
    en: "Call-backs: asking customers whether the contact was real.",
  },
  "break-glass": {
    id: "Akses darurat: siapa meminta, siapa memutuskan.",
    en: "Emergency access: who asked, who decided.",
  },
  honey: {
    id: "Data pemantau: data yang tidak seorang pun punya alasan membukanya.",
    en: "Honey records: records that nobody has cause to open.",
  },
  approvals: {
    id: "Keputusan dua orang: yang satu meminta, yang lain mengonfirmasi.",
    en: "What two persons decide: one asks, another confirms.",
  },
  keys: {
    id: "Kunci: daftar, penggantian, segel, salinan, sertifikat pemusnahan.",
    en: "The keys: list, rotation, seal, copies, certificates of destruction.",
  },
  people: {
    id: "Kantor, vendor, petugas, fungsi, dan tautan masuk.",
    en: "Offices, vendors, persons, functions and sign-in links.",
  },
};
