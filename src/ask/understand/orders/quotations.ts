import { findVrl } from '../text/code-spans.ts';
import { findSpans } from '../text/spans.ts';

/** Stands for a stretch whose words are no words of the request: a quotation, a query, an address. */
export const MASK = '§';

/** What opens a quotation that nothing closes. */
const UNCLOSED = /["“„«「『](?!.*["”“»」』]).*$/su;
const QUOTED = /"[^"\n]*"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|`[^`\n]*`|「[^」]*」|『[^』]*』/g;
const SINGLE = /(?<![\p{L}\p{N}])'[^'\n]+'(?![\p{L}\p{N}])/gu;
const CODE = new Set(['sql', 'promql', 'url', 'email', 'pair']);

const blank = (text: string) => MASK + ' '.repeat(Math.max(0, text.length - 1));

/** A request with quotations and code blanked at the same length: words in them order nothing. */
export function maskQuotations(request: string): string {
  let text = request.replaceAll(/[‘’ʼ]/g, "'");
  const code = findVrl(text);
  if (code !== null) text = text.slice(0, code.start) + blank(code.text) + text.slice(code.end);
  for (const form of [QUOTED, SINGLE, UNCLOSED]) text = text.replace(form, blank);
  for (const { kind, start, end } of findSpans(text))
    if (CODE.has(kind)) text = text.slice(0, start) + blank(text.slice(start, end)) + text.slice(end);
  return text;
}
