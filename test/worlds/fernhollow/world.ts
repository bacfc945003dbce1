import { createRandom, type Random } from '../random.ts';
import type { Cell, Row, World, WorldStream } from '../world.ts';
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

const HOURS = 54;
const VENUES = {
  'old-mill-theatre': 30,
  'harbour-museum': 24,
  'lantern-playhouse': 18,
  'clockwork-museum': 13,
  'glasshouse-gallery': 9,
  'st-agnes-hall': 6,
};
const PATHS = {
  '/': 14,
  '/v1/shows': 25,
  '/v1/seatmaps': 24,
  '/v1/baskets': 14,
  '/v1/orders': 9,
  '/v1/tickets/pdf': 7,
  '/v1/memberships': 4,
  '/healthz': 3,
};
const BACKENDS: Readonly<Record<string, readonly [cluster: string, medianMs: number]>> = {
  '/': ['web', 28],
  '/v1/shows': ['catalog', 45],
  '/v1/seatmaps': ['seatmap', 110],
  '/v1/baskets': ['checkout', 70],
  '/v1/orders': ['checkout', 380],
  '/v1/tickets/pdf': ['pdf-renderer', 1250],
  '/v1/memberships': ['catalog', 60],
  '/healthz': ['web', 2],
};
const AGENTS = {
  'Mozilla/5.0 (iPhone) Safari': 34,
  'Mozilla/5.0 (Windows) Chrome': 30,
  'Mozilla/5.0 (Android) Chrome': 22,
  'Mozilla/5.0 (Macintosh) Safari': 9,
  'Mozilla/5.0 (X11) Firefox': 5,
};
const MAIL_DOMAINS = {
  'quickpost.example': 44,
  'northnet.example': 26,
  'mailbird.example': 18,
  'postino.example': 12,
};
const SENDERS = { tickets: 46, receipts: 30, reminders: 18, newsletter: 6 };
const STATEMENTS = {
  'SELECT * FROM seat_inventory WHERE show_id = $1 FOR UPDATE': 40,
  'UPDATE baskets SET expires_at = $1 WHERE id = $2': 22,
  'SELECT count(*) FROM tickets WHERE show_id = $1 AND scanned': 16,
  'INSERT INTO audit_log (actor, action) VALUES ($1, $2)': 12,
  'SELECT * FROM members WHERE lower(name) LIKE $1': 10,
};

interface Parts {
  readonly envoy: Draft[];
  readonly checkout: Draft[];
  readonly seatmap: Draft[];
  readonly payment_webhooks: Draft[];
  readonly postfix: Draft[];
  readonly postgresql: Draft[];
  readonly k8s_events: Draft[];
  readonly traces: Draft[];
}

interface Clock {
  readonly nowUs: number;
  readonly startUs: number;
  /** Midnight at which yesterday began. */
  readonly yesterdayUs: number;
}

const address = (random: Random) =>
  `10.${random.whole(16, 40)}.${random.whole(0, 255)}.${random.whole(1, 254)}`;
const customer = (random: Random) => `c-${random.whole(20000, 20799)}`;
const show = (random: Random) => random.whole(1001, 1060);

function envoyRow(random: Random, time: number, path: string): Draft {
  const [cluster, median] = BACKENDS[path] as readonly [string, number];
  const failed = random.chance(path === '/v1/tickets/pdf' ? 0.14 : path === '/healthz' ? 0 : 0.01);
  const missing = !failed && random.chance(path === '/v1/shows' ? 0.06 : 0.01);
  const writes = path === '/v1/baskets' || path === '/v1/orders';
  const taken = !failed && !missing && path === '/v1/baskets' && random.chance(0.08);
  const failure = random.pick([500, 503, 504]);
  const code = failed
    ? failure
    : missing
      ? 404
      : taken
        ? 409
        : writes
          ? 201
          : random.chance(0.05)
            ? 304
            : 200;
  const took = code === 504 ? 15_000 : Math.round(latency(random, median));
  return {
    _timestamp: time,
    method: writes ? 'POST' : 'GET',
    path,
    protocol: random.chance(0.8) ? 'HTTP/2' : 'HTTP/1.1',
    response_code: code,
    response_flags: code === 504 ? 'UT' : code === 503 ? 'UF' : '-',
    bytes_received: writes ? random.whole(200, 1800) : 0,
    bytes_sent:
      path === '/v1/tickets/pdf' && !failed ? random.whole(60_000, 420_000) : random.whole(180, 38_000),
    duration: took,
    upstream_cluster: cluster,
    upstream_host: `10.8.${random.whole(1, 4)}.${random.whole(10, 40)}:8080`,
    authority: `${random.weighted(VENUES)}.fernhollow.example`,
    x_forwarded_for: address(random),
    user_agent: path === '/healthz' ? 'kube-probe/1.31' : random.weighted(AGENTS),
    request_id: random.hex(16),
  };
}

