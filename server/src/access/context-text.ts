import { canonical } from "@mercusuar/proof";
import { Memo } from "../platform/memo.ts";
import { factsKey } from "./facts-key.ts";
import type { Facts } from "./facts-shape.ts";

const texts = new Memo<string>();

/** The policy context of a decision as canonical text, as it will stand in the journal: the facts, and the person's office. */
export const contextText = (facts: Facts, office: string): string =>
  texts.of(`${office} ${factsKey(facts)}`, () => canonical({ ...facts, office }));
