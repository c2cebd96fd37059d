import { useTranslations } from "next-intl";

/** "Utførsel, 0 %" of Fiken's `EXEMPT_IMPORT_EXPORT`. */
export function useVatTypeWords(): (vatType: string) => string {
  const translate = useTranslations();
  return (vatType) => {
    const key = `voucher.vatTypes.${vatType}` as "voucher.vatTypes.HIGH";
    // Types rest in the database and may be of another version than these words.
    return translate.has(key) ? translate(key) : vatType;
  };
}
