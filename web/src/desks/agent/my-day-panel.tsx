import { useQuery } from "@tanstack/react-query";
import { Panel } from "../../parts/panel.tsx";
import { useSay } from "../../words/say.ts";
import { myDayQuery } from "./my-day-query.ts";
import style from "./today.module.css";

/** Agents see that most looks are in order: the team's numbers and one's own. */
export function MyDayPanel() {
  const say = useSay();
  const day = useQuery(myDayQuery);
  if (!day.data) return null;
  const { looks, waiting, team } = day.data;
  return (
    <Panel title={say("tab.agent")}>
      <p>
        {say("myDay.team", { looks: team.looks })} <b>{say("myDay.clear", { clear: team.clear })}</b>
        {team.listings > 0 ? <small className={style.aside}>{say("myDay.listings", { listings: team.listings })}</small> : <br />}
        {say("myDay.mine", { looks })} <b>{say("myDay.waiting", { waiting })}</b>
      </p>
    </Panel>
  );
}
