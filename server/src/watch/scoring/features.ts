/**
 * What makes one look more or less surprising. Everything here was on record strictly before the look, but `hasOutcome`, which the evening adds:
 * a look that counted itself, or what came of it, would betray the made-up looks of a benchmark and hide the real ones.
 */
export interface LookFeatures {
  /** The kind of work the person is hired for: what is rare is rare among his peers. */
  job: string;
  personId: string;
  /** Days, with fractions, since anybody or anything last touched this customer; undefined: never. */
  dormantDays: number | undefined;
  /** Other customers whom the person opened in the 60 minutes before. */
  burst: number;
  /** What kind of work: the stage of the case, else the purpose. */
  stage: string;
  /** Hour of the look in the office's own zone, 0 to 23. */
  hour: number;
  /** Other people who opened this customer within seven days without an explanation. */
  crowd: number;
  /** Days, with fractions, since the person's account was last used; undefined: never. */
  idleDays: number | undefined;
  /** Work on record before the look would explain it, if an outcome follows. */
  explainedBefore: boolean;
  /** The person recorded an outcome at this customer by evening. */
  hasOutcome: boolean;
  flags: readonly Flag[];
}

/** What is known of the two of them, or of the moment, beside the work. `rate`: the share of looks that bear it in a house that knows no better yet. */
export const FLAGS = {
  /** A record that nobody has cause to open. */
  honey: { rate: 0.0001 },
  /** One's own record. */
  self: { rate: 0.0005 },
  /** A conflict of interest that was declared. */
  declared_party: { rate: 0.0005 },
  superior: { rate: 0.001 },
  colleague: { rate: 0.002 },
  same_household: { rate: 0.0005 },
  /** Of the same house, or of the same building. */
  same_address: { rate: 0.001 },
  emergency_contact: { rate: 0.0005 },
  public_figure: { rate: 0.003 },
  /** A customer of a case that the person once had, and which was taken from him or has ended. */
  ex_case: { rate: 0.01 },
  /** A region where the person's vendor never had work. */
  new_region: { rate: 0.003 },
  /** One of a series over weeks: see relations. */
  serial: { rate: 0.003 },
  /** Nobody else of the office on duty. Slight on purpose: an office of two is not to be punished (R81). */
  alone_on_duty: { rate: 0.3 },
} as const satisfies Record<string, { rate: number }>;

export type Flag = keyof typeof FLAGS;
