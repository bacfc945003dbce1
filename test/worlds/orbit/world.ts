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
const COUNTRIES = { DE: 30, FR: 18, ES: 12, PL: 10, IT: 9, NL: 8, SE: 7, PT: 5, AT: 3 };
const TIERS = { free: 62, plus: 27, business: 11 };
const AGENTS = { Chrome: 48, Safari: 27, Firefox: 12, 'Orbit-iOS': 9, 'Orbit-Android': 4 };
const ROUTES = {
  '/': 18,
  '/search': 24,
  '/items/{id}': 28,
  '/basket': 12,
  '/checkout': 7,
  '/account': 6,
  '/seller/reports': 3,
  '/wishlist': 2,
};
const ROUTE_MEDIAN_MS: Readonly<Record<string, number>> = {
  '/': 45,
  '/search': 130,
  '/items/{id}': 70,
  '/basket': 85,
  '/checkout': 340,
  '/account': 60,
  '/seller/reports': 3400,
  '/wishlist': 55,
  '/gift-cards': 90,
};
const CATEGORIES = { garden: 14, electronics: 25, fashion: 28, toys: 12, books: 15, vintage: 6 };
const QUERIES = {
  'linen shirt': 14,
  'usb c hub': 13,
  'garden hose': 11,
  'wooden train': 10,
  'road bike': 9,
  'espresso cups': 9,
  'desk lamp': 8,
  'rotary kiln': 3,
  'film camera': 7,
  'yoga mat': 6,
};
const CURRENCIES: Readonly<Record<string, string>> = { PL: 'PLN', SE: 'SEK' };
const DECLINES = { insufficient_funds: 60, do_not_honor: 25, expired_card: 15 };

const userId = (random: Random) => `u-${random.whole(10000, 10899)}`;
const sellerId = (random: Random) =>
  `seller-${String(random.chance(0.12) ? 42 : random.whole(1, 160)).padStart(4, '0')}`;

interface Parts {
  readonly storefront: Draft[];
  readonly orders: Draft[];
  readonly payments: Draft[];
  readonly search: Draft[];
  readonly accounts: Draft[];
  readonly platform: Draft[];
  readonly traces: Draft[];
}

interface Clock {
  readonly nowUs: number;
  readonly startUs: number;
  /** Midnight at which yesterday began. */
  readonly yesterdayUs: number;
  readonly releaseUs: number;
}

function podOf(service: string, random: Random): string {
  const set =
    { 'storefront-web': '6f7c9d', 'order-svc': '58bd44', 'payment-svc': '7c1e02' }[service] ?? '84ad5b';
  return `${service}-${set}-${random.pick(['k2x8p', 'm9qrt', 'zz4vw'])}`;
}

function common(service: string, random: Random, severity: string, body: string) {
  return {
    service_name: service,
    severity,
    body,
    k8s_namespace_name: 'orbit-prod',
    k8s_pod_name: podOf(service, random),
  };
}

function storefrontRow(random: Random, time: number, clock: Clock, route: string): Draft {
  const failed = random.chance(route === '/wishlist' ? 0.16 : 0.012);
  const missing = !failed && random.chance(route === '/items/{id}' ? 0.1 : 0.015);
  const status = failed ? random.pick([500, 502, 503]) : missing ? 404 : random.chance(0.02) ? 301 : 200;
  const before = time < clock.releaseUs;
  const median = (ROUTE_MEDIAN_MS[route] ?? 60) * (route === '/basket' && before ? 2.6 : 1);
  const method = route === '/checkout' || (route === '/basket' && random.chance(0.5)) ? 'POST' : 'GET';
  const duration = Math.round(latency(random, median));
  return {
    _timestamp: time,
    ...common(
      'storefront-web',
      random,
      failed ? 'ERROR' : missing ? 'WARN' : 'INFO',
      failed ? `upstream failed for ${method} ${route}` : `${method} ${route} ${status} in ${duration} ms`,
    ),
    service_version: before ? '5.12.0' : '5.13.0',
    http_request_method: method,
    http_route: route,
    http_response_status_code: status,
    duration_ms: duration,
    http_response_body_size: random.whole(600, 90000),
    user_id: userId(random),
    user_tier: random.weighted(TIERS),
    geo_country_iso_code: random.weighted(COUNTRIES),
    user_agent_name: random.weighted(AGENTS),
    client_address: `10.${random.whole(2, 9)}.${random.whole(0, 255)}.${random.whole(1, 254)}`,
  };
}

