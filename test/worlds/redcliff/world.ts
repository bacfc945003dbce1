import {
  DAY_US,
  type Draft,
  gauge,
  HOUR_US,
  histogram,
  latency,
  MINUTE_US,
  nested,
  round,
  SECOND_US,
  type Step,
  scrapes,
  span,
  spread,
  within,
} from '../kit.ts';
import { createRandom, type Random } from '../random.ts';
import type { Row, World, WorldStream } from '../world.ts';

const HOURS = 54;
const CITIES = ['Bristol', 'Cardiff', 'Bath', 'Exeter', 'Plymouth', 'Torquay'] as const;
const COURIERS_AT_PEAK: Readonly<Record<string, number>> = {
  Bristol: 140,
  Cardiff: 96,
  Bath: 41,
  Exeter: 55,
  Plymouth: 47,
  Torquay: 14,
};
const ZONES: Readonly<Record<string, readonly string[]>> = {
  Bristol: ['bristol-harbourside', 'bristol-clifton', 'bristol-bedminster'],
  Cardiff: ['cardiff-bay', 'cardiff-roath'],
  Bath: ['bath-centre'],
  Exeter: ['exeter-quay'],
  Plymouth: ['plymouth-hoe'],
  Torquay: ['torquay-harbour'],
};

interface Restaurant {
  readonly restaurant_id: string;
  readonly restaurant_name: string;
  readonly city: string;
  readonly weight: number;
  readonly price: number;
}
const RESTAURANTS: readonly Restaurant[] = (
  [
    ['Bombay Lantern', 'Bristol', 17, 27],
    ['Dough & Fire', 'Bristol', 12, 22],
    ['Casa Limoncello', 'Bristol', 7, 31],
    ['Green Bowl', 'Bristol', 6, 15],
    ['Clifton Noodle Bar', 'Bristol', 5, 19],
    ['Taff Tacos', 'Cardiff', 10, 18],
    ['Bay Burger Co', 'Cardiff', 8, 20],
    ['Roath Ramen', 'Cardiff', 5, 23],
    ['Little Damascus', 'Cardiff', 4, 24],
    ['Royal Crescent Thai', 'Bath', 6, 29],
    ['Pump Room Pies', 'Bath', 4, 17],
    ['Quay Kebab', 'Exeter', 7, 16],
    ['Devon Sushi', 'Exeter', 5, 36],
    ['Hoe Street Pizza', 'Plymouth', 7, 21],
    ['Barbican Curry House', 'Plymouth', 5, 25],
    ['Palm Pier Fish', 'Torquay', 7, 20],
  ] as const
).map(([restaurant_name, city, weight, price], index) => ({
  restaurant_id: `r-${1101 + index * 7}`,
  restaurant_name,
  city,
  weight,
  price,
}));
const BY_NAME = new Map(RESTAURANTS.map((each) => [each.restaurant_name, each]));
const shop = (name: string) => BY_NAME.get(name) as Restaurant;
const WEIGHTS = Object.fromEntries(RESTAURANTS.map((each) => [each.restaurant_name, each.weight]));
const VEHICLES = ['bicycle', 'scooter', 'bicycle', 'ebike', 'scooter', 'car', 'bicycle'] as const;

/** How hungry the cities are: lunch and, above all, dinner. */
function appetite(timeUs: number): number {
  const hour = (timeUs % DAY_US) / HOUR_US;
  const bump = (at: number, width: number) => Math.exp(-(((hour - at) / width) ** 2));
  return Math.min(1, 0.35 + 0.4 * bump(12.5, 2) + 0.65 * bump(19, 2.6));
}

function hungryMoments(random: Random, count: number, fromUs: number, toUs: number): number[] {
  const times: number[] = [];
  while (times.length < count) {
    const time = Math.floor(fromUs + random.next() * (toUs - fromUs));
    if (random.next() < appetite(time)) times.push(time);
  }
  return times.sort((a, b) => a - b);
}

interface Parts {
  readonly order_events: Draft[];
  readonly dispatch: Draft[];
  readonly ingress_nginx: Draft[];
  readonly kafka_consumers: Draft[];
  readonly push_gateway: Draft[];
  readonly fraud_decisions: Draft[];
  readonly partner_events: Draft[];
  readonly k8s_events: Draft[];
  readonly traces: Draft[];
}

interface Clock {
  readonly nowUs: number;
  readonly startUs: number;
  /** Midnight at which yesterday began. */
  readonly yesterdayUs: number;
  /** dispatch-engine 4.0.3. */
  readonly releaseUs: number;
  /** First order in Torquay. */
  readonly launchUs: number;
}

const pod = (service: string, random: Random) =>
  `${service}-${{ 'order-service': '6d8b4f', 'dispatch-engine': '79cfc5', 'push-gateway': '5fd9b7' }[service] ?? '84cb6d'}-${random.pick(['4kq2z', 'hx7wd', 'p9rbn'])}`;

const common = (service: string, random: Random, severity: string, body: string) => ({
  severity,
  service_name: service,
  body,
  k8s_pod_name: pod(service, random),
});

const customer = (random: Random) => `c-${random.whole(40000, 40419)}`;
const courier = (random: Random) => `cr-${random.whole(2001, 2058)}`;
const vehicleOf = (id: string) => VEHICLES[Number(id.slice(3)) % VEHICLES.length] as string;
const versionAt = (time: number, clock: Clock) => (time < clock.releaseUs ? '4.0.2' : '4.0.3');

