import { localDay } from "../platform/local-day.ts";
import type { GrantState, PaperState, PeopleReplay, PersonState } from "./people-replay.ts";
import { instantOf } from "./told.ts";

/** What the journal says of a person at an instant, in the words of the policy's facts. */
export interface ReplayedStanding {
  left: boolean;
  terms_ok: boolean;
  screened: boolean;
  contracted: boolean;
  pledged: boolean;
  on_duty: boolean;
  in_field: boolean;
  grants: GrantState[];
  office: string;
}

/** @param at milliseconds; undefined: the journal knows nobody of this id */
export function standingAt(house: PeopleReplay, personId: string, at: number): ReplayedStanding | undefined {
  const person = house.people.get(personId);
  const zone = person && house.offices.get(person.office)?.zone;
  if (person === undefined || zone === undefined) return undefined;
  const kind = dutyKind(person, at);
  const today = localDay(new Date(at), zone);
  const within = ({ columns: { from, until } }: PaperState) =>
    (instantOf(from) ?? 0) <= at && (until === undefined || (instantOf(until) ?? 0) > at);
  return {
    left: person.state === "left",
    terms_ok: termsHold(house, person, at),
    screened: person.screenings.some(
      ({ columns: { on, until } }) => on !== undefined && until !== undefined && on <= today && today <= until,
    ),
    contracted: person.contracts.some(
      ({ columns: { from, until } }) => from !== undefined && from <= today && (until === undefined || until >= today),
    ),
    pledged: person.pledges.some(within),
    on_duty: kind === "desk" || kind === "field",
    in_field: kind === "field",
    grants: person.state === "active" ? person.grants.filter(({ revoked, starts, ends }) => !revoked && starts <= at && ends > at) : [],
    office: person.office,
  };
}

function termsHold({ terms }: PeopleReplay, { accepted }: PersonState, at: number): boolean {
  if (terms.length === 0) return false;
  const due = terms.filter(({ grace }) => grace <= at).map(({ version }) => version);
  const asked = due.length > 0 ? Math.max(...due) : Math.min(...terms.map(({ version }) => version));
  return [...accepted.keys()].some((version) => version >= asked);
}

/** Off wins over field, field over desk. Undefined: nothing is planned. */
function dutyKind({ duty }: PersonState, at: number): string | undefined {
  const kinds = new Set<string>();
  // A segment of one day may reach into the next, in whatever zone: the neighbours are asked too.
  for (const offset of [-2, -1, 0, 1, 2]) {
    const date = new Date(at + offset * 86_400_000).toISOString().slice(0, 10);
    for (const { kind, from, to } of duty.get(date)?.values() ?? []) if (from <= at && to > at) kinds.add(kind);
  }
  return ["off", "field", "desk"].find((kind) => kinds.has(kind));
}

/** Whether somebody is off duty, so that his stand-in sees his portfolio (R44). */
export function isAwayAt(house: PeopleReplay, personId: string, at: number): boolean {
  const person = house.people.get(personId);
  const kind = person && dutyKind(person, at);
  return kind === undefined || kind === "off";
}
