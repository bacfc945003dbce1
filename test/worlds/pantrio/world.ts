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
  type Step,
  scrapes,
  spread,
} from '../kit.ts';
import { createRandom, type Random } from '../random.ts';
import { samples } from '../rows.ts';
import type { Row, World, WorldStream } from '../world.ts';

const HOURS = 52;
const COUNTRIES = { FR: 34, ES: 25, DE: 18, PT: 14, BE: 9 };
const CITIES: Readonly<Record<string, readonly string[]>> = {
  FR: ['Paris', 'Lyon', 'Lille'],
  ES: ['Madrid', 'Valencia'],
  DE: ['Berlin', 'Hamburg'],
  PT: ['Lisboa', 'Porto'],
  BE: ['Bruxelles'],
};
const METHODS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  ES: { card: 48, paypal: 17, bizum: 35 },
  DE: { card: 35, paypal: 40, sepa: 25 },
};
const NODES = ['ip-10-0-1-21', 'ip-10-0-2-37', 'ip-10-0-3-44'];
const PODS: Readonly<Record<string, readonly string[]>> = {
  storefront: ['storefront-6d4f9c7b8-7hkzp', 'storefront-6d4f9c7b8-m2vtx'],
  cart: ['cart-58b6c4d9f-4xw9j'],
  catalog: ['catalog-7f9d5b6c4-pp8ds', 'catalog-7f9d5b6c4-zl5qn'],
  checkout: ['checkout-84c7d6f5b-9tq2r', 'checkout-84c7d6f5b-c6mhl'],
  payments: ['payments-6b8f7d9c5-kd4sv'],
  stock: ['stock-5c9d8f7b6-qx2lm'],
  mailer: ['mailer-79d6b5c8f-wt7fb'],
  auth: ['auth-66f5d8c9b-j8rzd'],
  'route-planner': ['route-planner-0'],
  'newsletter-job': ['newsletter-job-28951-hx4tp'],
};
const PAGES = {
  '/': 14,
  '/products': 20,
  '/product': 22,
  '/cart': 9,
  '/api/v1/cart': 12,
  '/api/v1/products': 11,
  '/api/v1/checkout': 6,
  '/api/v1/login': 6,
  '/admin/stock': 2,
};
const PAGE_SECONDS: Readonly<Record<string, number>> = {
  '/': 0.05,
  '/products': 0.16,
  '/product': 0.09,
  '/cart': 0.08,
  '/api/v1/cart': 0.06,
  '/api/v1/products': 0.12,
  '/api/v1/checkout': 0.62,
  '/api/v1/login': 0.21,
  '/admin/stock': 0.34,
};
const UPSTREAM: Readonly<Record<string, string>> = {
  '/api/v1/cart': 'shop-cart-8080',
  '/api/v1/products': 'shop-catalog-8080',
  '/api/v1/checkout': 'shop-checkout-8080',
  '/api/v1/login': 'shop-auth-8080',
  '/admin/stock': 'shop-stock-8080',
  '/admin/export': 'shop-stock-8080',
};
const AGENTS = {
  'Mozilla/5.0 Chrome/129.0': 46,
  'Mozilla/5.0 Safari/17.6': 22,
  'PantrioApp/5.2 iOS': 14,
  'PantrioApp/5.2 Android': 12,
  'Googlebot/2.1': 6,
};
const CHATTER: Readonly<Record<string, readonly string[]>> = {
  storefront: ['rendered page', 'cache hit', 'cache miss'],
  cart: ['item added', 'item removed', 'cart merged'],
  catalog: ['product loaded', 'search executed', 'price refreshed'],
  checkout: ['checkout completed', 'slot reserved'],
  payments: ['payment captured', 'webhook received'],
  stock: ['reservation confirmed', 'stock level updated'],
  mailer: ['order confirmation sent', 'delivery reminder sent'],
  auth: ['login ok', 'token refreshed'],
  'route-planner': ['tour planned', 'tour recalculated'],
};
const FAILURES: Readonly<Record<string, readonly string[]>> = {
  storefront: ['upstream timeout while rendering page'],
  cart: ['redis connection reset'],
  catalog: ['search backend returned 503'],
  checkout: ['could not reserve delivery slot'],
  payments: ['psp timeout after 10s', 'psp timeout after 10s', 'signature mismatch in webhook'],
  stock: ['failed to acquire lock on sku'],
  mailer: ['smtp 421 too many connections'],
  auth: ['jwt signature invalid'],
  'route-planner': ['no feasible tour found'],
};

