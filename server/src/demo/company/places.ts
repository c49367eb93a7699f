import type { Draw } from "./draw.ts";
import type { Region } from "./names.ts";

/** Plain place lists; streets and house numbers are combined at random, so that no real household is meant. */
interface Place {
  domicile: string;
  district: string;
  village: string;
  postal: string;
}

const PLACES: Record<Region, readonly Place[]> = {
  jawa: [
    { domicile: "Kota Surabaya", district: "Rungkut", village: "Kalirungkut", postal: "60293" },
    { domicile: "Kota Surabaya", district: "Gubeng", village: "Mojo", postal: "60285" },
    { domicile: "Kota Surabaya", district: "Wonokromo", village: "Darmo", postal: "60241" },
    { domicile: "Kabupaten Sidoarjo", district: "Waru", village: "Kureksari", postal: "61256" },
    { domicile: "Kabupaten Gresik", district: "Kebomas", village: "Randuagung", postal: "61121" },
  ],
  sumbawa: [
    { domicile: "Kabupaten Sumbawa", district: "Sumbawa", village: "Bugis", postal: "84313" },
    { domicile: "Kabupaten Sumbawa", district: "Sumbawa", village: "Lempeh", postal: "84314" },
    { domicile: "Kabupaten Sumbawa", district: "Labuhan Badas", village: "Karang Dima", postal: "84316" },
    { domicile: "Kabupaten Sumbawa", district: "Moyo Hilir", village: "Berare", postal: "84381" },
    { domicile: "Kabupaten Sumbawa Barat", district: "Taliwang", village: "Kuang", postal: "84455" },
  ],
  papua: [
    { domicile: "Kota Jayapura", district: "Abepura", village: "Kota Baru", postal: "99351" },
    { domicile: "Kota Jayapura", district: "Jayapura Selatan", village: "Entrop", postal: "99224" },
    { domicile: "Kota Jayapura", district: "Heram", village: "Waena", postal: "99358" },
    { domicile: "Kabupaten Jayapura", district: "Sentani", village: "Hinekombe", postal: "99352" },
  ],
};
const STREETS = [
  "Anggrek",
  "Bougenville",
  "Cempaka",
  "Cendana",
  "Flamboyan",
  "Garuda",
  "Hasanuddin",
  "Kamboja",
  "Kenanga",
  "Mawar",
  "Melati",
  "Merpati",
  "Pattimura",
  "Rajawali",
  "Seroja",
  "Teratai",
  "Wijaya Kusuma",
] as const;

export interface Address {
  domicile: string;
  address_street: string;
  address_rtrw: string;
  address_village: string;
  address_district: string;
  postal_code: string;
}

export function drawAddress(draw: Draw, region: Region): Address {
  const place = draw.one(PLACES[region]);
  const part = (): string => String(draw.between(1, 12)).padStart(3, "0");
  return {
    domicile: place.domicile,
    address_street: `Jalan ${draw.one(STREETS)} Nomor ${draw.between(1, 180)}`,
    address_rtrw: `${part()}/${part()}`,
    address_village: place.village,
    address_district: place.district,
    postal_code: place.postal,
  };
}

/** Every place name that the made-up company uses: what may lie plain without naming a customer. */
export const PLACE_NAMES: readonly string[] = [
  ...new Set(
    Object.values(PLACES)
      .flat()
      .flatMap((place) => [place.domicile, place.district, place.village]),
  ),
  ...STREETS,
];
