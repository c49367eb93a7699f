import { type CallBackPlan, callsFor, chanceToCatch, MOST_LOOKS } from "../review/index.ts";
import type { Command, Context } from "./command.ts";

const DAYS = [5, 20, 60];
/** What most supervisors would call safe, and by when. */
const WANTED = { chance: 0.95, days: 60 };
const BAR = 20;

/** `mercusuar call-backs plan`: what calls a day would find, and what one more would buy. Asks nobody's data. */
export const callBacksPlan: Command = {
  name: "call-backs plan",
  words: {
    id: "Peluang menemukan penyalahgunaan dengan telepon konfirmasi, dan arti satu telepon lagi.",
    en: "The chance of finding misuse by call-backs, and what one more call buys.",
  },
  options: [
    {
      flags: "--looks <n>",
      words: {
        id: "Pembukaan data sehari yang diundi; terbaik: yang buktinya hanya dari petugasnya.",
        en: "Looks a day to draw from; best those that only their agent vouches for.",
      },
    },
    { flags: "--calls <n>", words: { id: "Telepon sehari.", en: "Calls a day." } },
    {
      flags: "--false <n>",
      words: { id: "Yang palsu di antaranya sehari; bawaan 1.", en: "How many of them are false a day; 1 by default." },
    },
    {
      flags: "--answered <percent>",
      words: {
        id: "Persen pelanggan yang menjawab dan ingat; bawaan 40, sebuah anggapan.",
        en: "Percent of customers who answer and remember; 40 by default, which is assumed.",
      },
    },
  ],
  alone: true,
  houseless: true,
  shows: [],
  run,
};

async function run({ options, out }: Context): Promise<number> {
  const plan = planOf(options);
  if (typeof plan === "string") {
    out.error(plan);
    return 2;
  }
  const { looks, misuses, answered } = plan;
  const percent = Math.round(answered * 100);
  out.line(
    `${looks} pembukaan data sehari, ${misuses} palsu, ${percent} % menjawab dan ingat · ${looks} looks a day, ${misuses} false, ${percent} % answer and remember`,
  );
  const more = plan.calls < looks ? [{ ...plan, calls: plan.calls + 1 }] : [];
  const rows = [plan, ...more].map((one) => ({
    calls: one.calls,
    chances: DAYS.map((days) => ({ days, chance: chanceToCatch(one, days) })),
  }));
  for (const { calls, chances } of rows) {
    out.line(`telepon sehari · calls a day: ${calls}`);
    for (const { days, chance } of chances) out.line(`  ${String(days).padStart(2)} hari · days  ${bar(chance)} ${shown(chance)}`);
  }
  const needed = callsFor(WANTED.chance, plan, WANTED.days);
  out.line(
    needed === undefined
      ? `${shown(WANTED.chance)} dalam ${WANTED.days} hari tidak tercapai dengan telepon saja · calls alone do not reach ${shown(WANTED.chance)} within ${WANTED.days} days`
      : `${shown(WANTED.chance)} dalam ${WANTED.days} hari · within ${WANTED.days} days: ${needed} telepon sehari · calls a day`,
  );
  out.json({ ...plan, rows, wanted: { ...WANTED, calls: needed ?? null } });
  return 0;
}

const shown = (chance: number): string => `${Math.round(chance * 100)} %`;
const bar = (chance: number): string => "█".repeat(Math.round(chance * BAR)).padEnd(BAR, "·");

/** The plan, or what is wrong with it. */
function planOf(options: Context["options"]): CallBackPlan | string {
  const number = (name: string, fallback?: number): number =>
    options[name] === undefined ? (fallback ?? Number.NaN) : Number(options[name]);
  const looks = number("looks");
  const [misuses, calls, answered] = [number("false", 1), number("calls"), number("answered", 40)];
  const whole = (value: number, most: number): boolean => Number.isInteger(value) && value >= 1 && value <= most;
  const wrong = (flag: string, most: number) => `${flag}: bilangan bulat 1 sampai ${most} · a whole number from 1 to ${most}`;
  if (!whole(looks, MOST_LOOKS)) return wrong("--looks", MOST_LOOKS);
  if (!whole(calls, looks)) return wrong("--calls", looks);
  if (!whole(misuses, looks)) return wrong("--false", looks);
  if (!(answered >= 0 && answered <= 100)) return "--answered: 0 sampai 100 · 0 to 100";
  return { looks, misuses, calls, answered: answered / 100 };
}