interface Clock {
  readonly nowUs: number;
  readonly startUs: number;
  readonly yesterdayUs: number;
  /** When checkout 4.8.0 went live. */
  readonly releaseUs: number;
}

interface Parts {
  readonly nginx_ingress: Draft[];
  readonly k8s_logs: Draft[];
  readonly k8s_events: Draft[];
  readonly orders: Draft[];
  readonly deliveries: Draft[];
  readonly support_tickets: Draft[];
  readonly spans: Draft[];
}

const customer = (random: Random) => `c_${random.whole(41000, 41899)}`;
const address = (random: Random) =>
  `${random.pick(['82.64', '79.153', '91.12', '188.83'])}.${random.whole(1, 250)}.${random.whole(1, 250)}`;

function pod(service: string, random: Random) {
  const name = random.pick(PODS[service] ?? ['unknown']);
  return {
    kubernetes_namespace_name: service === 'route-planner' ? 'logistics' : 'shop',
    kubernetes_pod_name: name,
    kubernetes_container_name: service,
    kubernetes_host: NODES[name.charCodeAt(name.length - 1) % NODES.length] as string,
  };
}

function ingressRow(random: Random, time: number, path: string): Draft {
  const status = random.chance(path === '/api/v1/checkout' ? 0.09 : 0.008)
    ? random.pick([500, 502, 503, 504])
    : path === '/api/v1/login' && random.chance(0.13)
      ? 401
      : path === '/product' && random.chance(0.07)
        ? 404
        : random.chance(0.012)
          ? 499
          : random.chance(0.03)
            ? 304
            : 200;
  const seconds = round(latency(random, PAGE_SECONDS[path] ?? 0.1, 0.5), 3);
  const writes = path === '/api/v1/checkout' || path === '/api/v1/login';
  return {
    _timestamp: time,
    host: path.startsWith('/admin')
      ? 'admin.pantrio.com'
      : path.startsWith('/api')
        ? 'api.pantrio.com'
        : 'shop.pantrio.com',
    remote_addr: address(random),
    request_method: writes || (path === '/api/v1/cart' && random.chance(0.6)) ? 'POST' : 'GET',
    path,
    status,
    request_time: seconds,
    bytes_sent: random.whole(300, 60000),
    user_agent: random.weighted(AGENTS),
    geoip_country_code: random.weighted(COUNTRIES),
    upstream_name: UPSTREAM[path] ?? 'shop-storefront-8080',
    request_id: random.hex(16),
  };
}

function logRow(random: Random, time: number, service: string, clock: Clock): Draft {
  const level = random.weighted(
    service === 'payments'
      ? { info: 82, warn: 8, error: 7, debug: 3 }
      : { info: 87, warn: 6, error: 2, debug: 5 },
  );
  const version =
    service === 'checkout'
      ? time < clock.releaseUs
        ? '4.7.1'
        : '4.8.0'
      : service === 'payments'
        ? '3.17.2'
        : undefined;
  const log =
    level === 'error'
      ? random.pick(FAILURES[service] ?? [])
      : level === 'warn'
        ? random.pick(['slow query', 'retrying call', 'rate limit close'])
        : level === 'debug'
          ? 'config reloaded'
          : random.pick(CHATTER[service] ?? []);
  return {
    _timestamp: time,
    ...pod(service, random),
    stream: level === 'error' ? 'stderr' : 'stdout',
    level,
    log,
    app_version: version,
    took_ms:
      service === 'checkout' || service === 'catalog'
        ? Math.round(latency(random, service === 'catalog' ? 60 : version === '4.7.1' ? 430 : 260, 0.35))
        : undefined,
  };
}

