/** A text without one quotation mark at each end. */
export const unquoted = (text: string): string => text.replaceAll(/^["'`“”‘’]|["'`“”‘’]$/g, '');
