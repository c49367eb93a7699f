/** The closed vocabulary of masks. A mask is applied here, so that the plain value never leaves the keeper for it. */
import type { Mask } from "./protocol.ts";
import { Refusal } from "./refusal.ts";

const DOTS = "••••";
/** Shorter values would give away most of themselves by their last four. */
const LAST4_FROM = 8;

const MASKS: Record<Mask, (value: string) => string> = {
  full: (value) => value,
  last4: (value) => (value.length < LAST4_FROM ? DOTS : DOTS + value.slice(-4)),
  initials: (value) =>
    value
      .split(/\s+/u)
      .filter(Boolean)
      .map((word) => `${Array.from(word)[0]}•••`)
      .join(" "),
  domain: (value) => (value.includes("@") ? `${DOTS}@${value.slice(value.lastIndexOf("@") + 1)}` : DOTS),
  year: (value) => /^\d{4}(?=-|$)/.exec(value)?.[0] ?? DOTS,
  region: (value) =>
    /^\d{12,}$/.test(value) ? value.slice(0, 4) + DOTS : value.includes(",") ? value.slice(value.lastIndexOf(",") + 1).trim() : DOTS,
  present: (value) => (value === "" ? "" : "•"),
  hidden: () => "",
};

export function isMask(name: unknown): name is Mask {
  return typeof name === "string" && Object.hasOwn(MASKS, name);
}

export function applyMask(mask: Mask, value: string): string {
  return MASKS[mask](value);
}

interface Part {
  field: RegExp;
  masks: readonly Mask[];
}
const SHOWN: readonly Mask[] = ["full", "region"];
/** A NIK is district + birth date + serial: its last four with the other two is the whole number. */
const TOGETHER_TOO_MUCH: ReadonlyArray<readonly Part[]> = [
  [
    { field: /^(nik|nationalid|ktp)$/, masks: ["last4"] },
    { field: /^(birth|birthdate|dateofbirth|dob|tanggallahir)$/, masks: ["full"] },
    { field: /^(district|kecamatan|address|homeaddress|alamat|region)$/, masks: SHOWN },
  ],
];

/** Refuses masked fields that add up to a value that was to stay hidden. */
export function checkTogether(fields: ReadonlyArray<{ id: string; mask: Mask }>): void {
  const plain = fields.map(({ id, mask }) => ({ id: id.toLowerCase().replace(/[^a-z]/g, ""), mask }));
  for (const parts of TOGETHER_TOO_MUCH) {
    const all = parts.every((part) => plain.some(({ id, mask }) => part.field.test(id) && part.masks.includes(mask)));
    if (all) throw new Refusal("mask", "these fields under these masks add up to the whole identity number: ask for fewer in one look");
  }
}
