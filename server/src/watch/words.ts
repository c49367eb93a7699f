import type { Words } from "../platform/language.ts";

/** Texts of this chapter. */
export const words = {
  takenSource: {
    id: "Nama sumber ini milik umpan yang menandatangani pesannya, atau milik sistem ini sendiri. Pakai nama lain.",
    en: "This source is a feed that signs its messages, or the house itself. Use another name.",
  },
  integratorOnly: { id: "Hanya sistem penghubung yang boleh mengirim catatan kontak.", en: "Only an integrator may send contact records." },
  notYourLook: {
    id: "Pembukaan data ini bukan milik Anda, atau nomornya tidak ada. Periksa nomor pada kartu data.",
    en: "This is not a look of yours, or there is no such number. Check the number on the record card.",
  },
  reportEmpty: {
    id: "Laporan kosong. Isi pelanggan yang Anda layani, atau nyatakan nihil.",
    en: "The report is empty. Name the customers whom you served, or say that there were none.",
  },
  reportBoth: { id: "Laporan nihil tidak boleh berisi pelanggan.", en: "A report that says none cannot name customers." },
  reportAhead: { id: "Laporan hanya untuk hari ini atau tujuh hari terakhir.", en: "A report is for today or one of the last seven days." },
  unknownCustomer: { id: "Baris {row}: pelanggan tidak ditemukan. Periksa nomornya.", en: "Row {row}: no such customer. Check the id." },
  lateMistake: {
    id: "Sudah dicatat. Karena lewat 15 menit, atasan Anda yang menilainya.",
    en: "Noted. As more than 15 minutes have passed, your supervisor will judge it.",
  },
  noKey: { id: "Petugas ini belum punya kunci di sistem.", en: "This person has no key in the system yet." },
  lookupRefused: {
    id: "Sistem kunci menolak mencari nomor pelanggan sebanyak ini. Kirim lagi nanti, atau sertakan nomor id pelanggan.",
    en: "The keeper refused to look up so many customer numbers. Send them later, or give customer ids.",
  },
  grantRefused: {
    id: "Sistem kunci menolak izin impor. Sebutkan orang kedua dengan --second.",
    en: "The keeper refused the import grant. Name a second person with --second.",
  },
  badSignature: {
    id: "Pesan ini tidak terbukti berasal dari sumber yang terdaftar.",
    en: "This message does not prove that it comes from a feed of this house.",
  },
  badMessage: { id: "Isi pesan bukan JSON.", en: "The message is no JSON." },
  tooManyMessages: { id: "Paling banyak 500 pesan sekali kirim.", en: "At most 500 messages at once." },
  noBringer: {
    id: "Tidak ada petugas dengan fungsi integrator atau operator. Sebutkan orangnya dengan --by.",
    en: "Nobody holds the function integrator or operator. Name a person with --by.",
  },
} as const satisfies Record<string, Words>;
