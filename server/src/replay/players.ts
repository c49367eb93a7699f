import { type Answer, type Caller, callerTo } from "../demo/day/caller.ts";
import type { People } from "../people/index.ts";
import type { StoryClock } from "../platform/clock.ts";
import { localDay } from "../platform/local-day.ts";
import { ZONE } from "./house.ts";

/** Signs people in over HTTP, once for each of their working days, and speaks with their tokens. */
export class Players {
  private readonly caller: Caller;
  private readonly tokens = new Map<string, string>();
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
    const key = `${personId} ${localDay(this.clock.now(), ZONE)} ${this.clock.now().getUTCHours() < 11 ? "am" : "pm"}`;
    const known = this.tokens.get(key);
    if (known) return known;
    const { token: link } = await this.people.makeSignInLink(personId, { purpose: "demo", hours: 1 });
    const { status, body } = await this.caller.call("POST", "/api/session/link", undefined, { token: link });
    if (status !== 200) throw new Error(`the replay could not sign a person in: ${status} ${String(body.code ?? "")}`);
    this.tokens.set(key, String(body.token));
    return String(body.token);
  }
}
