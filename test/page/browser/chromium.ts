import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The browser of CHROMIUM_PATH, else one on PATH; null where there is none. Nothing is downloaded. */
export function findChromium(): string | null {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== '') return given;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isProgram) ?? null;
}

export function launch(executablePath: string): Promise<Browser> {
  // Containers give no sandbox to root.
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
}

const IMAGES = join(import.meta.dirname, '../../../docs/images');

/** Writes docs/images/NAME.png of what `page` shows, if `npm run docs:images` runs the tests. */
export async function keepImage(page: Page, name: string): Promise<void> {
  if (process.env.IMAGES) await page.screenshot({ path: join(IMAGES, `${name}.png`) });
}