/** What zap writes for every line. */
const zap = (time: number, level: string, caller: string, msg: string): Draft => ({
  _timestamp: time,
  level,
  ts: round(time / SECOND_US, 3),
  caller,
  msg,
});

function webhook(
  random: Random,
  time: number,
  type: string,
  fields: Readonly<Record<string, Cell | undefined>>,
): Draft {
  const second = random.chance(0.03);
  return {
    _timestamp: time,
    id: `evt_${random.hex(12)}`,
    type,
    livemode: true,
    attempt: second ? random.whole(2, 4) : 1,
    signature_valid: true,
    response_status: 200,
    source_ip: random.pick(['198.51.100.20', '198.51.100.21']),
    ...fields,
  };
}

interface Order {
  readonly id: string;
  readonly trace?: string;
  readonly customer_id: string;
  readonly venue: string;
  readonly method: string;
  readonly tickets: number;
  readonly total: number;
  readonly channel: string;
  readonly category: string;
  readonly promo: string | undefined;
}

const CALLERS: Readonly<Record<string, string>> = {
  'basket created': 'basket/create.go:61',
  'payment started': 'payment/start.go:118',
  'order confirmed': 'order/confirm.go:87',
  'payment declined': 'payment/result.go:44',
  'basket expired': 'basket/sweeper.go:39',
  'order failed': 'order/confirm.go:102',
};

function checkoutRow(
  order: Order,
  time: number,
  msg: string,
  level = 'info',
  more: Partial<Draft> = {},
): Draft {
  return {
    ...zap(time, level, CALLERS[msg] as string, msg),
    order_id: order.id,
    customer_id: order.customer_id,
    venue: order.venue,
    tickets: order.tickets,
    total_eur: order.total,
    channel: order.channel,
    price_category: order.category,
    promo_code: order.promo,
    trace_id: order.trace,
    ...more,
  };
}

const payload = (order: Order, random: Random) => ({
  data_id: `pay_${random.hex(10)}`,
  data_amount_value: order.total,
  data_amount_currency: 'EUR',
  data_method: order.method,
  data_metadata_order_id: order.id,
  data_metadata_venue: order.venue,
});

function purchase(parts: Parts, random: Random, time: number, order: Order): void {
  parts.checkout.push(checkoutRow(order, time, 'basket created'));
  if (random.chance(0.2)) {
    parts.checkout.push(checkoutRow(order, time + 15 * MINUTE_US, 'basket expired'));
    return;
  }
  const start = time + random.whole(30, 200) * SECOND_US;
  const end = start + random.whole(4, 40) * SECOND_US;
  parts.checkout.push(checkoutRow(order, start, 'payment started'));
  const failed = random.chance(0.03);
  const declined = !failed && random.chance(order.method === 'paypal' ? 0.16 : 0.06);
  const took = Math.round(latency(random, order.method === 'banktransfer' ? 900 : 320));
  if (failed) {
    const error = random.pick(['paydock: context deadline exceeded', 'pdf: template not found']);
    parts.checkout.push(checkoutRow(order, end, 'order failed', 'error', { error, latency_ms: took }));
  } else if (declined) {
    const reason = random.weighted({ insufficient_funds: 55, authentication_failed: 30, card_expired: 15 });
    parts.checkout.push(checkoutRow(order, end, 'payment declined', 'warn', { latency_ms: took }));
    parts.payment_webhooks.push(
      webhook(random, end + SECOND_US, 'payment.failed', {
        ...payload(order, random),
        data_failure_reason: reason,
      }),
    );
  } else {
    parts.checkout.push(checkoutRow(order, end, 'order confirmed', 'info', { latency_ms: took }));
    parts.payment_webhooks.push(webhook(random, end + SECOND_US, 'payment.paid', payload(order, random)));
    if (random.chance(order.venue === 'st-agnes-hall' ? 0.5 : 0.05))
      parts.payment_webhooks.push(
        webhook(random, end + random.whole(1, 9) * HOUR_US, 'payment.refunded', payload(order, random)),
      );
  }
}

function seatmapRow(random: Random, time: number, clock: Clock): Draft {
  const old = time < clock.yesterdayUs + 10 * HOUR_US;
  const msg = random.weighted({
    'seatmap rendered': 56,
    'seats held': 24,
    'hold released': 12,
    'seat already taken': 6,
    'cache refresh failed': 2,
  });
  const rendered = msg === 'seatmap rendered';
  const [level, caller] = {
    'seatmap rendered': ['info', 'render/svg.go:212'],
    'seats held': ['info', 'hold/hold.go:77'],
    'hold released': ['info', 'hold/release.go:31'],
    'seat already taken': ['warn', 'hold/hold.go:93'],
    'cache refresh failed': ['error', 'cache/redis.go:58'],
  }[msg] as [string, string];
  return {
    ...zap(time, level, caller, msg),
    version: old ? '3.7.2' : '3.8.0',
    venue: random.weighted(VENUES),
    show_id: show(random),
    seats: rendered || level === 'error' ? undefined : random.whole(1, 6),
    latency_ms: Math.round(latency(random, rendered ? (old ? 210 : 80) : 22)),
    error: level === 'error' ? 'redis: connection pool timeout' : undefined,
  };
}

