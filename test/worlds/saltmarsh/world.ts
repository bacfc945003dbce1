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
import type { Cell, World, WorldStream } from '../world.ts';

const HOURS = 54;
const LINES = { motor: 46, home: 27, travel: 18, liability: 9 };
const REGIONS = { north: 22, south: 31, coast: 35, islands: 12 };
const CHANNELS = { web: 38, app: 27, phone: 22, broker: 13 };
const ADJUSTERS = {
  'a.ferrari': 20,
  'd.nguyen': 18,
  'k.sato': 17,
  'p.moreau': 16,
  'r.haddad': 15,
  's.olsen': 14,
};
const ROUTES: Readonly<Record<string, { share: number; ms: number; service: string; fails: number }>> = {
  '/portal/claims': { share: 30, ms: 140, service: 'portal-bff', fails: 0.012 },
  '/portal/login': { share: 14, ms: 90, service: 'portal-bff', fails: 0.008 },
  '/api/v2/claims': { share: 18, ms: 210, service: 'claims-api', fails: 0.015 },
  '/api/v2/documents': { share: 12, ms: 640, service: 'claims-api', fails: 0.03 },
  '/api/v2/quotes': { share: 11, ms: 330, service: 'claims-api', fails: 0.02 },
  '/api/v2/policies': { share: 9, ms: 120, service: 'claims-api', fails: 0.01 },
  '/broker/export': { share: 3, ms: 2900, service: 'claims-api', fails: 0.04 },
  '/favicon.ico': { share: 3, ms: 2, service: 'portal-bff', fails: 0 },
};
const SHARES = Object.fromEntries(Object.entries(ROUTES).map(([uri, { share }]) => [uri, share]));
const CONSUMERS = { 'portal-web': 50, 'mobile-app': 29, harborline: 9, bluepeak: 8, 'legacy-batch': 4 };
const DOCUMENTS = { repair_invoice: 34, photo: 28, police_report: 12, medical: 14, estimate: 12 };
const QUEUES = { new_claim: 34, status: 41, billing: 17, broker_line: 8 };
const AGENTS = ['Amira', 'Bastian', 'Chiara', 'Dmitri', 'Elif', 'Fergus', 'Hanne', 'Joaquim'];
const STREAMS = [
  'gw_access',
  'claims_api',
  'portal_bff',
  'claim_events',
  'payouts_log',
  'doc_scans',
  'phone_calls',
  'fraud_checks',
  'login_audit',
  'cron_runs',
  'otel_spans',
] as const;
type Parts = Readonly<Record<(typeof STREAMS)[number], Draft[]>>;

interface Clock {
  readonly nowUs: number;
  readonly startUs: number;
  /** Midnight at which yesterday began. */
  readonly yesterdayUs: number;
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
    at += rows[0]?.duration as number;
    failed ||= rows[0]?.span_status === 'ERROR';
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
  /** What the last call takes, in microseconds. */
  readonly lastUs?: number;
  readonly error?: string;
  /** Where the request ends with the error already. */
  readonly at?: 'portal-bff';
}

function requestTrace(random: Random, trace: string, time: number, uri: string, trouble: Trouble = {}) {
  const few = (median: number) => latency(random, median);
  const fault = trouble.error ? { error: trouble.error } : {};
  const select: Node = {
    service: 'claims-api',
    operation: uri === '/api/v2/quotes' ? 'SELECT tariff' : 'SELECT claims_claim',
    kind: '3',
    ownUs: trouble.lastUs ?? few(uri === '/api/v2/quotes' ? 150e3 : 48e3),
    attributes: { db_system: 'postgresql' },
    ...fault,
  };
  const attributes = { http_route: uri, http_status_code: trouble.error ? 500 : 200 };
  if (uri.startsWith('/portal')) {
    const inner: Node = {
      service: 'claims-api',
      operation: 'GET claims_list',
      kind: '2',
      ownUs: few(14e3),
      children: [select],
    };
    return spansOf(random, trace, time, {
      service: 'portal-bff',
      operation: `GET ${uri}`,
      kind: '2',
      ownUs: few(22e3),
      attributes,
      ...(trouble.at ? fault : { children: [inner] }),
    });
  }
  const score: Node = {
    service: 'claims-api',
    operation: 'POST fraud-scorer/score',
    kind: '3',
    ownUs: few(5e3),
    attributes: { peer_service: 'fraud-scorer' },
    children: [
      {
        service: 'fraud-scorer',
        operation: 'score_claim',
        kind: '2',
        ownUs: few(95e3),
        attributes: { model: 'fs-7.2' },
      },
    ],
  };
  const change: Node = { ...select, operation: 'UPDATE claims_claim' };
  return spansOf(random, trace, time, {
    service: 'claims-api',
    operation: `${uri === '/api/v2/claims' ? 'POST' : 'GET'} ${uri}`,
    kind: '2',
    ownUs: few(18e3),
    attributes,
    children: uri === '/api/v2/claims' ? [score, change] : [select],
  });
}

