/** Under which the mapping is kept in the page's memory. */
export const MAPPING_KEY = ["mapping"] as const;
