import type { Region } from "./names.ts";

/** *PT Lentera Nusa Seluler (contoh)*: the offices, in the order in which they are founded. */
export interface OfficePlan {
  key: string;
  name: string;
  kind: "head" | "region" | "branch";
  parent?: string;
  zone: string;
  label: string;
  size: "large" | "medium" | "small";
}

const WIB = { zone: "Asia/Jakarta", label: "WIB" };
const WITA = { zone: "Asia/Makassar", label: "WITA" };
const WIT = { zone: "Asia/Jayapura", label: "WIT" };

export const OFFICES: readonly OfficePlan[] = [
  { key: "pusat", name: "Kantor Pusat Jakarta", kind: "head", ...WIB, size: "large" },
  { key: "jawa", name: "Regional Jawa Timur", kind: "region", parent: "pusat", ...WIB, size: "large" },
  { key: "nusra", name: "Regional Bali Nusa Tenggara", kind: "region", parent: "pusat", ...WITA, size: "medium" },
  { key: "papua", name: "Regional Papua", kind: "region", parent: "pusat", ...WIT, size: "medium" },
  { key: "surabaya", name: "Surabaya", kind: "branch", parent: "jawa", ...WIB, size: "large" },
  { key: "sumbawa", name: "Sumbawa Besar", kind: "branch", parent: "nusra", ...WITA, size: "small" },
  { key: "jayapura", name: "Jayapura", kind: "branch", parent: "papua", ...WIT, size: "medium" },
];

export type BranchKey = "surabaya" | "sumbawa" | "jayapura";

/** What differs between the three branches that serve customers. `offset` is hours before UTC that a local clock shows. */
export const BRANCHES: Record<BranchKey, { region: Region; offset: number; customers: number; opens: string; closes: string }> = {
  sumbawa: { region: "sumbawa", offset: 8, customers: 2200, opens: "08:00", closes: "17:00" },
  surabaya: { region: "jawa", offset: 7, customers: 1600, opens: "07:30", closes: "16:00" },
  jayapura: { region: "papua", offset: 9, customers: 1200, opens: "08:00", closes: "17:00" },
};
