/** Who hears of what cannot wait for the evening. `honey` carries the index of an entry, which with the database leads to a
 * customer: the server tells nobody until a desk for it is there. */
export type Alarm = (kind: "honey" | "brake" | "clock" | "disk" | "halted" | "witness", facts: Record<string, string | number>) => void;

const MINUTE = 60_000;

/** Whoever asks too much does it a thousand times: each rule is told of once a minute. */
export function onceAMinute(tell: (rule: string, index: number) => void): (rule: string, index: number) => void {
  const told = new Map<string, number>();
  return (rule, index) => {
    const now = Date.now();
    if (now - (told.get(rule) ?? 0) < MINUTE) return;
    told.set(rule, now);
    tell(rule, index);
  };
}
