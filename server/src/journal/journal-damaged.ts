import { TreeDamaged } from "@mercusuar/proof";
import { type Problem, problem } from "../platform/problem.ts";

/** What is missing or altered, in both languages: a number, never a value. */
export function damaged(id: string, en: string): Problem {
  return problem(
    "journal-damaged",
    { id: `Catatan akses rusak: ${id} tidak ada atau diubah.`, en: `The journal is damaged: ${en} is missing or altered.` },
    {
      status: 500,
      detail: { id: "Jalankan mercusuar journal verify.", en: 'Run "mercusuar journal verify".' },
    },
  );
}

/** What a journal's tree says of its damage, as a problem; anything else as it is. */
export function asDamage(error: unknown): unknown {
  if (!(error instanceof TreeDamaged)) return error;
  return damaged(`${error.what === "tile" ? "berkas pohon" : "catatan"} ${error.where}`, `${error.what} ${error.where}`);
}
