import type { Product } from "../product.ts";

/** A printed way in: `URL/masuk#t=TOKEN`. */
export interface DemoLink {
  label: string;
  token: string;
}

/** Whose desks a visitor may try, in the order in which they are printed. */
const VISITORS: ReadonlyArray<{ login: string; role: string }> = [
  { login: "arman", role: "Arman, supervisor Sumbawa Besar (Tutup Hari)" },
  { login: "maria", role: "Maria, CS Sumbawa Besar (kartu data pelanggan)" },
  { login: "dimas", role: "Dimas, CS alih daya Sumbawa Besar" },
  { login: "nurul", role: "Nurul, telesales Sumbawa Besar (sudah lewat jam dinas)" },
  { login: "wahyuningsih", role: "Sri Wahyuningsih, supervisor Surabaya" },
  { login: "okto", role: "Oktovianus, supervisor Jayapura" },
  { login: "ratna", role: "Ratna, pejabat PDP" },
  { login: "bambang", role: "Bambang, auditor" },
  { login: "endah", role: "Endah, HRD" },
];
const HOURS = 7 * 24;

/** New links of this start; those of earlier starts stay valid until they expire. */
export async function demoLinks({ people }: Product): Promise<DemoLink[]> {
  const links: DemoLink[] = [];
  for (const { login, role } of VISITORS) {
    const person = await people.find(login);
    if (person) links.push({ label: role, token: (await people.makeSignInLink(person.id, { purpose: "demo", hours: HOURS })).token });
  }
  return links;
}
