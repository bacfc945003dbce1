import { createRandom, type Random } from '../random.ts';
import { samples } from '../rows.ts';
import type { Row, World, WorldStream } from '../world.ts';
import {
  counter,
  DAY_US,
  type Draft,
  gauge,
  HOUR_US,
  histogram,
  latency,
  MINUTE_US,
  moments,
  nested,
  rhythm,
  round,
  SECOND_US,
  scrapes,
  spread,
  within,
} from '../kit.ts';

const HOURS = 54;
const PROJECTS = {
  'acme-storefront': 18,
  'bluebell-docs': 14,
  'fjord-weather': 12,
  'kite-analytics': 10,
  'mosaic-blog': 9,
  'tangerine-api': 8,
  'lantern-crm': 7,
  'oak-and-ivy': 6,
  'quartz-auth': 5,
  'velvet-radio': 4,
};
const FRAMEWORKS = { nextjs: 38, astro: 20, sveltekit: 14, hugo: 11, remix: 9, rust: 8 };
const BUILD_MEDIAN_MS: Readonly<Record<string, number>> = {
  nextjs: 95e3,
  astro: 42e3,
  sveltekit: 50e3,
  hugo: 9e3,
  remix: 70e3,
  rust: 260e3,
  gatsby: 180e3,
};
const POOLS = { 'linux-x64': 62, 'linux-arm64': 28, 'macos-m2': 10 };
const POPS = { fra: 34, iad: 30, sin: 16, gru: 9, syd: 6 };
const FUNCTIONS = {
  'geo-redirect': 30,
  'ab-split': 22,
  'og-image': 14,
  'auth-gate': 20,
  'resize-hero': 6,
  'sitemap-gen': 3,
};
const FUNCTION_CPU_US: Readonly<Record<string, number>> = {
  'geo-redirect': 900,
  'ab-split': 1300,
  'og-image': 21000,
  'auth-gate': 3100,
  'resize-hero': 38000,
  'sitemap-gen': 12000,
};
const URIS = {
  '/v1/projects': 22,
  '/v1/deployments': 24,
  '/v1/builds': 20,
  '/v1/domains': 12,
  '/v1/env': 9,
  '/v1/logs/stream': 5,
  '/v1/invoices': 4,
  '/login': 8,
};
const URI_MEDIAN_S: Readonly<Record<string, number>> = {
  '/v1/logs/stream': 2.8,
  '/v1/deployments': 0.21,
  '/v1/builds': 0.11,
};
const CLIENTS = {
  'stonefly-cli/4.2.0': 34,
  'stonefly-cli/4.1.3': 12,
  'Mozilla/5.0 Chrome': 36,
  'Mozilla/5.0 Firefox': 10,
  'terraform-provider-stonefly/1.9': 8,
};
const PRICES: Readonly<Record<string, number>> = { hobby: 500, pro: 2000, team: 9900, enterprise: 120000 };
const PLANS = { hobby: 40, pro: 42, team: 14, enterprise: 4 };

type LogName =
  | 'forge_builds'
  | 'ferry_deploys'
  | 'ripple_runtime'
  | 'coredns'
  | 'caddy_access'
  | 'billing_events'
  | 'kube_audit';
type Parts = Record<LogName | 'traces', Draft[]>;

interface Clock {
  readonly nowUs: number;
  readonly startUs: number;
  readonly yesterdayUs: number;
}

const tracing = (time: number, level: string, target: string, message: string) => ({
  _timestamp: Math.floor(time),
  timestamp: new Date(Math.floor(time) / 1000).toISOString(),
  level,
  target,
  fields_message: message,
});

interface Build {
  readonly time: number;
  readonly id: string;
  readonly project: string;
  readonly framework: string;
  readonly pool: string;
  /** How it ends, when that is not left to chance. */
  readonly failure?: { readonly stage: string; readonly message: string };
  readonly image: string;
}

