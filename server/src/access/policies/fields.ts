import type { Rule } from "./rule.ts";

/** Which field stays shut, whatever else is allowed. */
export const fieldRules: Rule[] = [
  {
    id: "R32",
    set: "field",
    about: "field",
    cedar: 'forbid (principal, action == Action::"field", resource) unless { context.in_purpose };',
    text: { id: "Isian ini tidak diperlukan untuk keperluan yang Anda pilih.", en: "The purpose you chose does not need this field." },
    remedy: { id: "Bila keperluannya berubah, gunakan Ubah keperluan.", en: "If the purpose has changed, use Change purpose." },
  },
  {
    id: "R38",
    set: "field",
    about: "field",
    cedar: `forbid (principal, action == Action::"field", resource)
when { context.match_only || (context.core && !context.core_function) };`,
    text: {
      id: "Data keluarga inti hanya untuk petugas tertentu; nama ibu kandung hanya dapat dicocokkan.",
      en: "Core family data is for named functions only; a mother's maiden name can only be matched.",
    },
    remedy: { id: "Gunakan Cocokkan: ketik yang disebut pelanggan.", en: "Use Match: type what the customer says." },
  },
  {
    id: "R39",
    set: "field",
    about: "field",
    cedar: 'forbid (principal, action == Action::"field", resource) when { context.unclassed };',
    text: {
      id: "Isian ini belum mempunyai golongan, sehingga diperlakukan paling ketat.",
      en: "This field has no class yet, so it is treated as the strictest.",
    },
    remedy: { id: "Mohon petugas pelindungan data menetapkan golongannya.", en: "Ask the data protection officer to give it a class." },
  },
  {
    id: "R46",
    set: "field",
    about: "field",
    cedar: 'forbid (principal, action == Action::"field", resource) when { context.reveal_asked && !context.reveal_allowed };',
    text: { id: "Untuk keperluan ini isian tetap disamarkan.", en: "For this purpose the field stays masked." },
    remedy: {
      id: "Pakai bentuk yang disamarkan, atau gunakan Cocokkan bila tersedia.",
      en: "Use the masked form, or Match where offered.",
    },
  },
];
