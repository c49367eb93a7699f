import type { Field } from "./fields/field.ts";
import type { FieldUse, Purpose } from "./purpose.ts";

/** Why a purpose cannot be published. `rule` is the demand behind it. */
export interface PurposeFault {
  rule: "R39" | "R88" | "R90" | "R91" | "R38" | "combination" | "basis";
  what: { id: string; en: string };
}

/** R90, R91: named, and not to be configured by anybody. Sale of data in any of its names, and what harms or serves oneself. */
const FORBIDDEN_TERMS = /SellDataToThirdParties|SellInsightsFromData|PoliticalCampaign|SellProductsToThirdParties/i;
const FORBIDDEN_WORDS: ReadonlyArray<[rule: "R90" | "R91", words: RegExp]> = [
  ["R91", /\b(pen|ber|men|di|per|pem)?jual(an|belikan|kan)?\b[^.]{0,40}\b(data|informasi|nomor|daftar|kontak|basis data|database)\b/iu],
  [
    "R91",
    /\b(sell|selling|sale|sales|trade|trading|resale|resell)\b[^.]{0,40}\b(data|information|list|lists|contacts|records|numbers|database)\b/iu,
  ],
  [
    "R91",
    /\b(data|information|list|contact|record|informasi|daftar)s?[\s_-]+(sale|sales|selling|broker\w*|trad\w+|penjualan|dijual|jual\s*beli)\b/iu,
  ],
  ["R90", /\b(politik|politis|politic\w*|pemilu|pilkada|kampanye partai|election)\b/iu],
  ["R90", /\b(kepentingan|keperluan|urusan|alasan)\s+pribadi\b|\bpersonal\s+(use|interest|gain|reasons?)\b/iu],
  ["R90", /\b(merugikan|membalas|balas dendam|mengancam|revenge|harass\w*|harm|blackmail|pemerasan)\b/iu],
];

const nothing = (text: string): boolean => text.trim() === "";

/** All that stands against publishing a purpose; empty: it may be published. Pure. */
export function purposeFaults(purpose: Purpose, fields: readonly Field[]): PurposeFault[] {
  const faults: PurposeFault[] = [...forbidden(purpose)];
  if (nothing(purpose.benefit.id) || nothing(purpose.benefit.en))
    faults.push({ rule: "R88", what: { id: "Manfaat bagi pelanggan belum ditulis.", en: "The benefit for the customer is not stated." } });
  if ((purpose.basis === "dpv:Consent") !== (purpose.needsConsent !== undefined))
    faults.push({
      rule: "basis",
      what: {
        id: "Dasar persetujuan dan pertanyaan persetujuan harus berpasangan.",
        en: "The basis consent and a consent question go together.",
      },
    });
  return [...faults, ...fieldFaults(purpose, fields), ...combinations(purpose.fields)];
}

function forbidden({ id, name, benefit, dpv }: Purpose): PurposeFault[] {
  const said = [id.replaceAll(/[_-]/g, " "), name.id, name.en, benefit.id, benefit.en].join(". ");
  const rule = FORBIDDEN_TERMS.test(dpv) ? "R91" : FORBIDDEN_WORDS.find(([, words]) => words.test(said))?.[0];
  if (rule === undefined) return [];
  return [
    { rule, what: { id: "Keperluan ini dilarang dan tidak dapat diatur.", en: "This purpose is prohibited and cannot be configured." } },
  ];
}

function fieldFaults({ fields }: Purpose, known: readonly Field[]): PurposeFault[] {
  return Object.entries(fields).flatMap(([id, use]): PurposeFault[] => {
    const field = known.find((one) => one.id === id);
    if (field === undefined)
      return [{ rule: "R39", what: { id: `Isian ${id} tidak ada di katalog.`, en: `Field ${id} is not in the catalogue.` } }];
    if (field.matchOnly && (use.mask !== "hidden" || use.reveal !== undefined))
      return [{ rule: "R38", what: { id: `Isian ${id} hanya boleh dicocokkan.`, en: `Field ${id} may be matched only.` } }];
    return [];
  });
}

/** NIK = district + birth date + serial: whoever sees the last four and both others has the whole number. */
function combinations(fields: Record<string, FieldUse>): PurposeFault[] {
  const shows = (id: string, masks: readonly string[]): boolean =>
    [fields[id]?.mask, fields[id]?.reveal].some((mask) => mask !== undefined && masks.includes(mask));
  const whole = shows("nik", ["last4"]) && shows("birth_date", ["full"]) && shows("address_district", ["full", "region"]);
  if (!whole) return [];
  return [
    {
      rule: "combination",
      what: {
        id: "Akhir NIK, tanggal lahir dan kecamatan bersama-sama membuka seluruh NIK.",
        en: "Last digits of the NIK, birth date and district together give the whole NIK.",
      },
    },
  ];
}
