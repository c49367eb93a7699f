/** What an agent may pick as the reason of looks that nothing explains: opened by mistake, the customer came, a call on another number, asked by a colleague or by somebody above. */
export const PICKS = ["mistake", "visit", "other_number", "colleague", "supervisor", "other"] as const;
export type Pick = (typeof PICKS)[number];

/** Answers that name somebody, who is then asked whether it is so. */
export const isNaming = (pick: Pick): pick is "colleague" | "supervisor" => pick === "colleague" || pick === "supervisor";
