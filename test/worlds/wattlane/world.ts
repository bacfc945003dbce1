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
  within,
} from '../kit.ts';
import { createRandom, type Random } from '../random.ts';
import { samples, ticks } from '../rows.ts';
import type { Row, World, WorldStream } from '../world.ts';

const HOURS = 54;
interface Site {
  readonly country: string;
  readonly weight: number;
  readonly limitKw: number;
}
const SITES: Readonly<Record<string, Site>> = {
  'utrecht-cs': { country: 'NL', weight: 22, limitKw: 400 },
  'eindhoven-p1': { country: 'NL', weight: 16, limitKw: 300 },
  'antwerp-noord': { country: 'BE', weight: 14, limitKw: 350 },
  'gent-dok': { country: 'BE', weight: 11, limitKw: 250 },
  'hamburg-hafen': { country: 'DE', weight: 13, limitKw: 400 },
  'bremen-ost': { country: 'DE', weight: 10, limitKw: 250 },
  'porto-antas': { country: 'PT', weight: 8, limitKw: 200 },
  'lisboa-oriente': { country: 'PT', weight: 6, limitKw: 200 },
};
const SITE_NAMES = Object.keys(SITES);
const POINTS_PER_SITE = 15;
const FIRMWARE: Readonly<Record<string, string>> = { Brixa: '5.0.1', Kempar: '4.1.8', Alvero: '2.12.0' };
const EMSPS = { own: 52, chargia: 18, plugnet: 17, evora: 13 };
const SERVICES = {
  'csms-core': 34,
  'driver-app-api': 24,
  'roaming-gw': 14,
  'tariff-engine': 12,
  'smart-charging': 10,
  'billing-batch': 6,
};
const VERSIONS: Readonly<Record<string, string>> = {
  'csms-core': '8.14.1',
  'driver-app-api': '3.30.0',
  'roaming-gw': '2.9.5',
  'tariff-engine': '1.17.2',
  'smart-charging': '0.44.0',
  'billing-batch': '6.2.0',
  'legacy-ocpp15': '1.0.3',
};
const CHATTER: Readonly<Record<string, readonly string[]>> = {
  'csms-core': ['status stored', 'transaction opened', 'transaction closed', 'meter values stored'],
  'driver-app-api': ['stations listed', 'favourite saved', 'push token registered'],
  'roaming-gw': ['location pushed', 'cdr sent', 'token cache refreshed'],
  'tariff-engine': ['price calculated', 'tariff cache warmed'],
  'smart-charging': ['profile sent', 'site load balanced'],
  'billing-batch': ['invoice lines written', 'batch finished'],
};
const PATHS = {
  '/v1/stations': 34,
  '/v1/stations/:id': 22,
  '/v1/sessions/start': 12,
  '/v1/sessions/stop': 10,
  '/v1/me/history': 8,
  '/v1/login': 8,
  '/ocpi/2.2/locations': 6,
};
const MEDIAN_MS: Readonly<Record<string, number>> = {
  '/v1/stations': 95,
  '/v1/stations/:id': 40,
  '/v1/sessions/start': 820,
  '/v1/sessions/stop': 430,
  '/v1/me/history': 1350,
  '/v1/login': 120,
  '/ocpi/2.2/locations': 260,
};

const siteWeights = Object.fromEntries(SITE_NAMES.map((name) => [name, (SITES[name] as Site).weight]));
interface Point {
  readonly cp_id: string;
  readonly site: string;
  readonly site_country: string;
  readonly vendor: string;
  readonly power_type: string;
}
/** The points of a site are numbered on: 15 per site, the number says the site. */
function pointAt(site: string, place: number): Point {
  const { country } = SITES[site] as Site;
  const number = SITE_NAMES.indexOf(site) * POINTS_PER_SITE + place;
  return {
    cp_id: `WL-${country}-${String(number).padStart(4, '0')}`,
    site,
    site_country: country,
    vendor: ['Brixa', 'Kempar', 'Alvero'][number % 3] as string,
    power_type: place <= 9 ? 'AC' : 'DC',
  };
}
const anyPoint = (random: Random) => pointAt(random.weighted(siteWeights), random.whole(1, POINTS_PER_SITE));
/** Ground faults. */
const FAULTY = pointAt('bremen-ost', 7);
/** Silent for a long time. */
const SILENT = pointAt('lisboa-oriente', 4);

interface Parts {
  readonly ocpp_log: Draft[];
  readonly charging_sessions: Draft[];
  readonly auth_requests: Draft[];
  readonly csms_backend: Draft[];
  readonly haproxy: Draft[];
  readonly terminal_payments: Draft[];
  readonly field_tickets: Draft[];
  readonly site_power: Draft[];
  readonly operator_audit: Draft[];
  readonly syslog: Draft[];
  readonly traces: Draft[];
}

