import { describe, expect, it } from "vitest";
import { strangerOf } from "./stranger.ts";

describe("whom an address stands for", () => {
  it("all addresses of an IPv6 network of 64 bits are one stranger, of another network another", () => {
    const network = "2001:db8:0:1::/64";
    const same = ["2001:db8:0:1::1", "2001:DB8:0:1:ffff:ffff:ffff:ffff", "2001:db8:0:1:a:b:1.2.3.4", "2001:db8::1:0:0:0:1"];
    expect(same.map(strangerOf)).toEqual([network, network, network, network]);
    expect(strangerOf("2001:db8:0:2::1")).toBe("2001:db8:0:2::/64");
    expect(strangerOf("fe80::1%eth0")).toBe("fe80:0:0:0::/64");
    expect(strangerOf("::1")).toBe("0:0:0:0::/64");
  });

  it("an IPv4 address is itself, however it is written", () => {
    expect(["203.0.113.7", "::ffff:203.0.113.7", "::ffff:cb00:7107"].map(strangerOf)).toEqual([
      "203.0.113.7",
      "203.0.113.7",
      "203.0.113.7",
    ]);
  });

  it("what is no address stands for itself", () => expect(strangerOf("kantor")).toBe("kantor"));
});
