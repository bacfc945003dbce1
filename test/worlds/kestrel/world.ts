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
  rhythm,
  round,
  SECOND_US,
  scrapes,
  span,
  spread,
  within,
} from '../kit.ts';
import { createRandom, type Random } from '../random.ts';
import type { Cell, Row, World, WorldStream } from '../world.ts';

const HOURS = 54;
const DEPOTS = { HAM1: 24, LEJ2: 16, MUC1: 15, CGN3: 15, BER4: 14, FRA2: 11, STR1: 5 };
const FIRMWARE = { '8.4.2': 30, '8.4.3': 70 };
const URIS = {
  '/api/track': 46,
  '/api/labels': 14,
  '/api/routes': 10,
  '/api/invoices': 8,
  '/api/pickups': 7,
  '/': 9,
  '/favicon.ico': 3,
  '/api/reports/monthly': 2,
  '/admin/users': 1,
};
const URI_SECONDS: Readonly<Record<string, number>> = {
  '/api/track': 0.06,
  '/api/labels': 0.35,
  '/api/routes': 0.48,
  '/api/invoices': 0.14,
  '/api/pickups': 0.11,
  '/': 0.02,
  '/favicon.ico': 0.003,
  '/api/reports/monthly': 6.2,
  '/admin/users': 0.09,
};
const BROWSERS = { Mozilla: 60, okhttp: 22, 'Kestrel-App': 15, curl: 3 };

interface Parts {
  readonly tracking_app: Draft[];
  readonly routing_app: Draft[];
  readonly billing_app: Draft[];
  readonly edge_nginx: Draft[];
  readonly scans: Draft[];
  readonly batch_jobs: Draft[];
  readonly traces: Draft[];
}

interface Clock {
  readonly nowUs: number;
  readonly startUs: number;
  /** Midnight at which yesterday began. */
  readonly yesterdayUs: number;
}

const deviceOf = (random: Random, depot: string) => {
  // The seventh of MUC1 is broken, see `special`.
  const number = random.whole(1, 14);
  return `SC-${depot}-${String(depot === 'MUC1' && number === 7 ? 8 : number).padStart(3, '0')}`;
};

const java = (random: Random, host: string, lvl: string, logger: string, msg: string) => ({
  lvl,
  logger: `com.kestrel.${logger}`,
  thread: `${random.pick(['http-nio-8080-exec', 'pool-2-thread', 'scheduling'])}-${random.whole(1, 12)}`,
  host: `${host}-0${random.whole(1, 3)}`,
  msg,
});

function scan(random: Random, time: number, shipmentid: string, depot: string, scan_type: string): Draft {
  const damaged = random.chance(depot === 'LEJ2' ? 0.035 : 0.006);
  return {
    _timestamp: time,
    device: deviceOf(random, depot),
    depot,
    scan_type,
    shipmentid,
    fw: random.weighted(FIRMWARE),
    battery: depot === 'HAM1' && random.chance(0.12) ? random.whole(3, 14) : random.whole(25, 100),
    signal_dbm: random.whole(-88, -41),
    weight_kg: round(latency(random, 2.4, 0.8)),
    damaged,
    sync_status: random.chance(0.006) ? 'late' : 'accepted',
  };
}

function status(random: Random, time: number, shipmentid: string, depot: string, newstatus: string): Draft {
  return {
    _timestamp: time,
    ...java(random, 'trk', 'INFO', 'tracking.StatusService', `status of ${shipmentid} set to ${newstatus}`),
    shipmentid,
    depot,
    newstatus,
    took: Math.round(latency(random, 18)),
  };
}

function journey(parts: Parts, random: Random, time: number, shipmentid: string): void {
  const from = random.weighted(DEPOTS);
  const to = random.weighted(DEPOTS);
  const steps: [string, string, number][] = [
    ['arrival', from, 0],
    ['sort', from, random.whole(10, 70) * MINUTE_US],
    ['load', from, random.whole(80, 150) * MINUTE_US],
  ];
  let at = random.whole(4, 8) * HOUR_US;
  if (to !== from) steps.push(['arrival', to, at]);
  at += random.whole(1, 4) * HOUR_US;
  if (random.chance(to === 'STR1' ? 0.28 : 0.07)) {
    steps.push(['failed_delivery', to, at]);
    at += 18 * HOUR_US;
  }
  steps.push(['deliver', to, at]);
  for (const [type, depot, offset] of steps) {
    const when = time + offset + random.whole(0, 59_999_999);
    parts.scans.push(scan(random, when, shipmentid, depot, type));
    if (type === 'sort' || type === 'load') continue;
    const newstatus = { arrival: 'IN_DEPOT', failed_delivery: 'NOT_HOME', deliver: 'DELIVERED' }[
      type
    ] as string;
    parts.tracking_app.push(
      status(random, when + random.whole(200_000, 4_000_000), shipmentid, depot, newstatus),
    );
  }
}

