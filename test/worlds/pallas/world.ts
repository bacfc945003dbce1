import { createRandom, type Random } from '../random.ts';
import type { Row, World, WorldStream } from '../world.ts';
import {
  counter,
  DAY_US,
  type Draft,
  gauge,
  HOUR_US,
  histogram,
  latency,
  moments,
  nested,
  rhythm,
  round,
  scrapes,
  spread,
  within,
} from '../kit.ts';

const HOURS = 54;
const COUNTRIES = { US: 31, BR: 17, DE: 14, GB: 13, ES: 10, FR: 9, SG: 6 };
const POPS: Readonly<Record<keyof typeof COUNTRIES, string>> = {
  US: 'iad1',
  BR: 'gru1',
  DE: 'fra1',
  GB: 'lhr2',
  ES: 'mad1',
  FR: 'fra1',
  SG: 'sin1',
};
const DEVICES = { smart_tv: 41, android: 21, ios: 19, web: 14, console: 5 };
const VERSIONS: Readonly<Record<keyof typeof DEVICES, readonly string[]>> = {
  smart_tv: ['8.2.0', '8.2.1'],
  android: ['11.4.0', '11.5.2'],
  ios: ['11.4.0', '11.5.2'],
  web: ['2026.46'],
  console: ['3.0.7'],
};
const PLANS = { basic: 44, standard: 37, premium: 19 };
const TITLES = {
  'Harbour Lights Festival': 9,
  'The Salt Road': 24,
  'Night Ferry': 18,
  'City Derby Live': 14,
  'Kitchen Wars': 16,
  'Little Foxes': 13,
  'Polar Station': 6,
};
const isLive = (title: string) => title.endsWith('Live') || title.endsWith('Festival');
const viewerOf = (random: Random) => `vw-${random.whole(510000, 511900)}`;

function edgeRow(random: Random, time: number): Draft {
  const country = random.weighted(COUNTRIES);
  const pop = POPS[country];
  const asset = random.weighted({ segment: 68, manifest: 20, init: 4, subtitle: 5, thumbnail: 3 });
  const cache = random.chance(pop === 'gru1' ? 0.34 : 0.08) ? 'MISS' : random.chance(0.03) ? 'STALE' : 'HIT';
  const status = random.chance(cache === 'MISS' ? 0.12 : 0.02)
    ? random.pick([502, 503, 504, 504])
    : random.chance(asset === 'subtitle' ? 0.13 : 0.006)
      ? 404
      : random.chance(0.008)
        ? 403
        : 200;
  return {
    _timestamp: time,
    edge_pop: pop,
    cs_method: 'GET',
    sc_status: status,
    asset_type: asset,
    x_cache: cache,
    sc_bytes: status === 200 ? Math.round(latency(random, asset === 'segment' ? 2.1e6 : 9e3)) : 310,
    time_taken_ms: Math.round(latency(random, cache === 'MISS' ? 410 : 24)),
    c_country: country,
    protocol: random.weighted({ h3: 55, h2: 40, 'http/1.1': 5 }),
    content_title: random.weighted(TITLES),
  };
}

function beaconRow(random: Random, time: number, title = random.weighted(TITLES) as string): Draft {
  const device = random.weighted(DEVICES);
  const version = random.pick(VERSIONS[device]);
  const kind = random.weighted({
    start: 30,
    heartbeat: 27,
    rebuffer: 14,
    bitrate_switch: 13,
    end: 13,
    error: version === '8.2.1' ? 8 : 3,
  });
  const country = random.weighted(COUNTRIES);
  const slow = country === 'BR' ? 1.9 : 1;
  const code =
    version === '8.2.1' && random.chance(0.85)
      ? 'DRM_CLOCK_SKEW'
      : random.weighted({ NETWORK_TIMEOUT: 55, MANIFEST_404: 25, DECODER_FAILED: 20 });
  return {
    _timestamp: time,
    session_id: `ps-${random.hex(10)}`,
    viewer_id: viewerOf(random),
    event_name: kind,
    content_title: title,
    content_live: isLive(title),
    device_type: device,
    app_version: version,
    viewer_plan: random.weighted(PLANS),
    geo_country: country,
    startup_ms:
      kind === 'start'
        ? Math.round(latency(random, (device === 'smart_tv' ? 2900 : 1250) * slow))
        : undefined,
    rebuffer_ms: kind === 'rebuffer' ? Math.round(latency(random, 1500 * slow, 0.8)) : undefined,
    bitrate_kbps:
      kind === 'heartbeat' || kind === 'bitrate_switch'
        ? random.pick([1200, 2400, 4500, 7800, 15000])
        : undefined,
    watched_s: kind === 'end' ? Math.round(latency(random, 1700, 0.9)) : undefined,
    error_code: kind === 'error' ? code : undefined,
  };
}