function documentTrace(random: Random, trace: string, time: number, ms: number, error?: string): Draft[] {
  return spansOf(random, trace, time, {
    service: 'doc-worker',
    operation: 'process_document',
    kind: '1',
    ownUs: latency(random, 30e3),
    children: [
      { service: 'doc-worker', operation: 'PUT s3/documents', kind: '3', ownUs: latency(random, 70e3) },
      {
        service: 'doc-worker',
        operation: 'POST ocrly/v1/read',
        kind: '3',
        ownUs: ms * 1000,
        attributes: { peer_service: 'ocrly' },
        ...(error ? { error } : {}),
      },
    ],
  });
}

function payoutTrace(random: Random, trace: string, time: number, error?: string): Draft[] {
  return spansOf(random, trace, time, {
    service: 'payout-worker',
    operation: 'payouts.tasks.execute',
    kind: '1',
    ownUs: latency(random, 12e3),
    children: [
      {
        service: 'payout-worker',
        operation: 'POST bank-bridge/transfers',
        kind: '3',
        ownUs: latency(random, error?.includes('SSL') ? 9e3 : 420e3),
        attributes: { peer_service: 'bank-bridge' },
        ...(error ? { error } : {}),
      },
    ],
  });
}

function access(random: Random, time: number, uri: string): Draft {
  const route = ROUTES[uri] as (typeof ROUTES)[string];
  const proxy = Math.round(latency(random, route.ms));
  const kong = random.whole(1, 6);
  const status = random.chance(route.fails)
    ? random.pick([500, 502, 503, 504])
    : uri === '/portal/login' && random.chance(0.09)
      ? 401
      : random.chance(0.025)
        ? 404
        : uri === '/api/v2/claims' && random.chance(0.2)
          ? 201
          : 200;
  const broker = uri === '/broker/export';
  return {
    _timestamp: time,
    client_ip: `10.${random.whole(60, 64)}.${random.whole(0, 255)}.${random.whole(1, 254)}`,
    request_method: /login|documents|quotes/.test(uri) || status === 201 ? 'POST' : 'GET',
    request_uri: uri,
    response_status: status,
    response_size: uri === '/broker/export' ? random.whole(90_000, 900_000) : random.whole(200, 22_000),
    latencies_proxy: proxy,
    latencies_kong: kong,
    latencies_request: proxy + kong,
    route_service: route.service,
    consumer_username: broker
      ? random.pick(['harborline', 'bluepeak', 'bluepeak'])
      : random.weighted(CONSUMERS),
    reqid: random.hex(12),
  };
}

function django(random: Random, time: number, level: string, logger: string, event: string): Draft {
  return {
    _timestamp: time,
    level,
    logger,
    event,
    pod: `claims-api-${random.pick(['6c9f', '7d2b', '8e41'])}`,
    release: '2025.47.1',
  };
}

function claimsNoise(random: Random, time: number): Draft {
  const logger = random.weighted({
    'claims.views': 50,
    'quotes.engine': 22,
    'documents.upload': 18,
    'mailer.outbox': 10,
  });
  const failed = random.chance(logger === 'documents.upload' ? 0.05 : 0.015);
  const warned = !failed && random.chance(0.06);
  const fault = random.weighted({
    'requests.exceptions.ReadTimeout': 55,
    'django.db.utils.IntegrityError': 25,
    'quotes.errors.TariffMissing': 20,
  });
  const event = {
    'claims.views': 'claim_viewed',
    'quotes.engine': 'quote_calculated',
    'documents.upload': 'document_received',
    'mailer.outbox': 'mail_sent',
  }[logger];
  const warning = random.pick(['slow_query', 'cache_miss_storm', 'deprecated_field_used']);
  return {
    ...django(
      random,
      time,
      failed ? 'error' : warned ? 'warning' : random.chance(0.12) ? 'debug' : 'info',
      logger,
      failed ? 'request_failed' : warned ? warning : event,
    ),
    reqid: random.hex(12),
    statuscode: failed ? 500 : 200,
    responsetime: Math.round(latency(random, logger === 'quotes.engine' ? 310 : 95)),
    exc_type: failed ? fault : undefined,
    premium_eur: logger === 'quotes.engine' && !failed ? round(latency(random, 430, 0.5)) : undefined,
    line: logger === 'quotes.engine' ? random.weighted(LINES) : undefined,
  };
}

