import { invalid, notFound } from "../refusal";

/** Rows by their number, in the order they came. Numbers are looked up as text: 1001 and "1001" are one. */
export class Table<Key extends string | number, Row extends { number: Key }> {
  private readonly rows = new Map<string, Row>();
  private next: number;

  constructor(firstNumber: number) {
    this.next = firstNumber;
  }

  list(): Row[] {
    return [...this.rows.values()];
  }

  get size(): number {
    return this.rows.size;
  }

  find(number: Key | string | null | undefined): Row | undefined {
    return number === null || number === undefined ? undefined : this.rows.get(String(number));
  }

  /** Throws 404. */
  get(number: Key | string): Row {
    const row = this.find(number);
    if (!row) throw notFound();
    return row;
  }

  /** Throws 422 on `field`, as a write does that points at a row that is not there. */
  require(number: Key | string, field: string): Row {
    const row = this.find(number);
    if (!row) throw invalid({ [field]: `The selected ${field.replaceAll("_", " ")} is invalid.` });
    return row;
  }

  /** Throws 422 if the number is taken. */
  insert<Inserted extends Row>(row: Inserted): Inserted {
    if (this.rows.has(String(row.number))) {
      throw invalid({ number: "The number has already been taken." });
    }
    this.rows.set(String(row.number), row);
    if (typeof row.number === "number") this.next = Math.max(this.next, row.number + 1);
    return row;
  }

  rename(row: Row, number: Key): void {
    this.rows.delete(String(row.number));
    row.number = number;
    this.rows.set(String(number), row);
  }

  remove(number: Key): void {
    this.rows.delete(String(number));
  }

  nextNumber(): number {
    return this.next;
  }
}