interface Order {
  readonly time: number;
  readonly order_id: string;
  readonly customer_id: string;
  readonly restaurant: Restaurant;
  readonly random: Random;
  readonly clock: Clock;
  /** Minutes to the door, for a planted order. */
  readonly minutes?: number;
  readonly basket?: number;
  readonly fate?: 'delivered' | 'blocked' | 'rejected' | 'stranded';
  readonly courier_id?: string;
}

function offerRow(random: Random, time: number, clock: Clock, order_id: string, city: string, id: string) {
  return (event_name: string, at: number, extra: Partial<Draft> = {}): Draft => ({
    _timestamp: at,
    ...common(
      'dispatch-engine',
      random,
      event_name === 'assignment_failed' ? 'ERROR' : event_name === 'offer_expired' ? 'WARN' : 'INFO',
      `${event_name.replaceAll('_', ' ')} order=${order_id} courier=${id}`,
    ),
    service_version: versionAt(time, clock),
    event_name,
    order_id,
    courier_id: id,
    vehicle: vehicleOf(id),
    city,
    zone: random.pick(ZONES[city] ?? ['unknown']),
    ...extra,
  });
}

/** The offers of an order to couriers; the last one accepts. */
function offers(parts: Parts, order: Order, from: number, accepted: string): void {
  const { random, clock, order_id, restaurant } = order;
  const refusals = order.fate === undefined && random.chance(0.27) ? random.whole(1, 2) : 0;
  let time = from;
  for (let index = 0; index <= refusals; index += 1) {
    const isLast = index === refusals;
    const id = isLast ? accepted : courier(random);
    const row = offerRow(random, time, clock, order_id, restaurant.city, id);
    if (isLast && order.fate === undefined && random.chance(0.012)) {
      parts.dispatch.push(
        row('assignment_failed', time, {
          body: 'route-planner did not answer within 3000 ms',
          error_type: 'RoutePlannerTimeout',
          courier_id: undefined,
          vehicle: undefined,
        }),
      );
      time += 20 * SECOND_US;
    }
    const shared = {
      distance_km: round(Math.min(9.5, latency(random, 2.3, 0.5))),
      offer_fee: round(3.2 + random.next() * 3.4),
    };
    parts.dispatch.push(
      row('offer_sent', time, {
        ...shared,
        assign_ms: Math.round(latency(random, time < clock.releaseUs ? 1150 : 430)),
      }),
    );
    const answered = time + random.whole(8, 44) * SECOND_US;
    if (isLast) parts.dispatch.push(row('offer_accepted', answered, shared));
    else if (random.chance(0.3)) parts.dispatch.push(row('offer_expired', time + 45 * SECOND_US, shared));
    else
      parts.dispatch.push(
        row('offer_declined', answered, {
          ...shared,
          decline_reason: random.weighted({ too_far: 44, low_fee: 30, on_break: 15, long_wait: 11 }),
        }),
      );
    time += 46 * SECOND_US;
  }
}

function pushRow(
  random: Random,
  time: number,
  template: string,
  recipient: readonly [string, string],
  extra: Partial<Draft> = {},
): Draft {
  const provider = random.chance(0.54) ? 'fcm' : 'apns';
  const failed = random.chance(template === 'promo' ? 0.11 : provider === 'apns' ? 0.045 : 0.02);
  const reason = failed
    ? random.weighted({ token_expired: 74, payload_too_large: 8, provider_timeout: 18 })
    : undefined;
  return {
    _timestamp: time,
    ...common(
      'push-gateway',
      random,
      failed ? 'WARN' : 'INFO',
      failed ? `push not delivered: ${reason}` : `push handed to ${provider}`,
    ),
    provider,
    template,
    recipient_type: recipient[0],
    recipient_id: recipient[1],
    outcome: failed ? 'failed' : 'sent',
    fail_reason: reason,
    latency_ms: Math.round(latency(random, provider === 'fcm' ? 85 : 140)),
    ...extra,
  };
}

