import type { SignedIn } from "../../platform/signed-in.ts";

/** Whose people: of a supervisor his own, of those above him the people of others. */
export type Whose = "mine" | "line";

/** Who reads, as the statements ask for it: `$1` id, `$2` line?, `$3` office of a branch head, `$4` officer? */
export type Reader = readonly [id: string, line: boolean, office: string | null, officer: boolean];

export const readerOf = ({ id, functions, officeId }: SignedIn["person"], whose: Whose): Reader => [
  id,
  whose === "line",
  functions.includes("branch_head") ? officeId : null,
  functions.includes("officer"),
];

/** For whoever runs the house: everybody's. */
export const EVERYBODY: Reader = ["", true, null, true];

/** INVARIANT: nobody reads what is about himself here, and what is due about him least of all. `p` is the person. */
export const READABLE = `p.id <> $1 and case when $2 then p.supervisor_id is distinct from $1 and (p.superior_id = $1 or p.office_id = $3 or $4) else p.supervisor_id = $1 end`;
