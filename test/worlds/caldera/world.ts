import {
  counter,
  type Draft,
  DAY_US,
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
const CITIES = { Lyon: 34, Porto: 24, Bremen: 19, Graz: 13, Girona: 10 };
const SITES = { LYO1: 26, LYO2: 21, POR1: 19, BRE1: 15, GRZ1: 11, GIR1: 8 };
const POINTS = 8;
const VEHICLES = Object.entries({ Lyon: 20, Porto: 15, Bremen: 11, Graz: 8, Girona: 6 }).flatMap(
  ([city, count]) => Array.from({ length: count }, () => city),
);
const STREAMS = [
  'ocpp_messages',
  'vehicle_telemetry',
  'trips',
  'payments',
  'app_logs',
  'k8s_events',
  'rider_auth',
  'spans',
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
    attributes: { ...node.attributes, ...(node.error ? { error_message: node.error } : {}) },
    ...(parent ? { parent } : {}),
  });
  return [own, ...below];
}

interface Trouble {
  readonly error?: string;
  /** The operation that fails. */
  readonly at?: string;
  readonly ownUs?: number;
}

function tripTrace(random: Random, trace: string, time: number, city: string, trouble: Trouble = {}) {
  const fault = (operation: string) =>
    trouble.at === operation && trouble.error
      ? { error: trouble.error, ...(trouble.ownUs ? { ownUs: trouble.ownUs } : {}) }
      : {};
  const zone: Node = {
    service: 'trip-api',
    operation: 'surge_zone.lookup',
    kind: '1',
    ownUs: latency(random, 2e3),
    ...fault('surge_zone.lookup'),
  };
  const quote: Node = {
    service: 'trip-api',
    operation: 'POST pricing/quote',
    kind: '3',
    ownUs: latency(random, 4e3),
    children: [{ service: 'pricing', operation: 'fare.compute', kind: '2', ownUs: latency(random, 38e3) }],
  };
  const engine: Node = {
    service: 'dispatch',
    operation: 'engine.match',
    kind: '2',
    ownUs: latency(random, 310e3),
    ...fault('engine.match'),
  };
  const match: Node = {
    service: 'trip-api',
    operation: 'POST dispatch/match',
    kind: '3',
    ownUs: latency(random, 6e3),
    children: trouble.at === 'POST dispatch/match' ? [] : [engine],
    ...fault('POST dispatch/match'),
  };
  return spansOf(random, trace, time, {
    service: 'rider-gateway',
    operation: 'POST /v1/trips',
    kind: '2',
    ownUs: latency(random, 7e3),
    attributes: { city, http_status_code: trouble.error ? 500 : 201 },
    children: [
      {
        service: 'trip-api',
        operation: 'trips.create',
        kind: '2',
        ownUs: latency(random, 12e3),
        attributes: { city },
        children: trouble.at === 'surge_zone.lookup' ? [zone] : [zone, quote, match],
      },
    ],
  });
}

function paymentTrace(random: Random, trace: string, time: number, psp: string, ms: number, error?: string) {
  return spansOf(random, trace, time, {
    service: 'payments',
    operation: 'capture',
    kind: '2',
    ownUs: latency(random, 8e3),
    attributes: { psp },
    children: [
      {
        service: 'payments',
        operation: `POST ${psp}/payments`,
        kind: '3',
        ownUs: ms * 1000,
        attributes: { peer_service: psp },
        ...(error ? { error } : {}),
      },
    ],
  });
}

function chargeTrace(random: Random, trace: string, time: number, site: string, error?: string): Draft[] {
  return spansOf(random, trace, time, {
    service: 'charge-hub',
    operation: 'RemoteStartTransaction',
    kind: '2',
    ownUs: latency(random, 15e3),
    attributes: { site },
    children: [
      {
        service: 'charge-hub',
        operation: 'ocpp.call',
        kind: '3',
        ownUs: error ? 30e6 : latency(random, 780e3),
        attributes: { peer_service: 'charge-point' },
        ...(error ? { error } : {}),
      },
    ],
  });
}

interface Money {
  readonly purpose: string;
  readonly reference: string;
  readonly rider_id: string;
  readonly amount_cents: number;
}

const declineOf = (random: Random) =>
  random.weighted({
    insufficient_funds: 52,
    expired_card: 24,
    do_not_honor: 18,
    authentication_required: 6,
  });

function payment(parts: Parts, random: Random, time: number, money: Money): void {
  const psp = random.weighted({ stripelet: 62, adyenova: 38 });
  const status = random.chance(psp === 'adyenova' ? 0.075 : 0.035)
    ? 'declined'
    : random.chance(0.012)
      ? 'error'
      : 'captured';
  const latency_ms = Math.round(latency(random, psp === 'adyenova' ? 640 : 380));
  const trace = random.chance(0.22) ? random.hex(32) : undefined;
  if (trace)
    parts.spans.push(
      ...paymentTrace(random, trace, time, psp, latency_ms, status === 'error' ? 'psp timeout' : undefined),
    );
  parts.payments.push({
    _timestamp: time,
    payment_id: `pay_${random.hex(10)}`,
    ...money,
    currency: 'EUR',
    method: random.weighted({ card: 58, paypal: 20, wallet: 15, sepa: 7 }),
    psp,
    status,
    decline_code: status === 'declined' ? declineOf(random) : undefined,
    latency_ms,
    trace_id: trace,
  });
}

