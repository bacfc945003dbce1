import { createRandom, type Random } from '../random.ts';
import {
  busyness,
  counter,
  DAY,
  type Draft,
  gauge,
  HOUR,
  type Labels,
  MINUTE,
  moments,
  rounded,
  samples,
  spanRow,
} from '../rows.ts';
import type { Row, World, WorldStream } from '../world.ts';

const DEPOTS = { LGG1: 34, ANR2: 28, LIL1: 22, EIN3: 16 } as const;
type Depot = keyof typeof DEPOTS;
const DEPOT_NAMES = Object.keys(DEPOTS) as Depot[];
const CITIES = ['Gent', 'Lille', 'Eindhoven', 'Aachen'] as const;
const LOCKERS = Array.from({ length: 40 }, (_, index) => ({
  locker_id: `FW-L-${String(index + 1).padStart(4, '0')}`,
  city: CITIES[index % 4] as string,
}));
const LILLE = LOCKERS.filter(({ city }) => city === 'Lille');
const SHIPPERS = { Zaleo: 40, BOLDKOM: 27, 'Meubelhuis van Dam': 15, 'krefeld-optik': 18 } as const;
const SERVICES = {
  'tracking-api': 40,
  'label-api': 20,
  'route-planner': 15,
  'locker-gw': 14,
  'address-svc': 11,
} as const;
type Service = keyof typeof SERVICES;
const NAMESPACE: Readonly<Record<Service, string>> = {
  'tracking-api': 'core',
  'label-api': 'core',
  'route-planner': 'last-mile',
  'locker-gw': 'last-mile',
  'address-svc': 'shared',
};
const VERSION: Readonly<Record<Service, string>> = {
  'tracking-api': '3.31.2',
  'label-api': '2.18.4',
  'route-planner': 'v0.97.0',
  'locker-gw': 'v1.12.6',
  'address-svc': '1.9.0-rc2',
};
/** Each language has its own spelling of levels. */
const LEVELS: Readonly<Record<Service, readonly [string, string, string]>> = {
  'tracking-api': ['INFO', 'WARN', 'ERROR'],
  'label-api': ['INFO', 'WARN', 'ERROR'],
  'route-planner': ['info', 'warn', 'error'],
  'locker-gw': ['info', 'warn', 'error'],
  'address-svc': ['Information', 'Warning', 'Error'],
};
const PODS: Readonly<Record<Service, readonly string[]>> = {
  'tracking-api': [
    'tracking-api-6b9f7c5d8-4kx2m',
    'tracking-api-6b9f7c5d8-p9wqz',
    'tracking-api-6b9f7c5d8-zt7hn',
  ],
  'label-api': ['label-api-5f7b86c9d-2lmkq', 'label-api-5f7b86c9d-w8r5t'],
  'route-planner': ['route-planner-0', 'route-planner-1'],
  'locker-gw': ['locker-gw-7c4d9b6f5-hh2vd'],
  'address-svc': ['address-svc-84f6cd7b9-bq6zs', 'address-svc-84f6cd7b9-m3v8k'],
};
const NODES = ['node-bru-03', 'node-bru-05', 'node-bru-07', 'node-bru-09'] as const;
const clusterOf = (service: Service) => `outbound|8080||${service}.${NAMESPACE[service]}.svc.cluster.local`;
/** Windows in which nothing is planted, in hours before now. */
const QUIET: ReadonlyArray<readonly [number, number]> = [
  [29, 28],
  [15, 14],
];

interface Setting {
  readonly nowUs: number;
  readonly incident: string | null;
  /** Whether an incident is going on: from and to in minutes before now. */
  readonly during: (incident: string, from: number, to?: number) => (timeUs: number) => boolean;
}

const ago = (nowUs: number, minutes: number) => Math.floor(nowUs - minutes * MINUTE);

/** A moment of yesterday (UTC), outside the quiet windows. */
function yesterday(nowUs: number, hours: number): number {
  const timeUs = Math.floor(nowUs / DAY) * DAY - DAY + Math.floor(hours * HOUR);
  const window = QUIET.find(([from, to]) => timeUs >= nowUs - from * HOUR && timeUs <= nowUs - to * HOUR);
  return window === undefined ? timeUs : timeUs - Math.floor(65 * MINUTE * (hours < 2 ? -1 : 1));
}

const barcodeOf = (random: Random) => `3SFWA${String(random.whole(10_000, 76_000)).padStart(7, '0')}`;

const SCANS = {
  ARR: ['Arrived at depot', 30],
  SRT: ['Sorted', 26],
  OFD: ['Out for delivery', 18],
  DLV: ['Delivered', 16],
  NAH: ['Consignee not at home', 6],
  DMG: ['Damaged', 2],
  RTS: ['Return to sender', 2],
} as const;
type Scan = keyof typeof SCANS;
const SCAN_WEIGHTS = Object.fromEntries(
  Object.entries(SCANS).map(([code, [, weight]]) => [code, weight]),
) as Record<Scan, number>;

