import type { Words } from "../../platform/language.ts";

/** What a trouble means, and what to do. */
export interface TroubleWords {
  means: Words;
  todo: Words;
}

/** All is well with a part. */
export const WELL: Words = { id: "Berjalan.", en: "Runs." };

/** Sentences by trouble. `{name}` marks a value. */
export const TROUBLES: Readonly<Record<string, TroubleWords>> = {
  keeper: {
    means: {
      id: "Sistem kunci tidak dapat mencatat; data pelanggan tertutup.",
      en: "The keeper cannot write; customer data stays closed.",
    },
    todo: {
      id: "Hubungi pengelola sistem; layani dulu yang tidak memerlukan data.",
      en: "Call the operator; serve first what needs no data.",
    },
  },
  unlogged: {
    means: {
      id: "Sistem kunci membuka isian yang tidak ada catatannya (E_UNLOGGED).",
      en: "The keeper opened values of which no entry tells (E_UNLOGGED).",
    },
    todo: { id: "Hentikan server dan hubungi pengelola sistem.", en: "Stop the server and call the operator." },
  },
  journal: {
    means: {
      id: "Catatan akses tidak seperti yang pernah tercatat; data pelanggan tertutup.",
      en: "The journal is not what it once was; customer data stays closed.",
    },
    todo: { id: "Hubungi pengelola sistem: salinan lama atau terpotong.", en: "Call the operator: a restored or cut copy." },
  },
  witnesses: {
    means: {
      id: "Saksi {names} tidak menandatangani; tidak ada pihak luar yang ikut menjaga catatan. Pencatatan tetap berjalan.",
      en: "Witness {names} does not cosign; nobody outside guards the journal. Looks are written down all the same.",
    },
    todo: { id: "Hubungi saksi, dan periksa jaringan ke sana.", en: "Call the witness, and check the network to it." },
  },
  standby: {
    means: {
      id: "Cadangan siaga tidak menjawab: tidak ada yang dilepas sampai ia kembali.",
      en: "The standby does not answer: nothing is released until it is back.",
    },
    todo: { id: "Periksa mesin cadangan siaga dan jaringannya.", en: "Check the standby's machine and network." },
  },
  copies: {
    means: {
      id: "Checkpoint tidak sampai ke pihak luar. Pencatatan tetap berjalan.",
      en: "Checkpoints do not reach whoever keeps them outside. Looks are written down all the same.",
    },
    todo: { id: "Periksa direktori, surel, atau otoritas cap waktu.", en: "Check the directory, the mail or the time-stamping authority." },
  },
  outbox: {
    means: {
      id: "{count} perubahan sudah disimpan tetapi belum tercatat; yang memperluas akses belum berlaku.",
      en: "{count} changes are stored and not sealed yet; those that widen access do not count yet.",
    },
    todo: { id: "Periksa sistem kunci; perubahan itu menyusul dengan sendirinya.", en: "Check the keeper; they follow by themselves." },
  },
  feeds: {
    means: {
      id: "Catatan kontak dari {names} terlambat: pembukaan data yang wajar dapat tampak tanpa penjelasan.",
      en: "Contact records from {names} are late: rightful looks may seem unexplained.",
    },
    todo: {
      id: "Periksa pengiriman dari sistem itu; berkas yang terlambat tetap diterima.",
      en: "Check what that system sends; late files are taken still.",
    },
  },
  feeds_clock: {
    means: {
      id: "Jam {clocks} meleset lebih dari seperempat jam: catatannya tidak dapat dicocokkan dengan pembukaan data.",
      en: "The clock of {clocks} is off by more than a quarter of an hour: its records cannot be matched with looks.",
    },
    todo: {
      id: 'Setel jam sistem itu; selisihnya terlihat pada "mercusuar feeds".',
      en: 'Set that system\'s clock; "mercusuar feeds" shows by how much.',
    },
  },
  feeds_late_clock: {
    means: {
      id: "Catatan kontak dari {names} terlambat, dan jam {clocks} meleset lebih dari seperempat jam: pembukaan data yang wajar dapat tampak tanpa penjelasan.",
      en: "Contact records from {names} are late, and the clock of {clocks} is off by more than a quarter of an hour: rightful looks may seem unexplained.",
    },
    todo: {
      id: 'Periksa pengiriman dan setel jam sistem itu; rinciannya pada "mercusuar feeds".',
      en: 'Check what these systems send and set the clock; "mercusuar feeds" tells more.',
    },
  },
  holidays: {
    means: {
      id: "Hari libur {year} belum ada: penawaran dapat sampai kepada pelanggan pada hari libur.",
      en: "The holidays of {year} are not known: offers may reach customers on a holiday.",
    },
    todo: {
      id: 'Isi hari libur nasional dan cuti bersama {year}, lalu "mercusuar import holidays BERKAS".',
      en: 'Write the holidays and joint leave of {year} into a file, then "mercusuar import holidays FILE".',
    },
  },
  evening: {
    means: {
      id: "Tutup Hari belum dijalankan: {count} hari kantor (paling lama {date}) belum diperiksa.",
      en: "The evening was not run: {count} days of offices (the oldest {date}) are not looked at.",
    },
    todo: { id: 'Jalankan "mercusuar evening --date {date}".', en: 'Run "mercusuar evening --date {date}".' },
  },
  state_differs: {
    means: {
      id: "Uji keadaan menemukan {count} perbedaan dengan catatan akses (E_STATE).",
      en: "The state check found {count} differences from the journal (E_STATE).",
    },
    todo: {
      id: 'Jalankan "mercusuar state check" dan hubungi pengelola sistem.',
      en: 'Run "mercusuar state check" and call the operator.',
    },
  },
  state_failed: {
    means: { id: "Uji keadaan terakhir tidak selesai; dicoba lagi.", en: "The last state check did not end; it is tried again." },
    todo: { id: 'Jalankan "mercusuar state check" dan baca pesannya.', en: 'Run "mercusuar state check" and read what it says.' },
  },
  state_late: {
    means: {
      id: "Tabel sudah lama tidak dibandingkan dengan catatan akses.",
      en: "The tables were not held against the journal for long.",
    },
    todo: { id: 'Jalankan "mercusuar state check".', en: 'Run "mercusuar state check".' },
  },
};
