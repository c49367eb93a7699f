import { type Answer, type Caller, callerTo } from "../demo/day/caller.ts";
import type { People } from "../people/index.ts";
import type { StoryClock } from "../platform/clock.ts";

/** Shorter than a session lasts (12 hours). */
const SIGNED_IN = 8 * 3_600_000;

/** Signs people in over HTTP when they come, and speaks with their tokens. */
export class Players {
  private readonly caller: Caller;
  private readonly sessions = new Map<string, { token: string; until: number }>();
  private readonly people: People;
  private readonly clock: StoryClock;

  constructor(baseUrl: string, people: People, clock: StoryClock) {
    this.caller = callerTo(baseUrl);
    this.people = people;
    this.clock = clock;
  }

  async post(personId: string, path: string, body?: unknown): Promise<Answer> {
    return this.caller.call("POST", path, await this.token(personId), body);
  }

  private async token(personId: string): Promise<string> {
    const now = this.clock.now().getTime();
    const known = this.sessions.get(personId);
    if (known && now < known.until) return known.token;
    const { token: link } = await this.people.makeSignInLink(personId, { purpose: "demo", hours: 1 });
    const { status, body } = await this.caller.call("POST", "/api/session/link", undefined, { token: link });
    if (status !== 200) throw new Error(`the replay could not sign a person in: ${status} ${String(body.code ?? "")}`);
    this.sessions.set(personId, { token: String(body.token), until: now + SIGNED_IN });
    return String(body.token);
  }
}
