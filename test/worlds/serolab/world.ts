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
const DEPTS = { ER: 26, ICU: 18, SURG: 15, CARD: 13, ONC: 10, PED: 8, GP: 10 };
const SITES = { MAIN: 60, EAST: 25, CLIN: 15 };
const TUBES = { EDTA: 34, SERUM: 36, CITR: 13, HEP: 9, URINE: 8 };
const REASONS = { HEMOLYZED: 48, CLOTTED: 20, QNS: 16, UNLABELED: 10, WRONG_TUBE: 6 };
/** Test, unit, mean, deviation, low, high, critically low, critically high. */
const TESTS: Readonly<Record<string, readonly [string, number, number, number, number, number, number]>> = {
  K: ['mmol/L', 4.3, 0.62, 3.5, 5.1, 2.9, 6],
  NA: ['mmol/L', 139, 4, 135, 145, 125, 155],
  GLU: ['mg/dL', 108, 28, 70, 140, 45, 300],
  CREA: ['mg/dL', 1.1, 0.3, 0.5, 1.4, -99, 5],
  HB: ['g/dL', 12.9, 2.1, 12, 17, 7, 20],
  CRP: ['mg/L', 14, 16, 0, 10, -99, 200],
  TROP: ['ng/L', 16, 15, 0, 14, -99, 52],
  INR: ['ratio', 1.3, 0.2, 0.8, 1.3, -99, 5],
  TSH: ['mU/L', 2.1, 1.1, 0.4, 4, -99, 40],
  VITD: ['nmol/L', 61, 18, 50, 125, 5, 300],
};
const TUBE_TESTS: Readonly<Record<string, readonly string[]>> = {
  EDTA: ['HB'],
  SERUM: ['K', 'NA', 'GLU', 'CREA', 'CRP', 'TSH'],
  CITR: ['INR'],
  HEP: ['K', 'TROP', 'TROP'],
  URINE: ['CREA', 'GLU'],
};
const INSTRUMENTS: Readonly<Record<string, string>> = {
  'COB8K-1': 'MAIN',
  'COB8K-2': 'MAIN',
  'SYSM-XN1': 'MAIN',
  'STAGO-1': 'MAIN',
  'COB6K-E': 'EAST',
  'ABL-C': 'CLIN',
};
const USERS = ['mkeller', 'jbrandt', 'tnguyen', 'sowens', 'lferrari', 'pdias', 'rhaas', 'kwong'];
const RECEIVERS = { WARDNET: 46, GPLINK: 22, ICUMON: 18, BILLSYS: 14 };

interface Clock {
  readonly nowUs: number;
  readonly startUs: number;
  readonly yesterdayUs: number;
}

interface Parts {
  readonly lis_smp: Draft[];
  readonly lis_res: Draft[];
  readonly instr_evt: Draft[];
  readonly hl7_if: Draft[];
  readonly aud: Draft[];
  readonly mw_app: Draft[];
  readonly lis_trc: Draft[];
}

function instrumentOf(test: string, site: string, random: Random): string {
  if (site === 'EAST') return 'COB6K-E';
  if (site === 'CLIN') return 'ABL-C';
  if (test === 'HB') return 'SYSM-XN1';
  if (test === 'INR') return 'STAGO-1';
  return random.chance(0.55) ? 'COB8K-1' : 'COB8K-2';
}

function resultRow(random: Random, time: number, sample: Draft, test: string): Draft {
  const [unit, mean, deviation, low, high, veryLow, veryHigh] = TESTS[test] ?? ['', 1, 1, 0, 2, -1, 3];
  const tail = random.chance(0.05) ? 2.6 : 1;
  const value = round(Math.max(0.05, random.normal(mean, deviation * tail)), mean < 20 ? 2 : 1);
  const flag =
    value < veryLow ? 'LL' : value > veryHigh ? 'HH' : value < low ? 'L' : value > high ? 'H' : 'N';
  const critical = flag === 'LL' || flag === 'HH';
  const automatic = !critical && random.chance(0.72);
  const instrument = instrumentOf(test, String(sample.site_cd), random);
  const minutes = Math.max(
    6,
    Math.round(
      latency(random, (sample.stat_yn === 'Y' ? 31 : 78) * (instrument === 'COB8K-2' ? 1.35 : 1), 0.35),
    ),
  );
  return {
    _timestamp: time + minutes * MINUTE_US,
    smp_id: sample.smp_id,
    tst_cd: test,
    res_val: value,
    unit,
    flg: flag,
    crit_yn: critical ? 'Y' : 'N',
    instr_cd: instrument,
    site_cd: sample.site_cd,
    dept_cd: sample.dept_cd,
    stat_yn: sample.stat_yn,
    tat_min: minutes,
    autoval_yn: automatic ? 'Y' : 'N',
    val_usr: automatic ? undefined : random.pick(USERS),
    rerun_cnt: random.chance(0.06) ? random.whole(1, 3) : 0,
  };
}

