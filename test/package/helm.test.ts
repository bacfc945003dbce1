import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { instancesParser } from '../../src/config/instances-file.ts';
import { OPTIONS } from '../../src/config/options.ts';
import { fileWith } from '../transports/running.ts';

const ROOT = join(import.meta.dirname, '../..');
const CHART = join(ROOT, 'deploy/helm');
const HELM = process.env.HELM ?? 'helm';
const hasHelm = spawnSync(HELM, ['version']).status === 0;
if (!hasHelm) process.stderr.write('There is no helm here: the chart is neither linted nor rendered.\n');

const VARIABLES = new Set(Object.values(OPTIONS).map(({ variable }) => variable));

// biome-ignore lint/suspicious/noExplicitAny: objects of Kubernetes have many shapes
type KubernetesObject = any;

function helm(command: readonly string[], values: object) {
  const file = fileWith(values);
  return spawnSync(HELM, [...command, CHART, '--values', file], { encoding: 'utf8' });
}

/** The objects of a release by kind and name. */
function rendered(values: object): Record<string, KubernetesObject> {
  const { stdout, stderr, status } = helm(['template', 'mcp', '--kube-version', '1.31.0'], values);
  expect(status, stderr).toBe(0);
  const objects = parseAllDocuments(stdout).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS();
  });
  return Object.fromEntries(
    objects.filter(Boolean).map((each) => [`${each.kind}/${each.metadata.name}`, each]),
  );
}

const NAME = 'mcp-openobserve-mcp';
const ONE = { openobserve: { address: 'http://openobserve.example:5080', organization: 'default' } };
const SEVERAL = {
  instances: [
    {
      name: 'production',
      label: 'Frankfurt',
      address: 'https://production.example',
      organization: 'default',
      headers: { 'X-Gate': 'a: "quoted" #value' },
      read_only: true,
      credentialSecret: { name: 'openobserve-production', key: 'api-key' },
    },
    {
      name: 'staging',
      address: 'https://staging.example',
      credentialSecret: { name: 'other', key: 'token' },
    },
  ],
  oidc: { issuer: 'https://login.example', publicUrl: 'https://mcp.example/mcp', scope: 'mcp' },
  state: { urlSecret: { name: 'valkey', key: 'url' } },
  autoscaling: { enabled: true, minReplicas: 3, maxReplicas: 9 },
  networkPolicy: { enabled: true, from: [{ namespaceSelector: { matchLabels: { team: 'ops' } } }] },
  serviceMonitor: {
    enabled: true,
    labels: { release: 'prometheus' },
    keySecret: { name: 'scrape', key: 'key' },
  },
  nodeSelector: { disk: 'ssd' },
  settings: { O2_AUDIT: 'stdout', O2_DRAIN: '10s', O2_SESSIONS: '100' },
};

const environmentOf = (objects: Record<string, KubernetesObject>) => {
  const [container] = objects[`Deployment/${NAME}`].spec.template.spec.containers;
  return {
    ...objects[`ConfigMap/${NAME}`].data,
    ...Object.fromEntries(
      container.env.map(({ name, value }: { name: string; value?: string }) => [name, value ?? null]),
    ),
  } as Record<string, string | null>;
};

describe('versions', () => {
  it('of chart and package are one', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const chart = parse(readFileSync(join(CHART, 'Chart.yaml'), 'utf8'));
    expect([chart.version, chart.appVersion]).toEqual([version, version]);
  });
});