const vehicleIn = (random: Random, city: string) => {
  const fitting = VEHICLES.flatMap((each, index) => (each === city ? [index] : []));
  return `EV-0${101 + random.pick(fitting)}`;
};

/** A trip from the wish to the payment. */
function trip(parts: Parts, random: Random, time: number, trip_id: string, promoSinceUs: number): void {
  const city = random.weighted(CITIES);
  const rider_id = `R-${random.whole(31000, 38999)}`;
  const shared = { trip_id, rider_id, city };
  parts.trips.push({ _timestamp: time, ...shared, event: 'requested' });
  if (random.chance(city === 'Graz' ? 0.26 : 0.11)) {
    parts.trips.push({
      _timestamp: time + random.whole(40, 420) * SECOND_US,
      ...shared,
      event: 'cancelled',
      cancel_reason: random.weighted({
        no_vehicle_near: city === 'Graz' ? 70 : 34,
        changed_mind: 40,
        low_battery: 14,
        door_not_open: 12,
      }),
    });
    return;
  }
  const started = time + random.whole(90, 600) * SECOND_US;
  const vehicle_id = vehicleIn(random, city);
  const duration_s = Math.round(latency(random, 1050, 0.5));
  const distance_m = Math.round(duration_s * (4.5 + 4 * random.next()));
  const promo = time >= promoSinceUs && random.chance(0.1) ? 'EMBER5' : undefined;
  const fare_cents = Math.max(
    190,
    Math.round(100 + duration_s * 0.45 + distance_m * 0.028) - (promo ? 500 : 0),
  );
  const ended = started + duration_s * SECOND_US;
  parts.trips.push({ _timestamp: started, ...shared, vehicle_id, event: 'started' });
  parts.trips.push({
    _timestamp: ended,
    ...shared,
    vehicle_id,
    event: 'ended',
    duration_s,
    distance_m,
    fare_cents,
    promo,
    rating: random.chance(0.45)
      ? random.whole(city === 'Girona' ? 1 : 3, city === 'Bremen' ? 5 : 4)
      : undefined,
  });
  payment(parts, random, ended + random.whole(2, 30) * SECOND_US, {
    purpose: 'trip',
    reference: trip_id,
    rider_id,
    amount_cents: fare_cents,
  });
}

const pointOf = (random: Random, site: string) => `CP-${site}-0${random.whole(1, POINTS)}`;

function message(random: Random, time: number, site: string, cp_id: string, action: string): Draft {
  return {
    _timestamp: time,
    cp_id,
    site,
    action,
    fw: '2.8.4',
    latency_ms: Math.round(latency(random, site === 'GIR1' ? 240 : 85)),
  };
}

/** A charging session: messages of the charge point and a payment. */
function session(parts: Parts, random: Random, time: number, transaction_id: number): void {
  const site = random.weighted(SITES);
  const cp_id = pointOf(random, site);
  const id_tag = `TAG-${random.whole(1000, 4999)}`;
  const push = (at: number, action: string, more: Partial<Draft>) =>
    parts.ocpp_messages.push({ ...message(random, at, site, cp_id, action), ...more });
  const accepted = !random.chance(0.06);
  push(time, 'Authorize', {
    id_tag,
    auth_status: accepted ? 'Accepted' : random.weighted({ Invalid: 60, Blocked: 25, Expired: 15 }),
  });
  if (random.chance(0.4)) parts.spans.push(...chargeTrace(random, random.hex(32), time + SECOND_US, site));
  if (!accepted) return;
  const connector_id = random.whole(1, 2);
  const minutes = Math.round(latency(random, 42, 0.5));
  const energy_wh = Math.min(78_000, Math.round(minutes * latency(random, 430, 0.35)));
  const started = time + random.whole(4, 40) * SECOND_US;
  push(started, 'StartTransaction', { connector_id, transaction_id, id_tag });
  for (let at = 15; at < minutes; at += 15)
    push(started + at * MINUTE_US, 'MeterValues', {
      connector_id,
      transaction_id,
      energy_wh: Math.round((energy_wh * at) / minutes),
    });
  const stopped = started + minutes * MINUTE_US;
  push(stopped, 'StopTransaction', {
    connector_id,
    transaction_id,
    energy_wh,
    stop_reason: random.weighted({ EVDisconnected: 55, Local: 28, Remote: 14, PowerLoss: 3 }),
  });
  payment(parts, random, stopped + random.whole(2, 40) * SECOND_US, {
    purpose: 'charging',
    reference: `TX-${transaction_id}`,
    rider_id: `R-${random.whole(31000, 38999)}`,
    amount_cents: Math.round((energy_wh / 1000) * 49),
  });
}

