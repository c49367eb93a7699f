import { createClient, ProblemError } from "@mercusuar/client";
import { QueryCache, QueryClient } from "@tanstack/react-query";
import { languageNow } from "../words/say.ts";

/** The API of the page's own origin; the session cookie signs in. */
export const server = createClient({ baseUrl: "", language: languageNow });

export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: (error, { queryKey }) => afterProblem(error, queryKey[0] === "lamp") }),
  defaultOptions: {
    // Nothing is fetched on its own account: a listing or a desk that is read again is one more entry in the journal.
    queries: { retry: false, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, refetchOnReconnect: false },
  },
});

/**
 * What every failed question means for the page: a session that ended, or a keeper that went dark. The lamp's own failure asks for no lamp: it
 * would ask without a pause for as long as the server is silent.
 */
export function afterProblem(error: unknown, isLamp = false): void {
  if (!(error instanceof ProblemError)) return;
  if (error.status === 401) queries.setQueryData(["me"], null);
  if (!isLamp && (error.status === 503 || error.status === 0)) void queries.invalidateQueries({ queryKey: ["lamp"] });
}

/** For acts outside of queries: the same consequences, then on to the caller. */
export async function asking<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    afterProblem(error);
    throw error;
  }
}