interface Clock {
  readonly nowUs: number;
  readonly startUs: number;
  readonly yesterdayUs: number;
  readonly campaignUs: number;
}

function firmwareOf(point: Point, time: number, clock: Clock): string {
  const renewed = point.vendor === 'Kempar' && point.site === 'utrecht-cs' && time >= clock.campaignUs;
  return renewed ? '4.2.1' : (FIRMWARE[point.vendor] as string);
}

function ocppRow(random: Random, time: number, clock: Clock, point: Point): Draft {
  const action = random.weighted({
    Heartbeat: 34,
    MeterValues: 28,
    StatusNotification: 22,
    StartTransaction: 7,
    StopTransaction: 6.4,
    BootNotification: 1.6,
    DataTransfer: 1,
  });
  const isStatus = action === 'StatusNotification';
  const faulted = isStatus && random.chance(0.035);
  const status = isStatus
    ? faulted
      ? 'Faulted'
      : random.weighted({
          Available: 36,
          Preparing: 22,
          Charging: 26,
          SuspendedEV: 5,
          Finishing: 10,
          Unavailable: 1,
        })
    : undefined;
  return {
    _timestamp: time,
    cp_id: point.cp_id,
    site: point.site,
    vendor: point.vendor,
    fw: firmwareOf(point, time, clock),
    dir: 'in',
    msg_type: random.chance(0.006) ? 'CALLERROR' : 'CALL',
    action,
    connector_id: action === 'Heartbeat' || action === 'BootNotification' ? undefined : random.whole(1, 2),
    status,
    err_code: isStatus
      ? faulted
        ? random.weighted({
            EVCommunicationError: 52,
            HighTemperature: 26,
            OverCurrentFailure: 14,
            PowerMeterFailure: 8,
          })
        : 'NoError'
      : undefined,
    resp_ms: Math.round(latency(random, action === 'StartTransaction' ? 160 : 35)),
  };
}

function sessionRow(random: Random, time: number, session_id: string, point: Point): Draft {
  const fast = point.power_type === 'DC';
  const duration_min = Math.round(latency(random, fast ? 29 : 165, 0.5));
  const energy_kwh = round(latency(random, fast ? 34 : 18, 0.45), 2);
  const emsp = random.weighted(EMSPS);
  return {
    _timestamp: time,
    session_id,
    cp_id: point.cp_id,
    site: point.site,
    site_country: point.site_country,
    power_type: point.power_type,
    energy_kwh,
    duration_min,
    price_eur: round(energy_kwh * (fast ? 0.69 : 0.42), 2),
    tariff: fast ? 'fast-v3' : 'standard-v5',
    emsp,
    start_via:
      emsp === 'own' ? random.weighted({ app: 50, rfid: 28, terminal: 16, plug_and_charge: 6 }) : 'rfid',
    stop_reason: random.weighted({
      EVDisconnected: 55,
      Remote: 23,
      Local: 18,
      PowerLoss: 2,
      DeAuthorized: 2,
    }),
    driver_id: `drv-${random.whole(3000, 3780)}`,
  };
}

function authRow(random: Random, time: number, point: Point): Draft {
  const emsp = random.weighted(EMSPS);
  const accepted = random.chance(emsp === 'evora' ? 0.72 : 0.955);
  return {
    _timestamp: time,
    cp_id: point.cp_id,
    site: point.site,
    id_tag: `04${random.hex(10)}`.toUpperCase(),
    emsp,
    result: accepted
      ? 'Accepted'
      : emsp === 'evora'
        ? 'Invalid'
        : random.weighted({ Invalid: 40, Blocked: 30, Expired: 24, ConcurrentTx: 6 }),
    resp_ms: Math.round(latency(random, emsp === 'own' ? 45 : 310)),
  };
}

function backendRow(random: Random, time: number, service: string): Draft {
  const failed = random.chance(service === 'roaming-gw' ? 0.055 : 0.012);
  const warned = !failed && random.chance(0.045);
  return {
    _timestamp: time,
    service,
    level: failed ? 'ERROR' : warned ? 'WARN' : 'INFO',
    message: failed
      ? service === 'roaming-gw'
        ? 'cdr rejected by partner'
        : 'request could not be served'
      : warned
        ? 'charge point answers late'
        : random.pick(CHATTER[service] ?? ['ok']),
    logger: `com.wattlane.${service.replaceAll('-', '.')}`,
    host: `csms-${random.pick(['a', 'b', 'c'])}`,
    version: VERSIONS[service] as string,
    exception: failed
      ? service === 'roaming-gw'
        ? 'CdrRejectedException'
        : random.pick(['IllegalStateException', 'SocketTimeoutException'])
      : undefined,
  };
}