function portal(random: Random, time: number, newSinceUs: number): Draft {
  const failed = random.chance(0.015);
  const warned = !failed && random.chance(0.04);
  const url = random.weighted({
    '/portal/claims': 45,
    '/portal/documents': 20,
    '/portal/profile': 15,
    '/portal/login': 20,
  });
  const isNew = time >= newSinceUs;
  return {
    _timestamp: time,
    level: failed ? 50 : warned ? 40 : 30,
    name: 'portal-bff',
    msg: failed ? 'request errored' : warned ? 'session store slow' : 'request completed',
    req_method: url === '/portal/login' ? 'POST' : 'GET',
    req_url: url,
    reqid: random.hex(12),
    statuscode: failed ? 502 : url === '/portal/login' && random.chance(0.08) ? 401 : 200,
    responsetime: Math.round(latency(random, isNew ? 96 : 168)),
    hostname: `portal-bff-${random.whole(0, 3)}`,
    release: isNew ? '3.13.2' : '3.13.1',
    err_type: failed ? random.weighted({ FetchError: 70, TypeError: 30 }) : undefined,
  };
}

/** A claim from its notice to its end, with the check of fraud and the payout. */
function claim(parts: Parts, random: Random, time: number, claim_id: string): void {
  const line = random.weighted(LINES);
  const adjuster = random.weighted(ADJUSTERS);
  const middle = { motor: 1900, home: 2600, travel: 420, liability: 5200 }[line];
  const reserve = round(latency(random, middle, 0.6));
  const shared = {
    claim_id,
    policy_no: `P-${random.whole(700000, 799999)}`,
    line,
    region: random.weighted(REGIONS),
    channel: random.weighted(CHANNELS),
    reserve_eur: reserve,
  };
  const ends = random.weighted({ approved: 70, denied: adjuster === 'p.moreau' ? 46 : 16, withdrawn: 8 });
  let at = time;
  let from_state = 'none';
  const step = (to_state: string, more: Partial<Draft> = {}) => {
    parts.claim_events.push({ _timestamp: at, ...shared, from_state, to_state, ...more });
    from_state = to_state;
  };
  step('fnol');
  const score = round(Math.min(98, latency(random, line === 'travel' ? 24 : 14, 0.75)), 1);
  parts.fraud_checks.push({
    _timestamp: at + random.whole(300, 3000) * 1000,
    claim_id,
    line,
    score,
    verdict: score >= 70 ? 'block' : score >= 40 ? 'review' : 'clear',
    model: 'fs-7.2',
    rule_hits: score >= 40 ? random.whole(1, 5) : random.whole(0, 1),
    latency_ms: Math.round(latency(random, 95)),
  });
  at += random.whole(10, 110) * MINUTE_US;
  step('triage');
  at += random.whole(100, 420) * MINUTE_US;
  step('assessment', { adjuster });
  at += random.whole(180, 700) * MINUTE_US;
  const reason = random.weighted({
    'not covered': 50,
    'late notice': 22,
    'fraud suspected': 16,
    duplicate: 12,
  });
  step(ends, { adjuster, ...(ends === 'denied' ? { reason } : {}) });
  if (ends !== 'approved') return;
  at += random.whole(40, 320) * MINUTE_US;
  const amount = round(reserve * (0.7 + 0.3 * random.next()));
  if (random.chance(0.05)) payout(parts, random, at - 6 * MINUTE_US, claim_id, amount, 'BankTimeout');
  payout(parts, random, at - SECOND_US, claim_id, amount);
  step('paid', { adjuster });
}

function payout(
  parts: Parts,
  random: Random,
  time: number,
  claim_id: string,
  amount_eur: number,
  exc_type?: string,
  exc?: string,
): void {
  const trace = random.hex(32);
  parts.otel_spans.push(...payoutTrace(random, trace, time - SECOND_US, exc_type));
  parts.payouts_log.push({
    _timestamp: time,
    level: exc_type ? 'error' : 'info',
    logger: 'payouts.tasks',
    event: exc_type ? 'transfer_failed' : 'transfer_sent',
    claim_id,
    amount_eur,
    iban_country: random.weighted({ DE: 40, FR: 24, ES: 20, PT: 16 }),
    attempt: exc_type ? 1 : random.chance(0.06) ? 2 : 1,
    exc_type,
    exc: exc_type === 'BankTimeout' ? 'bank-bridge did not answer within 20 s' : exc,
    trace_id: trace,
  });
}

