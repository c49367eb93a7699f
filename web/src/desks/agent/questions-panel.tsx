import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { server } from "../../app/server.ts";
import { Panel } from "../../parts/panel.tsx";
import { useSay } from "../../words/say.ts";
import { myDayQuery } from "./my-day-query.ts";
import { QuestionItem } from "./question-item.tsx";

/** What nothing explains is asked of the one who looked: one question a day, answered by picking. */
export function QuestionsPanel() {
  const say = useSay();
  const { data: day } = useQuery(myDayQuery);
  // Asked anew only when the count of waiting looks has changed: opening the masked names is an entry each time.
  const asked = useQuery({
    queryKey: ["questions", day?.waiting],
    queryFn: ({ signal }) => server.questions({ signal }),
    enabled: day !== undefined,
    placeholderData: keepPreviousData,
  });
  const rows = asked.data?.rows ?? [];
  const [first] = rows;
  if (!first) return null;
  return (
    <Panel title={say("questions.title", { n: rows.length })} wash="amber">
      <QuestionItem key={first.id} question={first} named={asked.data?.named ?? []} />
    </Panel>
  );
}
