/** A look that nothing explained, as the nightly relations take it. Instants are milliseconds UTC. */
export interface UnexplainedLook {
  at: number;
  personId: string;
  customerId: string;
  /** The person opened the case himself. */
  selfOpened: boolean;
  /** Who serves this customer by record: portfolio, else the last worked contact. */
  servedBy: string | undefined;
}

/** Groups by a key, each in time order. */
export function inTimeOrder(looks: readonly UnexplainedLook[], key: (look: UnexplainedLook) => string): Map<string, UnexplainedLook[]> {
  const groups = new Map<string, UnexplainedLook[]>();
  for (const look of [...looks].sort((a, b) => a.at - b.at)) {
    const group = groups.get(key(look));
    if (group) group.push(look);
    else groups.set(key(look), [look]);
  }
  return groups;
}
