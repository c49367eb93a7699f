import type { Draw } from "./draw.ts";

/**
 * Name lists of the made-up company, by office: most people of East Java and Sumbawa bear no family name, many in Papua do.
 * Combined at random; no list holds a known person's full name.
 */
export type Region = "jawa" | "sumbawa" | "papua";
export type Gender = "L" | "P";

const MEN: Record<Region, readonly string[]> = {
  jawa: [
    "Agus", "Bambang", "Budi", "Cahyo", "Darmawan", "Eko", "Fendi", "Galih", "Hariyanto", "Imam", "Joko", "Kuncoro", "Lukman", "Mulyadi",
    "Nugroho", "Priyo", "Rahmat", "Slamet", "Sugeng", "Teguh", "Untung", "Wahyudi", "Yulianto", "Zainal",
  ],
  sumbawa: [
    "Abdul Rauf", "Ahmad", "Burhanuddin", "Edy", "Faisal", "Hamzah", "Ibrahim", "Jamaluddin", "Kaharuddin", "Lalu Mustamin", "M. Saleh",
    "Nasaruddin", "Rizal", "Rusdi", "Syafruddin", "Syamsul", "Taufik", "Usman", "Yasin", "Zulkifli",
  ],
  papua: [
    "Agustinus", "Benyamin", "Daniel", "Elias", "Frans", "Gerson", "Hendrik", "Isak", "Johanis", "Kornelis", "Lukas", "Markus", "Nataniel",
    "Obet", "Paulus", "Ronald", "Samuel", "Timotius", "Wellem", "Yance",
  ],
};
const WOMEN: Record<Region, readonly string[]> = {
  jawa: [
    "Ani", "Ayu", "Dewi", "Endang", "Fitri", "Hartini", "Indah", "Kartika", "Lestari", "Mega", "Ningsih", "Nur", "Puji", "Ratih", "Retno",
    "Sri", "Suharti", "Titik", "Utami", "Wahyuni", "Wulan", "Yanti",
  ],
  sumbawa: [
    "Aisyah", "Baiq Nurhayati", "Fatimah", "Halimah", "Hasanah", "Jumiati", "Khadijah", "Mariam", "Nurjannah", "Rahmawati", "Rosdiana",
    "Salmah", "Sarafiah", "Siti", "Sumarni", "Syarifah", "Zaenab", "Zubaidah",
  ],
  papua: [
    "Adriana", "Agustina", "Bertha", "Christina", "Debora", "Ester", "Fransina", "Helena", "Irene", "Juliana", "Karolina", "Lidya",
    "Martha", "Naomi", "Orpa", "Petronela", "Rosalina", "Selvina", "Yohana", "Yuliana",
  ],
};
const SECOND: Record<Region, readonly string[]> = {
  jawa: [
    "Santoso", "Wibowo", "Prasetyo", "Hidayat", "Susanto", "Kurniawan", "Setiawan", "Purnomo", "Saputra", "Widodo", "Handoko", "Firmansyah",
    "Rahayu", "Anggraini", "Safitri", "Maharani", "Kusuma", "Pratiwi", "Hapsari", "Laksana",
  ],
  sumbawa: [
    "Ramadhan", "Hasan", "Mansyur", "Arifin", "Bakri", "Iskandar", "Jafar", "Karim", "Latif", "Mahmud", "Prasetyo", "Salim", "Thamrin",
    "Wahab", "Yunus", "Marlina", "Astuti", "Damayanti", "Hidayati", "Sulastri",
  ],
  papua: [
    "Wanggai", "Rumbiak", "Kogoya", "Wenda", "Tabuni", "Mandosir", "Rumaropen", "Yarangga", "Kambu", "Imbiri", "Sawaki", "Ayomi", "Korwa",
    "Mambor", "Nussy", "Ohee", "Pekey", "Suebu", "Tokoro", "Waromi",
  ],
};
const FATHERS = ["Abdullah", "Amin", "Harun", "Idris", "Malik", "Saleh", "Sulaiman", "Umar", "Yakub", "Zakaria"] as const;
const DEGREES = ["S.Pd.", "S.E.", "S.H.", "A.Md.", "S.Kom.", "M.M."] as const;

/** A full name as it stands on a card: one word, two words, with bin or binti, with a title. */
export function drawName(draw: Draw, region: Region, gender: Gender): string {
  const first = draw.one((gender === "L" ? MEN : WOMEN)[region]);
  const kind = draw.between(1, 100);
  if (region !== "papua" && kind <= 12) return first;
  if (region === "sumbawa" && kind <= 22) return `${first} ${gender === "L" ? "bin" : "binti"} ${draw.one(FATHERS)}`;
  const two = `${first} ${draw.one(SECOND[region])}`;
  if (region !== "papua" && kind > 94) return `${gender === "L" ? "H." : "Hj."} ${two}`;
  return kind > 86 && kind <= 94 ? `${two}, ${draw.one(DEGREES)}` : two;
}

/** The family name that a staff member and a customer may share by chance. */
export const lastWord = (name: string): string => name.replace(/,.*$/u, "").split(" ").at(-1) ?? name;