function buildRows(random: Random, build: Build): Draft[] {
  const { time, id, project, framework, pool } = build;
  const shared = {
    span_build_id: id,
    span_project: project,
    span_framework: framework,
    span_runner_pool: pool,
    span_branch: random.weighted({ main: 45, develop: 20, 'feature/checkout': 20, 'renovate/deps': 15 }),
  };
  const wait = Math.round(latency(random, pool === 'macos-m2' ? 48e3 : 6e3));
  const cached = random.chance(0.63);
  const took = Math.round(latency(random, BUILD_MEDIAN_MS[framework] ?? 60e3) * (cached ? 0.6 : 1.2));
  const failed = build.failure !== undefined || random.chance(framework === 'remix' ? 0.26 : 0.1);
  const stage = build.failure?.stage ?? random.weighted({ install: 35, compile: 45, upload: 20 });
  const message = build.failure?.message ?? `build failed in ${stage}`;
  const canceled = !failed && random.chance(0.05);
  const startUs = time + wait * 1000;
  return [
    { ...tracing(time, 'INFO', 'forge::queue', 'build queued'), ...shared },
    {
      ...tracing(startUs, 'INFO', 'forge::runner', 'build started'),
      ...shared,
      fields_queue_wait_ms: wait,
      fields_runner_image: build.image,
    },
    {
      ...tracing(
        startUs + took * 1000,
        failed ? 'ERROR' : canceled ? 'WARN' : 'INFO',
        'forge::runner',
        failed ? message : canceled ? 'build canceled by user' : 'build succeeded',
      ),
      ...shared,
      fields_result: failed ? 'failed' : canceled ? 'canceled' : 'succeeded',
      fields_failed_stage: failed ? stage : undefined,
      fields_build_duration_ms: took,
      fields_cache_hit: cached,
      fields_runner_image: build.image,
    },
  ];
}

function deployRow(random: Random, time: number): Draft {
  const env = random.weighted({ production: 32, preview: 68 });
  const failed = random.chance(env === 'production' ? 0.05 : 0.08);
  const rolledBack = !failed && env === 'production' && random.chance(0.06);
  const state = failed ? 'failed' : rolledBack ? 'rolled_back' : 'live';
  const message = {
    failed: 'deployment failed: health check',
    rolled_back: 'deployment rolled back',
    live: 'deployment is live',
  };
  return {
    ...tracing(time, failed ? 'ERROR' : rolledBack ? 'WARN' : 'INFO', 'ferry/rollout', message[state]),
    span_deployment_id: `dpl_${random.hex(8)}`,
    span_project: random.weighted(PROJECTS),
    fields_environment: env,
    fields_state: state,
    fields_trigger: random.weighted({ git_push: 70, cli: 18, api: 12 }),
    fields_region: random.weighted(POPS),
    fields_deploy_duration_ms: Math.round(latency(random, env === 'production' ? 14e3 : 7e3)),
    fields_bundle_bytes: random.whole(200_000, 48_000_000),
  };
}

function runtimeRow(random: Random, time: number): Draft {
  const fn = random.weighted(FUNCTIONS);
  const outcome =
    fn === 'resize-hero' && random.chance(0.18)
      ? 'exceeded_cpu'
      : random.chance(0.02)
        ? 'exception'
        : random.chance(0.004)
          ? 'exceeded_memory'
          : 'ok';
  const cold = random.chance(0.09);
  const message = {
    ok: 'invocation finished',
    exception: 'uncaught exception in user code',
    exceeded_cpu: 'isolate stopped: cpu limit',
    exceeded_memory: 'isolate stopped: memory limit',
  }[outcome];
  const took = latency(random, 22) + (cold ? latency(random, 140) : 0);
  return {
    ...tracing(time, outcome === 'ok' ? 'INFO' : 'ERROR', 'ripple::isolate', message as string),
    span_function: fn,
    span_project: random.weighted(PROJECTS),
    span_pop: random.weighted(POPS),
    fields_outcome: outcome,
    fields_cold_start: cold,
    fields_cpu_us: Math.round(latency(random, FUNCTION_CPU_US[fn] as number)),
    fields_wall_ms: round(took),
    fields_peak_memory_kib: random.whole(9000, 96000),
  };
}

