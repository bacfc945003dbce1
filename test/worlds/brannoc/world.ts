import {
  counter,
  DAY_US,
  gauge,
  histogram,
  HOUR_US,
  latency,
  MINUTE_US,
  moments,
  rhythm,
  round,
  scrapes,
  span,
  spread,
} from '../kit.ts';
import { createRandom, type Random } from '../random.ts';
import type { BuildOptions, Cell, Row, World, WorldStream } from '../world.ts';

const SPAN_US = 52 * HOUR_US;

/** Brannoc General, Oakhurst, Lakeside. */
const SITES = { BRN: 6, OAK: 3, LKE: 2 } as const;
type Site = keyof typeof SITES;
const WARDS = ['ICU', 'ED', 'Med-3A', 'Surg-2', 'PAEDS', 'Maternity'] as const;
const PATIENT = 'MRN0048812';
const CELEBRITY = 'MRN0077001';
const SNOOP = 'd.marsh';
const PUMP = 'PMP-0417';

interface Place {
  readonly nowUs: number;
  readonly fromUs: number;
  readonly yesterdayUs: number;
  readonly incident: string | null;
  /** For rows of an incident, so that the base rows stay as they are. */
  readonly extra: Random;
  ago(minutes: number): number;
}

const mrn = (random: Random) => `MRN00${random.whole(30_000, 31_500)}`;
const staff = (random: Random) =>
  `${random.pick(['a', 'b', 'j', 'k', 'm', 's'])}.${random.pick(['okafor', 'lindqvist', 'patel', 'byrne', 'novak', 'owusu', 'tan', 'reyes'])}`;

/** Sender, receiver, and types of message of each channel. */
const CHANNELS = {
  ADT_EPR_OUT: ['EPR', 'MPI', ['ADT^A01', 'ADT^A03', 'ADT^A08']],
  ORU_LAB_IN: ['WINPATH', 'EPR', ['ORU^R01']],
  ORM_RAD_OUT: ['EPR', 'RIS', ['ORM^O01']],
  SIU_SCHED_OUT: ['PAS', 'EPR', ['SIU^S12', 'SIU^S15']],
  DFT_BILL_OUT: ['EPR', 'LEDGER', ['DFT^P03']],
} as const;
type Channel = keyof typeof CHANNELS;

function messages(random: Random, { nowUs, fromUs, incident, extra, ago }: Place): Row[] {
  const rows: Row[] = [];
  const message = (us: number, source: Random, channel: Channel, site: Site, error?: string): Row => {
    const [sender, receiver, types] = CHANNELS[channel];
    const refused = error !== undefined && source.chance(0.3);
    return {
      _timestamp: us,
      channel_name: channel,
      msh_9: source.pick(types),
      msh_10: `Q${source.whole(10_000_000, 99_999_999)}`,
      sending_application: sender,
      receiving_application: receiver,
      sending_facility: site,
      ack_code: error === undefined ? 'AA' : refused ? 'AR' : 'AE',
      status: error === undefined ? 'SENT' : 'ERROR',
      ...(error === undefined ? {} : { error_text: error }),
      transfer_ms: Math.round(latency(source, channel === 'DFT_BILL_OUT' ? 420 : 60)),
    };
  };
  for (const us of moments(random, 3200, fromUs, nowUs)) {
    const channel = random.weighted({
      ADT_EPR_OUT: 9,
      ORU_LAB_IN: 7,
      ORM_RAD_OUT: 3,
      SIU_SCHED_OUT: 3,
      DFT_BILL_OUT: 2,
    });
    const error = random.chance(channel === 'DFT_BILL_OUT' ? 0.12 : 0.025)
      ? random.weighted({
          'PID-3 unknown patient identifier': 5,
          'Required segment missing: PV1': 3,
          'Value not in table 0004': 2,
        })
      : undefined;
    const row = message(us, random, channel, random.weighted(SITES), error);
    if (incident === 'lab-cert' && channel === 'ORU_LAB_IN' && us > ago(70) && us < ago(25)) continue;
    rows.push(channel === 'SIU_SCHED_OUT' && random.chance(0.15) ? { ...row, status: 'Filtered' } : row);
  }
  for (const [index, minutes] of [1240, 1233, 1219, 690].entries())
    rows.push({
      ...message(ago(minutes), random, 'ORU_LAB_IN', 'OAK'),
      msh_10: `Q5591200${index}`,
      patient_mrn: PATIENT,
      ...(index < 3
        ? { ack_code: 'AE', status: 'ERROR', error_text: 'PID-3 unknown patient identifier' }
        : {}),
    });
  if (incident === 'lab-cert')
    for (const us of spread(extra, 140, ago(70), ago(25)))
      rows.push(
        message(
          us,
          extra,
          'ORU_LAB_IN',
          extra.weighted(SITES),
          'TLS handshake failed: certificate has expired',
        ),
      );
  return rows;
}

