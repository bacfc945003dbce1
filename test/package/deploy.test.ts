import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { OPTIONS } from '../../src/config/options.ts';
import { fileWith, start } from '../transports/running.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(join(ROOT, 'deploy', name), 'utf8');
const VARIABLES = new Set(Object.values(OPTIONS).map(({ variable }) => variable));
/** What the image sets for Node itself. */
const NOT_OURS = new Set(['NODE_ENV']);

type Environment = Record<string, string>;

const unknownOf = (environment: object) =>
  Object.keys(environment).filter((name) => !VARIABLES.has(name) && !NOT_OURS.has(name));

/** Instructions with their lines joined, as `[word, rest]`. */
const instructions = read('Dockerfile')
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => [line.split(' ')[0] ?? '', line.slice(line.indexOf(' ') + 1).trim()] as const);
const all = (word: string) => instructions.flatMap(([name, rest]) => (name === word ? [rest] : []));
const imageEnvironment: Environment = Object.fromEntries(
  all('ENV').flatMap((rest) => [...rest.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value])),
);

/** Whether the settings hold together: a server with them starts, and says no to strangers. */
async function serves(environment: Environment): Promise<void> {
  const settings = {
    ...environment,
    MCP_KEYS_FILE: fileWith('keys:\n  - name: ops\n    key: 0123456789abcdef\n'),
  };
  const { O2_BASE_URL: _, API_KEY_FILE: __, O2_HOST: host, ...rest } = settings as Environment;
  expect(host).toBe('0.0.0.0');
  const server = await start({ ...rest, O2_PORT: '0', O2_AUDIT: 'off' });
  try {
    expect((await server.ask({ method: 'GET', path: '/healthz' })).status).toBe(200);
    expect((await server.ask({ method: 'GET', path: '/readyz' })).status).toBe(200);
    expect((await server.ask({ body: {} })).status).toBe(401);
  } finally {
    await server.close();
  }
}

describe('Dockerfile', () => {
  it('builds with scripts and files that exist', () => {
    const [build = ''] = all('RUN');
    for (const [, path = ''] of build.matchAll(/&& node (\S+)/g))
      expect(existsSync(join(ROOT, path)), path).toBe(true);
    expect(build).toContain('npm ci --ignore-scripts');
    expect(build).toContain('npm pack --ignore-scripts');
    const ignored = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n');
    const needed = ['src', 'openapi', 'fixtures/sample', 'package-lock.json', 'tsdown.config.ts', 'deploy'];
    expect(
      needed.filter((path) => ignored.some((line) => line !== '' && `${path}/`.startsWith(`${line}/`))),
    ).toEqual([]);
  });

  it('starts the built entry, slim and not as root', () => {
    expect(all('FROM').every((image) => /^node:24-slim( AS build)?$/.test(image))).toBe(true);
    expect(all('USER')).toEqual(['1000:1000']);
    expect(JSON.parse(all('ENTRYPOINT')[0] ?? '')).toEqual([
      'node',
      '--max-semi-space-size=8',
      '/app/dist/cli.js',
    ]);
    expect(existsSync(join(ROOT, 'dist/cli.js'))).toBe(true);
    expect(unknownOf(imageEnvironment)).toEqual([]);
    expect(all('EXPOSE')).toEqual([imageEnvironment.O2_PORT]);
  });

  it('has a health check that tells life from death', async () => {
    const [, script = ''] = /CMD \["node", "-e", (".*")\]/.exec(all('HEALTHCHECK')[0] ?? '') ?? [];
    const { spawn } = await import('node:child_process');
    const check = (port: number) =>
      new Promise((resolve) =>
        spawn(process.execPath, ['-e', JSON.parse(script)], {
          env: { PATH: process.env.PATH, O2_PORT: String(port) },
        }).once('exit', resolve),
      );
    const server = await start();
    expect(await check(server.http.port)).toBe(0);
    await server.close();
    expect(await check(server.http.port)).toBe(1);
  });
});

