import type { CaseState } from "./access-states.ts";
import type { HouseReplay } from "./house-replay.ts";
import type { JudgedReplay } from "./judged-replay.ts";
import type { DutyState } from "./people-replay.ts";
import { type Columns, type PlainTable, plain } from "./plain-table.ts";
import { rowTables } from "./rows-tables.ts";
import { instantOf } from "./told.ts";

/** @param now a claim that has run out may or may not have been let go */
export function plainTables({ people, access, judged, rows }: HouseReplay, now: number): PlainTable[] {
  return [
    ...judgedTables(judged),
    ...rowTables(rows),
    plain("people.office", "id, parent_id, path, time_zone", people.offices, ({ parent, path, zone }) => ({
      parent_id: parent ?? null,
      path,
      time_zone: zone,
    })),
    plain(
      "people.person",
      "id, office_id, state, employment, vendor_id, supervisor_id, superior_id, job, idx",
      people.people,
      ({ office, state, employment, vendor, supervisor, superior, job }) => ({
        ...{ office_id: office, state, employment, vendor_id: vendor ?? null, supervisor_id: supervisor ?? null, job },
        superior_id: superior ?? undefined,
      }),
    ),
    plain(
      "people.grant_",
      "id, person_id, function, scope, office_id, sponsor_id, starts_at, ends_at, revoked_at is not null as revoked_at, idx",
      people.grants,
      ({ person, function: name, scope, office, sponsor, starts, ends, revoked }) => ({
        ...{ person_id: person, function: name, scope, office_id: office ?? null, sponsor_id: sponsor ?? null },
        ...{ starts_at: starts, ends_at: ends, revoked_at: revoked },
      }),
    ),
    plain(
      "people.delegation",
      `id, person_id, array_to_string(functions, ' ') as functions, scope, office_id, starts_at, ends_at, revoked_at is not null as revoked_at, idx`,
      people.delegations,
      ({ person, functions, scope, office, starts, ends, revoked }) => ({
        ...{ person_id: person, functions, scope, office_id: office ?? null, starts_at: starts, ends_at: ends, revoked_at: revoked },
      }),
    ),
    ...papers({ people, access } as HouseReplay),
    plain("people.duty", "id, person_id, on_date, kind, starts_at, ends_at, source, idx", dutyOf({ people } as HouseReplay), (one) => ({
      ...{ person_id: one.person, on_date: one.date, kind: one.kind, starts_at: one.from, ends_at: one.to, source: one.source },
    })),
    plain(
      "people.conflict",
      "id, person_id, relation, withdrawn_at is null as withdrawn_at, idx",
      people.conflicts,
      ({ person, relation, live }) => ({ person_id: person, relation, withdrawn_at: live }),
    ),
    ...ofAccess({ people, access } as HouseReplay, now),
  ];
}

/** Words that take a look off a desk; of a row that nobody decided its lane alone is held against the draw (`compare-draws`). */
function judgedTables({ confirmations, decisions, callBacks, honeyHits, quotas }: JudgedReplay): PlainTable[] {
  return [
    plain(
      "review.confirmation",
      "id, row_id || ' ' || by_person as key, person_id, role, state, idx",
      confirmations,
      ({ person, role, state }) => ({ person_id: person, role, state }),
    ),
    plain(
      "review.desk_row",
      "id, state, decided_by, idx",
      decisions,
      ({ by, state }) => ({ state, decided_by: by }),
      "decided_by is not null or state in ('accepted', 'followed')",
    ),
    plain(
      "review.call_back",
      "id, person_id, state, answered_by, idx",
      callBacks,
      ({ by, person, state }) => ({ person_id: person, state, answered_by: by }),
      "state <> 'waiting'",
    ),
    plain("watch.honey_hit", "id, look_idx, idx", honeyHits, ({ look }) => ({ look_idx: look })),
    plain("access.quota_more", "id, person_id, on_date, more, by_id, idx", quotas, ({ by, person, date, more }) => ({
      ...{ person_id: person, on_date: date, more, by_id: by },
    })),
  ];
}

