/**
 * When an offer may be brought to a customer, by his own clocks (R89): Monday to Saturday from 08.00 to 18.00, not on holidays, as SEOJK
 * 12/SEOJK.07/2014 and POJK 6/2022 article 25 have it for offers of financial firms. POJK 22/2023, which replaced the latter, allows 08.00 to
 * 20.00 for collection (article 62); whether it repeats the hours of offers was not found in its own text, so the stricter ones hold for all.
 */
export const CONTACT_WINDOW = {
  /** Monday is 1. */
  days: [1, 2, 3, 4, 5, 6],
  from: "08:00",
  until: "18:00",
  /** Offers a customer in so many days, whoever brings them. */
  most: 2,
  within: 7,
} as const;

/** Where nobody knows in which zone a customer lives, all of them must allow it. */
export const ALL_ZONES: readonly string[] = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"];

/** Ways to reach somebody. */
export const CHANNELS = ["phone", "whatsapp", "email", "visit"] as const;
export type Channel = (typeof CHANNELS)[number];
