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
  moments,
  nested,
  rhythm,
  round,
  scrapes,
  spread,
  within,
} from '../kit.ts';

const HOURS = 54;
const HOSPITALS = { 'GW-ROYAL': 52, 'GW-STMAUD': 29, 'GW-HARBOUR': 19 };
const WARDS = { ED: 30, ICU: 11, MATERNITY: 9, SURGERY: 19, ONCOLOGY: 8, PAEDS: 7, CARDIO: 16 };

const mrnOf = (random: Random) => `G00${random.whole(41000, 43400)}`;

/** Senders and receivers of a message type. */
const ROUTES: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  'ADT^A01': ['PAS', ['LIS', 'PHARM', 'EPR']],
  'ADT^A03': ['PAS', ['LIS', 'PHARM', 'EPR']],
  'ADT^A08': ['PAS', ['LIS', 'PHARM', 'EPR']],
  'ORM^O01': ['EPR', ['LIS']],
  'ORU^R01': ['LIS', ['EPR', 'EPR', 'GPLINK']],
  'SIU^S12': ['BOOKING', ['EPR']],
};

function messageRow(random: Random, time: number): Draft {
  const type = random.weighted({
    'ADT^A01': 12,
    'ADT^A03': 9,
    'ADT^A08': 27,
    'ORM^O01': 20,
    'ORU^R01': 25,
    'SIU^S12': 7,
  });
  const [sender, receivers] = ROUTES[type] as readonly [string, readonly string[]];
  const receiver = random.pick(receivers);
  const ack = random.chance(receiver === 'GPLINK' ? 0.11 : 0.018) ? 'AE' : random.chance(0.006) ? 'AR' : 'AA';
  const error =
    ack === 'AE'
      ? random.weighted({
          'unknown patient identifier': 60,
          'PV1 segment missing': 25,
          'invalid date of birth': 15,
        })
      : ack === 'AR'
        ? 'message type not supported'
        : undefined;
  return {
    _timestamp: time,
    msh_3_sending_app: sender,
    msh_4_facility: random.weighted(HOSPITALS),
    msh_5_receiving_app: receiver,
    msh_9_type: type,
    msh_10_control_id: `C${random.hex(9).toUpperCase()}`,
    pid_3_mrn: mrnOf(random),
    msa_1_ack: ack,
    err_8_text: error,
    deliver_ms: Math.round(latency(random, receiver === 'GPLINK' ? 860 : 115)),
    size_bytes: random.whole(420, type === 'ORU^R01' ? 26000 : 3800),
    retries: ack === 'AE' ? random.whole(1, 5) : 0,
    level: ack === 'AA' ? 'INFO' : ack === 'AE' ? 'WARN' : 'ERROR',
    msg: error === undefined ? `${type} ${sender} -> ${receiver} accepted` : `NAK from ${receiver}: ${error}`,
  };
}

const TESTS: Readonly<Record<string, string>> = {
  CRP: 'CHEM-1',
  K: 'CHEM-1',
  CREA: 'CHEM-2',
  TROPT: 'CHEM-2',
  HB: 'HEMA-1',
  INR: 'COAG-1',
  FLUPCR: 'PCR-A',
  LACT: 'BGAS-2',
};

function labRow(random: Random, time: number): Draft {
  const test = random.weighted({ CRP: 22, K: 19, CREA: 15, TROPT: 9, HB: 20, INR: 7, FLUPCR: 5, LACT: 3 });
  const analyser = TESTS[test] as string;
  const ward = random.weighted(WARDS);
  const urgent = random.chance(ward === 'ED' || ward === 'ICU' ? 0.55 : 0.12);
  const rejected = random.chance(ward === 'ED' ? 0.085 : 0.025);
  const flag = rejected ? undefined : random.weighted({ N: 68, H: 17, L: 11, HH: 2.4, LL: 1.6 });
  const isCritical = flag === 'HH' || flag === 'LL';
  return {
    _timestamp: time,
    sampleid: `S-${random.whole(2200000, 2289999)}`,
    analyzername: analyser,
    testcode: test,
    testpriority: urgent ? 'STAT' : 'ROUTINE',
    resultstatus: rejected ? 'REJECTED' : random.weighted({ FINAL: 91, PRELIM: 6, CORRECTED: 3 }),
    resultflag: flag,
    rejectreason: rejected
      ? random.weighted({ haemolysed: 52, clotted: 21, 'insufficient volume': 18, unlabelled: 9 })
      : undefined,
    turnaroundmin: rejected
      ? undefined
      : round(latency(random, analyser === 'PCR-A' ? 215 : urgent ? 36 : 128), 1),
    phonedaftermin: isCritical ? random.whole(4, 55) : undefined,
    wardcode: ward,
    hospital: random.weighted(HOSPITALS),
    patientmrn: mrnOf(random),
    technician: random.pick(['mwebb', 'asingh', 'tokafor', 'lpetrov', 'jdoyle']),
  };
}

