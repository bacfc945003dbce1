import { resolve } from 'node:path';
import { type Flags, given } from './config.ts';
import { type Config, OPTIONS } from './options.ts';
import type { Option } from './values.ts';
import { SERVING_OPTIONS } from './serving-options.ts';

/** The settings that were given, as they may be written down for another start. */
export interface GivenSettings {
  /** Texts by variable. Paths are absolute, as the other start may be elsewhere. */
  readonly settings: Readonly<Record<string, string>>;
  /** Variables of secrets; their values are not told. */
  readonly secrets: readonly string[];
}

/** Those that only a server that listens needs. */
const ONLY_HTTP: ReadonlySet<string> = new Set(['port', 'host', ...Object.keys(SERVING_OPTIONS)]);

/** Proxies count as secret for the password that they may hold; most hold none. */
const isSecret = ({ secret, type }: Option, value: string) =>
  secret === true && (type !== 'address' || value.includes('@'));

/** What was given on the command line and in variables, for a server on stdio. */
export function givenForStdio(
  flags: Flags,
  environment: Readonly<Record<string, string | undefined>>,
): GivenSettings {
  const settings: Record<string, string> = {};
  const secrets: string[] = [];
  for (const name of Object.keys(OPTIONS) as (keyof Config)[]) {
    const option = OPTIONS[name] as unknown as Option;
    const found = ONLY_HTTP.has(name) ? null : given(option, flags[name], environment);
    if (found === null || found.value === option.default) continue;
    const variable = found.source === option.flag ? option.variable : found.source;
    if (isSecret(option, found.value)) secrets.push(variable);
    else settings[variable] = option.type === 'file' ? resolve(found.value) : found.value;
  }
  return { settings, secrets };
}
