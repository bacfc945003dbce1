import {
  busyness,
  counter,
  DAY,
  type Draft,
  gauge,
  HOUR,
  MINUTE,
  moments,
  rounded,
  samples,
  spanRow,
  ticks,
} from '../rows.ts';
import { createRandom, type Random } from '../random.ts';
import type { Row, World, WorldStream } from '../world.ts';

const FARMS = { borkum_north: 'BN', tarifa_ridge: 'TR', galtee: 'GL' } as const;
type Farm = keyof typeof FARMS;
const SIZES: Readonly<Record<Farm, number>> = { borkum_north: 12, tarifa_ridge: 10, galtee: 8 };
const FARM_NAMES = Object.keys(FARMS) as Farm[];
const GATEWAY: Readonly<Record<Farm, string>> = {
  borkum_north: 'gw-borkum-1',
  tarifa_ridge: 'gw-tarifa-1',
  galtee: 'gw-galtee-1',
};
const METER_GATEWAYS = ['gw-meters-1', 'gw-meters-2'] as const;
const GATEWAYS = [...Object.values(GATEWAY), ...METER_GATEWAYS];
const TURBINES = FARM_NAMES.flatMap((site) =>
  Array.from({ length: SIZES[site] }, (_, index) => ({
    site,
    turbineid: `${FARMS[site]}-${String(index + 1).padStart(2, '0')}`,
  })),
);
const DISTRICTS = ['Harbour', 'Oldtown', 'Westfields', 'Millbrook'] as const;
const METERS = Array.from({ length: 60 }, (_, index) => ({
  meterid: `SM-${20_101 + index}`,
  district: DISTRICTS[index % 4] as string,
  gateway: METER_GATEWAYS[index % 2] as string,
}));
/** Windows in which nothing is planted, in hours before now. */
const QUIET: ReadonlyArray<readonly [number, number]> = [
  [30, 29],
  [16, 15],
  [1, 0],
];

interface Setting {
  readonly nowUs: number;
  /** Whether an incident is going on: minutes before now, until now. */
  readonly during: (incident: string, fromMinutes: number) => (timeUs: number) => boolean;
}

/** A moment of yesterday (UTC), outside the quiet windows. */
function yesterday(nowUs: number, hours: number): number {
  const timeUs = Math.floor(nowUs / DAY) * DAY - DAY + Math.floor(hours * HOUR);
  const window = QUIET.find(([from, to]) => timeUs >= nowUs - from * HOUR && timeUs <= nowUs - to * HOUR);
  return window === undefined ? timeUs : timeUs - Math.floor(65 * MINUTE * (hours < 2 ? -1 : 1));
}

const windAt = (site: Farm, timeUs: number) =>
  6.2 + FARM_NAMES.indexOf(site) * 0.8 + 3.2 * busyness(timeUs, 0, 15) + 0.5 * Math.sin(timeUs / (3 * HOUR));
const powerOf = (wind: number) => Math.min(3_000, Math.max(0, 3_000 * ((wind - 3) / 9.5) ** 2));

function telemetry(random: Random, { nowUs, during }: Setting): Draft[] {
  const config = during('config-change', 55);
  const silent = during('silent-gateway', 75);
  const rows: Draft[] = [];
  TURBINES.forEach(({ site, turbineid }, index) => {
    for (const tick of ticks(nowUs, 20 * MINUTE)) {
      const timeUs = tick - 1e6 - index * 40e6 + random.whole(0, 900_000);
      const wind = Math.max(1.5, windAt(site, timeUs) + random.normal(0, 0.7));
      const stopped = turbineid === 'GL-05' && timeUs > nowUs - 10 * HOUR;
      const share = config(timeUs) && site === 'borkum_north' ? 0.52 : 1;
      const power = stopped ? 0 : powerOf(wind) * random.normal(1, 0.03) * share;
      const temperature = turbineid === 'BN-07' ? random.normal(91, 1.5) : random.normal(61, 3);
      const row: Draft = {
        _timestamp: timeUs,
        turbineid,
        site,
        gateway: GATEWAY[site],
        windspeed_ms: rounded(wind, 1),
        rotor_rpm: stopped ? 0 : rounded(Math.min(16, wind * 1.3 * Math.sqrt(share)), 1),
        power_kw: rounded(power, 1),
        temp_c: rounded(stopped ? temperature - 30 : temperature, 1),
        batt_v: rounded(turbineid === 'GL-02' ? random.normal(10.9, 0.1) : random.normal(12.6, 0.12)),
        pitch_deg: rounded(share < 1 ? random.normal(22, 0.2) : random.normal(6, 1.2), 1),
        fw: turbineid === 'TR-03' ? '2.8.1' : site === 'galtee' ? '3.1.2' : '3.1.0',
      };
      if (silent(timeUs) && site === 'tarifa_ridge') continue;
      rows.push(row);
    }
  });
  return rows.filter(({ _timestamp }) => _timestamp > nowUs - 52 * HOUR && _timestamp <= nowUs);
}