function sampleRow(random: Random, time: number, id: string): Draft {
  const site = random.weighted(SITES);
  const dept = random.weighted(DEPTS);
  const rejected = random.chance(site === 'EAST' ? 0.09 : 0.028);
  return {
    _timestamp: time,
    smp_id: id,
    ord_no: `A${random.whole(500000, 599999)}`,
    dept_cd: dept,
    site_cd: site,
    tube_typ: random.weighted(TUBES),
    stat_yn: random.chance(dept === 'ER' || dept === 'ICU' ? 0.62 : 0.09) ? 'Y' : 'N',
    transp_min: Math.round(latency(random, dept === 'GP' ? 95 : dept === 'ONC' ? 34 : 14, 0.4)),
    rej_yn: rejected ? 'Y' : 'N',
    rej_rsn: rejected ? random.weighted(REASONS) : undefined,
    recv_usr: random.pick(USERS),
  };
}

const EVENTS: readonly (readonly [string, string, string, number])[] = [
  ['I100', 'INFO', 'rack loaded', 34],
  ['I101', 'INFO', 'run finished', 30],
  ['I120', 'INFO', 'calibration passed', 9],
  ['I130', 'INFO', 'control within 2SD', 12],
  ['W210', 'WARN', 'reagent low', 9],
  ['W222', 'WARN', 'control between 2SD and 3SD', 4],
  ['E217', 'ERR', 'clot detected at sample probe', 4],
  ['E305', 'ERR', 'barcode unreadable', 3],
  ['E340', 'ERR', 'calibration failed', 1],
];

function instrumentEvent(random: Random, time: number): Draft {
  const weights = Object.fromEntries(EVENTS.map(([code, , , weight]) => [code, weight]));
  const code = random.weighted(weights);
  const [, sev, txt] = EVENTS.find(([each]) => each === code) ?? ['I100', 'INFO', 'rack loaded', 1];
  const instrument =
    code === 'E217' && random.chance(0.55) ? 'COB8K-2' : random.pick(Object.keys(INSTRUMENTS));
  return {
    _timestamp: time,
    instr_cd: instrument,
    site_cd: INSTRUMENTS[instrument],
    evt_cd: code,
    sev,
    txt,
    modul: random.pick(['ISE', 'PHOTO', 'RACK', 'PROBE']),
  };
}

function messageRow(random: Random, time: number, receiver: string): Draft {
  const type = random.weighted({ 'ORU^R01': 58, 'ORM^O01': 27, 'ADT^A08': 15 });
  const inbound = type !== 'ORU^R01';
  const refused = random.chance(receiver === 'WARDNET' && !inbound ? 0.1 : 0.012);
  const rejected = !refused && random.chance(0.004);
  return {
    _timestamp: time,
    msgctlid: `M${random.whole(10000000, 99999999)}`,
    msgtyp: type,
    dir: inbound ? 'IN' : 'OUT',
    sndapp: inbound ? receiver : 'SEROLIS',
    rcvapp: inbound ? 'SEROLIS' : receiver,
    ackcd: refused ? 'AE' : rejected ? 'AR' : 'AA',
    errtxt: refused
      ? random.pick(['PID-3 missing', 'unknown patient', 'unknown patient', 'OBX-5 too long'])
      : rejected
        ? 'unsupported version'
        : undefined,
    lat_ms: Math.round(latency(random, receiver === 'GPLINK' ? 620 : 85, 0.5)),
    retrycnt: refused ? random.whole(1, 4) : 0,
    sizebytes: random.whole(400, 9000),
  };
}

