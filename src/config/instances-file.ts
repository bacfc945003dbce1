import { dirname, resolve } from 'node:path';
import { ConfigError } from '../errors.ts';
import type { Config } from './options.ts';
import { settingsParser } from './settings-file.ts';
import { baseUrl, headerProblem, ValueProblem } from './values.ts';

/** One OpenObserve of several, with the settings that hold for it. */
export interface InstanceSettings {
  readonly name: string;
  /** What people call it; null where that is the name. */
  readonly label: string | null;
  /** Other names in plain words. */
  readonly aliases: readonly string[];
  readonly config: Config;
}

/** Where the file says what these variables say of the one OpenObserve of the settings. */
const FIELDS: Readonly<Record<string, string>> = {
  O2_BASE_URL: 'address',
  API_KEY: 'credential',
  API_KEY_FILE: 'credential_file',
  O2_ORG: 'organization',
  O2_ORGS: 'organizations',
  O2_READ_ONLY: 'read_only',
  O2_HEADERS: 'headers',
  O2_HEADERS_FILE: 'headers_file',
  O2_CA_FILE: 'ca_file',
  O2_CLIENT_CERT_FILE: 'client_cert_file',
  O2_CLIENT_KEY_FILE: 'client_key_file',
};

/** A message that is about one of several, with the fields of the file in the place of variables. */
export function withFileFields(message: string): string {
  return message.replaceAll(/\b(?:O2_[A-Z_]+|API_KEY(?:_FILE)?)\b/g, (variable) => {
    const field = FIELDS[variable];
    return field === undefined ? variable : `"${field}" in O2_INSTANCES_FILE`;
  });
}

/** What is set for each instance in the file, and so for none of them outside of it. */
const IN_FILE = {
  baseUrl: 'O2_BASE_URL',
  apiKey: 'API_KEY',
  apiKeyFile: 'API_KEY_FILE',
  org: 'O2_ORG',
  headers: 'O2_HEADERS',
  headersFile: 'O2_HEADERS_FILE',
  clientCertFile: 'O2_CLIENT_CERT_FILE',
  clientKeyFile: 'O2_CLIENT_KEY_FILE',
} as const;

/** @throws {ConfigError} when a setting outside the file would hold for one of its instances, and nobody could say for which */
export function refuseBeside(config: Config): void {
  const found = (Object.keys(IN_FILE) as (keyof typeof IN_FILE)[]).find((name) => config[name] !== null);
  const beside = found ? IN_FILE[found] : config.orgs.length > 0 ? 'O2_ORGS' : config.demo ? 'O2_DEMO' : null;
  if (beside !== null)
    throw new ConfigError(
      `O2_INSTANCES_FILE says of each OpenObserve where it is and who calls it: remove ${beside}.`,
    );
}

function problemOf(read: () => unknown): string | null {
  try {
    read();
    return null;
  } catch (error) {
    if (error instanceof ValueProblem) return error.message;
    throw error;
  }
}

const MOST_INSTANCES = 50;

/**
 * Makes the parser of `O2_INSTANCES_FILE`. What the file does not say of an instance is taken from `config`; read-only
 * there is read-only for all. Paths are read from the folder of the file.
 */
export async function instancesParser(
  config: Config,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<(text: string) => readonly InstanceSettings[]> {
  const folder = dirname(resolve(config.instancesFile ?? ''));
  const parse = await settingsParser(
    'O2_INSTANCES_FILE',
    ({ array, boolean, oneOf, record, strictObject, string }) => {
      const word = string().regex(
        /^\p{L}[\p{L}\p{N} ._-]{0,39}$/u,
        'must be a short name that begins with a letter',
      );
      const file = string().min(1).optional();
      const entry = strictObject({
        name: string().regex(/^[A-Za-z][\w-]{0,31}$/, 'must be letters, digits, dashes or underscores'),
        label: word.optional(),
        aliases: array(word).max(10).optional(),
        address: string().refine(
          (text) => problemOf(() => baseUrl(text)) === null,
          'must be an http or https address without a password',
        ),
        credential: string().min(1).optional(),
        credential_file: file,
        // What is no name may be the credential itself, which no message may show.
        credential_env: string()
          .regex(/^[A-Za-z_]\w*$/, 'must be the name of an environment variable')
          .optional(),
        organizations: array(string().min(1)).optional(),
        organization: string().min(1).optional(),
        headers: record(string(), string()).optional(),
        headers_file: file,
        ca_file: file,
        client_cert_file: file,
        client_key_file: file,
        read_only: boolean().optional(),
        confirm: oneOf(['person', 'token', 'never']).optional(),
        profile: string().min(1).optional(),
      })
        .refine(
          (item) =>
            [item.credential, item.credential_file, item.credential_env].filter((each) => each !== undefined)
              .length === 1,
          'give one of "credential", "credential_file" and "credential_env"',
        )
        .refine(
          ({ organization, organizations = [] }) =>
            organization === undefined || organizations.length === 0 || organizations.includes(organization),
          '"organization" must be one of "organizations"',
        )
        .refine(
          ({ headers = {} }) =>
            Object.entries(headers).every(([name, value]) => headerProblem(name, value) === null),
          '"headers" must be texts of one line, and none that each request has of its own',
        );
      return strictObject({
        instances: array(entry)
          .min(1, 'at least one instance is needed')
          .max(MOST_INSTANCES, `at most ${MOST_INSTANCES} are taken`),
      });
    },
  );
  const at = (path: string | undefined) => (path === undefined ? null : resolve(folder, path));

  function credentialOf(
    name: string,
    variable: string | undefined,
    value: string | undefined,
  ): string | null {
    if (variable === undefined) return value ?? null;
    const found = environment[variable]?.trim();
    if (found) return found;
    throw new ConfigError(
      `The file named by O2_INSTANCES_FILE: the credential of ${name} is in the variable ${variable}, which is not set.`,
    );
  }

  return (text) => {
    const found = parse(text).instances.map(
      (item): InstanceSettings => ({
        name: item.name,
        label: item.label ?? null,
        aliases: item.aliases ?? [],
        config: {
          ...config,
          instancesFile: null,
          baseUrl: baseUrl(item.address),
          apiKey: credentialOf(item.name, item.credential_env, item.credential),
          apiKeyFile: at(item.credential_file),
          org: item.organization ?? null,
          orgs: item.organizations ?? [],
          headers: item.headers ?? null,
          headersFile: at(item.headers_file),
          caFile: at(item.ca_file) ?? config.caFile,
          clientCertFile: at(item.client_cert_file),
          clientKeyFile: at(item.client_key_file),
          readOnly: config.readOnly || item.read_only === true,
          confirm: item.confirm ?? config.confirm,
          profile: item.profile ?? config.profile,
        },
      }),
    );
    const words = found.flatMap(({ name, label, aliases }) => [
      ...new Set([name, ...(label === null ? [] : [label]), ...aliases].map((word) => word.toLowerCase())),
    ]);
    const twice = words.find((word, index) => words.indexOf(word) !== index);
    if (twice !== undefined)
      throw new ConfigError(
        `The file named by O2_INSTANCES_FILE names two instances ${JSON.stringify(twice)}.`,
      );
    return found;
  };
}