function searchRow(random: Random, time: number): Draft {
  const failed = random.chance(0.01);
  const text = random.weighted(QUERIES);
  const duration = Math.round(latency(random, text === 'film camera' ? 420 : 95));
  return {
    _timestamp: time,
    ...common(
      'search-svc',
      random,
      failed ? 'ERROR' : 'INFO',
      failed ? 'shard 3 not available' : `search served`,
    ),
    query_text: text,
    result_count: failed || text === 'rotary kiln' ? 0 : random.whole(1, 480),
    duration_ms: duration,
    index_name: random.chance(0.8) ? 'catalog-v9' : 'catalog-v8',
    user_tier: random.weighted(TIERS),
    geo_country_iso_code: random.weighted(COUNTRIES),
  };
}

function accountRow(random: Random, time: number): Draft {
  const event = random.weighted({ signin: 74, signup: 9, password_reset: 7, mfa_challenge: 10 });
  const failed = random.chance(event === 'signin' ? 0.09 : event === 'mfa_challenge' ? 0.14 : 0.01);
  const reason =
    event === 'mfa_challenge' ? 'code_expired' : random.chance(0.8) ? 'wrong_password' : 'locked';
  return {
    _timestamp: time,
    ...common(
      'identity-svc',
      random,
      failed ? 'WARN' : 'INFO',
      failed ? `${event} refused: ${reason}` : `${event} ok`,
    ),
    event_name: event,
    outcome: failed ? 'failure' : 'success',
    reason: failed ? reason : undefined,
    user_id: userId(random),
    user_tier: random.weighted(TIERS),
    geo_country_iso_code: random.weighted(COUNTRIES),
    client_address: `10.${random.whole(2, 9)}.${random.whole(0, 255)}.${random.whole(1, 254)}`,
  };
}

const CHATTER: Readonly<Record<string, readonly string[]>> = {
  notifier: ['mail handed to relay', 'push sent', 'sms sent', 'digest built'],
  'media-resizer': ['thumbnail stored', 'image rotated', 'webp variant stored'],
  'seller-portal': ['listing saved', 'listing price changed', 'seller opened dashboard'],
  recommender: ['model scored', 'profile refreshed'],
  'stock-sync': ['stock level pushed', 'warehouse feed read'],
};

function platformRow(random: Random, time: number): Draft {
  const service = random.weighted({
    notifier: 32,
    'media-resizer': 24,
    'seller-portal': 24,
    recommender: 14,
    'stock-sync': 6,
  });
  const failed = random.chance(service === 'notifier' ? 0.05 : 0.012);
  const warned = !failed && random.chance(0.05);
  const exception =
    service === 'notifier' ? 'RelayTimeoutError' : random.pick(['SocketClosedError', 'ParseError']);
  const body = failed
    ? service === 'notifier'
      ? 'mail relay did not answer within 10 s'
      : 'job failed, will be tried again'
    : warned
      ? 'retry scheduled'
      : random.pick(CHATTER[service] ?? []);
  return {
    _timestamp: time,
    ...common(service, random, failed ? 'ERROR' : warned ? 'WARN' : 'INFO', body),
    k8s_node_name: `node-${random.pick(['a1', 'a2', 'b1', 'b2', 'c1'])}`,
    exception_type: failed ? exception : undefined,
    seller_id: service === 'seller-portal' ? sellerId(random) : undefined,
    http_route: service === 'seller-portal' ? '/api/listings' : undefined,
    http_response_status_code: service === 'seller-portal' ? (failed ? 500 : 200) : undefined,
    duration_ms: service === 'seller-portal' ? Math.round(latency(random, 140)) : undefined,
    retry_count: warned ? random.whole(1, 5) : undefined,
  };
}

interface Checkout {
  readonly time: number;
  readonly order: string;
  readonly user: string;
  readonly trace: string;
  readonly random: Random;
}

