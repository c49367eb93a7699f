/** For programs that run the product inside themselves: benchmarks, tests. Everybody else talks HTTP through the client package. */
export { appOf } from "./http/app-of.ts";
export { seeded } from "./platform/chance.ts";
export { readCsv } from "./platform/csv.ts";
export { newId } from "./platform/ids.ts";
export { dayBounds, isDay, localDay, nextDay } from "./platform/local-day.ts";
export { type LotStream, streamOf } from "./platform/lot.ts";
export { type Progress, startProgress } from "./platform/progress.ts";
export { openProduct, type Product, type ProductOptions } from "./product.ts";
export { XES_KEYS, type XesKeys } from "./replay/trace-builder.ts";
export { readXes } from "./replay/xes.ts";
export { type Callable, chanceToCatch, type Drawable, drawCalls, drawReviews, reviewBudget } from "./review/index.ts";
export {
  type Around,
  type CoverageTable,
  coverageOf,
  drawRota,
  explainLook,
  type Flag,
  hasWorkBefore,
  KNOWN_TIMES,
  type LookFeatures,
  type Member,
  type Model,
  modelOf,
  type Pair,
  readInstant,
  rollsOf,
  score,
  TIME_FORM,
  type TimeForm,
  templates,
  timeForm,
} from "./watch/index.ts";
