/** Where a key leads from a row of the list: to another row of the page, or to another page. */
export type Move = { to: "row"; index: number } | { to: "page"; page: "previous" | "next" };

type Place = { index: number; count: number };

/** Null: the key is none of the list's. Beyond the first and the last row lie the pages around. */
export function moveOf(key: string, { index, count }: Place): Move | null {
  switch (key) {
    case "ArrowUp":
      return index > 0 ? { to: "row", index: index - 1 } : { to: "page", page: "previous" };
    case "ArrowDown":
      return index < count - 1 ? { to: "row", index: index + 1 } : { to: "page", page: "next" };
    case "Home":
      return { to: "row", index: 0 };
    case "End":
      return { to: "row", index: count - 1 };
    case "PageUp":
      return { to: "page", page: "previous" };
    case "PageDown":
      return { to: "page", page: "next" };
    default:
      return null;
  }
}
