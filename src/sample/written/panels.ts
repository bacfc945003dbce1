import { plainRefusal } from '../http/refusal.ts';
import { type Json, objectOf, unreadable } from '../http/search-body.ts';
import { listIn, textIn } from '../objects/body.ts';

const WIDTH = 96;
const HEIGHT = 18;
const GRID_WIDTH = 192;

/** A tab of a dashboard with its panels. */
export interface Tab extends Json {
  readonly tabId: string;
  readonly panels: readonly Json[];
}

const axis = (items: readonly unknown[]) => items.map((item) => ({ color: null, ...(item as Json) }));

function query(given: unknown): Json {
  const whole = objectOf(given, '');
  for (const field of ['customQuery', 'fields', 'config'])
    if (whole[field] === undefined) throw unreadable(`missing field \`${field}\``);
  const fields = objectOf(whole.fields, '');
  return {
    vrlFunctionQuery: null,
    ...whole,
    fields: {
      ...fields,
      x: axis(listIn(fields, 'x')),
      y: axis(listIn(fields, 'y')),
      z: axis(listIn(fields, 'z')),
    },
  };
}

/** A panel with the fields that the real server fills in. @throws {Refusal} 422 */
export function storedPanel(given: unknown): Json {
  const panel = objectOf(given, '');
  for (const field of ['id', 'type', 'title', 'description', 'config', 'queries'])
    if (panel[field] === undefined) throw unreadable(`missing field \`${field}\``);
  return {
    ...panel,
    config: { legends_position: null, base_map: null, map_view: null, ...objectOf(panel.config, '') },
    queries: listIn(panel, 'queries').map(query),
  };
}

/** @throws {Refusal} 422 */
export function storedTabs(tabs: readonly unknown[]): Tab[] {
  return tabs.map((given) => {
    const tab = objectOf(given, '');
    for (const field of ['tabId', 'name'])
      if (tab[field] === undefined) throw unreadable(`missing field \`${field}\``);
    return { ...tab, tabId: textIn(tab, 'tabId'), panels: listIn(tab, 'panels').map(storedPanel) };
  });
}

/** The next free place: two panels a row. */
function freeLayout(panels: readonly Json[]): Json {
  const layouts = panels.map(({ layout }) => layout as Readonly<Record<'x' | 'y' | 'w' | 'h' | 'i', number>>);
  const i = Math.max(0, ...layouts.map((layout) => layout.i)) + 1;
  const lowest = Math.max(0, ...layouts.map(({ y }) => y));
  const inRow = layouts.filter(({ y }) => y === lowest);
  const x = Math.max(0, ...inRow.map((layout) => layout.x + layout.w));
  const isFull = x + WIDTH > GRID_WIDTH;
  const below = Math.max(0, ...inRow.map(({ y, h }) => y + h));
  return { x: isFull ? 0 : x, y: isFull ? below : lowest, w: WIDTH, h: HEIGHT, i };
}

/** The tabs with a panel more, and that panel. @throws {Refusal} 404 for an unknown tab, 409 for an id in use */
export function withPanel(
  tabs: readonly Tab[],
  given: Json,
  tabId: string | null,
  freshId: () => string,
): { tabs: Tab[]; panel: Json; tabId: string } {
  const tab = tabId === null ? tabs[0] : tabs.find((known) => known.tabId === tabId);
  if (!tab) throw plainRefusal(404, `Tab not found: ${tabId ?? '(no tabs)'}`);
  const id = given.id === '' ? freshId() : String(given.id);
  if (tab.panels.some((panel) => panel.id === id))
    throw plainRefusal(409, `Panel with id ${id} already exists in tab ${tab.tabId}`);
  const panel = { ...given, id, layout: given.layout ?? freeLayout(tab.panels) };
  return {
    tabs: tabs.map((t) => (t === tab ? { ...t, panels: [...t.panels, panel] } : t)),
    panel,
    tabId: tab.tabId,
  };
}

/** The tabs with one panel replaced, or taken out where `given` is null. @throws {Refusal} 404 */
export function withChangedPanel(
  tabs: readonly Tab[],
  id: string,
  given: Json | null,
  tabId: string | null,
): { tabs: Tab[]; panel: Json; tabId: string } {
  const tab = tabs.find((t) => (tabId === null || t.tabId === tabId) && t.panels.some((p) => p.id === id));
  const old = tab?.panels.find((panel) => panel.id === id);
  if (!tab || !old) throw plainRefusal(404, `Panel not found: ${id}`);
  const panel = { ...given, id, layout: given?.layout ?? old.layout };
  const panels =
    given === null ? tab.panels.filter((p) => p !== old) : tab.panels.map((p) => (p === old ? panel : p));
  return { tabs: tabs.map((t) => (t === tab ? { ...t, panels } : t)), panel, tabId: tab.tabId };
}
