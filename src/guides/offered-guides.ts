import type { View } from '../catalog/catalog.ts';

/** What is served beside tools, without loading it: a client is told of nothing that it would find empty. */
export interface Offers {
  readonly prompts: boolean;
  /** Of addresses with variables; plain resources are there always. */
  readonly templates: boolean;
}

/** Each prompt needs one of these, and each of these has a prompt that needs no more. */
const PROMPT_TOOLS = ['search_sql', 'stream_list', 'list_alerts'];
const TEMPLATE_TOOL = 'stream_schema';

/** Prompts and resources that a view offers. */
export function offersOf(view: View): Offers {
  return { prompts: PROMPT_TOOLS.some(view.reaches), templates: view.reaches(TEMPLATE_TOOL) };
}