function parcelScans(random: Random, { nowUs, during }: Setting): Draft[] {
  const poison = during('poison-scans', 86);
  const rows: Draft[] = [];
  const add = (timeUs: number, event_code: Scan, depot: string, more: Omit<Draft, '_timestamp'>) =>
    rows.push({
      _timestamp: Math.floor(timeUs),
      event_code,
      event_desc: SCANS[event_code][0],
      depot,
      ...more,
    });
  for (const timeUs of moments(random, nowUs, 3900, 0.4, 14)) {
    const depot = random.weighted(DEPOTS);
    const drawn = random.weighted(SCAN_WEIGHTS);
    // The belt of Lille breaks boxes.
    const code = depot === 'LIL1' && drawn === 'SRT' && random.chance(0.16) ? 'DMG' : drawn;
    const round = code === 'OFD' || code === 'DLV' || code === 'NAH';
    const courier = code === 'NAH' && random.chance(0.3) ? 131 : random.whole(110, 149);
    const product = random.weighted({ STD: 58, EXP: 22, Mailbox: 15, pallet: 5 });
    const weight = { STD: 2_400, EXP: 1_300, Mailbox: 320, pallet: 84_000 }[product];
    add(timeUs, code, depot, {
      barcode: barcodeOf(random),
      shipper: random.weighted(SHIPPERS),
      product,
      dest_cc: random.weighted({ BE: 41, NL: 31, FR: 20, DE: 8 }),
      weight_g: Math.round(weight * Math.exp(random.normal(0, 0.5))),
      device_id: `TC52-${depot.slice(0, 3)}-${random.whole(1, 24)}`,
      scanner_fw: poison(timeUs) && depot === 'LIL1' ? '9.4.0' : depot === 'EIN3' ? '9.2.7' : '9.3.1',
      courier_id: round ? `c-${courier}` : undefined,
      attempt_no:
        code === 'NAH' || code === 'DLV' ? (random.chance(0.8) ? 1 : random.whole(2, 3)) : undefined,
    });
  }
  const story: ReadonlyArray<readonly [number, Scan]> = [
    [45, 'ARR'],
    [44.2, 'SRT'],
    [30.5, 'OFD'],
    [26.1, 'NAH'],
    [8.4, 'OFD'],
    [5.6, 'DMG'],
  ];
  for (const [hours, code] of story)
    add(nowUs - hours * HOUR, code, 'ANR2', {
      barcode: '3SFWA0077120',
      shipper: 'Meubelhuis van Dam',
      product: 'STD',
      dest_cc: 'NL',
      weight_g: 11_850,
      device_id: 'TC52-ANR-7',
      scanner_fw: '9.3.1',
      courier_id: code === 'OFD' || code === 'NAH' ? 'c-122' : undefined,
      attempt_no: code === 'NAH' ? 1 : undefined,
    });
  return rows;
}

function lockerEvents(random: Random, { nowUs, during }: Setting): Draft[] {
  const extra = createRandom(51);
  const expired = during('expired-cert', 35);
  const rows: Draft[] = [];
  const add = (
    timeUs: number,
    locker_id: string,
    city: string,
    evt: string,
    more: Omit<Draft, '_timestamp'> = {},
  ) => rows.push({ _timestamp: Math.floor(timeUs), locker_id, city, evt, ...more });
  for (const timeUs of moments(random, nowUs, 1400, 0.3, 17)) {
    const { locker_id, city } = random.pick(LOCKERS);
    const evt = random.weighted({ DROP_OFF: 42, PICKUP: 44, pickup_expired: 6, WrongPin: 8 });
    const more = {
      compartment: `${random.weighted({ S: 50, M: 35, L: 15 })}${random.whole(1, 18)}`,
      barcode: barcodeOf(random),
      battery_pct: locker_id === 'FW-L-0026' ? random.whole(9, 14) : random.whole(61, 98),
      pin_attempts: evt === 'WrongPin' ? random.whole(2, 5) : evt === 'PICKUP' ? 1 : undefined,
    };
    if (locker_id === 'FW-L-0033' && timeUs > nowUs - 11 * HOUR) continue;
    if (expired(timeUs) && city === 'Lille') continue;
    add(timeUs, locker_id, city, evt, more);
  }
  for (let index = 0; index < 27; index += 1)
    add(nowUs - 50.3 * HOUR + index * 1.9 * HOUR, 'FW-L-0017', 'Gent', 'DOOR_FAULT', {
      compartment: 'M4',
      battery_pct: 77,
    });
  for (let minutes = 60; minutes > 0; minutes -= 1) {
    const timeUs = ago(nowUs, minutes);
    if (expired(timeUs))
      add(timeUs, LILLE[minutes % LILLE.length]?.locker_id ?? '', 'Lille', 'OPEN_FAILED', {
        compartment: `S${extra.whole(1, 18)}`,
        barcode: barcodeOf(extra),
      });
  }
  return rows;
}