function nginx(random: Random, time: number, uri: string): Draft {
  const failed = random.chance(uri === '/api/labels' ? 0.05 : 0.014);
  const code = failed
    ? random.pick([500, 502, 503, 504])
    : uri === '/favicon.ico'
      ? 404
      : uri === '/admin/users'
        ? random.pick([200, 401, 403])
        : random.chance(0.03)
          ? 404
          : 200;
  return {
    _timestamp: time,
    remote_addr: `10.${random.whole(20, 24)}.${random.whole(0, 255)}.${random.whole(1, 254)}`,
    method: /labels|routes|pickups/.test(uri) ? 'POST' : 'GET',
    uri,
    status: code,
    request_time: round(latency(random, URI_SECONDS[uri] ?? 0.01), 3),
    bytes: uri === '/api/labels' ? random.whole(20_000, 180_000) : random.whole(180, 14_000),
    upstream_addr: `10.1.0.${random.whole(11, 14)}:8080`,
    ua: random.weighted(BROWSERS),
    vhost: random.chance(0.7) ? 'www.kestrel.example' : 'partner.kestrel.example',
  };
}

function trackingNoise(random: Random, time: number): Draft {
  const failed = random.chance(0.02);
  const warned = !failed && random.chance(0.05);
  const exc = random.weighted({
    'java.net.SocketTimeoutException': 70,
    'com.kestrel.tracking.StaleStatusException': 30,
  });
  const logger = random.pick(['tracking.EtaCalculator', 'tracking.NotificationSender', 'tracking.QueryApi']);
  return {
    _timestamp: time,
    ...java(
      random,
      'trk',
      failed ? 'ERROR' : warned ? 'WARN' : random.chance(0.15) ? 'DEBUG' : 'INFO',
      logger,
      failed
        ? `giving up: ${exc}`
        : warned
          ? 'customer has no mail address, not notified'
          : random.pick(['eta computed', 'mail to recipient sent', 'lookup served']),
    ),
    depot: random.weighted(DEPOTS),
    took: Math.round(latency(random, logger.endsWith('EtaCalculator') ? 160 : 35)),
    exc: failed ? exc : undefined,
  };
}

function routing(random: Random, time: number): Draft {
  const failed = random.chance(0.012);
  const paused = !failed && random.chance(0.02);
  const stops = random.whole(8, 140);
  return {
    _timestamp: time,
    ...java(
      random,
      'rt',
      failed ? 'ERROR' : paused ? 'WARN' : 'INFO',
      paused ? 'routing.JvmWatch' : 'routing.RoutePlanner',
      failed
        ? 'no route: matrix incomplete'
        : paused
          ? 'GC pause longer than 400 ms'
          : `tour planned with ${stops} stops`,
    ),
    depot: random.weighted(DEPOTS),
    tour: paused ? undefined : `T${random.whole(1000, 9999)}`,
    stops: paused ? undefined : stops,
    took: Math.round(latency(random, 260 + stops * 6)),
    exc: failed ? 'com.kestrel.routing.MatrixIncompleteException' : undefined,
  };
}

function billing(random: Random, time: number, releaseUs: number): Draft {
  const kind = random.weighted({ InvoiceService: 55, PdfRenderer: 30, PaymentMatcher: 15 });
  const failed = random.chance(0.015);
  const custno = random.whole(50200, 50380);
  const amount = round(latency(random, custno === 50233 ? 3900 : 210, 0.6));
  const msg = {
    InvoiceService: `invoice issued to customer ${custno}`,
    PdfRenderer: 'pdf rendered',
    PaymentMatcher: 'payment matched',
  }[kind];
  return {
    _timestamp: time,
    ...java(
      random,
      'bil',
      failed ? 'ERROR' : 'INFO',
      `billing.${kind}`,
      failed ? 'tax service refused the request' : msg,
    ),
    custno: String(custno),
    invoiceno: `R-${random.whole(200000, 299999)}`,
    amount: kind === 'PdfRenderer' ? undefined : amount,
    took: Math.round(latency(random, kind === 'PdfRenderer' ? (time < releaseUs ? 1800 : 520) : 45)),
    exc: failed ? 'com.kestrel.billing.TaxServiceException' : undefined,
  };
}

