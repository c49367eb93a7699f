/** Counts in a rolling hour, by minutes: small however many looks there are. */
const MINUTE = 60_000;
const MINUTES = 60;

export class HourCount {
  private readonly minutes = new Map<number, number>();

  /** How many in the hour before `when` (ms since 1970). */
  count(when: number): number {
    const now = Math.floor(when / MINUTE);
    let sum = 0;
    for (const [minute, n] of this.minutes) {
      if (minute <= now - MINUTES) this.minutes.delete(minute);
      else sum += n;
    }
    return sum;
  }

  add(when: number, n: number): void {
    const minute = Math.floor(when / MINUTE);
    this.minutes.set(minute, (this.minutes.get(minute) ?? 0) + n);
  }
}

/** Distinct names in a rolling hour. */
export class HourNames {
  private readonly last = new Map<string, number>();

  /** Those of the names that are not among the hour's. */
  without(names: readonly string[], when: number): string[] {
    this.forget(when);
    return names.filter((name) => !this.last.has(name));
  }

  private forget(when: number): void {
    for (const [name, at] of this.last) if (at <= when - MINUTE * MINUTES) this.last.delete(name);
  }

  /** How many distinct names there would be with these. */
  countWith(names: readonly string[], when: number): number {
    this.forget(when);
    return this.last.size + new Set(names.filter((name) => !this.last.has(name))).size;
  }

  /** Adds the names; the function returned takes them out again. */
  add(names: readonly string[], when: number): () => void {
    const before = names.map((name) => [name, this.last.get(name)] as const);
    for (const name of names) this.last.set(name, when);
    return () => {
      for (const [name, at] of before)
        if (at === undefined) this.last.delete(name);
        else this.last.set(name, at);
    };
  }
}
