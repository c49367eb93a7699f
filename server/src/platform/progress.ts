import type { Writable } from "node:stream";
import cliProgress from "cli-progress";

/** Tells somebody who waits how far a long work is, how fast it goes and how long it will take. */
export interface Progress {
  /** @param done rows or bytes so far */
  to(done: number): void;
  end(): void;
}

export interface ProgressSettings {
  /** Where the line goes; stderr of the caller. */
  out: Writable;
  /** A terminal draws a bar; else a line every five seconds. */
  tty: boolean;
  /** No line at all: machine-readable output away from a terminal. */
  silent?: boolean;
  label: string;
  /** Undefined where nobody knows before the end: then neither a share nor the time that is left is told. */
  total: number | undefined;
  unit: string;
}

const LINE_EVERY = 5_000;

/** Begins to tell; a terminal sees a bar, anything else a line every five seconds. */
export function startProgress(settings: ProgressSettings): Progress {
  if (settings.silent) return { to: () => undefined, end: () => undefined };
  return settings.tty ? drawBar(settings) : writeLines(settings);
}

function drawBar({ out, label, total, unit }: ProgressSettings): Progress {
  const format =
    total === undefined
      ? `${label} {value} ${unit} | {speed}/s`
      : `${label} [{bar}] {percentage}% | {value}/{total} ${unit} | {speed}/s | {left} s`;
  const bar = new cliProgress.SingleBar(
    { format, stream: out as NodeJS.WritableStream, hideCursor: true, clearOnComplete: false },
    cliProgress.Presets.rect,
  );
  const started = Date.now();
  bar.start(total ?? 0, 0, { speed: 0, left: "?" });
  return { to: (done) => bar.update(done, rate(done, total, started)), end: () => bar.stop() };
}

function writeLines({ out, label, total, unit }: ProgressSettings): Progress {
  const started = Date.now();
  let last = started;
  return {
    to(done) {
      if (Date.now() - last < LINE_EVERY) return;
      last = Date.now();
      const { speed, left } = rate(done, total, started);
      const [of, rest] = total === undefined ? ["", ""] : [`/${total}`, `, ${left} s`];
      out.write(`${label}: ${done}${of} ${unit}, ${speed}/s${rest}\n`);
    },
    end: () => undefined,
  };
}

function rate(done: number, total: number | undefined, started: number): { speed: number; left: number | string } {
  const speed = done / Math.max((Date.now() - started) / 1000, 0.001);
  return { speed: Math.round(speed), left: speed > 0 && total !== undefined ? Math.ceil((total - done) / speed) : "?" };
}