function event(
  random: Random,
  time: number,
  service: string,
  reason: string,
  message: string,
  more: Partial<Draft> = {},
): Draft {
  return {
    _timestamp: time,
    type: /^(Scheduled|Pulled|Created|Started|Killing|ScalingReplicaSet)$/.test(reason)
      ? 'Normal'
      : 'Warning',
    reason,
    object_kind: reason === 'ScalingReplicaSet' ? 'Deployment' : 'Pod',
    object_name: reason === 'ScalingReplicaSet' ? service : random.pick(PODS[service] ?? ['unknown']),
    namespace: service === 'route-planner' ? 'logistics' : 'shop',
    message,
    ...more,
  };
}

function orderRow(random: Random, time: number, order: string): Draft {
  const country = random.weighted(COUNTRIES);
  const method = random.weighted(METHODS[country] ?? { card: 74, paypal: 26 });
  const channel = random.weighted({ web: 52, ios: 27, android: 21 });
  const failed = random.chance(method === 'sepa' ? 0.16 : 0.05);
  const total = round(latency(random, channel === 'web' ? 68 : 52, 0.5));
  return {
    _timestamp: time,
    order_no: order,
    customer_id: customer(random),
    status: failed ? 'payment_failed' : random.chance(0.045) ? 'cancelled' : 'completed',
    total_eur: total,
    items: random.whole(3, 38),
    delivery_fee_eur: total > 80 ? 0 : random.pick([2.9, 3.9, 4.9]),
    payment_method: method,
    coupon: random.chance(0.22) ? random.weighted({ WELCOME10: 50, FREESHIP: 30, SPRING5: 20 }) : undefined,
    country,
    city: random.pick(CITIES[country] ?? ['Paris']),
    channel,
    first_order: random.chance(0.18),
    delivery_slot: random.weighted({ morning: 30, afternoon: 25, evening: 45 }),
  };
}

function checkoutSpans(random: Random, time: number, order: string, failed: boolean): Draft[] {
  const steps: Step[] = [
    { service: 'storefront', operation: 'POST /checkout', kind: '2', ownUs: latency(random, 12e3) },
    { service: 'checkout', operation: 'CreateOrder', kind: '2', ownUs: latency(random, 30e3) },
    { service: 'payments', operation: 'Authorize', kind: '2', ownUs: latency(random, 18e3) },
    {
      service: 'payments',
      operation: 'POST psp.example/authorizations',
      kind: '3',
      ownUs: latency(random, 310e3, 0.5),
      attributes: { net_peer_name: 'psp.example' },
    },
  ];
  return nested(random, random.hex(32), time, steps, failed).map((row) => ({
    ...row,
    order_no: order,
    http_status_code: row.span_kind === '2' ? (failed ? 502 : 200) : undefined,
  }));
}

function pageSpans(random: Random, time: number): Draft[] {
  const cached = random.chance(0.5);
  const failed = random.chance(0.012);
  const steps: Step[] = [
    { service: 'storefront', operation: 'GET /product', kind: '2', ownUs: latency(random, 14e3) },
    { service: 'catalog', operation: 'GetProduct', kind: '2', ownUs: latency(random, 6e3) },
    cached
      ? {
          service: 'catalog',
          operation: 'redis GET',
          kind: '3',
          ownUs: latency(random, 900),
          attributes: { net_peer_name: 'redis', db_system: 'redis' },
        }
      : {
          service: 'catalog',
          operation: 'SELECT products',
          kind: '3',
          ownUs: latency(random, 24e3, 0.6),
          attributes: { net_peer_name: 'postgres', db_system: 'postgresql' },
        },
  ];
  return nested(random, random.hex(32), time, steps, failed).map((row) => ({
    ...row,
    http_status_code: row.span_kind === '2' ? (failed ? 500 : 200) : undefined,
  }));
}

