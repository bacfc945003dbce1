import { WAY_OPTIONS } from './connection-options.ts';
import { LLM_OPTIONS } from './llm-options.ts';
import { OPTIONS } from './options.ts';
import { SERVING_OPTIONS } from './serving-options.ts';
import type { Option } from './values.ts';

/** Options under one heading, as help and docs show them. */
export interface OptionGroup {
  readonly title: string;
  readonly options: readonly Option[];
}

const OTHERS: readonly OptionGroup[] = [
  { title: 'Connection to OpenObserve', options: Object.values(WAY_OPTIONS) as Option[] },
  { title: 'HTTP server', options: Object.values(SERVING_OPTIONS) as Option[] },
  { title: 'Language model', options: Object.values(LLM_OPTIONS) as Option[] },
];

const grouped = new Set(OTHERS.flatMap(({ options }) => options.map(({ variable }) => variable)));

/** All settings as people read them: `--help-all` and docs/configuration.md are made from it. */
export const OPTION_GROUPS: readonly OptionGroup[] = [
  {
    title: 'OpenObserve and tools',
    options: (Object.values(OPTIONS) as Option[]).filter(({ variable }) => !grouped.has(variable)),
  },
  ...OTHERS,
];
