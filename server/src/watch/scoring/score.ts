import { edgeOf, type Ordered, orderedBins } from "./bins.ts";
import type { LookFeatures } from "./features.ts";
import type { Model } from "./model.ts";

/** One part of a score, as an id and its values; `tellPart` makes a sentence of it. Values hold numbers, never personal data. */
export interface ScorePart {
  id: string;
  points: number;
  values: Readonly<Record<string, string | number>>;
}

/** How much of a reviewer's time a look deserves, and why. It orders looks and weighs lots; by itself it decides nothing about anybody. */
export interface Score {
  total: number;
  /** What gave points, the weightiest first. */
  parts: readonly ScorePart[];
}

/** What evidence lacks weighs more than what is merely unusual. */
const NO_WORK_BEFORE = 3;
const NO_OUTCOME = 3;
/** Surprises are -log10 of a share; a crowd is half a surprise, for it may have a cause that is everybody's (a fault, a fire). */
const WEIGHT: Readonly<Record<Ordered, number>> = { dormancy: 1, burst: 1, crowd: 0.5, idle: 1 };
/** A larger share is told to nobody: what one look in ten is like tells nothing against anybody, and gives its points all the same. */
const UNUSUAL = 0.1;

/** Points of one look against what is usual in its job. Pure. */
export function score(look: LookFeatures, model: Model): Score {
  const parts = [
    ...evidenceParts(look),
    ...orderedParts(look, model),
    rarePart("stage", look.stage, look, model),
    rarePart("hour", String(look.hour), look, model),
    ...look.flags.map((flag) => surprise(flag, model.flagRate(look.job, flag), {})),
  ].filter(({ points }) => points > 0);
  const total = parts.reduce((all, { points }) => all + points, 0);
  return { total, parts: parts.sort((a, b) => b.points - a.points || (a.id < b.id ? -1 : 1)) };
}

/** Parts that say something to a reader. */
export const telling = ({ parts }: Score): readonly ScorePart[] => parts.filter(({ values: { share = 0 } }) => Number(share) <= UNUSUAL);

function evidenceParts({ explainedBefore, hasOutcome }: LookFeatures): ScorePart[] {
  const none = { values: {} };
  return [
    ...(explainedBefore ? [] : [{ id: "no_work_before", points: NO_WORK_BEFORE, ...none }]),
    ...(hasOutcome ? [] : [{ id: "no_outcome_by_evening", points: NO_OUTCOME, ...none }]),
  ];
}

function orderedParts(look: LookFeatures, model: Model): ScorePart[] {
  return Object.entries(orderedBins(look)).map(([name, bin]) => {
    const measure = name as Ordered;
    const from = edgeOf(measure, bin);
    const [id, values] =
      from === undefined ? [`${measure}_never`, {}] : [`${measure}${unitOf(measure, from)}`, { from: inUnit(measure, from) }];
    return surprise(id, model.tail(look.job, measure, bin), values, WEIGHT[measure]);
  });
}

/** Days are told as hours where they are less than one. */
const isHours = (measure: Ordered, from: number): boolean => (measure === "dormancy" || measure === "idle") && from < 1;
const unitOf = (measure: Ordered, from: number): string => (isHours(measure, from) ? "_hours" : "");
const inUnit = (measure: Ordered, from: number): number => (isHours(measure, from) ? Math.round(from * 24) : from);

function rarePart(measure: "stage" | "hour", category: string, look: LookFeatures, model: Model): ScorePart {
  return surprise(measure, model.rareness(look.job, look.personId, measure, category), measure === "hour" ? { hour: look.hour } : {});
}

function surprise(id: string, share: number, values: ScorePart["values"], weight = 1): ScorePart {
  return { id, points: -Math.log10(share) * weight, values: { ...values, share } };
}
