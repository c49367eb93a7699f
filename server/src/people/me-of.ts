import type { Static } from "typebox";
import { known } from "../platform/known.ts";
import type { SignedIn } from "../platform/signed-in.ts";
import { desksOf } from "./functions.ts";
import type { meSchema } from "./me.ts";
import type { PeopleRouteParts } from "./routes.ts";
import { PASSWORD_LENGTH } from "./set-password.ts";

export type Me = Static<typeof meSchema>;

export async function meOf({ people, clock, simulated }: PeopleRouteParts, tokenHash: string, { person }: SignedIn): Promise<Me> {
  const [row, terms, quota] = await Promise.all([people.standingOf(tokenHash), people.newestTerms(), people.quota(person.id, person.zone)]);
  const { id, name, job, functions, employment, language } = person;
  return {
    person: { id, name, login: row.login, job, functions, employment, language },
    office: { id: row.office_id, name: row.office_name, zone: row.zone, label: row.zone_label },
    duty: { on: row.on_duty, ...known({ kind: row.duty_kind, until: row.duty_until?.toISOString() }) },
    terms: { ok: row.terms_ok, version: terms?.version ?? 0 },
    pledge: { ok: row.pledged, ...known({ until: row.pledge_until?.toISOString() }) },
    hasPassword: row.has_password,
    password: PASSWORD_LENGTH,
    quota,
    desks: desksOf(functions),
    now: clock.now().toISOString(),
    simulated,
  };
}
