import type { Rule } from "./rule.ts";

/** Open, but seen: each satisfied rule is counted and laid beside the look (boleh lepas tapi awasi). */
export const watchedRules: Rule[] = [
  {
    id: "R44",
    set: "watch",
    about: "customer",
    cedar: "permit (principal, action, resource) when { context.held_by_other && !context.in_portfolio && !context.dispatched };",
    text: {
      id: "Pelanggan ini kelolaan rekan lain; pembukaan ini ikut dilihat sore nanti.",
      en: "This customer is in a colleague's portfolio; this look is seen again this evening.",
    },
    remedy: { id: "Catat hasil layanannya agar jelas.", en: "Record the outcome so that it is clear." },
  },
  {
    id: "R28",
    set: "watch",
    about: "customer",
    cedar: "permit (principal, action, resource) when { context.staff_other };",
    text: {
      id: "Pelanggan ini petugas perusahaan; pembukaan ini ikut dilihat sore nanti.",
      en: "This customer works for the company; this look is seen again this evening.",
    },
    remedy: { id: "Catat hasil layanannya agar jelas.", en: "Record the outcome so that it is clear." },
  },
  {
    id: "R1",
    set: "watch",
    about: "customer",
    cedar: "permit (principal, action, resource) when { context.public_figure };",
    text: {
      id: "Pelanggan ini tokoh publik; setiap pembukaan dilihat kembali sore nanti.",
      en: "This customer is a public figure; each look is seen again this evening.",
    },
    remedy: { id: "Catat hasil layanannya agar jelas.", en: "Record the outcome so that it is clear." },
  },
  {
    id: "GLASS",
    set: "watch",
    about: "customer",
    cedar: "permit (principal, action, resource) when { context.break_glass };",
    text: {
      id: "Ini akses darurat; setiap pembukaan dinilai atasan sore nanti.",
      en: "This is emergency access; each look is judged by a superior this evening.",
    },
    remedy: { id: "Tutup akses darurat begitu selesai.", en: "Close the emergency access as soon as you are done." },
  },
];
