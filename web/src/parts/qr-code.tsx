import { encode } from "uqr";
import style from "./qr-code.module.css";

/** Light modules around the code, without which readers do not find it. */
const BORDER = 4;

/** A QR code as one path: it prints sharp, and needs neither a picture nor an inline style. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: "M", border: BORDER });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return (
    <svg viewBox={`0 0 ${size} ${size}`} className={style.code} shapeRendering="crispEdges" role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
