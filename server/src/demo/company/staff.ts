import type { BranchKey } from "./offices.ts";

/** The people of the made-up company. Functions as the people chapter knows them; `home` is an office key. */
export type Work = "cs" | "telesales" | "field";
export interface StaffPlan {
  login: string;
  name: string;
  job: string;
  home: string;
  vendor?: "cakrawala" | "bahtera";
  joinedOn: string;
  functions: readonly string[];
  scope: "nation" | "region" | "branch" | "portfolio";
  supervisor?: string;
  superior?: string;
  gender: "L" | "P";
  /** Telephone extension at the exchange; data posts only. */
  extension?: string;
  /** Duty ends at this local time instead of the branch's closing time. */
  until?: string;
}

export const VENDORS = [
  { key: "cakrawala", name: "PT Cakrawala Alih Daya (contoh)" },
  { key: "bahtera", name: "PT Bahtera Tenaga Mandiri (contoh)" },
] as const;

const sumbawa = { home: "sumbawa", supervisor: "arman", superior: "sudarsana", scope: "branch" } as const;
const surabaya = { home: "surabaya", supervisor: "wahyuningsih", superior: "dharma", scope: "branch" } as const;
const jayapura = { home: "jayapura", supervisor: "okto", superior: "dharma", scope: "branch" } as const;
const head = { home: "pusat", scope: "nation" } as const;

