import type { Words } from "../../platform/language.ts";

/** Parts of a score as sentences. `{share}` is a percentage, `{from}` a number of days, hours, customers or people, `{points}` the weight. */
export const partWords: Readonly<Record<string, Words>> = {
  no_work_before: {
    id: "Tidak ada pekerjaan tercatat sebelum pembukaan data ini yang menjelaskannya (bobot {points}).",
    en: "No work on record before this look would explain it (weight {points}).",
  },
  no_outcome_by_evening: {
    id: "Sampai tutup hari tidak ada hasil layanan yang dicatat petugas ini untuk pelanggan ini (bobot {points}).",
    en: "By evening this person had recorded no outcome for this customer (weight {points}).",
  },
  dormancy: {
    id: "{share}% pembukaan data dalam jabatan ini menyangkut pelanggan yang sudah {from} hari atau lebih tidak ada kegiatannya.",
    en: "{share}% of looks in this job are at customers silent for {from} days or more.",
  },
  dormancy_hours: {
    id: "{share}% pembukaan data dalam jabatan ini menyangkut pelanggan yang sudah {from} jam atau lebih tidak ada kegiatannya.",
    en: "{share}% of looks in this job are at customers silent for {from} hours or more.",
  },
  dormancy_never: {
    id: "{share}% pembukaan data dalam jabatan ini menyangkut pelanggan yang belum pernah ada kegiatannya.",
    en: "{share}% of looks in this job are at customers of whom no contact was ever on record.",
  },
  burst: {
    id: "Didahului {from} pelanggan lain atau lebih dalam satu jam: {share}% pembukaan data dalam jabatan ini seperti itu.",
    en: "Follows {from} or more other customers within the hour: {share}% of looks in this job do so.",
  },
  crowd: {
    id: "{share}% pembukaan data dalam jabatan ini menyangkut pelanggan yang dalam 7 hari juga dibuka {from} orang lain atau lebih tanpa penjelasan.",
    en: "{share}% of looks in this job are at customers whom {from} or more others opened within 7 days without an explanation.",
  },
  idle: {
    id: "{share}% pembukaan data dalam jabatan ini dilakukan dengan akun yang {from} hari atau lebih tidak dipakai.",
    en: "{share}% of looks in this job come from an account unused for {from} days or more.",
  },
  idle_hours: {
    id: "{share}% pembukaan data dalam jabatan ini dilakukan dengan akun yang {from} jam atau lebih tidak dipakai.",
    en: "{share}% of looks in this job come from an account unused for {from} hours or more.",
  },
  idle_never: {
    id: "{share}% pembukaan data dalam jabatan ini dilakukan dengan akun yang belum pernah dipakai.",
    en: "{share}% of looks in this job come from an account that was never used before.",
  },
  stage: {
    id: "Jenis pekerjaan yang jarang bagi petugas ini: {share}% pembukaan datanya untuk jenis ini atau yang lebih jarang lagi.",
    en: "A kind of work that is rare for this person: {share}% of the looks are for this one or a rarer one.",
  },
  hour: {
    id: "Jam yang jarang bagi petugas ini: {share}% pembukaan datanya sekitar pukul {hour}.00 atau pada jam yang lebih jarang lagi.",
    en: "An hour that is rare for this person: {share}% of the looks are around {hour}:00 or at rarer hours.",
  },
  honey: { id: "{share}% pembukaan data menyangkut data pemantau.", en: "{share}% of looks are at honey records." },
  self: { id: "{share}% pembukaan data menyangkut data petugas itu sendiri.", en: "{share}% of looks are at the person's own record." },
  declared_party: {
    id: "{share}% pembukaan data menyangkut pelanggan yang dinyatakan sebagai benturan kepentingan.",
    en: "{share}% of looks are at a customer declared as a conflict of interest.",
  },
  superior: { id: "{share}% pembukaan data menyangkut data atasan.", en: "{share}% of looks are at a superior's record." },
  colleague: { id: "{share}% pembukaan data menyangkut data rekan kerja.", en: "{share}% of looks are at a colleague's record." },
  same_household: {
    id: "{share}% pembukaan data menyangkut pelanggan dengan nomor KK yang sama.",
    en: "{share}% of looks are at a customer of the same household.",
  },
  same_address: {
    id: "{share}% pembukaan data menyangkut pelanggan yang beralamat sama dengan petugas.",
    en: "{share}% of looks are at a customer who lives at the person's own address.",
  },
  emergency_contact: {
    id: "{share}% pembukaan data menyangkut kontak darurat petugas.",
    en: "{share}% of looks are at the person's emergency contact.",
  },
  public_figure: { id: "{share}% pembukaan data menyangkut tokoh publik.", en: "{share}% of looks are at public figures." },
  ex_case: {
    id: "{share}% pembukaan data menyangkut pelanggan dari tugas lama petugas.",
    en: "{share}% of looks are at a customer of one of the person's former cases.",
  },
  new_region: {
    id: "{share}% pembukaan data menyangkut daerah yang belum pernah ditangani vendor ini.",
    en: "{share}% of looks are in a region where this vendor never had work.",
  },
  serial: {
    id: "{share}% pembukaan data termasuk rangkaian yang berulang selama beberapa minggu.",
    en: "{share}% of looks belong to a series over weeks.",
  },
  alone_on_duty: {
    id: "{share}% pembukaan data dilakukan saat tidak ada petugas lain yang berdinas.",
    en: "{share}% of looks are made while nobody else is on duty.",
  },
};