function documentScan(parts: Parts, random: Random, time: number, engineSinceUs: number): void {
  const doc_type = random.weighted(DOCUMENTS);
  const fresh = time >= engineSinceUs;
  const ms = Math.round(latency(random, doc_type === 'medical' ? 2600 : 1400));
  const unreadable = random.chance(doc_type === 'police_report' ? 0.12 : 0.03);
  const trace = random.chance(0.25) ? random.hex(32) : undefined;
  if (trace) parts.otel_spans.push(...documentTrace(random, trace, time - ms * 1000, ms));
  parts.doc_scans.push({
    _timestamp: time,
    doc_id: `D${random.whole(5000000, 5999999)}`,
    claim_id: `CL-${random.whole(2080000, 2089000)}`,
    doc_type,
    pages: doc_type === 'photo' ? 1 : random.whole(1, 14),
    scanner: `scn-0${random.whole(1, 5)}`,
    engine: fresh ? 'ocr-5.1' : 'ocr-5.0',
    ocr_confidence: round(
      unreadable ? 0.2 + 0.2 * random.next() : (fresh ? 0.88 : 0.8) + 0.11 * random.next(),
      3,
    ),
    result: unreadable ? 'unreadable' : 'ok',
    took_ms: ms,
    trace_id: trace,
  });
}

function phoneCall(random: Random, time: number): Draft {
  const queue = random.weighted(QUEUES);
  const wait = Math.round(latency(random, queue === 'billing' ? 150 : 62, 0.7));
  const outcome = random.chance(wait > 200 ? 0.45 : 0.07)
    ? 'abandoned'
    : random.chance(0.03)
      ? 'voicemail'
      : 'answered';
  const answered = outcome === 'answered';
  const agent = random.pick(AGENTS);
  return {
    _timestamp: time,
    call_id: `K${random.whole(100000, 999999)}`,
    queue,
    outcome,
    wait_s: wait,
    talk_s: answered ? Math.round(latency(random, 260, 0.6)) : undefined,
    agent: answered ? agent : undefined,
    caller_language: random.weighted({ de: 40, en: 25, fr: 20, es: 15 }),
    customer_no: `C-${random.whole(41000, 59999)}`,
    rating:
      answered && random.chance(0.4)
        ? random.whole(agent === 'Fergus' ? 1 : 3, agent === 'Hanne' ? 5 : 4)
        : undefined,
  };
}

function base(random: Random, clock: Clock): Parts {
  const { nowUs, startUs } = clock;
  const parts = Object.fromEntries(STREAMS.map((name) => [name, []])) as unknown as Parts;
  const own = () => createRandom(random.whole(1, 2 ** 31));

  const claims = own();
  moments(claims, 980, startUs - 24 * HOUR_US, nowUs).forEach((time, index) => {
    claim(parts, claims, time, `CL-${2080000 + index * 9}`);
  });

  const edge = own();
  const silentUs = clock.yesterdayUs + 6.7 * HOUR_US;
  for (const time of moments(edge, 5200, startUs, nowUs)) {
    const uri = edge.weighted(SHARES);
    const row = access(edge, time, uri);
    if (row.consumer_username === 'legacy-batch' && time > silentUs) row.consumer_username = 'mobile-app';
    parts.gw_access.push(row);
    if (!/portal.claims|v2.claims|quotes/.test(uri) || !edge.chance(0.28)) continue;
    const failed = (row.response_status as number) >= 500;
    row.trace_id = edge.hex(32);
    const rows = requestTrace(
      edge,
      row.trace_id,
      time,
      uri,
      failed ? { error: 'psycopg.OperationalError' } : {},
    );
    row.latencies_proxy = Math.round((rows[0]?.duration as number) / 1000) + 1;
    row.latencies_request = row.latencies_proxy + (row.latencies_kong as number);
    parts.otel_spans.push(...rows);
  }

  const apps = own();
  for (const time of moments(apps, 3000, startUs, nowUs)) parts.claims_api.push(claimsNoise(apps, time));
  for (const time of moments(apps, 2400, startUs, nowUs))
    parts.portal_bff.push(portal(apps, time, nowUs - 22 * HOUR_US));
  for (const time of moments(apps, 1900, startUs, nowUs))
    documentScan(parts, apps, time, nowUs - 20 * HOUR_US);
  for (const time of moments(apps, 1300, startUs, nowUs, 0.05)) parts.phone_calls.push(phoneCall(apps, time));
  for (const time of moments(apps, 1000, startUs, nowUs)) {
    const denied = apps.chance(0.07);
    parts.login_audit.push({
      _timestamp: time,
      event: denied ? 'login_denied' : 'login_ok',
      username: apps.pick(Object.keys(ADJUSTERS).concat('t.lindqvist', 'm.okafor', 'j.weber')),
      src_ip: `10.80.${apps.whole(0, 12)}.${apps.whole(1, 254)}`,
      mfa: apps.chance(0.82),
      why: denied ? apps.weighted({ bad_password: 80, locked: 8, mfa_timeout: 12 }) : undefined,
    });
  }

  const jobs = own();
  const schedule = { 'reserve-recalc': 3, 'policy-sync': 1, 'statement-mail': 5 };
  for (let day = -1; day < 3; day += 1)
    for (const [job, hour] of Object.entries(schedule)) {
      const failed = job === 'reserve-recalc' && day === 0;
      const seconds = Math.round(latency(jobs, job === 'reserve-recalc' ? 1300 : 340, 0.2));
      parts.cron_runs.push({
        _timestamp: clock.yesterdayUs + day * DAY_US + hour * HOUR_US + seconds * SECOND_US,
        job,
        status: failed ? 'failed' : 'success',
        duration_s: seconds,
        rows_touched: failed ? 18_204 : jobs.whole(30_000, 90_000),
        detail: failed ? 'deadlock detected on claims_reserve' : undefined,
      });
    }
  for (const time of spread(jobs, HOURS * 4, startUs, nowUs))
    parts.cron_runs.push({
      _timestamp: time,
      job: 'fx-rates',
      status: 'success',
      duration_s: jobs.whole(2, 9),
      rows_touched: jobs.whole(28, 34),
    });

  special(parts, clock, own());
  return parts;
}

