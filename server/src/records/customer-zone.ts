/** Java, Sumatra, western and central Borneo · Bali, Nusa Tenggara, Sulawesi, the rest of Borneo · Maluku and Papua. */
const [WIB, WITA, WIT] = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"];

/** By the first digit, where a whole postal region lies in one zone; else by the first two. */
const ZONES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(["1", "2", "3", "4", "5", "6", "73", "74", "78", "79"].map((region) => [region, WIB])),
  ...Object.fromEntries(
    ["70", "71", "72", "75", "76", "77", "8", "90", "91", "92", "93", "94", "95", "96"].map((region) => [region, WITA]),
  ),
  ...Object.fromEntries(["97", "98", "99"].map((region) => [region, WIT])),
};

/**
 * The time zone in which somebody lives, by his postal code (five digits); `undefined` without one. Kept in plain beside the sealed address: one of
 * three says little of anybody, and the hours in which he may be called (R89) are asked for at each offer.
 * Source: regions of Indonesian postal codes, first digit the group of islands, with the second the province; zones by Keppres 41/1987.
 */
export function zoneOf({ postal_code: code }: Readonly<Record<string, string>>): string | undefined {
  return code === undefined ? undefined : (ZONES[code.slice(0, 1)] ?? ZONES[code.slice(0, 2)]);
}