/** Services on .NET and on Java write severities differently. */
const SERVICES = {
  'epr-web': { net: true, said: ['Page rendered', 'Session extended', 'Worklist loaded'] },
  'results-api': { net: false, said: ['Result page served', 'Cache refreshed'] },
  'order-entry': { net: false, said: ['Order placed', 'Order amended'] },
  'med-rec': { net: true, said: ['Prescription stored', 'Interaction check passed'] },
  'patient-index': { net: false, said: ['Patient matched', 'Duplicate candidate found'] },
  'bleep-gateway': { net: true, said: ['Bleep delivered', 'Bleep acknowledged'] },
} as const;
type Service = keyof typeof SERVICES;

function appLine(
  us: number,
  random: Random,
  service: Service,
  level: 9 | 13 | 17,
  body: string,
  more = {},
): Row {
  const names = SERVICES[service].net
    ? { 9: 'Information', 13: 'Warning', 17: 'Error' }
    : { 9: 'INFO', 13: 'WARN', 17: 'ERROR' };
  return {
    _timestamp: us,
    service_name: service,
    severity_text: names[level],
    severity_number: level,
    body,
    host_name: `${service}-${random.whole(1, 3)}.brn.local`,
    deployment_environment: 'prod',
    ...more,
  };
}

function appLogs(random: Random, { nowUs, fromUs, yesterdayUs, incident, extra, ago }: Place): Row[] {
  const rows: Row[] = [];
  for (const us of moments(random, 2900, fromUs, nowUs)) {
    const service = random.weighted<Service>({
      'epr-web': 6,
      'results-api': 4,
      'order-entry': 3,
      'med-rec': 3,
      'patient-index': 3,
      'bleep-gateway': 1,
    });
    const level = Number(random.weighted({ 9: 85, 13: 10, 17: service === 'results-api' ? 9 : 4 })) as
      | 9
      | 13
      | 17;
    const body =
      level === 9
        ? random.pick(SERVICES[service].said)
        : level === 13
          ? random.weighted({
              'Slow query: 1200 ms exceeded': 5,
              'Retrying call to downstream': 4,
              'Token close to expiry': 2,
            })
          : random.weighted({
              'Deadlock victim, transaction rolled back': 4,
              'Upstream returned 504': 3,
              'Mapping error: LOINC code not found': 2,
            });
    rows.push(appLine(us, random, service, level, body, { user_id: staff(random) }));
  }
  for (const us of spread(random, 47, yesterdayUs + 9 * HOUR_US, yesterdayUs + 9 * HOUR_US + 35 * MINUTE_US))
    rows.push(appLine(us, random, 'bleep-gateway', 17, 'Paging modem not responding on COM3'));
  if (incident === 'bad-med-rec')
    for (const us of spread(extra, 110, ago(50), nowUs))
      rows.push(
        appLine(us, extra, 'med-rec', 17, "Unhandled exception: dose unit 'mcg' not mapped", {
          service_version: '6.2.0',
        }),
      );
  return rows;
}