function base(random: Random, clock: Clock): Parts {
  const { nowUs, startUs, yesterdayUs } = clock;
  const parts: Parts = {
    nginx_ingress: [],
    k8s_logs: [],
    k8s_events: [],
    orders: [],
    deliveries: [],
    support_tickets: [],
    spans: [],
  };
  const own = () => createRandom(random.whole(1, 2 ** 31));

  const web = own();
  for (const time of moments(web, 4300, startUs, nowUs))
    parts.nginx_ingress.push(ingressRow(web, time, web.weighted(PAGES)));
  for (const time of spread(web, 84, yesterdayUs + 2 * HOUR_US, yesterdayUs + 2.65 * HOUR_US))
    parts.nginx_ingress.push({
      ...ingressRow(web, time, '/api/v1/login'),
      remote_addr: '45.155.204.13',
      status: 401,
      user_agent: 'python-requests/2.31',
      geoip_country_code: 'RU',
    });
  for (const time of spread(web, 26, nowUs - 46 * HOUR_US, nowUs - 10 * MINUTE_US))
    parts.nginx_ingress.push({
      ...ingressRow(web, time, '/admin/export'),
      status: web.chance(0.3) ? 504 : 200,
      request_time: round(8 + web.next() * 22, 3),
    });
  for (const time of spread(web, 3, nowUs - 28 * HOUR_US, nowUs - 3 * HOUR_US))
    parts.nginx_ingress.push({ ...ingressRow(web, time, '/products'), geoip_country_code: 'JP' });

  const apps = own();
  for (const time of moments(apps, 3300, startUs, nowUs)) {
    const service = apps.weighted({
      storefront: 22,
      cart: 13,
      catalog: 18,
      checkout: 14,
      payments: 12,
      stock: 7,
      mailer: 6,
      auth: 5,
      'route-planner': 3,
    });
    parts.k8s_logs.push(logRow(apps, time, service, clock));
  }
  for (const time of spread(apps, 19, yesterdayUs + 17.1 * HOUR_US, yesterdayUs + 17.7 * HOUR_US))
    if (time < nowUs)
      parts.k8s_logs.push({
        ...logRow(apps, time, 'cart', clock),
        stream: 'stderr',
        level: 'error',
        log: 'pq: deadlock detected on table cart_items',
      });
  for (const time of spread(apps, 40, startUs, yesterdayUs + 6 * HOUR_US))
    parts.k8s_logs.push({
      _timestamp: time,
      ...pod('newsletter-job', apps),
      stream: 'stdout',
      level: 'info',
      log: 'newsletter batch sent',
    });

  const cluster = own();
  for (const time of moments(cluster, 60, startUs, nowUs)) {
    const service = cluster.pick(['storefront', 'cart', 'catalog', 'checkout', 'mailer', 'route-planner']);
    const chain: [string, string][] = [
      ['Scheduled', `Successfully assigned to ${cluster.pick(NODES)}`],
      ['Pulled', 'Container image already present on machine'],
      ['Created', `Created container ${service}`],
      ['Started', `Started container ${service}`],
    ];
    chain.forEach(([reason, message], index) => {
      parts.k8s_events.push(event(cluster, time + index * SECOND_US, service, reason, message));
    });
  }
  for (const time of moments(cluster, 45, startUs, nowUs))
    parts.k8s_events.push(
      event(
        cluster,
        time,
        cluster.weighted({ catalog: 60, storefront: 25, mailer: 15 }),
        'Unhealthy',
        'Readiness probe failed: HTTP probe failed with statuscode: 503',
      ),
    );
  for (const hours of [43, 31.5, 22.2, 15.4, 9.1, 4.3, 1.4]) {
    const time = nowUs - hours * HOUR_US;
    parts.k8s_events.push(
      event(cluster, time, 'stock', 'OOMKilling', 'Memory cgroup out of memory: killed process (stock)'),
      event(cluster, time + 3 * SECOND_US, 'stock', 'Started', 'Started container stock'),
      event(cluster, time + 9 * SECOND_US, 'stock', 'BackOff', 'Back-off restarting failed container'),
    );
  }
  parts.k8s_events.push(
    event(
      cluster,
      yesterdayUs + 15.3 * HOUR_US,
      'mailer',
      'FailedMount',
      'MountVolume.SetUp failed for volume smtp-credentials: secret not found',
    ),
    event(
      cluster,
      clock.releaseUs - 40 * SECOND_US,
      'checkout',
      'ScalingReplicaSet',
      'Scaled up replica set checkout-84c7d6f5b to 2 (image checkout:4.8.0)',
    ),
  );

  const shop = own();
  moments(shop, 1150, startUs, nowUs).forEach((time, index) => {
    const order = `P-${250000 + index * 3}`;
    const row = orderRow(shop, time, order);
    parts.orders.push(row);
    if (shop.chance(0.17))
      parts.spans.push(...checkoutSpans(shop, time, order, row.status === 'payment_failed'));
    if (row.status === 'completed') deliver(parts, shop, row);
  });
  for (const time of spread(shop, 31, nowUs - 9 * HOUR_US, nowUs - 5 * MINUTE_US)) {
    const row = orderRow(shop, time, `P-${258000 + parts.orders.length}`);
    parts.orders.push({ ...row, coupon: 'FLASH25', status: 'completed' });
  }
  stories(parts, clock, shop);

  const traffic = own();
  for (const time of moments(traffic, 260, startUs, nowUs)) parts.spans.push(...pageSpans(traffic, time));
  const slow = nowUs - 7.5 * HOUR_US;
  parts.spans.push(
    ...nested(
      traffic,
      'c0ffee00c0ffee00c0ffee00c0ffee00',
      slow,
      [
        { service: 'route-planner', operation: 'PlanTours', kind: '2', ownUs: 2.1e6 },
        { service: 'route-planner', operation: 'solver optimize', kind: '1', ownUs: 16.3e6 },
      ],
      false,
    ),
  );
  return parts;
}

