import type { FunctionName } from "./functions.ts";

/** One field that is missing or wrong, what it should be. Never the value itself. */
export interface FieldFault {
  field: string;
  what: string;
}

interface PersonShape {
  login: string;
  name: string;
  employment: string;
  vendorId?: string | undefined;
  officeId: string;
  joinedOn: string;
  job: string;
}

/** R2: everybody carries the employment kind; outsourced names the vendor, internal names none. */
export function personFaults(person: PersonShape): FieldFault[] {
  const { login, name, employment, vendorId, officeId, joinedOn, job } = person;
  const faults: Array<FieldFault | false> = [
    !/^[a-z0-9][a-z0-9._-]{1,39}$/.test(login) && { field: "login", what: "2 to 40 of a-z, 0-9, dot, dash, underscore" },
    (name.trim() === "" || name.length > 120) && { field: "name", what: "1 to 120 characters" },
    employment !== "internal" && employment !== "outsourced" && { field: "employment", what: "internal or outsourced" },
    employment === "outsourced" && !vendorId && { field: "vendor", what: "needed for outsourced" },
    employment === "internal" && vendorId !== undefined && { field: "vendor", what: "none for internal" },
    !officeId && { field: "office", what: "needed" },
    !/^\d{4}-\d{2}-\d{2}$/.test(joinedOn) && { field: "joined_on", what: "a day, YYYY-MM-DD" },
    (job.trim() === "" || job.length > 80) && { field: "job", what: "1 to 80 characters" },
  ];
  return faults.filter((fault) => fault !== false);
}

/** R36: each grant is dated and ends by itself; nobody is granted anything for longer than this. */
export const LONGEST_GRANT_DAYS = 400;
const LONGEST_GRANT = LONGEST_GRANT_DAYS * 86_400_000;

interface GrantShape {
  function: FunctionName | (string & {});
  scope: string;
  startsAt: Date;
  endsAt: Date;
}

export function grantFaults({ scope, startsAt, endsAt }: GrantShape, functionKnown: boolean): FieldFault[] {
  const faults: Array<FieldFault | false> = [
    !functionKnown && { field: "function", what: "a function of the list" },
    !["nation", "region", "branch", "portfolio"].includes(scope) && { field: "scope", what: "nation, region, branch or portfolio" },
    endsAt <= startsAt && { field: "ends_at", what: "after the start" },
    endsAt.getTime() - startsAt.getTime() > LONGEST_GRANT && {
      field: "ends_at",
      what: `at most ${LONGEST_GRANT_DAYS} days after the start`,
    },
  ];
  return faults.filter((fault) => fault !== false);
}

interface SegmentShape {
  kind: string;
  from: string;
  to: string;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export function segmentFaults({ kind, from, to }: SegmentShape): FieldFault[] {
  const faults: Array<FieldFault | false> = [
    !["desk", "field", "off"].includes(kind) && { field: "kind", what: "desk, field or off" },
    !TIME.test(from) && { field: "from", what: "a time, HH:MM" },
    !TIME.test(to) && { field: "to", what: "a time, HH:MM" },
    from === to && { field: "to", what: "another time than the start" },
  ];
  return faults.filter((fault) => fault !== false);
}

/** Controls that everybody with access is under, whatever the employment (R79, R80). `line`: somebody above him. */
export const CONTROLS = ["screening", "contract", "pledge", "terms", "line"] as const;

/** Whom a control reaches, of those who hold access. */
export interface ControlShare {
  internal: { has: number; of: number };
  outsourced: { has: number; of: number };
}

/** A control that reaches somebody outsourced and nobody internal. Pure. */
export const runsForOutsourcedOnly = ({ internal, outsourced }: ControlShare): boolean =>
  outsourced.has > 0 && internal.of > 0 && internal.has === 0;
/** Power to grant, as somebody holds it. */
export interface Delegated {
  functions: string[];
  scope: string;
  /** Of its office; for a portfolio of the office of whoever holds it; null for the nation. */
  path: string | null;
  endsAt: Date;
}
/** What is to be handed on: a grant, or power to grant. */
export interface Handed {
  function: string;
  scope: string;
  officeId?: string | undefined;
  endsAt: Date;
}

/** R45: which part of what is handed on goes beyond all that its giver holds. @param path of the office it is for; for a portfolio of the office of whoever gets it; absent: none, or not known */
export function beyond({ function: name, scope, endsAt }: Handed, path: string | undefined, held: readonly Delegated[]): string[] {
  const named = held.filter(({ functions }) => functions.includes(name));
  if (named.length === 0) return ["function"];
  const reaching = named.filter((one) => reachesAsFar(one, scope, path));
  if (reaching.length === 0) return ["scope"];
  return reaching.some((one) => one.endsAt >= endsAt) ? [] : ["ends_at"];
}

function reachesAsFar(held: Delegated, scope: string, path: string | undefined): boolean {
  if (held.scope === "nation") return true;
  if (scope === "nation") return false;
  // A portfolio is of no office, but whoever gets it is: else a branch's power would reach people of another one.
  if (held.scope === "portfolio" && scope !== "portfolio") return false;
  if (held.path === null || path === undefined) return false;
  return path.startsWith(held.path.endsWith("/") ? held.path : `${held.path}/`);
}