function audit(random: Random, { nowUs, fromUs, yesterdayUs, ago }: Place): Row[] {
  const entry = (
    us: number,
    user_id: string,
    role: string,
    action: string,
    patient_mrn: string,
    ward: string,
    site: Site,
  ): Row => ({
    _timestamp: us,
    user_id,
    role,
    action,
    patient_mrn,
    ward,
    site,
    ...(action === 'BREAK_GLASS' ? { reason: 'Emergency access' } : {}),
  });
  const rows: Row[] = [];
  for (const us of moments(random, 2300, fromUs, nowUs)) {
    const action = random.weighted({ VIEW: 70, EDIT: 18, PRINT: 8, EXPORT: 2, BREAK_GLASS: 1.2 });
    const role = random.weighted({ RN: 6, MD: 4, HCA: 2, Clerk: 2, PHARM: 1 });
    rows.push(
      entry(us, staff(random), role, action, mrn(random), random.pick(WARDS), random.weighted(SITES)),
    );
  }
  for (const [index, us] of spread(
    random,
    19,
    yesterdayUs + 13 * HOUR_US,
    yesterdayUs + 13 * HOUR_US + 40 * MINUTE_US,
  ).entries())
    rows.push(
      entry(
        us,
        SNOOP,
        'Clerk',
        index === 0 ? 'BREAK_GLASS' : index === 18 ? 'PRINT' : 'VIEW',
        CELEBRITY,
        'Surg-2',
        'BRN',
      ),
    );
  for (const minutes of [1290, 1235, 688, 420])
    rows.push(entry(ago(minutes), 'k.byrne', 'MD', 'VIEW', PATIENT, 'Med-3A', 'OAK'));
  return rows;
}

function signIns(random: Random, { nowUs, fromUs, yesterdayUs }: Place): Row[] {
  const rows: Row[] = [];
  for (const us of moments(random, 2200, fromUs, nowUs)) {
    const event = Number(random.weighted({ 4624: 90, 4625: 9, 4740: 0.7 }));
    rows.push({
      _timestamp: us,
      event_id: event,
      account: staff(random),
      workstation: `${random.pick(['WS', 'COW', 'KIOSK'])}-${random.pick(['ED', 'ICU', 'OPD', 'LAB'])}-0${random.whole(1, 9)}`,
      logon_type: random.pick([2, 3, 7, 10]),
      ...(event === 4625
        ? { sub_status: random.weighted({ '0xC000006A': 6, '0xC0000071': 3, '0xC0000234': 2 }) }
        : {}),
      dc: random.pick(['BRN-DC1', 'BRN-DC2', 'oak-dc1']),
    });
  }
  const attackUs = yesterdayUs + 5 * HOUR_US + 10 * MINUTE_US;
  const attack = { account: 'svc_backup', workstation: 'KIOSK-OPD-04', logon_type: 3, dc: 'BRN-DC1' };
  for (const us of spread(random, 73, attackUs, attackUs + 30 * MINUTE_US))
    rows.push({ _timestamp: us, event_id: 4625, sub_status: '0xC000006A', ...attack });
  rows.push({ _timestamp: attackUs + 31 * MINUTE_US, event_id: 4740, ...attack });
  return rows;
}

const SCANNERS = {
  CT1_BRN: ['CT', 'BRN', 5],
  CT2_OAK: ['CT', 'OAK', 3],
  MR1_BRN: ['MR', 'BRN', 3],
  CR_LKE: ['CR', 'LKE', 4],
  US_OAK: ['US', 'OAK', 3],
  MG_BRN: ['MG', 'BRN', 1],
} as const;
type Scanner = keyof typeof SCANNERS;

function imaging(random: Random, { nowUs, fromUs, incident, extra, ago }: Place): Row[] {
  const rows: Row[] = [];
  const operation = (us: number, source: Random, aet: Scanner, command: string, status: string): Row => {
    const [modality, site] = SCANNERS[aet];
    const instances = modality === 'CT' ? source.whole(120, 900) : source.whole(2, 60);
    return {
      _timestamp: us,
      calling_aet: aet,
      called_aet: 'PACS_MAIN',
      dimse_command: command,
      modality,
      site,
      status_hex: status,
      ...(command === 'C-STORE' ? { instances, object_bytes: instances * 524_288 } : {}),
      elapsed_ms: Math.round(latency(source, command === 'C-STORE' ? instances * 18 : 90)),
    };
  };
  for (const us of moments(random, 1500, fromUs, nowUs, 0.25)) {
    const aet = random.weighted<Scanner>({
      CT1_BRN: 5,
      CT2_OAK: 3,
      MR1_BRN: 3,
      CR_LKE: 4,
      US_OAK: 3,
      MG_BRN: 1,
    });
    const command = random.weighted({ 'C-STORE': 6, 'C-FIND': 4, 'C-MOVE': 1, 'C-ECHO': 2 });
    const status = random.chance(0.04) ? random.weighted({ C000: 3, '0122': 1 }) : '0000';
    const row = operation(us, random, aet, command, status);
    if (incident === 'pacs-full' && command === 'C-STORE' && us > ago(40)) continue;
    if (aet !== 'CT2_OAK' || us < ago(14 * 60)) rows.push(row);
  }
  if (incident === 'pacs-full')
    for (const us of spread(extra, 90, ago(40), nowUs))
      rows.push({
        ...operation(us, extra, extra.pick(['CT1_BRN', 'MR1_BRN', 'CR_LKE', 'US_OAK']), 'C-STORE', 'A700'),
        comment: 'Refused: Out of Resources, volume /pacs01 has no space left',
      });
  return rows;
}

