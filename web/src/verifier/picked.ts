import type { JournalReader } from "@mercusuar/proof";

/** A file somebody picked, with its path inside what was picked. */
export interface PickedFile {
  path: string;
  file: Blob;
}

export interface PickedJournal {
  /** Directory in which the checkpoint lies, as the person sees it. */
  name: string;
  reader: JournalReader;
}

/** Larger than any file of a journal can be: 256 entries of 65,535 bytes with their lengths. */
const MOST_BYTES = 17 * 1024 * 1024;

/**
 * The journal among the files picked: the directory highest up that holds a `checkpoint`, be it an export or a data directory.
 * Undefined where there is none. A file that is too large to be one of a journal is not read, and counts as missing.
 */
export function pickedJournal(files: readonly PickedFile[]): PickedJournal | undefined {
  const roots = files.filter(({ path }) => /(^|\/)checkpoint$/.test(path)).map(({ path }) => path.slice(0, -"checkpoint".length));
  const root = roots.sort((a, b) => a.length - b.length)[0];
  if (root === undefined) return undefined;
  const found = new Map(files.filter(({ path }) => path.startsWith(root)).map(({ path, file }) => [path.slice(root.length), file]));
  const read = async (path: string): Promise<Uint8Array | undefined> => {
    const file = found.get(path);
    return file === undefined || file.size > MOST_BYTES ? undefined : new Uint8Array(await file.arrayBuffer());
  };
  return { name: root.replace(/\/$/, "") || "checkpoint", reader: { read } };
}

/** Files of an input, with `webkitdirectory` or without. */
export const filesOf = (input: HTMLInputElement): PickedFile[] =>
  [...(input.files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
