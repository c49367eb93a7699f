import { easedWords, rotaRule, rotaRuleEased } from "../watch/index.ts";
import type { Command, Context } from "./command.ts";

/** `mercusuar rota`: draws what is due, and tells the weeks; the pairs of a week only once it is over. */
export const rota: Command = {
  name: "rota",
  words: {
    id: "Rota rekan pendamping: mengundi yang sudah waktunya; pasangan dibuka setelah minggunya berakhir.",
    en: "The rota of peer watchers: draws what is due; pairs are disclosed once their week is over.",
  },
  options: [{ flags: "--office <id>", words: { id: "Hanya satu kantor.", en: "One office only." } }],
  async run({ product, options, out }) {
    const { watch, people } = await product();
    const offices = await watch.rota.teams(typeof options.office === "string" ? options.office : undefined);
    const ids = offices.flatMap(({ weeks }) => weeks.flatMap(({ pairs }) => pairs.flatMap(({ watcher, watched }) => [watcher, watched])));
    const names = await people.names(ids);
    for (const line of ruleLines(offices)) out.line(line);
    for (const { office, weeks } of offices) {
      out.line(office.name);
      for (const { period, members, watchers, eased, pairs, commitment, seed } of weeks) {
        out.line(
          `  ${period}: ${members} petugas · people, ${watchers} pendamping · watchers; ${seed ? `seed ${seed}` : `sha256(seed) ${commitment}`}`,
        );
        for (const one of eased) out.line(`    ! ${easedWords[one].id} · ${easedWords[one].en}`);
        for (const { watcher, watched } of pairs)
          out.line(`    ${names.get(watcher)?.name ?? watcher} → ${names.get(watched)?.name ?? watched}`);
      }
    }
    out.json({ offices });
    return 0;
  },
};

type Teams = Awaited<ReturnType<Awaited<ReturnType<Context["product"]>>["watch"]["rota"]["teams"]>>;

/** The rule, sentence by sentence, and where a sentence of it does not hold in the newest week: a rule that is eased is not told as if it held. */
function ruleLines(offices: Teams): string[] {
  return rotaRule.flatMap(({ id, en }, at) => {
    const eased = offices
      .filter(({ weeks: [newest] }) => newest?.eased.some((one) => rotaRuleEased[one] === at))
      .map(({ office }) => office.name);
    return [`${id} · ${en}`, ...(eased.length > 0 ? [`  tidak sepenuhnya di · not wholly in: ${eased.join(", ")}`] : [])];
  });
}