function emergency(random: Random, { nowUs, fromUs, yesterdayUs, ago }: Place): Row[] {
  const rows: Row[] = [];
  const events = (
    startUs: number,
    encounter_id: string,
    site: Site,
    category: number,
    mode: string,
    waited: number,
    end: string,
  ) => {
    const base = { encounter_id, site, arrival_mode: mode };
    const steps: Row[] = [
      { _timestamp: startUs, event_type: 'ARRIVED', ...base },
      { _timestamp: startUs + 7 * MINUTE_US, event_type: 'TRIAGED', triage_category: category, ...base },
      ...(end === 'LWBS'
        ? []
        : [
            {
              _timestamp: startUs + waited * MINUTE_US,
              event_type: 'SEEN',
              triage_category: category,
              wait_minutes: waited,
              ...base,
            },
          ]),
      {
        _timestamp: startUs + (waited + 90) * MINUTE_US,
        event_type: end,
        triage_category: category,
        ...base,
      },
    ];
    rows.push(...steps.filter(({ _timestamp }) => _timestamp <= nowUs));
  };
  for (const us of moments(random, 640, fromUs, nowUs)) {
    const category = Number(random.weighted({ 1: 2, 2: 12, 3: 40, 4: 34, 5: 12 }));
    const waited = 8 + Math.round(latency(random, category * 22, 0.5));
    const end = random.weighted({ Discharged: 62, ADMITTED: 30, LWBS: 6 });
    const mode = random.weighted({ 'Walk-in': 6, AMBULANCE: 3, 'GP referral': 1 });
    events(us, `E-${random.whole(600_000, 699_999)}`, random.weighted(SITES), category, mode, waited, end);
  }
  events(yesterdayUs + 2 * HOUR_US, 'E-551007', 'BRN', 4, 'Walk-in', 612, 'Discharged');
  events(ago(1320), 'E-559120', 'OAK', 3, 'AMBULANCE', 34, 'ADMITTED');
  return rows;
}

function pumpAlarms(random: Random, { nowUs, fromUs, incident, extra, ago }: Place): Row[] {
  const priorities: Readonly<Record<string, string>> = {
    OCCLUSION: 'HIGH',
    AIR_IN_LINE: 'HIGH',
    BATT_LOW: 'Med',
    NEAR_END: 'low',
    DOOR_OPEN: 'Med',
  };
  const alarm = (
    us: number,
    device_id: string,
    code: string,
    ward: string,
    site: Site,
    firmware: string,
    battery: number,
  ): Row => ({
    _timestamp: us,
    device_id,
    alarm_code: code,
    priority: priorities[code] as string,
    ward,
    site,
    firmware,
    battery_pct: battery,
  });
  const rows: Row[] = [];
  for (const us of moments(random, 1100, fromUs, nowUs, 0.6)) {
    const code = random.weighted({ NEAR_END: 8, OCCLUSION: 5, AIR_IN_LINE: 2, BATT_LOW: 3, DOOR_OPEN: 2 });
    const device = `PMP-0${random.whole(500, 760)}`;
    const battery = code === 'BATT_LOW' ? random.whole(4, 15) : random.whole(25, 100);
    const firmware = random.chance(0.8) ? '8.1.2' : '8.0.9';
    rows.push(alarm(us, device, code, random.pick(WARDS), random.weighted(SITES), firmware, battery));
  }
  for (const minutes of [1360, 1352, 1340, 1200, 1193, 900, 760, 752, 610, 480, 471, 140])
    rows.push(alarm(ago(minutes), PUMP, 'AIR_IN_LINE', 'ICU', 'LKE', '8.0.9', 77));
  if (incident === 'pump-firmware')
    for (const us of spread(extra, 170, ago(60), nowUs))
      rows.push(
        alarm(us, `PMP-0${extra.whole(500, 560)}`, 'BATT_LOW', 'ICU', 'BRN', '8.2.0', extra.whole(80, 99)),
      );
  return rows;
}