function auditRow(random: Random, time: number): Draft {
  const act = random.weighted({ LOGIN: 24, LOGOUT: 19, VIEW_PAT: 30, VALIDATE: 17, CORRECT: 3, PRINT: 7 });
  return {
    _timestamp: time,
    usrid: random.pick(USERS),
    actcd: act,
    ok_yn: act === 'LOGIN' && random.chance(0.06) ? 'N' : 'Y',
    wkstn: `WS-${random.weighted(SITES)}-0${random.whole(1, 8)}`,
    ipaddr: `172.20.${random.whole(1, 3)}.${random.whole(10, 90)}`,
    patid: /VIEW|VALID|CORR|PRINT/.test(act) ? `PT${random.whole(700000, 700400)}` : undefined,
  };
}

function middlewareRow(random: Random, time: number): Draft {
  const logger = random.weighted({
    OrderRouter: 34,
    ResultDispatcher: 36,
    InstrumentLink: 18,
    ReportPrinter: 12,
  });
  const level = random.weighted(
    logger === 'InstrumentLink' ? { INFO: 70, WARN: 10, ERROR: 20 } : { INFO: 92, WARN: 6, ERROR: 2 },
  );
  const exception =
    logger === 'InstrumentLink'
      ? 'SocketTimeoutException'
      : random.pick(['NullPointerException', 'SQLException']);
  return {
    _timestamp: time,
    loggername: logger,
    loglevel: level,
    threadname: `pool-${random.whole(1, 4)}-thread-${random.whole(1, 9)}`,
    message:
      level === 'ERROR'
        ? `processing failed: ${exception}`
        : level === 'WARN'
          ? 'queue is filling up'
          : random.pick(['order routed', 'result dispatched', 'heartbeat ok', 'report spooled']),
    exceptionclass: level === 'ERROR' ? exception : undefined,
    elapsedms: Math.round(latency(random, logger === 'ReportPrinter' ? 740 : 42, 0.5)),
    buildversion: '12.4.0',
  };
}

function resultSpans(random: Random, time: number, sample: string, failed: boolean): Draft[] {
  const steps: Step[] = [
    { service: 'mw-gateway', operation: 'receiveResult', kind: '2', ownUs: latency(random, 8e3) },
    { service: 'lis-core', operation: 'storeResult', kind: '2', ownUs: latency(random, 22e3) },
    { service: 'rules-engine', operation: 'autoValidate', kind: '2', ownUs: latency(random, 35e3) },
    {
      service: 'lis-core',
      operation: 'oracle INSERT RESULT',
      kind: '3',
      ownUs: latency(random, 12e3, 0.6),
      attributes: { peersystem: 'oracle' },
    },
  ];
  return nested(random, random.hex(32), time, steps, failed).map((row) => ({ ...row, smp_id: sample }));
}

function reportSpans(random: Random, time: number, failed: boolean): Draft[] {
  const steps: Step[] = [
    { service: 'report-srv', operation: 'buildReport', kind: '2', ownUs: latency(random, 480e3, 0.5) },
    { service: 'hl7-bridge', operation: 'sendOru', kind: '3', ownUs: latency(random, 130e3, 0.5) },
  ];
  return nested(random, random.hex(32), time, steps, failed);
}