function orderRows(parts: Parts, order: Order): void {
  const { time, order_id, customer_id, restaurant, random, clock } = order;
  const { restaurant_id, restaurant_name, city } = restaurant;
  const basket_total = order.basket ?? round(Math.max(8, latency(random, restaurant.price, 0.42)));
  const eta_min = order.minutes === undefined ? random.whole(24, 46) : 35;
  const payment_method = random.weighted({ card: 51, apple_pay: 24, google_pay: 17, cash: 8 });
  const isFirst = order.fate === undefined && random.chance(0.13);
  const promo_code = isFirst
    ? 'WELCOME10'
    : order.fate === undefined && random.chance(0.14)
      ? random.weighted({ RAINYDAY: 60, LUNCH3: 40 })
      : undefined;
  const trace_id = order.fate === undefined && random.chance(0.35) ? random.hex(32) : undefined;
  const event = (
    event_name: string,
    at: number,
    severity: string,
    body: string,
    extra: Partial<Draft> = {},
  ) =>
    parts.order_events.push({
      _timestamp: Math.floor(at),
      ...common('order-service', random, severity, body),
      service_version: '8.21.3',
      event_name,
      order_id,
      customer_id,
      restaurant_id,
      restaurant_name,
      city,
      basket_total,
      payment_method,
      ...extra,
    });
  event('order_created', time, 'INFO', `order ${order_id} created`, {
    eta_min,
    item_count: random.whole(1, 7),
    delivery_fee: round(1.5 + random.next() * 2.5),
    promo_code,
    trace_id,
  });
  if (trace_id) parts.traces.push(...placeTrace(random, time - 180_000, trace_id, order_id, city, false));
  const isBlocked = order.fate === 'blocked' || (order.fate === undefined && random.chance(0.025));
  const isReviewed = !isBlocked && order.fate === undefined && random.chance(0.07);
  parts.fraud_decisions.push({
    _timestamp: time + 240_000,
    ...common(
      'fraud-scorer',
      random,
      isBlocked ? 'WARN' : 'INFO',
      `order ${order_id} ${isBlocked ? 'blocked' : isReviewed ? 'sent to manual review' : 'allowed'}`,
    ),
    order_id,
    customer_id,
    city,
    basket_total,
    decision: isBlocked ? 'block' : isReviewed ? 'review' : 'allow',
    risk_score: round(
      isBlocked
        ? 0.86 + random.next() * 0.13
        : isReviewed
          ? 0.55 + random.next() * 0.25
          : random.next() * 0.5,
      3,
    ),
    rule:
      order.fate === 'blocked'
        ? 'stolen_card_list'
        : isBlocked
          ? random.weighted({ velocity: 60, stolen_card_list: 25, address_mismatch: 15 })
          : isReviewed
            ? random.weighted({ new_device: 55, address_mismatch: 30, velocity: 15 })
            : undefined,
    card_country: random.weighted({ GB: 88, IE: 5, FR: 3, US: 4 }),
    first_order: isFirst,
    decision_ms: Math.round(latency(random, 46)),
  });
  const cancel = (at: number, cancel_reason: string) => {
    event('order_cancelled', at, 'WARN', `order ${order_id} cancelled: ${cancel_reason}`, { cancel_reason });
  };
  if (isBlocked) {
    cancel(time + 2 * SECOND_US, 'fraud_block');
    return;
  }
  const answered = time + random.whole(25, 210) * SECOND_US;
  if (
    order.fate === 'rejected' ||
    (order.fate === undefined && random.chance(restaurant_name === 'Casa Limoncello' ? 0.36 : 0.045))
  ) {
    const reject_reason = random.weighted({ kitchen_too_busy: 62, item_sold_out: 28, closing_soon: 10 });
    event('order_rejected', answered, 'WARN', `${restaurant_name} refused order ${order_id}`, {
      reject_reason,
    });
    parts.push_gateway.push(
      pushRow(random, answered + SECOND_US, 'order_rejected', ['customer', customer_id], { order_id }),
    );
    return;
  }
  event('order_accepted', answered, 'INFO', `${restaurant_name} accepted order ${order_id}`);
  parts.push_gateway.push(
    pushRow(random, answered + SECOND_US, 'order_accepted', ['customer', customer_id], { order_id }),
  );
  if (order.fate === undefined && random.chance(0.035)) {
    cancel(
      answered + random.whole(1, 5) * MINUTE_US,
      random.chance(0.7) ? 'customer_changed_mind' : 'no_courier',
    );
    return;
  }
  const courier_id = order.courier_id ?? courier(random);
  offers(parts, order, answered + 5 * SECOND_US, courier_id);
  if (random.chance(0.6))
    parts.push_gateway.push(
      pushRow(random, answered + 6 * SECOND_US, 'new_offer', ['courier', courier_id], { order_id }),
    );
  const delivery_min =
    order.minutes ?? round(latency(random, restaurant_name === 'Bombay Lantern' ? 39 : 29, 0.24), 1);
  const delivered = time + delivery_min * MINUTE_US;
  const ready = answered + (delivered - answered) * 0.5;
  const wait_min = round(latency(random, restaurant_name === 'Bombay Lantern' ? 8.5 : 3.6, 0.4), 1);
  parts.dispatch.push(
    offerRow(
      random,
      time,
      clock,
      order_id,
      city,
      courier_id,
    )('arrived_at_restaurant', Math.floor(ready - 90 * SECOND_US), {
      wait_min,
      restaurant_name,
    }),
  );
  event('food_ready', ready, 'INFO', `order ${order_id} is ready`);
  event('picked_up', ready + 100 * SECOND_US, 'INFO', `courier ${courier_id} picked up order ${order_id}`, {
    courier_id,
  });
  event('delivered', delivered, 'INFO', `order ${order_id} delivered`, { courier_id, delivery_min, eta_min });
  if (random.chance(0.7))
    parts.push_gateway.push(
      pushRow(random, Math.floor(delivered + SECOND_US), 'delivered', ['customer', customer_id], {
        order_id,
      }),
    );
}

