import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { server } from "../../app/server.ts";
import { download } from "../../parts/download.ts";
import link from "../../parts/link-button.module.css";
import { QrCode } from "../../parts/qr-code.tsx";
import { languageNow, useSay } from "../../words/say.ts";
import style from "./checkpoint-panel.module.css";

/** The evening's checkpoint for somebody who is not of this house: asked for only when it is opened, and anew each time. */
export function CheckpointPanel() {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const asked = useQuery({
    queryKey: ["checkpoint"],
    queryFn: ({ signal }) => server.checkpoint({ signal }),
    enabled: open,
    staleTime: 0,
    gcTime: 0,
  });
  const { data } = asked;
  return (
    <details className={style.panel} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say("checkpoint.title")}</summary>
      {open && data && (
        <div className={style.inside}>
          <p>{say("checkpoint.what", { n: data.size.toLocaleString(languageNow() === "id" ? "id-ID" : "en-GB") })}</p>
          <QrCode text={data.line} label={say("checkpoint.code", { n: data.size })} />
          <p>
            <button type="button" className={link.link} onClick={() => download(`mercusuar-checkpoint-${data.size}.txt`, `${data.line}\n`)}>
              {say("checkpoint.download")}
            </button>
            {" · "}
            <a href="/verify.html" target="_blank" rel="noreferrer">
              {say("checkpoint.verify")}
            </a>
          </p>
        </div>
      )}
      {open && asked.isError && <p role="alert">{say("checkpoint.notYet")}</p>}
    </details>
  );
}