function licenceRow(random: Random, time: number): Draft {
  const system = random.weighted({ widevine: 58, fairplay: 27, playready: 15 });
  const outcome = random.chance(system === 'playready' ? 0.03 : 0.008)
    ? 'error'
    : random.chance(0.07)
      ? 'denied'
      : 'granted';
  const reason =
    outcome === 'denied'
      ? random.weighted({ geo_blocked: 44, subscription_expired: 30, device_limit: 18, clock_skew: 8 })
      : undefined;
  return {
    _timestamp: time,
    service_name: 'drm-licence',
    severity_text: outcome === 'error' ? 'ERROR' : outcome === 'denied' ? 'WARN' : 'INFO',
    body:
      outcome === 'error'
        ? 'key store did not answer'
        : outcome === 'denied'
          ? `licence denied: ${reason}`
          : 'licence issued',
    drm_system: system,
    licence_outcome: outcome,
    deny_reason: reason,
    duration_ms: Math.round(latency(random, system === 'playready' ? 240 : 75)),
    security_level: system === 'widevine' ? random.pick(['L1', 'L1', 'L3']) : 'HW',
    viewer_id: viewerOf(random),
    geo_country: random.weighted(COUNTRIES),
    content_title: random.weighted(TITLES),
  };
}

const podOf = (service: string, random: Random) =>
  `${service}-5d9f8c-${random.pick(['4hxk2', 'p7wvd', 'q9tnz'])}`;

function encoderRow(random: Random, time: number): Draft {
  const channel = random.weighted({ 'stage-a': 30, 'stage-b': 26, 'sports-1': 28, 'news-24': 16 });
  const failed = random.chance(channel === 'stage-b' ? 0.05 : 0.015);
  const warned = !failed && random.chance(0.07);
  const profile = random.weighted({ '1080p60': 45, '720p30': 35, '480p30': 20 });
  return {
    _timestamp: time,
    service_name: 'live-encoder',
    severity_text: failed ? 'ERROR' : warned ? 'WARN' : 'INFO',
    body: failed
      ? random.pick(['input signal lost', 'segment upload failed'])
      : warned
        ? 'encoder slower than real time'
        : random.pick(['segment written', 'gop closed', 'audio track aligned']),
    exception_type: failed ? random.pick(['SignalLostError', 'UploadError', 'UploadError']) : undefined,
    k8s_pod_name: `live-encoder-${channel}-0`,
    k8s_node_name: `gpu-${random.pick(['01', '02', '03'])}`,
    channel,
    profile,
    dropped_frames: failed ? random.whole(20, 400) : warned ? random.whole(1, 19) : 0,
    encode_fps: round(random.normal(profile === '1080p60' ? 59.2 : 29.8, warned ? 3 : 0.4), 1),
  };
}

const APPS: Readonly<Record<string, readonly [string, number]>> = {
  'catalog-api': ['/v2/titles/{id}', 60],
  'session-api': ['/v1/sessions', 95],
  'ad-decision': ['/v1/vast', 180],
  'billing-api': ['/v1/purchases', 260],
  recommend: ['/v1/rows', 130],
};

function appRow(random: Random, time: number): Draft {
  const service = random.weighted({
    'catalog-api': 34,
    'session-api': 28,
    'ad-decision': 18,
    'billing-api': 6,
    recommend: 14,
  });
  const [route, median] = APPS[service] as readonly [string, number];
  const failed = random.chance(service === 'ad-decision' ? 0.13 : 0.015);
  const status = failed ? random.pick([500, 503]) : random.chance(0.03) ? random.pick([401, 429]) : 200;
  return {
    _timestamp: time,
    service_name: service,
    severity_text: failed ? 'ERROR' : status >= 400 ? 'WARN' : 'INFO',
    body: failed
      ? service === 'ad-decision'
        ? 'no bid before deadline'
        : 'upstream connection reset'
      : `${route} ${status}`,
    exception_type: failed
      ? service === 'ad-decision'
        ? 'BidTimeoutException'
        : 'ConnectionResetException'
      : undefined,
    http_route: route,
    http_response_status_code: status,
    duration_ms: Math.round(latency(random, median)),
    k8s_namespace_name: 'pallas-prod',
    k8s_pod_name: podOf(service, random),
    k8s_node_name: `cpu-${random.pick(['11', '12', '13', '14'])}`,
  };
}