function changes(_: Random, { incident, ago }: Place): Row[] {
  let number = 3300;
  const change = (
    minutes: number,
    service: string,
    title: string,
    status: string,
    raised_by: string,
  ): Row => {
    number += 1;
    return { _timestamp: ago(minutes), rfc: `RFC-${number}`, service, title, status, raised_by };
  };
  const rows = [
    change(3060, 'epr-web', 'Deploy epr-web 11.4.0', 'Completed', 'Apps team'),
    change(2820, 'PACS', 'Extend volume /pacs01 by 4 TB', 'Postponed', 'Imaging IT'),
    change(2600, 'results-api', 'Deploy results-api 2.19.3', 'Completed', 'Apps team'),
    change(2150, 'order-entry', 'Deploy order-entry 4.8.0', 'Backed out', 'Apps team'),
    change(1700, 'AD', 'Password policy: 14 characters', 'Completed', 'Infra'),
    change(1260, 'med-rec', 'Deploy med-rec 6.1.9', 'Completed', 'Apps team'),
    change(845, 'CT2_OAK', 'Tube replacement, scanner out of service', 'In progress', 'Imaging IT'),
    change(640, 'epr-web', 'Deploy epr-web 11.4.1', 'Completed', 'Apps team'),
  ];
  if (incident === 'lab-cert')
    rows.push(
      change(26, 'WINPATH', 'Emergency: renew expired certificate of lab interface', 'Completed', 'Infra'),
      change(78, 'order-entry', 'Deploy order-entry 4.8.1', 'Completed', 'Apps team'),
    );
  if (incident === 'bad-med-rec')
    rows.push(
      change(52, 'med-rec', 'Deploy med-rec 6.2.0', 'Completed', 'Apps team'),
      change(58, 'AD', 'New print queue for ward PAEDS', 'Completed', 'Infra'),
    );
  if (incident === 'pacs-full')
    rows.push(
      change(85, 'PACS', 'Migration of prior studies moved from night to day', 'In progress', 'Imaging IT'),
      change(44, 'results-api', 'Deploy results-api 2.19.4', 'Completed', 'Apps team'),
    );
  if (incident === 'pump-firmware')
    rows.push(
      change(63, 'Infusion pumps', 'Firmware 8.2.0 to pumps of ICU Brannoc', 'Completed', 'Clin Eng'),
      change(70, 'epr-web', 'Deploy epr-web 11.4.2', 'Completed', 'Apps team'),
    );
  return rows;
}

