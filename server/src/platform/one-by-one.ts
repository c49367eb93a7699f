/**
 * Does a thing for each of a list, one after the other; what fails for one is tried for all others.
 * @param stops faults after which no other is tried: the ground itself is gone
 * @throws the first fault, once all were tried
 */
export async function oneByOne<One>(
  list: readonly One[],
  work: (one: One) => Promise<unknown>,
  stops: (fault: unknown) => boolean = () => false,
): Promise<void> {
  const faults: unknown[] = [];
  for (const one of list) {
    try {
      await work(one);
    } catch (fault) {
      if (stops(fault)) throw fault;
      faults.push(fault);
    }
  }
  if (faults.length > 0) throw faults[0];
}
