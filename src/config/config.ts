import { ConfigError } from '../errors.ts';
import { normalizeBaseUrl } from '../openobserve/base-url.ts';
import { unfilledProblem } from '../openobserve/unfilled-value.ts';
import { secretForms } from '../redact/known-secrets.ts';
import { type Config, OPTIONS } from './options.ts';
import { list, type Option, ValueProblem } from './values.ts';

/** What was given on the command line, by the option's name. A switch is `true`. */
export type Flags = { readonly [K in keyof Config]?: string | true };

type Environment = Readonly<Record<string, string | undefined>>;

/** What was written for a setting, and where: a flag or a variable. */
export interface Given {
  readonly source: string;
  readonly value: string;
}

/** The value given for an option, by flag before environment; null where there is none. */
export function given(
  option: Option<never> | Option,
  flag: string | true | undefined,
  environment: Environment,
): Given | null {
  if (flag !== undefined && option.flag !== null) return { source: option.flag, value: String(flag).trim() };
  for (const variable of [option.variable, ...(option.otherVariables ?? [])]) {
    const value = environment[variable]?.trim();
    if (value) return { source: variable, value };
  }
  return null;
}

/** The value as it may be shown: never that of a secret, nor of anything that may hold a password. */
function shown(option: Option, value: string): string {
  if (option.secret || value.includes('@')) return '';
  return ` (it is ${JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)})`;
}

function readOption(option: Option, flag: string | true | undefined, environment: Environment): unknown {
  const found = given(option, flag, environment);
  if (!found && option.default === null) return null;
  const value = found?.value ?? option.default ?? '';
  const unfilled = unfilledProblem(value);
  if (unfilled !== null) throw new ConfigError(`${found?.source} ${unfilled}${shown(option, value)}.`);
  try {
    return option.read(value);
  } catch (error) {
    if (!(error instanceof ValueProblem)) throw error;
    throw new ConfigError(`${found?.source} ${error.message}${shown(option, value)}.`);
  }
}

/** The organization that the address of OpenObserve names, as one copied from the browser or for ingestion does. */
function organizationIn(address: Given | null): string | null {
  const base = address && normalizeBaseUrl(address.value);
  return base && 'org' in base ? base.org : null;
}

/**
 * Read every setting; flags beat variables, and a blank variable counts as unset.
 * @throws {ConfigError} one line that names the flag or variable, what is wrong and what is allowed
 */
export function readConfig(flags: Flags, environment: Environment): Config {
  const names = Object.keys(OPTIONS) as (keyof Config)[];
  const read = Object.fromEntries(
    names.map((name) => [name, readOption(OPTIONS[name] as unknown as Option, flags[name], environment)]),
  ) as unknown as Config;
  const config = {
    ...read,
    org: read.org ?? organizationIn(given(OPTIONS.baseUrl, flags.baseUrl, environment)),
  };
  if (config.org !== null && config.orgs.length > 0 && !config.orgs.includes(config.org)) {
    throw new ConfigError(
      `O2_ORG must be one of O2_ORGS (it is ${JSON.stringify(config.org)}, allowed: ${config.orgs.join(', ')}).`,
    );
  }
  return config;
}

/** Variables that begin like ours and are none: most often a slip of the pen. */
export function unknownVariables(environment: Environment): string[] {
  const known = new Set(Object.values(OPTIONS).map((option) => option.variable));
  return Object.keys(environment).filter((name) => name.startsWith('O2_') && !known.has(name));
}

/** The texts of a value, of a list or of an object. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The keys of `name:key` pairs. */
const keysIn = (pairs: string | null) => list(pairs ?? '').map((pair) => pair.slice(pair.indexOf(':') + 1));

/** Every text in the settings that must not be seen: secrets, and the password inside a credential or an address. */
export function secretsOf(config: Config): string[] {
  const names = Object.keys(OPTIONS) as (keyof Config)[];
  const values = names.filter((name) => OPTIONS[name].secret).flatMap((name): unknown => config[name]);
  return values.flatMap(textsIn).concat(keysIn(config.keys)).flatMap(secretForms);
}