function telemetry(random: Random, time: number): Draft {
  const index = random.whole(0, VEHICLES.length - 1);
  const state = random.weighted({ idle: 46, in_trip: 34, charging: 17, service: 3 });
  return {
    _timestamp: time,
    vehicle_id: `EV-0${101 + index}`,
    city: VEHICLES[index] as string,
    state,
    soc_pct: random.chance(0.06) ? random.whole(4, 14) : random.whole(18, 97),
    speed_kmh: state === 'in_trip' ? round(latency(random, 27, 0.4), 1) : 0,
    battery_temp_c: round(random.normal(state === 'charging' ? 33 : 24, 2.6), 1),
    odometer_km: 9000 + index * 611 + Math.round((time / HOUR_US) % 1000),
    sw: index % 5 === 0 ? '7.3.0' : '7.2.6',
  };
}

interface App {
  readonly caller: string;
  readonly ver: string;
  readonly share: number;
  readonly seconds: number;
  readonly msg: string;
  readonly err: string;
  readonly fails: number;
}
const APPS: Readonly<Record<string, App>> = {
  'trip-api': {
    caller: 'http/trips.go:77',
    ver: '5.7.3',
    share: 32,
    seconds: 0.11,
    msg: 'trip request served',
    err: 'context deadline exceeded',
    fails: 0.014,
  },
  dispatch: {
    caller: 'match/engine.go:214',
    ver: '4.3.9',
    share: 26,
    seconds: 0.31,
    msg: 'vehicle matched',
    err: 'no vehicle within radius',
    fails: 0.03,
  },
  pricing: {
    caller: 'fare/quote.go:88',
    ver: '2.14.1',
    share: 17,
    seconds: 0.04,
    msg: 'fare quoted',
    err: 'tariff cache empty',
    fails: 0.012,
  },
  payments: {
    caller: 'capture/psp.go:131',
    ver: '3.9.0',
    share: 14,
    seconds: 0.45,
    msg: 'payment captured',
    err: 'psp timeout',
    fails: 0.02,
  },
  'charge-hub': {
    caller: 'ocpp/session.go:402',
    ver: '1.22.5',
    share: 11,
    seconds: 0.09,
    msg: 'ocpp message handled',
    err: 'websocket: close 1006 (abnormal closure)',
    fails: 0.025,
  },
};
const APP_SHARES = Object.fromEntries(Object.entries(APPS).map(([svc, { share }]) => [svc, share]));

function line(random: Random, time: number, svc: string, lvl: string, caller: string, msg: string): Draft {
  return {
    _timestamp: time,
    ts: new Date(time / 1000).toISOString(),
    lvl,
    svc,
    ver: APPS[svc]?.ver ?? '1.0.4',
    pod: `${svc}-${random.pick(['x2k9', 'q7wd', 'm4rt'])}`,
    caller,
    msg,
  };
}

function appLine(random: Random, time: number, dispatchSinceUs: number): Draft {
  const svc = random.weighted(APP_SHARES);
  const app = APPS[svc] as App;
  const failed = random.chance(app.fails);
  const warned = !failed && random.chance(0.05);
  const fresh = svc === 'dispatch' && time >= dispatchSinceUs;
  return {
    ...line(
      random,
      time,
      svc,
      failed ? 'error' : warned ? 'warn' : random.chance(0.1) ? 'debug' : 'info',
      app.caller,
      failed
        ? 'request failed'
        : warned
          ? random.pick(['retrying upstream call', 'slow consumer, batch skipped'])
          : app.msg,
    ),
    ...(fresh ? { ver: '4.4.0' } : {}),
    city: random.weighted(CITIES),
    req_id: random.hex(10),
    dur: round(latency(random, fresh ? app.seconds * 0.6 : app.seconds), 4),
    err: failed ? app.err : undefined,
  };
}

function k8s(
  random: Random,
  time: number,
  event_type: string,
  reason: string,
  object_name: string,
  message: string,
): Draft {
  return {
    _timestamp: time,
    event_type,
    reason,
    object_kind: 'Pod',
    object_name,
    namespace: 'rides',
    node: `pool-${random.pick(['a', 'b'])}-${random.whole(1, 4)}`,
    message,
  };
}

function k8sNoise(random: Random, time: number): Draft {
  const svc = random.pick(Object.keys(APPS));
  const pod = `${svc}-${random.pick(['x2k9', 'q7wd', 'm4rt'])}`;
  const reason = random.weighted({
    Pulled: 34,
    Scheduled: 30,
    Started: 22,
    Unhealthy: 9,
    FailedScheduling: 3,
    BackOff: 2,
  });
  const text = {
    Pulled: 'Container image already present on machine',
    Scheduled: `Successfully assigned rides/${pod}`,
    Started: `Started container ${svc}`,
    Unhealthy: 'Readiness probe failed: HTTP probe failed with statuscode: 503',
    FailedScheduling: '0/8 nodes are available: insufficient cpu',
    BackOff: 'Back-off restarting failed container',
  }[reason];
  const warning = reason === 'Unhealthy' || reason === 'FailedScheduling' || reason === 'BackOff';
  return k8s(random, time, warning ? 'Warning' : 'Normal', reason, pod, text);
}

