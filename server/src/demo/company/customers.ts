import { type Draw, drawWith } from "./draw.ts";
import { drawName, type Gender, lastWord } from "./names.ts";
import { birthDate, impossibleKk, impossibleNik, unallocatedPhone } from "./numbers.ts";
import { BRANCHES, type BranchKey } from "./offices.ts";
import { drawAddress } from "./places.ts";
import { agentsOf, doesWork, STAFF } from "./staff.ts";

/** One made-up customer. `values` by field id of the catalogue; absent consent = never asked. */
export interface CustomerPlan {
  number: string;
  branch: BranchKey;
  holder: string;
  standIn: string;
  values: Record<string, string>;
  offers?: "yes" | "no";
  interest?: "yes" | "no";
  publicFigure: boolean;
  /** Days since the last recorded contact before the story day. */
  silentDays: number;
}

const JOBS = [
  "Pedagang",
  "Petani",
  "Nelayan",
  "Guru",
  "Perawat",
  "Pegawai negeri",
  "Karyawan swasta",
  "Sopir",
  "Penjahit",
  "Mahasiswa",
  "Ibu rumah tangga",
  "Wiraswasta",
] as const;
const EMPLOYERS = [
  "CV Sinar Pagi (contoh)",
  "UD Makmur Jaya (contoh)",
  "PT Tambora Raya (contoh)",
  "Koperasi Harapan (contoh)",
  "Usaha sendiri",
] as const;
const PLANS = ["Lentera Hemat 10 GB", "Lentera Keluarga 40 GB", "Lentera Pro 100 GB", "Lentera Prabayar"] as const;
/** The one public figure: a film director who does not exist. */
export const PUBLIC_FIGURE = "Gilang Samudra Wirabuana";

/** All customers, branch by branch; the same chance gives the same list. */
export function madeUpCustomers(chance: () => number): CustomerPlan[] {
  const draw = drawWith(chance);
  const branches = Object.keys(BRANCHES) as BranchKey[];
  let serial = 0;
  return branches.flatMap((branch) => {
    const kk = { value: "", left: 0 };
    return Array.from({ length: BRANCHES[branch].customers }, (_, n) => madeUpCustomer(draw, branch, n, serial++, kk));
  });
}

function madeUpCustomer(draw: Draw, branch: BranchKey, n: number, serial: number, kk: { value: string; left: number }): CustomerPlan {
  const { region } = BRANCHES[branch];
  const publicFigure = branch === "sumbawa" && n === 0;
  const gender: Gender = draw.likely(0.5) || publicFigure ? "L" : "P";
  const born = birthDate(draw);
  if (kk.left-- <= 0) Object.assign(kk, { value: impossibleKk(draw, serial), left: draw.likely(0.15) ? draw.between(1, 3) : 0 });
  const name = publicFigure ? PUBLIC_FIGURE : namedFor(draw, branch, n, gender);
  const number = `LN${String(100_000 + serial)}`;
  const values: Record<string, string> = {
    customer_number: number,
    name,
    gender,
    birth_date: born,
    job: publicFigure ? "Sutradara" : draw.one(JOBS),
    email: `${lastWord(name)
      .toLowerCase()
      .replace(/[^a-z]/gu, "")}${serial}@surel.example`,
    phone: unallocatedPhone(draw, serial),
    nik: impossibleNik(draw, born, gender, serial),
    kk: kk.value,
    ...drawAddress(draw, region),
    employer: draw.one(EMPLOYERS),
    employed_since: `${draw.between(2005, 2025)}-${String(draw.between(1, 12)).padStart(2, "0")}-01`,
    income: String(draw.between(18, 240) * 100_000),
    mother_name: drawName(draw, region, "P"),
    plan: draw.one(PLANS),
    bill_last: String(draw.between(35, 480) * 1000),
    tenure_months: String(draw.between(1, 120)),
  };
  if (draw.likely(0.55)) values.spouse = drawName(draw, region, gender === "L" ? "P" : "L");
  return { number, branch, values, publicFigure, ...held(branch, n), ...asked(draw, isSold(branch, n)), silentDays: silence(draw) };
}

/** In Sumbawa every hundredth customer bears the family name of an agent there: names alone accuse nobody. */
function namedFor(draw: Draw, branch: BranchKey, n: number, gender: Gender): string {
  const name = drawName(draw, BRANCHES[branch].region, gender);
  if (branch !== "sumbawa" || n % 100 !== 5) return name;
  const agent = STAFF.find((person) => person.login === "dimas");
  return `${name.split(" ")[0] ?? name} ${lastWord(agent?.name ?? name)}`;
}

function held(branch: BranchKey, n: number): { holder: string; standIn: string } {
  const agents = agentsOf(branch);
  const at = (index: number): string => agents[index % agents.length]?.login ?? "";
  return { holder: at(n), standIn: at(n + 1) };
}

const isSold = (branch: BranchKey, n: number): boolean => {
  const { holder } = held(branch, n);
  return agentsOf(branch).some((person) => person.login === holder && doesWork(person, "telesales"));
};

/** Whom we never asked has no answer. Telesales ask their own customers about offers; elsewhere the question is rare. */
function asked(draw: Draw, sold: boolean): { offers?: "yes" | "no"; interest?: "yes" | "no" } {
  const answer = (yes: number, no: number): "yes" | "no" | undefined => {
    const kind = draw.between(1, 100);
    return kind <= yes ? "yes" : kind <= yes + no ? "no" : undefined;
  };
  const offers = sold ? answer(58, 10) : answer(8, 4);
  const interest = answer(5, 3);
  return { ...(offers && { offers }), ...(interest && { interest }) };
}

/** The last contact of each lies before the founding, eight days before the story day. */
const SINCE_FOUNDING = 9;
/** Most customers were in touch lately; about one in twelve has been silent for more than a season. */
const silence = (draw: Draw): number => (draw.likely(0.08) ? draw.between(120, 700) : draw.between(SINCE_FOUNDING, 60));