function placeTrace(
  random: Random,
  time: number,
  trace: string,
  order_id: string,
  city: string,
  failed: boolean,
) {
  const steps: Step[] = [
    {
      service: 'mobile-bff',
      operation: 'POST /v2/orders',
      kind: '2',
      ownUs: latency(random, 14e3),
      attributes: {
        http_request_method: 'POST',
        http_route: '/v2/orders',
        http_response_status_code: failed ? 502 : 201,
        city,
      },
    },
    {
      service: 'order-service',
      operation: 'POST /internal/orders',
      kind: '2',
      ownUs: latency(random, 22e3),
      attributes: {
        http_request_method: 'POST',
        http_route: '/internal/orders',
        http_response_status_code: failed ? 500 : 201,
        order_id,
      },
    },
    {
      service: 'fraud-scorer',
      operation: 'POST /score',
      kind: '2',
      ownUs: latency(random, 46e3),
      attributes: {
        http_request_method: 'POST',
        http_route: '/score',
        http_response_status_code: failed ? 503 : 200,
        order_id,
      },
    },
  ];
  const rows = nested(random, trace, time, steps, failed);
  if (failed) return rows;
  const inside = rows[1] as Draft;
  rows.push(
    span({
      trace,
      parent: String(inside.span_id),
      id: random.hex(16),
      service: 'order-service',
      operation: 'INSERT orders',
      kind: '3',
      startUs: inside._timestamp + 2000,
      durationUs: latency(random, 6e3),
      status: 'OK',
      attributes: { db_system: 'postgresql', db_operation_name: 'INSERT', peer_service: 'orders-pg' },
    }),
  );
  return rows;
}

function searchTrace(random: Random, time: number): Draft[] {
  const failed = random.chance(0.015);
  return nested(
    random,
    random.hex(32),
    time,
    [
      {
        service: 'mobile-bff',
        operation: 'GET /v2/restaurants',
        kind: '2',
        ownUs: latency(random, 11e3),
        attributes: {
          http_request_method: 'GET',
          http_route: '/v2/restaurants',
          http_response_status_code: failed ? 504 : 200,
          city: random.pick(CITIES),
        },
      },
      {
        service: 'catalog-service',
        operation: 'opensearch restaurants _search',
        kind: '3',
        ownUs: latency(random, 88e3),
        attributes: { db_system: 'opensearch', db_operation_name: '_search', peer_service: 'opensearch' },
      },
    ],
    failed,
  );
}

function assignTrace(random: Random, time: number, city: string, failed: boolean, fast = false): Draft[] {
  return nested(
    random,
    random.hex(32),
    time,
    [
      {
        service: 'dispatch-engine',
        operation: 'POST /v1/assign',
        kind: '2',
        ownUs: latency(random, 30e3),
        attributes: {
          http_request_method: 'POST',
          http_route: '/v1/assign',
          http_response_status_code: failed ? 500 : 200,
          city,
        },
      },
      {
        service: 'dispatch-engine',
        operation: fast ? 'ZoneIndex.lookup' : 'route-planner POST /matrix',
        kind: fast ? '1' : '3',
        ownUs: latency(random, fast ? 3e3 : 260e3),
        attributes: fast ? { error_type: 'ZoneLookupException' } : { peer_service: 'route-planner' },
      },
    ],
    failed,
  );
}

const PATHS = {
  '/api/v2/restaurants/search': 27,
  '/api/v2/menus': 19,
  '/api/v2/basket': 12,
  '/api/v2/orders': 8,
  '/api/v2/orders/track': 14,
  '/api/v2/auth/login': 5,
  '/courier/v1/location': 12,
  '/partner/v1/orders': 6,
  '/partner/v1/reports': 2,
};
const UPSTREAMS: Readonly<Record<string, readonly [string, string, number]>> = {
  '/api/v2/restaurants/search': ['catalog-service', 'GET', 0.16],
  '/api/v2/menus': ['catalog-service', 'GET', 0.07],
  '/api/v2/basket': ['basket-service', 'PUT', 0.06],
  '/api/v2/orders': ['order-service', 'POST', 0.24],
  '/api/v2/orders/track': ['order-service', 'GET', 0.05],
  '/api/v2/auth/login': ['identity-service', 'POST', 0.12],
  '/courier/v1/location': ['dispatch-engine', 'POST', 0.02],
  '/partner/v1/orders': ['partner-portal', 'GET', 0.09],
  '/partner/v1/reports': ['partner-portal', 'GET', 2.6],
};

function ingressRow(random: Random, time: number, path: string, forced?: number, addr?: string): Draft {
  const [upstream, method, median] = UPSTREAMS[path] as readonly [string, string, number];
  const isBroken = random.chance(path === '/partner/v1/orders' ? 0.24 : 0.009);
  const usual =
    path === '/api/v2/auth/login' && random.chance(0.09)
      ? 401
      : path === '/courier/v1/location' && random.chance(0.04)
        ? 429
        : path === '/api/v2/menus' && random.chance(0.05)
          ? 404
          : path === '/api/v2/orders'
            ? 201
            : 200;
  const status = forced ?? (isBroken ? random.pick([500, 502, 502, 503, 504]) : usual);
  const request_time = round(latency(random, median), 3);
  const [area] = path.slice(1).split('/');
  const user_agent =
    addr !== undefined
      ? 'python-requests/2.31'
      : area === 'courier'
        ? 'RedcliffCourier/5.1 Android'
        : area === 'partner'
          ? 'RedcliffTablet/3.4 Android'
          : random.weighted({ 'Redcliff/7.4 iOS': 52, 'Redcliff/7.4 Android': 37, 'Mozilla/5.0': 11 });
  const remote_addr = addr ?? `81.${random.whole(96, 111)}.${random.whole(0, 255)}.${random.whole(1, 254)}`;
  const bytes_sent = path === '/api/v2/menus' ? random.whole(9000, 60000) : random.whole(180, 5200);
  return {
    _timestamp: time,
    ...common(
      'ingress-nginx',
      random,
      status >= 500 ? 'ERROR' : 'INFO',
      `${remote_addr} "${method} ${path} HTTP/2.0" ${status} ${bytes_sent} ${request_time}`,
    ),
    host:
      area === 'partner'
        ? 'partner.redcliff.app'
        : area === 'courier'
          ? 'courier.redcliff.app'
          : 'api.redcliff.app',
    method,
    path,
    status,
    request_time,
    upstream_name: upstream,
    bytes_sent,
    remote_addr,
    user_agent,
  };
}

