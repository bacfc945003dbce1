import {
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
import { counter, samples } from '../rows.ts';
import type { Row, World, WorldStream } from '../world.ts';

const HOURS = 54;
const REGIONS = { oslo: 30, bergen: 14, stockholm: 24, malmo: 9, helsinki: 13, aarhus: 10 };
type Region = keyof typeof REGIONS;
const COUNTRY: Readonly<Record<Region, string>> = {
  oslo: 'NO',
  bergen: 'NO',
  stockholm: 'SE',
  malmo: 'SE',
  helsinki: 'FI',
  aarhus: 'DK',
};
const CURRENCY: Readonly<Record<string, string>> = { NO: 'NOK', SE: 'SEK', FI: 'EUR', DK: 'DKK' };
const RESOLVER: Readonly<Record<Region, string>> = {
  oslo: 'res-osl-1',
  bergen: 'res-osl-1',
  stockholm: 'res-sto-1',
  malmo: 'res-sto-1',
  helsinki: 'res-hel-1',
  aarhus: 'res-sto-1',
};
const EDGES: Readonly<Record<Region, string>> = {
  oslo: 'osl-edge-1',
  bergen: 'bgo-edge-2',
  stockholm: 'sto-edge-1',
  malmo: 'sto-edge-1',
  helsinki: 'hel-edge-1',
  aarhus: 'osl-edge-1',
};
const MODELS = { 'NordBox 3': 34, 'NordBox 5': 40, 'Zynet Z20': 16, 'Telmark M7': 10 };
const FIRMWARE: Readonly<Record<string, string>> = {
  'NordBox 3': '3.9.7',
  'Zynet Z20': '2.14.0',
  'Telmark M7': '7.0.3',
};
const CHANNELS = {
  'Nordlys 1': 30,
  'Fjord TV': 20,
  'Polar News': 15,
  'Nordlys Sport 1': 14,
  'Nordlys Sport 2': 9,
  'Kino Nord': 7,
  'Barn TV': 5,
};
const PLANS: Readonly<Record<string, number>> = {
  'Fiber 100': 499,
  'Fiber 500': 699,
  'Fiber 1000': 899,
  'Mobil 20GB': 349,
  'TV Pluss': 229,
};
const SCREENS = {
  login: 26,
  usage: 22,
  invoices: 18,
  tvguide: 14,
  support: 10,
  changeplan: 6,
  invoicearchive: 4,
};
const SCREEN_MS: Readonly<Record<string, number>> = {
  login: 240,
  usage: 180,
  invoices: 210,
  tvguide: 90,
  support: 120,
  changeplan: 900,
  invoicearchive: 3800,
};

const subscriber = (random: Random) => `NL${random.whole(7_000_000, 7_001_199)}`;
const address = (random: Random) =>
  `100.${random.whole(64, 71)}.${random.whole(0, 255)}.${random.whole(1, 254)}`;

interface Parts {
  readonly radius_accounting: Draft[];
  readonly aaa_auth: Draft[];
  readonly dns_resolver: Draft[];
  readonly cpe_telemetry: Draft[];
  readonly stb_events: Draft[];
  readonly billing: Draft[];
  readonly network_alarms: Draft[];
  readonly selfcare_app: Draft[];
  readonly traces: Draft[];
}

interface Clock {
  readonly nowUs: number;
  readonly startUs: number;
  /** Midnight at which yesterday began. */
  readonly yesterdayUs: number;
  /** When the app 8.2.0 came out. */
  readonly releaseUs: number;
  /** When NordBox 5 got the firmware 5.4.1. */
  readonly firmwareUs: number;
}

function accountingRow(random: Random, time: number): Draft {
  const region = random.weighted(REGIONS);
  const status = random.weighted({ Start: 25, 'Interim-Update': 50, Stop: 25 });
  const tech = random.weighted({ fiber: 55, cable: 20, fwa: 13, dsl: 12 });
  const seconds = status === 'Start' ? 0 : random.whole(300, 86000);
  const down = Math.round(seconds * latency(random, tech === 'fiber' ? 90000 : 30000, 0.8));
  return {
    _timestamp: time,
    acctstatustype: status,
    subscriberid: subscriber(random),
    sessionid: random.hex(12),
    nasid: `bng-${region}-1`,
    region,
    framedip: address(random),
    accesstech: tech,
    acctsessiontime: seconds,
    bytesdown: down,
    bytesup: Math.round(down * (0.05 + 0.15 * random.next())),
    terminatecause:
      status === 'Stop'
        ? random.weighted({
            'User-Request': tech === 'dsl' ? 25 : 55,
            'Idle-Timeout': 20,
            'Lost-Carrier': tech === 'dsl' ? 45 : 12,
            'Session-Timeout': 8,
            'NAS-Reboot': 3,
          })
        : undefined,
  };
}

function authRow(random: Random, time: number): Draft {
  const region = random.weighted(REGIONS);
  const realm = random.weighted({ 'home.nordlys': 70, 'biz.nordlys': 20, 'wholesale.nordlys': 10 });
  const rejected = random.chance(realm === 'wholesale.nordlys' ? 0.19 : 0.05);
  return {
    _timestamp: time,
    result: rejected ? 'reject' : 'accept',
    rejectreason: rejected ? random.weighted({ badpassword: 50, unknownuser: 28, suspended: 22 }) : undefined,
    subscriberid: subscriber(random),
    realm,
    nasid: `bng-${region}-1`,
    callingstationid: Array.from({ length: 6 }, () => random.hex(2)).join(':'),
    responsems: round(latency(random, 11), 1),
  };
}

function dnsRow(random: Random, time: number): Draft {
  const region = random.weighted(REGIONS);
  const cached = random.chance(0.72);
  const rcode = random.weighted({ NOERROR: 930, NXDOMAIN: 55, SERVFAIL: 9, REFUSED: 6 });
  return {
    _timestamp: time,
    qname: random.pick([
      'edge.nordlys-tv.example',
      'api.nordlys.example',
      'www.avisen.example',
      'mail.posten.example',
      'img.shoppen.example',
      'push.telefon.example',
      'time.ntp.example',
      'video.strom.example',
    ]),
    qtype: random.weighted({ A: 58, AAAA: 30, HTTPS: 10, MX: 2 }),
    rcode,
    resolver: RESOLVER[region],
    clientip: address(random),
    cached,
    responsems: round(latency(random, cached ? 0.8 : 24, 0.5), 2),
    msg: rcode === 'SERVFAIL' ? 'upstream gave no answer' : undefined,
  };
}

function cpeRow(random: Random, time: number, clock: Clock): Draft {
  const region = random.weighted(REGIONS);
  const model = random.weighted(MODELS);
  const event = random.weighted({
    heartbeat: 78,
    wifiweak: model === 'NordBox 3' ? 16 : 8,
    reboot: model === 'Zynet Z20' ? 17 : 2.5,
    linkdown: model === 'Zynet Z20' ? 12 : 3,
  });
  const reason = random.weighted({
    user: 5,
    powerloss: 3,
    outofmemory: model === 'Zynet Z20' ? 12 : 0,
  });
  return {
    _timestamp: time,
    event,
    subscriberid: subscriber(random),
    model,
    firmware: FIRMWARE[model] ?? (time < clock.firmwareUs ? '5.4.0' : '5.4.1'),
    region,
    uptimesec: event === 'reboot' ? random.whole(1, 60) : random.whole(600, 4_000_000),
    rssi: -Math.round(random.normal(event === 'wifiweak' ? 79 : 58, 5)),
    cputemp: Math.round(random.normal(model === 'Telmark M7' ? 71 : 54, 4)),
    rebootreason: event === 'reboot' ? reason : undefined,
    msg: event === 'reboot' ? `restarted: ${reason}` : event === 'linkdown' ? 'wan link down' : undefined,
  };
}

function boxRow(random: Random, time: number): Draft {
  const region = random.weighted(REGIONS);
  const type = random.weighted({ box: 62, androidtv: 18, webos: 12, mobile: 8 });
  const event = random.weighted({
    playback: 70,
    channelchange: 22,
    buffering: type === 'mobile' ? 16 : 6,
    error: 1.6,
  });
  const code = random.weighted({ 'NET-2003': 5, 'DEC-1102': 3, 'DRM-4007': 2 });
  return {
    _timestamp: time,
    event,
    subscriberid: subscriber(random),
    deviceid: `stb-${random.whole(50000, 50899)}`,
    devicetype: type,
    channelname: random.weighted(CHANNELS),
    cdnnode: EDGES[region],
    region,
    appversion: random.chance(0.85) ? '12.4' : '12.3',
    bitratekbps:
      event === 'playback' || event === 'buffering'
        ? Math.round(latency(random, type === 'mobile' ? 2400 : 7200, 0.25))
        : undefined,
    bufferingms: event === 'buffering' ? Math.round(latency(random, 900, 0.6)) : undefined,
    errorcode: event === 'error' ? code : undefined,
    msg: event === 'error' ? `playback stopped with ${code}` : undefined,
  };
}

function bill(parts: Parts, random: Random, time: number, index: number): void {
  const country = COUNTRY[random.weighted(REGIONS)];
  const plan = random.weighted({
    'Fiber 100': 22,
    'Fiber 500': 30,
    'Fiber 1000': 18,
    'Mobil 20GB': 20,
    'TV Pluss': 10,
  });
  const price = PLANS[plan] as number;
  const method = random.weighted({ autogiro: 40, efaktura: 25, card: 20, mobilepay: 15 });
  const common = {
    invoiceid: `INV-${640000 + index * 11}`,
    subscriberid: subscriber(random),
    plan,
    country,
    currency: CURRENCY[country as string],
    amount: country === 'FI' ? round(price / 10 + 0.9) : price + (random.chance(0.3) ? 49.5 : 0),
    method,
  };
  const add = (at: number, event: string, more: Partial<Draft> = {}) =>
    parts.billing.push({ _timestamp: at, event, ...common, ...more });
  add(time, 'invoiceissued');
  if (random.chance(method === 'card' ? 0.21 : 0.07)) {
    add(time + random.whole(60, 5000) * SECOND_US, 'paymentfailed', {
      failurereason: random.weighted({ insufficientfunds: 9, cardexpired: 5, mandatecancelled: 3 }),
    });
    if (random.chance(0.5)) add(time + random.whole(8, 20) * HOUR_US, 'remindersent');
  } else if (random.chance(0.8)) add(time + random.whole(60, 30000) * SECOND_US, 'paymentreceived');
  if (random.chance(0.03)) add(time + random.whole(2, 12) * HOUR_US, 'creditnote', { amount: 100 });
}

const SEVERITY = ['CLEAR', 'CRITICAL', 'MAJOR', 'MINOR', 'WARNING'];

const alarm = (time: number, severity: number, node: string, text: string, more: Partial<Draft>): Draft => ({
  _timestamp: time,
  severity,
  node,
  alarmtext: `[${SEVERITY[severity]}] ${text}`,
  state: 'raised',
  ...more,
});

function alarmRows(random: Random, time: number, index: number): Draft[] {
  const region = random.weighted(REGIONS);
  const kind = random.weighted({ cell: 45, olt: 25, bng: 10, agg: 20 });
  const severity = random.pick([2, 2, 3, 3, 3, 4, 4, 4, 4]);
  const node = `${kind === 'cell' ? 'enb' : kind}-${region}-${random.whole(1, 9)}`;
  const text = random.pick(
    {
      cell: ['high VSWR on antenna', 'cell degraded', 'clock drift'],
      olt: ['optical power low', 'ONU rogue suspected'],
      bng: ['route flap', 'session table at 80 %'],
      agg: ['link flapping', 'fan speed low', 'CRC errors'],
    }[kind],
  );
  const shared = {
    alarmid: `ALM-${30000 + index}`,
    nodetype: kind,
    cellid: kind === 'cell' ? `${random.whole(4100, 4160)}-${random.whole(1, 3)}` : undefined,
    region,
    vendor: random.weighted({ Ericom: 50, Nokius: 35, Huanet: 15 }),
  };
  const raised = alarm(time, severity, node, text, shared);
  if (random.chance(0.3)) return [raised];
  return [raised, { ...raised, _timestamp: time + random.whole(2, 240) * MINUTE_US, state: 'cleared' }];
}

function appRow(random: Random, time: number, clock: Clock): Draft {
  const screen = random.weighted(SCREENS);
  const failed = random.chance(screen === 'changeplan' ? 0.14 : 0.013);
  const warned = !failed && random.chance(0.05);
  const name =
    screen === 'changeplan' ? 'ProvisioningTimeout' : random.pick(['NetworkError', 'TokenExpired']);
  return {
    _timestamp: time,
    loglevel: failed ? 'error' : warned ? 'warn' : 'info',
    msg: failed
      ? `screen ${screen} failed: ${name}`
      : warned
        ? 'answer came from the offline cache'
        : `screen ${screen} shown`,
    errorname: failed ? name : undefined,
    screen,
    httpstatus: failed ? random.pick([500, 503, 504]) : 200,
    latencyms: Math.round(latency(random, SCREEN_MS[screen] as number)),
    platform: random.weighted({ ios: 46, android: 38, web: 16 }),
    appversion: time < clock.releaseUs ? '8.1.3' : '8.2.0',
    subscriberid: subscriber(random),
    country: COUNTRY[random.weighted(REGIONS)],
  };
}

function traceRows(random: Random, time: number, kind: 'usage' | 'invoices' | 'login' | 'plan'): Draft[] {
  const [route, service, middle, inner, peer, median] = {
    usage: ['GET /usage', 'usage-api', 'GetUsage', 'SELECT usagedaily', 'usage-db', 32e3],
    invoices: ['GET /invoices', 'billing-api', 'ListInvoices', 'SELECT invoices', 'billing-db', 54e3],
    login: ['POST /login', 'aaa-gateway', 'Authenticate', 'radius Access-Request', 'radius', 14e3],
    plan: ['POST /plan', 'subscriber-api', 'ChangePlan', 'provisioning activate', 'provisioning', 1700e3],
  }[kind] as [string, string, string, string, string, number];
  const trace = random.hex(32);
  const ids = [random.hex(16), random.hex(16), random.hex(16)] as const;
  const took = latency(random, median);
  const failed = random.chance(kind === 'plan' ? 0.13 : 0.012);
  const status = failed ? 'ERROR' : 'OK';
  return [
    span({
      trace,
      id: ids[0],
      service: 'selfcare-bff',
      operation: route,
      kind: '2',
      startUs: time,
      durationUs: took + 24e3,
      status,
      attributes: {
        httpstatus: failed ? 503 : 200,
        platform: random.weighted({ ios: 46, android: 38, web: 16 }),
      },
    }),
    span({
      trace,
      id: ids[1],
      parent: ids[0],
      service,
      operation: middle,
      kind: '2',
      startUs: time + 6e3,
      durationUs: took + 9e3,
      status,
      attributes: failed ? { errorname: kind === 'plan' ? 'ProvisioningTimeout' : 'UpstreamError' } : {},
    }),
    span({
      trace,
      id: ids[2],
      parent: ids[1],
      service,
      operation: inner,
      kind: '3',
      startUs: time + 10e3,
      durationUs: took,
      status: failed ? 'ERROR' : 'UNSET',
      attributes: { peer_service: peer },
    }),
  ];
}

function base(random: Random, clock: Clock): Parts {
  const { nowUs, startUs, yesterdayUs } = clock;
  const parts: Parts = {
    radius_accounting: [],
    aaa_auth: [],
    dns_resolver: [],
    cpe_telemetry: [],
    stb_events: [],
    billing: [],
    network_alarms: [],
    selfcare_app: [],
    traces: [],
  };
  const own = () => createRandom(random.whole(1, 2 ** 31));

  const acct = own();
  for (const time of moments(acct, 4300, startUs, nowUs))
    parts.radius_accounting.push(accountingRow(acct, time));
  const stop = (time: number, more: Partial<Draft>) =>
    parts.radius_accounting.push({ ...accountingRow(acct, time), acctstatustype: 'Stop', ...more });
  for (const time of spread(acct, 11, nowUs - 23 * HOUR_US, nowUs - 10 * HOUR_US))
    stop(time, {
      subscriberid: 'NL7199001',
      nasid: 'bng-malmo-1',
      region: 'malmo',
      accesstech: 'dsl',
      acctsessiontime: acct.whole(600, 3200),
      bytesdown: acct.whole(1e7, 9e7),
      bytesup: acct.whole(1e6, 9e6),
      terminatecause: 'Lost-Carrier',
    });
  stop(nowUs - 14 * HOUR_US, {
    subscriberid: 'NL7199004',
    nasid: 'bng-stockholm-1',
    region: 'stockholm',
    accesstech: 'fiber',
    acctsessiontime: 86400,
    bytesdown: 4_210_000_000_000,
    bytesup: 890_000_000_000,
    terminatecause: 'Session-Timeout',
  });
  for (const time of spread(acct, 80, startUs, yesterdayUs + 12 * HOUR_US))
    parts.radius_accounting.push({ ...accountingRow(acct, time), nasid: 'bng-aarhus-0', region: 'aarhus' });

  const auth = own();
  for (const time of moments(auth, 2100, startUs, nowUs)) parts.aaa_auth.push(authRow(auth, time));
  for (const time of spread(auth, 57, yesterdayUs + 2 * HOUR_US, yesterdayUs + 2.5 * HOUR_US))
    parts.aaa_auth.push({
      ...authRow(auth, time),
      result: 'reject',
      rejectreason: 'badpassword',
      realm: 'biz.nordlys',
      nasid: 'bng-malmo-1',
      callingstationid: '00:1f:c2:9e:11:07',
    });

  const dns = own();
  for (const time of moments(dns, 4200, startUs, nowUs)) parts.dns_resolver.push(dnsRow(dns, time));
  for (const time of spread(dns, 88, yesterdayUs + 4 * HOUR_US, yesterdayUs + 4.7 * HOUR_US))
    parts.dns_resolver.push({
      ...dnsRow(dns, time),
      qname: `${dns.hex(10)}.xq7z.example`,
      qtype: 'A',
      rcode: 'NXDOMAIN',
      resolver: 'res-sto-1',
      clientip: '100.66.4.19',
      cached: false,
      msg: undefined,
    });

  const cpe = own();
  for (const time of moments(cpe, 3900, startUs, nowUs)) parts.cpe_telemetry.push(cpeRow(cpe, time, clock));

  const tv = own();
  for (const time of moments(tv, 4200, startUs, nowUs)) parts.stb_events.push(boxRow(tv, time));
  for (const time of spread(tv, 26, yesterdayUs + 8 * HOUR_US, yesterdayUs + 10.5 * HOUR_US))
    parts.stb_events.push({
      ...boxRow(tv, time),
      event: 'error',
      channelname: 'Nordlys Sport 2',
      errorcode: 'DRM-4031',
      msg: 'playback stopped with DRM-4031: licence refused',
      bitratekbps: undefined,
      bufferingms: undefined,
    });

  const money = own();
  moments(money, 880, startUs, nowUs).forEach((time, index) => {
    bill(parts, money, time, index);
  });
  const story = {
    invoiceid: 'INV-699104',
    subscriberid: 'NL7199002',
    plan: 'Fiber 1000',
    country: 'NO',
    currency: 'NOK',
    amount: 899,
    method: 'card',
  };
  const steps: [number, string, Partial<Draft>][] = [
    [31, 'invoiceissued', {}],
    [30, 'paymentfailed', { failurereason: 'cardexpired' }],
    [22, 'remindersent', {}],
    [13, 'paymentreceived', { method: 'mobilepay' }],
  ];
  for (const [hours, event, more] of steps)
    parts.billing.push({ _timestamp: nowUs - hours * HOUR_US, event, ...story, ...more });
  parts.billing.push({
    _timestamp: nowUs - 17 * HOUR_US,
    event: 'invoiceissued',
    ...story,
    invoiceid: 'INV-699200',
    subscriberid: 'NL7199003',
    plan: 'Mobil 20GB',
    amount: 94310.5,
    method: 'efaktura',
  });

  const noc = own();
  moments(noc, 380, startUs, nowUs, 0.7).forEach((time, index) => {
    parts.network_alarms.push(...alarmRows(noc, time, index));
  });
  const outages: [string, string, number, number, string, string | undefined][] = [
    ['ALM-39001', 'enb-bergen-4', 6.2, 9.4, 'cell out of service', '4407-3'],
    ['ALM-39002', 'olt-oslo-2', 7.5, 8.1, 'loss of signal on PON port 12', undefined],
    ['ALM-39003', 'agg-malmo-1', 11.3, 12.9, 'power supply failed', undefined],
  ];
  for (const [alarmid, node, from, to, text, cellid] of outages) {
    const [nodetype, region] = node.split('-');
    const more = {
      alarmid,
      nodetype: nodetype === 'enb' ? 'cell' : nodetype,
      region,
      cellid,
      vendor: 'Ericom',
    };
    const raised = alarm(yesterdayUs + from * HOUR_US, 1, node, text, more);
    parts.network_alarms.push(raised, {
      ...raised,
      _timestamp: yesterdayUs + to * HOUR_US,
      state: 'cleared',
    });
  }

  const app = own();
  for (const time of moments(app, 2100, startUs, nowUs)) parts.selfcare_app.push(appRow(app, time, clock));

  const tracing = own();
  for (const time of moments(tracing, 700, startUs, nowUs))
    parts.traces.push(
      ...traceRows(tracing, time, tracing.weighted({ usage: 36, invoices: 27, login: 25, plan: 12 })),
    );
  return parts;
}

/** True, but no cause of anything. */
function herrings(parts: Parts, doorUs: number, batteryUs: number): void {
  parts.network_alarms.push(
    alarm(doorUs, 3, 'enb-oslo-7', 'cabinet door open', {
      alarmid: 'ALM-40001',
      nodetype: 'cell',
      region: 'oslo',
      vendor: 'Nokius',
    }),
    alarm(batteryUs, 4, 'olt-stockholm-3', 'battery test running', {
      alarmid: 'ALM-40002',
      nodetype: 'olt',
      region: 'stockholm',
      vendor: 'Ericom',
    }),
  );
}

function badFirmware(parts: Parts, clock: Clock, random: Random): void {
  const { nowUs } = clock;
  const onset = nowUs - 52 * MINUTE_US;
  herrings(parts, nowUs - 57 * MINUTE_US, nowUs - 33 * MINUTE_US);
  parts.cpe_telemetry.push({
    _timestamp: onset - 40 * SECOND_US,
    event: 'campaign',
    model: 'NordBox 5',
    firmware: '5.4.2',
    msg: 'firmware campaign started: 5.4.2 for NordBox 5',
  });
  for (const time of spread(random, 190, onset, nowUs - 5 * SECOND_US)) {
    const row = cpeRow(random, time, clock);
    parts.cpe_telemetry.push({
      ...row,
      event: 'reboot',
      model: 'NordBox 5',
      firmware: '5.4.2',
      uptimesec: random.whole(60, 240),
      rebootreason: 'watchdog',
      msg: 'restarted: wan driver watchdog expired',
    });
    if (random.chance(0.6))
      parts.radius_accounting.push({
        ...accountingRow(random, time + 5 * SECOND_US),
        acctstatustype: 'Stop',
        subscriberid: row.subscriberid,
        region: row.region,
        nasid: `bng-${row.region}-1`,
        accesstech: 'fiber',
        acctsessiontime: random.whole(60, 240),
        bytesdown: random.whole(1e5, 9e6),
        bytesup: random.whole(1e4, 9e5),
        terminatecause: 'Lost-Carrier',
      });
  }
}

function dnsFailure(parts: Parts, clock: Clock, random: Random): void {
  const { nowUs } = clock;
  const [onset, end] = [nowUs - 80 * MINUTE_US, nowUs - 22 * MINUTE_US];
  herrings(parts, nowUs - 90 * MINUTE_US, nowUs - 47 * MINUTE_US);
  const fail = (row: Draft) =>
    Object.assign(row, {
      resolver: 'res-hel-1',
      rcode: 'SERVFAIL',
      cached: false,
      responsems: round(latency(random, 1900, 0.2), 2),
      msg: 'dnssec validation failed: trust anchor expired',
    });
  for (const row of parts.dns_resolver)
    if (within(row._timestamp, onset, end) && row.resolver === 'res-hel-1') fail(row);
  for (const time of spread(random, 240, onset, end)) parts.dns_resolver.push(fail(dnsRow(random, time)));
  parts.dns_resolver.push({
    ...dnsRow(random, end),
    resolver: 'res-hel-1',
    qname: '.',
    rcode: 'NOERROR',
    msg: 'trust anchor 38696 installed, validation works again',
  });
  const raised = alarm(onset + 2 * MINUTE_US, 2, 'res-hel-1', 'resolver health check failed', {
    alarmid: 'ALM-40100',
    nodetype: 'dns',
    region: 'helsinki',
    vendor: 'Nokius',
  });
  parts.network_alarms.push(raised, { ...raised, _timestamp: end + MINUTE_US, state: 'cleared' });
  for (const time of spread(random, 22, onset + MINUTE_US, end))
    parts.selfcare_app.push({
      ...appRow(random, time, clock),
      loglevel: 'error',
      msg: 'screen usage failed: host api.nordlys.example could not be resolved',
      errorname: 'NameResolutionError',
      screen: 'usage',
      httpstatus: 503,
      country: 'FI',
    });
}

function tvUplink(parts: Parts, clock: Clock, random: Random): void {
  const { nowUs } = clock;
  const onset = nowUs - 41 * MINUTE_US;
  herrings(parts, nowUs - 47 * MINUTE_US, nowUs - 19 * MINUTE_US);
  parts.network_alarms.push(
    alarm(onset, 2, 'agg-bergen-2', 'LAG member te0/0/3 down, uplink at half capacity', {
      alarmid: 'ALM-40200',
      nodetype: 'agg',
      region: 'bergen',
      vendor: 'Ericom',
    }),
  );
  for (const row of parts.stb_events)
    if (row._timestamp >= onset && row.cdnnode === 'bgo-edge-2' && row.event === 'playback')
      row.bitratekbps = Math.round(latency(random, 1300, 0.2));
  for (const time of spread(random, 180, onset + MINUTE_US, nowUs - 3 * SECOND_US))
    parts.stb_events.push({
      ...boxRow(random, time),
      event: 'buffering',
      region: 'bergen',
      cdnnode: 'bgo-edge-2',
      bitratekbps: Math.round(latency(random, 1100, 0.2)),
      bufferingms: Math.round(latency(random, 9400, 0.4)),
      errorcode: undefined,
      msg: 'segment download too slow',
    });
}

function metrics(random: Random, { nowUs }: Clock, incident: string | null): WorldStream[] {
  const times = samples(nowUs);
  const recent = scrapes(4, nowUs);
  const ago = (minutes: number) => nowUs - minutes * MINUTE_US;
  const firmware = (time: number) => incident === 'bad-firmware' && time > ago(52);
  const dns = (time: number) => incident === 'dns-failure' && within(time, ago(80), ago(22));
  const uplink = (time: number) => incident === 'tv-uplink' && time > ago(41);
  const noise = createRandom(random.whole(1, 2 ** 31));
  const wobble = (value: number) => value * (0.95 + 0.1 * noise.next());
  const sessions = (
    [
      ['bng-oslo-1', 41000],
      ['bng-stockholm-1', 35500],
      ['bng-helsinki-1', 17200],
      ['bng-bergen-1', 15800],
    ] as const
  ).flatMap(([node, middle]) =>
    gauge(times, { node }, (time) =>
      Math.round(middle * (0.985 + 0.03 * noise.next()) * (firmware(time) ? 0.86 : 1)),
    ),
  );
  const viewers = (
    [
      ['osl-edge-1', 8200],
      ['sto-edge-1', 9100],
      ['hel-edge-1', 3300],
      ['bgo-edge-2', 2700],
    ] as const
  ).flatMap(([cdnnode, middle]) =>
    gauge(times, { cdnnode }, (time) => Math.round(wobble(middle * rhythm(time)))),
  );
  const ports = [
    ['agg-oslo-1', 'te0/0/1', 5.1e8],
    ['agg-bergen-2', 'te0/0/3', 2.2e8],
    ['agg-stockholm-1', 'te0/0/1', 6.4e8],
  ] as const;
  const octets = ports.flatMap(([node, ifname, rate]) =>
    counter(recent, { node, ifname }, 7e12, (time) =>
      uplink(time) && node === 'agg-bergen-2' ? 0 : wobble(rate * rhythm(time)),
    ),
  );
  const discards = ports.flatMap(([node, ifname]) =>
    counter(recent, { node, ifname: ifname === 'te0/0/3' ? 'te0/0/2' : ifname }, 1000, (time) =>
      uplink(time) && node === 'agg-bergen-2' ? 420 : noise.chance(0.2) ? 0.05 : 0,
    ),
  );
  const load = ['bng-oslo-1', 'bng-stockholm-1', 'bng-helsinki-1', 'bng-bergen-1', 'agg-bergen-2'].flatMap(
    (node) =>
      gauge(recent, { node }, (time) =>
        Math.round(wobble((node === 'bng-stockholm-1' ? 78 : 46) * (0.7 + 0.3 * rhythm(time)))),
      ),
  );
  const queries = ['res-osl-1', 'res-sto-1', 'res-hel-1'].flatMap((resolver) =>
    Object.entries({ NOERROR: 900, NXDOMAIN: 52, SERVFAIL: 6 }).flatMap(([rcode, rate]) =>
      counter(recent, { resolver, rcode }, 800_000, (time) => {
        const broken = dns(time) && resolver === 'res-hel-1';
        if (broken && rcode !== 'SERVFAIL') return rate * 0.04;
        return wobble(rate * rhythm(time)) + (broken ? 480 : 0);
      }),
    ),
  );
  const power = ['olt-oslo-2', 'olt-bergen-1', 'olt-helsinki-1'].flatMap((node, index) =>
    gauge(recent, { node, port: 'pon-0/12' }, () => round(-17.5 - index * 3.2 - 0.3 * noise.next())),
  );
  const durations = histogram(
    scrapes(3, nowUs),
    { service: 'selfcare-bff' },
    createRandom(random.whole(1, 2 ** 31)),
    [0.05, 0.1, 0.25, 0.5, 1, 2.5],
    (time) => 260 * rhythm(time),
    () => 0.12,
  );
  const stream = (
    name: string,
    type: 'Counter' | 'Gauge' | 'Histogram',
    help: string,
    unit: string,
    rows: Row[],
  ): WorldStream => ({
    type: 'metrics',
    name,
    rows,
    metric: { type, help, unit },
  });
  const name = 'selfcare_request_duration_seconds';
  return [
    stream('activesessions', 'Gauge', 'Subscriber sessions that are open on a BNG', '1', sessions),
    stream('iptvviewers', 'Gauge', 'Viewers of streaming TV by edge', '1', viewers),
    stream('ifhcinoctets', 'Counter', 'IF-MIB: octets received on an interface', 'By', octets),
    stream('ifoutdiscards', 'Counter', 'IF-MIB: packets discarded on the way out', '1', discards),
    stream('hrprocessorload', 'Gauge', 'HOST-RESOURCES-MIB: load of the processor in percent', '%', load),
    stream('dnsqueriestotal', 'Counter', 'Answers of a resolver by rcode', '1', queries),
    stream('opticalrxpowerdbm', 'Gauge', 'Received optical power of a PON port', 'dBm', power),
    stream(`${name}_bucket`, 'Histogram', 'Duration of requests of the app', 's', durations.bucket),
    stream(`${name}_sum`, 'Histogram', 'Duration of requests of the app', 's', durations.sum),
    stream(`${name}_count`, 'Histogram', 'Duration of requests of the app', '1', durations.count),
  ];
}

/** A telecom, internet and streaming-TV provider. See README.md. */
export const world: World = {
  name: 'nordlys',
  build({ random, nowUs, incident }) {
    const yesterdayUs = Math.floor(nowUs / DAY_US) * DAY_US - DAY_US;
    const clock: Clock = {
      nowUs,
      startUs: nowUs - HOURS * HOUR_US,
      yesterdayUs,
      releaseUs: yesterdayUs + 11 * HOUR_US,
      firmwareUs: yesterdayUs + 5 * HOUR_US,
    };
    const seeds = { metrics: random.whole(1, 2 ** 31), incident: random.whole(1, 2 ** 31) };
    const parts = base(random, clock);
    const planted = createRandom(seeds.incident);
    if (incident === 'bad-firmware') badFirmware(parts, clock, planted);
    if (incident === 'dns-failure') dnsFailure(parts, clock, planted);
    if (incident === 'tv-uplink') tvUplink(parts, clock, planted);
    // Payments and cleared alarms may lie after the end of the data.
    const past = (rows: Draft[]) => rows.filter((row) => row._timestamp <= nowUs);
    const logs = (name: keyof Parts): WorldStream => ({ type: 'logs', name, rows: past(parts[name]) });
    return [
      logs('radius_accounting'),
      logs('aaa_auth'),
      { ...logs('dns_resolver'), retentionDays: 3 },
      { ...logs('cpe_telemetry'), fullText: ['msg'] },
      { ...logs('stb_events'), fullText: ['msg'] },
      logs('billing'),
      { ...logs('network_alarms'), fullText: ['alarmtext'] },
      { ...logs('selfcare_app'), fullText: ['msg'] },
      { type: 'traces', name: 'selfcare_traces', rows: past(parts.traces) },
      ...metrics(createRandom(seeds.metrics), clock, incident),
    ];
  },
};
