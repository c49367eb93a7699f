import type { Words } from "../../platform/language.ts";

/** What a drill says once it is revealed. */
export const words = {
  revealed: {
    id: "Ini latihan: petugas, pelanggan, dan pembukaan data ini tidak ada. Tidak ada yang ditanya, dan catatan Anda tidak disimpan.",
    en: "This was a drill: this person, customer and look do not exist. Nobody is asked, and your note was not kept.",
  },
  caught: {
    id: "Anda memeriksanya: baris itu Anda tanyakan atau tindak lanjuti.",
    en: "You looked: you asked about it or took it further.",
  },
  missed: {
    id: "Baris itu lolos: tanpa bertanya Anda menerimanya atau menyebutnya kekeliruan.",
    en: "It passed: without asking you accepted it or called it a mistake.",
  },
} as const satisfies Record<string, Words>;