interface Node {
  readonly service: string;
  readonly operation: string;
  readonly kind: '1' | '2' | '3';
  /** What it takes itself, in microseconds. */
  readonly ownUs: number;
  readonly error?: string;
  readonly attributes?: Readonly<Record<string, Cell>>;
  readonly children?: readonly Node[];
}

/** Spans of a tree of calls, one after the other; the root is first. */
function spansOf(random: Random, trace: string, startUs: number, node: Node, parent?: string): Draft[] {
  const id = random.hex(16);
  let at = startUs + node.ownUs / 2;
  let failed = node.error !== undefined;
  const below: Draft[] = [];
  for (const child of node.children ?? []) {
    const rows = spansOf(random, trace, at, child, id);
    const [first] = rows as [Draft];
    at += first.duration as number;
    failed ||= first.span_status === 'ERROR';
    below.push(...rows);
  }
  const own = span({
    trace,
    id,
    service: node.service,
    operation: node.operation,
    kind: node.kind,
    startUs,
    durationUs: at + node.ownUs / 2 - startUs,
    status: failed ? 'ERROR' : node.kind === '2' ? 'OK' : 'UNSET',
    attributes: { ...node.attributes, ...(node.error ? { exception_type: node.error } : {}) },
    ...(parent ? { parent } : {}),
  });
  return [own, ...below];
}

interface Trouble {
  readonly ownUs?: number;
  readonly waitUs?: number;
  readonly error?: string;
}

/** A request by the gateway: the last call is the one that may be slow. */
function request(random: Random, trace: string, time: number, uri: string, trouble: Trouble = {}): Draft[] {
  const few = () => latency(random, 4e3);
  const { error } = trouble;
  const fault = error ? { error } : {};
  const gateway = (method: string, child: Node): Node => ({
    service: 'gateway',
    operation: `${method} ${uri}`,
    kind: '2',
    ownUs: few(),
    attributes: { http_method: method, http_status: error ? 503 : 200 },
    children: [child],
  });
  const rejected = trouble.ownUs !== undefined && error !== undefined;
  const select: Node = {
    service: 'tracking',
    operation: 'SELECT shipment_status',
    kind: '3',
    ownUs: latency(random, 26e3),
    attributes: { peer_service: 'oracle-trk' },
    ...fault,
  };
  if (uri === '/api/track')
    return spansOf(
      random,
      trace,
      time,
      gateway('GET', {
        service: 'tracking',
        operation: 'StatusService.find',
        kind: '2',
        ownUs: trouble.ownUs ?? latency(random, 9e3),
        // A refused task does not get as far as the database.
        ...(rejected ? fault : { children: [select] }),
      }),
    );
  if (uri === '/api/routes')
    return spansOf(
      random,
      trace,
      time,
      gateway('POST', {
        service: 'routing',
        operation: 'RoutePlanner.plan',
        kind: '2',
        ownUs: latency(random, 180e3),
        children: [
          {
            service: 'routing',
            operation: 'GET geo-service/matrix',
            kind: '3',
            ownUs: latency(random, 240e3),
            attributes: { peer_service: 'geo-service' },
            ...fault,
          },
        ],
      }),
    );
  const statement: Node = {
    service: 'billing',
    operation: 'SELECT invoices',
    kind: '3',
    ownUs: latency(random, 60e3),
    attributes: { peer_service: 'oracle-bil' },
  };
  const connection: Node = {
    service: 'billing',
    operation: 'HikariPool.getConnection',
    kind: '1',
    ownUs: trouble.waitUs ?? latency(random, 900),
    ...fault,
  };
  return spansOf(
    random,
    trace,
    time,
    gateway('GET', {
      service: 'billing',
      operation: 'InvoiceController.list',
      kind: '2',
      ownUs: few(),
      children: error ? [connection] : [connection, statement],
    }),
  );
}

