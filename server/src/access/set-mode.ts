import type { Reading } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { problem } from "../platform/problem.ts";
import type { House } from "./parts.ts";
import { inForce, type ModeChange } from "./policies/changed-modes.ts";
import { isLooser, loosestOf, type Mode, modesWith, SHIPPED_MODES } from "./policies/modes.ts";
import { publishPolicy } from "./publish-policy.ts";
import { WORDS } from "./words.ts";

/** Why a mode was changed, as one word of a list. */
export const MODE_WHY = {
  misuse: { id: "terjadi penyalahgunaan", en: "misuse happened" },
  blocked: { id: "pekerjaan terhambat", en: "work was blocked" },
  law: { id: "aturan hukum berubah", en: "the law changed" },
  trial: { id: "uji coba", en: "a trial" },
  review: { id: "hasil peninjauan berkala", en: "outcome of a regular review" },
} as const;
export type ModeWhy = keyof typeof MODE_WHY;

/** Is this text one of {@link MODE_WHY}? */
export const isModeWhy = (text: string): text is ModeWhy => Object.hasOwn(MODE_WHY, text);

/** A rule's mode, as it is and as far as it may go. */
export interface ModeLine {
  /** `set/id`. */
  rule: string;
  mode: Mode;
  shipped: Mode;
  loosest: Mode;
  fixed: boolean;
}

/** The table in force, in the order in which it ships (R47). */
export const modeTable = ({ policy }: Pick<House, "policy">): ModeLine[] =>
  Object.entries(SHIPPED_MODES).map(([rule, { mode: shipped, loosest }]) => ({
    rule,
    mode: policy.modes.get(rule) ?? "forbid",
    shipped,
    loosest,
    fixed: shipped === "forbid" && loosest === "forbid",
  }));

/**
 * The officer changes what a rule does, within what the table allows. Loosening counts once it is sealed. The new table has a hash of its
 * own, which every look from now on bears. @throws Problem `no-such-rule`, `mode-fixed`
 */
export async function setMode(house: House, change: { rule: string; mode: Mode; why: ModeWhy; by: string }): Promise<ModeLine> {
  const rule = change.rule.includes("/") ? change.rule : `refuse/${change.rule}`;
  if (!Object.hasOwn(SHIPPED_MODES, rule)) throw problem("no-such-rule", WORDS.noSuchRule, { status: 422, detail: WORDS.noSuchRuleWay });
  if (isLooser(change.mode, loosestOf(rule)))
    throw problem("mode-fixed", WORDS.modeFixed, { status: 409, detail: WORDS.modeFixedWay, rule, loosest: loosestOf(rule) });
  const was = house.policy.modes.get(rule) ?? "forbid";
  const [id, at] = [newId("mode"), house.clock.now()];
  const { mode, why, by } = change;
  try {
    await house.act(async (tx, write) => {
      await tx.query("insert into access.policy_mode (id, rule, mode, was, why, by_id, at) values ($1, $2, $3, $4, $5, $6, $7)", [
        ...[id, rule, mode, was, why, by, at],
      ]);
      const body = { change: "mode", id, rule, state: mode, was, why, from: at.toISOString() };
      await write({ typ: "policy", aggregate: "policy", act: by, body, marks: [{ table: "access.policy_mode", id }] });
    });
  } finally {
    // What was tightened is in force although nobody could write it down.
    await readModes(house);
  }
  await publishPolicy(house);
  return modeTable(house).find((line) => line.rule === rule) as ModeLine;
}

/** The modes as they are in force, from the table into memory: asked at every look. */
export async function readModes(house: House): Promise<void> {
  house.policy = house.policy.withModes(modesWith(inForce(await modeChanges(house.db))));
}

async function modeChanges(db: Reading): Promise<ModeChange[]> {
  const { rows } = await db.query<ModeChange>("select rule, mode, idx is not null as sealed from access.policy_mode order by at, id");
  return rows;
}