function accessRow(random: Random, time: number, path: string): Draft {
  const failed = random.chance(path === '/v1/sessions/start' ? 0.04 : 0.007);
  const refused = !failed && path === '/v1/login' && random.chance(0.1);
  const missing = !failed && path === '/v1/stations/:id' && random.chance(0.05);
  const post = path.includes('/sessions/') || path === '/v1/login';
  return {
    _timestamp: time,
    c_ip: `10.${random.whole(60, 69)}.${random.whole(0, 255)}.${random.whole(1, 254)}`,
    meth: post ? 'POST' : 'GET',
    path,
    st: failed ? random.pick([500, 503, 504]) : refused ? 401 : missing ? 404 : 200,
    ta: Math.round(latency(random, MEDIAN_MS[path] ?? 50)),
    bytes: random.whole(180, 64000),
    be: path.startsWith('/ocpi') ? 'be_roaming' : 'be_driver',
    srv: `csms-${random.pick(['a', 'b', 'c'])}`,
    ua: path.startsWith('/ocpi')
      ? 'ocpi-hub/2.2'
      : random.weighted({ 'Wattlane-iOS': 46, 'Wattlane-Android': 42, Web: 12 }),
  };
}

type TraceKind = 'start' | 'roaming' | 'stations';
function traceRows(
  random: Random,
  time: number,
  trace: string,
  kind: TraceKind,
  change: {
    failed?: boolean;
    innerUs?: number;
    error?: string;
    fields?: Readonly<Record<string, string>>;
  } = {},
): Draft[] {
  const own = (median: number) => latency(random, median);
  const failed = change.failed ?? random.chance(kind === 'start' ? 0.04 : 0.01);
  const http = (http_target: string) => ({
    http_target,
    http_status_code: failed ? 500 : 200,
    ...change.fields,
  });
  const chains: Readonly<Record<TraceKind, readonly Step[]>> = {
    start: [
      {
        service: 'driver-app-api',
        operation: 'POST /v1/sessions/start',
        kind: '2',
        ownUs: own(14e3),
        attributes: http('/v1/sessions/start'),
      },
      {
        service: 'csms-core',
        operation: 'remoteStart',
        kind: '2',
        ownUs: own(22e3),
        attributes: http('/internal/start'),
      },
      {
        service: 'csms-core',
        operation: 'ocpp RemoteStartTransaction',
        kind: '3',
        ownUs: change.innerUs ?? own(690e3),
        attributes: { peer_service: 'charge-point' },
      },
    ],
    roaming: [
      {
        service: 'csms-core',
        operation: 'Authorize',
        kind: '2',
        ownUs: own(9e3),
        attributes: http('/internal/authorize'),
      },
      {
        service: 'roaming-gw',
        operation: 'POST /tokens/authorize',
        kind: '2',
        ownUs: own(13e3),
        attributes: http('/tokens'),
      },
      {
        service: 'roaming-gw',
        operation: 'ocpi tokens.authorize',
        kind: '3',
        ownUs: change.innerUs ?? own(240e3),
        attributes: { peer_service: 'ocpi-hub' },
      },
    ],
    stations: [
      {
        service: 'driver-app-api',
        operation: 'GET /v1/stations',
        kind: '2',
        ownUs: own(12e3),
        attributes: http('/v1/stations'),
      },
      {
        service: 'tariff-engine',
        operation: 'priceList',
        kind: '2',
        ownUs: own(16e3),
        attributes: http('/internal/prices'),
      },
      {
        service: 'tariff-engine',
        operation: 'SELECT tariffs',
        kind: '3',
        ownUs: own(7e3),
        attributes: { peer_service: 'postgres', db_system: 'postgresql' },
      },
    ],
  };
  const rows = nested(random, trace, time, chains[kind], failed);
  if (failed) (rows.at(-1) as Draft).exception_type = change.error ?? 'SocketTimeoutException';
  return rows;
}