function checkoutRows(parts: Parts, { time, order, user, trace, random }: Checkout): void {
  const country = random.weighted(COUNTRIES);
  const currency = CURRENCIES[country] ?? 'EUR';
  const category = random.weighted(CATEGORIES);
  const amount = round(latency(random, category === 'electronics' ? 120 : 38, 0.7));
  const method = random.weighted({ card: 55, wallet: 25, splitpay: 14, invoice: 6 });
  const seller = sellerId(random);
  const tier = random.weighted(TIERS);
  const failed = random.chance(0.008);
  const declined = !failed && random.chance(method === 'invoice' ? 0.22 : 0.06);
  const code = declined ? random.weighted(DECLINES) : undefined;
  const state = (at: number, order_state: string, extra: Partial<Draft> = {}) =>
    parts.orders.push({
      _timestamp: at,
      ...common('order-svc', random, 'INFO', `order ${order} ${order_state}`),
      order_id: order,
      order_state,
      user_id: user,
      user_tier: tier,
      seller_id: seller,
      category,
      currency,
      order_total: amount,
      item_count: random.whole(1, 6),
      geo_country_iso_code: country,
      trace_id: trace,
      ...extra,
    });
  state(time, 'placed');
  const duration = Math.round(latency(random, method === 'splitpay' ? 610 : 230));
  parts.payments.push({
    _timestamp: time + 300_000,
    ...common(
      'payment-svc',
      random,
      failed ? 'ERROR' : declined ? 'WARN' : 'INFO',
      failed ? 'provider answered 504' : declined ? `payment declined: ${code}` : 'payment captured',
    ),
    service_version: '7.2.4',
    payment_id: `pay_${random.hex(10)}`,
    order_id: order,
    user_id: user,
    payment_method: method,
    payment_provider: method === 'splitpay' ? 'halfpay' : random.chance(0.6) ? 'acquira' : 'norpay',
    payment_outcome: failed ? 'error' : declined ? 'declined' : 'captured',
    decline_code: code,
    amount,
    currency,
    duration_ms: duration,
    exception_type: failed ? 'ProviderTimeoutError' : undefined,
    trace_id: trace,
  });
  if (failed || declined) {
    state(time + 900_000, 'cancelled', { cancel_reason: 'payment_failed' });
    return;
  }
  state(time + 900_000, 'paid');
  if (random.chance(0.05))
    state(time + random.whole(10, 50) * MINUTE_US, 'cancelled', { cancel_reason: 'buyer_request' });
  else if (random.chance(0.7))
    state(time + random.whole(2, 7) * HOUR_US, 'shipped', {
      carrier: random.pick(['Kestrel', 'DHL', 'PostNL']),
    });
  if (random.chance(0.03)) state(time + random.whole(3, 9) * HOUR_US, 'refunded');
}

/** What a trace of the shop is made of; a call to a dependency is the innermost span. */
function traceRows(
  random: Random,
  time: number,
  trace: string,
  kind: 'search' | 'item' | 'checkout',
  slow?: { dependencyUs?: number; failure?: string; timeout?: boolean },
): Draft[] {
  const chain = {
    search: [
      ['storefront-web', 'GET /search', '2'],
      ['search-svc', 'POST /v1/query', '2'],
      ['search-svc', 'vector-index ann_query', '3'],
    ],
    item: [
      ['storefront-web', 'GET /items/{id}', '2'],
      ['catalog-svc', 'GetItem', '2'],
      ['catalog-svc', 'SELECT items', '3'],
    ],
    checkout: [
      ['storefront-web', 'POST /checkout', '2'],
      ['order-svc', 'POST /orders', '2'],
      ['order-svc', 'INSERT orders', '3'],
      ['payment-svc', 'POST /payments', '2'],
      ['payment-svc', 'POST provider-gateway', '3'],
    ],
  }[kind] as [string, string, '2' | '3'][];
  const ids = chain.map(() => random.hex(16));
  const inner = slow?.dependencyUs ?? latency(random, { search: 42e3, item: 9e3, checkout: 190e3 }[kind]);
  const failed =
    slow?.timeout || slow?.failure !== undefined || random.chance(kind === 'checkout' ? 0.015 : 0.006);
  const overhead = chain.map(() => latency(random, 6e3));
  // What each span takes: its own work and all that it waits for.
  const parents = kind === 'checkout' ? [-1, 0, 1, 1, 3] : [-1, 0, 1];
  const database = latency(random, 11e3);
  const durations = chain.map((_, index) => {
    if (kind === 'checkout' && index === 2) return database;
    const from = chain.length - 1 - index;
    return (
      inner +
      overhead.slice(index, index + from).reduce((sum, each) => sum + each, 0) +
      (kind === 'checkout' && index < 2 ? database : 0)
    );
  });
  let offset = 0;
  return chain.map(([service, operation, spanKind], index) => {
    offset += index === 0 ? 0 : (overhead[index] as number) / 2;
    const dependency = spanKind === '3';
    const isDatabase = /^(SELECT|INSERT)/.test(operation);
    const error =
      failed && !(isDatabase && kind === 'checkout') && !(slow?.failure !== undefined && dependency);
    return span({
      trace,
      id: ids[index] as string,
      parent: ids[parents[index] as number],
      service,
      operation,
      kind: spanKind,
      startUs: time + offset,
      durationUs: durations[index] as number,
      status: error ? 'ERROR' : spanKind === '2' ? 'OK' : 'UNSET',
      attributes: {
        ...(dependency
          ? {
              peer_service: isDatabase
                ? 'postgres-main'
                : (operation.split(' ').at(kind === 'checkout' ? 1 : 0) as string),
            }
          : { http_response_status_code: error ? 500 : 200 }),
        ...(error && index === chain.length - (slow?.failure !== undefined ? 2 : 1)
          ? { exception_type: slow?.failure ?? 'DeadlineExceeded' }
          : {}),
        k8s_pod_name: podOf(service, random),
      },
    });
  });
}