function base(random: Random, clock: Clock): Parts {
  const { nowUs, startUs } = clock;
  const parts = Object.fromEntries(STREAMS.map((name) => [name, []])) as unknown as Parts;
  const own = () => createRandom(random.whole(1, 2 ** 31));

  const rides = own();
  moments(rides, 1250, startUs - 2 * HOUR_US, nowUs).forEach((time, index) => {
    trip(parts, rides, time, `T-${800000 + index * 7}`, nowUs - 26 * HOUR_US);
  });
  const charges = own();
  moments(charges, 640, startUs - 3 * HOUR_US, nowUs, 0.5).forEach((time, index) => {
    session(parts, charges, time, 51000 + index);
  });
  const points = own();
  for (const site of Object.keys(SITES))
    for (let number = 1; number <= POINTS; number += 1)
      for (const time of spread(points, 40, startUs, nowUs))
        parts.ocpp_messages.push(message(points, time, site, `CP-${site}-0${number}`, 'Heartbeat'));
  for (const time of moments(points, 150, startUs, nowUs)) {
    const site = points.weighted(SITES);
    const faulted = points.chance(0.55);
    parts.ocpp_messages.push({
      ...message(points, time, site, pointOf(points, site), 'StatusNotification'),
      connector_id: points.whole(1, 2),
      status: faulted ? 'Faulted' : points.pick(['Available', 'Preparing', 'Finishing']),
      error_code: faulted
        ? points.weighted({ ConnectorLockFailure: 46, OverTemperature: 30, PowerMeterFailure: 24 })
        : 'NoError',
    });
  }
  const apps = own();
  for (const time of moments(apps, 2200, startUs, nowUs)) parts.vehicle_telemetry.push(telemetry(apps, time));
  for (const time of moments(apps, 3500, startUs, nowUs))
    parts.app_logs.push(appLine(apps, time, nowUs - 21 * HOUR_US));
  for (const time of spread(apps, 420, startUs, nowUs)) parts.k8s_events.push(k8sNoise(apps, time));
  for (const time of moments(apps, 900, startUs, nowUs)) {
    const denied = apps.chance(0.08);
    parts.rider_auth.push({
      _timestamp: time,
      outcome: denied ? 'denied' : 'ok',
      rider_id: `R-${apps.whole(31000, 38999)}`,
      ip: `100.${apps.whole(64, 90)}.${apps.whole(0, 255)}.${apps.whole(1, 254)}`,
      factor: apps.weighted({ sms: 44, passkey: 30, password: 26 }),
      country: apps.weighted({ FR: 38, PT: 25, DE: 20, AT: 10, ES: 7 }),
      app_version: apps.weighted({ '11.2': 70, '11.1': 24, '10.9': 6 }),
    });
  }
  const traced = own();
  for (const time of moments(traced, 460, startUs, nowUs)) {
    const failed = traced.chance(0.02);
    parts.spans.push(
      ...tripTrace(
        traced,
        traced.hex(32),
        time,
        traced.weighted(CITIES),
        failed ? { at: 'engine.match', error: 'no vehicle within radius' } : {},
      ),
    );
  }
  special(parts, clock, own());
  return parts;
}

