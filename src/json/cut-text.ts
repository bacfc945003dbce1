const MARKER = /\.\.\. \(\+(\d{1,12}) characters\)$/;

/** The first `most` characters of a text, and how many more there are; a text that was cut before counts those too. */
export function cutText(text: string, most: number): string {
  const [marker = '', before = '0'] = text.length > most ? (MARKER.exec(text.slice(-40)) ?? []) : [];
  const left = text.length - marker.length;
  return left <= most ? text : `${text.slice(0, most)}... (+${left - most + Number(before)} characters)`;
}
