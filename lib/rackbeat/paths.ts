/**
 * The spellings of a number in a path, in order of trial. Rackbeat's clients differ: `urlfriendly_number` as given,
 * encoded once, encoded twice. A number without reserved characters has one spelling.
 */
export function pathSpellings(number: string, urlFriendly: string | null = null): string[] {
  const once = encodeURIComponent(number);
  const spellings = [once];
  if (urlFriendly) spellings.unshift(urlFriendly, encodeURIComponent(urlFriendly));
  if (once !== number) spellings.push(encodeURIComponent(once));
  return [...new Set(spellings)].filter(staysInItsSegment);
}

/** Dots alone, and a slash or `?` or `#` as it stands, would lead to another resource. */
function staysInItsSegment(spelling: string): boolean {
  return !/[/?#\\]/.test(spelling) && !/^(\.|%2e){1,2}$/i.test(spelling);
}
