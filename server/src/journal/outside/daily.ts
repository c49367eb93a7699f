/** What leaves the house once a day (UTC), tried again until it has gone; the journal never waits for it. */

export interface DailyErrand {
  /** The last day for which it was done: YYYY-MM-DD, UTC. */
  day: string | undefined;
  /** Why it could not be done; never personal data. */
  trouble: string | undefined;
}

const TRY_AGAIN_MS = 10 * 60_000;

export class Daily implements DailyErrand {
  day: string | undefined;
  trouble: string | undefined;
  private readonly run: (day: string) => Promise<void>;
  private tryAt = 0;
  private under: Promise<void> | undefined;

  /** @param day for which an earlier process did it */
  constructor(run: (day: string) => Promise<void>, day?: string) {
    this.run = run;
    this.day = day;
  }

  /** Does it where it is due. Fulfils when it has ended, well or not. */
  offer(now: Date): Promise<void> {
    const day = now.toISOString().slice(0, 10);
    if (this.under === undefined && day !== this.day && now.getTime() >= this.tryAt) this.under = this.attempt(day, now.getTime());
    return this.under ?? Promise.resolve();
  }

  private async attempt(day: string, now: number): Promise<void> {
    this.tryAt = now + TRY_AGAIN_MS;
    try {
      await this.run(day);
      this.day = day;
      this.trouble = undefined;
    } catch (error) {
      this.trouble = (error as Error).message;
    } finally {
      this.under = undefined;
    }
  }
}
