import { byId } from '../../views/client/dom/dom.ts';

/** What this tab presents to the server. Nothing of it outlives the tab. */
interface Presented {
  readonly key: string;
  /** The caller's own credential for OpenObserve, as e-mail:token; empty where the server wants none. */
  readonly credential: string;
}

const KEPT = 'openobserve-mcp';

function presented(): Presented | null {
  const kept = sessionStorage.getItem(KEPT);
  return kept === null ? null : (JSON.parse(kept) as Presented);
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** Headers that carry the key; empty without one. */
export function keyHeaders(): Record<string, string> {
  const { key, credential } = presented() ?? { key: '', credential: '' };
  if (credential !== '')
    return { authorization: `Basic ${base64(credential)}`, ...(key === '' ? {} : { 'x-api-key': key }) };
  return key === '' ? {} : { authorization: `Bearer ${key}` };
}

/** Forgets the key that was entered. */
export function forgetKey(): void {
  sessionStorage.removeItem(KEPT);
}

/** Whether a key was entered. */
export const hasKey = (): boolean => presented() !== null;

let asking: Promise<void> | null = null;

/** Ask for the key until something is given; several requests that need it wait for the one answer. */
export function askForKey(why: string, wantsCredential: boolean): Promise<void> {
  asking ??= new Promise<void>((resolve) => {
    const dialog = byId<HTMLDialogElement>('key-dialog');
    const key = byId<HTMLInputElement>('key');
    const credential = byId<HTMLInputElement>('credential');
    byId('key-why').textContent = why;
    byId('credential-field').hidden = !wantsCredential;
    byId('key-label').textContent = wantsCredential ? 'Key of this server, if it needs one too' : 'Key';
    key.value = '';
    credential.value = '';
    const stay = (event: Event) => event.preventDefault();
    dialog.addEventListener('cancel', stay);
    byId('key-form').onsubmit = (event) => {
      event.preventDefault();
      const given = { key: key.value.trim(), credential: wantsCredential ? credential.value.trim() : '' };
      if (given.key === '' && given.credential === '') return;
      sessionStorage.setItem(KEPT, JSON.stringify(given));
      dialog.removeEventListener('cancel', stay);
      dialog.close();
      asking = null;
      resolve();
    };
    if (!dialog.open) dialog.showModal();
    (wantsCredential ? credential : key).focus();
  });
  return asking;
}