function base(random: Random, clock: Clock): Parts {
  const { nowUs, startUs, yesterdayUs } = clock;
  const parts: Parts = {
    tracking_app: [],
    routing_app: [],
    billing_app: [],
    edge_nginx: [],
    scans: [],
    batch_jobs: [],
    traces: [],
  };
  const own = () => createRandom(random.whole(1, 2 ** 31));

  const parcels = own();
  moments(parcels, 1700, startUs - 12 * HOUR_US, nowUs).forEach((time, index) => {
    journey(parts, parcels, time, `KX${4400000 + index * 13}`);
  });

  const edge = own();
  for (const time of moments(edge, 6500, startUs, nowUs)) {
    const uri = edge.weighted(URIS);
    const row = nginx(edge, time, uri);
    if (/track|routes|invoices/.test(uri) && edge.chance(0.2)) {
      row.trace_id = edge.hex(32);
      const failed = (row.status as number) >= 500;
      const rows = request(
        edge,
        row.trace_id,
        time,
        uri,
        failed ? { error: 'java.net.SocketTimeoutException' } : {},
      );
      row.request_time = round((rows[0]?.duration as number) / 1e6, 3);
      parts.traces.push(...rows);
    }
    parts.edge_nginx.push(row);
  }

  const apps = own();
  for (const time of moments(apps, 1500, startUs, nowUs)) parts.tracking_app.push(trackingNoise(apps, time));
  for (const time of moments(apps, 2300, startUs, nowUs)) parts.routing_app.push(routing(apps, time));
  for (const time of moments(apps, 1700, startUs, nowUs))
    parts.billing_app.push(billing(apps, time, yesterdayUs + 10 * HOUR_US));

  const jobs = own();
  const schedule = { 'nightly-settlement': 2, 'postcode-import': 4, 'archive-scans': 5 };
  for (let day = 0; day < 4; day += 1)
    for (const [job, hour] of Object.entries(schedule)) {
      const started = yesterdayUs + (day - 1) * DAY_US + hour * HOUR_US + jobs.whole(0, 90) * SECOND_US;
      const failed = job === 'postcode-import' && day === 1;
      const took = Math.round(latency(jobs, job === 'nightly-settlement' ? 1.5e6 : 240e3, 0.2));
      parts.batch_jobs.push({
        _timestamp: started + took * 1000,
        ...java(
          jobs,
          'job',
          failed ? 'ERROR' : 'INFO',
          'batch.Runner',
          failed ? `${job} failed: line 88213 has 7 columns` : `${job} finished`,
        ),
        job,
        outcome: failed ? 'failed' : 'done',
        took,
        rows_done: failed ? 88212 : jobs.whole(20_000, 190_000),
        exc: failed ? 'com.kestrel.batch.MalformedLineException' : undefined,
      });
    }
  for (const time of spread(jobs, HOURS * 4, startUs, nowUs))
    parts.batch_jobs.push({
      _timestamp: time,
      ...java(jobs, 'job', 'INFO', 'batch.Runner', 'carrier-feed finished'),
      job: 'carrier-feed',
      outcome: 'done',
      took: Math.round(latency(jobs, 5200, 0.2)),
      rows_done: jobs.whole(100, 900),
    });

  special(parts, clock, own());
  return parts;
}