describe.skipIf(!hasHelm)('the Helm chart', () => {
  it.each([
    ['for one', ONE],
    ['for several, with all that can be switched on', SEVERAL],
  ])('passes the strict lint %s', (_, values) => {
    const { stdout, status } = helm(['lint', '--strict'], values);
    expect(status, stdout).toBe(0);
  });

  it('sets nothing that the server does not know, and settings that hold together', () => {
    for (const values of [ONE, SEVERAL]) {
      const environment = environmentOf(rendered(values));
      expect(Object.keys(environment).filter((name) => !VARIABLES.has(name))).toEqual([]);
      const given = { ...environment, O2_STATE_KEY: 'x'.repeat(64) };
      if ('O2_STATE_URL' in given) given.O2_STATE_URL = 'redis://valkey:6379';
      const config = readConfig({}, given as Record<string, string>);
      expect([config.host, config.port]).toEqual(['0.0.0.0', 3000]);
    }
  });

  it('has one OpenObserve as the plain manifest has it', () => {
    const objects = rendered(ONE);
    const plain = parseAllDocuments(readFileSync(join(ROOT, 'deploy/kubernetes.yaml'), 'utf8'))
      .map((document) => document.toJS())
      .find(({ kind }) => kind === 'Deployment').spec.template.spec;
    const pod = objects[`Deployment/${NAME}`].spec.template.spec;
    expect(pod.securityContext).toEqual(plain.securityContext);
    const [container] = pod.containers;
    const { image, envFrom, imagePullPolicy, env, ...rest } = container;
    const { image: plainImage, envFrom: _, env: plainEnv, ...plainRest } = plain.containers[0];
    expect(rest).toEqual(plainRest);
    expect(image).toBe(plainImage);
    expect(env).toEqual(plainEnv);
    expect([imagePullPolicy, envFrom]).toEqual(['IfNotPresent', [{ configMapRef: { name: NAME } }]]);
    expect(Object.keys(objects).sort()).toEqual([
      `ConfigMap/${NAME}`,
      `Deployment/${NAME}`,
      `PodDisruptionBudget/${NAME}`,
      `Service/${NAME}`,
    ]);
  });

  it('writes a file of instances that the server takes, with each credential where it is mounted', async () => {
    const objects = rendered(SEVERAL);
    const text = objects[`ConfigMap/${NAME}-instances`].data['instances.yaml'];
    const config = readConfig({}, { O2_INSTANCES_FILE: '/etc/openobserve-mcp/instances.yaml' });
    const instances = (await instancesParser(config, {}))(text);
    expect(
      instances.map(({ name, label, config: own }) => [
        name,
        label,
        own.baseUrl,
        own.readOnly,
        own.apiKeyFile,
      ]),
    ).toEqual([
      ['production', 'Frankfurt', 'https://production.example', true, '/run/secrets/instances/production'],
      ['staging', null, 'https://staging.example', false, '/run/secrets/instances/staging'],
    ]);
    expect(instances[0]?.config.headers).toEqual({ 'X-Gate': 'a: "quoted" #value' });
    const pod = objects[`Deployment/${NAME}`].spec.template.spec;
    const { projected } = pod.volumes.find(({ name }: { name: string }) => name === 'credentials');
    expect(projected.sources).toEqual([
      { secret: { name: 'openobserve-production', items: [{ key: 'api-key', path: 'production' }] } },
      { secret: { name: 'other', items: [{ key: 'token', path: 'staging' }] } },
    ]);
    const mounts = pod.containers[0].volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath);
    expect(mounts).toEqual([
      '/run/secrets/openobserve-mcp',
      '/etc/openobserve-mcp',
      '/run/secrets/instances',
      '/tmp',
    ]);
    const volumes = new Set(pod.volumes.map(({ name }: { name: string }) => name));
    for (const { name } of pod.containers[0].volumeMounts) expect(volumes).toContain(name);
  });

  it('selects its own pods in every object, and nothing of another release', () => {
    const objects = rendered(SEVERAL);
    const { labels } = objects[`Deployment/${NAME}`].spec.template.metadata;
    const selectors = [
      objects[`Service/${NAME}`].spec.selector,
      objects[`PodDisruptionBudget/${NAME}`].spec.selector.matchLabels,
      objects[`NetworkPolicy/${NAME}`].spec.podSelector.matchLabels,
      objects[`ServiceMonitor/${NAME}`].spec.selector.matchLabels,
      objects[`Deployment/${NAME}`].spec.selector.matchLabels,
    ];
    for (const selector of selectors) {
      expect(labels).toMatchObject(selector);
      expect(selector['app.kubernetes.io/instance']).toBe('mcp');
    }
    const { spec } = objects[`HorizontalPodAutoscaler/${NAME}`];
    expect(spec.scaleTargetRef.name).toBe(objects[`Deployment/${NAME}`].metadata.name);
    expect([spec.minReplicas, spec.maxReplicas]).toEqual([3, 9]);
    expect(objects[`Deployment/${NAME}`].spec.replicas).toBeUndefined();
    expect(objects[`ServiceMonitor/${NAME}`].spec.endpoints[0].authorization.credentials).toEqual({
      name: 'scrape',
      key: 'key',
    });
    expect(objects[`NetworkPolicy/${NAME}`].spec.ingress[0].from).toEqual(SEVERAL.networkPolicy.from);
  });

  it('puts no secret into a ConfigMap', () => {
    const objects = rendered({ ...SEVERAL, state: { url: '', urlSecret: { name: 'valkey', key: 'url' } } });
    const secret = Object.values(OPTIONS).filter((option) => option.secret);
    for (const { variable } of secret) expect(objects[`ConfigMap/${NAME}`].data[variable]).toBeUndefined();
  });

  it.each<[string, object, RegExp]>([
    ['no OpenObserve', {}, /Give openobserve\.address, or instances/],
    ['both', { ...SEVERAL, ...ONE }, /not both/],
    ['nobody who may call', { ...ONE, keys: { enabled: false } }, /Nothing says who may call/],
    [
      'tokens for no address',
      { ...ONE, oidc: { issuer: 'https://x' } },
      /oidc\.issuer needs oidc\.publicUrl/,
    ],
    ['a password in values', { ...ONE, state: { url: 'redis://:word@valkey' } }, /may not hold a password/],
    [
      'an instance without a credential',
      { instances: [{ name: 'a', address: 'http://a' }] },
      /a needs credentialSecret/,
    ],
    ['a scrape without a key', { ...ONE, serviceMonitor: { enabled: true } }, /\/metrics wants a key/],
  ])('refuses %s', (_, values, message) => {
    const { status, stderr } = helm(['template', 'mcp', '--kube-version', '1.31.0'], values);
    expect(status).not.toBe(0);
    expect(stderr).toMatch(message);
  });
});