function base(random: Random, clock: Clock): Parts {
  const { nowUs, startUs, yesterdayUs } = clock;
  const parts: Parts = {
    storefront: [],
    orders: [],
    payments: [],
    search: [],
    accounts: [],
    platform: [],
    traces: [],
  };
  const own = () => createRandom(random.whole(1, 2 ** 31));

  const shop = own();
  for (const time of moments(shop, 6600, startUs, nowUs)) {
    const row = storefrontRow(shop, time, clock, shop.weighted(ROUTES));
    if (
      shop.chance(0.1) &&
      /search|items/.test(String(row.http_route)) &&
      row.http_response_status_code === 200
    ) {
      row.trace_id = shop.hex(32);
      const kind = row.http_route === '/search' ? 'search' : 'item';
      const rows = traceRows(shop, time, row.trace_id, kind);
      row.duration_ms = Math.round((rows[0]?.duration as number) / 1000);
      row.body = `${row.http_request_method} ${row.http_route} 200 in ${row.duration_ms} ms`;
      parts.traces.push(...rows);
    }
    parts.storefront.push(row);
  }
  for (const time of spread(shop, 34, nowUs - 20 * HOUR_US, nowUs))
    parts.storefront.push(storefrontRow(shop, time, clock, '/gift-cards'));
  for (const time of spread(shop, 3, nowUs - 31 * HOUR_US, nowUs - 6 * HOUR_US))
    parts.storefront.push({ ...storefrontRow(shop, time, clock, '/'), geo_country_iso_code: 'NZ' });

  const money = own();
  moments(money, 1150, startUs, nowUs).forEach((time, index) => {
    const trace = money.hex(32);
    checkoutRows(parts, {
      time,
      order: `ORD-${770000 + index * 7}`,
      user: userId(money),
      trace,
      random: money,
    });
    if (money.chance(0.35)) parts.traces.push(...traceRows(money, time, trace, 'checkout'));
  });
  special(parts, clock, own());

  const find = own();
  for (const time of moments(find, 3000, startUs, nowUs)) parts.search.push(searchRow(find, time));

  const people = own();
  for (const time of moments(people, 2400, startUs, nowUs)) parts.accounts.push(accountRow(people, time));
  for (const time of spread(people, 62, yesterdayUs + 3 * HOUR_US, yesterdayUs + 3.8 * HOUR_US))
    parts.accounts.push({
      ...accountRow(people, time),
      severity: 'WARN',
      body: 'signin refused: wrong_password',
      event_name: 'signin',
      outcome: 'failure',
      reason: 'wrong_password',
      client_address: '185.220.101.47',
      geo_country_iso_code: 'RO',
    });

  const rest = own();
  for (const time of moments(rest, 3300, startUs, nowUs)) parts.platform.push(platformRow(rest, time));
  for (const time of spread(rest, 90, startUs, yesterdayUs + 13 * HOUR_US))
    parts.platform.push({
      _timestamp: time,
      ...common('legacy-coupon', rest, 'INFO', 'coupon checked'),
      k8s_node_name: 'node-c1',
    });
  for (const time of spread(rest, 23, yesterdayUs + 10 * HOUR_US, yesterdayUs + 12 * HOUR_US))
    parts.platform.push({
      _timestamp: time,
      ...common('media-resizer', rest, 'ERROR', 'codec panic while decoding avif image'),
      exception_type: 'CodecPanicError',
      k8s_node_name: 'node-b2',
    });
  for (const time of [yesterdayUs + 12.1 * HOUR_US, yesterdayUs + 12.2 * HOUR_US])
    parts.platform.push({
      _timestamp: time,
      ...common('media-resizer', rest, 'FATAL', 'worker gave up, no decoder left'),
      exception_type: 'CodecPanicError',
      k8s_node_name: 'node-b2',
    });
  parts.platform.push({
    _timestamp: clock.releaseUs,
    ...common('deployer', rest, 'INFO', 'rollout of storefront-web 5.13.0 finished'),
    event_name: 'rollout_finished',
    service_version: '5.13.0',
    target_service: 'storefront-web',
  });
  return parts;
}

