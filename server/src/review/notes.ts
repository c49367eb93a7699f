import { problem } from "../platform/problem.ts";
import type { ReviewParts } from "./parts.ts";
import { words } from "./words.ts";

/** Free text about a person's row is sealed under that person's own key; the row's id is inside, so that it cannot be moved to another row. */
const FIELD = "desk_note";
const VERSION = 1;

/** Seals a note; `by` writes it. @throws KeeperDown · Problem when the keeper refuses */
export async function sealNote(
  { keeper, db }: Pick<ReviewParts, "keeper" | "db">,
  by: string,
  personId: string,
  rowId: string,
  text: string,
): Promise<string> {
  const wrap = await wrapOf(db, personId);
  const result = await keeper.seal({
    claims: { act: by, dec: "allow", rsn: [] },
    holders: [
      { kind: "person", id: personId, wrap, fields: [{ id: FIELD, ver: VERSION, value: JSON.stringify({ row: rowId, text }) }], index: [] },
    ],
  });
  const ciphertext = result.ok ? result.holders[0]?.fields[FIELD] : undefined;
  if (ciphertext === undefined) throw problem("note-refused", words.noteRefused, { status: 409 });
  return ciphertext;
}

/** Opens a note for whoever decides the row; the look at it is journaled under the person's own key. Undefined where it cannot be opened. */
export async function openNote(
  { keeper, db }: Pick<ReviewParts, "keeper" | "db">,
  by: string,
  personId: string,
  rowId: string,
  ciphertext: string,
): Promise<string | undefined> {
  const [reader, wrap] = await Promise.all([wrapOf(db, by), wrapOf(db, personId)]);
  const result = await keeper.look({
    claims: { act: by, wrap: reader, dec: "allow", rsn: [], own: true },
    holder: { kind: "person", id: personId, wrap },
    fields: [{ id: FIELD, ver: VERSION, ct: ciphertext, mask: "full" }],
  });
  if (!result.ok) return undefined;
  const note = JSON.parse(result.values[FIELD] ?? "{}") as { row?: string; text?: string };
  return note.row === rowId ? note.text : undefined;
}

/** By which the keeper knows a person. @throws Problem `no-person-key` */
async function wrapOf(db: ReviewParts["db"], personId: string): Promise<string> {
  const { rows } = await db.query<{ wrap: string | null }>("select wrap from people.person where id = $1", [personId]);
  const wrap = rows[0]?.wrap;
  if (!wrap) throw problem("no-person-key", words.noKey, { status: 409 });
  return wrap;
}
