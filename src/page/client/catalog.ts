import type { ShownArgument, ShownTool } from '../page-data.ts';
import { byId, el } from '../../views/client/dom/dom.ts';

function textOf(tool: ShownTool): string {
  const args = tool.arguments.map(({ name, description }) => `${name} ${description}`);
  return [tool.name, tool.name.replaceAll('_', ' '), tool.title, tool.description, tool.toolset, ...args]
    .join(' ')
    .toLowerCase();
}

function drawArguments(args: readonly ShownArgument[]): HTMLElement {
  if (args.length === 0) return el('p', { class: 'quiet' }, 'It takes no arguments.');
  return el(
    'dl',
    { class: 'arguments' },
    ...args.flatMap(({ name, type, description, required, choices }) => [
      el(
        'dt',
        {},
        el('code', {}, name),
        ' ',
        el('span', { class: 'quiet' }, `${type}${required ? ', required' : ''}`),
      ),
      el(
        'dd',
        {},
        description,
        choices.length === 0 ? null : el('span', { class: 'quiet' }, ` One of ${choices.join(', ')}.`),
      ),
    ]),
  );
}

function proofText({ level, exchanges, reason }: ShownTool['proof']): string {
  if (reason !== '') return `${level}: ${reason}`;
  return exchanges === 0 ? level : `${level}, ${exchanges} recorded exchanges`;
}

const EDITIONS = { all: '', partial: 'open edition in part', enterprise: 'enterprise' };

function drawTool(tool: ShownTool): HTMLElement {
  const { name, title, description, details, access, edition, since, proof, isListed } = tool;
  const details_ = el(
    'details',
    { id: `tool-${name}` },
    el(
      'summary',
      {},
      el('code', { class: 'name' }, name),
      el('span', { class: 'title' }, title),
      el('span', { class: `badge ${access}` }, access),
      edition === 'all' ? null : el('span', { class: 'badge enterprise' }, EDITIONS[edition]),
      el('span', { class: `badge proof ${proof.level.replaceAll(' ', '-')}` }, proof.level),
    ),
    el(
      'div',
      { class: 'inside' },
      el('p', {}, description),
      details === '' ? null : el('p', { class: 'quiet' }, details),
      drawArguments(tool.arguments),
      el(
        'p',
        { class: 'quiet small' },
        `${tool.toolset} · since OpenObserve ${since} · ${proofText(proof)}${isListed ? '' : ' · called through read_tool and write_tool'}`,
      ),
    ),
  );
  return el('li', {}, details_);
}

/** The list of tools with its search. */
export function showCatalog(tools: readonly ShownTool[]): void {
  const search = byId<HTMLInputElement>('search');
  const toolset = byId<HTMLSelectElement>('toolset');
  const access = byId<HTMLSelectElement>('access');
  const drawn = tools.map((tool) => ({ tool, text: textOf(tool), item: drawTool(tool) }));
  byId('catalog').replaceChildren(...drawn.map(({ item }) => item));
  const names = [...new Set(tools.map((tool) => tool.toolset))];
  toolset.replaceChildren(
    el('option', { value: '' }, 'all'),
    ...names.map((name) => el('option', { value: name }, name)),
  );

  function filter(): void {
    const words = search.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    let count = 0;
    for (const { tool, text, item } of drawn) {
      const isFound =
        words.every((word) => text.includes(word)) &&
        (toolset.value === '' || tool.toolset === toolset.value) &&
        (access.value === '' || tool.access === access.value);
      item.hidden = !isFound;
      if (isFound) count += 1;
    }
    byId('found').textContent =
      count === 0
        ? 'No tool has these words. Try others, or fewer.'
        : `${count} of ${tools.length} operations of OpenObserve`;
  }

  for (const input of [search, toolset, access]) input.oninput = filter;
  filter();
}