function stars(random: Random, late: boolean): number {
  const weights: Readonly<Record<string, number>> = late ? { 1: 3, 2: 4, 3: 4 } : { 4: 3, 5: 7 };
  return Number(random.weighted(weights));
}

function deliver(parts: Parts, random: Random, order: Draft): void {
  const courier = random.weighted({ ownfleet: 50, velocity: 30, rapidus: 20 });
  const late = random.chance({ ownfleet: 0.08, velocity: 0.24, rapidus: 0.14 }[courier]);
  const failed = !late && random.chance(0.02);
  const time = order._timestamp + latency(random, 4 * HOUR_US, 0.3);
  parts.deliveries.push({
    _timestamp: Math.floor(time),
    delivery_id: `D${random.whole(1000000, 9999999)}`,
    order_no: order.order_no,
    courier,
    outcome: failed ? 'failed' : late ? 'late' : 'on_time',
    delay_min: late ? random.whole(11, 95) : 0,
    distance_km: round(latency(random, 4.2, 0.5), 1),
    city: order.city,
    stars: failed || random.chance(0.45) ? undefined : stars(random, late),
  });
  if (!random.chance(late || failed ? 0.5 : 0.1)) return;
  const topic = failed
    ? 'missing_order'
    : late
      ? 'late_delivery'
      : random.weighted({ missing_item: 50, damaged_goods: 25, refund: 15, app_problem: 10 });
  const urgent = random.chance(topic === 'missing_order' ? 0.6 : 0.08);
  parts.support_tickets.push({
    _timestamp: Math.floor(time + random.whole(5, 120) * MINUTE_US),
    ticket_id: `T-${random.whole(10000, 99999)}`,
    topic,
    priority: urgent ? 'urgent' : random.weighted({ low: 30, normal: 50, high: 20 }),
    state: random.chance(0.7) ? 'solved' : 'open',
    customer_id: order.customer_id,
    order_no: order.order_no,
    agent: random.pick(['amelie', 'jorge', 'nadine', 'tiago']),
    first_reply_min: Math.round(latency(random, urgent ? 9 : 34, 0.6)),
  });
}