/** Single facts that questions ask for; all lie more than nine hours back. */
function special(parts: Parts, { nowUs, yesterdayUs }: Clock, random: Random): void {
  const story: [number, string, string, string?][] = [
    [34, 'none', 'fnol'],
    [33, 'fnol', 'triage'],
    [29, 'triage', 'assessment'],
    [22, 'assessment', 'denied', 'late notice'],
    [16, 'denied', 'reopened'],
    [12, 'reopened', 'approved'],
  ];
  for (const [hours, from_state, to_state, reason] of story)
    parts.claim_events.push({
      _timestamp: nowUs - hours * HOUR_US + random.whole(0, 50 * MINUTE_US),
      claim_id: 'CL-1988417',
      policy_no: 'P-771203',
      line: 'home',
      region: 'islands',
      channel: 'phone',
      reserve_eur: 7340.5,
      from_state,
      to_state,
      adjuster: hours < 30 ? 's.olsen' : undefined,
      reason,
    });
  payout(parts, random, nowUs - 14 * HOUR_US, 'CL-1971100', 184_500);
  parts.fraud_checks.push({
    _timestamp: nowUs - 16 * HOUR_US,
    claim_id: 'CL-1990555',
    line: 'motor',
    score: 99.1,
    verdict: 'block',
    model: 'fs-7.2',
    rule_hits: 9,
    latency_ms: 131,
  });
  // Somebody guesses passwords, and finds one.
  spread(random, 41, yesterdayUs + 2 * HOUR_US, yesterdayUs + 2.6 * HOUR_US).forEach((time, index) => {
    parts.login_audit.push({
      _timestamp: time,
      event: index === 40 ? 'login_ok' : 'login_denied',
      username: index === 40 ? 't.lindqvist' : random.pick(['m.okafor', 'j.weber', 't.lindqvist', 'admin']),
      src_ip: '185.220.101.44',
      mfa: false,
      why: index === 40 ? undefined : 'bad_password',
    });
  });
  // The glass of a scanner was dirty.
  for (const time of spread(random, 23, yesterdayUs + 11 * HOUR_US, yesterdayUs + 11.4 * HOUR_US)) {
    documentScan(parts, random, time, nowUs - 20 * HOUR_US);
    Object.assign(parts.doc_scans.at(-1) as Draft, {
      scanner: 'scn-03',
      result: 'unreadable',
      ocr_confidence: round(0.1 + 0.1 * random.next(), 3),
    });
  }
  // Documents could not be sent for a quarter of an hour.
  for (const time of spread(random, 17, yesterdayUs + 13.1 * HOUR_US, yesterdayUs + 13.35 * HOUR_US))
    parts.gw_access.push({ ...access(random, time, '/api/v2/documents'), response_status: 503 });
  // A customer who called again and again.
  [7.9, 8.6, 9.2, 10.1].forEach((hour, index) => {
    parts.phone_calls.push({
      ...phoneCall(random, yesterdayUs + hour * HOUR_US),
      customer_no: 'C-40418',
      queue: 'billing',
      wait_s: [640, 705, 388, 97][index] as number,
      outcome: index < 3 ? 'abandoned' : 'answered',
      talk_s: index < 3 ? undefined : 512,
      agent: index < 3 ? undefined : 'Elif',
      rating: index < 3 ? undefined : 1,
      caller_language: 'fr',
    });
  });
}

