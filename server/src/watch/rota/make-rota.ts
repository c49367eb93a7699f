import { drawAgain } from "./draw-period.ts";
import type { Member, Pair } from "./draw-rota.ts";
import { nudge } from "./nudge.ts";
import type { RotaParts } from "./parts.ts";
import { type NudgeAbout, type PeerPage, peerPage } from "./peer-page.ts";
import { periodOf } from "./period.ts";
import { ringOf } from "./store.ts";
import { type TeamRota, teamRotas } from "./team-page.ts";

/** Whose page it is. */
export interface RotaPerson {
  id: string;
  officeId: string;
  zone: string;
}

export interface Rota {
  /** An agent's own page: whom he watches this week, and the pairs of weeks that are over. */
  page(person: RotaPerson): Promise<PeerPage>;
  /** "Ingatkan rekan". @throws Problem 404 for somebody whom he does not watch, 409 a second time on one day */
  nudge(person: RotaPerson, to: string, about: NudgeAbout): Promise<void>;
  /** Draws what is due, and tells the weeks of one office or of all. @throws Problem 404 */
  teams(officeId?: string): Promise<TeamRota[]>;
  /** Whom somebody watches this week, or is watched by; nobody where no rota is drawn yet. */
  ringOf(personId: string, zone: string): Promise<string[]>;
  /** The pairs of a rota, drawn again from its members, the weeks before and the seed. */
  again(rota: { id: string; officeId: string; period: string; members: Member[]; watchers: number }): Promise<Pair[]>;
}

/** The peer rota of a house (R74, R75). */
export function makeRota(parts: RotaParts): Rota {
  return {
    page: (person) => peerPage(parts, person),
    nudge: (person, to, about) => nudge(parts, person, to, about),
    teams: (officeId) => teamRotas(parts, officeId),
    ringOf: (personId, zone) => ringOf(parts.db, personId, periodOf(parts.clock.now(), zone)),
    again: (rota) => drawAgain(parts, rota),
  };
}
