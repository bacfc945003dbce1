import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { OPTIONS } from '../../src/config/options.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import { ROOT } from './context.ts';

interface Acl {
  readonly allow?: readonly string[];
  readonly deny?: readonly string[];
}

interface Plugin {
  readonly name: string;
  readonly config: {
    readonly mode?: string;
    readonly key_names?: readonly string[];
    readonly hide_credentials?: boolean;
    readonly default_acl?: ReadonlyArray<Acl & { readonly scope: string }>;
    readonly tools?: ReadonlyArray<{ readonly name: string; readonly acl?: Acl }>;
    readonly logging?: { readonly log_payloads?: boolean };
    readonly add?: { readonly headers: readonly string[] };
    readonly replace?: { readonly headers: readonly string[] };
  };
}

export interface KongRoute {
  readonly paths: readonly string[];
  readonly strip_path: boolean;
  readonly preserve_host: boolean;
  readonly request_buffering: boolean;
  readonly response_buffering: boolean;
  readonly plugins: readonly Plugin[];
}

export interface KongService {
  readonly url: string;
  readonly connect_timeout: number;
  readonly read_timeout: number;
  readonly routes: readonly [KongRoute];
}

export interface KongConfig {
  readonly services: readonly [KongService];
  readonly consumer_groups: ReadonlyArray<{ readonly name: string }>;
}

/** The configuration that docs/gateways/kong.md shows. */
export function readKongConfig(): KongConfig {
  return parse(readFileSync(join(ROOT, 'docs/gateways/kong.yaml'), 'utf8')) as KongConfig;
}

export function pluginOf({ plugins }: KongRoute, name: string): Plugin['config'] {
  const plugin = plugins.find((candidate) => candidate.name === name);
  assert.ok(plugin, `There is no plugin ${name}.`);
  return plugin.config;
}

/** What no schema says, each as a sentence and a test of it. */
const RULES: ReadonlyArray<readonly [sentence: string, holds: (config: KongConfig) => boolean]> = [
  [
    'the read timeout is above our longest call',
    ({ services: [service] }) => service.read_timeout > OPTIONS.timeoutMs.read(OPTIONS.timeoutMs.default),
  ],
  [
    'the path of the route is taken off, and Host is that of the service',
    ({ services: [{ routes }] }) => routes[0].strip_path && !routes[0].preserve_host,
  ],
  [
    'streams are not held back',
    ({ services: [{ routes }] }) => !routes[0].request_buffering && !routes[0].response_buffering,
  ],
  [
    "the caller's key does not reach us",
    ({ services: [{ routes }] }) => pluginOf(routes[0], 'key-auth').hide_credentials === true,
  ],
  [
    'our key takes the place of any Authorization',
    ({ services: [{ routes }] }) => {
      const { add, replace } = pluginOf(routes[0], 'request-transformer-advanced');
      const [added = '', replaced = ''] = [add?.headers[0], replace?.headers[0]];
      return added === replaced && added.startsWith('Authorization:Bearer {vault://');
    },
  ],
  [
    'tools pass through, and are named as we name them',
    ({ services: [{ routes }] }) => {
      const { mode, tools = [] } = pluginOf(routes[0], 'ai-mcp-proxy');
      return (
        mode === 'passthrough-listener' && tools.every(({ name }) => TOOLS.some((row) => row.name === name))
      );
    },
  ],
  [
    'only tools that read are opened to those who may only read',
    ({ services: [{ routes }] }) =>
      (pluginOf(routes[0], 'ai-mcp-proxy').tools ?? [])
        .filter(({ acl }) => acl?.allow?.includes('readonly'))
        .every(({ name }) => TOOLS.find((row) => row.name === name)?.access === 'read'),
  ],
  [
    'every group in a list of access exists',
    ({ services: [{ routes }], consumer_groups }) => {
      const { default_acl = [], tools = [] } = pluginOf(routes[0], 'ai-mcp-proxy');
      const lists: Acl[] = [...default_acl, ...tools.flatMap(({ acl }) => (acl ? [acl] : []))];
      const named = lists.flatMap(({ allow = [], deny = [] }) => [...allow, ...deny]);
      return named.every((name) => consumer_groups.some((group) => group.name === name));
    },
  ],
  [
    'answers are not written to the log',
    ({ services: [{ routes }] }) => pluginOf(routes[0], 'ai-mcp-proxy').logging?.log_payloads === false,
  ],
];

/** Answers with how many rules hold. @throws with every schema error and every rule that does not */
export function checkKongConfig(config: KongConfig): number {
  const schema = parse(readFileSync(join(import.meta.dirname, 'kong-schema.yaml'), 'utf8'));
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  const root = ajv.compile(schema);
  const problems: string[] = [];
  const note = (where: string, errors: typeof root.errors) => {
    for (const error of errors ?? []) problems.push(`${where}${error.instancePath} ${error.message}`);
  };
  if (!root(config)) note('', root.errors);
  for (const { name, config: settings } of config.services[0].routes[0].plugins) {
    const validate = ajv.compile({ $defs: schema.$defs, $ref: `#/$defs/plugins/${name}` });
    if (!validate(settings)) note(name, validate.errors);
  }
  problems.push(...RULES.filter(([, holds]) => !holds(config)).map(([sentence]) => `not so: ${sentence}`));
  assert.deepEqual(problems, [], problems.join('; '));
  return RULES.length;
}
