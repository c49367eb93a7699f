/** Who hears of what cannot wait for the evening. `honey` carries the index of an entry, which with the database leads to a
 * customer: the server tells nobody until a desk for it is there. */
export type Alarm = (kind: "honey" | "clock" | "disk" | "halted" | "witness", facts: Record<string, string | number>) => void;
