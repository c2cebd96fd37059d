/** Product groups: number, name, stock, VAT in Norway. Outside Norway everything is 0 %. */
export const GROUPS = [
  { number: 1, name: "Belysning", has_inventory: true, vat_domestic: 25 },
  { number: 2, name: "Møbler", has_inventory: true, vat_domestic: 25 },
  { number: 3, name: "Tekstiler", has_inventory: true, vat_domestic: 25 },
  { number: 4, name: "Mat og drikke", has_inventory: true, vat_domestic: 15 },
  { number: 5, name: "Tjenester", has_inventory: false, vat_domestic: 25 },
  { number: 6, name: "Kulturarrangement", has_inventory: false, vat_domestic: 12 },
  { number: 7, name: "Bøker", has_inventory: true, vat_domestic: 0 },
  { number: 8, name: "Gavekort", has_inventory: false, vat_domestic: 0 },
];

type Entry = [
  number: string,
  name: string,
  group: number,
  salesPrice: number,
  costPrice: number,
  stock: number,
  unit?: number,
];

/** Numbers with slash, hash, space and letters of the language stand here on purpose. */
export const PRODUCTS: Entry[] = [
  ["LYS-100", "Taklampe Fjord, messing", 1, 2392, 1180, 24],
  ["LYS-101", "Taklampe Fjord, sort", 1, 2392, 1180, 18],
  ["LYS-110", "Bordlampe Bris", 1, 1192, 560, 41],
  ["LYS-111", "Bordlampe Bris, liten", 1, 872, 395, 37],
  ["LYS/12 #3", "Vegglampe Skjær, modell 12 nr. 3", 1, 1352, 640, 9],
  ["LYS-120", "Gulvlampe Nordavind", 1, 3192, 1590, 12],
  ["LYS-130", "Utelampe Kyst", 1, 1592, 710, 15],
  ["LED-E27", "LED-pære E27, 806 lm", 1, 71.2, 22.4, 480],
  ["LED-E14", "LED-pære E14, 470 lm", 1, 63.2, 19.9, 512],
  ["LYS-STRIPE", "LED-stripe per meter", 1, 133.333333, 51.256789, 260.5, 3],
  ["MØB-200", "Lenestol Vik, ullgrå", 2, 7192, 3840, 6],
  ["MØB-201", "Lenestol Vik, rust", 2, 7192, 3840, 4],
  ["MØB-210", "Sofabord Holme, eik", 2, 3992, 1990, 8],
  ["MØB-220", "Spisebord Sund 180", 2, 11_992, 6420, 3],
  ["MØB-221", "Spisestol Sund", 2, 1992, 960, 32],
  ["MØB-230", "Bokhylle Tind", 2, 4792, 2310, 7],
  ["MØB-240", "Nattbord Lun", 2, 1592, 740, 14],
  ["MØB-250", "Krakk Kai", 2, 952, 420, 22],
  ["TEK-300", "Pledd Vidde, ull", 3, 1112, 510, 36],
  ["TEK-301", "Pute Vidde 50x50", 3, 472, 196, 58],
  ["TEK-310", "Gulvteppe Strand 200x300", 3, 5592, 2780, 5],
  ["TEK-320", "Gardin Dis, per meter", 3, 316.6667, 122.45, 140.25, 3],
  ["TEK-330", "Duk Helg", 3, 632, 248, 19],
  ["TEK-331", "Serviett Helg, 4 pk", 3, 239.2, 88.6, 44, 6],
  ["MAT-400", "Kaffe, Fjordlys husblanding 250 g", 4, 95.652174, 48.2, 120],
  ["MAT-401", "Te, einer og bringebær", 4, 86.086957, 37.5, 75],
  ["MAT-410", "Sjokolade, havsalt", 4, 60.869565, 24.9, 210],
  ["MAT-411", "Sjokolade 6/12 pk", 4, 321.73913, 139.4, 30, 6],
  ["MAT-420", "Sirup, rabarbra", 4, 112.173913, 49.75, 48],
  ["MAT-430", "Honning fra Toten 350 g", 4, 121.73913, 61, 52],
  ["TJE-500", "Montering, per time", 5, 792, 420, 0, 4],
  ["TJE-510", "Interiørrådgivning, per time", 5, 1192, 640, 0, 4],
  ["TJE-520", "Frakt og innbæring", 5, 399.2, 310, 0],
  ["ARR-600", "Foredrag: Lys i mørketiden", 6, 223.214286, 60, 0],
  ["ARR-610", "Konsert i butikken", 6, 312.5, 95, 0],
  ["BOK-700", "Boken om lys", 7, 399, 210, 27],
  ["BOK-701", "Norske hjem, bind II", 7, 449, 240, 16],
  ["BOK-702", "Farger i nord", 7, 349, 182, 21],
  ["GAVE-500", "Gavekort 500 kr", 8, 500, 500, 0],
  ["GAVE-1000", "Gavekort 1000 kr", 8, 1000, 1000, 0],
];

/** Structured products, each of parts from the list above. */
export const LOTS = [
  {
    ...{ number: "SETT-SPISE", name: "Spisegruppe Sund, bord og 6 stoler", group: 2 },
    ...{ sales_price: 21_992, recommended_cost_price: 12_180, stock: 2 },
    lines: [
      { item_id: "MØB-220", quantity: 1 },
      { item_id: "MØB-221", quantity: 6 },
    ],
  },
  {
    ...{ number: "SETT-LESE", name: "Lesekrok: stol, lampe og pledd", group: 2 },
    ...{ sales_price: 10_392, recommended_cost_price: 5940, stock: 3 },
    lines: [
      { item_id: "MØB-200", quantity: 1 },
      { item_id: "LYS-120", quantity: 1 },
      { item_id: "TEK-300", quantity: 1 },
    ],
  },
  {
    ...{ number: "GAVEKURV", name: "Gavekurv med kaffe, sjokolade og honning", group: 4 },
    ...{ sales_price: 260.869565, recommended_cost_price: 134.1, stock: 12 },
    lines: [
      { item_id: "MAT-400", quantity: 1 },
      { item_id: "MAT-410", quantity: 1 },
      { item_id: "MAT-430", quantity: 1 },
    ],
  },
];
