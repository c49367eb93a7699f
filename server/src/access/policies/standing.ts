import type { Rule } from "./rule.ts";

/** What must hold of the person, whoever the customer is. */
export const standingRules: Rule[] = [
  {
    id: "LEAVER",
    set: "refuse",
    about: "person",
    cedar: "forbid (principal, action, resource) when { !context.known_person || context.left };",
    text: {
      id: "Masa kerja Anda sudah berakhir; hak membuka data pelanggan sudah ditutup.",
      en: "You have left; your right to open customer data is closed.",
    },
    remedy: { id: "Hubungi bagian SDM bila ini keliru.", en: "Ask HR if this is wrong." },
  },
  {
    id: "R3",
    set: "refuse",
    about: "person",
    cedar: "forbid (principal, action, resource) unless { context.terms_ok };",
    text: {
      id: "Anda belum menyetujui syarat dan ketentuan akses yang berlaku.",
      en: "You have not yet accepted the terms of access now in force.",
    },
    remedy: { id: "Baca dan setujui syarat dan ketentuan, lalu ulangi.", en: "Read and accept the terms, then try again." },
  },
  {
    id: "R8",
    set: "refuse",
    about: "person",
    cedar: "forbid (principal, action, resource) unless { context.contracted };",
    text: { id: "Perjanjian kerja Anda belum ada atau sudah berakhir.", en: "Your contract is missing or has ended." },
    remedy: {
      id: "Mohon atasan Anda mengurus perjanjian kerja yang ditandatangani.",
      en: "Ask your supervisor to have the contract signed.",
    },
  },
  {
    id: "R16",
    set: "refuse",
    about: "person",
    cedar: "forbid (principal, action, resource) unless { context.screened };",
    text: {
      id: "Seleksi Anda untuk pekerjaan dengan data pelanggan belum selesai atau perlu diulang.",
      en: "Your screening for work with customer data is not done or is due again.",
    },
    remedy: { id: "Mohon atasan Anda menjadwalkan seleksi.", en: "Ask your supervisor to schedule the screening." },
  },
  {
    id: "R62",
    set: "refuse",
    about: "person",
    cedar: "forbid (principal, action, resource) unless { context.pledged };",
    text: {
      id: "Pernyataan Kerahasiaan Anda belum ditandatangani atau sudah lewat masa berlakunya.",
      en: "Your pledge of confidentiality is not signed or has expired.",
    },
    remedy: { id: "Tanda tangani Pernyataan Kerahasiaan, lalu ulangi.", en: "Sign the pledge, then try again." },
  },
  {
    id: "R36",
    set: "refuse",
    about: "person",
    cedar: "forbid (principal, action, resource) unless { context.has_function };",
    text: { id: "Anda tidak memegang hak membuka data pelanggan.", en: "You hold no right to open customer data." },
    remedy: {
      id: "Bila pekerjaan Anda memerlukannya, mintalah hak itu melalui atasan langsung.",
      en: "If your work needs it, ask for it through your direct supervisor.",
    },
  },
  {
    id: "R37",
    set: "refuse",
    about: "person",
    cedar: "forbid (principal, action, resource) unless { context.has_function };",
    text: {
      id: "Jabatan saja tidak membuka data pelanggan; hak mengikuti pekerjaan.",
      en: "Rank alone opens no customer data; the right follows the work.",
    },
    remedy: {
      id: "Teruskan keperluan ini kepada petugas yang menangani pelanggan.",
      en: "Pass this on to the person who serves the customer.",
    },
  },
  {
    id: "R32",
    set: "refuse",
    about: "person",
    cedar: "forbid (principal, action, resource) unless { context.purpose_known };",
    text: {
      id: "Keperluan ini tidak dikenal. Setiap pembukaan data menyebut satu keperluan.",
      en: "This purpose is not known. Every look states one purpose.",
    },
    remedy: { id: "Pilih satu keperluan dari daftar.", en: "Choose one purpose from the list." },
  },
  {
    id: "R4",
    set: "refuse",
    about: "person",
    cedar: "forbid (principal, action, resource) when { context.has_function && context.purpose_known && !context.function_fits_purpose };",
    text: { id: "Keperluan ini bukan bagian dari fungsi Anda.", en: "This purpose is not part of your function." },
    remedy: {
      id: "Pilih keperluan yang sesuai dengan fungsi Anda, atau teruskan kepada rekan yang berwenang.",
      en: "Choose a purpose of your function, or pass the task to a colleague who has it.",
    },
  },
  {
    id: "R72",
    set: "refuse",
    about: "person",
    cedar: "forbid (principal, action, resource) unless { context.on_duty };",
    text: { id: "Saat ini di luar jam dinas Anda.", en: "You are not on duty now." },
    remedy: {
      id: "Lanjutkan pada jam dinas berikutnya, atau minta atasan Anda menyesuaikan jadwal dinas.",
      en: "Go on in your next duty hours, or ask your supervisor to change the duty plan.",
    },
  },
  {
    id: "R31",
    set: "refuse",
    about: "person",
    cedar: "forbid (principal, action, resource) when { context.in_field && !context.visit_today };",
    text: {
      id: "Anda sedang bertugas di lapangan; yang terbuka hanya daftar kunjungan hari ini.",
      en: "You are in the field now; only today's visits open.",
    },
    remedy: {
      id: "Buka kartu kunjungan, atau pindahkan sisa dinas Anda ke meja kerja dengan alasannya.",
      en: "Open the visit card, or switch the rest of your segment to the desk, with the reason.",
    },
  },
  {
    id: "R34",
    set: "refuse",
    about: "person",
    cedar: 'forbid (principal, action, resource) when { context.quota == "over" };',
    text: { id: "Kuota buka data Anda hari ini sudah habis.", en: "Your look budget for today is used up." },
    remedy: {
      id: "Kerjakan baris dari daftar penugasan (tidak memakai kuota), atau minta persetujuan atasan.",
      en: "Work on dispatched rows (they cost nothing), or ask your supervisor for approval.",
    },
  },
];
