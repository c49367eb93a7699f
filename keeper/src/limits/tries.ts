/** Tries of `match`: a secret of a few letters falls to anybody who may guess often enough, or ask enough colleagues. */
export const TRIES_A_CASE = 3;
export const TRIES_A_DAY = 5;
const DAY = 24 * 60 * 60_000;

export class Tries {
  private readonly byCase = new Map<string, number>();
  private readonly byHolder = new Map<string, number[]>();

  /** Tries left for this case of this holder now. `subs` are the holder's pseudonyms of now and of a day ago. */
  left(ctag: string, subs: readonly string[], when: number): number {
    const today = [...new Set(subs)].reduce((sum, sub) => sum + this.since(sub, when - DAY), 0);
    return Math.max(0, Math.min(TRIES_A_CASE - (this.byCase.get(ctag) ?? 0), TRIES_A_DAY - today));
  }

  /** Counts one; the function returned takes it back. */
  tried(ctag: string, sub: string, when: number): () => void {
    this.byCase.set(ctag, (this.byCase.get(ctag) ?? 0) + 1);
    this.byHolder.set(sub, [...(this.byHolder.get(sub) ?? []).filter((at) => at > when - DAY), when]);
    return () => {
      this.byCase.set(ctag, (this.byCase.get(ctag) ?? 1) - 1);
      const times = this.byHolder.get(sub) ?? [];
      times.splice(times.lastIndexOf(when), 1);
    };
  }

  private since(sub: string, start: number): number {
    return (this.byHolder.get(sub) ?? []).filter((at) => at > start).length;
  }
}