/** Single facts that questions ask for; all lie more than nine hours back. */
function special(parts: Parts, { nowUs, yesterdayUs }: Clock, random: Random): void {
  // A charge point that reported a fault and fell silent.
  const silentUs = yesterdayUs + 5.5 * HOUR_US;
  for (const row of parts.ocpp_messages)
    if (row.cp_id === 'CP-GRZ1-03' && row._timestamp > silentUs) row.cp_id = 'CP-GRZ1-04';
  parts.ocpp_messages.push({
    ...message(random, silentUs, 'GRZ1', 'CP-GRZ1-03', 'StatusNotification'),
    connector_id: 1,
    status: 'Faulted',
    error_code: 'GroundFailure',
  });
  for (const row of parts.ocpp_messages)
    if (row.site === 'BRE1' && row._timestamp >= nowUs - 18 * HOUR_US) row.fw = '2.9.1';
  // The longest stay.
  for (const [hours, action, energy_wh] of [
    [3, 'StartTransaction', undefined],
    [4.6, 'StopTransaction', 96_400],
  ] as const)
    parts.ocpp_messages.push({
      ...message(random, yesterdayUs + hours * HOUR_US, 'LYO2', 'CP-LYO2-05', action),
      connector_id: 1,
      transaction_id: 50_017,
      id_tag: 'TAG-8800',
      energy_wh,
      stop_reason: energy_wh ? 'EVDisconnected' : undefined,
    });
  // A rider who paid twice.
  const paid = (hoursAgo: number, status: string, payment_id: string) =>
    parts.payments.push({
      _timestamp: nowUs - hoursAgo * HOUR_US,
      payment_id,
      purpose: 'trip',
      reference: 'T-700417',
      rider_id: 'R-30517',
      amount_cents: 2340,
      currency: 'EUR',
      method: 'card',
      psp: 'stripelet',
      status,
      latency_ms: 402,
    });
  paid(15.01, 'captured', 'pay_c4b1d07e21');
  paid(15, 'captured', 'pay_c4b1d07e22');
  paid(11, 'refunded', 'pay_c4b1d07e22');
  // One of the payment providers did not answer.
  for (const time of spread(random, 15, yesterdayUs + 9 * HOUR_US, yesterdayUs + 9.25 * HOUR_US)) {
    payment(parts, random, time, {
      purpose: 'trip',
      reference: `T-${random.whole(600000, 699999)}`,
      rider_id: `R-${random.whole(31000, 38999)}`,
      amount_cents: random.whole(400, 2600),
    });
    const row = parts.payments.at(-1) as Draft;
    if (row.trace_id) parts.spans.splice(-2, 2);
    Object.assign(row, {
      psp: 'stripelet',
      status: 'error',
      decline_code: undefined,
      latency_ms: 20_000,
      trace_id: undefined,
    });
  }
  parts.vehicle_telemetry.push({
    ...telemetry(random, yesterdayUs + 12 * HOUR_US),
    vehicle_id: 'EV-0142',
    city: VEHICLES[41] as string,
    state: 'charging',
    battery_temp_c: 61.5,
    speed_kmh: 0,
    sw: '7.2.6',
  });
  for (const time of spread(random, 5, yesterdayUs + 10.2 * HOUR_US, yesterdayUs + 10.5 * HOUR_US))
    parts.k8s_events.push(
      k8s(
        random,
        time,
        'Warning',
        'OOMKilling',
        'pricing-q7wd',
        'Memory cgroup out of memory: Killed process',
      ),
    );
  // Stolen passwords are tried out, without success.
  spread(random, 52, yesterdayUs + HOUR_US, yesterdayUs + 1.6 * HOUR_US).forEach((time, index) => {
    parts.rider_auth.push({
      _timestamp: time,
      outcome: index === 51 ? 'locked' : 'denied',
      rider_id: index > 45 ? 'R-30999' : `R-${random.whole(31000, 38999)}`,
      ip: '203.0.113.190',
      factor: 'password',
      country: 'NL',
      app_version: '10.9',
    });
  });
}

/** Real, but no cause of anything. */
function herrings(parts: Parts, random: Random, probeUs: number, cacheUs: number): void {
  for (const time of spread(random, 5, probeUs, probeUs + 3 * MINUTE_US))
    parts.k8s_events.push(
      k8s(
        random,
        time,
        'Warning',
        'BackOff',
        'newsletter-29h1',
        'Back-off pulling image "newsletter:latest"',
      ),
    );
  for (const time of spread(random, 8, cacheUs, cacheUs + 6 * MINUTE_US))
    parts.app_logs.push({
      ...line(random, time, 'pricing', 'warn', 'fare/weather.go:31', 'weather feed stale, using last value'),
      dur: round(latency(random, 0.03), 4),
    });
}

const remove = (rows: Draft[], unwanted: (row: Draft) => boolean) =>
  rows.splice(0, rows.length, ...rows.filter((row) => !unwanted(row)));

function tripApiRelease(parts: Parts, { nowUs }: Clock, random: Random): void {
  const onset = nowUs - 41 * MINUTE_US;
  herrings(parts, random, nowUs - 57 * MINUTE_US, nowUs - 30 * MINUTE_US);
  const pods = ['b8n1', 'b8n2', 'b8n3'];
  pods.forEach((id, index) => {
    parts.k8s_events.push(
      k8s(
        random,
        onset - (50 - index * 15) * SECOND_US,
        'Normal',
        'Pulled',
        `trip-api-${id}`,
        'Successfully pulled image "trip-api:5.8.0"',
      ),
    );
  });
  const ofPorto = new Set(
    parts.spans.filter((row) => row._timestamp >= onset && row.city === 'Porto').map((row) => row.trace_id),
  );
  remove(parts.spans, (row) => ofPorto.has(row.trace_id));
  const lost = new Set(
    parts.trips
      .filter((row) => row.city === 'Porto' && row.event === 'requested' && row._timestamp >= onset)
      .map((row) => row.trip_id),
  );
  remove(parts.trips, (row) => lost.has(row.trip_id));
  remove(parts.payments, (row) => lost.has(row.reference as string));
  for (const row of parts.app_logs)
    if (row.svc === 'trip-api' && row._timestamp >= onset)
      Object.assign(row, { ver: '5.8.0', pod: `trip-api-${random.pick(pods)}` });
  spread(random, 120, onset, nowUs - 3 * SECOND_US).forEach((time, index) => {
    parts.app_logs.push({
      ...line(random, time, 'trip-api', 'error', 'surge/zone.go:52', 'panic recovered while creating trip'),
      ver: '5.8.0',
      pod: `trip-api-${random.pick(pods)}`,
      city: 'Porto',
      req_id: random.hex(10),
      dur: round(latency(random, 0.02), 4),
      err: 'runtime error: invalid memory address or nil pointer dereference',
    });
    if (index % 3 === 0)
      parts.spans.push(
        ...tripTrace(random, random.hex(32), time, 'Porto', {
          at: 'surge_zone.lookup',
          error: 'nil pointer dereference',
        }),
      );
  });
}

