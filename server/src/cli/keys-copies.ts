import { addKeyCopy, keyCopies, keyCopyGone } from "../journal/index.ts";
import type { Command, Context } from "./command.ts";

/** `mercusuar keys copies [add PLACE | gone ID]`: where copies of the keys lie, told by whoever makes one. */
export const keysCopies: Command = {
  name: "keys copies",
  words: {
    id: 'Salinan kunci di luar rumah ini: list, add "TEMPAT", gone ID (sudah dimusnahkan).',
    en: 'Copies of the keys outside this house: list, add "PLACE", gone ID (it was destroyed).',
  },
  args: ["[act]", "[what]"],
  async run(context) {
    const [act = "list", what = ""] = context.args;
    if (act === "list") return list(context);
    if (act === "add" && what !== "") return add(context, what);
    if (act === "gone" && what !== "") return gone(context, what);
    context.out.error('keys copies list | add "TEMPAT · PLACE" | gone ID');
    return 2;
  },
};

async function list({ product, out }: Context): Promise<number> {
  const rows = await keyCopies((await product()).db);
  if (rows.length === 0) out.line("belum ada salinan terdaftar · no copy is registered");
  for (const { id, epoch, place, addedAt, goneAt } of rows) {
    const state = goneAt === null ? "ada · kept" : `hilang · gone ${goneAt.toISOString()}`;
    out.line(`${id}  kek-${epoch}  ${place}  ${addedAt.toISOString()}  ${state}`);
  }
  out.json(rows);
  return 0;
}

async function add({ product, out }: Context, place: string): Promise<number> {
  const { journal, keeper, clock } = await product();
  const { epoch } = await keeper.status();
  const copy = await addKeyCopy(journal.act, clock, { place, epoch });
  out.line(`${copy.id}  kek-${epoch}  ${copy.place}`);
  out.json(copy);
  return 0;
}

async function gone({ product, out }: Context, id: string): Promise<number> {
  const { journal, clock } = await product();
  await keyCopyGone(journal.act, clock, id);
  out.line(`${id}: hilang · gone`);
  out.json({ id, gone: true });
  return 0;
}
