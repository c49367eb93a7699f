import { fill } from "../platform/language.ts";
import { isDay } from "../platform/local-day.ts";
import { CALL_BACK_RESULTS, callBackScript, callBackStates } from "../review/index.ts";
import type { Command, CommandOption, Context } from "./command.ts";
import { presentBy } from "./two-persons.ts";

const OFFICE: CommandOption = { flags: "--office <id>", words: { id: "Hanya satu kantor.", en: "One office only." } };
const textOf = (option: unknown): string | undefined => (typeof option === "string" ? option : undefined);

/** `mercusuar call-backs draw`: whom to ask about a day that is over. */
export const callBacksDraw: Command = {
  name: "call-backs draw",
  words: {
    id: "Mengundi pelanggan yang ditelepon tentang satu hari yang sudah berakhir; sekali untuk setiap kantor dan hari.",
    en: "Draws the customers who are rung up about a day that is over; once for each office and day.",
  },
  options: [
    {
      flags: "--date <date>",
      words: { id: "Hari setempat, YYYY-MM-DD; tanpa ini kemarin.", en: "The local day, YYYY-MM-DD; yesterday unless told." },
    },
    OFFICE,
    {
      flags: "--calls <n>",
      words: {
        id: "Telepon sehari untuk satu kantor, di samping satu per petugas seminggu; bawaan 2.",
        en: "Calls a day for an office, beside one of each person a week; 2 by default.",
      },
    },
  ],
  async run({ product, options, out }) {
    const date = textOf(options.date);
    const calls = options.calls === undefined ? undefined : Number(options.calls);
    if (date !== undefined && !isDay(date)) return wrong(out, "--date: YYYY-MM-DD");
    if (calls !== undefined && !Number.isInteger(calls)) return wrong(out, "--calls: bilangan bulat · a whole number");
    const { review } = await product();
    const drawn = await review.callBacks.draw({ date, officeId: textOf(options.office), calls });
    for (const { office, date: day, pool, drawn: count, withoutCaller } of drawn) {
      out.line(`${office.name}, ${day}: ${count} dari · of ${pool}`);
      if (withoutCaller > 0)
        out.line(
          `  ${withoutCaller} tanpa petugas yang boleh menelepon: atasan yang bertanya · with nobody who may call: the supervisor asks`,
        );
    }
    if (drawn.length === 0)
      out.line("Tidak ada yang diundi: sudah diundi, atau tidak ada yang perlu · Nothing was drawn: it was before, or nothing asks for it");
    out.json({ drawn });
    return 0;
  },
};

/** `mercusuar call-backs list`: the newest, and how the answers fall. */
export const callBacksList: Command = {
  name: "call-backs list",
  words: {
    id: "Telepon konfirmasi: yang menunggu, dan jawaban 90 hari terakhir.",
    en: "Call-backs: those that wait, and the answers of the last 90 days.",
  },
  options: [OFFICE],
  async run({ product, options, out }) {
    const { review } = await product();
    const { rows, results } = await review.callBacks.all(textOf(options.office));
    for (const { id, en } of callBackScript)
      out.line(`- ${fill(id, { date: "tanggal di daftar ini" })} · ${fill(en, { date: "the day listed below" })}`);
    for (const { id, date, state, callerName } of rows)
      out.line(`${id}  ${date}  ${callBackStates[state].id} · ${callBackStates[state].en}  ${callerName ?? "atasan · supervisor"}`);
    for (const [state, count] of Object.entries(results)) {
      const words = callBackStates[state as keyof typeof callBackStates];
      out.line(`${String(count).padStart(6)}  ${words.id} · ${words.en}`);
    }
    out.json({
      callBacks: rows.map(({ id, date, state, look, callerId, personId }) => ({ id, date, state, look, callerId, personId })),
      results,
    });
    return 0;
  },
};

/** `mercusuar call-backs answer ID RESULT --by LOGIN`: the caller writes down what the customer said. */
export const callBacksAnswer: Command = {
  name: "call-backs answer",
  words: {
    id: `Mencatat jawaban pelanggan: ${CALL_BACK_RESULTS.join(", ")}.`,
    en: `Writes down what the customer said: ${CALL_BACK_RESULTS.join(", ")}.`,
  },
  args: ["<id>", "<result>"],
  options: [
    {
      flags: "--by <login>",
      words: { id: "Petugas yang menelepon; kata sandinya ditanyakan.", en: "Who called; the password is asked for." },
    },
  ],
  run: writeAnswer,
};

async function writeAnswer(context: Context): Promise<number> {
  const { args, options, out } = context;
  const [id = "", given = ""] = args;
  const result = CALL_BACK_RESULTS.find((one) => one === given);
  const by = textOf(options.by);
  if (result === undefined) return wrong(out, `${given}: salah satu dari · one of ${CALL_BACK_RESULTS.join(", ")}`);
  if (by === undefined) return wrong(out, "--by LOGIN");
  const { review, people } = await context.product();
  const { personId } = await presentBy(context, people, by);
  const { state } = await review.callBacks.answerAs(personId, id, result);
  out.line(`${id}: ${callBackStates[state].id} · ${callBackStates[state].en}`);
  out.json({ id, state });
  return 0;
}

function wrong(out: Context["out"], text: string): number {
  out.error(text);
  return 2;
}