function meterReadings(random: Random, { nowUs, during }: Setting): Draft[] {
  const full = during('disk-full', 40);
  const rows: Draft[] = [];
  METERS.forEach(({ meterid, district, gateway }, index) => {
    // Each meter reports hourly, in a minute of its own, also in the hour that is not over.
    for (const tick of ticks(nowUs + HOUR, HOUR)) {
      const timeUs = tick - index * MINUTE + random.whole(0, 5_000_000) - 6_000_000;
      const usual = district === 'Harbour' ? 2.4 : 0.9;
      const kwh = usual * busyness(timeUs, 0.3, 19) * Math.exp(random.normal(0, 0.25));
      const voltage = meterid === 'SM-20108' ? random.normal(254.5, 0.8) : random.normal(231, 2.2);
      if (meterid === 'SM-20117' && timeUs > nowUs - 14 * HOUR) continue;
      if (full(timeUs)) continue;
      rows.push({
        _timestamp: timeUs,
        meterid,
        district,
        gateway,
        consumption_kwh: rounded(kwh, 3),
        voltage_v: rounded(voltage, 1),
        tamper: meterid === 'SM-20131' && timeUs > nowUs - 9 * HOUR && timeUs < nowUs - 6 * HOUR,
      });
    }
  });
  return rows.filter(({ _timestamp }) => _timestamp > nowUs - 52 * HOUR);
}

