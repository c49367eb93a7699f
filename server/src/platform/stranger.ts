import { isIPv6 } from "node:net";

/**
 * Whom an address stands for, where tries of strangers are counted: an address of IPv4 for itself, of IPv6 the network of 64 bits that it lies in,
 * as `2001:db8:0:1::/64`, since whoever has one address of such a network has all 2^64 of them. An IPv4 address written as an IPv6 one is the
 * IPv4 address. What is no address stands for itself.
 */
export function strangerOf(address: string): string {
  const [bare = ""] = address.split("%");
  if (!isIPv6(bare)) return address;
  const groups = groupsOf(bare);
  const [high, low] = groups.slice(6) as [number, number];
  if (groups.slice(0, 5).every((one) => one === 0) && groups[5] === 0xffff) return [high >> 8, high & 255, low >> 8, low & 255].join(".");
  const network = groups.slice(0, 4).map((one) => one.toString(16));
  return `${network.join(":")}::/64`;
}

/** The eight numbers of an IPv6 address. */
function groupsOf(address: string): number[] {
  // Written the one way that URLs have, so that dotted endings and capitals are gone.
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const numbers = (text: string): number[] => (text === "" ? [] : text.split(":").map((one) => Number.parseInt(one, 16)));
  const [left, right] = [numbers(head), numbers(tail ?? "")];
  return [...left, ...new Array<number>(8 - left.length - right.length).fill(0), ...right];
}