function special(parts: Parts, { nowUs, startUs, yesterdayUs }: Clock, random: Random): void {
  // The parcel with a story: damaged, on its way back, never delivered.
  const parcel = 'KX4471902';
  const from = nowUs - 30 * HOUR_US;
  const steps: [number, string, string, string][] = [
    [0, 'arrival', 'HAM1', 'IN_DEPOT'],
    [1, 'sort', 'HAM1', ''],
    [2, 'load', 'HAM1', ''],
    [8, 'arrival', 'LEJ2', 'IN_DEPOT'],
    [9, 'exception', 'LEJ2', 'DAMAGED'],
    [19, 'load', 'LEJ2', 'RETURN_TO_SENDER'],
  ];
  for (const [hours, type, depot, newstatus] of steps) {
    const time = from + hours * HOUR_US;
    parts.scans.push({
      ...scan(random, time, parcel, depot, type),
      weight_kg: 12.4,
      damaged: hours >= 9,
      sync_status: 'accepted',
    });
    if (newstatus) parts.tracking_app.push(status(random, time + SECOND_US, parcel, depot, newstatus));
  }
  parts.scans.push({
    ...scan(random, nowUs - 15 * HOUR_US, 'KX4490001', 'CGN3', 'arrival'),
    weight_kg: 412.5,
    damaged: false,
  });
  // A scanner that went silent, another firmware from 19 hours ago on.
  for (const time of spread(random, 40, startUs, yesterdayUs + 12.5 * HOUR_US))
    parts.scans.push({
      ...scan(random, time, `KX${4400000 + random.whole(0, 300) * 13}`, 'MUC1', 'sort'),
      device: 'SC-MUC1-007',
    });
  for (const row of parts.scans)
    if (row._timestamp > nowUs - 19 * HOUR_US && row.depot === 'BER4' && random.chance(0.5)) row.fw = '9.0.0';
  // Out of memory, only yesterday.
  for (const time of spread(random, 11, yesterdayUs + 9.2 * HOUR_US, yesterdayUs + 9.7 * HOUR_US))
    parts.routing_app.push({
      _timestamp: time,
      ...java(random, 'rt', 'ERROR', 'routing.RoutePlanner', 'tour aborted: Java heap space'),
      host: 'rt-02',
      depot: 'HAM1',
      took: random.whole(9000, 16000),
      exc: 'java.lang.OutOfMemoryError',
    });
  // Somebody looks for holes, in the night of yesterday.
  for (const time of spread(random, 48, yesterdayUs + 2 * HOUR_US, yesterdayUs + 2.7 * HOUR_US))
    parts.edge_nginx.push({
      ...nginx(random, time, '/'),
      remote_addr: '198.51.100.23',
      uri: random.pick(['/wp-login.php', '/.env', '/phpmyadmin']),
      status: 404,
      ua: 'zgrab',
    });
  // Labels could not be printed for a quarter of an hour.
  for (const time of spread(random, 14, yesterdayUs + 10.4 * HOUR_US, yesterdayUs + 10.65 * HOUR_US))
    parts.edge_nginx.push({ ...nginx(random, time, '/api/labels'), status: 502 });
  // A customer without invoices.
  spread(random, 8, nowUs - 23 * HOUR_US, nowUs - 9 * HOUR_US).forEach((time, index) => {
    parts.billing_app.push({
      _timestamp: time,
      ...java(random, 'bil', 'ERROR', 'billing.InvoiceService', 'invoice not issued: VAT id not valid'),
      custno: '50117',
      invoiceno: `R-19990${index}`,
      amount: 88.4,
      took: random.whole(20, 60),
      exc: 'com.kestrel.billing.InvalidVatIdException',
    });
  });
}

/** An import that failed, a full collection: real, but no cause of anything. */
function herrings(parts: Parts, random: Random, importUs: number, pauseUs: number): void {
  parts.batch_jobs.push({
    _timestamp: importUs,
    ...java(
      random,
      'job',
      'ERROR',
      'batch.Runner',
      'holiday-calendar failed: ftp server closed the connection',
    ),
    job: 'holiday-calendar',
    outcome: 'failed',
    took: 31_000,
    rows_done: 0,
    exc: 'java.io.IOException',
  });
  for (const time of spread(random, 4, pauseUs, pauseUs + 6 * MINUTE_US))
    parts.routing_app.push({
      _timestamp: time,
      ...java(random, 'rt', 'WARN', 'routing.JvmWatch', 'GC pause longer than 400 ms'),
      depot: 'FRA2',
      took: random.whole(410, 520),
    });
}