/** One customer with trouble, one order with a story, one very large order. */
function special(parts: Parts, { nowUs }: Clock, random: Random): void {
  const order = (at: number, order_state: string, more: Partial<Draft>): Draft => ({
    _timestamp: at,
    ...common('order-svc', random, 'INFO', `order ${more.order_id} ${order_state}`),
    order_state,
    user_tier: 'plus',
    currency: 'EUR',
    geo_country_iso_code: 'NL',
    item_count: 2,
    ...more,
  });
  const story = {
    order_id: 'ORD-779941',
    user_id: 'u-31177',
    seller_id: 'seller-0093',
    category: 'vintage',
    order_total: 264.5,
  };
  const from = nowUs - 26 * HOUR_US;
  parts.orders.push(
    order(from, 'placed', story),
    order(from + 2 * SECOND_US, 'paid', story),
    order(from + 5 * HOUR_US, 'shipped', { ...story, carrier: 'Kestrel' }),
    order(from + 20 * HOUR_US, 'returned', story),
    order(from + 21 * HOUR_US, 'refunded', story),
  );
  parts.orders.push(
    order(nowUs - 17 * HOUR_US, 'placed', {
      order_id: 'ORD-779950',
      user_id: 'u-10450',
      user_tier: 'business',
      seller_id: 'seller-0042',
      category: 'electronics',
      order_total: 18499.9,
      item_count: 40,
    }),
  );
  spread(random, 9, nowUs - 22 * HOUR_US, nowUs - 9 * HOUR_US).forEach((time, index) => {
    const trouble = {
      order_id: `ORD-7799${60 + index}`,
      user_id: 'u-88213',
      seller_id: 'seller-0017',
      category: 'books',
      order_total: 45.2,
    };
    parts.orders.push(order(time, 'placed', trouble));
    parts.payments.push({
      _timestamp: time + SECOND_US,
      ...common('payment-svc', random, 'WARN', 'payment declined: stolen_card'),
      service_version: '7.2.4',
      payment_id: `pay_${random.hex(10)}`,
      order_id: trouble.order_id,
      user_id: 'u-88213',
      payment_method: 'card',
      payment_provider: 'norpay',
      payment_outcome: 'declined',
      decline_code: 'stolen_card',
      amount: 45.2,
      currency: 'EUR',
      duration_ms: random.whole(150, 260),
    });
    parts.orders.push(
      order(time + 2 * SECOND_US, 'cancelled', { ...trouble, cancel_reason: 'payment_failed' }),
    );
  });
}

/** Rollout of an unrelated service, a restarted pod: real, but no cause of anything. */
function herrings(parts: Parts, random: Random, rolloutUs: number, restartUs: number): void {
  parts.platform.push(
    {
      _timestamp: rolloutUs,
      ...common('deployer', random, 'INFO', 'rollout of recommender 2.9.1 finished'),
      event_name: 'rollout_finished',
      service_version: '2.9.1',
      target_service: 'recommender',
    },
    {
      _timestamp: restartUs,
      ...common('media-resizer', random, 'WARN', 'container restarted after OOMKilled'),
      event_name: 'container_restarted',
      k8s_pod_name: 'media-resizer-84ad5b-zz4vw',
      k8s_node_name: 'node-b1',
    },
  );
}

