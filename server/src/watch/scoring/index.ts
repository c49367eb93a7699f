/** How much of a reviewer's time a look deserves: features, the model of what is usual, the score and its sentences. Pure. */
export { edgesOf, type Measure, ORDERED } from "./bins.ts";
export { FLAGS, type Flag, type LookFeatures } from "./features.ts";
export { type Model, modelOf } from "./model.ts";
export { addedUp, type Roll, rollsOf } from "./rolls.ts";
export { type Score, type ScorePart, score, telling } from "./score.ts";
export { tellPart } from "./tell-part.ts";
