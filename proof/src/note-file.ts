/** Notes one after another in a file, each followed by an empty line: how a witness and a keeper keep every cosigned checkpoint. */

/** What is appended for a note. */
export function noteRecord(note: string): string {
  return `${note}\n`;
}

/** The notes in a file; a single note, as a reader keeps it, is one. What is cut off at the end comes back as it is, and is none. */
export function splitNotes(text: string): string[] {
  const parts = text.replace(/\n+$/, "\n").split("\n\n");
  const notes: string[] = [];
  for (let i = 0; i < parts.length; i += 2) {
    const signatures = parts[i + 1];
    notes.push(signatures === undefined ? (parts[i] as string) : `${parts[i]}\n\n${signatures.replace(/\n$/, "")}\n`);
  }
  return notes;
}