function billingRow(random: Random, time: number): Draft {
  const kind = random.weighted({
    subscription_started: 31,
    subscription_cancelled: 14,
    renewal_paid: 34,
    ppv_purchased: 13,
    payment_failed: 6,
    refund_issued: 2,
  });
  const plan = random.weighted(PLANS);
  const price = { basic: 6.99, standard: 11.99, premium: 17.99 }[plan];
  const isPpv = kind === 'ppv_purchased';
  return {
    _timestamp: time,
    event_name: kind,
    viewer_id: viewerOf(random),
    viewer_plan: plan,
    amount_usd: kind === 'subscription_cancelled' ? undefined : isPpv ? random.pick([14.99, 24.99]) : price,
    ppv_title: isPpv ? random.weighted({ 'Harbour Lights Festival': 60, 'City Derby Live': 40 }) : undefined,
    cancel_reason:
      kind === 'subscription_cancelled'
        ? random.weighted({ too_expensive: 46, nothing_to_watch: 29, technical_problems: 16, moved: 9 })
        : undefined,
    payment_method:
      kind === 'subscription_cancelled'
        ? undefined
        : random.weighted({ card: 61, paypal: 27, app_store: 12 }),
    geo_country: random.weighted(COUNTRIES),
  };
}

const CHAINS = {
  play: [
    ['playback-gateway', 'POST /v1/play', '2', 12e3],
    ['session-api', 'CreateSession', '2', 21e3],
    ['drm-licence', 'IssueLicence', '2', 33e3],
    ['drm-licence', 'GET keystore', '3', 48e3],
  ],
  browse: [
    ['playback-gateway', 'GET /v2/home', '2', 15e3],
    ['catalog-api', 'ListRows', '2', 34e3],
    ['catalog-api', 'redis MGET', '3', 6e3],
  ],
  manifest: [
    ['manifest-packager', 'GET /live/{channel}.m3u8', '2', 19e3],
    ['ad-decision', 'DecideAds', '2', 40e3],
    ['ad-decision', 'POST bidder', '3', 170e3],
  ],
} as const;

function traceOf(random: Random, time: number, kind: keyof typeof CHAINS): Draft[] {
  const failed = random.chance(kind === 'manifest' ? 0.06 : 0.03);
  const country = random.weighted(COUNTRIES);
  return nested(
    random,
    random.hex(32),
    time,
    CHAINS[kind].map(([service, operation, spanKind, median]) => ({
      service,
      operation,
      kind: spanKind,
      ownUs: latency(random, median),
      attributes: {
        geo_country: country,
        k8s_pod_name: podOf(service, random),
        ...(spanKind === '3'
          ? { peer_service: { play: 'keystore', browse: 'redis-catalog', manifest: 'bidder-exchange' }[kind] }
          : { http_response_status_code: failed ? 503 : 200 }),
      },
    })),
    failed,
  );
}

interface Parts {
  readonly edge_access: Row[];
  readonly player_beacons: Row[];
  readonly drm_licences: Row[];
  readonly encoder_logs: Row[];
  readonly app_logs: Row[];
  readonly billing_events: Row[];
  readonly pallas_traces: Row[];
}

function base(random: Random, nowUs: number): Parts {
  const startUs = nowUs - HOURS * HOUR_US;
  const own = () => createRandom(random.whole(1, 2 ** 31));
  const rows = (count: number, rowOf: (random: Random, time: number) => Draft) => {
    const source = own();
    return moments(source, count, startUs, nowUs).map((time) => rowOf(source, time));
  };
  const spans = own();
  const kinds = { play: 40, browse: 38, manifest: 22 };
  return {
    edge_access: rows(5200, edgeRow),
    player_beacons: rows(5000, (source, time) => beaconRow(source, time)),
    drm_licences: rows(2300, licenceRow),
    encoder_logs: rows(1900, encoderRow),
    app_logs: rows(2600, appRow),
    billing_events: rows(1500, billingRow),
    pallas_traces: moments(spans, 760, startUs, nowUs).flatMap((time) =>
      traceOf(spans, time, spans.weighted(kinds)),
    ),
  };
}