const PATHS: Readonly<Record<Service, (random: Random) => readonly [string, string]>> = {
  'tracking-api': (random) => ['GET', `/v3/track/${barcodeOf(random)}`],
  'label-api': () => ['POST', '/v2/labels'],
  'route-planner': () => ['POST', '/routes/optimise'],
  'locker-gw': (random) => ['POST', `/lockers/${random.pick(LOCKERS).locker_id}/open`],
  'address-svc': () => ['GET', '/geocode'],
};
const AGENTS = {
  'FarwaterCourier/5.8.1 (Android 14)': 38,
  'FarwaterCourier/5.7.0 (Android 12)': 14,
  'okhttp/4.12.0': 20,
  'Go-http-client/2.0': 18,
  'python-requests/2.31.0': 10,
} as const;

function envoyAccess(random: Random, { nowUs, during }: Setting): Draft[] {
  const extra = createRandom(52);
  const pool = during('db-pool', 50);
  const oom = during('label-oom', 70, 15);
  const expired = during('expired-cert', 35);
  const poison = during('poison-scans', 85);
  const rows: Draft[] = [];
  function call(timeUs: number, service: Service, from: Random): void {
    const [method, path] = PATHS[service](from);
    const usual = {
      'tracking-api': 42,
      'label-api': 160,
      'route-planner': 380,
      'locker-gw': 95,
      'address-svc': 610,
    };
    let duration = Math.round(usual[service] * Math.exp(from.normal(0, 0.45)));
    let [code, flags] = [method === 'POST' && service === 'label-api' ? 201 : 200, '-'];
    const luck = from.next();
    const user_agent = from.weighted(AGENTS);
    const request = `${from.hex(8)}-${from.hex(4)}-4${from.hex(3)}-9${from.hex(3)}-${from.hex(12)}`;
    const bytes_sent = from.whole(180, 9_400);
    const host = `10.42.${from.whole(1, 6)}.${from.whole(10, 220)}:8080`;
    if (service === 'tracking-api' && luck < 0.085) code = 404;
    else if (service === 'label-api' && luck < 0.07) code = 422;
    else if (service === 'address-svc' && luck < 0.17) [code, flags, duration] = [504, 'UT', 5_000];
    else if (luck > 0.993) [code, flags] = [503, 'UF'];
    else if (luck > 0.985) [code, flags] = [0, 'DC'];
    else if (luck > 0.975) code = 401;
    if (pool(timeUs) && service === 'tracking-api' && luck < 0.6)
      [code, flags, duration] = [503, '-', 30_000];
    if (oom(timeUs) && service === 'label-api' && luck < 0.55) [code, flags, duration] = [503, 'UC', 2_100];
    if (expired(timeUs) && LILLE.some(({ locker_id }) => path.includes(locker_id)))
      [code, flags, duration] = [502, '-', 40];
    if (poison(timeUs) && service === 'route-planner' && luck < 0.4) [code, flags] = [409, '-'];
    rows.push({
      _timestamp: timeUs,
      method,
      path,
      protocol: 'HTTP/2',
      response_code: code,
      response_flags: flags,
      duration,
      bytes_sent,
      authority: `${service}.${NAMESPACE[service]}:8080`,
      upstream_cluster: clusterOf(service),
      upstream_host: flags === 'UF' ? undefined : host,
      user_agent,
      x_request_id: request,
    });
  }
  for (const timeUs of moments(random, nowUs, 3300, 0.4, 14)) call(timeUs, random.weighted(SERVICES), random);
  for (let minutes = 84; minutes > 0; minutes -= 0.7) {
    const timeUs = ago(nowUs, minutes);
    if (pool(timeUs)) call(timeUs, 'tracking-api', extra);
    if (oom(timeUs)) call(timeUs, 'label-api', extra);
    if (expired(timeUs)) call(timeUs, 'locker-gw', extra);
    if (poison(timeUs)) call(timeUs, 'route-planner', extra);
  }
  return rows;
}

