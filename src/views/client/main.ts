import { connectToHost, type Given } from './app-host.ts';
import { byId, el } from './dom/dom.ts';
import type { Host } from './draw/host.ts';
import { drawInvestigation, isInvestigation } from './draw/investigation-view.ts';
import { drawPlan } from './draw/plan-view.ts';
import { drawRows } from './draw/rows-view.ts';
import { drawnResultOf } from './draw/shown.ts';

const view = byId('view');

function draw({ tool, arguments: args, answer }: Given, host: Host): HTMLElement[] {
  switch (document.documentElement.dataset.view) {
    case 'plan':
      return drawPlan(answer, host);
    case 'investigation':
      return drawInvestigation(answer, host);
    default:
      return isInvestigation(drawnResultOf(answer))
        ? drawInvestigation(answer, host)
        : drawRows(answer, { tool, arguments: args }, host, view);
  }
}

connectToHost({
  draw(given, host) {
    byId('title').textContent = given.title;
    view.replaceChildren(...draw(given, host));
    byId('spoken').textContent = view.querySelector('.said, .trouble')?.textContent ?? 'The answer is drawn.';
  },
  stopped: () => view.replaceChildren(el('p', { class: 'quiet' }, 'The call was stopped.')),
}).catch(() => {
  view.replaceChildren(el('p', { class: 'trouble' }, 'This view has no connection to its client.'));
});