function base(random: Random, clock: Clock): Parts {
  const { nowUs, startUs, yesterdayUs } = clock;
  const parts: Parts = {
    lis_smp: [],
    lis_res: [],
    instr_evt: [],
    hl7_if: [],
    aud: [],
    mw_app: [],
    lis_trc: [],
  };
  const own = () => createRandom(random.whole(1, 2 ** 31));

  const tubes = own();
  moments(tubes, 2250, startUs - 2 * HOUR_US, nowUs, 0.3).forEach((time, index) => {
    const row = sampleRow(tubes, time, `S${26010000 + index * 4}`);
    if (time >= startUs) parts.lis_smp.push(row);
    if (row.rej_yn === 'Y') return;
    const tests = new Set(
      Array.from({ length: tubes.whole(1, 2) }, () => tubes.pick(TUBE_TESTS[String(row.tube_typ)] ?? ['K'])),
    );
    for (const test of tests) {
      const result = resultRow(tubes, time, row, test);
      if (result._timestamp < startUs) continue;
      parts.lis_res.push(result);
      if (tubes.chance(0.07))
        parts.lis_trc.push(
          ...resultSpans(tubes, result._timestamp - SECOND_US, String(row.smp_id), tubes.chance(0.03)),
        );
    }
  });
  for (const time of spread(tubes, 29, nowUs - 15 * HOUR_US, nowUs - 2.5 * HOUR_US)) {
    const row = sampleRow(tubes, time, `S${26030000 + parts.lis_smp.length}`);
    parts.lis_smp.push({ ...row, tube_typ: 'SERUM', rej_yn: 'N', rej_rsn: undefined, stat_yn: 'N' });
    parts.lis_res.push(resultRow(tubes, time, { ...row, stat_yn: 'N' }, 'VITD'));
  }
  stories(parts, clock, own());

  const machines = own();
  for (const time of moments(machines, 1500, startUs, nowUs))
    parts.instr_evt.push(instrumentEvent(machines, time));
  for (const hour of [11.15, 11.4])
    parts.instr_evt.push({
      _timestamp: yesterdayUs + hour * HOUR_US,
      instr_cd: 'COB8K-2',
      site_cd: 'MAIN',
      evt_cd: 'F900',
      sev: 'FATAL',
      txt: 'emergency stop, cover opened during run',
      modul: 'PROBE',
    });

  const wire = own();
  for (const time of moments(wire, 2500, startUs, nowUs))
    parts.hl7_if.push(messageRow(wire, time, wire.weighted(RECEIVERS)));
  for (const time of spread(wire, 70, startUs, yesterdayUs + 16 * HOUR_US))
    if (time < nowUs)
      parts.hl7_if.push({
        ...messageRow(wire, time, 'DIALYS'),
        msgtyp: 'ORU^R01',
        dir: 'OUT',
        sndapp: 'SEROLIS',
        rcvapp: 'DIALYS',
      });

  const people = own();
  for (const time of moments(people, 1450, startUs, nowUs)) parts.aud.push(auditRow(people, time));
  for (const time of spread(people, 9, yesterdayUs + 5.6 * HOUR_US, yesterdayUs + 5.9 * HOUR_US))
    parts.aud.push({
      _timestamp: time,
      usrid: 'xtemp01',
      actcd: 'LOGIN',
      ok_yn: 'N',
      wkstn: 'WS-EAST-07',
      ipaddr: '172.20.9.77',
    });

  const middleware = own();
  for (const time of moments(middleware, 1250, startUs, nowUs))
    parts.mw_app.push(middlewareRow(middleware, time));
  for (const time of spread(middleware, 14, nowUs - 6.2 * HOUR_US, nowUs - 5.1 * HOUR_US))
    parts.mw_app.push({
      ...middlewareRow(middleware, time),
      loggername: 'InstrumentLink',
      loglevel: 'ERROR',
      message: 'frame discarded, checksum differs (ABL-C)',
      exceptionclass: 'ChecksumMismatchException',
    });
  for (const time of moments(middleware, 130, startUs, nowUs))
    parts.lis_trc.push(...reportSpans(middleware, time, middleware.chance(0.04)));
  parts.lis_trc.push(
    ...nested(middleware, 'ab12cd34ab12cd34ab12cd34ab12cd34', nowUs - 10 * HOUR_US, [
      { service: 'report-srv', operation: 'buildReport', kind: '2', ownUs: 21.7e6 },
      { service: 'hl7-bridge', operation: 'sendOru', kind: '3', ownUs: 0.3e6 },
    ]),
  );
  return parts;
}