interface Mail {
  readonly time: number;
  readonly to?: string;
  readonly sender?: string;
  readonly status?: 'sent' | 'deferred' | 'bounced';
  readonly reason?: string;
}

function mailRow(random: Random, { time, ...given }: Mail): Draft {
  const domain = random.weighted(MAIL_DOMAINS);
  const to = given.to ?? `guest${random.whole(100, 2999)}@${domain}`;
  const host = to.slice(to.indexOf('@') + 1);
  const sender = given.sender ?? random.weighted(SENDERS);
  const drawn = random.chance(host === 'postino.example' ? 0.12 : 0.02)
    ? 'bounced'
    : random.chance(0.05)
      ? 'deferred'
      : 'sent';
  const status = given.status ?? drawn;
  const reason =
    given.reason ??
    { sent: '250 2.0.0 Ok: queued', deferred: '452 4.2.2 mailbox full', bounced: '550 5.1.1 user unknown' }[
      status
    ];
  const queue = random.hex(10).toUpperCase();
  const delay = round(latency(random, status === 'deferred' ? 210 : 2.4, 0.6));
  const dsn = { sent: '2.0.0', deferred: '4.2.2', bounced: '5.1.1' }[status];
  return {
    _timestamp: time,
    program: 'postfix/smtp',
    postfix_queueid: queue,
    postfix_from: `${sender}@fernhollow.example`,
    postfix_to: to,
    postfix_relay_hostname: `mx1.${host}`,
    postfix_delay: delay,
    postfix_dsn: dsn,
    postfix_status: status,
    message: `${queue}: to=<${to}>, relay=mx1.${host}:25, delay=${delay}, dsn=${dsn}, status=${status} (${reason})`,
  };
}

function pgRow(
  random: Random,
  time: number,
  fixed: { statement?: string; app?: string; ms?: number } = {},
): Draft {
  const statement = fixed.statement ?? random.weighted(STATEMENTS);
  const app =
    fixed.app ??
    (/seat|tickets/.test(statement) ? 'seatmap' : /members/.test(statement) ? 'box-office' : 'checkout');
  const took = round(fixed.ms ?? 250 + latency(random, /members/.test(statement) ? 1900 : 240, 0.6), 3);
  return {
    _timestamp: time,
    error_severity: 'LOG',
    user: app.replace('-', '_'),
    dbname: app === 'reporting-cron' ? 'reporting' : 'tickets',
    pid: random.whole(2000, 9000),
    application_name: app,
    duration_ms: took,
    statement,
    message: `duration: ${took} ms  statement: ${statement}`,
  };
}

const pgError = (
  random: Random,
  time: number,
  code: string,
  app: string,
  message: string,
  statement: string,
): Draft => ({
  ...pgRow(random, time, { statement, app }),
  error_severity: 'ERROR',
  duration_ms: undefined,
  state_code: code,
  message,
});

interface KubeEvent {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly kind: string;
  readonly object: string;
  readonly message: string;
  readonly namespace?: string;
}

const kubeRow = (
  time: number,
  { type, reason, kind, object, message, namespace }: KubeEvent,
  count = 1,
): Draft => ({
  _timestamp: time,
  type,
  reason,
  message,
  involvedobject_kind: kind,
  involvedobject_name: object,
  involvedobject_namespace: namespace ?? 'ticketing',
  source_component:
    kind === 'Pod' ? 'kubelet' : kind === 'Deployment' ? 'deployment-controller' : 'job-controller',
  count,
});

function kubeNoise(random: Random, time: number): Draft {
  const app = random.weighted({ web: 25, catalog: 25, checkout: 18, seatmap: 16, 'pdf-renderer': 16 });
  const object = `${app}-${{ web: '5d9f', catalog: '77b4', checkout: '6c41', seatmap: '9e02', 'pdf-renderer': '4a8c' }[app]}-${random.pick(['h7k2q', 'w3nzd', 'p9xvm'])}`;
  const reason = random.weighted({ Pulled: 30, Created: 28, Started: 28, Unhealthy: 9, BackOff: 5 });
  const message = {
    Pulled: `Container image "registry.fernhollow.example/${app}" already present on machine`,
    Created: `Created container ${app}`,
    Started: `Started container ${app}`,
    Unhealthy: 'Readiness probe failed: HTTP probe failed with statuscode: 503',
    BackOff: `Back-off restarting failed container ${app}`,
  }[reason];
  const type = reason === 'Unhealthy' || reason === 'BackOff' ? 'Warning' : 'Normal';
  return kubeRow(
    time,
    { type, reason, kind: 'Pod', object, message },
    type === 'Warning' ? random.whole(1, 5) : 1,
  );
}