const dnsRow = (random: Random, time: number): Draft => {
  const rcode = random.weighted({ NOERROR: 90, NXDOMAIN: 8, SERVFAIL: 2 });
  const zone = random.weighted({
    'stonefly.app': 50,
    'acme-store.com': 18,
    'bluebell.dev': 14,
    'fjordweather.no': 10,
    'oakandivy.co.uk': 8,
  });
  const sub = random.pick(['www', 'api', 'cdn', 'mail', 'preview']);
  const qtype = random.weighted({ A: 55, AAAA: 25, CNAME: 6, TXT: 6, MX: 5, CAA: 3 });
  return {
    _timestamp: time,
    level: rcode === 'SERVFAIL' ? 'ERROR' : 'INFO',
    plugin: 'log',
    client: `198.51.100.${random.whole(1, 90)}`,
    qname: `${sub}.${zone}.`,
    zone: `${zone}.`,
    qtype,
    rcode,
    proto: random.chance(0.93) ? 'udp' : 'tcp',
    rsize_bytes: random.whole(48, 480),
    duration_s: round(latency(random, rcode === 'SERVFAIL' ? 0.9 : 0.0021), 5),
  };
};

function accessRow(random: Random, time: number, uri: string = random.weighted(URIS)): Draft {
  const write = /deployments|env|domains|login/.test(uri) && random.chance(0.4);
  const method = write ? (uri === '/v1/domains' && random.chance(0.3) ? 'DELETE' : 'POST') : 'GET';
  const status =
    uri === '/login' && random.chance(0.22)
      ? 401
      : random.chance(uri === '/v1/env' ? 0.12 : 0.026)
        ? random.pick([500, 502, 502, 503])
        : random.chance(0.03)
          ? 404
          : random.chance(0.025)
            ? 429
            : method === 'POST'
              ? 201
              : 200;
  return {
    _timestamp: time,
    level: status >= 500 ? 'error' : 'info',
    logger: 'http.log.access',
    msg: 'handled request',
    request_method: method,
    request_host: uri === '/login' ? 'dash.stonefly.app' : 'api.stonefly.app',
    request_uri: uri,
    request_proto: random.chance(0.8) ? 'HTTP/2.0' : 'HTTP/1.1',
    request_remote_ip: `192.0.2.${random.whole(1, 200)}`,
    request_user_agent: random.weighted(CLIENTS),
    status,
    duration: round(latency(random, URI_MEDIAN_S[uri] ?? 0.048), 4),
    size: random.whole(120, 60_000),
  };
}

function billingEvent(random: Random, time: number, type: string, more: Partial<Draft> = {}): Draft {
  const plan = random.weighted(PLANS);
  const failed = type === 'invoice.payment_failed';
  return {
    _timestamp: Math.floor(time),
    id: `evt_${random.hex(14)}`,
    object: 'event',
    type,
    api_version: '2026-08-01',
    livemode: true,
    data_object_customer: `cus_${random.whole(1000, 1420)}`,
    data_object_plan: plan,
    data_object_currency: 'usd',
    data_object_amount_cents: type.startsWith('customer.subscription')
      ? undefined
      : (PRICES[plan] as number) + (type.startsWith('invoice') ? random.whole(0, 40) * 25 : 0),
    data_object_country: random.weighted({ US: 40, DE: 16, GB: 13, BR: 12, IN: 11, JP: 8 }),
    data_object_failure_code: failed
      ? random.weighted({ card_declined: 55, insufficient_funds: 27, expired_card: 18 })
      : undefined,
    data_object_attempt_count: type.startsWith('invoice') ? (failed ? random.whole(1, 4) : 1) : undefined,
    data_object_cancel_reason:
      type === 'customer.subscription.deleted'
        ? random.weighted({ too_expensive: 45, missing_features: 25, switched_service: 20, unused: 10 })
        : undefined,
    ...more,
  };
}