function webIngress(random: Random, { nowUs }: Setting): Draft[] {
  const rows: Draft[] = [];
  const browsers = [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X)',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64)',
    'Mozilla/5.0 (Linux; Android 14; SM-S911B)',
  ];
  const add = (timeUs: number, more: Omit<Draft, '_timestamp'>) =>
    rows.push({ _timestamp: Math.floor(timeUs), ...more });
  for (const timeUs of moments(random, nowUs, 1300, 0.25, 18)) {
    const host = random.weighted({
      'www.farwater.example': 70,
      'b2b.farwater.example': 22,
      'help.farwater.example': 8,
    });
    const uri =
      host === 'b2b.farwater.example'
        ? random.pick(['/login', '/shipments', '/invoices'])
        : random.pick(['/nl/volg', '/fr/suivi', '/de/sendung', '/nl/tarieven', '/']);
    const status = Number(random.weighted({ 200: 86, 304: 6, 404: 4, 499: 2, 500: 2 }));
    add(timeUs, {
      remote_addr: `198.51.100.${random.whole(2, 250)}`,
      host,
      request_method: uri === '/login' ? 'POST' : 'GET',
      uri,
      status,
      request_time: rounded((uri === '/invoices' ? 1.9 : 0.12) * Math.exp(random.normal(0, 0.5)), 3),
      body_bytes_sent: random.whole(400, 60_000),
      http_user_agent: random.pick(browsers),
    });
  }
  for (let index = 0; index < 48; index += 1)
    add(nowUs - 7 * HOUR + index * 20e6, {
      remote_addr: '203.0.113.51',
      host: 'www.farwater.example',
      request_method: 'POST',
      uri: random.pick(['/wp-login.php', '/xmlrpc.php', '/admin.php']),
      status: 403,
      request_time: 0.004,
      body_bytes_sent: 162,
      http_user_agent: 'Mozilla/5.0 zgrab/0.x',
    });
  for (let index = 0; index < 18; index += 1)
    add(yesterday(nowUs, 2.5 + index), {
      remote_addr: `198.51.100.${random.whole(2, 250)}`,
      host: 'b2b.farwater.example',
      request_method: 'GET',
      uri: '/export/csv',
      status: 502,
      request_time: 10.001,
      body_bytes_sent: 559,
      http_user_agent: 'BOLDKOM-Connector/2.2',
    });
  return rows;
}

const BODIES: Readonly<Record<Service, readonly [readonly string[], readonly string[], readonly string[]]>> =
  {
    'tracking-api': [
      ['track request served', 'cache hit for barcode'],
      ['slow query on parcel_events', 'unknown barcode requested'],
      ['java.net.SocketTimeoutException: Read timed out calling notify-svc'],
    ],
    'label-api': [
      ['label rendered', 'manifest closed'],
      ['HS code missing, customs form skipped', 'printer profile falls back to PDF'],
      ['upload of label to s3 failed: 503 SlowDown'],
    ],
    'route-planner': [
      ['route optimised', 'consumed batch of scan-events'],
      ['geocoder slow, using cached coordinates'],
      ['solver gave up after 60s, keeping previous route'],
    ],
    'locker-gw': [
      ['open command acknowledged', 'locker session renewed'],
      ['locker battery low', 'locker did not acknowledge, retrying'],
      ['open command timed out after 3 retries'],
    ],
    'address-svc': [
      ['address normalised', 'geocode served'],
      ['ambiguous house number', 'postcode not found'],
      ['geocoder upstream timeout after 5000 ms'],
    ],
  };

