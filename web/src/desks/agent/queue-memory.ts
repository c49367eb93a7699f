import type { Listing } from "@mercusuar/client";
import type { InfiniteData } from "@tanstack/react-query";
import { queries } from "../../app/server.ts";

/** Takes a finished task off the queue on the page. The queue is not read again: that would be one more listing in the journal. */
export function forgetQueued(id: string | undefined): void {
  queries.setQueriesData<InfiniteData<Listing>>(
    { queryKey: ["queue"] },
    (queue) => queue && { ...queue, pages: queue.pages.map((page) => without(page, id)) },
  );
}

const without = (page: Listing, id: string | undefined): Listing => ({
  ...page,
  rows: page.rows.filter((row) => row.case === undefined || row.case !== id),
});