function badDeploy(parts: Parts, { nowUs }: Clock, random: Random): void {
  const onset = nowUs - 48 * MINUTE_US;
  herrings(parts, random, nowUs - 70 * MINUTE_US, nowUs - 33 * MINUTE_US);
  parts.platform.push({
    _timestamp: onset - 30 * SECOND_US,
    ...common('deployer', random, 'INFO', 'rollout of payment-svc 7.3.0 finished'),
    event_name: 'rollout_finished',
    service_version: '7.3.0',
    target_service: 'payment-svc',
  });
  for (const row of parts.payments) if (row._timestamp >= onset) row.service_version = '7.3.0';
  const fail = (time: number, user: string, trace: string, order: string) => {
    parts.payments.push({
      _timestamp: time,
      ...common('payment-svc', random, 'ERROR', 'cannot settle: minor unit missing for currency SEK'),
      service_version: '7.3.0',
      payment_id: `pay_${random.hex(10)}`,
      order_id: order,
      user_id: user,
      payment_method: random.pick(['card', 'wallet', 'card', 'splitpay']),
      payment_provider: random.pick(['acquira', 'norpay', 'halfpay']),
      payment_outcome: 'error',
      amount: round(latency(random, 400)),
      currency: 'SEK',
      duration_ms: random.whole(8, 40),
      exception_type: 'MinorUnitMissingError',
      trace_id: trace,
    });
  };
  // SEK payments of the base fail too.
  for (const row of parts.payments) {
    if (row._timestamp < onset || row.currency !== 'SEK') continue;
    Object.assign(row, {
      severity: 'ERROR',
      body: 'cannot settle: minor unit missing for currency SEK',
      payment_outcome: 'error',
      decline_code: undefined,
      exception_type: 'MinorUnitMissingError',
    });
  }
  spread(random, 64, onset, nowUs - 10 * SECOND_US).forEach((time, index) => {
    const trace = random.hex(32);
    const user = userId(random);
    fail(time, user, trace, `ORD-${785000 + index}`);
    parts.storefront.push({
      ...storefrontRow(
        random,
        time + 20_000,
        { nowUs, startUs: 0, yesterdayUs: 0, releaseUs: 0 },
        '/checkout',
      ),
      severity: 'ERROR',
      body: 'upstream failed for POST /checkout',
      http_response_status_code: 500,
      geo_country_iso_code: 'SE',
      user_id: user,
      trace_id: trace,
    });
    if (index % 2 === 0)
      parts.traces.push(
        ...traceRows(random, time - 15_000, trace, 'checkout', {
          dependencyUs: 9000,
          failure: 'MinorUnitMissingError',
        }),
      );
  });
}

function slowDependency(parts: Parts, { nowUs }: Clock, random: Random): void {
  const [onset, end] = [nowUs - 75 * MINUTE_US, nowUs - 20 * MINUTE_US];
  herrings(parts, random, nowUs - 95 * MINUTE_US, nowUs - 50 * MINUTE_US);
  const clock = { nowUs, startUs: 0, yesterdayUs: 0, releaseUs: 0 };
  for (const row of parts.search)
    if (within(row._timestamp, onset, end)) row.duration_ms = Math.round(latency(random, 2900, 0.3));
  for (const row of parts.storefront)
    if (within(row._timestamp, onset, end) && row.http_route === '/search')
      Object.assign(row, { duration_ms: Math.round(latency(random, 3100, 0.3)) });
  const inside = new Set(
    parts.traces
      .filter((row) => within(row._timestamp, onset, end) && row.operation_name === 'GET /search')
      .map((row) => row.trace_id),
  );
  parts.traces.splice(0, parts.traces.length, ...parts.traces.filter((row) => !inside.has(row.trace_id)));
  for (const trace of inside) {
    const row = parts.storefront.find((each) => each.trace_id === trace);
    if (row) row.trace_id = undefined;
  }
  spread(random, 70, onset, end).forEach((time, index) => {
    const trace = random.hex(32);
    const timeout = index % 4 === 0;
    const waited = timeout ? 5000 : Math.round(latency(random, 2900, 0.3));
    parts.traces.push(...traceRows(random, time, trace, 'search', { dependencyUs: waited * 1000, timeout }));
    parts.storefront.push({
      ...storefrontRow(random, time, clock, '/search'),
      severity: timeout ? 'ERROR' : 'INFO',
      body: timeout ? 'upstream failed for GET /search' : `GET /search 200 in ${waited + 40} ms`,
      http_response_status_code: timeout ? 504 : 200,
      duration_ms: waited + 40,
      trace_id: trace,
    });
    parts.search.push({
      ...searchRow(random, time),
      severity: timeout ? 'ERROR' : 'WARN',
      body: timeout ? 'vector-index did not answer within 5000 ms' : 'slow answer from vector-index',
      duration_ms: waited + 15,
      trace_id: trace,
      ...(timeout ? { result_count: 0 } : {}),
    });
  });
}