const auditRow = (
  random: Random,
  time: number,
  verb: string,
  resource: string,
  more: Partial<Draft> = {},
): Draft => ({
  _timestamp: Math.floor(time),
  kind: 'Event',
  stage: 'ResponseComplete',
  verb,
  user_username: random.weighted({
    'system:serviceaccount:ferry:deployer': 52,
    'system:serviceaccount:forge:autoscaler': 34,
    'ana.reyes': 5,
    'tomek.nowak': 4,
    'li.wen': 3,
    'grace.obi': 2,
  }),
  objectref_resource: resource,
  objectref_namespace: random.weighted({ forge: 40, ferry: 30, ripple: 22, edge: 8 }),
  objectref_name: `${resource}-${random.hex(5)}`,
  responsestatus_code: random.chance(0.02) ? 409 : random.chance(0.015) ? 403 : verb === 'create' ? 201 : 200,
  sourceips: `10.20.${random.whole(0, 9)}.${random.whole(1, 250)}`,
  ...more,
});

function spans(
  random: Random,
  time: number,
  kind: 'invoke' | 'deploy' | 'domain',
  slow?: { pop: string; kvUs: number; failed: boolean },
): Draft[] {
  const pop = slow?.pop ?? random.weighted(POPS);
  const failed = slow?.failed ?? random.chance(kind === 'deploy' ? 0.12 : 0.02);
  const status = failed ? (slow ? 504 : 500) : 200;
  const own = (median: number) => latency(random, median);
  const steps = {
    invoke: [
      ['caddy-edge', 'GET /fn/*', '2', own(3e3)],
      ['ripple', 'isolate.invoke', '2', own(14e3)],
      ['ripple', 'kv.get', '3', slow?.kvUs ?? own(6e3)],
    ],
    deploy: [
      ['forge-api', 'POST /v1/deployments', '2', own(40e3)],
      ['ferry', 'plan_rollout', '2', own(180e3)],
      ['ferry', 'artifact-store GetBlob', '3', own(420e3)],
    ],
    domain: [
      ['forge-api', 'PUT /v1/domains/{domain}', '2', own(25e3)],
      ['dns-control', 'zone.publish', '2', own(60e3)],
      ['dns-control', 'etcd Txn', '3', own(18e3)],
    ],
  }[kind] as [string, string, '2' | '3', number][];
  const peer = { invoke: `kv-${pop}`, deploy: 'artifact-store', domain: 'etcd-dns' }[kind];
  return nested(
    random,
    random.hex(32),
    time,
    steps.map(([service, operation, spanKind, ownUs]) => ({
      service,
      operation,
      kind: spanKind,
      ownUs,
      attributes: {
        cloud_region: pop,
        ...(spanKind === '3' ? { peer_service: peer } : { http_status_code: status }),
        ...(failed ? { error_type: slow ? 'KvDeadlineExceeded' : 'Internal' } : {}),
      },
    })),
    failed,
  );
}

const IMAGE = 'runner-2026.10.2';

