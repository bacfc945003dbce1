import type { ShownClient } from '../page-data.ts';
import { copyButton } from '../../views/client/dom/copy.ts';
import { byId, el } from '../../views/client/dom/dom.ts';

/** How each client is connected, one at a time. */
export function showClients(clients: readonly ShownClient[]): void {
  const panel = el('div', { id: 'client-panel', role: 'tabpanel', class: 'snippet' });
  const tabs = clients.map(({ name, title }) =>
    el('button', { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': 'client-panel' }, title),
  );

  function choose(at: number, isByKey: boolean): void {
    const client = clients[at];
    if (!client) return;
    for (const [index, tab] of tabs.entries()) {
      tab.setAttribute('aria-selected', String(index === at));
      tab.tabIndex = index === at ? 0 : -1;
      if (index === at && isByKey) tab.focus();
    }
    panel.setAttribute('aria-labelledby', `tab-${client.name}`);
    panel.replaceChildren(
      el(
        'div',
        { class: 'bar-top' },
        el('span', { class: 'quiet' }, client.file),
        copyButton(client.snippet, `the settings for ${client.title}`),
      ),
      el('pre', { tabindex: 0 }, client.snippet),
      ...(client.notes.length === 0
        ? []
        : [el('ul', { class: 'notes' }, ...client.notes.map((note) => el('li', {}, note)))]),
    );
  }

  for (const [at, tab] of tabs.entries()) {
    tab.addEventListener('click', () => choose(at, false));
    tab.addEventListener('keydown', ({ key }) => {
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[key];
      if (to !== undefined) choose((to + tabs.length) % tabs.length, true);
    });
  }
  const list = el('div', { role: 'tablist', 'aria-label': 'Clients', class: 'tabs' }, ...tabs);
  byId('clients').replaceChildren(list, panel);
  choose(0, false);
}
