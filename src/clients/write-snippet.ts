import type { Snippet } from './target.ts';

/** The text of a snippet, as its format wants it. */
export async function writeSnippet({ format, content }: Snippet): Promise<string> {
  if (typeof content === 'string') return content;
  if (format === 'json') return JSON.stringify(content, null, 2);
  const { stringify } = await import('yaml');
  return stringify(content, { lineWidth: 0 }).trimEnd();
}