function metrics(random: Random, { nowUs, incident, ago }: Place): WorldStream[] {
  const during = (id: string, us: number, from: number, to = 0) =>
    incident === id && us >= ago(from) && us <= ago(to);
  const stream = (
    name: string,
    type: 'Counter' | 'Gauge' | 'Histogram',
    help: string,
    unit: string,
    rows: Row[],
  ): WorldStream => ({ type: 'metrics', name, rows, metric: { type, help, unit } });
  const durations = { bucket: [] as Row[], sum: [] as Row[], count: [] as Row[] };
  for (const [service_name, median] of [
    ['epr-web', 0.18],
    ['results-api', 0.7],
  ] as const) {
    const bounds = [0.1, 0.25, 0.5, 1, 2.5, 5];
    const pace = (us: number) => 300 * rhythm(us);
    const made = histogram(scrapes(5, nowUs), { service_name }, random, bounds, pace, () => median);
    for (const part of ['bucket', 'sum', 'count'] as const) durations[part].push(...made[part]);
  }
  const rates = { ADT_EPR_OUT: 40, ORU_LAB_IN: 30, ORM_RAD_OUT: 12, SIU_SCHED_OUT: 12, DFT_BILL_OUT: 8 };
  const labDown = (channel: string, us: number) => channel === 'ORU_LAB_IN' && during('lab-cert', us, 70, 25);
  const help = 'Duration of HTTP server requests';
  return [
    stream(
      'ward_beds_occupied',
      'Gauge',
      'Beds in use',
      '',
      (
        [
          ['BRN', 'ICU', 22],
          ['BRN', 'Med-3A', 31],
          ['OAK', 'Med-3A', 18],
        ] as const
      ).flatMap(([site, ward, beds]) =>
        gauge(scrapes(26, nowUs), { site, ward }, (us) =>
          Math.round(beds - 3 + 3 * rhythm(us) + 1.4 * (random.next() - 0.5)),
        ),
      ),
    ),
    stream(
      'fridge_temperature_celsius',
      'Gauge',
      'Temperature inside the fridge',
      'Cel',
      Object.entries({ 'BRN-BLOOD-1': 4.1, 'BRN-PHARM-2': 5.2, 'OAK-BLOOD-1': 3.8 }).flatMap(
        ([fridge, level]) =>
          gauge(scrapes(26, nowUs), { fridge }, (us) => {
            const open = fridge === 'OAK-BLOOD-1' && us > ago(660) && us < ago(605);
            return round(level + 0.5 * (random.next() - 0.5) + (open ? 6 : 0), 1);
          }),
      ),
    ),
    stream(
      'hl7_queue_depth',
      'Gauge',
      'Messages waiting per channel',
      '',
      Object.entries(rates).flatMap(([channel_name, rate]) =>
        gauge(scrapes(6, nowUs), { channel_name }, (us) => {
          const waiting = labDown(channel_name, us) ? ((us - ago(70)) / MINUTE_US) * 30 : 0;
          return Math.round(rate * 0.2 * random.next() + waiting);
        }),
      ),
    ),
    stream(
      'hl7_messages_processed_total',
      'Counter',
      'Messages acknowledged per channel',
      '',
      Object.entries(rates).flatMap(([channel_name, rate]) =>
        counter(
          scrapes(6, nowUs),
          { channel_name },
          random,
          (us) => (labDown(channel_name, us) ? 0 : rate * rhythm(us)),
          90_000,
        ),
      ),
    ),
    stream(
      'http_server_errors_total',
      'Counter',
      'HTTP responses with status 5xx',
      '',
      Object.entries({ 'epr-web': 3, 'results-api': 6, 'med-rec': 2 }).flatMap(([service_name, rate]) =>
        counter(
          scrapes(6, nowUs),
          { service_name },
          random,
          (us) => rate + (service_name === 'med-rec' && during('bad-med-rec', us, 50) ? 45 : 0),
          300,
        ),
      ),
    ),
    stream(
      'pacs_storage_free_bytes',
      'Gauge',
      'Free space of the image archive',
      'bytes',
      gauge(scrapes(8, nowUs), { volume: '/pacs01' }, (us) => {
        const free = 2.4e12 - ((us - ago(480)) / MINUTE_US) * 2e8;
        const left = during('pacs-full', us, 85) ? Math.max(0, 1 - (us - ago(85)) / (45 * MINUTE_US)) : 1;
        return Math.round(free * left);
      }),
    ),
    stream(
      'pumps_alarming',
      'Gauge',
      'Infusion pumps with an active alarm',
      '',
      Object.entries({ BRN: 9, OAK: 4, LKE: 3 }).flatMap(([site, level]) =>
        gauge(scrapes(6, nowUs), { site }, (us) => {
          const more = site === 'BRN' && during('pump-firmware', us, 60) ? 24 : 0;
          return Math.round(level * (0.7 + 0.6 * random.next())) + more;
        }),
      ),
    ),
    stream('http_server_request_duration_seconds_bucket', 'Histogram', help, 's', durations.bucket),
    stream('http_server_request_duration_seconds_sum', 'Histogram', help, 's', durations.sum),
    stream('http_server_request_duration_seconds_count', 'Histogram', help, 's', durations.count),
  ];
}

/** Median milliseconds, the service behind, its operation, and how often it fails with what. */
const OPERATIONS = {
  'GET /patients/{mrn}': [
    130,
    'patient-index',
    'SELECT mpi.person',
    0.01,
    'patient-index: connection refused',
  ],
  'GET /results/{mrn}': [2100, 'results-api', 'SELECT lab.result', 0.03, 'results-api: statement timeout'],
  'POST /orders/lab': [260, 'order-entry', 'INSERT orders', 0.02, 'order-entry: duplicate placer number'],
  'POST /prescriptions': [340, 'med-rec', 'INSERT medication', 0.1, 'med-rec: interaction service timeout'],
  'GET /wards/{id}/board': [
    90,
    'patient-index',
    'SELECT adt.location',
    0.01,
    'patient-index: connection refused',
  ],
} as const;
type Operation = keyof typeof OPERATIONS;

