import type { Locale } from "@/lib/i18n/locales";

export type Picture = {
  scene: string;
  locale: Locale;
  scheme: "light" | "dark";
  width: number;
  /** Beside the sheet. */
  file: string;
};

/** One row for each scene: small pictures that open large. */
export function contactSheet(pictures: readonly Picture[]): string {
  const scenes = [...new Set(pictures.map(({ scene }) => scene))];
  const rows = scenes.map((scene, index) => {
    const cells = pictures.filter((picture) => picture.scene === scene).map(cellOf);
    return `<section><h2>${index + 1}. ${scene}</h2><div>${cells.join("")}</div></section>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Every screen and state</title>
<style>
  body { font: 14px system-ui, sans-serif; margin: 16px; background: #e5e7eb; }
  h2 { font-size: 14px; margin: 16px 0 4px; }
  div { display: flex; flex-wrap: wrap; gap: 8px; align-items: start; }
  figure { margin: 0; }
  figcaption { font-size: 11px; color: #374151; }
  img { width: 220px; max-height: 420px; object-fit: cover; object-position: top; border: 1px solid #9ca3af; }
  .narrow img { width: 110px; }
</style>
<h1>Every screen and state</h1>
${rows.join("\n")}
</html>
`;
}

function cellOf({ file, locale, scheme, width }: Picture): string {
  const caption = `${locale} ${scheme} ${width}`;
  const image = `<a href="${file}"><img loading="lazy" src="${file}" alt="${caption}"></a>`;
  const narrow = width < 400 ? ' class="narrow"' : "";
  return `<figure${narrow}>${image}<figcaption>${caption}</figcaption></figure>`;
}