function ticketRows(parts: Parts, random: Random, start: number, ticket_id: string): void {
  const point = anyPoint(random);
  const priority = random.weighted({ P1: 15, P2: 45, P3: 40 });
  const common = {
    ticket_id,
    priority,
    cp_id: point.cp_id,
    site: point.site,
    fault: random.weighted({ 'cable damaged': 34, 'screen dark': 26, 'connector stuck': 22, 'no power': 18 }),
    contractor: random.weighted({ 'voltek-service': 55, rijnstroom: 30, eletrofix: 15 }),
  };
  const add = (at: number, state: string) =>
    parts.field_tickets.push({ _timestamp: Math.floor(at), state, ...common });
  add(start, 'opened');
  const assigned = start + random.whole(5, 60) * MINUTE_US;
  add(assigned, 'assigned');
  if (random.chance(0.2)) return;
  const arrived = assigned + random.whole(40, 300) * MINUTE_US;
  add(arrived, 'on_site');
  add(arrived + random.whole(15, 120) * MINUTE_US, 'closed');
}

function base(random: Random, clock: Clock): Parts {
  const { nowUs, startUs, yesterdayUs } = clock;
  const parts: Parts = {
    ocpp_log: [],
    charging_sessions: [],
    auth_requests: [],
    csms_backend: [],
    haproxy: [],
    terminal_payments: [],
    field_tickets: [],
    site_power: [],
    operator_audit: [],
    syslog: [],
    traces: [],
  };
  const own = () => createRandom(random.whole(1, 2 ** 31));
  const ago = (hours: number) => Math.floor(nowUs - hours * HOUR_US);
  const yesterday = (hours: number) => Math.floor(yesterdayUs + hours * HOUR_US);

  const points = own();
  for (const time of moments(points, 6300, startUs, nowUs, 0.5)) {
    const point = anyPoint(points);
    const row = ocppRow(points, time, clock, point);
    if (point.cp_id !== SILENT.cp_id) parts.ocpp_log.push(row);
  }
  for (const time of spread(points, 25, startUs, ago(31)))
    parts.ocpp_log.push({
      ...ocppRow(points, time, clock, SILENT),
      status: undefined,
      err_code: undefined,
      action: 'Heartbeat',
      connector_id: undefined,
    });
  for (const time of spread(points, 31, ago(34), ago(7)))
    parts.ocpp_log.push({
      ...ocppRow(points, time, clock, FAULTY),
      action: 'StatusNotification',
      msg_type: 'CALL',
      connector_id: 1,
      status: 'Faulted',
      err_code: 'GroundFailure',
    });

  const charging = own();
  moments(charging, 1900, startUs, nowUs, 0.25).forEach((time, index) => {
    parts.charging_sessions.push(sessionRow(charging, time, `S-${900000 + index * 4}`, anyPoint(charging)));
  });
  for (const [index, hours] of [17.67, 17.68, 17.69, 17.7].entries())
    parts.charging_sessions.push({
      ...sessionRow(charging, yesterday(hours), `S-98000${index + 1}`, pointAt('porto-antas', 10 + index)),
      stop_reason: 'EmergencyStop',
    });
  parts.charging_sessions.push({
    ...sessionRow(charging, ago(20.4), 'S-990417', pointAt('hamburg-hafen', 13)),
    energy_kwh: 412.75,
    duration_min: 131,
    price_eur: 284.8,
    emsp: 'plugnet',
    start_via: 'rfid',
    stop_reason: 'Local',
    driver_id: 'drv-9001',
  });
  for (const [index, hours] of [41, 29.5, 18.2, 9.1].entries())
    parts.charging_sessions.push({
      ...sessionRow(charging, ago(hours), `S-99500${index + 1}`, pointAt('eindhoven-p1', 11)),
      emsp: 'own',
      start_via: 'plug_and_charge',
      stop_reason: 'EVDisconnected',
      driver_id: 'drv-4242',
    });

  const people = own();
  for (const time of moments(people, 2300, startUs, nowUs, 0.3))
    parts.auth_requests.push(authRow(people, time, anyPoint(people)));
  for (const time of spread(people, 14, ago(16), ago(11)))
    parts.auth_requests.push({
      ...authRow(people, time, pointAt('antwerp-noord', 5)),
      id_tag: '04DEADBEEF77',
      emsp: 'own',
      result: 'Blocked',
    });

  const app = own();
  for (const time of moments(app, 3700, startUs, nowUs))
    parts.csms_backend.push(backendRow(app, time, app.weighted(SERVICES)));
  for (const time of spread(app, 64, startUs, yesterday(14)))
    parts.csms_backend.push({
      ...backendRow(app, time, 'legacy-ocpp15'),
      level: 'INFO',
      message: 'soap call translated',
      exception: undefined,
    });
  for (const time of spread(app, 21, yesterday(6), yesterday(7.5)))
    parts.csms_backend.push({
      ...backendRow(app, time, 'tariff-engine'),
      level: 'ERROR',
      message: 'no price for tariff night-v1',
      exception: 'TariffNotFoundException',
    });

  const web = own();
  for (const time of moments(web, 3900, startUs, nowUs, 0.3))
    parts.haproxy.push(accessRow(web, time, web.weighted(PATHS)));

  const cards = own();
  for (const time of moments(cards, 720, startUs, nowUs, 0.3)) {
    const place = cards.whole(1, 16);
    const site = SITE_NAMES[(place - 1) % 8] as string;
    const declined = cards.chance(0.06);
    parts.terminal_payments.push({
      _timestamp: time,
      terminal_id: `T-${String(place).padStart(4, '0')}`,
      site,
      txn_ref: cards.hex(12),
      amount_cents: Math.round(latency(cards, 1900, 0.5)),
      currency: 'EUR',
      card_scheme: cards.weighted({ maestro: 40, visa: 33, mastercard: 22, girocard: 5 }),
      result: declined ? 'DECLINED' : cards.chance(0.025) ? 'REVERSED' : 'APPROVED',
      resp_code: declined ? cards.pick(['51', '05', '54']) : '00',
    });
  }
  for (const time of spread(cards, 26, ago(28), ago(8)))
    parts.terminal_payments.push({
      _timestamp: time,
      terminal_id: 'T-0031',
      site: 'lisboa-oriente',
      txn_ref: cards.hex(12),
      amount_cents: Math.round(latency(cards, 1900, 0.5)),
      currency: 'EUR',
      card_scheme: cards.pick(['visa', 'mastercard']),
      result: 'DECLINED',
      resp_code: '91',
    });

  const field = own();
  moments(field, 88, startUs, nowUs).forEach((time, index) => {
    ticketRows(parts, field, time, `WO-${55000 + index * 3}`);
  });
  const order = {
    ticket_id: 'WO-58120',
    priority: 'P1',
    cp_id: FAULTY.cp_id,
    site: FAULTY.site,
    fault: 'no power',
    contractor: 'voltek-service',
  };
  for (const [hours, state] of [
    [30, 'opened'],
    [29.2, 'assigned'],
    [24.5, 'on_site'],
    [24.1, 'waiting_parts'],
    [7.8, 'on_site'],
    [6.5, 'closed'],
  ] as const)
    parts.field_tickets.push({ _timestamp: ago(hours), state, ...order });

  const grid = own();
  for (const time of ticks(nowUs, 15 * MINUTE_US))
    for (const site of SITE_NAMES) {
      const { limitKw } = SITES[site] as Site;
      const full = site === 'gent-dok' && within(time, yesterday(18), yesterday(20));
      parts.site_power.push({
        _timestamp: time,
        site,
        pwr_kw: full
          ? limitKw
          : round(limitKw * (0.12 + 0.55 * rhythm(time, 0.1) * (0.75 + 0.25 * grid.next())), 1),
        lim_kw: limitKw,
        volt_l1: round(grid.normal(231, 1.6), 1),
        cab_temp_c: round(grid.normal(site === 'porto-antas' ? 41 : 27, 1.4), 1),
        throttled: full,
      });
    }

  staff(parts, clock, own());

  const gateways = own();
  for (const time of moments(gateways, 900, startUs, nowUs, 0.6)) {
    const app_name = gateways.weighted({ charon: 42, dnsmasq: 28, sshd: 14, kernel: 9, chronyd: 7 });
    const bad = gateways.chance(0.03);
    parts.syslog.push({
      _timestamp: time,
      hostname: `vpn-gw-${gateways.whole(1, 3)}`,
      facility: app_name === 'kernel' ? 'kern' : app_name === 'sshd' ? 'auth' : 'daemon',
      sev: bad ? 'err' : gateways.chance(0.08) ? 'warning' : 'info',
      app_name,
      procid: gateways.whole(300, 9000),
      msg: bad
        ? 'peer not responding, trying again'
        : ({
            charon: 'CHILD_SA rekeyed',
            dnsmasq: 'query answered from cache',
            sshd: 'Accepted publickey for ops',
            kernel: 'eth1: link is up',
            chronyd: 'source selected',
          }[app_name] as string),
    });
  }
  for (const time of spread(gateways, 73, yesterday(1), yesterday(1.6)))
    parts.syslog.push({
      _timestamp: time,
      hostname: 'vpn-gw-2',
      facility: 'auth',
      sev: 'warning',
      app_name: 'sshd',
      procid: gateways.whole(300, 9000),
      msg: 'Failed password for root from 198.51.100.23',
    });

  const tracing = own();
  for (const time of moments(tracing, 640, startUs, nowUs)) {
    const kind = tracing.weighted({ start: 40, roaming: 32, stations: 28 });
    parts.traces.push(...traceRows(tracing, time, tracing.hex(32), kind));
  }
  parts.traces.push(
    ...traceRows(tracing, ago(13), 'ab54a98ceb1f0ad2c0ffee1122334455', 'start', {
      failed: true,
      innerUs: 45e6,
    }),
  );
  return parts;
}

