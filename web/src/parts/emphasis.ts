export interface Run {
  text: string;
  strong: boolean;
}

/**
 * Splits a sentence into plain and strong runs: each part (a time, a name, a masked name) is set strong where it first stands.
 * The server sends plain sentences, so that no markup can come in with them.
 */
export function emphasise(sentence: string, parts: string[]): Run[] {
  const spans = parts
    .filter((part) => part !== "")
    .map((part) => ({ from: sentence.indexOf(part), length: part.length }))
    .filter((span) => span.from >= 0)
    .sort((a, b) => a.from - b.from);
  const runs: Run[] = [];
  let at = 0;
  for (const span of spans) {
    if (span.from < at) continue;
    runs.push(
      { text: sentence.slice(at, span.from), strong: false },
      { text: sentence.slice(span.from, span.from + span.length), strong: true },
    );
    at = span.from + span.length;
  }
  runs.push({ text: sentence.slice(at), strong: false });
  return runs.filter((run) => run.text !== "");
}