const EVENTS: Readonly<Record<string, readonly [string, string]>> = {
  CAL_OK: ['I', 'calibration passed'],
  CAL_FAIL: ['E', 'calibration out of range'],
  QC_OK: ['I', 'quality control within limits'],
  QC_FAIL: ['E', 'quality control outside 2 SD'],
  REAGENT_LOW: ['W', 'reagent below 10 percent'],
  COVER_OPEN: ['W', 'cover opened during run'],
  PROBE_CLOT: ['E', 'clot detected by sample probe'],
};

function deviceRow(random: Random, time: number, type?: string, device?: string): Draft {
  const evt =
    type ??
    random.weighted({
      CAL_OK: 24,
      CAL_FAIL: 2,
      QC_OK: 40,
      QC_FAIL: 4,
      REAGENT_LOW: 12,
      COVER_OPEN: 8,
      PROBE_CLOT: 10,
    });
  const [sev, txt] = EVENTS[evt] as readonly [string, string];
  return {
    _timestamp: time,
    device:
      device ??
      random.weighted({ 'CHEM-1': 24, 'CHEM-2': 22, 'HEMA-1': 27, 'COAG-1': 12, 'PCR-A': 8, 'BGAS-2': 7 }),
    evt,
    sev,
    txt,
    firmware: device === 'CHEM-2' ? '4.11' : '4.10',
    downtime_s: sev === 'E' ? random.whole(30, 1500) : undefined,
  };
}

function appointmentRow(random: Random, time: number): Draft {
  const event = random.weighted({ booked: 40, attended: 32, rescheduled: 9, cancelled: 11, no_show: 8 });
  const clinic = random.weighted({
    physiotherapy: 26,
    orthopaedics: 20,
    cardiology: 17,
    dermatology: 14,
    eye: 14,
    paediatrics: 9,
  });
  return {
    _timestamp: time,
    appointment_id: `APT-${random.whole(500000, 598999)}`,
    event,
    clinic,
    hospital: random.weighted(HOSPITALS),
    patient_id: mrnOf(random),
    channel: random.weighted({ phone: 38, web: 33, gp_referral: 19, app: 10 }),
    new_patient: random.chance(0.28),
    wait_days:
      event === 'booked' ? Math.round(latency(random, clinic === 'dermatology' ? 61 : 17)) : undefined,
    late_min: event === 'attended' ? Math.round(latency(random, clinic === 'eye' ? 31 : 9, 0.7)) : undefined,
    cancel_reason:
      event === 'cancelled'
        ? random.weighted({ patient_request: 55, clinician_ill: 24, overbooked: 14, transport: 7 })
        : undefined,
  };
}

const DRUGS: Readonly<Record<string, readonly [number, boolean]>> = {
  'paracetamol 500mg': [0.04, false],
  'amoxicillin 250mg': [0.31, false],
  'insulin glargine': [11.2, false],
  'morphine 10mg': [1.85, true],
  'fentanyl 50mcg': [3.6, true],
  'heparin 5000u': [2.4, false],
  'salbutamol inhaler': [4.15, false],
  'alteplase 50mg': [480, false],
};

function stockRow(random: Random, time: number): Draft {
  const drug = random.weighted({
    'paracetamol 500mg': 31,
    'amoxicillin 250mg': 19,
    'salbutamol inhaler': 14,
    'heparin 5000u': 12,
    'insulin glargine': 10,
    'morphine 10mg': 8,
    'fentanyl 50mcg': 5,
    'alteplase 50mg': 1,
  });
  const mov = random.weighted({ DISPENSE: 74, RECEIPT: 9, TRANSFER: 8, RETURN: 5, WASTE: 4 });
  const [price, isControlled] = DRUGS[drug] as readonly [number, boolean];
  const qty = mov === 'RECEIPT' ? random.whole(40, 400) : random.whole(1, 24);
  return {
    _timestamp: time,
    mov_type: mov,
    drug,
    qty,
    value_gbp: round(qty * price),
    on_hand: random.chance(0.03) ? 0 : random.whole(3, 900),
    store: random.weighted({ MAIN: 55, ED: 20, THEATRE: 14, ICU: 11 }),
    ward: mov === 'DISPENSE' ? random.weighted(WARDS) : undefined,
    controlled: isControlled,
    waste_reason: mov === 'WASTE' ? random.weighted({ expired: 70, broken: 30 }) : undefined,
    batch: `B${random.whole(7000, 7180)}`,
    usr: random.pick(['rx.kaur', 'rx.lund', 'rx.osei', 'rx.marsh']),
  };
}