function appLogs(random: Random, { nowUs, during, incident }: Setting): Draft[] {
  const extra = createRandom(53);
  const pool = during('db-pool', 50);
  const oom = during('label-oom', 70, 15);
  const poison = during('poison-scans', 85);
  const expired = during('expired-cert', 35);
  const rows: Draft[] = [];
  function add(
    timeUs: number,
    service: Service,
    level: 0 | 1 | 2,
    body: string,
    from: Random,
    more: object = {},
  ): void {
    const isNew = service === 'label-api' && oom(timeUs);
    const pod = from.pick(PODS[service]);
    rows.push({
      _timestamp: Math.floor(timeUs),
      severity_text: LEVELS[service][level],
      body,
      service_name: service,
      service_version: isNew ? '2.19.0' : VERSION[service],
      k8s_namespace_name: NAMESPACE[service],
      k8s_pod_name: isNew ? 'label-api-7d9c4f5b6-x2p8n' : pod,
      k8s_node_name: from.pick(NODES),
      trace_id: from.chance(0.5) ? from.hex(32) : undefined,
      ...more,
    });
  }
  for (const timeUs of moments(random, nowUs, 2500, 0.45, 14)) {
    const service = random.weighted(SERVICES);
    const weights = service === 'address-svc' ? { 0: 56, 1: 16, 2: 28 } : { 0: 86, 1: 11, 2: 3 };
    const level = Number(random.weighted(weights)) as 0 | 1 | 2;
    const body = random.pick(BODIES[service][level]);
    const low = body === 'locker battery low';
    const pod = service === 'address-svc' && level === 2 ? { k8s_pod_name: PODS['address-svc'][1] } : {};
    add(timeUs, service, level, body, random, low ? { locker_id: 'FW-L-0026' } : pod);
  }
  for (let index = 0; index < 17; index += 1)
    add(
      yesterday(nowUs, 3.3 + index),
      'label-api',
      1,
      'deprecated field parcel_type used by customer BOLDKOM',
      random,
    );
  for (let index = 0; index < 6; index += 1)
    add(
      nowUs - (6.2 - index * 0.03) * HOUR,
      'tracking-api',
      2,
      'JWT signature does not match, kid=legacy-2022',
      random,
    );
  for (let minutes = 84.5; minutes > 0; minutes -= 1.1) {
    const timeUs = ago(nowUs, minutes);
    if (pool(timeUs))
      add(
        timeUs,
        'tracking-api',
        2,
        'HikariPool-1 - Connection is not available, request timed out after 30000ms (pool tracking-pg, total=100, active=100)',
        extra,
      );
    if (oom(timeUs))
      add(
        timeUs,
        'label-api',
        2,
        'java.lang.OutOfMemoryError: Java heap space while rendering label batch',
        extra,
      );
    if (poison(timeUs))
      add(
        timeUs,
        'route-planner',
        2,
        'cannot decode record of scan-events partition 3: unknown field weight_kg from scanner_fw 9.4.0, will retry',
        extra,
        { k8s_pod_name: 'route-planner-1' },
      );
    if (expired(timeUs))
      add(
        timeUs,
        'locker-gw',
        2,
        'dial edge-fr.lockers.farwater.example:8883: x509: certificate has expired or is not yet valid',
        extra,
      );
  }
  if (incident === 'db-pool')
    rows.push({
      _timestamp: ago(nowUs, 50.5),
      severity_text: 'INFO',
      body: 'scan-backfill started: 80 connections to tracking-pg, batch size 5000',
      service_name: 'scan-backfill',
      service_version: '0.3.0',
      k8s_namespace_name: 'core',
      k8s_pod_name: 'scan-backfill-29401-x7k2p',
      k8s_node_name: 'node-bru-05',
    });
  return rows;
}

