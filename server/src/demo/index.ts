/** The made-up company: founded and played at the first start, found again at every later one. */
import { known } from "../platform/known.ts";
import type { Product } from "../product.ts";
import { StoryFault } from "./day/stage.ts";
import type { DemoOut } from "./demo-out.ts";
import { type DemoLink, demoLinks } from "./links.ts";
import { printEvening } from "./print-evening.ts";
import { readStory } from "./story-state.ts";
import { tellStory } from "./tell-story.ts";

export { checkStory, type Verdict } from "./checker.ts";
export type { DemoOut } from "./demo-out.ts";
export { type DemoLink, demoLinks } from "./links.ts";
export { tellStory } from "./tell-story.ts";
export { tryItRoutes } from "./try-it.ts";

/** Seed of the company that `start` shows. */
const SHOWN_SEED = 7;

/**
 * Founds the company and plays its day if that has not been done in this directory, prints the evening of Sumbawa, gives a sign-in link
 * per role. A second start only gives new links: the story goes on where it stood. @throws StoryFault, StoryStopped
 */
export async function ensureDemo(product: Product, out: DemoOut): Promise<DemoLink[]> {
  const story = readStory(product.dataDir);
  if (story?.state === "being-made") throw interrupted(product);
  if (story?.state !== "played") {
    out.line("\nPT Lentera Nusa Seluler (contoh): perusahaan dan pelanggan rekaan, satu hari kerja · a made-up company, one working day");
    await tellStory(product, { seed: SHOWN_SEED, plants: true, progress: out.progress, ...known({ signal: out.signal }) });
  }
  await printEvening(product, out);
  return demoLinks(product);
}

function interrupted({ dataDir, keysDir }: Product): StoryFault {
  return new StoryFault(
    `the made-up company in ${dataDir} was not finished the last time; it holds nothing real: remove ${dataDir} and ${keysDir} and start again`,
  );
}