function accessRow(random: Random, time: number): Draft {
  const role = random.weighted({ nurse: 46, doctor: 25, lab_tech: 12, clerk: 13, pharmacist: 4 });
  const action = random.weighted({ login: 38, open_record: 47, print: 9, logout: 5, break_glass: 1 });
  const denied = random.chance(action === 'login' ? 0.07 : action === 'open_record' ? 0.02 : 0);
  return {
    _timestamp: time,
    usr: `${role.slice(0, 2)}.${String(random.whole(1, 60)).padStart(3, '0')}`,
    role,
    action,
    outcome: denied ? 'denied' : 'ok',
    deny_reason: !denied
      ? undefined
      : action === 'login'
        ? random.weighted({ bad_password: 70, card_expired: 20, locked: 10 })
        : 'not_on_care_team',
    workstation: `WS-${random.pick(['ED', 'ICU', 'LAB', 'OPD', 'RX'])}-${random.whole(1, 14)}`,
    patient_mrn: action === 'open_record' || action === 'break_glass' ? mrnOf(random) : undefined,
    session_s: action === 'logout' ? random.whole(60, 14000) : undefined,
  };
}

const CHAINS = {
  booking: [
    ['booking-web', 'POST /appointments', '2', 14e3],
    ['booking-api', 'CreateAppointment', '2', 28e3],
    ['pas-core', 'FindSlot', '2', 31e3],
    ['pas-core', 'SELECT slots', '3', 65e3],
  ],
  result: [
    ['lis-gateway', 'publish ORU', '2', 9e3],
    ['hl7-broker', 'route ORU^R01', '2', 12e3],
    ['epr-adapter', 'store result', '2', 22e3],
    ['epr-adapter', 'POST epr/observations', '3', 150e3],
  ],
  dispense: [
    ['pharmacy-api', 'POST /dispense', '2', 18e3],
    ['pharmacy-api', 'UPDATE stock', '3', 12e3],
    ['robot-bridge', 'pick item', '3', 2600e3],
  ],
} as const;

function traceOf(random: Random, time: number, kind: keyof typeof CHAINS, releaseUs: number): Draft[] {
  const hospital = random.weighted(HOSPITALS);
  const failed = random.chance(kind === 'dispense' ? 0.1 : kind === 'booking' ? 0.03 : 0.012);
  const isOld = kind === 'booking' && time < releaseUs;
  return nested(
    random,
    random.hex(32),
    time,
    CHAINS[kind].map(([service, operation, spanKind, median]) => ({
      service,
      operation,
      kind: spanKind,
      ownUs: latency(random, median * (isOld && operation === 'SELECT slots' ? 9 : 1)),
      attributes: {
        hospital,
        ...(spanKind === '3'
          ? {
              peer_service:
                service === 'robot-bridge' ? 'rowa-robot' : kind === 'result' ? 'epr' : 'oracle-pas',
            }
          : {}),
        ...(service === 'booking-web' ? { app_version: isOld ? '3.7.2' : '3.8.0' } : {}),
        ...(failed && service === 'robot-bridge' ? { error_type: 'PickTimeout' } : {}),
      },
    })),
    failed,
  );
}

interface Parts {
  readonly hl7_broker: Row[];
  readonly lab_results: Row[];
  readonly analyser_events: Row[];
  readonly appointments: Row[];
  readonly pharmacy_stock: Row[];
  readonly access_audit: Row[];
  readonly clinical_spans: Row[];
}

