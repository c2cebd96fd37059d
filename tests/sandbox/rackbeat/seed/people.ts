import type { PartyUpdate } from "../world/parties";
import { orgNumberFrom } from "./org-number";

type Place = [name: string, street: string, zipcode: string, city: string];

const COMPANIES: Place[] = [
  ["Brattholmen Hotell AS", "Strandgata 14", "5003", "Bergen"],
  ["Kontorpartner Vest AS", "Damsgårdsveien 59", "5058", "Bergen"],
  ["Arkitektene Lund & Sæther AS", "Torggata 8", "0181", "Oslo"],
  ["Nordlys Kafé ANS", "Storgata 92", "9008", "Tromsø"],
  ["Solheim Barnehage SA", "Kirkeveien 21", "1395", "Hvalstad"],
  ["Møbelringen Sørlandet AS", "Markens gate 30", "4611", "Kristiansand S"],
  ["Eikely Omsorg AS", "Ringveien 4", "3015", "Drammen"],
  ["Trønder Interiør AS", "Kjøpmannsgata 40", "7011", "Trondheim"],
  ["Fjellheimen Borettslag", "Fjellveien 112", "5019", "Bergen"],
  ["Havn & Hage AS", "Verksgata 1", "4013", "Stavanger"],
  ["Bokhandelen på Hjørnet AS", "Jernbanegata 6", "2609", "Lillehammer"],
  ["Åsane Tannlegesenter AS", "Åsane senter 16", "5116", "Ulset"],
  ["Galleri Øst DA", "Grønlandsleiret 25", "0190", "Oslo"],
  ["Tallknuseren Regnskap AS", "Dronningens gate 12", "0152", "Oslo"],
];

const PEOPLE: Place[] = [
  ["Ingrid Bjørnstad", "Nedre Åsvei 7", "1262", "Oslo"],
  ["Ola Mæhlum", "Skolegata 3", "2317", "Hamar"],
  ["Aisha Rahman", "Trondheimsveien 88", "0565", "Oslo"],
  ["Sámi Nango", "Geaidnogeahči 2", "9730", "Karasjok"],
  ["Per-Ærlend Øygård", "Fjordgløtt 19", "6800", "Førde"],
];

const FOREIGN: [...Place, country: string, currency: string, zone: "eu" | "abroad", vat: string][] =
  [
    [
      "Ljus & Form AB",
      "Sveavägen 44",
      "111 34",
      "Stockholm",
      "Sverige",
      "SEK",
      "eu",
      "SE556677889901",
    ],
    ["Boligliv ApS", "Vestergade 12", "1456", "København K", "Danmark", "DKK", "eu", "DK31457822"],
    [
      "Wohnkultur GmbH",
      "Lange Reihe 71",
      "20099",
      "Hamburg",
      "Deutschland",
      "EUR",
      "eu",
      "DE811234567",
    ],
    [
      "Pine & Harbor Inc.",
      "215 Commercial Street",
      "04101",
      "Portland, ME",
      "USA",
      "USD",
      "abroad",
      "",
    ],
  ];

const SUPPLIERS: Place[] = [
  ["Lysfabrikken Norge AS", "Industriveien 33", "2020", "Skedsmokorset"],
  ["Eik & Ask Møbelproduksjon AS", "Sagveien 9", "6230", "Sykkylven"],
  ["Ullvareriet AS", "Fabrikkgata 5", "5063", "Bergen"],
  ["Kaffebrenneriet Grossist AS", "Brennergata 2", "0569", "Oslo"],
  ["Bring Frakt AS", "Alf Bjerckes vei 29", "0582", "Oslo"],
];

const FOREIGN_SUPPLIERS: typeof FOREIGN = [
  [
    "Leuchtenwerk AG",
    "Hafenstraße 18",
    "28195",
    "Bremen",
    "Deutschland",
    "EUR",
    "eu",
    "DE266123455",
  ],
  [
    "Bloomsbury Textiles Ltd",
    "9 Mill Lane",
    "E1 6AN",
    "London",
    "United Kingdom",
    "GBP",
    "abroad",
    "GB982334511",
  ],
];

export const SEED_CUSTOMERS: PartyUpdate[] = [
  ...COMPANIES.map((place, at) => ({
    ...addressFrom(place),
    company_vat: orgNumberFrom(91_402_310 + at * 137_911),
    ...contactFrom(place[0], at),
    customer_group_id: 1,
    vat_zone: "domestic" as const,
    payment_terms_id: at % 4 === 3 ? 2 : 1,
  })),
  {
    ...addressFrom(["Svalbard Feltstasjon AS", "Vei 500 - 12", "9170", "Longyearbyen"]),
    company_vat: orgNumberFrom(92_655_010),
    ...contactFrom("Svalbard Feltstasjon AS", 40),
    customer_group_id: 1,
    vat_zone: "domestic_exempt",
    payment_terms_id: 1,
  },
  ...PEOPLE.map((place, at) => ({
    ...addressFrom(place),
    ...contactFrom(place[0], 60 + at),
    customer_group_id: 2,
    vat_zone: "domestic" as const,
    payment_terms_id: 1,
  })),
  ...FOREIGN.map((row) => ({ ...foreignFrom(row), customer_group_id: 3 })),
];

export const SEED_SUPPLIERS: PartyUpdate[] = [
  ...SUPPLIERS.map((place, at) => ({
    ...addressFrom(place),
    company_vat: orgNumberFrom(97_102_200 + at * 211_003),
    ...contactFrom(place[0], 80 + at),
    supplier_group_id: at === 4 ? 2 : 1,
    vat_zone: "domestic" as const,
    payment_terms_id: 2,
  })),
  ...FOREIGN_SUPPLIERS.map((row) => ({ ...foreignFrom(row), supplier_group_id: 1 })),
];

function addressFrom([name, street, zipcode, city]: Place) {
  return {
    name,
    address_street: street,
    address_zipcode: zipcode,
    address_city: city,
    address_country: "Norge",
  };
}

function contactFrom(name: string, at: number) {
  const mailbox = name
    .toLowerCase()
    .replaceAll("æ", "ae")
    .replaceAll("ø", "o")
    .replaceAll("å", "a")
    .replace(/[^a-z]+/g, "-")
    .replace(/^-|-$/g, "");
  return {
    contact_email: `${mailbox}@example.no`,
    contact_phone: `+47 55 00 ${String(10 + (at % 90))} ${String(20 + ((at * 7) % 80))}`,
  };
}

function foreignFrom([
  name,
  street,
  zipcode,
  city,
  country,
  currency,
  zone,
  vat,
]: (typeof FOREIGN)[number]) {
  return {
    ...addressFrom([name, street, zipcode, city]),
    address_country: country,
    company_vat: vat || null,
    ...contactFrom(name, 20),
    currency,
    vat_zone: zone,
    payment_terms_id: 2,
    layout_id: 2,
    locale: "en",
  };
}