/** An order with a story, the largest order, and a customer whose payments fail. */
function stories(parts: Parts, { nowUs }: Clock, random: Random): void {
  const order = (at: number, order_no: string, more: Partial<Draft>) =>
    parts.orders.push({ ...orderRow(random, at, order_no), coupon: undefined, ...more, _timestamp: at });
  const told = nowUs - 30 * HOUR_US;
  parts.spans.push(...checkoutSpans(random, told, 'P-260777', false));
  order(told, 'P-260777', {
    customer_id: 'c_31415',
    status: 'completed',
    total_eur: 96.35,
    items: 21,
    country: 'FR',
    city: 'Lyon',
    payment_method: 'card',
  });
  parts.deliveries.push({
    _timestamp: told + 5 * HOUR_US,
    delivery_id: 'D7700777',
    order_no: 'P-260777',
    courier: 'velocity',
    outcome: 'failed',
    delay_min: 0,
    distance_km: 6.4,
    city: 'Lyon',
  });
  const ticket = { customer_id: 'c_31415', order_no: 'P-260777', agent: 'nadine', state: 'solved' };
  parts.support_tickets.push(
    {
      _timestamp: told + 6 * HOUR_US,
      ticket_id: 'T-77701',
      topic: 'missing_order',
      priority: 'urgent',
      first_reply_min: 7,
      ...ticket,
    },
    {
      _timestamp: told + 9 * HOUR_US,
      ticket_id: 'T-77702',
      topic: 'refund',
      priority: 'high',
      first_reply_min: 52,
      ...ticket,
    },
  );
  order(nowUs - 19 * HOUR_US, 'P-260801', {
    customer_id: 'c_60001',
    status: 'completed',
    total_eur: 1249.9,
    items: 140,
    country: 'BE',
    city: 'Bruxelles',
    payment_method: 'card',
  });
  spread(random, 6, nowUs - 20 * HOUR_US, nowUs - 4 * HOUR_US).forEach((time, index) => {
    order(time, `P-26090${index}`, {
      customer_id: 'c_27182',
      status: 'payment_failed',
      total_eur: 58.4,
      country: 'PT',
      city: 'Porto',
      payment_method: 'card',
    });
  });
}

function badDeploy(parts: Parts, { nowUs }: Clock, random: Random): void {
  const onset = nowUs - 42 * MINUTE_US;
  parts.k8s_events.push(
    event(
      random,
      onset - 30 * SECOND_US,
      'payments',
      'ScalingReplicaSet',
      'Scaled up replica set payments-7c1f to 1 (image payments:3.18.0)',
    ),
  );
  for (const row of parts.k8s_logs)
    if (row._timestamp >= onset && row.kubernetes_container_name === 'payments') row.app_version = '3.18.0';
  spread(random, 70, onset, nowUs - 5 * SECOND_US).forEach((time, index) => {
    const order = `P-${270000 + index}`;
    parts.orders.push({
      ...orderRow(random, time, order),
      country: 'ES',
      city: random.pick(['Madrid', 'Valencia']),
      payment_method: 'bizum',
      status: 'payment_failed',
    });
    parts.k8s_logs.push({
      _timestamp: time,
      ...pod('payments', random),
      stream: 'stderr',
      level: 'error',
      log: 'bizum: phone number prefix missing in request',
      app_version: '3.18.0',
    });
    parts.nginx_ingress.push({
      ...ingressRow(random, time, '/api/v1/checkout'),
      geoip_country_code: 'ES',
      status: 502,
    });
    parts.spans.push(...checkoutSpans(random, time, order, true));
  });
}

