import type { Clock } from "../platform/clock.ts";
import type { Reading } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { problem } from "../platform/problem.ts";
import type { Act } from "./act.ts";

/** A copy of the keys that somebody took out of the house: on paper, on a stick, in a safe. */
export interface KeyCopy {
  id: string;
  /** Epoch of the KEK that was alive when it was taken: it opens what was sealed until that epoch's end. */
  epoch: number;
  /** Where it is kept; no name of anybody. */
  place: string;
  addedAt: Date;
  goneAt: Date | null;
}

const COLUMNS = `id, epoch, place, added_at as "addedAt", gone_at as "goneAt"`;
const MOST = 1_000;
const LONGEST = 120;

/** Copies of the keys, as far as they were told of. At most 1,000: first those that are still kept, which are never more, oldest first. */
export async function keyCopies(db: Reading): Promise<KeyCopy[]> {
  const { rows } = await db.query<KeyCopy>(
    `select ${COLUMNS} from journal.key_copy order by gone_at is not null, added_at, id limit ${MOST}`,
  );
  return rows;
}

/** A certificate that could not name them all would say less than is true. */
const TOO_MANY = {
  id: `Sudah ${MOST} salinan terdaftar: musnahkan dahulu, lalu keys copies gone ID.`,
  en: `${MOST} copies are registered already: destroy some first, then keys copies gone ID.`,
};

/** Writes down that a copy exists. @throws Problem `bad-place` · `too-many-copies` 409 @param epoch of the newest KEK at this moment */
export async function addKeyCopy(act: Act, clock: Clock, { place, epoch }: { place: string; epoch: number }): Promise<KeyCopy> {
  if (place.trim() === "" || place.length > LONGEST)
    throw problem("bad-place", { id: `Tempat: 1 sampai ${LONGEST} huruf.`, en: `A place: 1 to ${LONGEST} characters.` });
  const copy = { id: newId("copy"), epoch, place: place.trim(), addedAt: clock.now(), goneAt: null };
  await act(async (tx, write) => {
    const { rows } = await tx.query<{ kept: number }>("select count(*)::int as kept from journal.key_copy where gone_at is null");
    if ((rows[0]?.kept ?? 0) >= MOST) throw problem("too-many-copies", TOO_MANY, { status: 409 });
    await tx.query("insert into journal.key_copy (id, epoch, place, added_at) values ($1, $2, $3, $4)", [
      copy.id,
      epoch,
      copy.place,
      copy.addedAt,
    ]);
    await write({ typ: "key.copy", aggregate: `copy:${copy.id}`, body: { change: "added", id: copy.id, epoch, place: copy.place } });
  });
  return copy;
}

/** Writes down that a copy is gone for good. @throws Problem `not-found` */
export async function keyCopyGone(act: Act, clock: Clock, id: string): Promise<void> {
  await act(async (tx, write) => {
    const { rowCount } = await tx.query("update journal.key_copy set gone_at = $2 where id = $1 and gone_at is null", [id, clock.now()]);
    if (rowCount === 0) throw problem("not-found", { id: "Salinan ini tidak ada.", en: "There is no such copy." });
    await write({ typ: "key.copy", aggregate: `copy:${id}`, body: { change: "gone", id } });
  });
}