function deviceEvents(random: Random, { nowUs, during }: Setting, incident: string | null): Draft[] {
  const silent = during('silent-gateway', 75);
  const rows: Draft[] = [];
  const add = (timeUs: number, deviceid: string, devicetype: string, event: string, detail: string) =>
    rows.push({ _timestamp: Math.floor(timeUs), deviceid, devicetype, event, detail });
  const ago = (minutes: number) => nowUs - minutes * MINUTE;
  for (const timeUs of moments(random, nowUs, 1400, 0.7)) {
    const devicetype = random.weighted({ turbine: 50, meter: 42, gateway: 8 });
    const deviceid =
      devicetype === 'turbine'
        ? random.pick(TURBINES).turbineid
        : devicetype === 'meter'
          ? random.pick(METERS).meterid
          : random.pick(GATEWAYS);
    const event = random.weighted({ selftest_ok: 62, reconnected: 18, disconnected: 17, selftest_failed: 3 });
    const detail = {
      selftest_ok: 'all checks passed',
      reconnected: 'session resumed',
      disconnected: 'keepalive timeout',
      selftest_failed: random.pick(['anemometer out of range', 'clock drift 4 s', 'flash checksum mismatch']),
    }[event];
    if (silent(timeUs) && (deviceid.startsWith('TR-') || deviceid === 'gw-tarifa-1')) continue;
    add(timeUs, deviceid, devicetype, event, detail);
  }
  for (let index = 0; index < 26; index += 1)
    add(nowUs - 50.5 * HOUR + index * 1.9 * HOUR, 'BN-11', 'turbine', 'reboot', 'watchdog reset');
  for (const [hours, deviceid] of [
    [41, 'GL-03'],
    [22, 'TR-08'],
    [4.5, 'BN-02'],
  ] as const)
    add(nowUs - hours * HOUR, deviceid, 'turbine', 'reboot', 'requested by operator');
  for (let index = 0; index < 8; index += 1)
    add(
      nowUs - (20 * 60 - index * 6) * MINUTE,
      `GL-0${index + 1}`,
      'turbine',
      'firmware_updated',
      '3.1.0 to 3.1.2',
    );
  add(nowUs - 10 * HOUR, 'GL-05', 'turbine', 'stopped', 'manual stop by s.keane: blade inspection');
  add(nowUs - 9 * HOUR, 'SM-20131', 'meter', 'cover_opened', 'terminal cover opened');
  add(yesterday(nowUs, 11.5), 'gw-galtee-1', 'gateway', 'certificate_renewed', 'valid for 365 days');
  if (incident === 'config-change') {
    for (let index = 0; index < 12; index += 1)
      add(
        ago(55 - index * 0.05),
        `BN-${String(index + 1).padStart(2, '0')}`,
        'turbine',
        'config_applied',
        'pitch profile eco-7 (max pitch 22 deg) applied by r.vandijk',
      );
    add(ago(64), 'gw-galtee-1', 'gateway', 'firmware_updated', '5.0.3 to 5.0.4');
  }
  if (incident === 'silent-gateway') {
    add(ago(75), 'gw-tarifa-1', 'gateway', 'disconnected', 'last will: lte modem lost sim registration');
    TURBINES.filter(({ site }) => site === 'tarifa_ridge').forEach(({ turbineid }, index) => {
      add(ago(74.5 - index * 0.1), turbineid, 'turbine', 'disconnected', 'gateway gw-tarifa-1 unreachable');
    });
    add(ago(83), 'gw-borkum-1', 'gateway', 'firmware_updated', '5.0.3 to 5.0.4');
  }
  if (incident === 'disk-full') {
    add(ago(235), 'tsdb-2', 'storage', 'snapshot_started', 'full snapshot kept on the data volume of tsdb-2');
    add(ago(40), 'tsdb-2', 'storage', 'read_only', 'volume full: switched to read-only');
    add(ago(48), 'gw-galtee-1', 'gateway', 'firmware_updated', '5.0.3 to 5.0.4');
  }
  return rows;
}

function gatewayLogs(random: Random, { nowUs, during }: Setting): Draft[] {
  const extra = createRandom(41);
  const config = during('config-change', 55);
  const silent = during('silent-gateway', 75);
  const full = during('disk-full', 40);
  const rows: Draft[] = [];
  const add = (
    timeUs: number,
    gateway: string,
    lvl: string,
    msg: string,
    more: Omit<Draft, '_timestamp'> = {},
  ) => rows.push({ _timestamp: Math.floor(timeUs), gateway, lvl, msg, ...more });
  for (const timeUs of moments(random, nowUs, 3200, 0.6)) {
    const meters = random.chance(0.5);
    const turbine = random.pick(TURBINES);
    const meter = random.pick(METERS);
    const gateway = meters ? meter.gateway : GATEWAY[turbine.site];
    const clientid = (meters ? meter.meterid : turbine.turbineid).toLowerCase();
    const kind = random.weighted({ publish: 78, ping: 12, slow: 5, resend: 4, drop: 1 });
    const bytes = random.whole(120, 2_400);
    const latency = Math.round((gateway === 'gw-galtee-1' ? 210 : 65) * Math.exp(random.normal(0, 0.4)));
    const more = {
      clientid,
      topic: meters ? `meters/${clientid}/usage` : `farms/${turbine.site}/${clientid}/state`,
    };
    if (silent(timeUs) && gateway === 'gw-tarifa-1') continue;
    if (full(timeUs) && meters && kind === 'publish')
      add(timeUs, gateway, 'error', 'publish failed: tsdb-2 write error: no space left on device', more);
    else if (kind === 'publish')
      add(timeUs, gateway, 'info', 'message forwarded', {
        ...more,
        bytes,
        latency_ms: latency,
        qos: random.whole(0, 1),
      });
    else if (kind === 'ping') add(timeUs, gateway, 'info', 'keepalive from client', more);
    else if (kind === 'slow') add(timeUs, gateway, 'warn', 'inflight window nearly full', { ...more, bytes });
    else if (kind === 'resend')
      add(timeUs, gateway, 'warn', 'packet resent', { ...more, bytes, latency_ms: latency * 4 });
    else add(timeUs, gateway, 'error', 'malformed packet, connection dropped', more);
  }
  for (let index = 0; index < 52; index += 1)
    add(nowUs - 51.2 * HOUR + index * HOUR, 'gw-meters-2', 'error', 'connection refused: bad credentials', {
      clientid: 'sm-20144',
    });
  for (let index = 0; index < 19; index += 1)
    add(
      yesterday(nowUs, 2.2 + index * 1.1),
      'gw-borkum-1',
      'error',
      'payload rejected: schema v1 is retired',
      {
        clientid: `bn-0${1 + (index % 3)}`,
        topic: 'farms/borkum_north/legacy',
      },
    );
  for (let index = 0; index < 9; index += 1)
    add(
      nowUs - 6 * HOUR + index * 4 * MINUTE,
      'gw-meters-1',
      'warn',
      'subscribe denied on admin/# for unknown client',
      {
        clientid: 'probe-77',
        remote_ip: '203.0.113.88',
      },
    );
  for (let minutes = 74; minutes > 0; minutes -= 2) {
    const timeUs = nowUs - minutes * MINUTE;
    if (config(timeUs))
      add(timeUs, 'gw-borkum-1', 'warn', 'setpoint rejected: pitch limit 22 deg', {
        clientid: extra.pick(TURBINES.slice(0, 12)).turbineid.toLowerCase(),
      });
    if (full(timeUs))
      add(
        timeUs,
        extra.pick(METER_GATEWAYS),
        'error',
        'publish failed: tsdb-2 write error: no space left on device',
        {
          clientid: extra.pick(METERS).meterid.toLowerCase(),
        },
      );
  }
  return rows;
}

