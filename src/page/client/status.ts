import type { ShownInstance, ShownStatus } from '../page-data.ts';
import { byId, el } from '../../views/client/dom/dom.ts';

function tile(
  name: string,
  value: string,
  note: string | null,
  state: 'good' | 'bad' | 'plain' = 'plain',
): HTMLElement {
  return el(
    'div',
    { class: `tile ${state}` },
    el('dt', {}, name),
    el('dd', {}, el('strong', {}, value), note === null ? null : el('span', { class: 'quiet' }, note)),
  );
}

const WORDS = { reachable: 'Healthy', unreachable: 'Not reachable', 'not configured': 'Not set up' };

/** The tiles of one OpenObserve: whether it answers, and its organization. */
function instanceTiles(instance: ShownInstance, isSample: boolean): HTMLElement[] {
  const { name, label, state, address, version, edition, isReadOnly, organization } = instance;
  const remedy =
    state === 'not configured'
      ? 'Set O2_BASE_URL and API_KEY, or try --demo.'
      : state === 'unreachable'
        ? `${address}: no answer. Check that it runs, or run doctor.`
        : isSample
          ? 'sample data, not an OpenObserve'
          : [version, edition].filter((part) => part !== null).join(', ') || address;
  const title = isSample ? 'Built-in sample' : 'OpenObserve';
  const access = name !== null && isReadOnly ? 'read-only, ' : '';
  return [
    tile(
      name === null ? title : label === null ? name : `${name} (${label})`,
      WORDS[state],
      `${access}${remedy}`,
      state === 'reachable' ? 'good' : 'bad',
    ),
    tile(
      name === null ? 'Organization' : `Organization in ${name}`,
      organization.name ?? 'not chosen',
      organization.remedy ?? (isSample && version !== null ? `behaves like OpenObserve ${version}` : address),
      organization.name === null ? 'bad' : 'plain',
    ),
  ];
}

/** Shows the state of the server and of OpenObserve. */
export function showStatus(status: ShownStatus): void {
  const { isSample, tools, operations, tokens, isReadOnly, model, caller } = status;
  byId('version').textContent = status.version;
  byId('status').replaceChildren(
    el(
      'dl',
      { class: 'tiles' },
      ...status.instances.flatMap((instance) => instanceTiles(instance, isSample)),
      tile(
        'Tools',
        String(tools),
        `${operations} operations, ${tools - operations} helpers; about ${tokens.toLocaleString()} tokens for a model${isReadOnly ? ', read-only' : ''}`,
      ),
      tile('You', caller, model === null ? 'ask works without a language model' : `ask may use ${model}`),
    ),
  );
}
