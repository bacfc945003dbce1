import { createHash } from 'node:crypto';
import { HTML, SCRIPT, STYLE } from '../generated/views.ts';
import { VIEW_TYPE, viewAt } from './tool-views.ts';

/** A view as a resource: one document without anything beside it. */
export interface ViewDocument {
  readonly uri: string;
  readonly mimeType: string;
  readonly text: string;
  readonly _meta: { readonly ui: { readonly prefersBorder: boolean } };
}

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Only its own script and style run, and it reaches no network: what it needs it asks the host for. */
const policy = () =>
  `default-src 'none'; script-src ${hashOf(SCRIPT)}; style-src ${hashOf(STYLE)}; base-uri 'none'; form-action 'none'`;

/** The document of a view; null where there is no such view. */
export function viewDocument(uri: string): ViewDocument | null {
  const name = viewAt(uri);
  if (name === null) return null;
  const text = HTML.replace('/*policy*/', policy)
    .replace('/*view*/', name)
    .replace('/*views.css*/', () => STYLE)
    .replace('/*views.js*/', () => SCRIPT);
  return { uri, mimeType: VIEW_TYPE, text, _meta: { ui: { prefersBorder: true } } };
}