/** Real, but no cause of anything. */
function herrings(parts: Parts, random: Random, jobUs: number, crawlUs: number): void {
  parts.cron_runs.push({
    _timestamp: jobUs,
    job: 'mail-digest',
    status: 'failed',
    duration_s: 12,
    rows_touched: 0,
    detail: 'smtp relay greylisted the sender',
  });
  for (const time of spread(random, 16, crawlUs, crawlUs + 9 * MINUTE_US))
    parts.gw_access.push({
      ...access(random, time, '/favicon.ico'),
      request_uri: '/.well-known/security.txt',
      response_status: 404,
      client_ip: '192.0.2.61',
    });
}

function bankCertificate(parts: Parts, { nowUs }: Clock, random: Random): void {
  const onset = nowUs - 38 * MINUTE_US;
  herrings(parts, random, nowUs - 51 * MINUTE_US, nowUs - 30 * MINUTE_US);
  const gone = new Set<unknown>();
  const failing = (row: Draft) => row._timestamp >= onset && row.event === 'transfer_sent';
  for (const row of parts.payouts_log.filter(failing)) gone.add(row.trace_id);
  const keep = (rows: Draft[], wanted: (row: Draft) => boolean) =>
    rows.splice(0, rows.length, ...rows.filter(wanted));
  keep(parts.otel_spans, (row) => !gone.has(row.trace_id));
  keep(parts.payouts_log, (row) => !failing(row));
  keep(parts.claim_events, (row) => row._timestamp < onset || row.to_state !== 'paid');
  for (const time of spread(random, 96, onset, nowUs - 4 * SECOND_US))
    payout(
      parts,
      random,
      time,
      `CL-${2080000 + random.whole(300, 900) * 9}`,
      round(latency(random, 1400, 0.6)),
      'ssl.SSLCertVerificationError',
      'certificate verify failed: certificate has expired (bank-bridge.saltmarsh.internal)',
    );
}

function portalLeak(parts: Parts, { nowUs }: Clock, random: Random): void {
  const onset = nowUs - 46 * MINUTE_US;
  herrings(parts, random, nowUs - 70 * MINUTE_US, nowUs - 25 * MINUTE_US);
  for (const row of parts.portal_bff)
    if (row._timestamp >= onset)
      Object.assign(row, {
        release: '3.14.0',
        responsetime: Math.round((row.responsetime as number) * (2 + 4 * random.next())),
      });
  parts.portal_bff.push(
    ...[0, 1, 2, 3].map((index) => ({
      _timestamp: onset + index * 20 * SECOND_US,
      level: 30,
      name: 'portal-bff',
      msg: 'deployment of 3.14.0: server listening on 8080',
      hostname: `portal-bff-${index}`,
      release: '3.14.0',
    })),
  );
  for (const time of spread(random, 26, onset + 90 * SECOND_US, nowUs - 9 * SECOND_US))
    parts.portal_bff.push({
      _timestamp: time,
      level: 60,
      name: 'portal-bff',
      msg: 'FATAL ERROR: Reached heap limit, JavaScript heap out of memory; last allocation in ClaimTimelineCache',
      hostname: `portal-bff-${random.whole(0, 3)}`,
      release: '3.14.0',
      err_type: 'HeapOutOfMemory',
    });
  spread(random, 150, onset + 60 * SECOND_US, nowUs - 3 * SECOND_US).forEach((time, index) => {
    const row: Draft = { ...access(random, time, '/portal/claims'), response_status: 502 };
    row.latencies_proxy = Math.round(latency(random, 900));
    row.latencies_request = row.latencies_proxy + (row.latencies_kong as number);
    if (index % 3 === 0) {
      row.trace_id = random.hex(32);
      parts.otel_spans.push(
        ...requestTrace(random, row.trace_id, time, '/portal/claims', {
          at: 'portal-bff',
          error: 'HeapOutOfMemory',
        }),
      );
    }
    parts.gw_access.push(row);
  });
}