function carrierTunnel(parts: Parts, { nowUs }: Clock, random: Random): void {
  const onset = nowUs - 36 * MINUTE_US;
  herrings(parts, random, nowUs - 52 * MINUTE_US, nowUs - 24 * MINUTE_US);
  const ofLyon = (row: Draft) => row._timestamp >= onset && String(row.site).startsWith('LYO');
  const sessions = new Set<unknown>(
    parts.ocpp_messages.filter(ofLyon).map((row) => `TX-${row.transaction_id}`),
  );
  remove(parts.payments, (row) => row._timestamp >= onset && sessions.has(row.reference));
  remove(parts.ocpp_messages, ofLyon);
  const gone = new Set(parts.spans.filter(ofLyon).map((row) => row.trace_id));
  remove(parts.spans, (row) => gone.has(row.trace_id));
  for (const time of spread(random, 14, onset, nowUs - 20 * SECOND_US))
    parts.app_logs.push({
      ...line(random, time, 'vpn-gw', 'error', 'ipsec/tunnel.go:59', 'tunnel apn-lyon down, rekey failed'),
      err: 'IKE: DPD timeout, peer 192.0.2.18 does not answer',
    });
  for (const time of spread(random, 110, onset + 20 * SECOND_US, nowUs - 2 * SECOND_US)) {
    const site = random.pick(['LYO1', 'LYO2']);
    parts.app_logs.push({
      ...line(
        random,
        time,
        'charge-hub',
        'error',
        'ocpp/session.go:402',
        `charge point ${pointOf(random, site)} lost`,
      ),
      city: 'Lyon',
      err: 'websocket: close 1006 (abnormal closure)',
      dur: round(30 + random.next(), 4),
    });
    if (random.chance(0.4))
      parts.spans.push(
        ...chargeTrace(random, random.hex(32), time - 30 * SECOND_US, site, 'charge point not connected'),
      );
  }
}

function nodePressure(parts: Parts, { nowUs }: Clock, random: Random): void {
  const [onset, end] = [nowUs - 58 * MINUTE_US, nowUs - 20 * MINUTE_US];
  herrings(parts, random, nowUs - 74 * MINUTE_US, nowUs - 44 * MINUTE_US);
  const event = (time: number, type: string, reason: string, name: string, message: string, kind = 'Pod') =>
    parts.k8s_events.push({
      ...k8s(random, time, type, reason, name, message),
      object_kind: kind,
      node: 'pool-b-3',
    });
  event(
    onset - 110 * SECOND_US,
    'Normal',
    'Started',
    'heatmap-batch-7tz',
    'Started container heatmap-batch without memory limit',
  );
  event(
    onset,
    'Warning',
    'NodeNotReady',
    'pool-b-3',
    'Node pool-b-3 is under memory pressure (heatmap-batch-7tz uses 27 GiB)',
    'Node',
  );
  for (const time of spread(random, 22, onset + 10 * SECOND_US, end))
    event(
      time,
      'Warning',
      'Evicted',
      `dispatch-${random.pick(['x2k9', 'q7wd', 'm4rt'])}`,
      'The node was low on resource: memory',
    );
  event(
    end,
    'Normal',
    'Killing',
    'heatmap-batch-7tz',
    'Stopping container heatmap-batch, deleted by operator',
  );
  event(end + 30 * SECOND_US, 'Normal', 'NodeReady', 'pool-b-3', 'Node pool-b-3 is ready', 'Node');
  // Three in five wishes find no vehicle.
  const lost = parts.trips.filter(
    (row) => row.event === 'requested' && within(row._timestamp, onset, end) && random.chance(0.6),
  );
  const ids = new Set<unknown>(lost.map((row) => row.trip_id));
  remove(parts.trips, (row) => ids.has(row.trip_id) && row.event !== 'requested');
  remove(parts.payments, (row) => ids.has(row.reference));
  for (const row of lost)
    parts.trips.push({
      ...row,
      _timestamp: row._timestamp + 5 * SECOND_US,
      event: 'cancelled',
      cancel_reason: 'no_vehicle_near',
    });
  spread(random, 115, onset + 15 * SECOND_US, end).forEach((time, index) => {
    parts.app_logs.push({
      ...line(
        random,
        time,
        'trip-api',
        'error',
        'http/trips.go:77',
        'no vehicle assigned, dispatch did not answer',
      ),
      city: random.weighted(CITIES),
      req_id: random.hex(10),
      dur: round(5 + 0.05 * random.next(), 4),
      err: 'dispatch: no healthy upstream',
    });
    if (index % 3 === 0)
      parts.spans.push(
        ...tripTrace(random, random.hex(32), time - 5 * SECOND_US, random.weighted(CITIES), {
          at: 'POST dispatch/match',
          error: 'no healthy upstream',
          ownUs: 5e6,
        }),
      );
  });
}

