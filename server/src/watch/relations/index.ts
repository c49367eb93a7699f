/** What shows only when people, customers and weeks are laid side by side. Pure; called once a night. */
export { type Collusion, collusionsOf } from "./collusion.ts";
export { type Crowd, crowdsOf } from "./crowds.ts";
export { type DayCount, type Drift, driftOf, summed } from "./drift.ts";
export { type Series, seriesOf } from "./series.ts";
export type { UnexplainedLook } from "./unexplained.ts";
