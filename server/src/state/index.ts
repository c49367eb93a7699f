/** Is the house as its journal tells? Knows all chapters through their doors; nobody but the outside knows it. */
export { checkHouse } from "./check-house.ts";
export { checkState, type StateAsk, type StateParts } from "./check-state.ts";
export { checkNightly, type Nightly } from "./nightly.ts";
export type { StateFinding, StateReport } from "./report.ts";