/** Small stories that somebody asks for by name. */
function stories(parts: Parts, random: Random, nowUs: number, yesterdayUs: number): void {
  const showUs = yesterdayUs + 19 * HOUR_US;
  for (const time of spread(random, 520, showUs, showUs + 3 * HOUR_US))
    parts.player_beacons.push(beaconRow(random, time, 'Harbour Lights Festival'));
  for (const [minutes, severity_text, body] of [
    [74, 'ERROR', 'GPU memory exhausted on stage-b'],
    [75, 'FATAL', 'encoder process for stage-b died'],
    [79, 'FATAL', 'encoder process for stage-b died'],
  ] as const)
    parts.encoder_logs.push({
      ...encoderRow(random, showUs + minutes * 60e6),
      severity_text,
      body,
      exception_type: 'GpuOutOfMemoryError',
      channel: 'stage-b',
      profile: '1080p60',
      k8s_pod_name: 'live-encoder-stage-b-0',
      k8s_node_name: 'gpu-03',
      dropped_frames: 900 + minutes,
    });
  for (const time of spread(random, 26, nowUs - 20 * HOUR_US, nowUs - 2 * HOUR_US))
    parts.drm_licences.push({
      ...licenceRow(random, time),
      severity_text: 'WARN',
      body: 'licence denied: device_limit',
      licence_outcome: 'denied',
      deny_reason: 'device_limit',
      viewer_id: 'vw-600013',
      geo_country: 'GB',
    });
  const unlucky = {
    viewer_id: 'vw-502217',
    session_id: 'ps-77aa01c4e2',
    content_title: 'Night Ferry',
    content_live: false,
    device_type: 'smart_tv',
    app_version: '8.2.0',
    viewer_plan: 'premium',
    geo_country: 'ES',
  };
  const beacon = (minutes: number, event_name: string, more: Partial<Draft>): void => {
    parts.player_beacons.push({ _timestamp: nowUs - minutes * 60e6, ...unlucky, event_name, ...more });
  };
  beacon(400, 'start', { startup_ms: 9140 });
  for (const [minutes, rebuffer_ms] of [
    [396, 8200],
    [391, 12650],
    [388, 4300],
    [380, 21900],
    [377, 6100],
  ] as const)
    beacon(minutes, 'rebuffer', { rebuffer_ms });
  beacon(376, 'error', { error_code: 'NETWORK_TIMEOUT' });
  beacon(375, 'end', { watched_s: 1210 });
  for (const [minutes, event_name, amount_usd] of [
    [340, 'refund_issued', 17.99],
    [338, 'subscription_cancelled', undefined],
  ] as const)
    parts.billing_events.push({
      _timestamp: nowUs - minutes * 60e6,
      event_name,
      viewer_id: 'vw-502217',
      viewer_plan: 'premium',
      amount_usd,
      cancel_reason: amount_usd === undefined ? 'technical_problems' : undefined,
      payment_method: amount_usd === undefined ? undefined : 'card',
      geo_country: 'ES',
    });
  const app = (time: number, service_name: string, body: string): Draft => ({
    _timestamp: time,
    service_name,
    severity_text: 'INFO',
    body,
    k8s_namespace_name: 'pallas-prod',
    k8s_pod_name: podOf(service_name, random),
  });
  for (const time of spread(random, 70, nowUs - HOURS * HOUR_US, yesterdayUs + 12 * HOUR_US))
    parts.app_logs.push({ ...app(time, 'legacy-epg', 'guide page served'), k8s_node_name: 'cpu-14' });
  for (const [hours, target, version] of [
    [10, 'session-api', '4.18.0'],
    [16.5, 'ad-decision', '2.3.9'],
  ] as const)
    parts.app_logs.push({
      ...app(yesterdayUs + hours * HOUR_US, 'deploy-bot', `deployed ${target} ${version}`),
      deploy_target: target,
      deploy_version: version,
    });
}

