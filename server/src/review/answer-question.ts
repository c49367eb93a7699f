import { newId } from "../platform/ids.ts";
import { problem } from "../platform/problem.ts";
import type { SignedIn } from "../platform/signed-in.ts";
import { addConfirmation } from "./confirmation-store.ts";
import { holdRows } from "./hold-rows.ts";
import { sealNote } from "./notes.ts";
import type { ReviewParts } from "./parts.ts";
import { isNaming, type Pick } from "./picks.ts";
import { answerRow, mayBeNamed, type Named } from "./question-store.ts";
import { openRows, together } from "./questions.ts";
import type { StoredRow } from "./row-store.ts";
import { words } from "./words.ts";

export interface Answer {
  pick: Pick;
  /** Free text; sealed under the person's own key. */
  note?: string | undefined;
  /** Person who asked for it, where the pick names one. */
  named?: string | undefined;
  /** Only these parts of the question; absent: all of them. */
  rows?: readonly string[] | undefined;
}

/**
 * The person's own answer: grade C at most, so it explains nothing by itself; it goes beside the rows, and the supervisor decides. Where it names
 * a colleague or somebody above, he is asked whether it is so, and a row about somebody who is named never lies on his own desk.
 * @throws Problem 404 when the question is not his · 400 when the answer names nobody who may be named · 409 when it was decided meanwhile
 */
export async function answerQuestion(parts: ReviewParts, { person }: SignedIn, id: string, answer: Answer): Promise<void> {
  const rows = await rowsOfQuestion(parts, person, id, answer.rows);
  const named = await namedBy(parts, person.id, answer);
  const at = parts.clock.now();
  const sealed = new Map<string, string>();
  if (answer.note !== undefined)
    for (const row of rows) sealed.set(row.id, await sealNote(parts, person.id, person.id, row.id, answer.note));
  await parts.act(async (tx, write) => {
    await holdRows(
      tx,
      rows.map((row) => row.id),
    );
    for (const row of rows) {
      const notTo = named?.role === "supervisor" ? named.id : undefined;
      if (!(await answerRow(tx, { id: row.id, pick: answer.pick, sealed: sealed.get(row.id), notTo }, at)))
        throw problem("conflict", words.notYourQuestion);
      const confirmation = named && newId("cnf");
      if (confirmation)
        await addConfirmation(tx, { id: confirmation, rowId: row.id, personId: person.id, by: named.id, role: named.role }, at);
      await write({
        typ: "answer",
        aggregate: `desk:${row.id}`,
        act: person.id,
        ...(named ? { psn: named.id } : {}),
        body: { what: answer.pick, id: row.id, state: "answered", date: row.date, ...(row.entry === null ? {} : { looks: [row.entry] }) },
      });
    }
  });
}

async function rowsOfQuestion(
  parts: ReviewParts,
  person: SignedIn["person"],
  id: string,
  only: readonly string[] | undefined,
): Promise<StoredRow[]> {
  const groups = [...together(await openRows(parts, person)).values()];
  const group = groups.find((rows) => rows.some((row) => row.id === id)) ?? [];
  const rows = only ? group.filter((row) => only.includes(row.id)) : group;
  if (rows.length === 0 || (only && rows.length !== new Set(only).size)) throw problem("not-found", words.notYourQuestion);
  return rows;
}

async function namedBy({ db }: ReviewParts, personId: string, { pick, named }: Answer): Promise<Named | undefined> {
  if (!isNaming(pick)) return undefined;
  const found = (await mayBeNamed(db, personId)).filter(({ role }) => role === pick);
  const one = named === undefined && pick === "supervisor" ? found[0] : found.find(({ id }) => id === named);
  if (!one) throw problem("name-somebody", words.nameSomebody);
  return one;
}