function base(random: Random, nowUs: number, yesterdayUs: number): Parts {
  const startUs = nowUs - HOURS * HOUR_US;
  const own = () => createRandom(random.whole(1, 2 ** 31));
  const rows = (count: number, rowOf: (random: Random, time: number) => Draft, lowest?: number) => {
    const source = own();
    return moments(source, count, startUs, nowUs, lowest).map((time) => rowOf(source, time));
  };
  const releaseUs = yesterdayUs + 9 * HOUR_US;
  const spans = own();
  const kinds = { booking: 35, result: 45, dispense: 20 };
  return {
    hl7_broker: rows(4600, messageRow),
    lab_results: rows(3900, labRow),
    analyser_events: rows(620, (source, time) => deviceRow(source, time)),
    appointments: rows(2700, appointmentRow, 0.06),
    pharmacy_stock: rows(2300, stockRow),
    access_audit: rows(2500, accessRow),
    clinical_spans: moments(spans, 720, startUs, nowUs).flatMap((time) =>
      traceOf(spans, time, spans.weighted(kinds), releaseUs),
    ),
  };
}

/** Small stories that somebody asks for by name. */
function stories(parts: Parts, random: Random, nowUs: number, yesterdayUs: number): void {
  const startUs = nowUs - HOURS * HOUR_US;
  for (const time of spread(random, 11, yesterdayUs + 6 * HOUR_US, yesterdayUs + 8.2 * HOUR_US))
    parts.analyser_events.push(deviceRow(random, time, 'CAL_FAIL', 'CHEM-2'));
  for (const time of spread(random, 85, startUs, yesterdayUs + 15 * HOUR_US))
    parts.hl7_broker.push({
      ...messageRow(random, time),
      msh_3_sending_app: 'RADIS',
      msh_5_receiving_app: 'EPR',
      msh_9_type: 'ORU^R01',
      msa_1_ack: 'AA',
      err_8_text: undefined,
      retries: 0,
      level: 'INFO',
      msg: 'ORU^R01 RADIS -> EPR accepted',
    });
  for (const time of spread(random, 14, yesterdayUs + 22.2 * HOUR_US, yesterdayUs + 22.8 * HOUR_US))
    parts.pharmacy_stock.push({
      ...stockRow(random, time),
      mov_type: 'WASTE',
      drug: 'insulin glargine',
      qty: 12,
      value_gbp: 134.4,
      store: 'MAIN',
      ward: undefined,
      controlled: false,
      waste_reason: 'fridge failure',
    });
  for (const time of spread(random, 6, nowUs - 21 * HOUR_US, nowUs - 3 * HOUR_US))
    parts.access_audit.push({
      _timestamp: time,
      usr: 'dr.hollis',
      role: 'doctor',
      action: 'break_glass',
      outcome: 'ok',
      workstation: 'WS-ED-4',
      patient_mrn: mrnOf(random),
    });
  for (const time of spread(random, 37, yesterdayUs + 2 * HOUR_US, yesterdayUs + 2.6 * HOUR_US))
    parts.access_audit.push({
      _timestamp: time,
      usr: 'cl.019',
      role: 'clerk',
      action: 'login',
      outcome: 'denied',
      deny_reason: 'bad_password',
      workstation: 'WS-OPD-13',
    });
  const sample = { sampleid: 'S-2290417', patientmrn: 'G0047713', wardcode: 'CARDIO', hospital: 'GW-ROYAL' };
  for (const [hours, resultstatus, technician] of [
    [19, 'PRELIM', 'asingh'],
    [18.2, 'FINAL', 'asingh'],
    [11.5, 'CORRECTED', 'lpetrov'],
  ] as const)
    parts.lab_results.push({
      ...labRow(random, nowUs - hours * HOUR_US),
      ...sample,
      analyzername: 'CHEM-2',
      testcode: 'TROPT',
      testpriority: 'STAT',
      resultstatus,
      resultflag: resultstatus === 'CORRECTED' ? 'H' : 'N',
      rejectreason: undefined,
      turnaroundmin: round(60 * (19.6 - hours), 1),
      phonedaftermin: undefined,
      technician,
    });
  for (const [hours, event, more] of [
    [30, 'booked', { wait_days: 2 }],
    [26, 'rescheduled', {}],
    [5, 'attended', { late_min: 94 }],
  ] as const)
    parts.appointments.push({
      _timestamp: nowUs - hours * HOUR_US,
      appointment_id: 'APT-599120',
      event,
      clinic: 'cardiology',
      hospital: 'GW-ROYAL',
      patient_id: 'G0047713',
      channel: 'phone',
      new_patient: false,
      ...more,
    });
}