const GROUPS: Readonly<Record<string, readonly [string, number]>> = {
  'push-sender': ['push.requests', 40],
  'eta-updater': ['courier.locations', 30],
  'restaurant-relay': ['orders.created', 20],
  'ledger-writer': ['orders.delivered', 10],
};

function kafkaRow(random: Random, time: number): Draft {
  const group = random.weighted(
    Object.fromEntries(Object.entries(GROUPS).map(([name, [, weight]]) => [name, weight])),
  );
  const kind = random.weighted({
    ok: 940,
    rebalance: 22,
    dead: group === 'restaurant-relay' ? 38 : 8,
    commit: 14,
  });
  const [severity, body, error_type] = {
    ok: ['INFO', 'batch processed', undefined],
    rebalance: ['WARN', 'partitions revoked, group is rebalancing', undefined],
    dead: [
      'ERROR',
      'record could not be parsed, moved to dead letter topic',
      'RecordDeserializationException',
    ],
    commit: ['ERROR', 'offset commit failed', 'CommitFailedException'],
  }[kind] as [string, string, string | undefined];
  return {
    _timestamp: time,
    ...common(group, random, severity, body),
    consumer_group: group,
    topic: (GROUPS[group] as readonly [string, number])[0],
    partition: random.whole(0, 5),
    batch_size: kind === 'ok' ? random.whole(1, 480) : undefined,
    processing_ms:
      kind === 'ok' ? Math.round(latency(random, group === 'ledger-writer' ? 310 : 75)) : undefined,
    error_type,
  };
}

function partnerRow(random: Random, time: number, clock: Clock): Draft {
  let name = random.weighted(WEIGHTS);
  if (name === 'Palm Pier Fish' && time < clock.launchUs) name = 'Dough & Fire';
  const { restaurant_id, restaurant_name, city } = shop(name);
  const event_name =
    restaurant_name === 'Quay Kebab' && random.chance(0.5)
      ? 'tablet_offline'
      : random.weighted({
          menu_updated: 40,
          store_paused: 20,
          store_reopened: 18,
          tablet_offline: 8,
          login_failed: 7,
          prep_time_changed: 7,
        });
  const paused = event_name === 'store_paused';
  return {
    _timestamp: time,
    ...common(
      'partner-portal',
      random,
      event_name === 'tablet_offline' || event_name === 'login_failed' ? 'WARN' : 'INFO',
      `${event_name.replaceAll('_', ' ')} by ${restaurant_name}`,
    ),
    event_name,
    restaurant_id,
    restaurant_name,
    city,
    pause_reason: paused
      ? random.weighted({ kitchen_busy: 58, short_staffed: 24, out_of_stock: 18 })
      : undefined,
    pause_min: paused ? random.pick([15, 20, 30, 45, 60]) : undefined,
  };
}

function k8sRow(random: Random, time: number): Draft {
  const target = random.pick([
    'catalog-service',
    'basket-service',
    'order-service',
    'mobile-bff',
    'eta-updater',
  ]);
  const reason = random.weighted({ Scheduled: 40, Pulled: 30, Unhealthy: 14, SuccessfulRescale: 16 });
  const text = {
    Scheduled: `assigned ${target} to a node`,
    Pulled: `image of ${target} pulled`,
    Unhealthy: `readiness probe of ${target} failed`,
    SuccessfulRescale: `${target} scaled by its autoscaler`,
  }[reason];
  return {
    _timestamp: time,
    severity: reason === 'Unhealthy' ? 'WARN' : 'INFO',
    service_name: 'kube-events',
    body: text,
    reason,
    target_service: target,
    k8s_node_name: `node-${random.whole(1, 6)}`,
  };
}

const rollout = (time: number, target: string, version: string): Draft => ({
  _timestamp: time,
  severity: 'INFO',
  service_name: 'kube-events',
  body: `rollout of ${target} ${version} finished`,
  reason: 'RolloutFinished',
  target_service: target,
  service_version: version,
});