const CODES = {
  GRID_UNDERVOLT: 22,
  YAW_MISALIGNED: 26,
  BATT_LOW: 14,
  ICE_DETECTED: 8,
  GBX_TEMP_HIGH: 18,
  PITCH_FAULT: 12,
} as const;
const SEVERITY: Readonly<Record<keyof typeof CODES, number>> = {
  GRID_UNDERVOLT: 3,
  YAW_MISALIGNED: 1,
  BATT_LOW: 2,
  ICE_DETECTED: 4,
  GBX_TEMP_HIGH: 4,
  PITCH_FAULT: 3,
};
const OPERATORS = ['s.keane', 'r.vandijk', 'l.ortega', 'm.haas'] as const;

function alarms(random: Random, { nowUs, during }: Setting, incident: string | null): Draft[] {
  const silent = during('silent-gateway', 75);
  const rows: Draft[] = [];
  const add = (timeUs: number, turbineid: string, site: Farm, code: string, severity: number, more = {}) =>
    rows.push({ _timestamp: Math.floor(timeUs), turbineid, site, code, severity, state: 'raised', ...more });
  for (const timeUs of moments(random, nowUs, 850, 0.6)) {
    const code = random.weighted(CODES);
    const turbine = random.pick(TURBINES);
    const own = { GBX_TEMP_HIGH: 'BN-07', BATT_LOW: 'GL-02' }[code as string];
    const { turbineid, site } =
      TURBINES.find((each) => each.turbineid === own && random.chance(0.8)) ?? turbine;
    const state = random.weighted({ raised: 55, acknowledged: 25, cleared: 20 });
    const more = {
      state,
      ackedby: state === 'acknowledged' ? random.pick(OPERATORS) : undefined,
      minutes_open: state === 'cleared' ? random.whole(2, code === 'ICE_DETECTED' ? 400 : 90) : undefined,
    };
    if (silent(timeUs) && site === 'tarifa_ridge') continue;
    add(timeUs, turbineid, site, code, SEVERITY[code], more);
  }
  add(nowUs - 33 * HOUR, 'TR-06', 'tarifa_ridge', 'BLADE_STRIKE', 5);
  add(nowUs - 12.4 * HOUR, 'GL-05', 'galtee', 'OVERSPEED', 5);
  add(nowUs - 12.2 * HOUR, 'GL-05', 'galtee', 'OVERSPEED', 5, { state: 'acknowledged', ackedby: 's.keane' });
  if (incident === 'config-change')
    for (let index = 0; index < 22; index += 1) {
      const turbine = TURBINES[index % 12];
      if (turbine)
        add(nowUs - (53 - index * 2.3) * MINUTE, turbine.turbineid, turbine.site, 'PITCH_LIMIT', 4);
    }
  if (incident === 'silent-gateway')
    TURBINES.filter(({ site }) => site === 'tarifa_ridge').forEach(({ turbineid, site }, index) => {
      add(nowUs - (73 - index * 0.2) * MINUTE, turbineid, site, 'COMM_LOSS', 3);
    });
  return rows;
}