function pspConfig(parts: Parts, { nowUs }: Clock, random: Random): void {
  const [onset, end] = [nowUs - 66 * MINUTE_US, nowUs - 24 * MINUTE_US];
  herrings(parts, random, nowUs - 82 * MINUTE_US, nowUs - 50 * MINUTE_US);
  const reload = (time: number, value: string, change: string) =>
    parts.app_logs.push(
      line(
        random,
        time,
        'payments',
        'warn',
        'config/watch.go:41',
        `config reloaded: three_ds_mode=${value} (${change})`,
      ),
    );
  reload(onset - 10 * SECOND_US, 'off', 'CHG-5521');
  reload(end, 'auto', 'rollback of CHG-5521');
  for (const row of parts.payments)
    if (within(row._timestamp, onset, end) && row.psp === 'adyenova' && row.method === 'card')
      Object.assign(row, { status: 'declined', decline_code: 'authentication_required' });
  for (const time of spread(random, 95, onset, end)) {
    payment(parts, random, time, {
      purpose: random.pick(['trip', 'trip', 'charging']),
      reference: `T-${random.whole(900000, 999999)}`,
      rider_id: `R-${random.whole(31000, 38999)}`,
      amount_cents: random.whole(300, 2900),
    });
    const row = parts.payments.at(-1) as Draft;
    if (row.trace_id) parts.spans.splice(-2, 2);
    const trace = random.chance(0.4) ? random.hex(32) : undefined;
    Object.assign(row, {
      psp: 'adyenova',
      method: 'card',
      status: 'declined',
      decline_code: 'authentication_required',
      trace_id: trace,
    });
    if (trace)
      parts.spans.push(
        ...paymentTrace(
          random,
          trace,
          time,
          'adyenova',
          row.latency_ms as number,
          'declined: authentication_required',
        ),
      );
    parts.app_logs.push({
      ...line(
        random,
        time + 400_000,
        'payments',
        'error',
        'capture/psp.go:131',
        'capture declined by adyenova',
      ),
      err: 'authentication_required',
      dur: round((row.latency_ms as number) / 1000, 4),
    });
  }
}

