/** Keys that walk the queue, in every language. */
const WALK = ["j", "k"];

/**
 * One letter a field that can do something: the first letter of its label that is still free. A field without a free letter has no key.
 * @param desk letters of the desk itself, in the language of the labels
 */
export function fieldKeys(fields: { id: string; label: string }[], desk: string[]): Map<string, string> {
  const taken = new Set([...WALK, ...desk.map((letter) => letter.toLowerCase())]);
  const keys = new Map<string, string>();
  for (const { id, label } of fields) {
    const letter = [...label.toLowerCase()].find((one) => /[a-z]/.test(one) && !taken.has(one));
    if (!letter) continue;
    taken.add(letter);
    keys.set(id, letter.toUpperCase());
  }
  return keys;
}
