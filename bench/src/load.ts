import autocannon from "autocannon";

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
  /** Answers that were not 2xx: a fast refusal is no fast look. */
  bad: number;
}

/** Fires one kind of request over keep-alive connections for some seconds. */
export async function load(url: string, shot: Shot, connections: number, seconds: number): Promise<Load> {
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
  return { rate: result["2xx"] / result.duration, p99: result.latency.p99, bad: result.non2xx + result.errors + result.timeouts };
}