function metrics(random: Random, { nowUs }: Clock): WorldStream[] {
  const [short, middle, long] = [scrapes(2, nowUs), scrapes(3, nowUs), scrapes(6, nowUs)];
  const dense = samples(nowUs);
  const own = () => createRandom(random.whole(1, 2 ** 31));
  const noisy = (
    times: readonly number[],
    labels: Record<string, string>,
    mean: number,
    spreadBy: number,
  ) => {
    const noise = own();
    return gauge(times, labels, () => Math.round(mean * (1 - spreadBy + 2 * spreadBy * noise.next())));
  };
  const stream = (
    name: string,
    type: 'Counter' | 'Gauge' | 'Histogram',
    unit: string,
    help: string,
    rows: Row[],
  ): WorldStream => ({ type: 'metrics', name, rows, metric: { type, unit, help } });

  const restarts = Object.entries({ stock: 11, catalog: 3, mailer: 1, payments: 0, checkout: 0 }).flatMap(
    ([service, start]) =>
      gauge(
        long,
        { namespace: 'shop', pod: PODS[service]?.[0] as string, container: service },
        (time) =>
          start +
          (service === 'stock'
            ? (time > nowUs - 4.3 * HOUR_US ? 1 : 0) + (time > nowUs - 1.4 * HOUR_US ? 1 : 0)
            : 0),
      ),
  );
  const busy = { 'ip-10-0-1-21': 0.32, 'ip-10-0-2-37': 0.71, 'ip-10-0-3-44': 0.45 };
  const cpu = Object.entries(busy).flatMap(([instance, share]) =>
    (
      [
        ['idle', 1 - share],
        ['user', share * 0.75],
        ['system', share * 0.25],
      ] as const
    ).flatMap(([mode, part]) => counter(short, { instance, mode }, own(), () => 60 * part, 900_000)),
  );
  const gib = 1024 ** 3;
  const free = { 'ip-10-0-1-21': 7.6, 'ip-10-0-2-37': 2.3, 'ip-10-0-3-44': 5.1 };
  const disk = { 'ip-10-0-1-21': 61, 'ip-10-0-2-37': 38, 'ip-10-0-3-44': 9 };
  const replicas = { storefront: [2, 2], catalog: [3, 2], checkout: [2, 2], payments: [1, 1] } as const;
  const rates = { storefront: 540, checkout: 60 } as const;
  const timings = (['storefront', 'checkout'] as const).map((service) =>
    histogram(
      middle,
      { service, namespace: 'shop' },
      own(),
      [0.05, 0.1, 0.25, 0.5, 1, 2.5],
      (time) => rates[service] * rhythm(time),
      () => (service === 'storefront' ? 0.11 : 0.42),
    ),
  );
  const queue = Object.entries({ 'mail.outbox': 36, 'tours.plan': 9 }).flatMap(([name, mean]) => {
    const noise = own();
    return gauge(dense, { queue: name, vhost: 'shop' }, (time) => {
      const peak =
        name === 'mail.outbox' && Math.abs(time - (nowUs - 5 * HOUR_US)) < 20 * MINUTE_US ? 480 : 0;
      return Math.round(mean * rhythm(time) * (0.6 + 0.8 * noise.next()) + peak);
    });
  });
  const name = 'http_request_duration_seconds';
  return [
    stream(
      'kube_pod_container_status_restarts_total',
      'Counter',
      '',
      'The number of container restarts per container',
      restarts,
    ),
    stream('node_cpu_seconds_total', 'Counter', 's', 'Seconds the CPUs spent in each mode', cpu),
    stream(
      'node_memory_memavailable_bytes',
      'Gauge',
      'By',
      'Memory information field MemAvailable_bytes',
      Object.entries(free).flatMap(([instance, each]) => noisy(short, { instance }, each * gib, 0.04)),
    ),
    stream(
      'node_memory_memtotal_bytes',
      'Gauge',
      'By',
      'Memory information field MemTotal_bytes',
      Object.keys(free).flatMap((instance) => gauge(short, { instance }, () => 16 * gib)),
    ),
    stream(
      'node_filesystem_avail_bytes',
      'Gauge',
      'By',
      'Filesystem space available to non-root users in bytes',
      Object.entries(disk).flatMap(([instance, each]) =>
        noisy(short, { instance, mountpoint: '/', device: '/dev/nvme0n1p1' }, each * gib, 0.01),
      ),
    ),
    stream(
      'node_filesystem_size_bytes',
      'Gauge',
      'By',
      'Filesystem size in bytes',
      Object.keys(disk).flatMap((instance) =>
        gauge(short, { instance, mountpoint: '/', device: '/dev/nvme0n1p1' }, () => 100 * gib),
      ),
    ),
    stream(
      'kube_deployment_spec_replicas',
      'Gauge',
      '',
      'Number of desired pods for a deployment',
      Object.entries(replicas).flatMap(([deployment, [wanted]]) =>
        gauge(short, { namespace: 'shop', deployment }, () => wanted),
      ),
    ),
    stream(
      'kube_deployment_status_replicas_available',
      'Gauge',
      '',
      'The number of available replicas per deployment',
      Object.entries(replicas).flatMap(([deployment, [, there]]) =>
        gauge(short, { namespace: 'shop', deployment }, () => there),
      ),
    ),
    stream('rabbitmq_queue_messages', 'Gauge', '', 'Messages in the queue, ready and unacknowledged', queue),
    stream(
      `${name}_bucket`,
      'Histogram',
      's',
      'HTTP request latency',
      timings.flatMap((each) => each.bucket),
    ),
    stream(
      `${name}_sum`,
      'Histogram',
      's',
      'HTTP request latency',
      timings.flatMap((each) => each.sum),
    ),
    stream(
      `${name}_count`,
      'Histogram',
      's',
      'HTTP request latency',
      timings.flatMap((each) => each.count),
    ),
  ];
}

