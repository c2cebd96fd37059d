const WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2];

/** A Norwegian organisation number whose check digit is right (modulus 11), from any starting point. */
export function orgNumberFrom(start: number): string {
  for (let stem = start; ; stem += 1) {
    const digits = [...String(stem)].map(Number);
    const sum = digits.reduce((total, digit, at) => total + digit * (WEIGHTS[at] ?? 0), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check < 10) return `${stem}${check}`;
  }
}