function kubernetesEvents(random: Random, { nowUs, during, incident }: Setting): Draft[] {
  const oom = during('label-oom', 69, 16);
  const rows: Draft[] = [];
  const add = (
    timeUs: number,
    type: 'Normal' | 'Warning',
    reason: string,
    object: readonly [kind: string, name: string, namespace: string],
    message: string,
    event_count = 1,
  ) =>
    rows.push({
      _timestamp: Math.floor(timeUs),
      type,
      reason,
      object_kind: object[0],
      object_name: object[1],
      namespace: object[2],
      message,
      event_count,
    });
  for (const timeUs of moments(random, nowUs, 520, 0.6, 12)) {
    const service = random.weighted(SERVICES);
    const reason = random.weighted({
      Scheduled: 24,
      Pulled: 24,
      Created: 18,
      Started: 18,
      Killing: 8,
      Unhealthy: 8,
    });
    const pod = ['Pod', random.pick(PODS[service]), NAMESPACE[service]] as const;
    const message = {
      Scheduled: `Successfully assigned pod to ${random.pick(NODES)}`,
      Pulled: 'Container image already present on machine',
      Created: 'Created container app',
      Started: 'Started container app',
      Killing: 'Stopping container app',
      Unhealthy: 'Readiness probe failed: HTTP probe failed with statuscode: 503',
    }[reason];
    const unhealthy = reason === 'Unhealthy';
    const address = ['Pod', 'address-svc-84f6cd7b9-m3v8k', 'shared'] as const;
    const object = unhealthy && random.chance(0.7) ? address : pod;
    add(
      timeUs,
      unhealthy ? 'Warning' : 'Normal',
      reason,
      object,
      message,
      unhealthy ? random.whole(1, 6) : 1,
    );
  }
  for (const hours of [49.3, 44.3, 39.3, 34.3, 23.4, 18.6, 9.3, 4.4]) {
    const node = ['Node', 'node-bru-07', ''] as const;
    add(
      nowUs - hours * HOUR,
      'Warning',
      'NodeNotReady',
      node,
      'Node node-bru-07 status is now: NodeNotReady',
    );
    add(
      nowUs - hours * HOUR + 3 * MINUTE,
      'Normal',
      'NodeReady',
      node,
      'Node node-bru-07 status is now: NodeReady',
    );
  }
  const scaled = (timeUs: number, name: string, namespace: string, message: string) =>
    add(timeUs, 'Normal', 'ScalingReplicaSet', ['Deployment', name, namespace], message);
  scaled(
    nowUs - 21.5 * HOUR,
    'tracking-api',
    'core',
    'Scaled up replica set tracking-api-6b9f7c5d8 to 3 (image 3.31.2)',
  );
  scaled(
    nowUs - 46.5 * HOUR,
    'address-svc',
    'shared',
    'Scaled up replica set address-svc-84f6cd7b9 to 2 (image 1.9.0-rc2)',
  );
  for (let index = 0; index < 5; index += 1)
    add(
      nowUs - (12.6 - index * 0.05) * HOUR,
      'Warning',
      'FailedScheduling',
      ['Pod', 'nightly-invoice-29388-qq4fd', 'finance'],
      '0/4 nodes are available: 4 Insufficient memory',
      index + 1,
    );
  if (incident === 'db-pool') {
    const job = ['Job', 'scan-backfill-29401', 'core'] as const;
    add(ago(nowUs, 51), 'Normal', 'SuccessfulCreate', job, 'Created pod: scan-backfill-29401-x7k2p');
    scaled(
      ago(nowUs, 64),
      'notify-svc',
      'shared',
      'Scaled up replica set notify-svc-55d8c to 2 (image 1.44.2)',
    );
  }
  if (incident === 'label-oom') {
    scaled(
      ago(nowUs, 71),
      'label-api',
      'core',
      'Scaled up replica set label-api-7d9c4f5b6 to 2 (image 2.19.0)',
    );
    for (let minutes = 68; minutes > 16; minutes -= 4)
      if (oom(ago(nowUs, minutes))) {
        const pod = ['Pod', 'label-api-7d9c4f5b6-x2p8n', 'core'] as const;
        add(
          ago(nowUs, minutes),
          'Warning',
          'OOMKilling',
          pod,
          'Memory cgroup out of memory: Killed process 1 (java)',
        );
        add(ago(nowUs, minutes - 1), 'Warning', 'BackOff', pod, 'Back-off restarting failed container app');
      }
    scaled(
      ago(nowUs, 15.2),
      'label-api',
      'core',
      'Rolled back: scaled up replica set label-api-5f7b86c9d to 2 (image 2.18.4)',
    );
    scaled(
      ago(nowUs, 88),
      'locker-gw',
      'last-mile',
      'Scaled up replica set locker-gw-7c4d9b6f5 to 1 (image v1.12.6)',
    );
  }
  if (incident === 'poison-scans')
    scaled(
      ago(nowUs, 97),
      'notify-svc',
      'shared',
      'Scaled up replica set notify-svc-55d8c to 3 (image 1.44.2)',
    );
  if (incident === 'expired-cert')
    scaled(
      ago(nowUs, 43),
      'tracking-api',
      'core',
      'Scaled up replica set tracking-api-6b9f7c5d8 to 4 (image 3.31.2)',
    );
  return rows;
}

const OPERATIONS = {
  'GET /v3/track/{barcode}': 44,
  'POST /v2/labels': 24,
  'POST /lockers/{id}/open': 16,
  'POST /routes/optimise': 16,
} as const;
type Operation = keyof typeof OPERATIONS;
const INNER: Readonly<Record<Operation, readonly [Service, string, string, number]>> = {
  'GET /v3/track/{barcode}': ['tracking-api', 'TrackController.byBarcode', 'SELECT parcel_events', 28],
  'POST /v2/labels': ['label-api', 'LabelService.render', 'S3.PutObject', 130],
  'POST /lockers/{id}/open': ['locker-gw', 'open_compartment', 'mqtt.publish', 85],
  'POST /routes/optimise': ['route-planner', 'solve_route', 'GET /geocode', 2_700],
};

