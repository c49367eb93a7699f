import type { DayPicture } from "@mercusuar/client";

export interface Bar {
  x: number;
  width: number;
  kind: string;
}

export interface Tick {
  x: number;
  at: string;
  entry: number;
  here: boolean;
}

export interface Geometry {
  duty: Bar[];
  contacts: Bar[];
  explained: Tick[];
  /** Looks that stand alone, in amber; `label` only where there is room for its time. */
  alone: (Tick & { label: boolean })[];
  hours: { x: number; at: Date }[];
}

const HOUR = 3_600_000;
/** A call of one minute must still be seen. */
const NARROWEST = 2.5;
const LABEL_ROOM = 52;

/** Where everything of a day lies between `left` and `right` (drawing units). Hours are whole hours of the office's zone offset. */
export function geometryOf(picture: DayPicture, left: number, right: number): Geometry {
  const { from, to } = spanOf(picture);
  const x = (instant: number) => left + ((instant - from) / (to - from)) * (right - left);
  const bar = (kind: string, start: string, end: string | undefined): Bar => {
    const begins = x(at(start));
    return { kind, x: begins, width: Math.max(NARROWEST, x(end ? at(end) : at(start)) - begins) };
  };
  const tick = (look: DayPicture["looks"][number]): Tick => ({ x: x(at(look.at)), at: look.at, entry: look.entry, here: look.here });
  return {
    duty: picture.duty.map((band) => bar("duty", band.from, band.to)),
    contacts: picture.contacts.map((contact) => bar(contact.kind, contact.from, contact.to)),
    explained: picture.looks.filter((look) => look.explained).map(tick),
    alone: labelled(picture.looks.filter((look) => !look.explained).map(tick)),
    hours: hoursBetween(from, to).map((hour) => ({ x: x(hour), at: new Date(hour) })),
  };
}

const at = (instant: string): number => new Date(instant).getTime();

/** From the first to the last thing that happened, in whole hours, at least one. */
function spanOf(picture: DayPicture): { from: number; to: number } {
  const instants = [
    ...picture.duty.flatMap((band) => [at(band.from), at(band.to)]),
    ...picture.contacts.flatMap((contact) => [at(contact.from), at(contact.to ?? contact.from)]),
    ...picture.looks.map((look) => at(look.at)),
  ];
  if (instants.length === 0) return { from: 0, to: HOUR };
  const from = Math.floor(Math.min(...instants) / HOUR) * HOUR;
  return { from, to: Math.max(from + HOUR, Math.ceil(Math.max(...instants) / HOUR) * HOUR) };
}

/** At most six hour marks, so that they can be read. */
function hoursBetween(from: number, to: number): number[] {
  const step = Math.max(1, Math.ceil((to - from) / HOUR / 5)) * HOUR;
  const hours: number[] = [];
  for (let hour = from; hour <= to; hour += step) hours.push(hour);
  return hours;
}

/** The looks of the chosen row get their time first, then whatever still has room. */
function labelled(ticks: Tick[]): (Tick & { label: boolean })[] {
  const told: number[] = [];
  const room = (tick: Tick) => told.every((x) => Math.abs(x - tick.x) >= LABEL_ROOM);
  const inTurn = [...ticks].sort((a, b) => Number(b.here) - Number(a.here) || a.x - b.x);
  return inTurn.map((tick) => {
    const label = room(tick);
    if (label) told.push(tick.x);
    return { ...tick, label };
  });
}