/** What operators did. */
function staff(parts: Parts, clock: Clock, random: Random): void {
  const ago = (hours: number) => Math.floor(clock.nowUs - hours * HOUR_US);
  for (const time of moments(random, 270, clock.startUs, clock.nowUs)) {
    const verb = random.weighted({ reset_cp: 44, unlock_connector: 34, remote_stop: 16, block_token: 6 });
    parts.operator_audit.push({
      _timestamp: time,
      operator: random.weighted({ 'j.vermeer': 38, 's.almeida': 30, 'k.lindqvist': 20, 'm.duarte': 12 }),
      verb,
      object: verb === 'block_token' ? `04${random.hex(10)}`.toUpperCase() : anyPoint(random).cp_id,
      src_ip: `10.70.1.${random.whole(10, 40)}`,
      ok: random.chance(verb === 'unlock_connector' ? 0.88 : 0.97),
    });
  }
  for (let index = 0; index < 5; index += 1)
    parts.operator_audit.push({
      _timestamp: clock.campaignUs + index * MINUTE_US,
      operator: 'j.vermeer',
      verb: 'update_firmware',
      object: pointAt('utrecht-cs', index * 3 + 1).cp_id,
      detail: 'Kempar 4.2.1',
      src_ip: '10.70.1.14',
      ok: true,
    });
  parts.operator_audit.push(
    {
      _timestamp: ago(18.5),
      operator: 's.almeida',
      verb: 'change_tariff',
      object: 'standard-v5',
      detail: '0.40 to 0.42',
      src_ip: '10.70.1.22',
      ok: true,
    },
    {
      _timestamp: ago(33),
      operator: 'm.duarte',
      verb: 'change_tariff',
      object: 'night-v1',
      detail: 'withdrawn',
      src_ip: '10.70.1.31',
      ok: true,
    },
  );
}

