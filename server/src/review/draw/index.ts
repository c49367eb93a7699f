/** The draw of looks for review: pure, seeded, and repeated by whoever doubts it. */
export { heldBack, reviewBudget } from "./budget.ts";
export { type DrawAsk, type Drawable, type Drawn, drawReviews, type Lane } from "./draw-reviews.ts";