interface Trouble {
  /** How long the update of the seats takes. */
  readonly lockUs: number;
  readonly failed: boolean;
}

function checkoutTrace(
  random: Random,
  time: number,
  trace: string,
  venue: string,
  trouble?: Trouble,
): Draft[] {
  const ids = Array.from({ length: 6 }, () => random.hex(16)) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const update = trouble?.lockUs ?? latency(random, 14e3);
  const hold = update + latency(random, 6e3);
  const pay = latency(random, 220e3);
  const insert = latency(random, 9e3);
  const declined = trouble === undefined && random.chance(0.04);
  const stopped = trouble?.failed ?? false;
  const order = hold + (stopped ? 0 : pay + insert) + latency(random, 8e3);
  const made = { trace, startUs: time, attributes: { venue } };
  const status = stopped || declined ? 'ERROR' : 'OK';
  const code = stopped ? 503 : declined ? 402 : 201;
  const spans = [
    span({
      ...made,
      id: ids[0],
      service: 'envoy',
      operation: 'ingress',
      kind: '2',
      durationUs: order + 3e3,
      status,
      attributes: { venue, http_status_code: code },
    }),
    span({
      ...made,
      id: ids[1],
      parent: ids[0],
      service: 'checkout',
      operation: 'POST /v1/orders',
      kind: '2',
      startUs: time + 1e3,
      durationUs: order,
      status,
      attributes: { venue, http_status_code: code },
    }),
    span({
      ...made,
      id: ids[2],
      parent: ids[1],
      service: 'seatmap',
      operation: 'HoldSeats',
      kind: '2',
      startUs: time + 3e3,
      durationUs: hold,
      status: stopped ? 'ERROR' : 'OK',
    }),
    span({
      ...made,
      id: ids[3],
      parent: ids[2],
      service: 'seatmap',
      operation: 'UPDATE seat_inventory',
      kind: '3',
      startUs: time + 5e3,
      durationUs: update,
      status: stopped ? 'ERROR' : 'UNSET',
      attributes: {
        db_system: 'postgresql',
        ...(stopped ? { exception_message: 'canceling statement due to lock timeout' } : {}),
      },
    }),
  ];
  if (stopped) return spans;
  return [
    ...spans,
    span({
      ...made,
      id: ids[4],
      parent: ids[1],
      service: 'checkout',
      operation: 'paydock CreatePayment',
      kind: '3',
      startUs: time + 4e3 + hold,
      durationUs: pay,
      status: declined ? 'ERROR' : 'UNSET',
      attributes: { peer_service: 'paydock' },
    }),
    span({
      ...made,
      id: ids[5],
      parent: ids[1],
      service: 'checkout',
      operation: 'INSERT orders',
      kind: '3',
      startUs: time + 5e3 + hold + pay,
      durationUs: insert,
      attributes: { db_system: 'postgresql' },
    }),
  ];
}

function seatmapTrace(random: Random, time: number): Draft[] {
  const [trace, root, own, cache] = [random.hex(32), random.hex(16), random.hex(16), random.hex(16)];
  const get = latency(random, 2.5e3);
  const render = get + latency(random, 75e3);
  const venue = random.weighted(VENUES);
  const made = { trace, attributes: { venue } };
  return [
    span({
      ...made,
      id: root,
      service: 'envoy',
      operation: 'ingress',
      kind: '2',
      startUs: time,
      durationUs: render + 2e3,
      status: 'OK',
      attributes: { venue, http_status_code: 200 },
    }),
    span({
      ...made,
      id: own,
      parent: root,
      service: 'seatmap',
      operation: 'GET /v1/seatmaps',
      kind: '2',
      startUs: time + 1e3,
      durationUs: render,
      status: 'OK',
      attributes: { venue, http_status_code: 200 },
    }),
    span({
      ...made,
      id: cache,
      parent: own,
      service: 'seatmap',
      operation: 'redis GET',
      kind: '3',
      startUs: time + 2e3,
      durationUs: get,
      attributes: { db_system: 'redis' },
    }),
  ];
}

function newOrder(random: Random, id: string, trace?: string): Order {
  const venue = random.weighted(VENUES);
  const category = random.weighted({ full: 52, concession: 24, family: 14, member: 10 });
  const tickets = category === 'family' ? random.whole(3, 6) : random.whole(1, 4);
  const price =
    { full: 24, concession: 15, family: 11, member: 12 }[category] * (venue.includes('theatre') ? 1.5 : 1);
  const channel = random.weighted({ web: 78, boxoffice: 22 });
  return {
    id,
    ...(trace ? { trace } : {}),
    customer_id: customer(random),
    venue,
    method: random.weighted({ creditcard: 52, paypal: 24, banktransfer: 15, giftcard: 9 }),
    tickets,
    total: round(tickets * price + 0.9),
    channel,
    category,
    promo: random.chance(0.07)
      ? random.weighted({ EARLYFERN: 60, SCHOOLS10: 28, WINTERPASS: 12 })
      : undefined,
  };
}

