/** What the guide says beside its figures. */

export const INTRODUCTION = `# Detection: what the house would catch

Written by \`npm run bench -- detection --log FILE --write\`; do not edit. It puts made-up misuse into a real event log and counts how often one evening's
draw finds it, with the product's own templates, scores and draw. It was designed on one log, BPI
Challenge 2012 (B. van Dongen, DOI 10.4121/uuid:3926db30-f712-4394-aebc-75976070e91f), and tuned to no other; run it on a log of your own.`;

export const METHOD = `## Method

- **Looks.** A look is a person's first record on a case after 30 minutes without one; each case stands for one customer. What works around the clock is
  taken for a machine, or for the customer himself.
- **Evidence.** The templates see what lay strictly before the look; the outcomes that the same person recorded until midnight are added, for that is what an
  evening knows. An open case may be taken by whoever has done this kind of work before, by one person at a time; a claim ends with the outcome, when its
  holder turns to another customer, or after an hour.
- **Score.** +3 where no work before would explain the look, +3 where no outcome was recorded by evening, and −log10 of how rare it is among all looks
  before the test window: silence of the customer, customers opened within the hour, kind of work, hour, others' unexplained eyes (half), idle account, flags.
- **Budget.** One look in a hundred, rounded down, at least three a day. Where the unexplained fit, all are reviewed; else 40 % go to the highest scores
  (nobody twice before everybody once), 50 % are drawn in proportion to score, 10 % uniformly over all looks.
- **Misuse.** One misuser at a time, at minutes of his own real work, at customers whom he does not serve that day. Made-up looks are weighed as real ones
  and never become history, so that misuse cannot launder later misuse. *Caught*: at least one of his looks is drawn, within the days that are named.
- **Placebo.** Real looks are put in again the same way. Whatever could tell them from the rest would see how looks were made up, not what is wrong with
  them: outside 0.47 to 0.53 the run is void and ends with exit code 1.
- **Intervals** are Wilson's, 95 %. AUC: the chance that a made-up look scores above a real one.
- **Lost outcomes.** The second table takes away one honest outcome in ten: what a house sees that records carelessly.`;

export const LIMITS = `## Limits

- **Copying what one rightly sees is not detectable from looks.** Only fewer fields, marked copies, honey records and call-backs help.
- **Selling one's own live portfolio behind forged outcomes is invisible here**: each look has its case, its claim and its outcome. Where an outcome counts
  only with the exchange's record, the same is found as an opening without an outcome; without such records only calling customers back finds it.
- Where outcomes are forged, "caught" is an upper bound: a reviewer at a desk sees a plausible record.
- **The unexplained floor decides.** One look at an active customer is drawn with about the chance of budget by unexplained looks; the second table shows
  what careless recording costs, and no score repairs that.
- The log is a record of work: looks that were only looks are not in it, and a real house has more that is unexplained. Contacts of grade A (exchange,
  counter) are not in it either; customers' own doings are.
- One office, one job for all, nobody's name or rank: flags of kinship, of colleagues and of honey records are not measured. Public figures are drawn at random,
  3 customers in 1,000.
- The exchange's records are assumed to be complete where they are required.`;