function workTickets(random: Random, { nowUs }: Setting): Draft[] {
  const rows: Draft[] = [];
  const technicians = ['Aoife Byrne', 'Jan Kuiper', 'Pilar Romero', 'Owen Flynn', 'Katja Wolff'];
  const summaries = [
    'replace yaw brake pads',
    'inspect blades',
    'grease main bearing',
    'swap battery pack',
    'calibrate anemometer',
  ];
  for (const timeUs of moments(random, nowUs, 260, 0.1, 11)) {
    const { turbineid, site } = random.pick(TURBINES);
    const status = random.weighted({ opened: 40, assigned: 30, closed: 30 });
    const summary = random.pick(summaries);
    const technician = random.chance(0.4) ? 'Pilar Romero' : random.pick(technicians);
    rows.push({
      _timestamp: timeUs,
      ticketid: `WO-${random.whole(5_600, 6_400)}`,
      turbineid,
      site,
      status,
      summary,
      technician: status === 'opened' ? undefined : technician,
      hours_spent: status === 'closed' ? rounded(Math.abs(random.normal(4.5, 1.8)) + 0.2, 1) : undefined,
      parts_eur:
        status === 'closed'
          ? rounded(Math.abs(random.normal(summary === 'swap battery pack' ? 1_900 : 420, 90)))
          : undefined,
    });
  }
  for (const [hours, status] of [
    [40, 'opened'],
    [27, 'assigned'],
    [11, 'closed'],
  ] as const)
    rows.push({
      _timestamp: nowUs - hours * HOUR,
      ticketid: 'WO-5531',
      turbineid: 'TR-06',
      site: 'tarifa_ridge',
      status,
      summary: 'repair blade after bird strike',
      technician: status === 'opened' ? undefined : 'Jan Kuiper',
      hours_spent: status === 'closed' ? 13.5 : undefined,
      parts_eur: status === 'closed' ? 8_740.25 : undefined,
    });
  return rows;
}

const OPERATIONS = {
  'GET /v2/turbines/{id}/live': 42,
  'GET /v2/meters/{id}/usage': 30,
  'POST /v2/setpoints': 18,
  'GET /v2/farms/summary': 10,
} as const;
type Operation = keyof typeof OPERATIONS;
const INNER: Readonly<Record<Operation, readonly [string, string, string, number]>> = {
  'GET /v2/turbines/{id}/live': ['telemetry-query', 'latest state', 'tsdb.query', 45],
  'GET /v2/meters/{id}/usage': ['meter-query', 'usage of meter', 'tsdb.query', 120],
  'POST /v2/setpoints': ['setpoint-service', 'apply setpoint', 'mqtt.publish', 240],
  'GET /v2/farms/summary': ['telemetry-query', 'aggregate farm', 'tsdb.query', 3_300],
};
const TENANTS = {
  'stadtwerke-emden': 30,
  'energia-sur': 30,
  'kilkenny-coop': 20,
  'nordlicht-eg': 20,
} as const;