function base(random: Random, clock: Clock): Parts {
  const { nowUs, startUs, yesterdayUs } = clock;
  const parts: Parts = {
    envoy: [],
    checkout: [],
    seatmap: [],
    payment_webhooks: [],
    postfix: [],
    postgresql: [],
    k8s_events: [],
    traces: [],
  };
  const own = () => createRandom(random.whole(1, 2 ** 31));

  const edge = own();
  for (const time of moments(edge, 6200, startUs, nowUs))
    parts.envoy.push(envoyRow(edge, time, edge.weighted(PATHS)));
  for (const time of spread(edge, 83, yesterdayUs + 2 * HOUR_US, yesterdayUs + 2.7 * HOUR_US))
    parts.envoy.push({
      ...envoyRow(edge, time, '/v1/seatmaps'),
      response_code: 429,
      response_flags: 'RL',
      duration: 1,
      x_forwarded_for: '203.0.113.77',
      user_agent: 'python-requests/2.32',
    });
  for (const time of spread(edge, 120, startUs, yesterdayUs + 15 * HOUR_US))
    parts.envoy.push({
      ...envoyRow(edge, time, '/v1/baskets'),
      response_code: 201,
      response_flags: '-',
      duration: edge.whole(40, 130),
      authority: 'harbour-museum.fernhollow.example',
      user_agent: 'FernKiosk/2.3',
    });

  const money = own();
  moments(money, 1050, startUs, nowUs).forEach((time, index) => {
    const trace = money.chance(0.4) ? money.hex(32) : undefined;
    const order = newOrder(money, `FH-${40000 + index * 3}`, trace);
    purchase(parts, money, time, order);
    if (trace) parts.traces.push(...checkoutTrace(money, time + 30 * SECOND_US, trace, order.venue));
  });
  special(parts, clock, own());

  const seats = own();
  for (const time of moments(seats, 2600, startUs, nowUs)) parts.seatmap.push(seatmapRow(seats, time, clock));
  for (const time of spread(seats, 11, yesterdayUs + 18 * HOUR_US, yesterdayUs + 18.4 * HOUR_US))
    parts.seatmap.push({
      ...zap(time, 'panic', 'render/balcony.go:140', 'index out of range [8] with length 8'),
      version: '3.8.0',
      venue: 'lantern-playhouse',
      show_id: 1088,
      stacktrace: 'render.(*Balcony).row render/balcony.go:140',
    });
  for (const time of moments(seats, 230, startUs, nowUs)) parts.traces.push(...seatmapTrace(seats, time));

  const post = own();
  for (const time of moments(post, 2500, startUs, nowUs)) parts.postfix.push(mailRow(post, { time }));
  for (const time of spread(post, 37, yesterdayUs + 8 * HOUR_US, yesterdayUs + 9 * HOUR_US))
    parts.postfix.push(
      mailRow(post, {
        time,
        to: `guest${post.whole(100, 2999)}@northnet.example`,
        status: 'deferred',
        reason: '450 4.7.1 greylisted, try again later',
      }),
    );
  for (const time of spread(post, 6, nowUs - 21 * HOUR_US, nowUs - 3 * HOUR_US))
    parts.postfix.push(
      mailRow(post, { time, to: 'hanna.veld@oldpost.example', sender: 'tickets', status: 'bounced' }),
    );

  const slow = own();
  for (const time of moments(slow, 900, startUs, nowUs)) parts.postgresql.push(pgRow(slow, time));
  for (const [day, ms] of [
    [0, 48211.4],
    [1, 39870.2],
  ] as const)
    parts.postgresql.push(
      pgRow(slow, yesterdayUs + day * DAY_US + 4 * HOUR_US, {
        statement: 'REFRESH MATERIALIZED VIEW daily_sales',
        app: 'reporting-cron',
        ms,
      }),
    );
  for (const time of spread(slow, 14, startUs, nowUs))
    parts.postgresql.push(
      pgError(
        slow,
        time,
        '40P01',
        'checkout',
        'deadlock detected',
        'UPDATE baskets SET expires_at = $1 WHERE id = $2',
      ),
    );

  const cluster = own();
  for (const time of moments(cluster, 520, startUs, nowUs)) parts.k8s_events.push(kubeNoise(cluster, time));
  for (const minutes of [2, 19, 44])
    parts.k8s_events.push(
      kubeRow(yesterdayUs + 11 * HOUR_US + minutes * MINUTE_US, {
        type: 'Warning',
        reason: 'OOMKilling',
        kind: 'Pod',
        object: 'pdf-renderer-4a8c-w3nzd',
        message: 'Memory cgroup out of memory: Killed process 4121 (pdf-renderer)',
      }),
    );
  parts.k8s_events.push(
    rollout(yesterdayUs + 10 * HOUR_US, 'seatmap', '3.8.0'),
    rollout(nowUs - 13 * HOUR_US, 'catalog', '2.14.1'),
  );
  return parts;
}

