import { beginsLook, isPerson, type LogEvent, outcomeAfter } from "./looks.ts";

/**
 * What the bank's log becomes, one case after the other. A work item that is scheduled is a task in the queue; one application has one task
 * at a time. The first touch of a person after a pause is a look, his first completion within the hour its outcome.
 */
export type Move = { at: Date; caseId: string } & (
  | { do: "task"; task: string }
  /** The bank's own system took the item away; nobody recorded an outcome. */
  | { do: "end"; task: string }
  | { do: "look"; look: string; who: string; task?: string }
  | { do: "outcome"; look: string; who: string; outcome: "call_back" | "forwarded" | "done" }
);

interface Task {
  key: string;
  item: string;
  waiting: number;
  left: boolean;
}
interface Session {
  key: string;
  who: string;
  outcome: LogEvent | undefined;
  task: Task | undefined;
}

const TERMINAL: ReadonlySet<string> = new Set(["A_DECLINED", "A_CANCELLED", "A_ACTIVATED"]);
const schedules = (event: LogEvent): boolean => event.transition === "SCHEDULE" && event.name.startsWith("W_");

/** The moves of one case, in time order. Never looks further ahead than an outcome may lie. */
export function movesOf(caseId: string, events: readonly LogEvent[]): Move[] {
  const looks = beginsLook(events);
  const story = new CaseStory(caseId);
  for (const event of events) {
    if (schedules(event)) story.schedule(event);
    if (looks.has(event) && isPerson(event)) story.look(event, event.resource, outcomeAfter(events, event));
    story.outcomes(event);
    if (TERMINAL.has(event.name)) story.leave(event.at);
  }
  return story.moves;
}

class CaseStory {
  readonly moves: Move[] = [];
  private readonly caseId: string;
  private readonly sessions: Session[] = [];
  private open: Task | undefined;
  private tasks = 0;

  constructor(caseId: string) {
    this.caseId = caseId;
  }

  schedule({ at, name }: LogEvent): void {
    if (this.open?.item === name) return;
    this.leave(at);
    this.open = { key: `${this.caseId}.${this.tasks++}`, item: name, waiting: 0, left: false };
    this.moves.push({ at, caseId: this.caseId, do: "task", task: this.open.key });
  }

  look({ at }: LogEvent, who: string, outcome: LogEvent | undefined): void {
    const session: Session = { key: `${this.caseId}@${at.toISOString()}@${who}`, who, outcome, task: this.open };
    if (outcome && this.open) this.open.waiting++;
    this.sessions.push(session);
    this.moves.push({ at, caseId: this.caseId, do: "look", look: session.key, who, ...(this.open && { task: this.open.key }) });
  }

  /** Whoever was waited for records how it ended; the last one closes a task that the application has left. */
  outcomes(event: LogEvent): void {
    for (const session of this.sessions.filter((one) => one.outcome === event)) {
      const task = session.task;
      if (task) task.waiting--;
      const over = TERMINAL.has(event.name) || (task?.left === true && task.waiting === 0);
      if (over && task === this.open) this.open = undefined;
      this.moves.push({
        at: event.at,
        caseId: this.caseId,
        do: "outcome",
        look: session.key,
        who: session.who,
        outcome: !over ? "call_back" : TERMINAL.has(event.name) ? "done" : "forwarded",
      });
    }
  }

  /** The application moves on. A task on which somebody still works is closed by his outcome, any other at once. */
  leave(at: Date): void {
    if (!this.open) return;
    this.open.left = true;
    if (this.open.waiting === 0) this.moves.push({ at, caseId: this.caseId, do: "end", task: this.open.key });
    this.open = undefined;
  }
}
