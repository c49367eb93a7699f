import type { Words } from "../platform/language.ts";

/** Texts of the desk. `{name}` marks a value. */
export const words = {
  look: {
    id: "Pukul {time}, {who} membuka {fields} pelanggan {customer}.",
    en: "At {time}, {who} opened {fields} of customer {customer}.",
  },
  looks: {
    id: "Mulai pukul {time}, {who} {count} kali membuka {fields} pelanggan {customer}.",
    en: "From {time}, {who} opened {fields} of customer {customer} {count} times.",
  },
  listing: {
    id: "Pukul {time}, {who} mencari dan melihat {count} nama pelanggan yang disamarkan; tidak ada layanan sesudahnya.",
    en: "At {time}, {who} searched and saw {count} masked customer names; no service followed.",
  },
  refusal: {
    id: "Pukul {time}, {who} mencoba membuka data pelanggan {customer} dan ditolak.",
    en: "At {time}, {who} tried to open data of customer {customer} and {was} refused.",
  },
  refusalsOfOne: {
    id: "Mulai pukul {time}, {who} {count} kali mencoba membuka data pelanggan {customer} dan ditolak.",
    en: "From {time}, {who} tried {count} times to open data of customer {customer} and {was} refused.",
  },
  refusals: {
    id: "Mulai pukul {time}, {who} {count} kali mencoba membuka data {customers} pelanggan dan ditolak.",
    en: "From {time}, {who} tried {count} times to open data of {customers} customers and {was} refused.",
  },
  refusedWithoutCustomer: {
    id: "Mulai pukul {time}, {who} {count} kali ditolak oleh sistem.",
    en: "From {time}, {who} {was} refused {count} times.",
  },
  refusedOnceWithoutCustomer: {
    id: "Pukul {time}, {who} ditolak oleh sistem.",
    en: "At {time}, {who} {was} refused.",
  },
  pageRefused: {
    id: "Pukul {time}, {who} memuat daftar kerja sendiri dan ditolak.",
    en: "At {time}, {who} loaded the own list of work and {was} refused.",
  },
  pagesRefused: {
    id: "Mulai pukul {time}, {who} {count} kali memuat daftar kerja sendiri dan ditolak.",
    en: "From {time}, {who} loaded the own list of work {count} times and {was} refused.",
  },
  unmatched: {
    id: "{who} melaporkan layanan kepada {count} pelanggan, tetapi tidak ada pembukaan data atau kontak yang tercatat.",
    en: "{who} reported serving {count} customers, but no look and no contact is on record.",
  },
  unmatchedOne: {
    id: "{who} melaporkan layanan kepada pelanggan {customer}, tetapi tidak ada pembukaan data atau kontak yang tercatat.",
    en: "{who} reported serving customer {customer}, but no look and no contact is on record.",
  },
  nihil: {
    id: "{who} melaporkan nihil pukul {time}, padahal hari itu membuka {count} data pelanggan.",
    en: "{who} reported no customers at {time}, but made {count} looks that day.",
  },
  early: {
    id: "{who} mengisi laporan pukul {time}, sebelum bekerja: {count} pembukaan data terjadi sesudahnya.",
    en: "{who} filed the report at {time}, before the work: {count} looks came after it.",
  },
  missing_report: {
    id: "{who} belum mengisi laporan, padahal hari itu membuka {count} data pelanggan.",
    en: "{who} {has} not filed a report, but made {count} looks that day.",
  },
  sign_in: {
    id: "Mulai pukul {time}, hak masuk {who} dipakai bergantian dari dua perangkat.",
    en: "From {time}, the log-in of {who} was used by turns from two machines.",
  },
  sample: {
    id: "Contoh acak dari semua pembukaan data: pukul {time}, {who} membuka {fields} pelanggan {customer}.",
    en: "Drawn from all looks: at {time}, {who} opened {fields} of customer {customer}.",
  },
  unanswered: {
    id: "{who} belum menjawab pertanyaan tentang {count} pembukaan data; waktunya sampai pukul {time} sudah lewat.",
    en: "{who} {has} not answered the question about {count} looks; the time for it ended at {time}.",
  },
  pair: {
    id: "{who} dan {other} bersama-sama membuka data pelanggan tanpa penjelasan.",
    en: "{who} and {other} opened customer data side by side without an explanation.",
  },
  crowdRow: {
    id: "Beberapa petugas, terakhir {who}, membuka data pelanggan {customer} tanpa penjelasan.",
    en: "Several people, {who} last, opened data of customer {customer} without an explanation.",
  },
  seriesRow: {
    id: "{who} berulang kali membuka data pelanggan tanpa penjelasan.",
    en: "{who} opened customer data without an explanation again and again.",
  },
  someCustomer: { id: "tertentu", en: "on record" },
  someData: { id: "data", en: "data" },
  moreFields: { id: "{fields} dan {more} data lain", en: "{fields} and {more} more fields" },
  and: { id: "dan", en: "and" },
  supervisorOnly: { id: "Meja ini untuk atasan langsung.", en: "This desk is for supervisors." },
  notYourRow: { id: "Baris ini tidak ada di meja Anda.", en: "This row is not on your desk." },
  aboutYourself: {
    id: "Baris ini tentang Anda sendiri. Atasan Anda yang memutuskannya.",
    en: "This row is about yourself. Your superior decides it.",
  },
  decided: { id: "Baris ini sudah diputuskan atau sudah jelas.", en: "This row is already decided or explained." },
  answerAwaited: {
    id: "Jawaban petugas masih ditunggu. Tindak lanjuti setelah ia menjawab atau waktunya habis.",
    en: "The person's answer is still waited for. Follow this up once it has come, or its time is over.",
  },
  notYourQuestion: { id: "Pertanyaan ini bukan untuk Anda, atau sudah selesai.", en: "This question is not yours, or is closed." },
  unknownOffice: { id: "Kantor ini tidak ada.", en: "There is no such office." },
  unknownDate: { id: "Tanggal ini tidak ada dalam kalender.", en: "There is no such day in the calendar." },
  dayPruned: {
    id: "Masa simpan pembukaan hari itu berakhir dan catatannya sudah dipangkas: hari itu tidak dapat ditutup lagi.",
    en: "The term of that day's looks is over and they were pruned: its evening cannot be run again.",
  },
  dayToCome: { id: "Hari ini belum tiba; belum ada yang dapat ditutup.", en: "That day has not come; nothing of it can be closed." },
  heading: {
    id: "{office}, {date}: {looks} pembukaan data = {explained} jelas + {answered} dijawab + {unexplained} menunggu penjelasan + {open} masih berjalan; {listings} daftar; {refused} ditolak.",
    en: "{office}, {date}: {looks} looks = {explained} explained + {answered} answered + {unexplained} unexplained + {open} still in hand; {listings} listings; {refused} refused.",
  },
  waitsForFeed: {
    id: "{looks} di antaranya menunggu data dari {source}, yang hari itu belum datang.",
    en: "{looks} of them wait for data of {source}, which has not come for that day.",
  },
  badCursor: {
    id: "Penanda halaman tidak dikenal. Mulai lagi dari halaman pertama.",
    en: "The page mark is not known. Start again from the first page.",
  },
  noteRefused: { id: "Catatan tidak dapat disegel; tidak ada yang disimpan.", en: "The note could not be sealed; nothing was stored." },
  noKey: {
    id: "Petugas ini belum punya kunci, sehingga catatan tidak dapat disegel.",
    en: "This person has no key yet, so the note cannot be sealed.",
  },
  askedUntil: {
    id: "{name} ditanya pukul {time}; jawabannya ditunggu sampai {due}.",
    en: "{name} was asked at {time}; the answer is waited for until {due}.",
  },
  questionOfDay: {
    id: "Pada {date}, mulai pukul {time}, ada {looks} pembukaan data Anda yang belum terjelaskan oleh bukti. Apa alasannya?",
    en: "On {date}, from {time}, no evidence explains {looks} looks of yours. What was the reason?",
  },
  confirm: {
    id: "{who} menyatakan Anda memintanya membuka data pelanggan {customer} pada {date} pukul {time}. Benarkah?",
    en: "{who} says that you asked for the look at customer {customer} on {date} at {time}. Is that so?",
  },
  namedAsked: { id: "{name} ditanya apakah itu benar; belum menjawab.", en: "{name} is asked whether that is so; no answer yet." },
  namedYes: { id: "{name} membenarkan.", en: "{name} says that it is so." },
  namedNo: { id: "{name} menyatakan tidak demikian.", en: "{name} says that it is not so." },
  nameSomebody: {
    id: "Jawaban ini menyebut seseorang: pilih rekan atau atasan yang meminta.",
    en: "This answer names somebody: choose the colleague or supervisor who asked.",
  },
  asked: { id: "{name} ditanya pukul {time}; belum menjawab.", en: "{name} was asked at {time}; no answer yet." },
  answered: { id: "{name} menjawab pukul {time}: {answer}.", en: "{name} answered at {time}: {answer}." },
} as const satisfies Record<string, Words>;

/** How the person is named in his own questions. */
export const you = { id: "Anda", en: "you" } as const satisfies Words;

/** What an agent picks as his answer. */
export const pickWords = {
  visit: { id: "pelanggan datang", en: "the customer came" },
  other_number: { id: "panggilan lewat nomor lain", en: "a call on another number" },
  colleague: { id: "diminta rekan", en: "asked by a colleague" },
  supervisor: { id: "diminta atasan", en: "asked by a supervisor" },
  own_call: { id: "panggilan saya sendiri", en: "my own call" },
  own_case: { id: "tugas saya", en: "my own case" },
  mistake: { id: "salah buka", en: "opened by mistake" },
  helped: { id: "membantu rekan", en: "helped a colleague" },
  other: { id: "lainnya", en: "something else" },
} as const satisfies Record<string, Words>;