function claimsLock(parts: Parts, { nowUs }: Clock, random: Random): void {
  const [onset, end] = [nowUs - 62 * MINUTE_US, nowUs - 27 * MINUTE_US];
  herrings(parts, random, nowUs - 78 * MINUTE_US, nowUs - 50 * MINUTE_US);
  const migration = (time: number, level: string, event: string) =>
    parts.claims_api.push({
      ...django(random, time, level, 'django.db.migrations', event),
      migration: '0187_settlement_index',
    });
  migration(
    onset - 15 * SECOND_US,
    'info',
    'migration_started: index needs SHARE lock on claims_claim, writes wait',
  );
  migration(
    end,
    'warning',
    'migration_cancelled by operator after 35 minutes, lock on claims_claim released',
  );
  // Nothing else is saved meanwhile.
  const stuck = (row: Draft) => row.request_uri === '/api/v2/claims' && within(row._timestamp, onset, end);
  const gone = new Set<unknown>(parts.gw_access.filter(stuck).map((row) => row.trace_id));
  const keep = (rows: Draft[], wanted: (row: Draft) => boolean) =>
    rows.splice(0, rows.length, ...rows.filter(wanted));
  keep(parts.otel_spans, (row) => !gone.has(row.trace_id));
  keep(parts.gw_access, (row) => !stuck(row));
  for (const time of spread(random, 90, onset, end))
    parts.claims_api.push({
      ...django(
        random,
        time,
        'error',
        'claims.views',
        'request_failed: canceling statement due to lock timeout',
      ),
      reqid: random.hex(12),
      statuscode: 500,
      responsetime: 10_000 + random.whole(3, 60),
      exc_type: 'psycopg.errors.LockNotAvailable',
    });
  spread(random, 110, onset, end).forEach((time, index) => {
    const row: Draft = { ...access(random, time, '/api/v2/claims'), response_status: index % 4 ? 500 : 504 };
    row.latencies_proxy = 10_000 + random.whole(10, 90);
    row.latencies_request = row.latencies_proxy + (row.latencies_kong as number);
    if (index % 2 === 0) {
      row.trace_id = random.hex(32);
      parts.otel_spans.push(
        ...requestTrace(random, row.trace_id, time, '/api/v2/claims', {
          lastUs: 10e6,
          error: 'psycopg.errors.LockNotAvailable',
        }),
      );
    }
    parts.gw_access.push(row);
  });
}

function ocrThrottled(parts: Parts, { nowUs }: Clock, random: Random): void {
  const onset = nowUs - 52 * MINUTE_US;
  herrings(parts, random, nowUs - 66 * MINUTE_US, nowUs - 33 * MINUTE_US);
  for (const time of spread(random, 700, onset - 2 * MINUTE_US, nowUs - 2 * SECOND_US))
    parts.gw_access.push({
      ...access(random, time, '/api/v2/documents'),
      consumer_username: 'harborline',
      client_ip: '198.51.100.140',
      request_method: 'POST',
      response_status: 202,
    });
  spread(random, 260, onset, nowUs - 2 * SECOND_US).forEach((time, index) => {
    documentScan(parts, random, time, 0);
    const row = parts.doc_scans.at(-1) as Draft;
    row.took_ms = random.whole(40, 90);
    row.result = 'rejected';
    row.ocr_confidence = undefined;
    row.detail = '429 from ocrly: quota exceeded';
    if (row.trace_id) parts.otel_spans.splice(-3, 3);
    row.trace_id = index % 3 === 0 ? random.hex(32) : undefined;
    if (row.trace_id)
      parts.otel_spans.push(
        ...documentTrace(random, row.trace_id as string, time, row.took_ms as number, 'ocrly.RateLimited'),
      );
  });
}

