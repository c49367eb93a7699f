import { hash } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** What is marked: a kind and an id. The file holds a hash of both. */
export interface Mark {
  kind: string;
  id: string;
  /** When it happened, the later one counts. */
  at: Date;
  /** From then on it need not be remembered; absent: for ever. */
  until?: Date | undefined;
}

interface Kept {
  at: number;
  until: number;
}

/** `AT UNTIL HASH`, milliseconds since 1970, `-` for ever. A line cut short by a crash is none: nobody was told that it was kept. */
const LINE = /^(\d{1,16}) (-|\d{1,16}) ([0-9a-f]{64})$/;

/** Instants that outlive the process in a file of their own (0600), away from the database and whoever administers it. */
export class MarksFile {
  private readonly path: string;
  private readonly marks: Map<string, Kept>;

  /** @param now marks that ended before are dropped */
  constructor(path: string, now: Date) {
    this.path = path;
    this.marks = read(path, now.getTime());
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(`${path}.tmp`, [...this.marks].map(lineOf).join(""), { mode: 0o600 });
    renameSync(`${path}.tmp`, path);
  }

  /** Milliseconds since 1970, or undefined where nothing was marked. */
  at(kind: string, id: string): number | undefined {
    // Asked at every look, and mostly of an empty book.
    return this.marks.size === 0 ? undefined : this.marks.get(hashOf(kind, id))?.at;
  }

  /** Known at once, whatever becomes of the file. Throws what the disk says, when it is not on it. */
  add(marks: readonly Mark[]): void {
    if (marks.length === 0) return;
    const lines = marks.map(({ kind, id, at, until }) => {
      const kept = { at: at.getTime(), until: until?.getTime() ?? Number.POSITIVE_INFINITY };
      const name = hashOf(kind, id);
      keep(this.marks, name, kept);
      return lineOf([name, kept]);
    });
    const file = openSync(this.path, "a", 0o600);
    try {
      writeSync(file, lines.join(""));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }
}

const hashOf = (kind: string, id: string): string => hash("sha256", `mercusuar/mark/1 ${kind}:${id}`);
const lineOf = ([name, { at, until }]: readonly [string, Kept]): string => `${at} ${Number.isFinite(until) ? until : "-"} ${name}\n`;

function keep(marks: Map<string, Kept>, name: string, mark: Kept): void {
  if ((marks.get(name)?.at ?? Number.NEGATIVE_INFINITY) <= mark.at) marks.set(name, mark);
}

function read(path: string, now: number): Map<string, Kept> {
  const marks = new Map<string, Kept>();
  for (const line of textOf(path).split("\n")) {
    const [, at, until, name] = LINE.exec(line) ?? [];
    const end = until === "-" ? Number.POSITIVE_INFINITY : Number(until);
    if (name !== undefined && end >= now) keep(marks, name, { at: Number(at), until: end });
  }
  return marks;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}
