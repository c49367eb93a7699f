import { commitment } from "../platform/lot.ts";
import { drawReviews } from "./draw/index.ts";
import { listHash } from "./draw-list.ts";
import { type Candidate, candidatesOf } from "./draw-store.ts";
import type { ReviewParts } from "./parts.ts";

/** Bodies of the journal's `draw` entries, in their order. */
export interface DrawEntry {
  index: number;
  body: Readonly<Record<string, unknown>>;
}

/** What a draw turned out to be. `same`: seed, list and picks are what was committed to; else what differs. */
export interface CheckedDraw {
  id: string;
  office: string;
  date: string;
  part: number;
  /** Entries of commitment and revelation. */
  committed: number;
  revealed: number | undefined;
  candidates: number;
  picks: number;
  state: "same" | "differs" | "unsure";
  /** Codes of what is wrong. */
  what: string[];
}

/**
 * Repeats draws from the journal (R53): the seed must be the one that was committed to, the list of looks the one whose hash stands beside it, and
 * drawing anew must give the same picks. @param entries of one day, all of them, in their order
 */
export async function checkDraws(
  { db }: Pick<ReviewParts, "db">,
  entries: readonly DrawEntry[],
  wanted: { date: string; office?: string | undefined },
): Promise<CheckedDraw[]> {
  const ours = entries.filter(({ body }) => body.date === wanted.date && (wanted.office === undefined || body.office === wanted.office));
  const commits = ours.filter(({ body }) => body.kind === "committed");
  const checked = await Promise.all(
    commits.map(async (one) => {
      const revealed = ours.filter(({ body }) => body.kind === "revealed" && body.id === one.body.id);
      return checkOne(one, revealed, await candidatesOf(db, String(one.body.id)), commits);
    }),
  );
  const orphans = ours.filter(({ body }) => body.kind === "revealed" && !commits.some((one) => one.body.id === body.id));
  return [
    ...checked,
    ...orphans.map((one) => ({
      ...about(one),
      revealed: one.index,
      candidates: 0,
      picks: 0,
      state: "differs" as const,
      what: ["never-committed"],
    })),
  ];
}

const about = ({ index, body }: DrawEntry): Pick<CheckedDraw, "id" | "office" | "date" | "part" | "committed"> => ({
  id: String(body.id),
  office: String(body.office),
  date: String(body.date),
  part: Number(body.part),
  committed: index,
});

function checkOne(
  commit: DrawEntry,
  revealed: readonly DrawEntry[],
  list: readonly Candidate[],
  commits: readonly DrawEntry[],
): CheckedDraw {
  const [first] = revealed;
  const told = { ...about(commit), revealed: first?.index, candidates: Number(commit.body.count) };
  const picked = revealed.flatMap(({ body }) => (Array.isArray(body.picked) ? (body.picked as string[]) : []));
  if (!first) return { ...told, picks: 0, state: "unsure", what: ["not-revealed"] };
  const seed = String(first.body.seed);
  const what = [
    ...(first.index > commit.index ? [] : ["revealed-before-it-was-committed"]),
    ...(isSeedOf(seed, commit.body.seed) ? [] : ["seed"]),
    ...(listHash(list) === commit.body.list ? [] : [list.length === 0 ? "list-missing" : "list"]),
    ...(commits.some((one) => one !== commit && one.body.office === commit.body.office && one.body.part === commit.body.part)
      ? ["drawn-twice"]
      : []),
  ];
  if (what.length === 0) what.push(...differing(picked, drawReviews({ looks: list, budget: Number(commit.body.budget), seed })));
  const isUnsure = what.length === 1 && what[0] === "list-missing";
  return { ...told, picks: picked.length, state: what.length === 0 ? "same" : isUnsure ? "unsure" : "differs", what };
}

function isSeedOf(seed: string, hash: unknown): boolean {
  try {
    return commitment(seed) === hash;
  } catch {
    return false;
  }
}

/** Picks that are there and should not be, and the other way round. */
function differing(picked: readonly string[], drawn: ReadonlyArray<{ id: string; lane: string }>): string[] {
  const expected = new Set(drawn.map(({ id, lane }) => `${id} ${lane}`));
  const found = new Set(picked);
  return [
    ...[...found].filter((one) => !expected.has(one)).map((one) => `picked-not-drawn ${one}`),
    ...[...expected].filter((one) => !found.has(one)).map((one) => `drawn-not-picked ${one}`),
  ];
}