function request(
  random: Random,
  us: number,
  operation: Operation,
  failure: string | null,
  more: Record<string, Cell>,
) {
  const [medianMs, service, statement] = OPERATIONS[operation];
  const trace = random.hex(32);
  const ids = [random.hex(16), random.hex(16), random.hex(16)] as const;
  const durationUs = latency(random, medianMs, 0.3) * 1000;
  const status = failure === null ? ('UNSET' as const) : ('ERROR' as const);
  const attributes = { ...more, ...(failure === null ? {} : { status_message: failure }) };
  return [
    span({
      trace,
      id: ids[0],
      service: 'epr-web',
      operation,
      kind: '2',
      startUs: us,
      durationUs,
      status,
      attributes: { ...attributes, http_response_status_code: failure === null ? 200 : 500 },
    }),
    span({
      trace,
      id: ids[1],
      parent: ids[0],
      service,
      operation: `${service} ${operation}`,
      kind: '2',
      startUs: us + 2000,
      durationUs: durationUs * 0.8,
      status,
      attributes,
    }),
    span({
      trace,
      id: ids[2],
      parent: ids[1],
      service,
      operation: statement,
      kind: '3',
      startUs: us + 4000,
      durationUs: durationUs * 0.6,
      attributes: { ...more, db_system: service === 'results-api' ? 'oracle' : 'mssql' },
    }),
  ];
}

function traces(random: Random, { nowUs, fromUs, incident, extra, ago }: Place): Row[] {
  const rows: Row[] = [];
  for (const us of moments(random, 900, fromUs, nowUs - 10e6)) {
    const operation = random.weighted<Operation>({
      'GET /patients/{mrn}': 6,
      'GET /results/{mrn}': 4,
      'POST /orders/lab': 3,
      'POST /prescriptions': 3,
      'GET /wards/{id}/board': 4,
    });
    const [, , , probability, message] = OPERATIONS[operation];
    const failure = random.chance(probability) ? message : null;
    rows.push(
      ...request(random, us, operation, failure, {
        hospital_site: random.weighted(SITES),
        enduser_id: staff(random),
      }),
    );
  }
  if (incident === 'bad-med-rec')
    for (const us of spread(extra, 80, ago(50), nowUs - 10e6))
      rows.push(
        ...request(extra, us, 'POST /prescriptions', "med-rec: dose unit 'mcg' not mapped", {
          hospital_site: extra.weighted(SITES),
          enduser_id: staff(extra),
        }),
      );
  return rows;
}

export const world: World = {
  name: 'brannoc',
  build({ random, nowUs, incident }: BuildOptions) {
    const place: Place = {
      nowUs,
      fromUs: nowUs - SPAN_US,
      yesterdayUs: Math.floor(nowUs / DAY_US) * DAY_US - DAY_US,
      incident,
      extra: createRandom(1187),
      ago: (minutes) => Math.floor(nowUs - minutes * MINUTE_US),
    };
    const fork = () => createRandom(random.whole(1, 2_000_000_000));
    return [
      { type: 'logs', name: 'hl7_engine', fullText: ['error_text'], rows: messages(fork(), place) },
      { type: 'logs', name: 'app_logs', fullText: ['body'], rows: appLogs(fork(), place) },
      { type: 'logs', name: 'epr_audit', retentionDays: 2555, rows: audit(fork(), place) },
      { type: 'logs', name: 'ad_signin', rows: signIns(fork(), place) },
      { type: 'logs', name: 'pacs_dimse', rows: imaging(fork(), place) },
      { type: 'logs', name: 'ed_flow', rows: emergency(fork(), place) },
      { type: 'logs', name: 'pump_alarms', rows: pumpAlarms(fork(), place) },
      { type: 'logs', name: 'itsm_changes', fullText: ['title'], rows: changes(fork(), place) },
      ...metrics(fork(), place),
      { type: 'traces', name: 'epr_portal', rows: traces(fork(), place) },
    ];
  },
};
