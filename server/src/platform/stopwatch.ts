/** Starts now; each call gives the seconds since, to a tenth. For what is told to people about real waiting, never for the story. */
export function stopwatch(): () => number {
  const started = performance.now();
  return () => Math.round((performance.now() - started) / 100) / 10;
}

/** Starts now; each call gives the milliseconds since: for work that pauses as long as it worked. */
export function millisecondsSince(): () => number {
  const started = performance.now();
  return () => performance.now() - started;
}
