/** For programs that run the product inside themselves: benchmarks, tests. Everybody else talks HTTP through the client package. */
export { appOf } from "./http/app-of.ts";
export { newId } from "./platform/ids.ts";
export { openProduct, type Product, type ProductOptions } from "./product.ts";