/** Real, but no cause of anything. */
function herrings(parts: Parts, random: Random, tariffUs: number, rebootUs: number): void {
  parts.operator_audit.push({
    _timestamp: tariffUs,
    operator: 'm.duarte',
    verb: 'change_tariff',
    object: 'fast-v3',
    detail: '0.67 to 0.69',
    src_ip: '10.70.1.31',
    ok: true,
  });
  parts.syslog.push({
    _timestamp: rebootUs,
    hostname: 'vpn-gw-3',
    facility: 'kern',
    sev: 'warning',
    app_name: 'kernel',
    procid: random.whole(300, 9000),
    msg: 'watchdog: gateway restarted itself',
  });
}

function hubSlow(parts: Parts, clock: Clock, random: Random): void {
  const [onset, end] = [clock.nowUs - 68 * MINUTE_US, clock.nowUs - 17 * MINUTE_US];
  herrings(parts, random, clock.nowUs - 84 * MINUTE_US, clock.nowUs - 44 * MINUTE_US);
  spread(random, 96, onset, end).forEach((time, index) => {
    const emsp = random.pick(['chargia', 'plugnet', 'evora']);
    const waited = 6000 + random.whole(1, 60);
    parts.csms_backend.push({
      ...backendRow(random, time + 6 * SECOND_US, 'roaming-gw'),
      level: 'ERROR',
      message: 'ocpi-hub did not answer tokens.authorize within 6000 ms',
      exception: 'HubTimeoutException',
    });
    parts.auth_requests.push({
      ...authRow(random, time + 6 * SECOND_US, anyPoint(random)),
      emsp,
      result: 'Timeout',
      resp_ms: waited,
    });
    if (index % 2 === 0)
      parts.traces.push(
        ...traceRows(random, time, random.hex(32), 'roaming', {
          failed: true,
          innerUs: waited * 1000,
          error: 'HubTimeoutException',
        }),
      );
  });
}