function noisyTenant(parts: Parts, { nowUs }: Clock, random: Random): void {
  const onset = nowUs - 38 * MINUTE_US;
  herrings(parts, random, nowUs - 55 * MINUTE_US, nowUs - 20 * MINUTE_US);
  const listing = (time: number, seller: string, severity: string, body: string, status: number): Draft => ({
    _timestamp: time,
    ...common('seller-portal', random, severity, body),
    k8s_node_name: 'node-a2',
    seller_id: seller,
    http_route: '/api/listings/bulk',
    http_response_status_code: status,
    duration_ms: Math.round(latency(random, status === 429 ? 12 : 900)),
  });
  for (const time of spread(random, 520, onset, nowUs - 5 * SECOND_US))
    parts.platform.push(listing(time, 'seller-0117', 'INFO', 'bulk import of 5000 listings accepted', 202));
  for (const time of spread(random, 75, onset + 3 * MINUTE_US, nowUs - 5 * SECOND_US)) {
    let seller = sellerId(random);
    if (seller === 'seller-0117') seller = 'seller-0118';
    parts.platform.push(listing(time, seller, 'WARN', 'import refused: shared worker quota used up', 429));
  }
  for (const time of spread(random, 24, onset, nowUs - 5 * SECOND_US)) {
    const trace = random.hex(32);
    const ids = [random.hex(16), random.hex(16)] as const;
    const shared = { trace, service: 'seller-portal' };
    const took = latency(random, 900e3);
    parts.traces.push(
      span({
        ...shared,
        id: ids[0],
        operation: 'POST /api/listings/bulk',
        kind: '2',
        startUs: time,
        durationUs: took + 20e3,
        status: 'OK',
        attributes: { seller_id: 'seller-0117', http_response_status_code: 202 },
      }),
      span({
        ...shared,
        id: ids[1],
        parent: ids[0],
        operation: 'publish listing-changes',
        kind: '3',
        startUs: time + 8e3,
        durationUs: took,
        attributes: { peer_service: 'kafka' },
      }),
    );
  }
}