function meshTraces(random: Random, { nowUs, during }: Setting): Draft[] {
  const extra = createRandom(54);
  const pool = during('db-pool', 50);
  const oom = during('label-oom', 70, 15);
  const poison = during('poison-scans', 85);
  const expired = during('expired-cert', 35);
  const rows: Draft[] = [];
  function trace(
    timeUs: number,
    operation: Operation,
    from: Random,
    id = from.hex(32),
    slowMs?: number,
  ): void {
    const [service, inner, leaf, usualMs] = INNER[operation];
    const ids = [from.hex(16), from.hex(16), from.hex(16)] as const;
    const shipper = from.weighted(SHIPPERS);
    const depot = from.weighted(DEPOTS);
    const { locker_id, city } = from.pick(from === extra && expired(timeUs) ? LILLE : LOCKERS);
    const luck = from.next();
    let leafMs = slowMs ?? usualMs * Math.exp(from.normal(0, 0.35));
    let [code, text] = [200, undefined as string | undefined];
    if (operation === 'POST /v2/labels' && shipper === 'BOLDKOM' && luck < 0.38)
      [code, text] = [422, 'HS code missing for shipment outside the EU'];
    else if (luck > 0.99) [code, text] = [504, 'context deadline exceeded'];
    if (pool(timeUs) && service === 'tracking-api' && luck < 0.65)
      [code, text, leafMs] = [503, 'Connection is not available, request timed out after 30000ms', 30_000];
    if (oom(timeUs) && service === 'label-api' && luck < 0.6)
      [code, text] = [
        503,
        'upstream connect error or disconnect/reset before headers: connection termination',
      ];
    if (poison(timeUs) && service === 'route-planner' && luck < 0.5)
      [code, text] = [409, 'stale scans: scan-events partition 3 is behind'];
    if (expired(timeUs) && service === 'locker-gw' && city === 'Lille')
      [code, text] = [502, 'x509: certificate has expired or is not yet valid'];
    const failed = text !== undefined;
    const fields = {
      shipper: service === 'label-api' ? shipper : undefined,
      depot: service === 'route-planner' ? depot : undefined,
      locker_id: service === 'locker-gw' ? locker_id : undefined,
    };
    const common = { trace: id, failed } as const;
    rows.push(
      spanRow({
        ...common,
        id: ids[0],
        operation,
        service: 'edge-gateway',
        startUs: timeUs,
        durationUs: (leafMs + 14) * 1000,
        kind: '2',
        fields: { ...fields, http_status_code: code },
      }),
      spanRow({
        ...common,
        id: ids[1],
        parent: ids[0],
        operation: inner,
        service,
        startUs: timeUs + 4_000,
        durationUs: (leafMs + 6) * 1000,
        kind: '2',
        fields,
      }),
      spanRow({
        ...common,
        id: ids[2],
        parent: ids[1],
        operation: leaf,
        service: leaf === 'GET /geocode' ? 'address-svc' : service,
        startUs: timeUs + 6_000,
        durationUs: leafMs * 1000,
        kind: '3',
        fields: {
          ...fields,
          db_system: leaf.startsWith('SELECT') ? 'postgresql' : undefined,
          error_message: text,
        },
      }),
    );
  }
  for (const timeUs of moments(random, nowUs, 760, 0.4, 14))
    trace(timeUs, random.weighted(OPERATIONS), random);
  trace(nowUs - 6.3 * HOUR, 'POST /routes/optimise', random, 'c0ffee00aa11bb22cc33dd44ee55ff66', 71_300);
  for (let minutes = 84; minutes > 0; minutes -= 1.6) {
    const timeUs = ago(nowUs, minutes);
    if (pool(timeUs)) trace(timeUs, 'GET /v3/track/{barcode}', extra);
    if (oom(timeUs)) trace(timeUs, 'POST /v2/labels', extra);
    if (poison(timeUs)) trace(timeUs, 'POST /routes/optimise', extra);
    if (expired(timeUs)) trace(timeUs, 'POST /lockers/{id}/open', extra);
  }
  return rows;
}

const BOUNDS = [0.1, 0.25, 0.5, 1, 2.5] as const;

/** The three streams of a latency histogram; `median` in seconds. */
function latencies(
  times: readonly number[],
  labels: Labels,
  random: Random,
  perSecond: (timeUs: number) => number,
  median: (timeUs: number) => number,
) {
  const rows = { bucket: [] as Row[], sum: [] as Row[], count: [] as Row[] };
  const below = BOUNDS.map(() => 0);
  let [count, sum, last] = [0, 0, times[0] ?? 0];
  for (const timeUs of times) {
    const added = Math.round((perSecond(timeUs) * (timeUs - last)) / 1e6);
    const middle = median(timeUs) * random.normal(1, 0.03);
    last = timeUs;
    count += added;
    sum += added * middle * 1.15;
    BOUNDS.forEach((bound, index) => {
      below[index] = (below[index] ?? 0) + Math.round(added / (1 + (middle / bound) ** 3));
      rows.bucket.push({ ...labels, _timestamp: timeUs, le: String(bound), value: below[index] ?? 0 });
    });
    rows.bucket.push({ ...labels, _timestamp: timeUs, le: '+Inf', value: count });
    rows.sum.push({ ...labels, _timestamp: timeUs, value: rounded(sum, 3) });
    rows.count.push({ ...labels, _timestamp: timeUs, value: count });
  }
  return rows;
}

