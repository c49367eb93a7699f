import type { XesEvent, XesTrace } from "./xes.ts";

/** A look begins when a person touches a case after this long without touching it (30 minutes). */
export const LOOK_GAP = 30 * 60_000;
/** An outcome belongs to a look when the same person records it within this time (60 minutes). */
export const OUTCOME_WITHIN = 60 * 60_000;
/** The resource that stands for the bank's own machine in BPI Challenge 2012; its events are customer and system events. */
export const SYSTEM_RESOURCE = "112";

/** One event of a log, with its case. */
export interface LogEvent extends XesEvent {
  caseId: string;
}

export const isPerson = (event: XesEvent): event is XesEvent & { resource: string } =>
  event.resource !== undefined && event.resource !== SYSTEM_RESOURCE;

/** All events of a case in time order; ties keep the file's order. */
export function eventsOf(trace: XesTrace): LogEvent[] {
  return trace.events.map((event) => ({ ...event, caseId: trace.id })).sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Marks, in one case's events, those that begin a look: first of a person after 30 minutes without one. */
export function beginsLook(events: readonly LogEvent[]): Set<LogEvent> {
  const last = new Map<string, number>();
  const looks = new Set<LogEvent>();
  for (const event of events) {
    if (!isPerson(event)) continue;
    const before = last.get(event.resource);
    if (before === undefined || event.at.getTime() - before > LOOK_GAP) looks.add(event);
    last.set(event.resource, event.at.getTime());
  }
  return looks;
}

/** The first completion that the same person records on the case within 60 minutes of the look's beginning. */
export function outcomeAfter(events: readonly LogEvent[], look: LogEvent): LogEvent | undefined {
  const from = look.at.getTime();
  return events.find(
    (event) =>
      event.resource === look.resource &&
      event.transition === "COMPLETE" &&
      event.at.getTime() >= from &&
      event.at.getTime() - from <= OUTCOME_WITHIN,
  );
}
