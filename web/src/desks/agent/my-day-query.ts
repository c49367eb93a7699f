import { queryOptions } from "@tanstack/react-query";
import { server } from "../../app/server.ts";

/** Counts of the day so far, asked every minute. */
export const myDayQuery = queryOptions({
  queryKey: ["my-day"],
  queryFn: ({ signal }) => server.myDay({ signal }),
  refetchInterval: 60_000,
});