function metrics(random: Random, nowUs: number, yesterdayUs: number): WorldStream[] {
  const recent = scrapes(4, nowUs);
  const long = scrapes(27, nowUs);
  const own = () => createRandom(random.whole(1, 2 ** 31));
  const viewers = Object.entries({ 'sports-1': 41_000, 'news-24': 8600, 'stage-a': 3900 }).flatMap(
    ([channel, middle]) => {
      const noise = own();
      return gauge(long, { channel }, (time) => {
        const show =
          channel === 'stage-a' && within(time, yesterdayUs + 19 * HOUR_US, yesterdayUs + 22 * HOUR_US);
        return Math.round(middle * rhythm(time) * (0.95 + 0.1 * noise.next()) + (show ? 63_000 : 0));
      });
    },
  );
  const egressNoise = own();
  const egress = gauge(long, { origin: 'origin-east' }, (time) =>
    round(19 * rhythm(time) * (0.92 + 0.16 * egressNoise.next())),
  );
  const requests = Object.entries({ iad1: 5200, fra1: 3900, gru1: 2700, sin1: 900 }).flatMap(
    ([edge_pop, rate]) =>
      (['HIT', 'MISS'] as const).flatMap((x_cache) => {
        const missed = edge_pop === 'gru1' ? 0.33 : 0.09;
        const share = x_cache === 'MISS' ? missed : 1 - missed;
        return counter(recent, { edge_pop, x_cache }, own(), (time) => rate * share * rhythm(time), 900_000);
      }),
  );
  const fps = Object.entries({ 'stage-a': 59.9, 'stage-b': 54.2, 'sports-1': 59.8, 'news-24': 29.9 }).flatMap(
    ([channel, middle]) => {
      const noise = own();
      return gauge(recent, { channel }, () => round(noise.normal(middle, 0.15)));
    },
  );
  const pods = {
    'session-api-5d9f8c-4hxk2': 740,
    'catalog-api-5d9f8c-p7wvd': 1180,
    'ad-decision-5d9f8c-q9tnz': 2650,
    'live-encoder-stage-b-0': 7400,
  };
  const memory = Object.entries(pods).flatMap(([k8s_pod_name, mebibytes]) => {
    const noise = own();
    return gauge(recent, { k8s_pod_name }, () =>
      Math.round(mebibytes * (0.97 + 0.06 * noise.next()) * 1048576),
    );
  });
  const licences = Object.entries({ widevine: [190, 0.08], playready: [45, 0.26] }).map(
    ([drm_system, numbers]) => {
      const [rate, median] = numbers as [number, number];
      return histogram(
        recent,
        { drm_system },
        own(),
        [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
        (time) => rate * rhythm(time),
        () => median,
      );
    },
  );
  const stream = (
    name: string,
    rows: readonly Row[],
    type: 'Counter' | 'Gauge' | 'Histogram',
    help: string,
    unit: string,
  ): WorldStream => ({ type: 'metrics', name, rows, metric: { type, help, unit } });
  const help = 'Time that the licence server takes to answer';
  return [
    stream('live_concurrent_viewers', viewers, 'Gauge', 'Players connected to a live channel', '1'),
    stream('origin_egress_gbps', egress, 'Gauge', 'Traffic that leaves the origin', 'Gbit/s'),
    stream('edge_requests_total', requests, 'Counter', 'Requests served at the edge', '1'),
    stream('encoder_output_fps', fps, 'Gauge', 'Frames per second that an encoder writes', '1'),
    stream('k8s_pod_memory_working_set_bytes', memory, 'Gauge', 'Memory in use by a pod', 'By'),
    stream(
      'drm_licence_duration_seconds_bucket',
      licences.flatMap((each) => each.bucket),
      'Histogram',
      help,
      's',
    ),
    stream(
      'drm_licence_duration_seconds_sum',
      licences.flatMap((each) => each.sum),
      'Histogram',
      help,
      's',
    ),
    stream(
      'drm_licence_duration_seconds_count',
      licences.flatMap((each) => each.count),
      'Histogram',
      help,
      '1',
    ),
  ];
}

/** Video on demand and live events on Kubernetes. See README.md. */
export const world: World = {
  name: 'pallas',
  build({ random, nowUs }) {
    const yesterdayUs = Math.floor(nowUs / DAY_US) * DAY_US - DAY_US;
    const seeds = { metrics: random.whole(1, 2 ** 31), stories: random.whole(1, 2 ** 31) };
    const parts = base(random, nowUs);
    stories(parts, createRandom(seeds.stories), nowUs, yesterdayUs);
    const logs = (name: keyof Parts, fullText: readonly string[] = []): WorldStream => ({
      type: 'logs',
      name,
      rows: parts[name],
      fullText,
    });
    return [
      logs('edge_access'),
      logs('player_beacons'),
      logs('drm_licences', ['body']),
      logs('encoder_logs', ['body']),
      { ...logs('app_logs', ['body']), retentionDays: 14 },
      logs('billing_events'),
      {
        type: 'traces',
        name: 'pallas_traces',
        rows: parts.pallas_traces.filter((row) => row._timestamp <= nowUs),
      },
      ...metrics(createRandom(seeds.metrics), nowUs, yesterdayUs),
    ];
  },
};