function apiTraces(random: Random, { nowUs, during }: Setting): Draft[] {
  const extra = createRandom(43);
  const config = during('config-change', 55);
  const silent = during('silent-gateway', 75);
  const full = during('disk-full', 40);
  const rows: Draft[] = [];
  function trace(
    timeUs: number,
    operation: Operation,
    from: Random = random,
    id = from.hex(32),
    slowMs?: number,
  ): void {
    const [service, inner, leaf, usualMs] = INNER[operation];
    const meters = operation === 'GET /v2/meters/{id}/usage';
    const { site } = from.pick(TURBINES);
    const ids = [from.hex(16), from.hex(16), from.hex(16)] as const;
    const tenant = from.weighted(TENANTS);
    let leafMs = slowMs ?? usualMs * Math.exp(from.normal(0, 0.35));
    const unlucky = from.chance(
      tenant === 'kilkenny-coop' && operation === 'POST /v2/setpoints' ? 0.45 : 0.006,
    );
    let text = unlucky
      ? operation === 'POST /v2/setpoints'
        ? 'tenant quota exceeded'
        : 'deadline exceeded'
      : undefined;
    if (config(timeUs) && operation === 'POST /v2/setpoints' && site === 'borkum_north')
      text = 'setpoint rejected: pitch limit 22 deg';
    const remote = operation === 'GET /v2/turbines/{id}/live' || operation === 'POST /v2/setpoints';
    if (silent(timeUs) && remote && site === 'tarifa_ridge') {
      text = 'no fresh telemetry: gw-tarifa-1 is silent';
      leafMs = extra.whole(4_900, 5_100);
    }
    if (full(timeUs) && meters) text = 'tsdb-2: no space left on device';
    const failed = text !== undefined;
    const fields = { site: meters ? undefined : site, tenant };
    rows.push(
      spanRow({
        trace: id,
        id: ids[0],
        operation,
        service: 'edge-api',
        startUs: timeUs,
        durationUs: (leafMs + 18) * 1000,
        failed,
        kind: '2',
        fields: { ...fields, http_status_code: failed ? 503 : 200 },
      }),
      spanRow({
        trace: id,
        id: ids[1],
        parent: ids[0],
        operation: inner,
        service,
        startUs: timeUs + 5_000,
        durationUs: (leafMs + 8) * 1000,
        failed,
        kind: '2',
        fields,
      }),
      spanRow({
        trace: id,
        id: ids[2],
        parent: ids[1],
        operation: leaf,
        service,
        startUs: timeUs + 8_000,
        durationUs: leafMs * 1000,
        failed,
        kind: '3',
        fields: { ...fields, status_message: text },
      }),
    );
  }
  for (const timeUs of moments(random, nowUs, 900)) trace(timeUs, random.weighted(OPERATIONS));
  trace(nowUs - 5.4 * HOUR, 'POST /v2/setpoints', random, 'fade0000beef1111cafe2222d00d3333', 62_500);
  for (let minutes = 73; minutes > 0; minutes -= 1.5) {
    const timeUs = Math.floor(nowUs - minutes * MINUTE);
    if (config(timeUs)) trace(timeUs, 'POST /v2/setpoints', extra);
    if (silent(timeUs)) trace(timeUs, 'GET /v2/turbines/{id}/live', extra);
    if (full(timeUs)) trace(timeUs, 'GET /v2/meters/{id}/usage', extra);
  }
  return rows;
}