function lockBroken(parts: Parts, clock: Clock, random: Random): void {
  const onset = clock.nowUs - 46 * MINUTE_US;
  const last = clock.nowUs - 5 * SECOND_US;
  herrings(parts, random, clock.nowUs - 62 * MINUTE_US, clock.nowUs - 30 * MINUTE_US);
  const brixa = SITE_NAMES.flatMap((site) =>
    Array.from({ length: POINTS_PER_SITE }, (_, index) => pointAt(site, index + 1)),
  ).filter((point) => point.vendor === 'Brixa');
  parts.operator_audit.push({
    _timestamp: onset - 60 * SECOND_US,
    operator: 'k.lindqvist',
    verb: 'update_firmware',
    object: 'all Brixa',
    detail: 'firmware campaign Brixa 5.0.3',
    src_ip: '10.70.1.19',
    ok: true,
  });
  for (const row of parts.ocpp_log) if (row.vendor === 'Brixa' && row._timestamp >= onset) row.fw = '5.0.3';
  spread(random, 140, onset, last).forEach((time, index) => {
    const point = random.pick(brixa);
    parts.ocpp_log.push({
      ...ocppRow(random, time, clock, point),
      fw: '5.0.3',
      msg_type: 'CALL',
      action: 'StatusNotification',
      connector_id: random.whole(1, 2),
      status: 'Faulted',
      err_code: 'ConnectorLockFailure',
    });
    if (index % 2 === 0) {
      parts.csms_backend.push({
        ...backendRow(random, time + SECOND_US, 'csms-core'),
        level: 'ERROR',
        message: `transaction aborted: connector not locked at ${point.cp_id}`,
        exception: 'ConnectorNotLockedException',
      });
      parts.haproxy.push({
        ...accessRow(random, time + SECOND_US, '/v1/sessions/start'),
        st: 503,
        ta: random.whole(900, 1900),
      });
    }
    if (index % 4 === 0)
      parts.traces.push(
        ...traceRows(random, time, random.hex(32), 'start', {
          failed: true,
          error: 'ConnectorNotLockedException',
          fields: { cp_id: point.cp_id, vendor: 'Brixa' },
        }),
      );
  });
}

