import type { Words } from "../platform/language.ts";

/** Texts of this chapter. */
export const WORDS = {
  signInFailed: { id: "Nama masuk atau kata sandi tidak cocok.", en: "The login or the password does not match." },
  signInFailedWay: {
    id: "Periksa penulisannya. Bila lupa kata sandi, mintalah operator sistem menggantinya: dua orang memutuskannya, lalu Anda menerima tautan masuk.",
    en: "Check the spelling. If you have forgotten the password, ask the system operator to have it reset: two persons decide, then you get a sign-in link.",
  },
  tooManyTries: { id: "Terlalu banyak percobaan.", en: "Too many attempts." },
  tooManyTriesWay: { id: "Tunggu {minutes} menit, lalu coba lagi.", en: "Wait {minutes} minutes, then try again." },
  linkFailed: { id: "Tautan masuk ini tidak berlaku lagi.", en: "This sign-in link is no longer valid." },
  linkFailedWay: { id: "Mintalah tautan baru kepada operator sistem.", en: "Ask the system operator for a new link." },
  termsWait: { id: "Syarat dan ketentuan akses menunggu persetujuan Anda.", en: "The terms of access wait for your acceptance." },
  termsWaitWay: { id: "Baca dan setujui di halaman Syarat.", en: "Read and accept them on the Terms page." },
  termsOld: { id: "Versi ini bukan versi yang berlaku.", en: "This is not the version in force." },
  passwordShort: { id: "Kata sandi terdiri atas {least} sampai {most} karakter.", en: "A password has {least} to {most} characters." },
  passwordRaced: {
    id: "Kata sandi ini baru saja diubah di tempat lain; yang ini tidak disimpan.",
    en: "This password has just been changed elsewhere; this one was not kept.",
  },
  passwordRacedWay: {
    id: "Bila itu Anda, pakailah yang terbaru. Bila bukan, beri tahu atasan Anda.",
    en: "If that was you, use the newest one. If not, tell your superior.",
  },
  resetUnsealed: {
    id: "Semua jalan masuknya tertutup, tetapi keputusan itu belum tercatat. Setelah sistem kunci kembali, ulangi dengan persetujuan baru.",
    en: "All his ways in are closed, but the decision is not sealed. Once the keeper is back, do it again with a new approval.",
  },
  passwordForged: {
    id: "Kata sandi Anda diubah atau dihapus di luar program.",
    en: "Your password was changed or taken away behind the program's back.",
  },
  passwordForgedWay: {
    id: "Beri tahu pejabat PDP; kejadian ini sudah dicatat. Operator sistem dapat menggantinya atas keputusan dua orang.",
    en: "Tell the data protection officer; it has been written down. The system operator can have it reset: two persons decide.",
  },
  passwordWrong: { id: "Kata sandi lama tidak cocok.", en: "The old password does not match." },
  nobody: { id: "Petugas ini tidak ada atau sudah keluar.", en: "There is no such person, or he has left." },
  fieldWrong: { id: "Data petugas tidak lengkap atau tidak benar.", en: "The person's data are incomplete or wrong." },
  placeWrong: { id: "Kantor atau vendor ini tidak dapat ditambahkan.", en: "This office or vendor cannot be added." },
  placeName: { id: "1 sampai 120 karakter, tidak kosong.", en: "1 to 120 characters, not blank." },
  placeTaken: {
    id: "nama ini sudah dipakai; berkas petugas memakai nama, jadi setiap nama satu kali. Lihat: mercusuar people offices.",
    en: "this name is taken; files of people go by name, so each name stands once. See: mercusuar people offices.",
  },
  officeKind: {
    id: "salah satu dari head (pusat), region (wilayah), branch (cabang), desk (gerai).",
    en: "one of head, region, branch, desk.",
  },
  officeZone: {
    id: "salah satu dari Asia/Jakarta (WIB), Asia/Pontianak (WIB), Asia/Makassar (WITA), Asia/Jayapura (WIT).",
    en: "one of Asia/Jakarta (WIB), Asia/Pontianak (WIB), Asia/Makassar (WITA), Asia/Jayapura (WIT).",
  },
  officeParent: { id: "id kantor yang ada: mercusuar people offices.", en: "the id of an office that exists: mercusuar people offices." },
  notAbsent: { id: "Tidak ada ketidakhadiran yang sedang atau akan berjalan.", en: "No absence is running or to come." },
  noSegment: { id: "Saat ini di luar jam dinas Anda.", en: "You are not on duty now." },
  sameSegment: { id: "Anda sudah berada di bagian dinas itu.", en: "You are in that segment already." },
  tooManySwitches: { id: "Bagian dinas hari ini sudah terlalu sering diubah.", en: "Today's segments have been switched too often." },
  tooManySwitchesWay: { id: "Mintalah atasan mengubah jadwal dinas Anda.", en: "Ask your supervisor to change the duty plan." },
  suspendedAlready: { id: "Akses petugas ini sudah dibekukan.", en: "This person is suspended already." },
  notSuspended: { id: "Akses petugas ini tidak sedang dibekukan.", en: "This person is not suspended." },
  anotherPerson: { id: "Pembekuan dicabut oleh orang lain.", en: "A suspension is lifted by another person." },
  anotherPersonWay: {
    id: "Bukan oleh petugas itu sendiri, dan bukan oleh yang membekukannya.",
    en: "Neither by the person himself nor by whoever suspended him.",
  },
  notForOneself: { id: "Tidak seorang pun memberi hak kepada dirinya sendiri.", en: "Nobody grants anything to himself." },
  noGrant: { id: "Hak akses ini tidak ada.", en: "There is no such grant." },
  notDelegated: { id: "Anda tidak diberi wewenang memberikan hak akses.", en: "You were not handed power to grant." },
  notDelegatedWay: { id: "Mintalah kantor pusat melimpahkannya.", en: "Ask the head office to hand it on." },
  delegationOver: { id: "Wewenang Anda memberikan hak akses sudah berakhir.", en: "Your power to grant has ended." },
  beyondDelegation: { id: "Itu melebihi wewenang yang Anda pegang.", en: "That goes beyond what you hold yourself." },
  notGranted: { id: "Fungsi Anda tidak mencakup ini.", en: "Your function does not include this." },
} as const satisfies Record<string, Words>;

