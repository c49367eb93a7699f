/** What the journal tells of keys: made, rotated, destroyed. */
import type { Entry } from "@mercusuar/proof";
import type { HolderList } from "./holder-list.ts";
import { type KeyMade, keysOfEpoch } from "./key-ring.ts";
import { LogHistory } from "./log-history.ts";

interface Life extends KeyMade {
  madeAt: string;
  destroyedAt?: string;
}

interface Turn {
  ts: string;
  when: number;
  came?: number;
  renew?: boolean;
}

export class KeyHistory {
  readonly lives = new Map<string, Life>();
  readonly log = new LogHistory();
  /** Epochs alive, newest first. */
  epochs: readonly number[] = [1];
  /** The rotation that goes on gives every holder a new DEK, too. */
  renewing = false;
  /** Rotations that did. */
  renewals = 0;
  /** When the last rotation began, ms since 1970: story time where the log is simulated. */
  rotatedAt: number | undefined;

  /** One entry of kind `key.*`, at this index. */
  take({ typ, ts, at, body = {} }: Pick<Entry, "typ" | "ts" | "at" | "body">, list: HolderList, index: number): void {
    const key = String(body.key ?? "");
    if (typ === "key.create") this.made({ key, fp: String(body.fp) }, ts);
    if (typ === "key.rotate" && key.startsWith("log")) this.log.take(body, Date.parse(at ?? ts), index);
    else if (typ === "key.rotate")
      this.rotated(
        String(body.state),
        Number(body.epoch),
        { ts, when: Date.parse(at ?? ts), came: Number(body.count ?? 0), renew: body.renew === true },
        list,
      );
    if (typ === "key.erase") this.destroyed(key, ts);
  }

  made(key: KeyMade, madeAt: string): void {
    this.lives.set(key.key, { ...key, madeAt });
  }

  destroyed(key: string, destroyedAt: string): void {
    const life = this.lives.get(key);
    if (life !== undefined) life.destroyedAt ??= destroyedAt;
  }

  /** @param of `came`: holders under the new keys when it ended; `renew`: each gets a new DEK */
  rotated(state: string, epoch: number, { ts, when, came = 0, renew = false }: Turn, list: HolderList): void {
    if (state === "begin") {
      this.renewing = renew;
      if (renew) this.renewals++;
      this.rotatedAt = when;
      this.epochs = [epoch, ...this.epochs];
      list.begin(epoch);
    }
    if (state === "end") {
      // The end says it for all of them: their own entries may have been lost with a full disk, the keys are gone either way.
      for (const old of this.epochs) if (old !== epoch) for (const key of keysOfEpoch(old)) this.destroyed(key, ts);
      this.epochs = [epoch];
      this.renewing = false;
      list.end(came);
    }
  }

  get rotating(): boolean {
    return this.epochs.length > 1;
  }

  /** Keys that have to be there. */
  *living(): Generator<KeyMade> {
    for (const { key, fp, destroyedAt } of this.lives.values()) if (destroyedAt === undefined) yield { key, fp };
  }
}