/** A rejected sample, and one with a very high troponin. */
function stories(parts: Parts, { nowUs }: Clock, random: Random): void {
  const shared = { site_cd: 'MAIN', stat_yn: 'Y', dept_cd: 'ER', recv_usr: 'tnguyen' };
  const first = nowUs - 27 * HOUR_US;
  parts.lis_smp.push({
    ...sampleRow(random, first, 'S26099001'),
    ...shared,
    ord_no: 'A600123',
    tube_typ: 'HEP',
    transp_min: 41,
    rej_yn: 'Y',
    rej_rsn: 'HEMOLYZED',
  });
  const second = first + 50 * MINUTE_US;
  const sample: Draft = {
    ...sampleRow(random, second, 'S26099002'),
    ...shared,
    ord_no: 'A600123',
    tube_typ: 'HEP',
    transp_min: 9,
    rej_yn: 'N',
    rej_rsn: undefined,
  };
  parts.lis_smp.push(sample);
  const results = { K: [5.8, 'H', 24], TROP: [418.2, 'HH', 29], CREA: [1.9, 'H', 33] } as const;
  for (const [test, [value, flag, minutes]] of Object.entries(results))
    parts.lis_res.push({
      ...resultRow(random, second, sample, test),
      _timestamp: second + minutes * MINUTE_US,
      res_val: value,
      flg: flag,
      crit_yn: flag === 'HH' ? 'Y' : 'N',
      instr_cd: 'COB8K-1',
      tat_min: minutes,
      autoval_yn: 'N',
      val_usr: 'jbrandt',
      rerun_cnt: flag === 'HH' ? 1 : 0,
    });
  for (const row of parts.lis_res)
    if (row.tst_cd === 'TROP' && row.smp_id !== 'S26099002' && Number(row.res_val) > 400) row.res_val = 390.5;
}

function expiredCertificate(parts: Parts, { nowUs }: Clock, random: Random): void {
  const onset = nowUs - 36 * MINUTE_US;
  for (const time of spread(random, 110, onset, nowUs - 5 * SECOND_US)) {
    parts.hl7_if.push({
      ...messageRow(random, time, 'ICUMON'),
      msgtyp: 'ORU^R01',
      dir: 'OUT',
      sndapp: 'SEROLIS',
      rcvapp: 'ICUMON',
      ackcd: 'AE',
      errtxt: 'certificate of ICUMON expired',
      lat_ms: random.whole(4800, 5200),
      retrycnt: 4,
    });
    if (random.chance(0.4))
      parts.mw_app.push({
        ...middlewareRow(random, time),
        loggername: 'ResultDispatcher',
        loglevel: 'ERROR',
        message: 'result not delivered to ICUMON: certificate expired',
        exceptionclass: 'SSLHandshakeException',
      });
    if (random.chance(0.2)) parts.lis_trc.push(...reportSpans(random, time, true));
  }
}