function metrics(random: Random, { nowUs, during }: Setting): WorldStream[] {
  const times = samples(nowUs);
  const pool = during('db-pool', 50);
  const oom = during('label-oom', 70, 15);
  const poison = during('poison-scans', 85);
  const sinceMinutes = (timeUs: number, minutes: number) => (timeUs - ago(nowUs, minutes)) / MINUTE;
  const tracking = latencies(
    times,
    { service_name: 'tracking-api' },
    random,
    (timeUs) => 18 * busyness(timeUs, 0.4, 14),
    (timeUs) => (pool(timeUs) ? 2.1 : 0.14),
  );
  const labelling = latencies(
    times,
    { service_name: 'label-api' },
    random,
    (timeUs) => 7 * busyness(timeUs, 0.4, 14),
    (timeUs) => (oom(timeUs) ? 0.95 : 0.31),
  );
  const groups = [
    ['route-planner', 'scan-events', 240],
    ['notify-svc', 'scan-events', 95],
    ['billing-export', 'label-created', 1_850],
  ] as const;
  const lag = groups.flatMap(([consumergroup, topic, usual]) =>
    gauge(times, { consumergroup, topic }, (timeUs) => {
      const behind = poison(timeUs) && consumergroup === 'route-planner' ? sinceMinutes(timeUs, 85) * 410 : 0;
      return Math.round(
        usual * (0.6 + 0.4 * busyness(timeUs, 0, 14)) + Math.abs(random.normal(0, 20)) + behind,
      );
    }),
  );
  const memory = (['label-api', 'tracking-api'] as const).flatMap((container) =>
    gauge(times, { namespace: 'core', container }, (timeUs) => {
      const usual = (container === 'label-api' ? 610e6 : 880e6) * random.normal(1, 0.015);
      if (container !== 'label-api' || !oom(timeUs)) return Math.round(usual);
      return Math.round(700e6 + 340e6 * (sinceMinutes(timeUs, 70) % 4));
    }),
  );
  const sorted = DEPOT_NAMES.flatMap((depot, index) =>
    counter(times, { depot }, 400_000 + index * 31_000, (timeUs) => {
      const perSecond = (DEPOTS[depot] / 20) * busyness(timeUs, 0.3, 14);
      return Math.max(0, perSecond * random.normal(1, 0.05));
    }),
  );
  const connections = (['tracking-pg', 'label-pg'] as const).flatMap((pool_name) =>
    gauge(times, { pool_name, state: 'used' }, (timeUs) => {
      const usual = (pool_name === 'tracking-pg' ? 34 : 12) * (0.6 + 0.4 * busyness(timeUs, 0, 14));
      const value = Math.round(Math.abs(usual + random.normal(0, 2)));
      return pool(timeUs) && pool_name === 'tracking-pg' ? 100 : value;
    }),
  );
  const stream = (
    name: string,
    rows: readonly Row[],
    type: 'Counter' | 'Gauge' | 'Histogram',
    help: string,
    unit: string,
  ): WorldStream => ({ type: 'metrics', name, rows, metric: { type, help, unit } });
  const duration = 'Duration of HTTP server requests';
  return [
    ...(['bucket', 'sum', 'count'] as const).map((part) =>
      stream(
        `http_server_request_duration_seconds_${part}`,
        [...tracking[part], ...labelling[part]],
        'Histogram',
        duration,
        'seconds',
      ),
    ),
    stream('kafka_consumergroup_lag', lag, 'Gauge', 'Messages that a consumer group is behind', ''),
    stream('container_memory_working_set_bytes', memory, 'Gauge', 'Working set of a container', 'bytes'),
    stream('sorter_parcels_total', sorted, 'Counter', 'Parcels that passed the sorter of a depot', ''),
    stream(
      'db_client_connections_usage',
      connections,
      'Gauge',
      'Connections of a pool by state, at most 100',
      '',
    ),
  ];
}

export const world: World = {
  name: 'farwater',
  build({ random, nowUs, incident }) {
    const setting: Setting = {
      nowUs,
      incident,
      during:
        (id, from, to = -1) =>
        (timeUs) =>
          incident === id && timeUs >= nowUs - from * MINUTE && timeUs < nowUs - to * MINUTE,
    };
    const fresh = () => createRandom(random.whole(1, 1e9));
    const logs = (
      name: string,
      rows: readonly Draft[],
      more: Pick<WorldStream, 'fullText' | 'retentionDays'> = {},
    ): WorldStream => ({ type: 'logs', name, rows, ...more });
    return [
      logs('parcel_scans', parcelScans(fresh(), setting), { retentionDays: 180 }),
      logs('locker_events', lockerEvents(fresh(), setting), { retentionDays: 90 }),
      logs('envoy_access', envoyAccess(fresh(), setting)),
      logs('web_ingress', webIngress(fresh(), setting)),
      logs('k8s_app_logs', appLogs(fresh(), setting), { fullText: ['body'] }),
      logs('k8s_events', kubernetesEvents(fresh(), setting), { fullText: ['message'] }),
      ...metrics(fresh(), setting),
      { type: 'traces', name: 'mesh_traces', rows: meshTraces(fresh(), setting) },
    ];
  },
};
