import { newIid } from "../../platform/ids.ts";
import type { Gathered } from "../gather.ts";
import { openFor } from "../open-for.ts";
import type { House } from "../parts.ts";
import { fieldOf, noteDelivery } from "../use-connector.ts";

/** Sends the customer at the counter his link, to his own number, which nobody sees. False where it did not leave. */
export async function sendPresent(house: House, about: Gathered, text: string): Promise<boolean> {
  const way = house.confirmBy?.way;
  if (way === undefined) return false;
  const reference = newIid();
  const opened = await openFor(house, about, { connector: way.connector.id, field: fieldOf(way), iid: reference });
  if (opened.refused) return false;
  const delivered = await way.connector.send(way.means, { value: opened.value, reference, text, subject: SUBJECT, at: about.now });
  await noteDelivery(house, about, { reference, way, delivered, entry: opened.entry });
  return delivered.accepted;
}

const SUBJECT = "Konfirmasi kehadiran";
