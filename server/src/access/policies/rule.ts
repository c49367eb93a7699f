import type { Words } from "../../platform/language.ts";

/**
 * The question a rule answers. `refuse`: a satisfied rule closes. `watch`: open, but seen (boleh lepas tapi awasi). `field`: closes one field.
 * `keeper`: not ours to decide; the keeper's own limit, listed here so that its refusal has words.
 */
export type RuleSet = "refuse" | "watch" | "field" | "keeper";

/** One rule as an auditor reads it: the Cedar text that decides, the sentence that explains, the lawful way on. */
export interface Rule {
  id: string;
  set: RuleSet;
  /** `person`: does not depend on the customer, so it may be named even where the customer must seem not to exist. */
  about: "person" | "customer" | "field";
  cedar: string;
  text: Words;
  remedy: Words;
}