function base(random: Random, clock: Clock): Parts {
  const { nowUs, startUs, yesterdayUs } = clock;
  const own = () => createRandom(random.whole(1, 2 ** 31));
  const parts: Parts = {
    forge_builds: [],
    ferry_deploys: [],
    ripple_runtime: [],
    coredns: [],
    caddy_access: [],
    billing_events: [],
    kube_audit: [],
    traces: [],
  };
  const builds = own();
  const build = (time: number, id: string, more: Partial<Build> = {}) => {
    parts.forge_builds.push(
      ...buildRows(builds, {
        time,
        id,
        project: builds.weighted(PROJECTS),
        framework: builds.weighted(FRAMEWORKS),
        pool: builds.weighted(POOLS),
        image: IMAGE,
        ...more,
      }),
    );
  };
  for (const [index, time] of moments(builds, 1350, startUs, nowUs).entries())
    build(time, `bld_${40200 + index}`);
  for (const [index, time] of spread(builds, 26, startUs, yesterdayUs + 12 * HOUR_US).entries())
    build(time, `bld_${52100 + index}`, { framework: 'gatsby', project: 'mosaic-blog' });
  for (const [index, time] of spread(builds, 13, nowUs - 21 * HOUR_US, nowUs - 4 * HOUR_US).entries())
    build(time, `bld_${53300 + index}`, {
      project: 'pixelplow',
      framework: 'nextjs',
      pool: 'linux-x64',
      failure: { stage: 'compile', message: 'build process killed: out of memory' },
    });

  const deploys = own();
  for (const time of moments(deploys, 1150, startUs, nowUs))
    parts.ferry_deploys.push(deployRow(deploys, time));
  const story = (time: number, level: string, message: string, state: string) =>
    parts.ferry_deploys.push({
      ...deployRow(deploys, time),
      ...tracing(time, level, 'ferry/rollout', message),
      span_deployment_id: 'dpl_7harrier',
      span_project: 'quartz-auth',
      fields_environment: 'production',
      fields_trigger: 'cli',
      fields_region: 'iad',
      fields_state: state,
    });
  const from = nowUs - 19 * HOUR_US;
  story(from, 'INFO', 'deployment created', 'created');
  story(from + 40 * SECOND_US, 'INFO', 'bundle uploaded', 'uploaded');
  story(from + 70 * SECOND_US, 'INFO', 'deployment is live', 'live');
  story(from + 26 * MINUTE_US, 'WARN', 'deployment rolled back', 'rolled_back');

  const runtime = own();
  for (const time of moments(runtime, 5200, startUs, nowUs))
    parts.ripple_runtime.push(runtimeRow(runtime, time));
  for (const time of spread(runtime, 4, yesterdayUs + 9 * HOUR_US, yesterdayUs + 10 * HOUR_US))
    parts.ripple_runtime.push({
      ...tracing(time, 'ERROR', 'ripple::worker', "thread 'isolate-worker-3' panicked: index out of bounds"),
      span_pop: 'gru',
    });

  const dns = own();
  for (const time of moments(dns, 3600, startUs, nowUs)) parts.coredns.push(dnsRow(dns, time));
  for (const time of spread(dns, 240, yesterdayUs + 2 * HOUR_US, yesterdayUs + 2.7 * HOUR_US))
    parts.coredns.push({
      ...dnsRow(dns, time),
      level: 'INFO',
      client: '203.0.113.66',
      qname: `${dns.hex(8)}.legacyshop.dev.`,
      zone: 'legacyshop.dev.',
      qtype: 'A',
      rcode: 'NXDOMAIN',
      duration_s: round(latency(dns, 0.002), 5),
    });

  const web = own();
  for (const time of moments(web, 5400, startUs, nowUs)) parts.caddy_access.push(accessRow(web, time));
  for (const time of spread(web, 58, nowUs - 30 * HOUR_US, nowUs - 2 * HOUR_US))
    parts.caddy_access.push({
      ...accessRow(web, time, '/wp-login.php'),
      request_method: 'GET',
      level: 'info',
      request_host: 'dash.stonefly.app',
      request_remote_ip: '203.0.113.181',
      request_user_agent: 'python-requests/2.31',
      status: 404,
    });

  const billing = own();
  for (const time of moments(billing, 1050, startUs, nowUs))
    parts.billing_events.push(
      billingEvent(
        billing,
        time,
        billing.weighted({
          'invoice.paid': 52,
          'invoice.payment_failed': 15,
          'customer.subscription.created': 12,
          'customer.subscription.updated': 9,
          'customer.subscription.deleted': 7,
          'charge.refunded': 5,
        }),
      ),
    );
  const team = {
    data_object_customer: 'cus_arborlabs',
    data_object_plan: 'team',
    data_object_country: 'GB',
    data_object_amount_cents: 14850,
  };
  for (const [index, hours] of [22, 16, 10].entries())
    parts.billing_events.push(
      billingEvent(billing, nowUs - hours * HOUR_US, 'invoice.payment_failed', {
        ...team,
        data_object_failure_code: 'expired_card',
        data_object_attempt_count: index + 1,
      }),
    );
  parts.billing_events.push(
    billingEvent(billing, nowUs - 6 * HOUR_US, 'invoice.paid', { ...team, data_object_attempt_count: 4 }),
    billingEvent(billing, nowUs - 13 * HOUR_US, 'charge.dispute.created', {
      data_object_customer: 'cus_1077',
      data_object_plan: 'enterprise',
      data_object_amount_cents: 120000,
      data_object_country: 'US',
    }),
  );

  const kube = own();
  for (const time of moments(kube, 2000, startUs, nowUs))
    parts.kube_audit.push(
      auditRow(
        kube,
        time,
        kube.weighted({ create: 34, patch: 30, get: 22, delete: 14 }),
        kube.weighted({ pods: 58, deployments: 20, configmaps: 12, secrets: 10 }),
      ),
    );
  for (const time of spread(kube, 17, nowUs - 12 * HOUR_US, nowUs - 11.5 * HOUR_US))
    parts.kube_audit.push(
      auditRow(kube, time, 'get', 'secrets', {
        user_username: 'contractor.jb',
        objectref_namespace: 'billing',
        responsestatus_code: 403,
      }),
    );
  parts.kube_audit.push(
    auditRow(kube, yesterdayUs + 16.2 * HOUR_US, 'delete', 'namespaces', {
      user_username: 'tomek.nowak',
      objectref_namespace: 'staging-eu',
      objectref_name: 'staging-eu',
      responsestatus_code: 200,
    }),
  );

  const traces = own();
  for (const time of moments(traces, 780, startUs, nowUs))
    parts.traces.push(...spans(traces, time, traces.weighted({ invoke: 60, deploy: 28, domain: 12 })));
  return parts;
}