function metrics(random: Random, { nowUs }: Clock, incident: string | null): WorldStream[] {
  const recent = scrapes(4, nowUs);
  const long = scrapes(52, nowUs);
  const ago = (minutes: number) => nowUs - minutes * MINUTE_US;
  const since = (time: number, name: string, from: number, to = 0) =>
    incident === name && time > ago(from) && time <= ago(to);
  const own = () => createRandom(random.whole(1, 2 ** 31));
  const minutes = (time: number, from: number) => (time - ago(from)) / MINUTE_US;

  const depths = Object.entries({ ocr: 38, payouts: 12, mail: 90 }).flatMap(([queue, middle]) => {
    const noise = own();
    return gauge(queue === 'mail' ? recent : long, { queue, broker: 'redis-celery' }, (time) => {
      const usual = Math.round(middle * rhythm(time) * (0.6 + 0.8 * noise.next()));
      if (queue === 'ocr' && since(time, 'ocr-throttled', 52))
        return usual + Math.round(minutes(time, 52) * 12);
      if (queue === 'payouts' && since(time, 'bank-cert-expired', 38))
        return usual + Math.round(minutes(time, 38) * 4);
      return usual;
    });
  });

  const memory = [0, 1, 2, 3]
    .map((index) => ({ service: 'portal-bff', pod: `portal-bff-${index}`, mib: 380 }))
    .concat(
      ['6c9f', '7d2b', '8e41'].map((id) => ({ service: 'claims-api', pod: `claims-api-${id}`, mib: 820 })),
    )
    .flatMap(({ mib, ...labels }) => {
      const noise = own();
      const phase = noise.next() * 5;
      return gauge(recent, labels, (time) => {
        const leak = labels.service === 'portal-bff' && since(time, 'portal-leak', 46);
        const extra = leak ? 1640 * (((minutes(time, 46) + phase) % 6) / 6) : 0;
        return Math.round((mib * (0.95 + 0.1 * noise.next()) + extra) * 1048576);
      });
    });

  const locks = (['claims', 'policies'] as const).flatMap((db) => {
    const noise = own();
    return gauge(recent, { db }, (time) =>
      db === 'claims' && since(time, 'claims-lock', 62, 27) ? noise.whole(31, 58) : noise.whole(0, 2),
    );
  });
  const sessions = (['claims', 'policies'] as const).flatMap((db) => {
    const noise = own();
    return gauge(recent, { db, state: 'active' }, (time) => {
      const stuck = db === 'claims' && since(time, 'claims-lock', 62, 27);
      return stuck
        ? noise.whole(70, 92)
        : Math.round((db === 'claims' ? 22 : 9) * rhythm(time) + 4 * noise.next());
    });
  });

  const requests = Object.entries({ 'claims-api': 480, 'portal-bff': 690 }).flatMap(([service, rate]) => {
    const broken = (time: number) =>
      (service === 'portal-bff' && since(time, 'portal-leak', 46)) ||
      (service === 'claims-api' && since(time, 'claims-lock', 62, 27))
        ? 70
        : 0;
    return [
      ...counter(recent, { service, code: '2xx' }, own(), (time) => rate * rhythm(time), 90_000),
      ...counter(recent, { service, code: '4xx' }, own(), (time) => rate * 0.05 * rhythm(time), 4000),
      ...counter(
        recent,
        { service, code: '5xx' },
        own(),
        (time) => rate * 0.018 * rhythm(time) + broken(time),
        1200,
      ),
    ];
  });

  const pages = Object.entries({ 'scn-01': 30, 'scn-02': 22, 'scn-04': 41 }).flatMap(([scanner, rate]) =>
    counter(recent, { scanner }, own(), (time) => rate * rhythm(time), 20_000),
  );

  const quote = histogram(
    recent,
    { service: 'claims-api' },
    own(),
    [0.05, 0.1, 0.25, 0.5, 1, 2.5],
    (time) => 60 * rhythm(time),
    () => 0.29,
  );

  const stream = (
    name: string,
    rows: WorldStream['rows'],
    type: 'Counter' | 'Gauge' | 'Histogram',
    help: string,
    unit: string,
  ): WorldStream => ({ type: 'metrics', name, rows, metric: { type, help, unit } });
  const help = 'Time that a quote takes';
  return [
    stream('celery_queue_length', depths, 'Gauge', 'Tasks that wait in a Celery queue', ''),
    stream('process_resident_memory_bytes', memory, 'Gauge', 'Resident memory of a process', 'bytes'),
    stream('pg_locks_waiting', locks, 'Gauge', 'Sessions of PostgreSQL that wait for a lock', ''),
    stream('pg_sessions', sessions, 'Gauge', 'Sessions of PostgreSQL by state', ''),
    stream('http_requests_total', requests, 'Counter', 'Requests that a service answered', ''),
    stream('scanned_pages_total', pages, 'Counter', 'Pages that a scanner took in', ''),
    stream('quote_seconds_bucket', quote.bucket, 'Histogram', help, 'seconds'),
    stream('quote_seconds_sum', quote.sum, 'Histogram', help, 'seconds'),
    stream('quote_seconds_count', quote.count, 'Histogram', help, ''),
  ];
}

const FULL_TEXT: Readonly<Record<string, string[]>> = {
  claims_api: ['event'],
  portal_bff: ['msg'],
  payouts_log: ['event', 'exc'],
  gw_access: ['request_uri'],
};

/** An insurance company. See README.md. */
export const world: World = {
  name: 'saltmarsh',
  build({ random, nowUs, incident }) {
    const yesterdayUs = Math.floor(nowUs / DAY_US) * DAY_US - DAY_US;
    const clock: Clock = { nowUs, startUs: nowUs - HOURS * HOUR_US, yesterdayUs };
    const seeds = { metrics: random.whole(1, 2 ** 31), incident: random.whole(1, 2 ** 31) };
    const parts = base(random, clock);
    const planted = createRandom(seeds.incident);
    if (incident === 'bank-cert-expired') bankCertificate(parts, clock, planted);
    if (incident === 'portal-leak') portalLeak(parts, clock, planted);
    if (incident === 'claims-lock') claimsLock(parts, clock, planted);
    if (incident === 'ocr-throttled') ocrThrottled(parts, clock, planted);
    return [
      ...STREAMS.map(
        (name): WorldStream => ({
          type: name === 'otel_spans' ? 'traces' : 'logs',
          name,
          // Claims begin before the data does, and end after.
          rows: parts[name].filter((row) => within(row._timestamp, clock.startUs, nowUs + 1)),
          ...(FULL_TEXT[name] ? { fullText: FULL_TEXT[name] } : {}),
          ...(name === 'login_audit' ? { retentionDays: 90 } : {}),
        }),
      ),
      ...metrics(createRandom(seeds.metrics), clock, incident),
    ];
  },
};