function metrics(random: Random, { nowUs }: Clock, incident: string | null): WorldStream[] {
  const recent = scrapes(4, nowUs);
  const long = scrapes(52, nowUs);
  const ago = (minutes: number) => nowUs - minutes * MINUTE_US;
  const since = (time: number, name: string, from: number, to = 0) =>
    incident === name && time > ago(from) && time <= ago(to);
  const own = () => createRandom(random.whole(1, 2 ** 31));

  const connected = Object.keys(SITES).flatMap((site) =>
    gauge(recent, { site }, (time) =>
      site.startsWith('LYO') && since(time, 'carrier-tunnel', 36) ? 0 : site === 'GRZ1' ? 7 : POINTS,
    ),
  );
  const power = Object.entries(SITES).flatMap(([site, weight]) => {
    const noise = own();
    return gauge(recent, { site }, (time) =>
      site.startsWith('LYO') && since(time, 'carrier-tunnel', 36)
        ? 0
        : round(weight * 6.2 * rhythm(time) * (0.8 + 0.4 * noise.next()), 1),
    );
  });
  const active = (['Lyon', 'Porto'] as const).flatMap((city) => {
    const noise = own();
    return gauge(long, { city }, (time) => {
      const usual = Math.round(CITIES[city] * 1.4 * rhythm(time) * (0.7 + 0.6 * noise.next()));
      if (city === 'Porto' && since(time, 'trip-api-release', 30)) return Math.round(usual * 0.1);
      return since(time, 'node-pressure', 50, 20) ? Math.round(usual * 0.4) : usual;
    });
  });
  const nodes = Object.entries({ 'pool-a-1': 11, 'pool-a-2': 9, 'pool-b-3': 12, 'pool-b-4': 7 }).flatMap(
    ([node, gib]) => {
      const noise = own();
      return gauge(recent, { node }, (time) =>
        Math.round(
          (node === 'pool-b-3' && since(time, 'node-pressure', 59, 20) ? 0.2 : gib) *
            (0.94 + 0.12 * noise.next()) *
            1024 ** 3,
        ),
      );
    },
  );
  const lag = Object.entries({ 'billing-events': 140, 'telemetry-sink': 900 }).flatMap(([group, middle]) => {
    const noise = own();
    return gauge(recent, { group }, (time) => Math.round(middle * rhythm(time) * (0.5 + noise.next())));
  });
  const requests = Object.entries({ 'trip-api': 540, payments: 190, 'charge-hub': 310 }).flatMap(
    ([svc, rate]) => {
      const broken = (time: number) =>
        svc === 'trip-api' && (since(time, 'trip-api-release', 41) || since(time, 'node-pressure', 58, 20))
          ? 85
          : svc === 'charge-hub' && since(time, 'carrier-tunnel', 36)
            ? 60
            : 0;
      return [
        ...counter(recent, { svc, code: '2xx' }, own(), (time) => rate * rhythm(time), 70_000),
        ...counter(
          recent,
          { svc, code: '5xx' },
          own(),
          (time) => rate * 0.02 * rhythm(time) + broken(time),
          800,
        ),
      ];
    },
  );
  const paid = Object.entries({ stripelet: 64, adyenova: 39 }).flatMap(([psp, rate]) => {
    const lost = (time: number) => (psp === 'adyenova' && since(time, 'psp-config', 66, 24) ? 24 : 0);
    return [
      ...counter(
        recent,
        { psp, outcome: 'captured' },
        own(),
        (time) => rate * rhythm(time) - lost(time),
        30_000,
      ),
      ...counter(recent, { psp, outcome: 'declined' }, own(), (time) => 3 + lost(time), 1500),
    ];
  });
  const energy = Object.entries(SITES).flatMap(([site, weight]) =>
    counter(
      recent,
      { site },
      own(),
      (time) =>
        site.startsWith('LYO') && since(time, 'carrier-tunnel', 36) ? 0 : weight * 100 * rhythm(time),
      4_000_000,
    ),
  );
  const match = histogram(
    recent,
    { svc: 'dispatch' },
    own(),
    [0.1, 0.2, 0.4, 0.8, 1.6, 3.2],
    (time) => 50 * rhythm(time),
    () => 0.27,
  );
  const stream = (
    name: string,
    rows: WorldStream['rows'],
    type: 'Counter' | 'Gauge' | 'Histogram',
    help: string,
    unit: string,
  ): WorldStream => ({ type: 'metrics', name, rows, metric: { type, help, unit } });
  const help = 'Time to find a vehicle for a trip';
  return [
    stream('charger_connected', connected, 'Gauge', 'Charge points with an open connection', ''),
    stream('site_power_kw', power, 'Gauge', 'Power that a site draws', 'kW'),
    stream('active_trips', active, 'Gauge', 'Trips under way', ''),
    stream('node_memory_available_bytes', nodes, 'Gauge', 'Memory that a node has left', 'bytes'),
    stream('kafka_consumer_lag', lag, 'Gauge', 'Records that a consumer group is behind', ''),
    stream('api_requests_total', requests, 'Counter', 'Requests that a service answered', ''),
    stream('payments_total', paid, 'Counter', 'Payments by provider and outcome', ''),
    stream('energy_delivered_wh_total', energy, 'Counter', 'Energy that a site delivered', 'Wh'),
    stream('match_seconds_bucket', match.bucket, 'Histogram', help, 'seconds'),
    stream('match_seconds_sum', match.sum, 'Histogram', help, 'seconds'),
    stream('match_seconds_count', match.count, 'Histogram', help, ''),
  ];
}

const FULL_TEXT: Readonly<Record<string, string[]>> = { app_logs: ['msg', 'err'], k8s_events: ['message'] };

/** Charging and ride sharing with electric cars. See README.md. */
export const world: World = {
  name: 'caldera',
  build({ random, nowUs, incident }) {
    const yesterdayUs = Math.floor(nowUs / DAY_US) * DAY_US - DAY_US;
    const clock: Clock = { nowUs, startUs: nowUs - HOURS * HOUR_US, yesterdayUs };
    const seeds = { metrics: random.whole(1, 2 ** 31), incident: random.whole(1, 2 ** 31) };
    const parts = base(random, clock);
    const planted = createRandom(seeds.incident);
    if (incident === 'trip-api-release') tripApiRelease(parts, clock, planted);
    if (incident === 'carrier-tunnel') carrierTunnel(parts, clock, planted);
    if (incident === 'node-pressure') nodePressure(parts, clock, planted);
    if (incident === 'psp-config') pspConfig(parts, clock, planted);
    return [
      ...STREAMS.map(
        (name): WorldStream => ({
          type: name === 'spans' ? 'traces' : 'logs',
          name,
          // Trips and sessions begin before the data does, and end after.
          rows: parts[name].filter((row) => within(row._timestamp, clock.startUs, nowUs + 1)),
          ...(FULL_TEXT[name] ? { fullText: FULL_TEXT[name] } : {}),
          ...(name === 'vehicle_telemetry' ? { retentionDays: 14 } : {}),
        }),
      ),
      ...metrics(createRandom(seeds.metrics), clock, incident),
    ];
  },
};
