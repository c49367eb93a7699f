import type { BranchKey } from "./offices.ts";

/** The work for which customers' data are needed. */
const WORK = ["cs", "telesales", "field"] as const;
export type Work = (typeof WORK)[number];

export const VENDORS = [
  { key: "cakrawala", name: "PT Cakrawala Alih Daya (contoh)" },
  { key: "bahtera", name: "PT Bahtera Tenaga Mandiri (contoh)" },
] as const;

/** The people of the made-up company. Functions as the people chapter knows them; `home` is an office key. */
export interface StaffPlan {
  login: string;
  name: string;
  job: string;
  home: string;
  vendor?: (typeof VENDORS)[number]["key"];
  joinedOn: string;
  functions: readonly string[];
  scope: "nation" | "region" | "branch" | "portfolio";
  supervisor?: string;
  superior?: string;
  gender: "L" | "P";
  /** Telephone extension at the exchange; data posts only. */
  extension?: string;
  /** On duty until this local time after the story: work for a visitor who comes in the evening. */
  until?: string;
}

type Post = Pick<StaffPlan, "home" | "scope" | "supervisor" | "superior">;
/** What only some have, or have otherwise than their colleagues. */
type More = Pick<StaffPlan, "vendor" | "extension" | "until" | "supervisor" | "superior">;

const sumbawa: Post = { home: "sumbawa", supervisor: "arman", superior: "sudarsana", scope: "branch" };
const surabaya: Post = { home: "surabaya", supervisor: "wahyuningsih", superior: "dharma", scope: "branch" };
const jayapura: Post = { home: "jayapura", supervisor: "okto", superior: "dharma", scope: "branch" };
const head: Post = { home: "pusat", scope: "nation" };

const person = (
  at: Post,
  login: string,
  name: string,
  gender: StaffPlan["gender"],
  job: string,
  joinedOn: string,
  functions: readonly string[],
  more: More = {},
): StaffPlan => ({ ...at, login, name, gender, job, joinedOn, functions, ...more });

export const STAFF: readonly StaffPlan[] = [
  person(head, "dharma", "Surya Dharma", "L", "Direktur Regional", "2009-02-02", []),
  person(head, "ratna", "Ratna Kusumawardani", "P", "Pejabat PDP", "2016-08-01", ["officer"]),
  person(head, "bambang", "Bambang Setiadi", "L", "Auditor Internal", "2013-05-13", ["auditor"]),
  person(head, "endah", "Endah Puspitasari", "P", "HRD", "2015-01-12", ["hr"]),
  person(head, "gunawan", "Gunawan Halim", "L", "Operator Sistem", "2018-10-01", ["operator"]),
  person(head, "umpan", "Layanan Umpan Sentral", "L", "Akun Layanan", "2024-01-02", ["integrator"]),
  person(head, "lestari", "Lestari Handayani", "P", "Koordinator Vendor", "2021-03-01", ["vendor_coordinator"], { vendor: "cakrawala" }),
  person(sumbawa, "sudarsana", "I Wayan Sudarsana", "L", "Kepala Cabang", "2011-04-04", ["branch_head"], {
    supervisor: "dharma",
    superior: "dharma",
  }),
  person(sumbawa, "arman", "Arman", "L", "Supervisor", "2014-06-02", ["supervisor"], { supervisor: "sudarsana", superior: "dharma" }),
  person(sumbawa, "hasanuddin", "Lalu Hasanuddin", "L", "CS", "2014-03-03", ["cs"], { extension: "301" }),
  person(sumbawa, "rina", "Rina Marlina", "P", "CS", "2022-02-14", ["cs"], { extension: "302" }),
  person(sumbawa, "ketut", "Ketut Astawa", "L", "Telesales", "2019-09-09", ["telesales"], { extension: "303" }),
  person(sumbawa, "dimas", "Dimas Prasetyo", "L", "CS", "2025-01-06", ["cs"], { vendor: "cakrawala", extension: "304", until: "21:00" }),
  person(sumbawa, "maria", "Maria Goreti Bria", "P", "CS", "2023-07-03", ["cs"], { vendor: "cakrawala", extension: "305", until: "21:00" }),
  person(sumbawa, "yosua", "Yosua Lede", "L", "CS", "2024-04-01", ["cs", "telesales"], { vendor: "bahtera", extension: "306" }),
  person(sumbawa, "nurul", "Nurul Hidayati", "P", "Telesales", "2024-11-04", ["telesales"], { vendor: "bahtera", extension: "307" }),
  person(sumbawa, "fajar", "Fajar Ramadhan", "L", "Telesales", "2025-08-04", ["telesales", "field"], {
    vendor: "cakrawala",
    extension: "308",
  }),
  person(surabaya, "wahyuningsih", "Sri Wahyuningsih", "P", "Supervisor", "2012-01-09", ["supervisor"], {
    supervisor: "dharma",
    superior: "dharma",
  }),
  person(surabaya, "bagas", "Bagas Wicaksono", "L", "CS", "2025-05-05", ["cs"], { vendor: "cakrawala", extension: "101" }),
  person(surabaya, "intan", "Intan Permata", "P", "CS", "2020-10-05", ["cs"], { extension: "102" }),
  person(surabaya, "reza", "Reza Adiputra", "L", "Telesales", "2024-02-05", ["telesales"], { vendor: "cakrawala", extension: "103" }),
  person(surabaya, "wahyu", "Wahyu Nugraha", "L", "CS", "2024-09-02", ["cs"], { vendor: "bahtera", extension: "104" }),
  person(jayapura, "okto", "Oktovianus Merahabia", "L", "Supervisor", "2013-08-19", ["supervisor"], {
    supervisor: "dharma",
    superior: "dharma",
  }),
  person(jayapura, "ruben", "Ruben Yoteni", "L", "CS", "2023-03-06", ["cs"], { vendor: "bahtera", extension: "201" }),
  person(jayapura, "yuliana", "Yuliana Ondi", "P", "CS", "2021-06-07", ["cs"], { extension: "202" }),
  person(jayapura, "melkias", "Melkias Awom", "L", "Telesales", "2024-06-03", ["telesales"], { vendor: "bahtera", extension: "203" }),
  person(jayapura, "frans", "Frans Nerotou", "L", "Petugas Lapangan", "2025-02-03", ["field"], { vendor: "bahtera", extension: "204" }),
];

const DATA_WORK: ReadonlySet<string> = new Set(WORK);
export const holdsData = (person: StaffPlan): boolean => person.functions.some((name) => DATA_WORK.has(name));
export const agentsOf = (branch: BranchKey): StaffPlan[] => STAFF.filter((person) => person.home === branch && holdsData(person));
/** Those who serve from a desk; field people have no visit in the story. */
export const atDesks = (branch: BranchKey): StaffPlan[] =>
  agentsOf(branch).filter((person) => doesWork(person, "cs") || doesWork(person, "telesales"));
export const doesWork = (person: StaffPlan, work: Work): boolean => person.functions.includes(work);