function poolExhausted(parts: Parts, { nowUs }: Clock, random: Random): void {
  const [onset, end] = [nowUs - 50 * MINUTE_US, nowUs - 15 * MINUTE_US];
  herrings(parts, random, nowUs - 64 * MINUTE_US, nowUs - 35 * MINUTE_US);
  const job = (time: number, lvl: string, msg: string, more: Partial<Draft>) =>
    parts.batch_jobs.push({
      _timestamp: time,
      ...java(random, 'job', lvl, 'batch.Runner', msg),
      job: 'invoice-reprint',
      ...more,
    });
  job(
    onset - 40 * SECOND_US,
    'INFO',
    'invoice-reprint started with 20 parallel readers on the billing database',
    { outcome: 'started' },
  );
  job(end, 'WARN', 'invoice-reprint stopped by operator', {
    outcome: 'stopped',
    took: 2_140_000,
    rows_done: 41_300,
  });
  for (const time of spread(random, 84, onset, end))
    parts.billing_app.push({
      _timestamp: time,
      ...java(
        random,
        'bil',
        'ERROR',
        'billing.InvoiceService',
        'HikariPool-1 - Connection is not available, request timed out after 30000ms',
      ),
      custno: String(random.whole(50200, 50380)),
      took: 30_000 + random.whole(0, 40),
      exc: 'java.sql.SQLTransientConnectionException',
    });
  spread(random, 70, onset, end).forEach((time, index) => {
    const trace = random.hex(32);
    if (index % 2 === 0)
      parts.traces.push(
        ...request(random, trace, time, '/api/invoices', {
          waitUs: 30e6,
          error: 'java.sql.SQLTransientConnectionException',
        }),
      );
    parts.edge_nginx.push({
      ...nginx(random, time, '/api/invoices'),
      status: 503,
      request_time: round(30 + random.next() * 0.2, 3),
      trace_id: index % 2 === 0 ? trace : undefined,
    });
  });
}

function queueFull(parts: Parts, { nowUs }: Clock, random: Random): void {
  const onset = nowUs - 42 * MINUTE_US;
  herrings(parts, random, nowUs - 58 * MINUTE_US, nowUs - 22 * MINUTE_US);
  for (const time of spread(random, 95, onset, nowUs - 5 * SECOND_US)) {
    parts.tracking_app.push({
      _timestamp: time,
      ...java(
        random,
        'trk',
        'ERROR',
        'tracking.ScanEventConsumer',
        'cannot decode scan event, requeued: weight is NaN',
      ),
      thread: 'rabbit-scan-events-1',
      depot: 'CGN3',
      exc: 'com.kestrel.codec.MalformedScanException',
      device: 'SC-CGN3-014',
      took: random.whole(1, 6),
    });
  }
  parts.tracking_app.push({
    _timestamp: onset + 4 * MINUTE_US,
    ...java(
      random,
      'trk',
      'ERROR',
      'tracking.ScanEventConsumer',
      'consumer of scan-events blocked by redelivery, prefetch used up',
    ),
    thread: 'rabbit-scan-events-1',
  });
  // The device that sends what cannot be read.
  for (const time of spread(random, 12, onset - MINUTE_US, onset + 6 * MINUTE_US))
    parts.scans.push({
      ...scan(random, time, `KX${4400000 + random.whole(900, 1600) * 13}`, 'CGN3', 'sort'),
      device: 'SC-CGN3-014',
      fw: '9.1.0-beta',
      weight_kg: undefined,
      sync_status: 'accepted',
    });
  // From 18 minutes ago the queue is at its limit: scans are refused.
  const full = nowUs - 18 * MINUTE_US;
  for (const row of parts.scans)
    if (row._timestamp >= full && random.chance(0.8)) row.sync_status = 'rejected';
  for (const time of spread(random, 120, full, nowUs - 5 * SECOND_US)) {
    const depot = random.weighted(DEPOTS);
    parts.scans.push({
      ...scan(random, time, `KX${4400000 + random.whole(900, 1690) * 13}`, depot, 'sort'),
      sync_status: 'rejected',
    });
  }
  // No status is written any more.
  const kept = parts.tracking_app.filter(
    (row) => row.newstatus === undefined || row._timestamp < onset + 4 * MINUTE_US,
  );
  parts.tracking_app.splice(0, parts.tracking_app.length, ...kept);
  for (const time of spread(random, 30, full, nowUs - 5 * SECOND_US))
    parts.traces.push(
      ...spansOf(random, random.hex(32), time, {
        service: 'scan-ingest',
        operation: 'POST /ingest/scan',
        kind: '2',
        ownUs: latency(random, 3e3),
        attributes: { http_method: 'POST', http_status: 503 },
        children: [
          {
            service: 'scan-ingest',
            operation: 'publish scan-events',
            kind: '3',
            ownUs: latency(random, 6e3),
            attributes: { peer_service: 'rabbitmq' },
            error: 'com.rabbitmq.QueueLimitReachedException',
          },
        ],
      }),
    );
}