const rollout = (time: number, app: string, version: string): Draft =>
  kubeRow(time, {
    type: 'Normal',
    reason: 'ScalingReplicaSet',
    kind: 'Deployment',
    object: app,
    message: `Scaled up replica set ${app}-${version} to 3`,
  });

/** An order with a story, a very large one, a customer whose payments fail, disputes, forged webhooks. */
function special(parts: Parts, { nowUs }: Clock, random: Random): void {
  const from = nowUs - 25 * HOUR_US;
  const story: Order = {
    ...newOrder(random, 'FH-48812'),
    customer_id: 'c-30418',
    venue: 'clockwork-museum',
    method: 'creditcard',
    tickets: 4,
    total: 96.9,
    channel: 'web',
    category: 'full',
    promo: 'EARLYFERN',
  };
  parts.checkout.push(
    checkoutRow(story, from, 'basket created'),
    checkoutRow(story, from + 70 * SECOND_US, 'payment started'),
    checkoutRow(story, from + 85 * SECOND_US, 'order confirmed', 'info', { latency_ms: 410 }),
  );
  parts.payment_webhooks.push(
    webhook(random, from + 86 * SECOND_US, 'payment.paid', payload(story, random)),
    webhook(random, from + 19 * HOUR_US, 'payment.refunded', payload(story, random)),
  );
  const school: Order = {
    ...newOrder(random, 'FH-49001'),
    customer_id: 'c-30990',
    venue: 'old-mill-theatre',
    method: 'banktransfer',
    tickets: 120,
    total: 2340,
    channel: 'boxoffice',
    category: 'concession',
    promo: 'SCHOOLS10',
  };
  parts.checkout.push(
    checkoutRow(school, nowUs - 16 * HOUR_US, 'basket created'),
    checkoutRow(school, nowUs - 16 * HOUR_US + 90 * SECOND_US, 'payment started'),
    checkoutRow(school, nowUs - 16 * HOUR_US + 150 * SECOND_US, 'order confirmed', 'info', {
      latency_ms: 880,
    }),
  );
  parts.payment_webhooks.push(
    webhook(random, nowUs - 16 * HOUR_US + 151 * SECOND_US, 'payment.paid', payload(school, random)),
  );
  spread(random, 7, nowUs - 20 * HOUR_US, nowUs - 8 * HOUR_US).forEach((time, index) => {
    const unlucky: Order = {
      ...newOrder(random, `FH-4950${index}`),
      customer_id: 'c-31555',
      venue: 'glasshouse-gallery',
      method: 'paypal',
      tickets: 2,
      total: 30.9,
      promo: undefined,
    };
    parts.checkout.push(
      checkoutRow(unlucky, time, 'basket created'),
      checkoutRow(unlucky, time + 50 * SECOND_US, 'payment started'),
      checkoutRow(unlucky, time + 60 * SECOND_US, 'payment declined', 'warn', { latency_ms: 300 }),
    );
    parts.payment_webhooks.push(
      webhook(random, time + 61 * SECOND_US, 'payment.failed', {
        ...payload(unlucky, random),
        data_failure_reason: 'account_restricted',
      }),
    );
  });
  spread(random, 3, nowUs - 40 * HOUR_US, nowUs - 5 * HOUR_US).forEach((time, index) => {
    const disputed: Order = {
      ...newOrder(random, `FH-3820${index}`),
      venue: 'lantern-playhouse',
      method: 'creditcard',
    };
    parts.payment_webhooks.push(webhook(random, time, 'payment.disputed', payload(disputed, random)));
  });
  for (const time of spread(random, 9, nowUs - 15 * HOUR_US, nowUs - 12 * HOUR_US))
    parts.payment_webhooks.push(
      webhook(random, time, 'account.updated', {
        attempt: 1,
        signature_valid: false,
        response_status: 401,
        source_ip: '192.0.2.99',
      }),
    );
}

/** Real, but no cause of anything. */
function herrings(parts: Parts, random: Random, rolloutUs: number, killUs: number, greylistUs: number): void {
  parts.k8s_events.push(
    rollout(rolloutUs, 'catalog', '2.14.2'),
    kubeRow(killUs, {
      type: 'Warning',
      reason: 'OOMKilling',
      kind: 'Pod',
      object: 'pdf-renderer-4a8c-p9xvm',
      message: 'Memory cgroup out of memory: Killed process 977 (pdf-renderer)',
    }),
  );
  for (const time of spread(random, 4, greylistUs, greylistUs + 10 * MINUTE_US))
    parts.postfix.push(
      mailRow(random, {
        time,
        to: `guest${random.whole(100, 2999)}@northnet.example`,
        status: 'deferred',
        reason: '450 4.7.1 greylisted, try again later',
      }),
    );
}