function planted(parts: Parts, clock: Clock, random: Random): void {
  const { nowUs, yesterdayUs } = clock;
  const yesterday = (minutes: number) => yesterdayUs + minutes * MINUTE_US;
  // A late dinner that support is asked about, and an order that was refused.
  const shared = { random, clock };
  orderRows(parts, {
    ...shared,
    time: yesterday(19 * 60 + 12),
    order_id: 'RC-700001',
    customer_id: 'c-51888',
    restaurant: shop('Bombay Lantern'),
    minutes: 88.4,
    basket: 41.6,
    fate: 'delivered',
    courier_id: 'cr-2031',
  });
  orderRows(parts, {
    ...shared,
    time: yesterday(12 * 60 + 31),
    order_id: 'RC-700002',
    customer_id: 'c-51888',
    restaurant: shop('Casa Limoncello'),
    basket: 63.25,
    fate: 'rejected',
  });
  // The largest basket: an office lunch.
  orderRows(parts, {
    ...shared,
    time: yesterday(11 * 60 + 20),
    order_id: 'RC-700003',
    customer_id: 'c-50312',
    restaurant: shop('Green Bowl'),
    minutes: 47.5,
    basket: 318.9,
    fate: 'delivered',
    courier_id: 'cr-2012',
  });
  // Somebody tries stolen cards.
  for (const [index, hours] of [2, 5, 9, 12, 15, 17, 20].entries())
    orderRows(parts, {
      ...shared,
      time: nowUs - hours * HOUR_US - random.whole(1, 40) * MINUTE_US,
      order_id: `RC-70001${index}`,
      customer_id: 'c-50999',
      restaurant: shop('Devon Sushi'),
      basket: round(140 + random.next() * 60),
      fate: 'blocked',
    });
  // A courier who declines nearly everything.
  for (const [index, time] of spread(random, 44, nowUs - 46 * HOUR_US, nowUs - 30 * MINUTE_US).entries()) {
    const row = offerRow(random, time, clock, `RC-${602000 + index}`, 'Bristol', 'cr-2077');
    const offer = { distance_km: round(1 + random.next() * 4), offer_fee: round(3.2 + random.next() * 3) };
    parts.dispatch.push(
      row('offer_sent', time, {
        ...offer,
        assign_ms: Math.round(latency(random, time < clock.releaseUs ? 1150 : 430)),
      }),
    );
    const accepts = index % 9 === 4;
    parts.dispatch.push(
      row(accepts ? 'offer_accepted' : 'offer_declined', time + 12 * SECOND_US, {
        ...offer,
        decline_reason: accepts ? undefined : 'low_fee',
      }),
    );
  }
  // Password guessing in the night, one address.
  for (const [index, time] of spread(random, 160, yesterday(125), yesterday(155)).entries())
    parts.ingress_nginx.push(
      ingressRow(random, time, '/api/v2/auth/login', index % 60 === 59 ? 200 : 401, '203.0.113.77'),
    );
  // FCM's quota ran out during yesterday's dinner.
  for (const time of spread(random, 90, yesterday(18 * 60 + 5), yesterday(18 * 60 + 40)))
    parts.push_gateway.push({
      ...pushRow(random, time, random.pick(['order_accepted', 'courier_nearby']), [
        'customer',
        customer(random),
      ]),
      severity: 'ERROR',
      body: 'push not delivered: quota_exceeded',
      provider: 'fcm',
      outcome: 'failed',
      fail_reason: 'quota_exceeded',
    });
  // The importer of menus is silent since yesterday 14:00.
  for (const time of spread(random, 70, clock.startUs, yesterday(14 * 60)))
    parts.partner_events.push({
      _timestamp: time,
      ...common('menu-importer', random, 'INFO', 'menu feed imported'),
      event_name: 'menu_imported',
      restaurant_id: shop('Dough & Fire').restaurant_id,
      restaurant_name: 'Dough & Fire',
      city: 'Bristol',
    });
  parts.k8s_events.push(
    rollout(clock.releaseUs - 20 * SECOND_US, 'dispatch-engine', '4.0.3'),
    rollout(yesterday(15 * 60 + 5), 'mobile-bff', '12.7.1'),
  );
}

function base(random: Random, clock: Clock): Parts {
  const parts: Parts = {
    order_events: [],
    dispatch: [],
    ingress_nginx: [],
    kafka_consumers: [],
    push_gateway: [],
    fraud_decisions: [],
    partner_events: [],
    k8s_events: [],
    traces: [],
  };
  const { startUs, nowUs } = clock;
  for (const [index, time] of hungryMoments(random, 1050, startUs, nowUs).entries()) {
    let name = random.weighted(WEIGHTS);
    if (name === 'Palm Pier Fish' && time < clock.launchUs) name = 'Dough & Fire';
    orderRows(parts, {
      time,
      order_id: `RC-${600000 + index}`,
      customer_id: customer(random),
      restaurant: shop(name),
      random,
      clock,
    });
  }
  for (const time of hungryMoments(random, 3800, startUs, nowUs))
    parts.ingress_nginx.push(ingressRow(random, time, random.weighted(PATHS)));
  for (const time of spread(random, 1700, startUs, nowUs)) parts.kafka_consumers.push(kafkaRow(random, time));
  for (const time of hungryMoments(random, 380, startUs, nowUs))
    parts.push_gateway.push(pushRow(random, time, 'promo', ['customer', customer(random)]));
  for (const time of hungryMoments(random, 700, startUs, nowUs))
    parts.partner_events.push(partnerRow(random, time, clock));
  for (const time of spread(random, 150, startUs, nowUs)) parts.k8s_events.push(k8sRow(random, time));
  for (const time of hungryMoments(random, 150, startUs, nowUs))
    parts.traces.push(...searchTrace(random, time));
  for (const time of hungryMoments(random, 170, startUs, nowUs))
    parts.traces.push(...assignTrace(random, time, random.pick(CITIES.slice(0, 5)), random.chance(0.12)));
  for (const time of spread(random, 14, startUs, nowUs))
    parts.traces.push(
      ...placeTrace(random, time, random.hex(32), `RC-${random.whole(600000, 600400)}`, 'Bristol', true),
    );
  planted(parts, clock, random);
  return parts;
}

