type Present<T> = { [Key in keyof T]?: NonNullable<T[Key]> };

/** Without the fields that are null: Fiken refuses a null. */
export function present<T extends Record<string, unknown>>(fields: T): Present<T> {
  // Safe because only null and undefined are taken away.
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as Present<T>;
}
