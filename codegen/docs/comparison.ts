import { NEWER_TOOLS } from '../../src/generated/newer-tools.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import { tokensOf, viewOf } from '../../test/prove/tools-page.ts';
import { markdownTable } from './markdown-table.ts';

const tokens = (profile: string) => tokensOf(viewOf(profile).listed).toLocaleString('en');

/** Rows of which one column was measured: by hand in November 2026 for the built-in server, at each run for ours. */
const MEASURED: ReadonlyArray<readonly [what: string, ours: string, builtIn: string]> = [
  ['Setup', 'a separate process', '**nothing to install**'],
  [
    'Operations',
    `${TOOLS.length}, and ${NEWER_TOOLS.length} more of newer releases`,
    '**201**, those of your release',
  ],
  ['Tokens of `tools/list`', `${tokens('search')} (\`search\`) to ${tokens('all')} (\`all\`)`, '1,614'],
  ['40 tasks by a model: done', '**39**', '36'],
  ['Tokens of results in these tasks', '**27,689**', '63,950'],
  [
    'Before it deletes or overwrites',
    '**shows a preview and asks for confirmation**',
    'runs; its mark for destructive tools is not enforced',
  ],
  ['More rows than fit', '**the true total, and the call for the rest**', 'cut, with the total of the page'],
  ['Times', '**words, ISO 8601 or epochs, the same in all tools**', 'µs, s or ns, depending on the tool'],
  ['Wrong names', 'suggests the nearest name', 'suggests the nearest name'],
  ['Completions, and instructions for the model', '**yes**', 'no'],
  ['Plain words without a model', '**`ask`, in six languages**', 'no'],
];

/** This server beside the one that is built into OpenObserve 0.93.0. */
export const comparison = (): string =>
  markdownTable(['', 'openobserve-mcp', 'built into OpenObserve 0.93.0'], MEASURED);