/** A rollout and a restart: real, but no cause of anything. */
function herrings(parts: Parts, random: Random, rolloutUs: number, restartUs: number): void {
  parts.kube_audit.push(
    auditRow(random, rolloutUs, 'patch', 'deployments', {
      user_username: 'grace.obi',
      objectref_namespace: 'edge',
      objectref_name: 'og-renderer',
      responsestatus_code: 200,
    }),
    auditRow(random, restartUs, 'delete', 'pods', {
      user_username: 'li.wen',
      objectref_namespace: 'kube-system',
      objectref_name: 'coredns-6d4b75',
      responsestatus_code: 200,
    }),
  );
}

function badImage(parts: Parts, { nowUs }: Clock, random: Random): void {
  const onset = nowUs - 44 * MINUTE_US;
  const image = 'runner-2026.11.4';
  const message = 'cannot exec node: /lib/ld-linux-aarch64.so.1 not found';
  herrings(parts, random, nowUs - 66 * MINUTE_US, nowUs - 30 * MINUTE_US);
  parts.kube_audit.push(
    auditRow(random, onset - 20 * SECOND_US, 'patch', 'daemonsets', {
      user_username: 'ana.reyes',
      objectref_namespace: 'forge',
      objectref_name: 'runner-linux-arm64',
      responsestatus_code: 200,
      annotations_image: image,
    }),
  );
  // Builds that the pool started after the rollout.
  const started = new Map<unknown, number>();
  for (const row of parts.forge_builds)
    if (
      row.fields_message === 'build started' &&
      row.span_runner_pool === 'linux-arm64' &&
      row._timestamp >= onset
    ) {
      row.fields_runner_image = image;
      started.set(row.span_build_id, row._timestamp);
    }
  const die = (row: Draft, startUs: number) => {
    const took = random.whole(1200, 2600);
    Object.assign(row, tracing(startUs + took * 1000, 'ERROR', 'forge::runner', message), {
      fields_result: 'failed',
      fields_failed_stage: 'install',
      fields_build_duration_ms: took,
      fields_runner_image: image,
    });
  };
  for (const row of parts.forge_builds) {
    const startUs = started.get(row.span_build_id);
    if (startUs !== undefined && row.fields_result !== undefined) die(row, startUs);
  }
  spread(random, 72, onset, nowUs - 90 * SECOND_US).forEach((time, index) => {
    const rows = buildRows(random, {
      time,
      id: `bld_${61000 + index}`,
      project: random.weighted(PROJECTS),
      framework: random.weighted(FRAMEWORKS),
      pool: 'linux-arm64',
      image,
      failure: { stage: 'install', message },
    });
    die(rows[2] as Draft, (rows[1] as Draft)._timestamp);
    parts.forge_builds.push(...rows);
  });
}