function metrics(random: Random, { nowUs }: Clock, incident: string | null): WorldStream[] {
  const recent = scrapes(4, nowUs);
  const long = scrapes(52, nowUs);
  const ago = (minutes: number) => nowUs - minutes * MINUTE_US;
  const deploy = (time: number) => incident === 'bad-deploy' && time > ago(48);
  const slow = (time: number) => incident === 'slow-dependency' && within(time, ago(75), ago(20));
  const noisy = (time: number) => incident === 'noisy-tenant' && time > ago(38);
  const requests: Row[] = [];
  const perMinute: Readonly<Record<string, number>> = {
    'storefront-web': 900,
    'payment-svc': 120,
    'search-svc': 310,
  };
  const own = () => createRandom(random.whole(1, 2 ** 31));
  for (const [service, rate] of Object.entries(perMinute)) {
    const bad = (time: number) =>
      (deploy(time) && service !== 'search-svc' ? 14 : 0) +
      (slow(time) && service !== 'payment-svc' ? 45 : 0);
    for (const [code, share] of [
      ['2xx', 1],
      ['5xx', service === 'payment-svc' ? 0.02 : 0.01],
    ] as const)
      requests.push(
        ...counter(
          recent,
          { service_name: service, http_response_status_class: code },
          own(),
          (time) => rate * share * rhythm(time) + (code === '5xx' ? bad(time) : 0),
          50_000,
        ),
      );
  }
  const groups = [
    ['order-mailer', 40],
    ['listing-indexer', 220],
  ] as const;
  const lag = groups.flatMap(([consumer_group, middle]) => {
    const noise = own();
    return gauge(
      long,
      { consumer_group, topic: consumer_group === 'order-mailer' ? 'orders' : 'listing-changes' },
      (time) => {
        const extra =
          noisy(time) && consumer_group === 'listing-indexer' ? ((time - ago(38)) / MINUTE_US) * 2600 : 0;
        return Math.max(0, Math.round(middle * rhythm(time) * (0.8 + 0.4 * noise.next()) + extra));
      },
    );
  });
  const pods = [
    ['payment-svc-7c1e02-k2x8p', 410],
    ['search-svc-84ad5b-m9qrt', 1350],
    ['seller-portal-84ad5b-k2x8p', 620],
    ['notifier-84ad5b-zz4vw', 180],
  ] as const;
  const memory = pods.flatMap(([k8s_pod_name, mebibytes]) => {
    const noise = own();
    return gauge(recent, { k8s_pod_name, k8s_namespace_name: 'orbit-prod' }, (time) => {
      const extra = noisy(time) && k8s_pod_name.startsWith('seller-portal') ? 780 : 0;
      return Math.round((mebibytes * (0.96 + 0.08 * noise.next()) + extra) * 1048576);
    });
  });
  const bounds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
  const durations = (['storefront-web', 'search-svc'] as const).map((service_name) =>
    histogram(
      recent,
      { service_name },
      own(),
      bounds,
      (time) => (perMinute[service_name] as number) * rhythm(time),
      (time) =>
        slow(time)
          ? service_name === 'search-svc'
            ? 2.4
            : 0.6
          : service_name === 'search-svc'
            ? 0.095
            : 0.08,
    ),
  );
  const help = 'Duration of HTTP server requests';
  const name = 'http_server_request_duration_seconds';
  const metric = (type: 'Counter' | 'Gauge' | 'Histogram', text: string, unit: string) => ({
    type,
    help: text,
    unit,
  });
  return [
    {
      type: 'metrics',
      name: 'http_server_requests_total',
      rows: requests,
      metric: metric('Counter', 'HTTP requests served', '1'),
    },
    {
      type: 'metrics',
      name: 'kafka_consumer_lag',
      rows: lag,
      metric: metric('Gauge', 'Messages that a consumer group is behind', '1'),
    },
    {
      type: 'metrics',
      name: 'container_memory_usage_bytes',
      rows: memory,
      metric: metric('Gauge', 'Memory in use by the container', 'By'),
    },
    {
      type: 'metrics',
      name: `${name}_bucket`,
      rows: durations.flatMap((each) => each.bucket),
      metric: metric('Histogram', help, 's'),
    },
    {
      type: 'metrics',
      name: `${name}_sum`,
      rows: durations.flatMap((each) => each.sum),
      metric: metric('Histogram', help, 's'),
    },
    {
      type: 'metrics',
      name: `${name}_count`,
      rows: durations.flatMap((each) => each.count),
      metric: metric('Histogram', help, '1'),
    },
  ];
}

/** A marketplace on Kubernetes. See README.md. */
export const world: World = {
  name: 'orbit',
  build({ random, nowUs, incident }) {
    const yesterdayUs = Math.floor(nowUs / DAY_US) * DAY_US - DAY_US;
    const clock: Clock = {
      nowUs,
      startUs: nowUs - HOURS * HOUR_US,
      yesterdayUs,
      releaseUs: yesterdayUs + 11.5 * HOUR_US,
    };
    const seeds = { metrics: random.whole(1, 2 ** 31), incident: random.whole(1, 2 ** 31) };
    const parts = base(random, clock);
    const planted = createRandom(seeds.incident);
    if (incident === 'bad-deploy') badDeploy(parts, clock, planted);
    if (incident === 'slow-dependency') slowDependency(parts, clock, planted);
    if (incident === 'noisy-tenant') noisyTenant(parts, clock, planted);
    // Later steps of an order may lie after the end of the data.
    const past = (rows: Draft[]) => rows.filter((row) => row._timestamp <= nowUs);
    const logs = (name: keyof Parts): WorldStream => ({
      type: 'logs',
      name,
      rows: past(parts[name]),
      fullText: ['body'],
    });
    return [
      logs('storefront'),
      logs('orders'),
      logs('payments'),
      logs('search'),
      logs('accounts'),
      { ...logs('platform'), retentionDays: 14 },
      { type: 'traces', name: 'orbit_spans', rows: past(parts.traces) },
      ...metrics(createRandom(seeds.metrics), clock, incident),
    ];
  },
};
