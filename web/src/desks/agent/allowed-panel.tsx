import { Progress } from "@mantine/core";
import type { Look, Me } from "@mercusuar/client";
import { clockWithZone } from "../../app/time.ts";
import { Panel } from "../../parts/panel.tsx";
import { languageNow, useSay } from "../../words/say.ts";
import style from "./today.module.css";

/** "Yang boleh saya lakukan": quota, duty, and what the customer on the card agreed to. */
export function AllowedPanel({ me, consents }: { me: Me; consents: Look["consents"] | undefined }) {
  const say = useSay();
  const { used, of, warn } = me.quota;
  const near = used >= warn;
  return (
    <Panel title={say("allowed.title")}>
      <div>
        <div className={style.quota}>
          <span id="quota">{say("allowed.quota")}</span>
          <span>{say("allowed.used", { used, of })}</span>
        </div>
        <Progress.Root size={8} radius={4} aria-hidden="true">
          <Progress.Section value={of > 0 ? Math.min(100, (used / of) * 100) : 0} color={near ? "var(--lamp-edge)" : "var(--accent)"} />
        </Progress.Root>
        <small className={style.aside}>{say("allowed.each")}</small>
        {near && <small className={style.amber}>{say(used >= of ? "allowed.over" : "allowed.near")}</small>}
      </div>
      <p>
        {me.duty.on ? (
          <>
            {say("allowed.duty")} <b>{me.duty.until ? clockWithZone(new Date(me.duty.until), me.office, languageNow()) : ""}</b>
          </>
        ) : (
          <span className={style.amber}>{say("allowed.offDuty")}</span>
        )}
      </p>
      {consents && (
        <p>
          {(["interest", "offers"] as const).map((question) => (
            <span key={question} className={style.consent}>
              {say(`consent.${question}`)} <b>{say(`consent.${consents[question]}`)}</b>
            </span>
          ))}
        </p>
      )}
    </Panel>
  );
}