function seatLock(parts: Parts, { nowUs }: Clock, random: Random): void {
  const onset = nowUs - 40 * MINUTE_US;
  herrings(parts, random, nowUs - 65 * MINUTE_US, nowUs - 28 * MINUTE_US, nowUs - 50 * MINUTE_US);
  parts.k8s_events.push(
    kubeRow(onset - 20 * SECOND_US, {
      type: 'Normal',
      reason: 'SuccessfulCreate',
      kind: 'Job',
      object: 'sales-export',
      message: 'Created pod: sales-export-xk2fd',
    }),
  );
  parts.postgresql.push(
    pgRow(random, onset, {
      statement: 'LOCK TABLE seat_inventory IN SHARE ROW EXCLUSIVE MODE',
      app: 'sales-export',
      ms: 412.7,
    }),
  );
  const update = 'UPDATE seat_inventory SET held_by = $1 WHERE show_id = $2';
  const lock = 'canceling statement due to lock timeout';
  spread(random, 70, onset + 20 * SECOND_US, nowUs - 10 * SECOND_US).forEach((time, index) => {
    const trace = random.hex(32);
    const order = newOrder(random, `FH-${50000 + index}`, trace);
    const failed = index % 5 !== 0;
    const lockUs = failed ? 8e6 : latency(random, 3.8e6, 0.3);
    const tookMs = Math.round(lockUs / 1e3);
    parts.traces.push(...checkoutTrace(random, time, trace, order.venue, { lockUs, failed }));
    parts.postgresql.push(
      failed
        ? pgError(random, time + lockUs, '55P03', 'seatmap', lock, update)
        : pgRow(random, time + lockUs, { statement: update, app: 'seatmap', ms: tookMs }),
    );
    parts.envoy.push({
      ...envoyRow(random, time + lockUs + 1e4, '/v1/orders'),
      response_code: failed ? 503 : 201,
      response_flags: '-',
      authority: `${order.venue}.fernhollow.example`,
      duration: tookMs + 30,
    });
    if (!failed) return;
    parts.seatmap.push({
      ...zap(time + lockUs, 'error', 'hold/hold.go:105', 'hold failed'),
      version: '3.8.0',
      venue: order.venue,
      show_id: show(random),
      seats: order.tickets,
      latency_ms: tookMs,
      error: `pq: ${lock}`,
    });
    parts.checkout.push(
      checkoutRow(order, time + lockUs + 5e3, 'order failed', 'error', {
        error: 'seatmap: hold failed',
        latency_ms: tookMs + 20,
      }),
    );
  });
}

function mailStuck(parts: Parts, { nowUs }: Clock, random: Random): void {
  const [onset, end] = [nowUs - 70 * MINUTE_US, nowUs - 15 * MINUTE_US];
  herrings(parts, random, nowUs - 90 * MINUTE_US, nowUs - 45 * MINUTE_US, nowUs - 85 * MINUTE_US);
  const stuck = (time: number, to: string | undefined, sender: string | undefined) => {
    const reason = 'TLS handshake failed: certificate of outbound.fernhollow.example has expired';
    const row = mailRow(random, {
      time,
      ...(to ? { to } : {}),
      ...(sender ? { sender } : {}),
      status: 'deferred',
      reason,
    });
    return { ...row, postfix_dsn: '4.7.5', postfix_relay_hostname: 'outbound.fernhollow.example' };
  };
  for (const row of parts.postfix)
    if (within(row._timestamp, onset, end))
      Object.assign(
        row,
        stuck(row._timestamp, String(row.postfix_to), String(row.postfix_from).split('@')[0]),
      );
  for (const time of spread(random, 230, onset, end)) parts.postfix.push(stuck(time, undefined, undefined));
  parts.k8s_events.push(
    kubeRow(end - 40 * SECOND_US, {
      type: 'Normal',
      reason: 'Issuing',
      kind: 'Certificate',
      object: 'outbound-fernhollow',
      message: 'The certificate has been successfully issued',
      namespace: 'mail',
    }),
  );
}