function slowStore(parts: Parts, { nowUs }: Clock, random: Random): void {
  const [onset, end] = [nowUs - 70 * MINUTE_US, nowUs - 22 * MINUTE_US];
  herrings(parts, random, nowUs - 96 * MINUTE_US, nowUs - 52 * MINUTE_US);
  for (const row of parts.ripple_runtime)
    if (within(row._timestamp, onset, end) && row.span_pop === 'fra' && row.fields_wall_ms !== undefined)
      row.fields_wall_ms = round(latency(random, 2100, 0.25));
  const kept = parts.traces.filter(
    (row) =>
      !within(row._timestamp, onset, end) ||
      row.cloud_region !== 'fra' ||
      !/caddy-edge|ripple/.test(String(row.service_name)),
  );
  parts.traces.splice(0, parts.traces.length, ...kept);
  spread(random, 90, onset, end).forEach((time, index) => {
    const failed = index % 3 === 0;
    const kvUs = failed ? 3e6 : latency(random, 1.9e6, 0.2);
    const rows = spans(random, time, 'invoke', { pop: 'fra', kvUs, failed });
    parts.traces.push(...rows);
    parts.ripple_runtime.push({
      ...runtimeRow(random, time),
      ...tracing(
        time,
        failed ? 'ERROR' : 'WARN',
        'ripple::kv',
        failed ? 'kv-fra did not answer within 3000 ms' : 'slow read from kv-fra',
      ),
      span_pop: 'fra',
      fields_outcome: failed ? 'exception' : 'ok',
      fields_wall_ms: round(kvUs / 1000 + 15),
      trace_id: rows[0]?.trace_id as string,
    });
  });
}

