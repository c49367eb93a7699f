import { useMutation } from "@tanstack/react-query";
import { asking, server } from "../app/server.ts";
import { languageNow, useSay } from "../words/say.ts";
import { download } from "./download.ts";
import style from "./link-button.module.css";

/** `No. 41.207 unduh`: the receipt is proof that this entry is in the journal, to be kept outside. */
export function ReceiptLink({ entry }: { entry: number }) {
  const say = useSay();
  const fetching = useMutation({
    mutationFn: () => asking(server.receipt(entry)),
    onSuccess: (text) => download(`mercusuar-${entry}.tlog-proof`, text),
  });
  return (
    <>
      {say("receipt.number", { n: entry.toLocaleString(languageNow() === "id" ? "id-ID" : "en-GB") })}{" "}
      <button type="button" className={style.link} onClick={() => fetching.mutate()} aria-label={say("receipt.downloadOf", { n: entry })}>
        {say("receipt.download")}
      </button>
      {" · "}
      <a href="/verify.html" target="_blank" rel="noreferrer">
        {say("receipt.verify")}
      </a>
      {fetching.isError && <small role="alert"> {say("receipt.notYet")}</small>}
    </>
  );
}