function metrics(random: Random, { nowUs }: Clock, incident: string | null): WorldStream[] {
  const recent = scrapes(4, nowUs);
  const long = scrapes(52, nowUs);
  const ago = (minutes: number) => nowUs - minutes * MINUTE_US;
  const locked = (time: number) => incident === 'seat-lock' && time > ago(40);
  const stuck = (time: number) => incident === 'mail-stuck' && within(time, ago(70), ago(15));
  const own = () => createRandom(random.whole(1, 2 ** 31));
  const perMinute = { checkout: 140, seatmap: 420, catalog: 610 } as const;
  const jobs = ['checkout', 'seatmap', 'catalog'] as const;
  const requests = jobs.flatMap((job) =>
    (
      [
        ['200', 1],
        ['404', 0.03],
        ['500', job === 'checkout' ? 0.02 : 0.006],
      ] as const
    ).flatMap(([code, share]) => {
      const noise = own();
      return counter(
        recent,
        { job, instance: `${job}:9102`, code },
        noise,
        (time) =>
          perMinute[job] * share * rhythm(time) +
          (noise.next() < 0.4 && code !== '200' ? 1 : 0) +
          (locked(time) && job !== 'catalog' && code === '500' ? 35 : 0),
        40_000,
      );
    }),
  );
  const depths = (
    [
      ['mail-outbound', 60],
      ['ticket-pdf', 25],
      ['webhook-retry', 6],
    ] as const
  ).flatMap(([queue, middle]) => {
    const noise = own();
    return gauge(long, { queue, job: 'rabbitmq' }, (time) => {
      const minutes = stuck(time) ? (time - ago(70)) / MINUTE_US : 0;
      const extra = queue === 'mail-outbound' ? minutes * 31 : 0;
      return Math.round(middle * rhythm(time) * (0.7 + 0.6 * noise.next()) + extra);
    });
  });
  const memory = (
    [
      ['checkout', 190],
      ['seatmap', 340],
      ['catalog', 260],
      ['pdf-renderer', 880],
    ] as const
  ).flatMap(([job, mebibytes]) => {
    const noise = own();
    return gauge(recent, { job, instance: `${job}:9102` }, () =>
      Math.round(mebibytes * (0.96 + 0.08 * noise.next()) * 1048576),
    );
  });
  const connections = (
    [
      ['active', 9],
      ['idle', 31],
      ['idle in transaction', 2],
    ] as const
  ).flatMap(([state, middle]) => {
    const noise = own();
    return gauge(recent, { datname: 'tickets', state }, (time) =>
      Math.round(middle * (0.8 + 0.4 * noise.next()) + (locked(time) && state === 'active' ? 55 : 0)),
    );
  });
  const durations = (['checkout', 'seatmap'] as const).map((job) =>
    histogram(
      recent,
      { job },
      own(),
      [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      (time) => perMinute[job] * rhythm(time),
      (time) => (locked(time) ? (job === 'checkout' ? 3.1 : 1.4) : job === 'checkout' ? 0.31 : 0.085),
    ),
  );
  const stream = (
    name: string,
    rows: Row[],
    type: 'Counter' | 'Gauge' | 'Histogram',
    help: string,
    unit: string,
  ): WorldStream => ({
    type: 'metrics',
    name,
    rows,
    metric: { type, help, unit },
  });
  const time = 'Time to answer an HTTP request, in seconds';
  return [
    stream('http_requests_total', requests, 'Counter', 'HTTP requests answered, by status code', '1'),
    stream('queue_depth', depths, 'Gauge', 'Messages waiting in the queue', '1'),
    stream('process_resident_memory_bytes', memory, 'Gauge', 'Resident memory size in bytes', 'By'),
    stream(
      'pg_stat_activity_count',
      connections,
      'Gauge',
      'Number of database connections in this state',
      '1',
    ),
    stream(
      'http_request_duration_seconds_bucket',
      durations.flatMap((each) => each.bucket),
      'Histogram',
      time,
      's',
    ),
    stream(
      'http_request_duration_seconds_sum',
      durations.flatMap((each) => each.sum),
      'Histogram',
      time,
      's',
    ),
    stream(
      'http_request_duration_seconds_count',
      durations.flatMap((each) => each.count),
      'Histogram',
      time,
      '1',
    ),
  ];
}

/** Booking and ticketing for small theatres and museums. See README.md. */
export const world: World = {
  name: 'fernhollow',
  build({ random, nowUs, incident }) {
    const yesterdayUs = Math.floor(nowUs / DAY_US) * DAY_US - DAY_US;
    const clock: Clock = { nowUs, startUs: nowUs - HOURS * HOUR_US, yesterdayUs };
    const seeds = { metrics: random.whole(1, 2 ** 31), incident: random.whole(1, 2 ** 31) };
    const parts = base(random, clock);
    const planted = createRandom(seeds.incident);
    if (incident === 'seat-lock') seatLock(parts, clock, planted);
    if (incident === 'mail-stuck') mailStuck(parts, clock, planted);
    // Steps of an order and nightly jobs may lie after the end of the data.
    const past = (rows: Draft[]) => rows.filter((row) => row._timestamp <= nowUs);
    const logs = (name: Exclude<keyof Parts, 'traces'>, ...fullText: string[]): WorldStream => ({
      type: 'logs',
      name,
      rows: past(parts[name]),
      fullText,
    });
    return [
      logs('envoy', 'path'),
      logs('checkout', 'msg', 'error'),
      logs('seatmap', 'msg', 'error'),
      { ...logs('payment_webhooks'), retentionDays: 90 },
      logs('postfix', 'message'),
      { ...logs('postgresql', 'message'), retentionDays: 7 },
      logs('k8s_events', 'message'),
      { type: 'traces', name: 'default', rows: past(parts.traces) },
      ...metrics(createRandom(seeds.metrics), clock, incident),
    ];
  },
};
