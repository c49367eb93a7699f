import { setFlagsFromString } from "node:v8";

/** Percent by which the heap may outgrow what lives before it is swept; 0 is V8's own choice, which is four times what lives. */
const GROWTH = 150;
const OWN_CHOICE = 0;

/**
 * Holds the heap lean while the work goes on. What an import leaves behind outlives V8's young generation by a little, batch after batch;
 * left alone, the process of a large file would take a third more memory than that of a small one, for garbage alone.
 */
export async function withLeanHeap<T>(work: () => Promise<T>): Promise<T> {
  growBy(GROWTH);
  try {
    return await work();
  } finally {
    growBy(OWN_CHOICE);
  }
}

const growBy = (percent: number): void => setFlagsFromString(`--heap-growing-percent=${percent}`);
