import type { Words } from "../platform/language.ts";

/** The two questions as they are read out, each on its own (R101); the version stands with each answer. */
export const CONSENT_WORDING: { version: number; offers: Words; interest: Words } = {
  version: 1,
  offers: {
    id: "Apakah Bapak/Ibu berkenan dihubungi untuk penawaran produk kami? Boleh menolak, dan layanan tetap sama.",
    en: "Would you like to be contacted with offers of our products? You may say no, and the service stays the same.",
  },
  interest: {
    id: "Apakah Bapak/Ibu berkenan bila kami mempelajari minat Bapak/Ibu agar layanan lebih sesuai? Boleh menolak.",
    en: "May we learn your interests, so that services fit you better? You may say no.",
  },
};
