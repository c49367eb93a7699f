import { type Me, ProblemError } from "@mercusuar/client";
import { useQuery } from "@tanstack/react-query";
import { queries, server } from "./server.ts";

/** Server time minus the page's own clock, in milliseconds, as of the last answer. In the made-up company it is the story's time. */
let ahead = 0;

const MINUTE = 60_000;

async function askMe({ signal }: { signal: AbortSignal }): Promise<Me | null> {
  try {
    const me = await server.me({ signal });
    ahead = new Date(me.now).getTime() - Date.now();
    return me;
  } catch (error) {
    if (error instanceof ProblemError && error.status === 401) return null;
    throw error;
  }
}

/** Who is signed in: undefined while unknown, null when nobody. */
export function useMe() {
  return useQuery({ queryKey: ["me"], queryFn: askMe, refetchInterval: MINUTE, staleTime: MINUTE });
}

/** Inside the shell somebody is signed in. */
export function useSignedIn(): Me {
  const { data } = useMe();
  if (!data) throw new Error("nobody is signed in");
  return data;
}

/** The server's now: the page's clock is never trusted for what is shown. */
export const serverNow = (): Date => new Date(Date.now() + ahead);

export const refreshMe = () => queries.invalidateQueries({ queryKey: ["me"] });