/** True but unrelated events. */
function herrings(parts: Parts, random: Random, time: number): void {
  parts.k8s_events.push({
    ...k8sRow(random, time),
    severity: 'WARN',
    body: 'catalog-service container OOMKilled and restarted',
    reason: 'OOMKilled',
    target_service: 'catalog-service',
  });
  parts.k8s_events.push(rollout(time + 3 * MINUTE_US, 'partner-portal', '5.6.2'));
}

const FAILED_ZONE = 'zone polygon missing, cannot assign a courier';

function zoneRelease(parts: Parts, clock: Clock, random: Random): void {
  const { nowUs } = clock;
  const onset = nowUs - 44 * MINUTE_US;
  herrings(parts, random, nowUs - 62 * MINUTE_US);
  parts.k8s_events.push(rollout(onset - 30 * SECOND_US, 'dispatch-engine', '4.1.0'));
  for (const [index, time] of spread(random, 46, onset, nowUs - 4 * MINUTE_US).entries())
    orderRows(parts, {
      time,
      order_id: `RC-71${String(index).padStart(4, '0')}`,
      customer_id: customer(random),
      restaurant: shop(random.pick(['Taff Tacos', 'Bay Burger Co', 'Roath Ramen', 'Little Damascus'])),
      random,
      clock,
      fate: 'stranded',
    });
  for (const row of parts.dispatch) {
    if (row._timestamp < onset) continue;
    row.service_version = '4.1.0';
    if (row.city !== 'Cardiff' || row.event_name === 'assignment_failed') continue;
    Object.assign(row, {
      severity: 'ERROR',
      body: FAILED_ZONE,
      event_name: 'assignment_failed',
      error_type: 'ZoneLookupException',
      courier_id: undefined,
      vehicle: undefined,
      decline_reason: undefined,
      wait_min: undefined,
    });
  }
  const stuck = new Set(
    parts.order_events
      .filter(
        (row) => row.city === 'Cardiff' && row.event_name === 'order_accepted' && row._timestamp >= onset,
      )
      .map((row) => row.order_id),
  );
  const steps = ['food_ready', 'picked_up', 'delivered'];
  const kept = parts.order_events.filter(
    (row) => !(stuck.has(row.order_id) && steps.includes(String(row.event_name))),
  );
  for (const row of kept.filter((each) => stuck.has(each.order_id) && each.event_name === 'order_accepted')) {
    const { order_id } = row;
    kept.push({
      ...row,
      _timestamp: row._timestamp + 8 * MINUTE_US,
      severity: 'WARN',
      body: `order ${String(order_id)} cancelled: no_courier`,
      event_name: 'order_cancelled',
      cancel_reason: 'no_courier',
    });
  }
  parts.order_events.splice(0, parts.order_events.length, ...kept);
  for (const time of spread(random, 40, onset, nowUs - 5 * SECOND_US))
    parts.traces.push(...assignTrace(random, time, 'Cardiff', true, true));
}

const PUSH_ONSET = 78;
const PUSH_END = 24;

function slowPush(parts: Parts, { nowUs }: Clock, random: Random): void {
  const [onset, end] = [nowUs - PUSH_ONSET * MINUTE_US, nowUs - PUSH_END * MINUTE_US];
  herrings(parts, random, nowUs - 96 * MINUTE_US);
  const slow = (row: Draft, isTimeout: boolean): void => {
    Object.assign(row, {
      provider: 'fcm',
      latency_ms: isTimeout ? 10_000 : Math.round(latency(random, 6400, 0.2)),
      severity: isTimeout ? 'ERROR' : 'WARN',
      body: isTimeout ? 'fcm did not answer within 10000 ms' : 'slow answer from fcm',
      outcome: isTimeout ? 'failed' : 'sent',
      fail_reason: isTimeout ? 'provider_timeout' : undefined,
    });
  };
  for (const row of parts.push_gateway)
    if (within(row._timestamp, onset, end) && row.provider === 'fcm') slow(row, random.chance(0.3));
  for (const [index, time] of spread(random, 110, onset, end).entries()) {
    const row = pushRow(random, time, random.pick(['order_accepted', 'courier_nearby', 'new_offer']), [
      'customer',
      customer(random),
    ]);
    slow(row, index % 3 === 0);
    parts.push_gateway.push(row);
  }
  for (const time of spread(random, 45, onset, end)) {
    parts.kafka_consumers.push({
      ...kafkaRow(random, time),
      ...common('push-sender', random, 'WARN', 'batch took too long, poll interval nearly exceeded'),
      consumer_group: 'push-sender',
      topic: 'push.requests',
      batch_size: 500,
      processing_ms: Math.round(latency(random, 41_000, 0.2)),
      error_type: undefined,
    });
    parts.traces.push(
      ...nested(random, random.hex(32), time, [
        {
          service: 'push-sender',
          operation: 'process push.requests',
          kind: '1',
          ownUs: latency(random, 8e3),
          attributes: { messaging_destination_name: 'push.requests' },
        },
        {
          service: 'push-gateway',
          operation: 'POST fcm/messages:send',
          kind: '3',
          ownUs: latency(random, 6.4e6, 0.2),
          attributes: { peer_service: 'fcm' },
        },
      ]),
    );
  }
}