function papers({ people }: HouseReplay): PlainTable[] {
  const acceptances = new Map(
    [...people.people].flatMap(([person, { accepted }]) =>
      [...accepted].map(([version, state]) => [`${person} ${version}`, state] as const),
    ),
  );
  const terms = new Map(people.terms.map((one) => [String(one.version), one]));
  return [
    plain("people.screening", "id, person_id, passed_on, valid_until, idx", people.screenings, ({ person, columns }) => ({
      ...{ person_id: person, passed_on: columns.on, valid_until: columns.until },
    })),
    plain("people.contract", "id, person_id, kind, starts_on, ends_on, idx", people.contracts, ({ person, columns }) => ({
      ...{ person_id: person, kind: columns.kind, starts_on: columns.from, ends_on: columns.until ?? null },
    })),
    plain(
      "people.pledge",
      "id, person_id, version, text_hash, method, signed_at, valid_until, idx",
      people.pledges,
      ({ person, columns: { version, hash, method, from, until } }) => ({
        ...{
          person_id: person,
          version: Number(version),
          text_hash: hash,
          method,
          signed_at: instantOf(from),
          valid_until: instantOf(until),
        },
      }),
    ),
    plain(
      "people.terms",
      `version::text as id, encode(sha256(convert_to(text_id, 'UTF8') || '\\x00'::bytea || convert_to(text_en, 'UTF8')), 'hex') as text,
        published_at, grace_until`,
      terms,
      ({ hash, from, grace }) => ({ text: hash, published_at: from, grace_until: grace }),
    ),
    plain("people.terms_acceptance", "id, person_id || ' ' || version as key, idx", acceptances, () => ({})),
  ];
}

function dutyOf({ people }: HouseReplay): Map<string, DutyState> {
  return new Map([...people.people.values()].flatMap(({ duty }) => [...duty.values()].flatMap((day) => [...day])));
}

function ofAccess({ access }: HouseReplay, now: number): PlainTable[] {
  const consents = new Map(
    [...access.consents].flatMap(([customer, answers]) =>
      [...answers].map(([question, state]) => [`${customer} ${question}`, state] as const),
    ),
  );
  return [
    plain(
      "records.consent",
      "id, customer_id || ' ' || question as key, customer_id as customer, id as answer, state, method, idx",
      consents,
      ({ id, state, method }) => ({ answer: id, state, method }),
    ),
    plain(
      "access.cases",
      `id, customer_id as customer, customer_id, purpose, office_id, origin, grade, assigned_to, closes_at, closed_at is not null as closed_at, outcome, idx`,
      access.cases,
      caseColumns,
    ),
    plain(
      "access.claim",
      "id, case_id, person_id, expires_at, released_at is not null as released_at, idx",
      access.claims,
      ({ case: id, person, expires, released }) => ({
        ...{ case_id: id, person_id: person, expires_at: expires, released_at: expires > now && id !== undefined ? released : undefined },
      }),
    ),
    plain(
      "access.break_glass",
      `id, customer_id as customer, customer_id, person_id, purpose, why, minutes, decided_by, granted, until_at, closed_at is not null as closed_at, idx`,
      access.glasses,
      ({ customer, person, purpose, why, minutes, decidedBy, granted, until, closed }) => ({
        ...{ customer_id: customer, person_id: person, purpose, why, minutes, decided_by: decidedBy ?? null, granted: granted ?? null },
        ...{ until_at: until ?? null, closed_at: closed },
      }),
    ),
    plain("access.policy_mode", "id, rule, mode, was, why, by_id, idx", access.modes, ({ rule, mode, was, why, by }) => ({
      ...{ rule, mode, was, why, by_id: by },
    })),
    plain("watch.report", "id, person_id, on_date, nihil, idx", access.reports, ({ person, date, nihil }) => ({
      ...{ person_id: person, on_date: date, nihil },
    })),
    plain("watch.mistake", "id, person_id, look_idx, reason, idx", access.mistakes, ({ person, look, reason }) => ({
      ...{ person_id: person, look_idx: look, reason },
    })),
  ];
}

/** How a case of the time before ended is not told by an entry that says nothing of its rows. */
function caseColumns({ customer, purpose, office, origin, grade, assigned, closesAt, closed, outcome, unproved }: CaseState): Columns {
  const facts = { customer_id: customer, purpose, office_id: office, origin, grade };
  if (unproved) return facts;
  return { ...facts, assigned_to: assigned, closes_at: closesAt ?? null, closed_at: closed, outcome: outcome ?? null };
}