function metrics(random: Random, { nowUs, yesterdayUs }: Clock, incident: string | null): WorldStream[] {
  const [short, middle] = [scrapes(2, nowUs), scrapes(3, nowUs)];
  const dense = samples(nowUs);
  const own = () => createRandom(random.whole(1, 2 ** 31));
  const expired = (time: number) => incident === 'expired-certificate' && time > nowUs - 36 * MINUTE_US;
  const stream = (
    name: string,
    type: 'Counter' | 'Gauge' | 'Histogram',
    unit: string,
    help: string,
    rows: Row[],
  ): WorldStream => ({ type: 'metrics', name, rows, metric: { type, unit, help } });
  const instr = (code: string) => ({ instr_cd: code, site_cd: INSTRUMENTS[code] as string });

  const queue = Object.entries({
    'COB8K-1': 14,
    'COB8K-2': 41,
    'SYSM-XN1': 9,
    'STAGO-1': 5,
    'COB6K-E': 11,
    'ABL-C': 2,
  }).flatMap(([code, mean]) => {
    const noise = own();
    return gauge(middle, instr(code), () => Math.round(mean * (0.75 + 0.5 * noise.next())));
  });
  const reagent = Object.entries({
    'COB8K-1': 64,
    'COB8K-2': 17,
    'SYSM-XN1': 82,
    'STAGO-1': 46,
    'COB6K-E': 12,
    'ABL-C': 71,
  }).flatMap(([code, left]) =>
    gauge(middle, instr(code), (time) => round(left + ((nowUs - time) / HOUR_US) * 1.6, 1)),
  );
  const online = Object.keys(INSTRUMENTS).flatMap((code) =>
    gauge(short, instr(code), () => (code === 'STAGO-1' ? 0 : 1)),
  );
  const warmUs = yesterdayUs + 13 * HOUR_US;
  const fridges = Object.entries({ 'FR-01': 4.1, 'FR-02': 5.2, 'FR-03': 4.6, 'FZ-01': -21.4 }).flatMap(
    ([unit, mean]) => {
      const noise = own();
      return gauge(dense, { fridge_id: unit, site_cd: unit === 'FR-02' ? 'EAST' : 'MAIN' }, (time) => {
        const warm = unit === 'FR-03' && time > warmUs && time < warmUs + 40 * MINUTE_US ? 5.3 : 0;
        return round(mean + warm + (noise.next() - 0.5) * 0.8, 2);
      });
    },
  );
  const sent = Object.entries({ WARDNET: 9, GPLINK: 4, ICUMON: 5 }).flatMap(([rcvapp, rate]) => [
    ...counter(
      middle,
      { rcvapp, ackcd: 'AA' },
      own(),
      (time) => rate * 4 * (expired(time) && rcvapp === 'ICUMON' ? 0.05 : 1),
      8000,
    ),
    ...counter(
      middle,
      { rcvapp, ackcd: 'AE' },
      own(),
      (time) =>
        (rcvapp === 'WARDNET' ? 2 : 0.4 + (time % (7 * MINUTE_US) < MINUTE_US ? 1 : 0)) +
        (expired(time) && rcvapp === 'ICUMON' ? 18 : 0),
      300,
    ),
  ]);
  const noise = own();
  const pool = gauge(short, { db: 'oracle', poolname: 'lispool' }, () => Math.round(22 + 9 * noise.next()));
  const limit = gauge(short, { db: 'oracle', poolname: 'lispool' }, () => 40);
  const timing = histogram(
    middle,
    { svc: 'lis-core' },
    own(),
    [10, 25, 50, 100, 250, 500, 1000],
    (time) => 130 * rhythm(time),
    () => 62,
  );
  const name = 'lis_req_dur_ms';
  return [
    stream('instr_queue_len', 'Gauge', '', 'Samples that wait at the instrument', queue),
    stream('instr_reagent_pct', 'Gauge', '%', 'Reagent left in the instrument', reagent),
    stream('instr_online', 'Gauge', '', 'Whether the instrument is connected: 1 or 0', online),
    stream('fridge_temp_c', 'Gauge', 'Cel', 'Temperature in the fridge or freezer', fridges),
    stream('hl7_msgs_sent_total', 'Counter', '', 'HL7 messages sent, by receiver and acknowledgement', sent),
    stream('lis_db_pool_used', 'Gauge', '', 'Database connections in use', pool),
    stream('lis_db_pool_max', 'Gauge', '', 'Database connections allowed', limit),
    stream(`${name}_bucket`, 'Histogram', 'ms', 'Duration of requests to the LIS', timing.bucket),
    stream(`${name}_sum`, 'Histogram', 'ms', 'Duration of requests to the LIS', timing.sum),
    stream(`${name}_count`, 'Histogram', 'ms', 'Duration of requests to the LIS', timing.count),
  ];
}

/** The laboratory of a hospital group. See README.md. */
export const world: World = {
  name: 'serolab',
  build({ random, nowUs, incident }) {
    const yesterdayUs = Math.floor(nowUs / DAY_US) * DAY_US - DAY_US;
    const clock: Clock = { nowUs, startUs: nowUs - HOURS * HOUR_US, yesterdayUs };
    const seeds = [random.whole(1, 2 ** 31), random.whole(1, 2 ** 31)] as const;
    const parts = base(random, clock);
    if (incident === 'expired-certificate') expiredCertificate(parts, clock, createRandom(seeds[0]));
    const logs = (name: keyof Parts, fullText?: readonly string[]): WorldStream => ({
      type: 'logs',
      name,
      rows: parts[name].filter((row) => row._timestamp <= nowUs),
      ...(fullText ? { fullText } : {}),
    });
    return [
      logs('lis_smp'),
      logs('lis_res'),
      logs('instr_evt', ['txt']),
      logs('hl7_if', ['errtxt']),
      logs('aud'),
      logs('mw_app', ['message']),
      { ...logs('lis_trc'), type: 'traces' },
      ...metrics(createRandom(seeds[1]), clock, incident),
    ];
  },
};