function metrics(random: Random, { nowUs }: Clock, incident: string | null): WorldStream[] {
  const recent = scrapes(3, nowUs);
  const long = samples(nowUs);
  const ago = (minutes: number) => nowUs - minutes * MINUTE_US;
  const slow = (time: number) => incident === 'roaming-hub-slow' && within(time, ago(68), ago(17));
  const broken = (time: number) => incident === 'firmware-lock' && time > ago(46);
  const own = () => createRandom(random.whole(1, 2 ** 31));
  const noisy = (
    times: readonly number[],
    labels: Readonly<Record<string, string>>,
    middle: number,
    spreadBy = 0.1,
  ) => {
    const noise = own();
    return gauge(times, labels, () => Math.round(middle * (1 - spreadBy + 2 * spreadBy * noise.next())));
  };
  const connected = (
    [
      ['nl', 30],
      ['be', 30],
      ['de', 30],
      ['pt', 29],
    ] as const
  ).flatMap(([region, points]) => {
    const noise = own();
    return gauge(long, { region }, () => points - (noise.chance(0.12) ? 1 : 0));
  });
  const messages = (
    [
      ['Heartbeat', 120],
      ['MeterValues', 340],
      ['StatusNotification', 60],
      ['StartTransaction', 7],
    ] as const
  ).flatMap(([action, rate]) =>
    counter(
      recent,
      { action, job: 'csms-core' },
      own(),
      (time) => rate * rhythm(time) + (broken(time) && action === 'StatusNotification' ? 95 : 0),
      200_000,
    ),
  );
  const bounds = [0.1, 0.25, 0.5, 1, 2.5, 5, 10];
  const hub = (
    [
      ['tokens', 48, 0.27],
      ['cdrs', 22, 0.6],
    ] as const
  ).map(([module, rate, median]) =>
    histogram(
      recent,
      { module, peer: 'ocpi-hub' },
      own(),
      bounds,
      (time) => rate * rhythm(time),
      (time) => (slow(time) ? 5.8 : median),
    ),
  );
  const lag = [
    ...noisy(recent, { consumergroup: 'cdr-export', topic: 'cdrs' }, 38, 0.4),
    ...noisy(recent, { consumergroup: 'meter-writer', topic: 'meter-values' }, 310, 0.4),
    ...noisy(recent, { consumergroup: 'app-push', topic: 'session-events' }, 6, 0.5),
  ];
  const disk = (
    [
      ['csms-a', 61e9],
      ['csms-b', 58e9],
      ['csms-c', 7.4e9],
      ['pg-main', 212e9],
    ] as const
  ).flatMap(([instance, middle]) => noisy(recent, { instance, mountpoint: '/var' }, middle, 0.005));
  const cpu = (['csms-a', 'csms-b', 'csms-c'] as const).flatMap((instance) => {
    const busy = { 'csms-a': 21, 'csms-b': 14, 'csms-c': 33 }[instance];
    return [
      ...counter(recent, { instance, mode: 'user' }, own(), () => busy, 70_000),
      ...counter(recent, { instance, mode: 'idle' }, own(), () => 60 - busy, 900_000),
    ];
  });
  const waiting = [
    ...noisy(recent, { database: 'csms' }, 5, 0.6),
    ...noisy(recent, { database: 'billing' }, 2, 0.6),
  ];
  const heap = (
    [
      ['csms-core', 2.6e9],
      ['roaming-gw', 9.1e8],
      ['tariff-engine', 4.2e8],
    ] as const
  ).flatMap(([service, middle]) => [
    ...noisy(recent, { service, area: 'heap' }, middle, 0.05),
    ...noisy(recent, { service, area: 'nonheap' }, 1.5e8, 0.02),
  ]);
  const up = (
    ['csms-core', 'roaming-gw', 'tariff-engine', 'driver-app-api', 'weather-feed'] as const
  ).flatMap((job) => gauge(recent, { job }, () => (job === 'weather-feed' ? 0 : 1)));
  const stream = (
    name: string,
    rows: readonly Row[],
    type: 'Counter' | 'Gauge' | 'Histogram',
    help: string,
    unit = '1',
  ): WorldStream => ({ type: 'metrics', name, rows, metric: { type, help, unit } });
  const duration = 'ocpi_client_request_duration_seconds';
  const help = 'Duration of requests to OCPI partners';
  return [
    stream('ocpp_connected_charge_points', connected, 'Gauge', 'Charge points with an open websocket'),
    stream('ocpp_messages_received_total', messages, 'Counter', 'OCPP messages received from charge points'),
    stream('kafka_consumergroup_lag', lag, 'Gauge', 'Current approximate lag of a consumer group'),
    stream(
      'node_filesystem_avail_bytes',
      disk,
      'Gauge',
      'Filesystem space available to non-root users',
      'bytes',
    ),
    stream('node_cpu_seconds_total', cpu, 'Counter', 'Seconds the cpus spent in each mode', 's'),
    stream(
      'pgbouncer_pools_client_waiting_connections',
      waiting,
      'Gauge',
      'Client connections waiting on a server',
    ),
    stream('jvm_memory_used_bytes', heap, 'Gauge', 'The amount of used memory', 'bytes'),
    stream('up', up, 'Gauge', '1 if the target could be scraped'),
    stream(
      `${duration}_bucket`,
      hub.flatMap((each) => each.bucket),
      'Histogram',
      help,
      's',
    ),
    stream(
      `${duration}_sum`,
      hub.flatMap((each) => each.sum),
      'Histogram',
      help,
      's',
    ),
    stream(
      `${duration}_count`,
      hub.flatMap((each) => each.count),
      'Histogram',
      help,
    ),
  ];
}

/** An operator of charge points. See README.md. */
export const world: World = {
  name: 'wattlane',
  build({ random, nowUs, incident }) {
    const yesterdayUs = Math.floor(nowUs / DAY_US) * DAY_US - DAY_US;
    const clock: Clock = {
      nowUs,
      startUs: nowUs - HOURS * HOUR_US,
      yesterdayUs,
      campaignUs: Math.floor(yesterdayUs + 10.5 * HOUR_US),
    };
    const seeds = { metrics: random.whole(1, 2 ** 31), incident: random.whole(1, 2 ** 31) };
    const parts = base(random, clock);
    const planted = createRandom(seeds.incident);
    if (incident === 'roaming-hub-slow') hubSlow(parts, clock, planted);
    if (incident === 'firmware-lock') lockBroken(parts, clock, planted);
    // Later steps of a work order may lie after the end of the data.
    const past = (rows: Draft[]) => rows.filter((row) => row._timestamp <= nowUs);
    const logs = (name: keyof Parts, fullText?: readonly string[]): WorldStream => ({
      type: 'logs',
      name,
      rows: past(parts[name]),
      ...(fullText ? { fullText } : {}),
    });
    return [
      logs('ocpp_log'),
      { ...logs('charging_sessions'), retentionDays: 365 },
      logs('auth_requests'),
      logs('csms_backend', ['message']),
      logs('haproxy'),
      logs('terminal_payments'),
      logs('field_tickets'),
      logs('site_power'),
      logs('operator_audit'),
      logs('syslog', ['msg']),
      { type: 'traces', name: 'csms_spans', rows: past(parts.traces) },
      ...metrics(createRandom(seeds.metrics), clock, incident),
    ];
  },
};