export const STAFF: readonly StaffPlan[] = [
  { ...head, login: "dharma", name: "Surya Dharma", job: "Direktur Regional", joinedOn: "2009-02-02", functions: [], gender: "L" },
  { ...head, login: "ratna", name: "Ratna Kusumawardani", job: "Pejabat PDP", joinedOn: "2016-08-01", functions: ["officer"], gender: "P" },
  {
    ...head,
    login: "bambang",
    name: "Bambang Setiadi",
    job: "Auditor Internal",
    joinedOn: "2013-05-13",
    functions: ["auditor"],
    gender: "L",
  },
  { ...head, login: "endah", name: "Endah Puspitasari", job: "HRD", joinedOn: "2015-01-12", functions: ["hr"], gender: "P" },
  {
    ...head,
    login: "gunawan",
    name: "Gunawan Halim",
    job: "Operator Sistem",
    joinedOn: "2018-10-01",
    functions: ["operator"],
    gender: "L",
  },
  {
    ...head,
    login: "umpan",
    name: "Layanan Umpan Sentral",
    job: "Akun Layanan",
    joinedOn: "2024-01-02",
    functions: ["integrator"],
    gender: "L",
  },
  {
    ...head,
    login: "lestari",
    name: "Lestari Handayani",
    job: "Koordinator Vendor",
    vendor: "cakrawala",
    joinedOn: "2021-03-01",
    functions: ["vendor_coordinator"],
    gender: "P",
  },
  {
    ...sumbawa,
    login: "sudarsana",
    name: "I Wayan Sudarsana",
    job: "Kepala Cabang",
    joinedOn: "2011-04-04",
    functions: ["branch_head"],
    supervisor: "dharma",
    superior: "dharma",
    gender: "L",
  },
  {
    ...sumbawa,
    login: "arman",
    name: "Arman",
    job: "Supervisor",
    joinedOn: "2014-06-02",
    functions: ["supervisor"],
    supervisor: "sudarsana",
    superior: "dharma",
    gender: "L",
  },
  {
    ...sumbawa,
    login: "hasanuddin",
    name: "Lalu Hasanuddin",
    job: "CS",
    joinedOn: "2014-03-03",
    functions: ["cs"],
    extension: "301",
    gender: "L",
  },
  { ...sumbawa, login: "rina", name: "Rina Marlina", job: "CS", joinedOn: "2022-02-14", functions: ["cs"], extension: "302", gender: "P" },
  {
    ...sumbawa,
    login: "ketut",
    name: "Ketut Astawa",
    job: "Telesales",
    joinedOn: "2019-09-09",
    functions: ["telesales"],
    extension: "303",
    gender: "L",
  },
  {
    ...sumbawa,
    login: "dimas",
    name: "Dimas Prasetyo",
    job: "CS",
    vendor: "cakrawala",
    joinedOn: "2025-01-06",
    functions: ["cs"],
    extension: "304",
    until: "21:00",
    gender: "L",
  },
  {
    ...sumbawa,
    login: "maria",
    name: "Maria Goreti Bria",
    job: "CS",
    vendor: "cakrawala",
    joinedOn: "2023-07-03",
    functions: ["cs"],
    extension: "305",
    until: "21:00",
    gender: "P",
  },
  {
    ...sumbawa,
    login: "yosua",
    name: "Yosua Lede",
    job: "CS",
    vendor: "bahtera",
    joinedOn: "2024-04-01",
    functions: ["cs", "telesales"],
    extension: "306",
    gender: "L",
  },
  {
    ...sumbawa,
    login: "nurul",
    name: "Nurul Hidayati",
    job: "Telesales",
    vendor: "bahtera",
    joinedOn: "2024-11-04",
    functions: ["telesales"],
    extension: "307",
    gender: "P",
  },
  {
    ...sumbawa,
    login: "fajar",
    name: "Fajar Ramadhan",
    job: "Telesales",
    vendor: "cakrawala",
    joinedOn: "2025-08-04",
    functions: ["telesales", "field"],
    extension: "308",
    gender: "L",
  },
  {
    ...surabaya,
    login: "wahyuningsih",
    name: "Sri Wahyuningsih",
    job: "Supervisor",
    joinedOn: "2012-01-09",
    functions: ["supervisor"],
    supervisor: "dharma",
    superior: "dharma",
    gender: "P",
  },
  {
    ...surabaya,
    login: "bagas",
    name: "Bagas Wicaksono",
    job: "CS",
    vendor: "cakrawala",
    joinedOn: "2025-05-05",
    functions: ["cs"],
    extension: "101",
    gender: "L",
  },
  {
    ...surabaya,
    login: "intan",
    name: "Intan Permata",
    job: "CS",
    joinedOn: "2020-10-05",
    functions: ["cs"],
    extension: "102",
    gender: "P",
  },
  {
    ...surabaya,
    login: "reza",
    name: "Reza Adiputra",
    job: "Telesales",
    vendor: "cakrawala",
    joinedOn: "2024-02-05",
    functions: ["telesales"],
    extension: "103",
    gender: "L",
  },
  {
    ...surabaya,
    login: "wahyu",
    name: "Wahyu Nugraha",
    job: "CS",
    vendor: "bahtera",
    joinedOn: "2024-09-02",
    functions: ["cs"],
    extension: "104",
    gender: "L",
  },
  {
    ...jayapura,
    login: "okto",
    name: "Oktovianus Merahabia",
    job: "Supervisor",
    joinedOn: "2013-08-19",
    functions: ["supervisor"],
    supervisor: "dharma",
    superior: "dharma",
    gender: "L",
  },
  {
    ...jayapura,
    login: "ruben",
    name: "Ruben Yoteni",
    job: "CS",
    vendor: "bahtera",
    joinedOn: "2023-03-06",
    functions: ["cs"],
    extension: "201",
    gender: "L",
  },
  {
    ...jayapura,
    login: "yuliana",
    name: "Yuliana Ondi",
    job: "CS",
    joinedOn: "2021-06-07",
    functions: ["cs"],
    extension: "202",
    gender: "P",
  },
  {
    ...jayapura,
    login: "melkias",
    name: "Melkias Awom",
    job: "Telesales",
    vendor: "bahtera",
    joinedOn: "2024-06-03",
    functions: ["telesales"],
    extension: "203",
    gender: "L",
  },
  {
    ...jayapura,
    login: "frans",
    name: "Frans Nerotou",
    job: "Petugas Lapangan",
    vendor: "bahtera",
    joinedOn: "2025-02-03",
    functions: ["field"],
    extension: "204",
    gender: "L",
  },
];

const DATA_WORK: ReadonlySet<string> = new Set(["cs", "telesales", "field"]);
export const holdsData = (person: StaffPlan): boolean => person.functions.some((name) => DATA_WORK.has(name));
export const agentsOf = (branch: BranchKey): StaffPlan[] => STAFF.filter((person) => person.home === branch && holdsData(person));
export const doesWork = (person: StaffPlan, work: Work): boolean => person.functions.includes(work);