/** An online grocer on Kubernetes. See README.md. */
export const world: World = {
  name: 'pantrio',
  build({ random, nowUs, incident }) {
    const yesterdayUs = Math.floor(nowUs / DAY_US) * DAY_US - DAY_US;
    const clock: Clock = {
      nowUs,
      startUs: nowUs - HOURS * HOUR_US,
      yesterdayUs,
      releaseUs: yesterdayUs + 9.5 * HOUR_US,
    };
    const seeds = [random.whole(1, 2 ** 31), random.whole(1, 2 ** 31)] as const;
    const parts = base(random, clock);
    if (incident === 'bad-deploy') badDeploy(parts, clock, createRandom(seeds[0]));
    const past = (rows: Draft[]) => rows.filter((row) => row._timestamp <= nowUs);
    return [
      { type: 'logs', name: 'nginx_ingress', rows: past(parts.nginx_ingress) },
      { type: 'logs', name: 'k8s_logs', rows: past(parts.k8s_logs), fullText: ['log'] },
      { type: 'logs', name: 'k8s_events', rows: past(parts.k8s_events), fullText: ['message'] },
      { type: 'logs', name: 'orders', rows: past(parts.orders) },
      { type: 'logs', name: 'deliveries', rows: past(parts.deliveries) },
      { type: 'logs', name: 'support_tickets', rows: past(parts.support_tickets) },
      { type: 'traces', name: 'default', rows: past(parts.spans) },
      ...metrics(createRandom(seeds[1]), clock),
    ];
  },
};
