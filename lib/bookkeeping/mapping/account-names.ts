/** Stand in the names of nearly every income or cost account, and so tell nothing. */
const COMMON_WORDS = new Set(
  [
    "salg salgs inntekt salgsinntekt varer avgift sats høy middels lav avgiftsfri avgiftsfritt avgiftspliktig",
    "utenfor avgiftsområdet annen norge diverse innkjøp innkjøpte kjøp varekjøp videresalg utlandet import",
  ].flatMap((words) => words.split(" ")),
);

/** Whether an account is named like a product group: they share a word that tells something. */
export function namesAreAlike(account: string, group: string): boolean {
  const groupWords = wordsOf(group);
  return wordsOf(account).some((word) => groupWords.some((own) => isSameWord(word, own)));
}

function wordsOf(name: string): string[] {
  const words = name.toLowerCase().split(/[^\p{L}]+/u);
  return words.filter((word) => word.length > 3 && !COMMON_WORDS.has(word));
}

/** "tjeneste" and "tjenester" are the same word here. */
function isSameWord(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}
