import type { Around, Explanation } from "./templates/contract.ts";
import { templates } from "./templates/list.ts";

/** How a look is explained: by which template, how strongly, by what. */
export interface Explained extends Explanation {
  template: string;
}

/** The strongest explanation of one look, or undefined: then it lies on a desk. Pure. */
export function explainLook(around: Around): Explained | undefined {
  let best: Explained | undefined;
  for (const template of templates) {
    const found = template.explain(around);
    if (found && (!best || found.grade < best.grade)) best = { template: template.id, ...found };
    if (best?.grade === "A") return best;
  }
  return best;
}