function metrics(random: Random, nowUs: number, yesterdayUs: number): WorldStream[] {
  const recent = scrapes(4, nowUs);
  const long = scrapes(27, nowUs);
  const own = () => createRandom(random.whole(1, 2 ** 31));
  const depths = { EPR: 34, LIS: 12, GPLINK: 210 };
  const depth = Object.entries(depths).flatMap(([queue, middle]) => {
    const noise = own();
    return gauge(long, { queue }, (time) => Math.round(middle * rhythm(time) * (0.6 + 0.8 * noise.next())));
  });
  const fridges = { 'MAIN-F1': 4.1, 'MAIN-F2': 4.6 };
  const temperature = Object.entries(fridges).flatMap(([fridge, middle]) => {
    const noise = own();
    return gauge(long, { fridge }, (time) => {
      const failing =
        fridge === 'MAIN-F2' && within(time, yesterdayUs + 21.5 * HOUR_US, yesterdayUs + 23.5 * HOUR_US);
      return round(noise.normal(middle, 0.25) + (failing ? 7.5 : 0));
    });
  });
  const messages = Object.entries({ EPR: 140, LIS: 95, GPLINK: 22 }).flatMap(([receiver, rate]) =>
    (['accepted', 'rejected'] as const).flatMap((outcome) => {
      const share = outcome === 'accepted' ? 1 : receiver === 'GPLINK' ? 0.13 : 0.03;
      return counter(recent, { receiver, outcome }, own(), (time) => rate * share * rhythm(time), 80_000);
    }),
  );
  const reagent = Object.entries({ 'CHEM-1': 71, 'CHEM-2': 44, 'HEMA-1': 88, 'COAG-1': 17 }).flatMap(
    ([analyser, start]) =>
      gauge(recent, { analyser }, (time) => round(start - ((time - nowUs) / HOUR_US + 4) * 2.1, 1)),
  );
  const delivery = Object.entries({ 'GW-ROYAL': [85, 0.7], 'GW-HARBOUR': [24, 2.6] }).map(
    ([site, numbers]) => {
      const [rate, median] = numbers as [number, number];
      return histogram(
        recent,
        { site },
        own(),
        [0.25, 0.5, 1, 2.5, 5, 10, 30],
        (time) => rate * rhythm(time),
        () => median,
      );
    },
  );
  const stream = (
    name: string,
    rows: readonly Row[],
    type: 'Counter' | 'Gauge' | 'Histogram',
    help: string,
    unit: string,
  ): WorldStream => ({ type: 'metrics', name, rows, metric: { type, help, unit } });
  const help = 'Time from the release of a lab result until the ward system has it';
  return [
    stream('broker_queue_depth', depth, 'Gauge', 'Messages waiting for a receiver', '1'),
    stream(
      'pharmacy_fridge_temperature_celsius',
      temperature,
      'Gauge',
      'Temperature of a drug fridge',
      'Cel',
    ),
    stream('broker_messages_total', messages, 'Counter', 'HL7 messages handed to a receiver', '1'),
    stream('analyser_reagent_percent', reagent, 'Gauge', 'Reagent left in an analyser', '%'),
    stream(
      'result_delivery_seconds_bucket',
      delivery.flatMap((each) => each.bucket),
      'Histogram',
      help,
      's',
    ),
    stream(
      'result_delivery_seconds_sum',
      delivery.flatMap((each) => each.sum),
      'Histogram',
      help,
      's',
    ),
    stream(
      'result_delivery_seconds_count',
      delivery.flatMap((each) => each.count),
      'Histogram',
      help,
      '1',
    ),
  ];
}

/** Hospitals and a laboratory. See README.md. */
export const world: World = {
  name: 'greywick',
  build({ random, nowUs }) {
    const yesterdayUs = Math.floor(nowUs / DAY_US) * DAY_US - DAY_US;
    const seeds = { metrics: random.whole(1, 2 ** 31), stories: random.whole(1, 2 ** 31) };
    const parts = base(random, nowUs, yesterdayUs);
    stories(parts, createRandom(seeds.stories), nowUs, yesterdayUs);
    const logs = (name: keyof Parts, fullText: readonly string[] = []): WorldStream => ({
      type: 'logs',
      name,
      rows: parts[name],
      fullText,
    });
    return [
      logs('hl7_broker', ['msg']),
      logs('lab_results'),
      logs('analyser_events', ['txt']),
      logs('appointments'),
      logs('pharmacy_stock'),
      { ...logs('access_audit'), retentionDays: 90 },
      {
        type: 'traces',
        name: 'clinical_spans',
        rows: parts.clinical_spans.filter((row) => row._timestamp <= nowUs),
      },
      ...metrics(createRandom(seeds.metrics), nowUs, yesterdayUs),
    ];
  },
};
