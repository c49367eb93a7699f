/**
 * National holidays and joint leave (cuti bersama), by date. Sources: SKB 3 Menteri 1017/2024, 2/2024, 2/2024 with its change 933/2025,
 * 1/2025, 3/2025 for 2025 (17 + 11 days, the eleventh being 18 August); SKB 3 Menteri 1497/2025, 2/2025, 5/2025 for 2026 (17 + 8 days).
 * Each date was compared on 2026-11-30 with the lists as newspapers and offices printed them; the decrees themselves were not at hand. Days
 * that a minister fixes by sighting (Idulfitri, Iduladha) may still move. Further years: `mercusuar import holidays`.
 */
const HOLIDAYS_2025 = `2025-01-01 2025-01-27 2025-01-29 2025-03-29 2025-03-31 2025-04-01 2025-04-18 2025-04-20 2025-05-01 2025-05-12 2025-05-29
 2025-06-01 2025-06-06 2025-06-27 2025-08-17 2025-09-05 2025-12-25`;
const LEAVE_2025 =
  "2025-01-28 2025-03-28 2025-04-02 2025-04-03 2025-04-04 2025-04-07 2025-05-13 2025-05-30 2025-06-09 2025-08-18 2025-12-26";
const HOLIDAYS_2026 = `2026-01-01 2026-01-16 2026-02-17 2026-03-19 2026-03-21 2026-03-22 2026-04-03 2026-04-05 2026-05-01 2026-05-14 2026-05-27
 2026-05-31 2026-06-01 2026-06-16 2026-08-17 2026-08-25 2026-12-25`;
const LEAVE_2026 = "2026-02-16 2026-03-18 2026-03-20 2026-03-23 2026-03-24 2026-05-15 2026-05-28 2026-12-24";

/** Days on which nobody is bothered with offers. */
export const SHIPPED_HOLIDAYS: ReadonlySet<string> = new Set(
  [HOLIDAYS_2025, LEAVE_2025, HOLIDAYS_2026, LEAVE_2026].flatMap((days) => days.split(/\s+/)),
);
