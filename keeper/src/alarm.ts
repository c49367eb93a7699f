/** Who hears of what cannot wait for the evening. */
export type Alarm = (kind: "honey" | "clock" | "disk" | "halted" | "witness", facts: Record<string, string | number>) => void;
