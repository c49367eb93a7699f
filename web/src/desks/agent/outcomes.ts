const SELLING = new Set(["offer", "interest"]);
const OF_SERVICE = ["done", "forwarded", "call_back", "not_reached", "wrong_number"];
const OF_SELLING = ["interested", "refused_offer", "call_back", "not_reached", "wrong_number", "done"];

/** The outcomes that fit the purpose, in the order of the keys 1 to 6. "Salah buka" stands apart: it has its own way. */
export function outcomesFor<Outcome extends { id: string }>(purpose: string, outcomes: Outcome[]): Outcome[] {
  const wanted = SELLING.has(purpose) ? OF_SELLING : OF_SERVICE;
  return wanted.flatMap((id) => outcomes.find((outcome) => outcome.id === id) ?? []).slice(0, 6);
}