function metrics(random: Random, { nowUs }: Clock, incident: string | null): WorldStream[] {
  const recent = scrapes(4, nowUs);
  const long = samples(nowUs);
  const ago = (minutes: number) => nowUs - minutes * MINUTE_US;
  const own = () => createRandom(random.whole(1, 2 ** 31));
  const broken = (time: number) => incident === 'bad-runner-image' && time > ago(44);
  const slow = (time: number) => incident === 'slow-kv' && within(time, ago(70), ago(22));
  const pools = { 'linux-x64': [14, 120], 'linux-arm64': [6, 48], 'macos-m2': [9, 12] } as const;
  const queue: Row[] = [];
  const busy: Row[] = [];
  const ended: Row[] = [];
  for (const [pool, [depth, runners]] of Object.entries(pools)) {
    const noise = own();
    queue.push(
      ...gauge(long, { pool }, (time) => Math.round(depth * rhythm(time) * (0.6 + 0.8 * noise.next()))),
    );
    busy.push(
      ...gauge(recent, { pool }, (time) =>
        Math.round(
          runners * (broken(time) && pool === 'linux-arm64' ? 0.1 : 0.75) * (0.85 + 0.3 * noise.next()),
        ),
      ),
    );
    for (const result of ['succeeded', 'failed'])
      ended.push(
        ...counter(
          recent,
          { pool, result },
          own(),
          (time) =>
            broken(time) && pool === 'linux-arm64'
              ? result === 'failed'
                ? 26
                : 0
              : runners * (result === 'failed' ? 0.06 : 0.4),
          9000,
        ),
      );
  }
  const invocations = (Object.keys(POPS) as (keyof typeof POPS)[]).flatMap((pop) =>
    ['ok', 'error'].flatMap((outcome) =>
      counter(
        recent,
        { pop, outcome },
        own(),
        (time) =>
          POPS[pop] *
          120 *
          rhythm(time) *
          (outcome === 'error' ? 0.012 + (slow(time) && pop === 'fra' ? 0.3 : 0) : 1),
        400_000,
      ),
    ),
  );
  const nodes = { 'node-a1': 3.2, 'node-a2': 6.8, 'node-b1': 1.4, 'node-b2': 2.1 };
  const load = Object.entries(nodes).flatMap(([instance, middle]) => {
    const noise = own();
    return gauge(recent, { instance, job: 'node' }, () => round(middle * (0.85 + 0.3 * noise.next())));
  });
  const disk = Object.entries(nodes).flatMap(([instance, middle], index) =>
    gauge(recent, { instance, job: 'node', mountpoint: '/var/lib/forge' }, (time) =>
      Math.round((42 - index * 9 - middle / 10) * 1e9 + (nowUs - time) / 10),
    ),
  );
  const cold = (['js', 'wasm'] as const).map((runtime) =>
    histogram(
      recent,
      { runtime },
      own(),
      [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      (time) => 80 * rhythm(time),
      () => (runtime === 'js' ? 0.14 : 0.035),
    ),
  );
  const stream = (
    name: string,
    rows: Row[],
    type: 'Counter' | 'Gauge' | 'Histogram',
    help: string,
    unit: string,
  ): WorldStream => ({ type: 'metrics', name, rows, metric: { type, help, unit } });
  const help = 'Time until a cold isolate is ready for its first request';
  const name = 'ripple_cold_start_duration_seconds';
  return [
    stream('forge_build_queue_depth', queue, 'Gauge', 'Builds waiting for a runner', '1'),
    stream('forge_runners_busy', busy, 'Gauge', 'Runners that are working on a build', '1'),
    stream('forge_builds_finished_total', ended, 'Counter', 'Builds that have ended, by result', '1'),
    stream('ripple_function_invocations_total', invocations, 'Counter', 'Edge function invocations', '1'),
    stream('node_load1', load, 'Gauge', '1 minute load average', '1'),
    stream('node_filesystem_avail_bytes', disk, 'Gauge', 'Filesystem space available', 'By'),
    stream(
      `${name}_bucket`,
      cold.flatMap((each) => each.bucket),
      'Histogram',
      help,
      's',
    ),
    stream(
      `${name}_sum`,
      cold.flatMap((each) => each.sum),
      'Histogram',
      help,
      's',
    ),
    stream(
      `${name}_count`,
      cold.flatMap((each) => each.count),
      'Histogram',
      help,
      '1',
    ),
  ];
}

/** A platform that builds, deploys and hosts for developers. See README.md. */
export const world: World = {
  name: 'stonefly',
  build({ random, nowUs, incident }) {
    const yesterdayUs = Math.floor(nowUs / DAY_US) * DAY_US - DAY_US;
    const clock: Clock = { nowUs, startUs: nowUs - HOURS * HOUR_US, yesterdayUs };
    const seeds = { metrics: random.whole(1, 2 ** 31), incident: random.whole(1, 2 ** 31) };
    const parts = base(random, clock);
    const planted = createRandom(seeds.incident);
    if (incident === 'bad-runner-image') badImage(parts, clock, planted);
    if (incident === 'slow-kv') slowStore(parts, clock, planted);
    const past = (rows: Draft[]) =>
      rows
        .map((row) => ({ ...row, _timestamp: Math.floor(row._timestamp) }))
        .filter((row) => row._timestamp <= nowUs);
    const texts: Readonly<Record<LogName, string>> = {
      forge_builds: 'fields_message',
      ferry_deploys: 'fields_message',
      ripple_runtime: 'fields_message',
      coredns: 'qname',
      caddy_access: 'request_uri',
      billing_events: 'type',
      kube_audit: 'objectref_name',
    };
    return [
      ...(Object.keys(texts) as LogName[]).map(
        (name): WorldStream => ({
          type: 'logs',
          name,
          rows: past(parts[name]),
          fullText: [texts[name]],
          ...(name === 'billing_events' ? { retentionDays: 90 } : {}),
        }),
      ),
      { type: 'traces', name: 'stonefly_traces', rows: past(parts.traces) },
      ...metrics(createRandom(seeds.metrics), clock, incident),
    ];
  },
};
