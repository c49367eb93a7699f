import type { Rule } from "./rule.ts";

/** The keeper's own limits, which no policy of ours can lift, and the refusal that stands when the policy itself fails. */
export const keeperRules: Rule[] = [
  {
    id: "BULK",
    set: "keeper",
    about: "person",
    cedar: "",
    text: {
      id: "Terlalu banyak pelanggan berbeda di luar daftar penugasan Anda.",
      en: "Too many different customers outside your dispatched rows.",
    },
    remedy: { id: "Hentikan dahulu dan bicarakan dengan atasan Anda.", en: "Stop here and talk to your supervisor." },
  },
  {
    id: "BUDGET",
    set: "keeper",
    about: "person",
    cedar: "",
    text: { id: "Pembukaan data Anda dalam satu jam terakhir terlalu banyak.", en: "You have opened too much within the last hour." },
    remedy: {
      id: "Lanjutkan beberapa saat lagi, atau minta atasan menyesuaikan kuota.",
      en: "Go on a little later, or ask your supervisor to adjust the budget.",
    },
  },
  {
    id: "UNKNOWN",
    set: "keeper",
    about: "person",
    cedar: "",
    text: {
      id: "Sistem kunci tidak mengenal kunci pribadi Anda, maka data tetap tertutup.",
      en: "The keeper does not know a key of yours, so the data stays closed.",
    },
    remedy: { id: "Beritahu pengelola sistem sekarang juga.", en: "Tell the operator now." },
  },
  {
    id: "TRIES",
    set: "keeper",
    about: "customer",
    cedar: "",
    text: { id: "Kesempatan mencocokkan untuk pelanggan ini sudah habis.", en: "The tries to match for this customer are used up." },
    remedy: { id: "Gunakan cara verifikasi lain, atau lanjutkan besok.", en: "Verify in another way, or go on tomorrow." },
  },
  {
    id: "E-POLICY",
    set: "keeper",
    about: "person",
    cedar: "",
    text: {
      id: "Aturan akses tidak dapat diperiksa, maka data tetap tertutup.",
      en: "The rules of access could not be checked, so the data stays closed.",
    },
    remedy: { id: "Beritahu pengelola sistem.", en: "Tell the operator." },
  },
];
