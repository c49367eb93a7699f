import type { Words } from "../platform/language.ts";

export const WORDS = {
  tooMany: { id: "Terlalu banyak percobaan.", en: "Too many tries." },
  tooManyWay: { id: "Coba lagi beberapa menit lagi, atau hubungi kantor kami.", en: "Try again in some minutes, or call our office." },
  genuine: {
    id: "Ya, panggilan itu dari kami: {office}, pukul {time}, untuk keperluan {purpose}.",
    en: "Yes, that call was ours: {office}, at {time}, about {purpose}.",
  },
  unknown: {
    id: "Kode ini tidak kami kenal atau sudah lewat waktunya. Jangan berikan data apa pun kepada penelepon itu, dan laporkan kepada kantor kami.",
    en: "We do not know this code, or its time is over. Give that caller nothing, and report the call to our office.",
  },
  asked: {
    id: "Bila pelanggan ini tercatat, permintaan konfirmasi sudah dikirim. Mintalah ia mengonfirmasi sendiri.",
    en: "If this customer is on record, a request to confirm was sent. Ask him to confirm it himself.",
  },
  padThanks: { id: "Terima kasih. Silakan lanjutkan dengan petugas kami.", en: "Thank you. Please go on with our officer." },
  confirmed: { id: "Terima kasih. Petugas kami sekarang dapat melayani Anda.", en: "Thank you. Our officer may serve you now." },
  deadLink: { id: "Tautan ini tidak berlaku atau sudah lewat waktunya.", en: "This link is not valid, or its time is over." },
  deadLinkWay: { id: "Mintalah petugas mengirim yang baru.", en: "Ask the officer to send a new one." },
  byNik: {
    id: "Yang dicari dengan NIK dikonfirmasi dari teleponnya sendiri: NIK sudah memuat tanggal lahir yang ditanyakan tablet.",
    en: "Whoever is named by NIK confirms on his own telephone: a NIK holds the date of birth that the tablet asks for.",
  },
  noWay: { id: "Konfirmasi lewat telepon belum disiapkan.", en: "Confirming by telephone is not set up." },
  noWayWay: {
    id: 'Isi "confirm" di berkas penghubung, atau gunakan tablet di loket.',
    en: 'Write "confirm" into the file of connectors, or use the tablet at the counter.',
  },
  notFound: { id: "Permintaan ini tidak ada.", en: "There is no such request." },
  message: {
    id: "Apakah Anda sedang berada di {office}? Bila ya, izinkan petugas kami melayani Anda: {link} (berlaku {minutes} menit). Jangan bacakan tautan ini kepada siapa pun. Bila bukan Anda, abaikan dan laporkan kepada kami.",
    en: "Are you at {office} now? If so, let our officer serve you: {link} (valid for {minutes} minutes). Read this link to nobody. If it is not you, ignore it and report it to us.",
  },
} as const satisfies Record<string, Words>;