function metrics(random: Random, { nowUs, during }: Setting): WorldStream[] {
  const times = samples(nowUs);
  const config = during('config-change', 55);
  const silent = during('silent-gateway', 75);
  const full = during('disk-full', 40);
  const filling = during('disk-full', 235);
  const connected = [12, 10, 8, 30, 30];
  const isSilent = (gateway: string, timeUs: number) => gateway === 'gw-tarifa-1' && silent(timeUs);
  const devices = GATEWAYS.flatMap((gateway, index) =>
    gauge(times, { gateway }, (timeUs) => {
      const usual = (connected[index] ?? 0) - (random.chance(0.03) ? 1 : 0);
      return isSilent(gateway, timeUs) ? 0 : usual;
    }),
  );
  const messages = GATEWAYS.flatMap((gateway, index) =>
    counter(times, { gateway }, 1_200_000 + index * 90_000, (timeUs) => {
      const usual = (connected[index] ?? 0) * 0.5 * (1 + random.normal(0, 0.04));
      return isSilent(gateway, timeUs) ? 0 : usual;
    }),
  );
  const storage = [58, 81, 64].flatMap((usual, index) =>
    gauge(times, { node: `tsdb-${index + 1}` }, (timeUs) => {
      const base = usual + random.normal(0, 0.3);
      if (index !== 1 || !filling(timeUs)) return base;
      return full(timeUs) ? 100 : 81 + (18.8 * (timeUs - (nowUs - 235 * MINUTE))) / (195 * MINUTE);
    }),
  );
  const queue = gauge(times, { service: 'ingest' }, (timeUs) => {
    const usual = Math.round(40 + 25 * busyness(timeUs, 0, 13) + Math.abs(random.normal(0, 6)));
    return full(timeUs) ? usual + Math.round((timeUs - (nowUs - 40 * MINUTE)) / 1e6) * 15 : usual;
  });
  const requests = (['2xx', '5xx'] as const).flatMap((code) =>
    counter(times, { service: 'edge-api', code }, code === '2xx' ? 880_000 : 5_300, (timeUs) => {
      const all = 24 * busyness(timeUs, 0.45, 13) * (1 + random.normal(0, 0.04));
      const failing = full(timeUs) ? 0.31 : silent(timeUs) ? 0.14 : config(timeUs) ? 0.09 : 0.008;
      return code === '2xx' ? all * (1 - failing) : all * failing;
    }),
  );
  const power = FARM_NAMES.flatMap((site) =>
    gauge(times, { site }, (timeUs) => {
      const megawatts = (powerOf(windAt(site, timeUs)) * SIZES[site] * random.normal(1, 0.015)) / 1000;
      return config(timeUs) && site === 'borkum_north' ? megawatts * 0.52 : megawatts;
    }).filter(({ _timestamp }) => !(site === 'tarifa_ridge' && silent(_timestamp))),
  );
  const stream = (
    name: string,
    rows: readonly Row[],
    type: 'Counter' | 'Gauge',
    help: string,
    unit: string,
  ): WorldStream => ({ type: 'metrics', name, rows, metric: { type, help, unit } });
  return [
    stream('gateway_connected_devices', devices, 'Gauge', 'Devices with a session at a gateway', ''),
    stream('mqtt_messages_total', messages, 'Counter', 'Messages that a gateway forwarded', ''),
    stream(
      'storage_used_percent',
      storage,
      'Gauge',
      'Used share of the data volume of a time series node',
      'percent',
    ),
    stream('ingest_queue_depth', queue, 'Gauge', 'Messages that wait to be stored', ''),
    stream('api_requests_total', requests, 'Counter', 'Requests to the cloud API', ''),
    stream('farm_power_megawatts', power, 'Gauge', 'Power that a wind farm feeds in', 'megawatts'),
  ];
}

export const world: World = {
  name: 'aeolus',
  build({ random, nowUs, incident }) {
    const setting: Setting = {
      nowUs,
      during: (id, fromMinutes) => (timeUs) => incident === id && timeUs >= nowUs - fromMinutes * MINUTE,
    };
    const fresh = () => createRandom(random.whole(1, 1e9));
    const logs = (
      name: string,
      rows: readonly Draft[],
      more: Pick<WorldStream, 'fullText' | 'retentionDays'> = {},
    ): WorldStream => ({ type: 'logs', name, rows, ...more });
    return [
      logs('turbine_telemetry', telemetry(fresh(), setting), { retentionDays: 14 }),
      logs('meter_readings', meterReadings(fresh(), setting), { retentionDays: 400 }),
      logs('device_events', deviceEvents(fresh(), setting, incident), { fullText: ['detail'] }),
      logs('mqtt_gateway', gatewayLogs(fresh(), setting), { fullText: ['msg'] }),
      logs('alarms', alarms(fresh(), setting, incident)),
      logs('work_tickets', workTickets(fresh(), setting), { fullText: ['summary'] }),
      ...metrics(fresh(), setting),
      { type: 'traces', name: 'cloud_api_traces', rows: apiTraces(fresh(), setting) },
    ];
  },
};
