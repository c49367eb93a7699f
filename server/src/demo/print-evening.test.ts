import { expect, it } from "vitest";
import { type Desk, eveningLines } from "./print-evening.ts";

const row = (n: number, state = "waiting") => ({ sentence: `Sentence ${n}.`, why: ["Why."], state });
const desk: Desk = {
  office: { name: "Sumbawa Besar" },
  date: "2026-07-13",
  greeting: { looks: 564, clear: 541, answered: 13, waitingLooks: 10, waiting: 13, minutes: 26 },
  rows: [row(0, "accepted"), ...Array.from({ length: 13 }, (_, n) => row(n + 1))],
};

it("the evening on the terminal is told in one language, its supervisor's", () => {
  const [english, indonesian] = [eveningLines(desk, "en"), eveningLines(desk, "id")];
  expect(english[0]).toMatch(
    /^\nEvening desk, Sumbawa Besar, 2026-07-13: the team opened 564 .* 13 rows on the desk \(about 26 minutes\)\.$/,
  );
  expect(indonesian[0]).toMatch(/^\nTutup Hari, .*: tim membuka 564 data pelanggan; .* \(kira-kira 26 menit\)\.$/);
  expect(english.slice(1)).toEqual([
    ...Array.from({ length: 12 }, (_, n) => `  • Sentence ${n + 1}. Why.`),
    "  … and 1 more on the evening desk",
  ]);
  expect(indonesian.at(-1)).toBe("  … dan 1 lagi di meja Tutup Hari");
});
