/** Time stamps beside a journal, for `journal verify`: a token that holds makes its checkpoint one that the reader has kept. */
import type { Finding, VerifyOptions } from "@mercusuar/proof";
import { type JudgedStamp, judgeStamps, stampNames } from "../journal/index.ts";
import type { Context } from "./command.ts";

/** Without a certificate that is believed a token says nothing: it is named, and judged neither way. Newest first. */
export type StampBeside = JudgedStamp & { unchecked?: true };

export async function stampsBeside(dir: string, ca: string | undefined): Promise<StampBeside[]> {
  if (ca === undefined) return (await stampNames(dir)).map((name) => ({ name, note: "", unchecked: true }));
  const judged: StampBeside[] = [];
  for await (const stamp of judgeStamps(dir, ca)) judged.push(stamp);
  return judged;
}

const holding = (stamps: readonly StampBeside[]): StampBeside[] => stamps.filter(({ time }) => time !== undefined);

export function withStamps(asked: VerifyOptions, stamps: readonly StampBeside[]): VerifyOptions {
  const known = [...(asked.known ?? []), ...holding(stamps).map(({ note }) => note)];
  const beside = stamps.flatMap(({ name, fault }): Finding[] =>
    fault === undefined ? [] : [{ code: "E_STAMP", where: `stamps/${name}.tsr: ${fault}` }],
  );
  return { ...asked, ...(known.length === 0 ? {} : { known }), ...(beside.length === 0 ? {} : { beside }) };
}

/** The verifier numbers what was kept: behind the reader's own files come the stamped checkpoints. */
export function named(findings: readonly Finding[], own: number, stamps: readonly StampBeside[]): Finding[] {
  return findings.map((finding) => {
    const number = /^known checkpoint (\d+)$/.exec(finding.where ?? "")?.[1];
    const stamp = number === undefined ? undefined : holding(stamps)[Number(number) - own - 1];
    return stamp === undefined ? finding : { ...finding, where: `stamps/${stamp.name}.checkpoint` };
  });
}

const sizeOf = (name: string): string => name.slice(name.lastIndexOf("-") + 1);

/** The newest that holds, the oldest, and how many there are. */
export function sayStamps(out: Context["out"], stamps: readonly StampBeside[]): void {
  if (stamps.length === 0) return;
  const good = holding(stamps);
  if (stamps.some(({ unchecked }) => unchecked))
    return out.line(
      `  cap waktu · time stamps: ${stamps.length}, tidak diperiksa: sebut sertifikat otoritasnya · not checked: name its certificates with --time-stamp-ca`,
    );
  const [newest] = good;
  const oldest = good.at(-1);
  const spell = (stamp: StampBeside | undefined): string => `${stamp?.time?.toISOString()} (${sizeOf(stamp?.name ?? "")})`;
  const range = newest === undefined ? "" : newest === oldest ? `: ${spell(newest)}` : `: ${spell(oldest)} – ${spell(newest)}`;
  out.line(`  cap waktu sah · time stamps that hold: ${good.length}/${stamps.length}${range}`);
}

export function asJson({ name, time, fault, unchecked }: StampBeside) {
  return {
    name,
    ...(time === undefined ? {} : { time: time.toISOString() }),
    ...(fault === undefined ? {} : { fault }),
    ...(unchecked ? { unchecked } : {}),
  };
}
