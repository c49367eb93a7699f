import type { KeysResult } from "@mercusuar/keeper";
import type { Clock } from "../../platform/clock.ts";
import type { Keeper } from "../keeper.ts";
import type { Rotation, RotationAsk } from "./make-rotation.ts";

export interface ScheduleParts {
  keeper: Pick<Keeper, "status">;
  /** What the keeper says of its keys now. */
  keys: KeysResult;
  rotation: Pick<Rotation, "begin">;
  clock: Clock;
  /** Days from one rotation to the next. */
  every: number;
  /** What two persons have agreed to and nobody has used yet; `spend` says that it is used now. */
  approved(): Promise<(RotationAsk & { spend(): Promise<void> }) | undefined>;
}

/** What came of looking whether keys are due. `overdue`: two persons have to agree first. */
export type Turn = "not-due" | "begun" | "overdue";

const DAY = 86_400_000;
/** Stands behind a rotation on schedule where one person alone may give an import grant, too: the keeper vouches for nothing there. */
const PROGRAM = "program";

/** When the newest KEK is as old as the house lets it become. */
export function rotationDue({ keys, epoch, rotatedAt }: Pick<KeysResult, "keys" | "epoch" | "rotatedAt">, every: number): Date | undefined {
  const since = rotatedAt ?? keys.find(({ id }) => id === `kek-${epoch}`)?.madeAt;
  return since === undefined ? undefined : new Date(Date.parse(since) + every * DAY);
}

/** Both log keys have signed for as long as was said, and the old one is still there. */
export const overlapIsOver = ({ log }: Pick<KeysResult, "log">, now: Date): boolean =>
  log.next !== undefined && Date.parse(log.until ?? "") <= now.getTime();

/** Begins a rotation that is due. @throws KeeperDown · Problem where the keeper refuses */
export async function turnWhenDue({ keeper, keys, rotation, clock, every, approved }: ScheduleParts): Promise<Turn> {
  const due = rotationDue(keys, every);
  if (keys.rotating || due === undefined || due > clock.now()) return "not-due";
  const two = await approved();
  if (two === undefined && (await keeper.status()).assurance > 0) return "overdue";
  await rotation.begin(two ?? { by: PROGRAM, second: PROGRAM });
  await two?.spend();
  return "begun";
}
