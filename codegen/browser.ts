import { rolldown } from 'rolldown';

/** What runs in a browser as one script. */
export async function bundled(input: string): Promise<string> {
  const build = await rolldown({ input, platform: 'browser' });
  const { output } = await build.generate({ format: 'iife', comments: false, minify: true });
  await build.close();
  return output[0].code.trim();
}

/**
 * A text as a literal that stands between the tags of a document.
 * @throws {Error} when it would end them
 */
export function embedded(name: string, text: string): string {
  if (/<\/(script|style)/i.test(text)) throw new Error(`${name} holds a closing tag.`);
  return JSON.stringify(text);
}