/** Shipped first version of the terms of access; a company publishes its own. */
export const FIRST_TERMS: Words = {
  id: [
    "Syarat akses data pelanggan.",
    "1. Saya membuka data pelanggan hanya untuk tugas yang sedang saya kerjakan.",
    "2. Saya tidak menyalin, memotret, meneruskan atau menjual data pelanggan, kepada siapa pun.",
    "3. Setiap pembukaan data dicatat: siapa, kapan, untuk keperluan apa. Saya dapat melihat catatan tentang saya dan menjawabnya.",
    "4. Bila saya salah buka, saya mengatakannya; itu bukan pelanggaran.",
    "5. Saya tidak meminjamkan akun saya. Akses berakhir bersama fungsi atau hubungan kerja saya.",
  ].join("\n"),
  en: [
    "Terms of access to customer data.",
    "1. I open customer data only for the work that I have in hand.",
    "2. I do not copy, photograph, pass on or sell customer data, to anybody.",
    "3. Every opening is recorded: who, when, for which purpose. I can see the records about me and answer them.",
    "4. When I open the wrong customer I say so; that is no offence.",
    "5. I do not lend my account. Access ends with my function or my employment.",
  ].join("\n"),
};

/** Shipped first version of the pledge (R62, R63). */
export const PLEDGE_VERSION = 1;
/** Its text: what is signed, and what reminders tell again. */
export const PLEDGE: Words = {
  id: "Saya berjanji menjaga kerahasiaan data pelanggan: tidak membocorkan dan tidak menjualnya kepada pihak lain. Saya tahu bahwa UU No. 27 Tahun 2022 Pasal 65 dan 67 sampai 70 mengancam pelanggaran dengan pidana penjara dan denda, dan bahwa janji ini tetap mengikat sesudah saya keluar.",
  en: "I promise to keep customer data confidential: neither to leak them nor to sell them to others. I know that Law 27 of 2022, Articles 65 and 67 to 70, punishes a breach with imprisonment and fines, and that this promise binds me after I have left.",
};