function trafficSpike(parts: Parts, { nowUs }: Clock, random: Random): void {
  const [onset, end] = [nowUs - 66 * MINUTE_US, nowUs - 24 * MINUTE_US];
  herrings(parts, random, nowUs - 80 * MINUTE_US, nowUs - 45 * MINUTE_US);
  // Requests of others wait as long; their traces of the base do not show it and go.
  const gone = new Set<unknown>();
  for (const row of parts.edge_nginx) {
    if (!within(row._timestamp, onset, end) || row.uri !== '/api/track') continue;
    if (row.trace_id !== undefined) gone.add(row.trace_id);
    Object.assign(row, { trace_id: undefined, request_time: round(latency(random, 2.1, 0.35), 3) });
  }
  const kept = parts.traces.filter((row) => !gone.has(row.trace_id));
  parts.traces.splice(0, parts.traces.length, ...kept);
  spread(random, 1300, onset, end).forEach((time, index) => {
    const seconds = latency(random, 2.1, 0.35);
    const failed = index % 9 === 0;
    const trace = index % 16 === 0 ? random.hex(32) : undefined;
    if (trace)
      parts.traces.push(
        ...request(random, trace, time, '/api/track', {
          ownUs: seconds * 1e6,
          ...(failed ? { error: 'java.util.concurrent.RejectedExecutionException' } : {}),
        }),
      );
    parts.edge_nginx.push({
      ...nginx(random, time, '/api/track'),
      remote_addr: `203.0.113.${random.pick([77, 77, 77, 78])}`,
      ua: 'python-requests',
      status: failed ? 503 : 200,
      request_time: round(seconds, 3),
      vhost: 'partner.kestrel.example',
      trace_id: trace,
    });
  });
  for (const time of spread(random, 60, onset, end))
    parts.tracking_app.push({
      _timestamp: time,
      ...java(random, 'trk', 'ERROR', 'tracking.QueryApi', 'task rejected: worker pool saturated'),
      exc: 'java.util.concurrent.RejectedExecutionException',
      took: random.whole(1800, 3200),
    });
}