describe('compose.yaml', () => {
  const compose = parse(read('compose.yaml'));
  const service = compose.services['openobserve-mcp'];

  it('sets what the server knows, and serves', async () => {
    expect(unknownOf(service.environment)).toEqual([]);
    await serves({ ...imageEnvironment, ...service.environment, O2_ORG: 'default' });
  });

  it('takes secrets from files, drops every right, and waits for the calls', () => {
    expect(existsSync(join(ROOT, 'deploy', service.build.context, service.build.dockerfile))).toBe(true);
    for (const name of service.secrets) expect(compose.secrets[name].file).toBe(`./${name}`);
    for (const variable of ['API_KEY_FILE', 'MCP_KEYS_FILE'])
      expect(service.secrets).toContain(service.environment[variable].replace('/run/secrets/', ''));
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
    const { drainMs, timeoutMs } = readConfig({}, { O2_DRAIN: service.environment.O2_DRAIN });
    expect(Number.parseInt(service.stop_grace_period, 10) * 1000).toBeGreaterThan(drainMs + timeoutMs);
  });
});

describe('kubernetes.yaml', () => {
  const objects = parseAllDocuments(read('kubernetes.yaml')).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS();
  });
  const of = (kind: string) => objects.find((object) => object.kind === kind);
  const { spec, metadata } = of('Deployment').spec.template;
  const [container] = spec.containers;
  const environment: Environment = {
    ...of('ConfigMap').data,
    ...Object.fromEntries(
      container.env.map(({ name, value }: { name: string; value?: string }) => [
        name,
        value ?? 'x'.repeat(64),
      ]),
    ),
  };

  it('sets what the server knows, and serves', async () => {
    expect(unknownOf(environment)).toEqual([]);
    await serves(environment);
  });

  it('asks for life and readiness where the server answers', () => {
    expect(container.livenessProbe.httpGet.path).toBe('/healthz');
    expect(container.startupProbe.httpGet.path).toBe('/healthz');
    expect(container.readinessProbe.httpGet.path).toBe('/readyz');
    expect(String(container.ports[0].containerPort)).toBe(environment.O2_PORT);
    expect(of('Service').spec.ports[0].targetPort).toBe(container.ports[0].name);
  });

  it('has several replicas with one key for confirmations, and no secret in it', () => {
    expect(of('Deployment').spec.replicas).toBeGreaterThan(1);
    const byName = Map.groupBy(container.env, ({ name }: { name: string }) => name);
    expect(byName.get('O2_STATE_KEY')).toEqual([
      { name: 'O2_STATE_KEY', valueFrom: { secretKeyRef: { name: 'openobserve-mcp', key: 'state-key' } } },
    ]);
    const secret = Object.values(OPTIONS).filter((option) => option.secret);
    for (const { variable } of secret) expect(of('ConfigMap').data[variable]).toBeUndefined();
    const [{ mountPath }] = container.volumeMounts;
    const paths = spec.volumes[0].secret.items.map(({ path }: { path: string }) => `${mountPath}/${path}`);
    expect(paths).toEqual([environment.API_KEY_FILE, environment.MCP_KEYS_FILE]);
  });

  it('gives the pod no right that it does not need', () => {
    expect(spec.automountServiceAccountToken).toBe(false);
    expect(spec.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it('selects its own pods, and lets them end their calls', () => {
    for (const kind of ['Service', 'PodDisruptionBudget']) {
      const { selector } = of(kind).spec;
      expect(metadata.labels).toMatchObject(selector.matchLabels ?? selector);
    }
    const { drainMs, timeoutMs } = readConfig({}, { O2_DRAIN: environment.O2_DRAIN ?? '' });
    expect(spec.terminationGracePeriodSeconds * 1000).toBeGreaterThan(drainMs + timeoutMs);
  });
});