/** A counter by city that agrees with the logged events. */
function counted(times: readonly number[], events: readonly Draft[]): Row[] {
  return CITIES.flatMap((city, index) => {
    const mine = events
      .filter((row) => row.city === city)
      .map((row) => row._timestamp)
      .sort((a, b) => a - b);
    return times.map((_timestamp) => ({
      _timestamp,
      city,
      value: 4000 + index * 731 + mine.filter((time) => time <= _timestamp).length,
    }));
  });
}

function metrics(random: Random, { nowUs }: Clock, parts: Parts, incident: string | null): WorldStream[] {
  const own = () => createRandom(random.whole(1, 2 ** 31));
  const ago = (minutes: number) => nowUs - minutes * MINUTE_US;
  const recent = scrapes(3, nowUs);
  const counters = scrapes(6, nowUs);
  const isSlow = (time: number) => incident === 'slow-push' && within(time, ago(PUSH_ONSET), ago(PUSH_END));
  const bounds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
  const durations = (
    [
      ['mobile-bff', 640, 0.09],
      ['order-service', 210, 0.16],
      ['dispatch-engine', 330, 0.34],
    ] as const
  ).map(([service_name, rate, median]) =>
    histogram(
      recent,
      { service_name },
      own(),
      bounds,
      (time) => rate * appetite(time),
      () => median,
    ),
  );
  const online = CITIES.flatMap((city) => {
    const noise = own();
    return gauge(scrapes(5, nowUs), { city }, (time) =>
      Math.round((COURIERS_AT_PEAK[city] as number) * appetite(time) * (0.93 + 0.14 * noise.next())),
    );
  });
  const lag = (
    [
      ['push-sender', 60],
      ['eta-updater', 310],
      ['restaurant-relay', 14],
    ] as const
  ).flatMap(([consumer_group, middle]) => {
    const noise = own();
    return gauge(
      scrapes(25, nowUs),
      { consumer_group, topic: (GROUPS[consumer_group] as readonly [string, number])[0] },
      (time) => {
        const grown =
          isSlow(time) && consumer_group === 'push-sender' ? ((time - ago(PUSH_ONSET)) / MINUTE_US) * 420 : 0;
        return Math.round(middle * appetite(time) * (0.7 + 0.6 * noise.next()) + grown);
      },
    );
  });
  const histogramName = 'http_server_request_duration_seconds';
  const help = 'Duration of HTTP server requests';
  const stream = (
    name: string,
    type: 'Counter' | 'Gauge' | 'Histogram',
    text: string,
    unit: string,
    rows: Row[],
  ): WorldStream => ({
    type: 'metrics',
    name,
    rows,
    metric: { type, help: text, unit },
  });
  return [
    stream(
      `${histogramName}_bucket`,
      'Histogram',
      help,
      's',
      durations.flatMap((each) => each.bucket),
    ),
    stream(
      `${histogramName}_sum`,
      'Histogram',
      help,
      's',
      durations.flatMap((each) => each.sum),
    ),
    stream(
      `${histogramName}_count`,
      'Histogram',
      help,
      '1',
      durations.flatMap((each) => each.count),
    ),
    stream(
      'orders_created_total',
      'Counter',
      'Orders created',
      '{order}',
      counted(
        counters,
        parts.order_events.filter((row) => row.event_name === 'order_created'),
      ),
    ),
    stream(
      'dispatch_assignment_failures_total',
      'Counter',
      'Orders for which no courier could be assigned because of an error',
      '{order}',
      counted(
        recent,
        parts.dispatch.filter((row) => row.event_name === 'assignment_failed'),
      ),
    ),
    stream('couriers_online', 'Gauge', 'Couriers who are online and may get offers', '{courier}', online),
    stream('kafka_consumer_lag', 'Gauge', 'Records that a consumer group is behind', '{record}', lag),
  ];
}

/** A food delivery app on Kubernetes. See README.md. */
export const world: World = {
  name: 'redcliff',
  build({ random, nowUs, incident }) {
    const yesterdayUs = Math.floor(nowUs / DAY_US) * DAY_US - DAY_US;
    const clock: Clock = {
      nowUs,
      startUs: nowUs - HOURS * HOUR_US,
      yesterdayUs,
      releaseUs: yesterdayUs + 10 * HOUR_US,
      launchUs: yesterdayUs + 9 * HOUR_US,
    };
    const seeds = { metrics: random.whole(1, 2 ** 31), incident: random.whole(1, 2 ** 31) };
    const parts = base(random, clock);
    const own = createRandom(seeds.incident);
    if (incident === 'zone-release') zoneRelease(parts, clock, own);
    if (incident === 'slow-push') slowPush(parts, clock, own);
    // Later steps of an order may lie after the end of the data.
    const past = (rows: readonly Draft[]) => rows.filter((row) => row._timestamp <= nowUs);
    const logs = (name: keyof Parts): WorldStream => ({
      type: 'logs',
      name,
      rows: past(parts[name]),
      fullText: ['body'],
    });
    return [
      logs('order_events'),
      logs('dispatch'),
      { ...logs('ingress_nginx'), retentionDays: 10 },
      logs('kafka_consumers'),
      logs('push_gateway'),
      logs('fraud_decisions'),
      logs('partner_events'),
      logs('k8s_events'),
      { type: 'traces', name: 'redcliff_traces', rows: past(parts.traces) },
      ...metrics(createRandom(seeds.metrics), clock, parts, incident),
    ];
  },
};