function metrics(random: Random, { nowUs }: Clock, incident: string | null): WorldStream[] {
  const recent = scrapes(4, nowUs);
  const long = scrapes(52, nowUs);
  const ago = (minutes: number) => nowUs - minutes * MINUTE_US;
  const pool = (time: number) => incident === 'pool-exhausted' && within(time, ago(50), ago(15));
  const spike = (time: number) => incident === 'traffic-spike' && within(time, ago(66), ago(24));
  const own = () => createRandom(random.whole(1, 2 ** 31));

  const heaps = { tracking: 900, routing: 2600, billing: 640 };
  const memory = Object.entries(heaps).flatMap(([app, mebibytes]) => {
    const noise = own();
    return (['heap', 'nonheap'] as const).flatMap((area) =>
      gauge(recent, { app, area }, (time) => {
        // The saw of the collector, 17 minutes from tooth to tooth.
        const saw = ((time / MINUTE_US) % 17) / 17;
        const share = area === 'heap' ? 0.6 + 0.4 * saw : 0.14;
        return Math.round(mebibytes * share * (0.98 + 0.04 * noise.next()) * 1048576);
      }),
    );
  });

  const connections = (['billing', 'tracking'] as const).flatMap((app) => {
    const noise = own();
    const size = app === 'billing' ? 20 : 30;
    const active = recent.map((time) =>
      app === 'billing' && pool(time)
        ? size
        : Math.round((app === 'billing' ? 5 : 9) * rhythm(time) + 2 * noise.next()),
    );
    const states: readonly [string, (index: number, time: number) => number][] = [
      ['active', (index) => active[index] as number],
      ['idle', (index) => size - (active[index] as number)],
      ['pending', (_, time) => (app === 'billing' && pool(time) ? noise.whole(24, 41) : 0)],
    ];
    return states.flatMap(([state, countOf]) =>
      recent.map((time, index): Row => ({ _timestamp: time, value: countOf(index, time), app, state })),
    );
  });

  const queues = { 'scan-events': 60, 'mail-out': 240 };
  const depths = Object.entries(queues).flatMap(([queue, middle]) => {
    const noise = own();
    return gauge(long, { queue, broker: 'rabbit-1' }, (time) => {
      const usual = Math.round(middle * rhythm(time) * (0.7 + 0.6 * noise.next()));
      if (incident !== 'queue-full' || queue !== 'scan-events' || time <= ago(42)) return usual;
      return Math.min(50_000, usual + Math.round(((time - ago(42)) / MINUTE_US) * 2090));
    });
  });

  const requests = (['www.kestrel.example', 'partner.kestrel.example'] as const).flatMap((vhost) => {
    const rate = vhost.startsWith('www') ? 620 : 260;
    const partner = (time: number) => (spike(time) && !vhost.startsWith('www') ? 5200 : 0);
    const broken = (time: number) => (pool(time) ? 30 : 0);
    return [
      ...counter(
        recent,
        { vhost, code: '2xx' },
        own(),
        (time) => rate * rhythm(time) + partner(time),
        80_000,
      ),
      ...counter(
        recent,
        { vhost, code: '5xx' },
        own(),
        (time) => rate * 0.02 * rhythm(time) + partner(time) / 9 + broken(time),
        900,
      ),
    ];
  });

  const route = histogram(
    recent,
    { app: 'routing' },
    own(),
    [0.1, 0.25, 0.5, 1, 2, 5, 10],
    (time) => 45 * rhythm(time),
    () => 0.62,
  );
  const metric = (type: 'Counter' | 'Gauge' | 'Histogram', help: string, unit: string) => ({
    type,
    help,
    unit,
  });
  const help = 'Time that the planning of a tour takes';
  return [
    {
      type: 'metrics',
      name: 'jvm_memory_used_bytes',
      rows: memory,
      metric: metric('Gauge', 'Memory of the JVM in use', 'bytes'),
    },
    {
      type: 'metrics',
      name: 'hikaricp_connections',
      rows: connections,
      metric: metric('Gauge', 'Connections of the database pool by state', ''),
    },
    {
      type: 'metrics',
      name: 'rabbitmq_queue_messages',
      rows: depths,
      metric: metric('Gauge', 'Messages that wait in the queue', ''),
    },
    {
      type: 'metrics',
      name: 'nginx_requests_total',
      rows: requests,
      metric: metric('Counter', 'Requests that nginx answered', ''),
    },
    {
      type: 'metrics',
      name: 'route_calc_seconds_bucket',
      rows: route.bucket,
      metric: metric('Histogram', help, 'seconds'),
    },
    {
      type: 'metrics',
      name: 'route_calc_seconds_sum',
      rows: route.sum,
      metric: metric('Histogram', help, 'seconds'),
    },
    {
      type: 'metrics',
      name: 'route_calc_seconds_count',
      rows: route.count,
      metric: metric('Histogram', help, ''),
    },
  ];
}

/** A parcel logistics company. See README.md. */
export const world: World = {
  name: 'kestrel',
  build({ random, nowUs, incident }) {
    const yesterdayUs = Math.floor(nowUs / DAY_US) * DAY_US - DAY_US;
    const clock: Clock = { nowUs, startUs: nowUs - HOURS * HOUR_US, yesterdayUs };
    const seeds = { metrics: random.whole(1, 2 ** 31), incident: random.whole(1, 2 ** 31) };
    const parts = base(random, clock);
    const planted = createRandom(seeds.incident);
    if (incident === 'pool-exhausted') poolExhausted(parts, clock, planted);
    if (incident === 'queue-full') queueFull(parts, clock, planted);
    if (incident === 'traffic-spike') trafficSpike(parts, clock, planted);
    // Journeys begin before the data does, and end after.
    const inside = (rows: Draft[]) => rows.filter((row) => within(row._timestamp, clock.startUs, nowUs + 1));
    const logs = (name: keyof Parts, fullText: string[]): WorldStream => ({
      type: 'logs',
      name,
      rows: inside(parts[name]),
      fullText,
    });
    return [
      logs('tracking_app', ['msg']),
      logs('routing_app', ['msg']),
      logs('billing_app', ['msg']),
      { ...logs('batch_jobs', ['msg']), retentionDays: 30 },
      logs('edge_nginx', ['uri']),
      logs('scans', []),
      { type: 'traces', name: 'request_spans', rows: inside(parts.traces) },
      ...metrics(createRandom(seeds.metrics), clock, incident),
    ];
  },
};
