import { button } from './dom.ts';

const SHOWN_MS = 1600;

/** Where a page has no clipboard of its own (plain http), the old way still works. */
async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'hidden';
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    return copied;
  }
}

/** A button that copies a text and says that it did. */
export function copyButton(text: string, what: string): HTMLButtonElement {
  const label = `Copy ${what}`;
  return button(
    'Copy',
    async (pressed) => {
      const copied = await write(text);
      pressed.textContent = copied ? 'Copied' : 'Not copied';
      pressed.setAttribute('aria-label', copied ? `Copied ${what}` : `Could not copy ${what}`);
      pressed.focus();
      setTimeout(() => {
        pressed.textContent = 'Copy';
        pressed.setAttribute('aria-label', label);
      }, SHOWN_MS);
    },
    { class: 'copy', 'aria-label': label },
  );
}
