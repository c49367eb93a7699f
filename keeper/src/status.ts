/** What a keeper says of itself. */
import { statfsSync } from "node:fs";
import type { Assurance } from "./cosigning/assurance.ts";
import type { Cosigning } from "./cosigning/cosigning.ts";
import type { DailyCopy } from "./cosigning/daily-copy.ts";
import type { Desk } from "./desk.ts";
import type { Memory } from "./journal/replay.ts";
import { inventory } from "./keys/inventory.ts";
import type { KeysResult, StatusResult } from "./protocol.ts";
import type { KeeperSettings } from "./settings.ts";
import type { Mirror } from "./standby/mirror.ts";
import type { Works } from "./works.ts";

interface StatusParts {
  settings: KeeperSettings;
  /** Where the journal lies. */
  root: string;
  works: Works;
  desk: Desk;
  memory: Memory;
  /** That had got keys when this keeper started. */
  holders: number;
  head: { origin: string; size: number; root: string };
  assurance: Assurance;
  cosigning: Cosigning | undefined;
  copy: DailyCopy | undefined;
  mirror: Mirror | undefined;
}

export function statusOf({
  settings,
  root,
  works,
  desk,
  memory,
  holders,
  head,
  assurance,
  cosigning,
  copy,
  mirror,
}: StatusParts): StatusResult {
  const pruned = works.pruner.last;
  return {
    ok: true,
    idx: -1,
    ts: new Date(works.clock.now()).toISOString(),
    ...head,
    simulated: settings.simulated,
    ...(desk.halted === undefined ? {} : { halted: desk.halted }),
    free: freeBytes(root),
    assurance: assurance.level,
    declared: assurance.declared,
    witnesses: [],
    unwitnessed: cosigning?.overdue() ?? false,
    unsigned: works.keys.logs.agentsAway(),
    ...(copy === undefined ? {} : { copy: copyState(copy) }),
    ...cosigning?.status(),
    ...(mirror === undefined ? {} : { mirror: { up: mirror.up } }),
    durability: "fdatasync",
    term: works.term,
    ...(pruned === undefined ? {} : { pruned: { upto: pruned.upto, before: pruned.before } }),
    epoch: works.keys.epoch,
    holders: holders + works.holders.made,
    erased: memory.destructions.size,
    unlogged: desk.unlogged(),
  };
}

export function inventoryNow({ clock, keys, rotation }: Works, { history, list }: Pick<Memory, "history" | "list">): KeysResult {
  const notBefore = rotation.notBefore(history.rotatedAt);
  return {
    ok: true,
    idx: -1,
    ts: new Date(clock.now()).toISOString(),
    ...inventory(keys, history, list),
    ...(Number.isFinite(notBefore) ? { notBefore: new Date(notBefore).toISOString() } : {}),
  };
}

function copyState({ day, trouble }: DailyCopy): NonNullable<StatusResult["copy"]> {
  return { ...(day === undefined ? {} : { day }), ...(trouble === undefined ? {} : { trouble }) };
}

export function freeBytes(root: string): number {
  const space = statfsSync(root);
  return space.bavail * space.bsize;
}
