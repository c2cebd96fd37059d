/**
 * The spellings of a number in a path, in order of trial: Rackbeat's own clients differ, one encodes once, another
 * twice. A number without reserved characters has one spelling; one of dots alone has none, for it would lead to
 * another resource.
 */
export function pathSpellings(number: string): string[] {
  if (/^\.{1,2}$/.test(number)) return [];
  const once = encodeURIComponent(number);
  return once === number ? [once] : [once, encodeURIComponent(once)];
}
