/** Keys that the desk itself uses. */
const TAKEN = ["t", "d", "j", "k", "u", "x", "r"];

/** One letter a field that can do something: the first letter of its label that is still free. A field without a free letter has no key. */
export function fieldKeys(fields: { id: string; label: string }[]): Map<string, string> {
  const taken = new Set(TAKEN);
  const keys = new Map<string, string>();
  for (const { id, label } of fields) {
    const letter = [...label.toLowerCase()].find((one) => /[a-z]/.test(one) && !taken.has(one));
    if (!letter) continue;
    taken.add(letter);
    keys.set(id, letter.toUpperCase());
  }
  return keys;
}
