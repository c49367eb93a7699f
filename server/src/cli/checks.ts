import type { Command, Context } from "./command.ts";

const STATES = { waiting: "menunggu · waits", overdue: "LEWAT · OVERDUE", done: "selesai · done" } as const;
const WHAT = {
  check: "pemeriksaan mendadak · unannounced check",
  question: "pertanyaan santai · question",
  talk: "percakapan · talk",
  reminder: "pengingat · reminder",
} as const;

/** `mercusuar checks`: what supervisors owe their teams, and who acknowledged his reminders. 1 where a month that is over knows no unannounced check of somebody, or something is overdue. */
export const checks: Command = {
  name: "checks",
  reads: ["controlDays"],
  words: {
    id: "Kendali atasan: pemeriksaan mendadak, pertanyaan, percakapan, latihan, dan pengingat yang belum dinyatakan terbaca; beres (0), ada yang lewat atau merah (1).",
    en: "Supervisors' own controls: unannounced checks, questions, talks, drills, and reminders that wait to be acknowledged; all done (0), something overdue or red (1).",
  },
  unfinished: 2,
  run,
};

async function run({ out, product }: Context): Promise<number> {
  const { review } = await product();
  await review.controls.lay();
  const { rows, red, drills } = await review.controls.all();
  for (const { person, supervisor, month } of red)
    out.line(`MERAH · RED ${month}: ${person.name}, ${supervisor.name}: tanpa pemeriksaan mendadak · no unannounced check`);
  for (const { what, person, supervisor, due, state } of rows)
    out.line(`${STATES[state]}  ${WHAT[what]}  ${person.name}, ${supervisor.name}  tenggat · until ${due}`);
  for (const { supervisor, caught, missed, unanswered } of drills)
    out.line(
      `latihan · drills  ${supervisor.name}: diperiksa · caught ${caught}, lolos · missed ${missed}, tak dijawab · unanswered ${unanswered}`,
    );
  if (rows.length === 0) out.line("belum ada yang jatuh tempo · nothing fell due yet");
  const counts = Object.fromEntries(
    Object.keys(WHAT).map((one) => {
      const some = rows.filter(({ what }) => what === one);
      return [one, { of: some.length, done: some.filter(({ state }) => state === "done").length }];
    }),
  );
  // The sentences name persons and suit a supervisor; for machines the ids are enough.
  out.json({
    counts,
    red: red.map(({ person, supervisor, month }) => ({ person: person.id, supervisor: supervisor.id, month })),
    drills: drills.map(({ supervisor, ...outcomes }) => ({ supervisor: supervisor.id, ...outcomes })),
    controls: rows.map(({ id, what, person, supervisor, since, due, state }) => ({
      ...{ id, what, person: person.id, supervisor: supervisor.id, since, due, state },
    })),
  });
  return red.length > 0 || rows.some(({ state }) => state === "overdue") ? 1 : 0;
}
