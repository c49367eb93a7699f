import autocannon from "autocannon";
import { processorTime, spentBetween } from "./processor-time.ts";

export interface Shot {
  /** Absent: POST. */
  method?: "GET" | "POST";
  path: string;
  headers?: Record<string, string>;
  /** Absent for GET. */
  body?: () => unknown;
}

export interface Load {
  /** Answers 2xx a second. */
  rate: number;
  /** Milliseconds. */
  p99: number;
  /** Microseconds of processor time an answer took, over all processes; 0 where nobody counts. */
  processor: number;
  /** Answers that were not 2xx: a fast refusal is no fast look. */
  bad: number;
}

/** Fires one kind of request over keep-alive connections for some seconds. */
export async function load(url: string, shot: Shot, connections: number, seconds: number): Promise<Load> {
  // Ours and whatever we started: the server, its keeper, PostgreSQL, and we who load them.
  const before = processorTime([process.pid]);
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [
      {
        method: shot.method ?? "POST",
        path: shot.path,
        headers: { ...(shot.body ? { "content-type": "application/json" } : {}), ...shot.headers },
        setupRequest: (request) => (shot.body ? { ...request, body: JSON.stringify(shot.body()) } : request),
      },
    ],
  });
  const spent = spentBetween(before, processorTime([process.pid]));
  return {
    rate: result["2xx"] / result.duration,
    p99: result.latency.p99,
    processor: spent / result["2xx"],
    bad: result.non2xx + result.errors + result.timeouts,
  };
}
