/**
 * When an offer may be brought to a customer, by his own clocks (R89). Monday to Saturday from 08.00 to 20.00, not on holidays, is what POJK
 * 22/2023 article 62 allows for collection; offers are given no more. A house that wants less says so here.
 */
export const CONTACT_WINDOW = {
  /** Monday is 1. */
  days: [1, 2, 3, 4, 5, 6],
  from: "08:00",
  until: "20:00",
  /** Offers a customer in so many days, whoever brings them. */
  most: 2,
  within: 7,
} as const;

/** Where nobody knows in which zone a customer lives, all of them must allow it. */
export const ALL_ZONES: readonly string[] = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"];

/** Ways to reach somebody. */
export const CHANNELS = ["phone", "whatsapp", "email", "visit"] as const;
export type Channel = (typeof CHANNELS)[number];
