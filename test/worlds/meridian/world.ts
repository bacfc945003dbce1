import { createRandom, type Random } from '../random.ts';
import type { Row, World, WorldStream } from '../world.ts';
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

const SITES = { northgate: 40, riverside: 25, oakfield: 20, stanmore: 15 } as const;
type Site = keyof typeof SITES;
const WEB: Readonly<Record<Site, string>> = {
  northgate: 'MRD-NG-WEB01',
  riverside: 'MRD-RV-WEB01',
  oakfield: 'MRD-OF-WEB01',
  stanmore: 'MRD-ST-WEB01',
};
const USERS = [
  'a.hollis',
  'b.osei',
  'c.varga',
  'd.petrov',
  'e.lindgren',
  'f.marchetti',
  'g.tanaka',
  'h.abara',
  'i.novak',
  'j.okafor',
  'k.lindqvist',
  'l.moreau',
  'm.delacroix',
  'n.singh',
  'o.reyes',
  'p.whitlock',
  't.nakamura',
  'z.kaplan',
];
const WARDS = {
  Emergency: 30,
  Cardiology: 20,
  Maternity: 15,
  Oncology: 14,
  Orthopaedics: 12,
  Paediatrics: 9,
} as const;
/** Windows in which nothing is planted, in hours before now. */
const QUIET: ReadonlyArray<readonly [number, number]> = [
  [30, 29],
  [16, 15],
  [1, 0],
];

interface Setting {
  readonly nowUs: number;
  /** Whether an incident is going on: minutes before now. */
  readonly during: (incident: string, fromMinutes: number, toMinutes?: number) => (timeUs: number) => boolean;
}

/** A moment of yesterday (UTC), outside the quiet windows. */
function yesterday(nowUs: number, hours: number): number {
  const timeUs = Math.floor(nowUs / DAY) * DAY - DAY + Math.floor(hours * HOUR);
  const window = QUIET.find(([from, to]) => timeUs >= nowUs - from * HOUR && timeUs <= nowUs - to * HOUR);
  return window === undefined ? timeUs : timeUs - Math.floor(65 * MINUTE * (hours < 2 ? -1 : 1));
}

const LOGONS = { ok: 88, failed: 7, locked: 0.3 } as const;

function windowsEvent(random: Random, timeUs: number): Draft {
  const machines = [...Object.values(WEB), 'MRD-SQL01', 'MRD-APP01', 'MRD-DC01', 'MRD-PRN02'];
  const event = (
    eventid: number,
    providername: string,
    leveldisplayname: string,
    message: string,
    more: Omit<Draft, '_timestamp'> = {},
  ): Draft => ({
    _timestamp: timeUs,
    eventid,
    providername,
    leveldisplayname,
    machinename: random.pick(machines),
    logname: 'System',
    message,
    ...more,
  });
  const kind = random.weighted({
    logon: 52,
    service: 22,
    dns: 7,
    clock: 5,
    dcom: 8,
    spooler: 5,
    pharmacy: 1,
  });
  if (kind === 'logon') {
    const user = random.pick(USERS);
    const from = `10.40.${random.whole(1, 4)}.${random.whole(20, 90)}`;
    const result = random.weighted(LOGONS);
    const more = { machinename: 'MRD-DC01', logname: 'Security', targetusername: user, ipaddress: from };
    const provider = 'Microsoft-Windows-Security-Auditing';
    if (result === 'ok')
      return event(4624, provider, 'Information', 'An account was successfully logged on.', {
        ...more,
        keywords: 'Audit Success',
      });
    return event(4625, provider, 'Information', 'An account failed to log on.', {
      ...more,
      keywords: 'Audit Failure',
    });
  }
  if (kind === 'service') {
    const service = random.pick([
      'Windows Update',
      'WinHTTP Web Proxy',
      'Background Transfer',
      'Software Protection',
    ]);
    const state = random.pick(['running', 'stopped']);
    return event(
      7036,
      'Service Control Manager',
      'Information',
      `The ${service} service entered the ${state} state.`,
    );
  }
  if (kind === 'dns')
    return event(
      1014,
      'Microsoft-Windows-DNS-Client',
      'Warning',
      'Name resolution for wpad.meridian.local timed out after none of the configured DNS servers responded.',
    );
  if (kind === 'clock')
    return event(
      36,
      'Microsoft-Windows-Time-Service',
      'Warning',
      'The time service has not synchronized the system time.',
    );
  if (kind === 'dcom')
    return event(
      10016,
      'Microsoft-Windows-DistributedCOM',
      'Error',
      'The application-specific permission settings do not grant Local Activation permission for the COM server.',
    );
  if (kind === 'spooler')
    return event(
      1000,
      'Application Error',
      'Error',
      'Faulting application name: spoolsv.exe, faulting module: zebra_drv.dll',
      {
        machinename: random.chance(0.9) ? 'MRD-PRN02' : 'MRD-APP01',
        logname: 'Application',
      },
    );
  return event(
    7031,
    'Service Control Manager',
    'Error',
    'The Pharmacy Sync service terminated unexpectedly.',
    {
      machinename: 'MRD-APP01',
    },
  );
}

function windowsEvents(random: Random, { nowUs }: Setting): Draft[] {
  const rows = moments(random, nowUs, 2200).map((timeUs) => windowsEvent(random, timeUs));
  const audit = {
    providername: 'Microsoft-Windows-Security-Auditing',
    logname: 'Security',
    machinename: 'MRD-DC01',
  };
  for (let index = 0; index < 64; index += 1)
    rows.push({
      ...audit,
      _timestamp: Math.floor(nowUs - 5 * HOUR + index * 18e6 + random.next() * 9e6),
      eventid: 4625,
      leveldisplayname: 'Information',
      message: 'An account failed to log on.',
      targetusername: 'administrator',
      ipaddress: '185.220.101.47',
      keywords: 'Audit Failure',
    });
  for (const hours of [6.4, 3.1])
    rows.push({
      ...audit,
      _timestamp: nowUs - Math.floor(hours * HOUR),
      eventid: 4740,
      leveldisplayname: 'Information',
      message: 'A user account was locked out.',
      targetusername: 'j.okafor',
      keywords: 'Audit Success',
    });
  rows.push(
    {
      ...audit,
      _timestamp: yesterday(nowUs, 3.2),
      eventid: 1102,
      providername: 'Microsoft-Windows-Eventlog',
      leveldisplayname: 'Information',
      message: 'The audit log was cleared.',
      targetusername: 'svc_backup',
    },
    {
      ...audit,
      _timestamp: nowUs - 9 * HOUR,
      eventid: 4720,
      leveldisplayname: 'Information',
      message: 'A user account was created.',
      targetusername: 'tmp_radiology',
      keywords: 'Audit Success',
    },
    {
      _timestamp: yesterday(nowUs, 6.35),
      eventid: 41,
      providername: 'Microsoft-Windows-Kernel-Power',
      leveldisplayname: 'Critical',
      machinename: 'MRD-ST-WEB01',
      logname: 'System',
      message: 'The system has rebooted without cleanly shutting down first.',
    },
  );
  return rows;
}

const PAGES = {
  '/booking/slots': 24,
  '/booking/confirm': 12,
  '/patients/search': 20,
  '/patients/record': 14,
  '/lab/results': 10,
  '/pharmacy/orders': 7,
  '/auth/login': 6,
  '/reports/occupancy': 3,
  '/legacy/vaccines.aspx': 2,
} as const;
const PAGE_MS: Readonly<Record<keyof typeof PAGES, number>> = {
  '/booking/slots': 180,
  '/booking/confirm': 320,
  '/patients/search': 240,
  '/patients/record': 150,
  '/lab/results': 410,
  '/pharmacy/orders': 280,
  '/auth/login': 90,
  '/reports/occupancy': 7200,
  '/legacy/vaccines.aspx': 20,
};

function webRequests(random: Random, { nowUs, during }: Setting): Draft[] {
  const extra = createRandom(31);
  const certificate = during('expired-cert', 48);
  const locks = during('lock-contention', 35);
  const down = during('site-down', 130, 85);
  const rows: Draft[] = [];
  for (const timeUs of moments(random, nowUs, 4000)) {
    const page = random.weighted(PAGES);
    const site = random.weighted(SITES);
    const user = page === '/auth/login' ? '-' : random.pick(USERS);
    let status = Number(random.weighted({ 200: 95, 302: 2, 304: 2, 400: 0.5, 500: 0.5 }));
    let taken = Math.max(8, Math.round(PAGE_MS[page] * Math.exp(random.normal(0, 0.35))));
    if (page === '/legacy/vaccines.aspx') status = 404;
    if (page === '/patients/record' && user === 'm.delacroix' && random.chance(0.7)) status = 403;
    if (page === '/auth/login' && random.chance(0.12)) status = 401;
    const row: Draft = {
      _timestamp: timeUs,
      cs_method: ['/booking/confirm', '/auth/login', '/pharmacy/orders'].includes(page) ? 'POST' : 'GET',
      cs_uri_stem: page,
      sc_status: status,
      time_taken: taken,
      sc_bytes: random.whole(900, 48_000),
      c_ip: `10.40.${random.whole(1, 4)}.${random.whole(20, 90)}`,
      cs_username: user,
      cs_host: 'portal.meridian.example',
      s_computername: WEB[site],
      site,
    };
    if (certificate(timeUs) && page === '/lab/results') {
      status = 502;
      taken = extra.whole(15, 60);
    }
    if (locks(timeUs) && page.startsWith('/booking/')) {
      taken = extra.whole(9_000, 31_000);
      if (taken > 20_000) status = 500;
    }
    if (down(timeUs) && site === 'riverside') continue;
    rows.push({ ...row, sc_status: status, time_taken: taken });
  }
  const one = (timeUs: number, page: string, status: number, more: Omit<Draft, '_timestamp'>) =>
    rows.push({
      _timestamp: Math.floor(timeUs),
      cs_method: 'GET',
      cs_uri_stem: page,
      sc_status: status,
      time_taken: 35,
      sc_bytes: 1_210,
      c_ip: '10.40.1.44',
      cs_username: '-',
      cs_host: 'portal.meridian.example',
      s_computername: WEB.northgate,
      site: 'northgate',
      ...more,
    });
  for (let minutes = 47; minutes > 0; minutes -= 2) {
    const timeUs = nowUs - minutes * MINUTE;
    if (certificate(timeUs))
      one(timeUs, '/lab/results', 502, { cs_username: extra.pick(USERS), time_taken: extra.whole(15, 60) });
  }
  for (let index = 0; index < 42; index += 1)
    one(nowUs - 13 * HOUR + index * 7e6, random.pick(['/wp-login.php', '/.env', '/phpmyadmin/']), 404, {
      c_ip: '45.155.204.9',
    });
  for (let index = 0; index < 17; index += 1)
    one(yesterday(nowUs, 2 + index * 1.25), '/lab/results/export', 500, {
      cs_username: random.pick(USERS),
      time_taken: random.whole(600, 900),
    });
  one(nowUs - 11.5 * HOUR, '/reports/export.csv', 200, {
    cs_username: 'k.lindqvist',
    sc_bytes: 48_210_334,
    time_taken: 6_100,
  });
  return rows;
}

const SOURCES = {
  'Meridian.Booking.SlotService': 34,
  'Meridian.Lab.ResultImporter': 22,
  'Meridian.Pharmacy.OrderGateway': 16,
  'Meridian.Auth.TokenIssuer': 14,
  'Meridian.Wards.BedBoard': 14,
} as const;
type Source = keyof typeof SOURCES;
const DONE: Readonly<Record<Source, readonly [string, number]>> = {
  'Meridian.Booking.SlotService': ['Slot reserved', 140],
  'Meridian.Lab.ResultImporter': ['Lab result imported', 260],
  'Meridian.Pharmacy.OrderGateway': ['Order forwarded to dispensary', 190],
  'Meridian.Auth.TokenIssuer': ['Token issued', 25],
  'Meridian.Wards.BedBoard': ['Bed board refreshed', 1_150],
};

const EXPIRED = 'Fetch from hl7gw.meridian.local failed: the remote certificate is invalid: NotTimeValid';
const EXPIRED_TYPE = { exceptiontype: 'System.Security.Authentication.AuthenticationException' };
const LOCKED = 'Lock request time out period exceeded on dbo.Slots, blocked by session 87';
const LOCKED_TYPE = { exceptiontype: 'Microsoft.Data.SqlClient.SqlException' };

function applicationLogs(random: Random, { nowUs, during }: Setting): Draft[] {
  const extra = createRandom(32);
  const certificate = during('expired-cert', 48);
  const locks = during('lock-contention', 35);
  const down = during('site-down', 130, 85);
  const rows: Draft[] = [];
  const add = (
    timeUs: number,
    level: string,
    sourcecontext: Source | string,
    renderedmessage: string,
    more: Omit<Draft, '_timestamp'> = {},
  ) =>
    rows.push({
      _timestamp: Math.floor(timeUs),
      level,
      sourcecontext,
      renderedmessage,
      machinename: 'MRD-APP01',
      ...more,
    });
  for (const timeUs of moments(random, nowUs, 3000)) {
    const source = random.weighted(SOURCES);
    const ward = random.weighted(WARDS);
    const caseref = `C-${random.whole(41_000, 47_999)}`;
    const [done, usual] = DONE[source];
    const elapsedmilliseconds = Math.round(usual * Math.exp(random.normal(0, 0.4)));
    const timeout = random.chance(source === 'Meridian.Lab.ResultImporter' ? 0.05 : 0.004);
    const missing = random.chance(ward === 'Oncology' ? 0.1 : 0.01);
    const retried = random.chance(0.04);
    const more = { elapsedmilliseconds, patientward: ward, caseref, site: random.weighted(SITES) };
    if (down(timeUs) && more.site === 'riverside') continue;
    if (certificate(timeUs) && source === 'Meridian.Lab.ResultImporter' && extra.chance(0.95))
      add(timeUs, 'Error', source, EXPIRED, {
        ...more,
        elapsedmilliseconds: extra.whole(12, 40),
        ...EXPIRED_TYPE,
      });
    else if (locks(timeUs) && source === 'Meridian.Booking.SlotService' && extra.chance(0.8))
      add(timeUs, 'Error', source, LOCKED, {
        ...more,
        elapsedmilliseconds: extra.whole(15_000, 30_000),
        ...LOCKED_TYPE,
      });
    else if (timeout)
      add(timeUs, 'Error', source, 'The operation has timed out after 30000 ms', {
        ...more,
        elapsedmilliseconds: 30_000,
        exceptiontype: 'System.TimeoutException',
      });
    else if (missing)
      add(timeUs, 'Error', source, `Ward code not mapped for ${ward}`, {
        ...more,
        exceptiontype: 'System.Collections.Generic.KeyNotFoundException',
      });
    else if (retried) add(timeUs, 'Warning', source, 'Retrying after transient failure, attempt 2', more);
    else add(timeUs, random.chance(0.12) ? 'Debug' : 'Information', source, done, more);
  }
  for (let index = 0; index < 14; index += 1)
    add(
      yesterday(nowUs, 3 + index * 1.4),
      'Error',
      'Meridian.Lab.ResultImporter',
      'Segment OBX-5 could not be parsed',
      {
        exceptiontype: 'Meridian.Lab.Hl7ParseException',
        patientward: random.weighted(WARDS),
        site: 'oakfield',
      },
    );
  for (let index = 0; index < 11; index += 1)
    add(
      nowUs - 7 * HOUR + index * 27 * MINUTE,
      'Error',
      'Meridian.Pharmacy.OrderGateway',
      'Dose exceeds daily limit for methotrexate',
      { exceptiontype: 'Meridian.Pharmacy.DoseLimitException', patientward: 'Oncology', site: 'northgate' },
    );
  add(
    nowUs - 19.5 * HOUR,
    'Fatal',
    'Meridian.Wards.BedBoard',
    'Exception of type OutOfMemoryException was thrown',
    {
      exceptiontype: 'System.OutOfMemoryException',
      patientward: 'Emergency',
      site: 'stanmore',
    },
  );
  const story: ReadonlyArray<readonly [number, string, Source, string]> = [
    [250, 'Information', 'Meridian.Booking.SlotService', 'Slot reserved'],
    [246, 'Information', 'Meridian.Lab.ResultImporter', 'Lab order sent'],
    [231, 'Warning', 'Meridian.Lab.ResultImporter', 'Sample rejected: haemolysed'],
    [190, 'Information', 'Meridian.Lab.ResultImporter', 'Second sample requested'],
    [142, 'Information', 'Meridian.Lab.ResultImporter', 'Lab result imported'],
    [138, 'Information', 'Meridian.Wards.BedBoard', 'Patient moved to bed C-12'],
  ];
  for (const [minutes, level, source, message] of story)
    add(nowUs - minutes * MINUTE, level, source, message, {
      caseref: 'C-48213',
      patientward: 'Cardiology',
      site: 'oakfield',
      elapsedmilliseconds: 120,
    });
  for (let minutes = 47; minutes > 0; minutes -= 1.5) {
    const timeUs = nowUs - minutes * MINUTE;
    const more = { patientward: extra.weighted(WARDS), site: extra.weighted(SITES) };
    if (certificate(timeUs))
      add(timeUs, 'Error', 'Meridian.Lab.ResultImporter', EXPIRED, { ...more, ...EXPIRED_TYPE });
    if (locks(timeUs))
      add(timeUs, 'Error', 'Meridian.Booking.SlotService', LOCKED, { ...more, ...LOCKED_TYPE });
  }
  for (let minutes = 130; minutes > 85; minutes -= 1)
    if (down(nowUs - (minutes - 0.5) * MINUTE))
      add(
        nowUs - (minutes - 0.5) * MINUTE,
        'Error',
        'Meridian.Wards.BedBoard',
        'No route to host 10.40.2.11 (riverside)',
        {
          exceptiontype: 'System.Net.Sockets.SocketException',
          patientward: extra.weighted(WARDS),
          site: 'northgate',
          elapsedmilliseconds: 21_000,
        },
      );
  return rows;
}

function sqlJobs(random: Random, { nowUs, during }: Setting): Draft[] {
  const rows: Draft[] = [];
  const run = (
    timeUs: number,
    jobname: string,
    durationseconds: number,
    message = '',
    runstatus = 'Succeeded',
  ) =>
    rows.push({
      _timestamp: Math.floor(timeUs),
      jobname,
      runstatus,
      durationseconds: Math.round(durationseconds),
      servername: 'MRD-SQL01',
      rowsaffected: runstatus === 'Failed' ? 0 : random.whole(200, 90_000),
      message: message === '' ? `The job ${runstatus.toLowerCase()}.` : message,
    });
  for (const timeUs of ticks(nowUs, 15 * MINUTE)) {
    const seconds = random.normal(38, 6);
    if (random.chance(0.05)) run(timeUs, 'Sync Appointments', seconds, 'Retry attempt 1 of 3', 'Retry');
    else run(timeUs, 'Sync Appointments', seconds);
  }
  for (const timeUs of ticks(nowUs, 10 * MINUTE))
    run(timeUs + 2 * MINUTE, 'Refresh Waiting List', random.normal(14, 3));
  for (const timeUs of ticks(nowUs, HOUR))
    run(timeUs + 7 * MINUTE, 'Archive Lab Results', random.normal(95, 12));
  ticks(nowUs, 4 * HOUR).forEach((timeUs, index) => {
    const fails = index % 3 === 1;
    const message = fails ? 'Cannot write \\\\MRD-FS01\\billing\\out.csv: access is denied' : '';
    run(
      timeUs + 11 * MINUTE,
      'Billing Export',
      fails ? 3 : random.normal(220, 25),
      message,
      fails ? 'Failed' : 'Succeeded',
    );
  });
  for (const timeUs of ticks(nowUs, DAY)) {
    const isYesterday = timeUs === Math.floor(nowUs / DAY) * DAY - DAY;
    run(timeUs + 2 * HOUR, 'Nightly Warehouse Load', isYesterday ? 5_412 : random.normal(2_650, 60));
    run(timeUs + 3.5 * HOUR, 'Index Maintenance', random.normal(1_480, 90));
  }
  const locks = during('lock-contention', 40);
  if (locks(nowUs - 36 * MINUTE))
    run(
      nowUs - 35.5 * MINUTE,
      'Archive Lab Results (manual)',
      0,
      'Started by p.whitlock in one transaction: session 87 holds an exclusive table lock on dbo.Slots',
      'Running',
    );
  return rows.filter(({ _timestamp }) => _timestamp <= nowUs);
}

const SPECIALTIES = {
  Dermatology: 14,
  Cardiology: 20,
  Orthopaedics: 22,
  Paediatrics: 18,
  Gynaecology: 14,
  Neurology: 12,
} as const;
const DOCTORS: Readonly<Record<keyof typeof SPECIALTIES, readonly string[]>> = {
  Dermatology: ['Dr Ines Calloway', 'Dr Paul Okonjo'],
  Cardiology: ['Dr Anselm Brandt', 'Dr Mei Sorensen'],
  Orthopaedics: ['Dr Ruth Adeyemi', 'Dr Luca Ferri'],
  Paediatrics: ['Dr Hana Kovacs', 'Dr Tom Ashby'],
  Gynaecology: ['Dr Sara Lindholm'],
  Neurology: ['Dr Viktor Hale'],
};

function appointments(random: Random, { nowUs, during }: Setting): Draft[] {
  const down = during('site-down', 130, 85);
  const locks = during('lock-contention', 35);
  const rows: Draft[] = [];
  for (const timeUs of moments(random, nowUs, 1500, 0.2)) {
    const specialty = random.weighted(SPECIALTIES);
    const doctor = random.pick(DOCTORS[specialty]);
    const site = random.weighted(SITES);
    const noshow = specialty === 'Dermatology' ? 22 : 5;
    const cancelled = doctor === 'Dr Anselm Brandt' ? 40 : 8;
    const action = random.weighted({ booked: 50, completed: 26, rescheduled: 9, cancelled, noshow });
    const row: Draft = {
      _timestamp: timeUs,
      appointmentid: `A-${random.whole(700_000, 799_999)}`,
      action,
      specialty,
      doctor,
      site,
      channel: random.weighted({ phone: 38, web: 34, app: 20, walkin: 8 }),
      feeamount: action === 'completed' ? rounded(random.normal(86, 18)) : undefined,
      waitdays: action === 'booked' ? random.whole(1, specialty === 'Neurology' ? 60 : 21) : undefined,
      patientref: `P-${random.whole(100_000, 129_999)}`,
    };
    if (down(timeUs) && site === 'riverside') continue;
    if (locks(timeUs) && action === 'booked') continue;
    rows.push(row);
  }
  rows.push(
    ...(['booked', 'rescheduled', 'cancelled'] as const).map((action, index) => ({
      _timestamp: Math.floor(nowUs - (26 - index * 8.5) * HOUR),
      appointmentid: 'A-812345',
      action,
      specialty: 'Neurology',
      doctor: 'Dr Viktor Hale',
      site: 'stanmore',
      channel: 'phone',
      waitdays: action === 'booked' ? 74 : undefined,
      patientref: 'P-130777',
    })),
  );
  return rows;
}

const OPERATIONS = {
  'GET /booking/slots': 42,
  'POST /booking/confirm': 22,
  'GET /patients/search': 24,
  'GET /lab/results': 12,
} as const;
const INNER: Readonly<Record<keyof typeof OPERATIONS, readonly [string, string, string, string, number]>> = {
  'GET /booking/slots': ['booking-api', 'SlotService.Find', 'booking-api', 'SELECT dbo.Slots', 60],
  'POST /booking/confirm': ['booking-api', 'SlotService.Confirm', 'booking-api', 'UPDATE dbo.Slots', 45],
  'GET /patients/search': [
    'patient-index',
    'PatientIndex.Lookup',
    'patient-index',
    'SELECT dbo.Patients',
    110,
  ],
  'GET /lab/results': ['lab-service', 'Results.Load', 'lab-service', 'HL7Gateway.Fetch', 260],
};

function bookingTraces(random: Random, { nowUs, during }: Setting): Draft[] {
  const extra = createRandom(33);
  const certificate = during('expired-cert', 48);
  const locks = during('lock-contention', 35);
  const down = during('site-down', 130, 85);
  const rows: Draft[] = [];
  function trace(
    timeUs: number,
    operation: keyof typeof OPERATIONS,
    from: Random = random,
    traceId = from.hex(32),
    slowMs?: number,
  ): void {
    const site = from.weighted(SITES);
    const [service, inner, leafService, leaf, usualMs] = INNER[operation];
    let leafMs = slowMs ?? usualMs * Math.exp(from.normal(0, 0.4));
    const smsMs = operation === 'POST /booking/confirm' ? 1_850 * Math.exp(from.normal(0, 0.3)) : 0;
    const smsFails = smsMs > 0 && from.chance(0.07);
    let leafFails = from.chance(0.006);
    const ids = [from.hex(16), from.hex(16), from.hex(16), from.hex(16)] as const;
    if (down(timeUs) && site === 'riverside') return;
    let text = leafFails ? 'connection was reset' : undefined;
    if (certificate(timeUs) && leaf === 'HL7Gateway.Fetch') {
      leafFails = true;
      leafMs = extra.whole(10, 35);
      text = 'AuthenticationException: remote certificate is invalid: NotTimeValid';
    }
    if (locks(timeUs) && leaf.endsWith('dbo.Slots')) {
      leafMs = extra.whole(9_000, 30_000);
      leafFails = leafMs > 20_000;
      text = leafFails ? 'Lock request time out period exceeded' : undefined;
    }
    const common = { trace: traceId, fields: { site } };
    const total = leafMs + smsMs + 14;
    rows.push(
      spanRow({
        ...common,
        id: ids[0],
        operation,
        service: 'booking-web',
        startUs: timeUs,
        durationUs: total * 1000,
        failed: leafFails,
        kind: '2',
        fields: { site, http_response_status_code: leafFails ? 500 : 200, enduser_id: from.pick(USERS) },
      }),
      spanRow({
        ...common,
        id: ids[1],
        parent: ids[0],
        operation: inner,
        service,
        startUs: timeUs + 4_000,
        durationUs: (total - 8) * 1000,
        failed: leafFails,
        kind: '2',
      }),
      spanRow({
        ...common,
        id: ids[2],
        parent: ids[1],
        operation: leaf,
        service: leafService,
        startUs: timeUs + 6_000,
        durationUs: leafMs * 1000,
        failed: leafFails,
        kind: '3',
        fields: { site, db_system: leaf.includes('dbo') ? 'mssql' : undefined, status_message: text },
      }),
    );
    if (smsMs > 0)
      rows.push(
        spanRow({
          ...common,
          id: ids[3],
          parent: ids[1],
          operation: 'SmsGateway.Send',
          service: 'notify-service',
          startUs: timeUs + 7_000 + leafMs * 1000,
          durationUs: smsMs * 1000,
          failed: smsFails,
          kind: '3',
          fields: { site, status_message: smsFails ? 'recipient rejected' : undefined },
        }),
      );
  }
  for (const timeUs of moments(random, nowUs, 950)) trace(timeUs, random.weighted(OPERATIONS));
  trace(nowUs - 200 * MINUTE, 'GET /patients/search', random, 'c0ffee00aa11bb22cc33dd44ee55ff66', 41_300);
  for (let minutes = 47; minutes > 0; minutes -= 2.5) {
    const timeUs = Math.floor(nowUs - minutes * MINUTE);
    if (certificate(timeUs)) trace(timeUs, 'GET /lab/results', extra);
    if (locks(timeUs)) trace(timeUs, 'POST /booking/confirm', extra);
  }
  return rows;
}

const BUCKETS = { '0.25': 0.52, '0.5': 0.78, '1': 0.9, '2.5': 0.985, '+Inf': 1 } as const;
const SLOW = { '0.25': 0.05, '0.5': 0.08, '1': 0.12, '2.5': 0.2, '+Inf': 1 } as const;

function metrics(random: Random, { nowUs, during }: Setting): WorldStream[] {
  const times = samples(nowUs);
  const locks = during('lock-contention', 35);
  const certificate = during('expired-cert', 48);
  const down = during('site-down', 130, 85);
  const machines = [WEB.northgate, WEB.riverside, 'MRD-SQL01', 'MRD-APP01'];
  const usualCpu = [34, 26, 47, 22];
  const usualMemory = [9_800, 11_200, 5_400, 1_900];
  const reachable = (machine: string) =>
    times.filter((timeUs) => !(machine === WEB.riverside && down(timeUs)));
  const cpu = machines.flatMap((instance, index) =>
    gauge(reachable(instance), { instance }, (timeUs) =>
      Math.min(
        99,
        Math.max(1, (usualCpu[index] ?? 0) * (0.5 + busyness(timeUs, 0.4, 13)) + random.normal(0, 2)),
      ),
    ),
  );
  const memory = machines.flatMap((instance, index) =>
    gauge(reachable(instance), { instance }, () =>
      Math.round((usualMemory[index] ?? 0) + random.normal(0, 60)),
    ),
  );
  const requests = (Object.keys(SITES) as Site[]).flatMap((site) =>
    (['2xx', '5xx'] as const).flatMap((status) =>
      counter(
        site === 'riverside' ? reachable(WEB.riverside) : times,
        { site, status },
        status === '2xx' ? 410_000 : 900,
        (timeUs) => {
          const all = (SITES[site] / 5) * busyness(timeUs, 0.45, 13) * (1 + random.normal(0, 0.05));
          const failing = locks(timeUs)
            ? 0.16
            : certificate(timeUs)
              ? 0.1
              : site === 'stanmore'
                ? 0.012
                : 0.004;
          if (down(timeUs) && site === 'riverside') return 0;
          return status === '2xx' ? all * (1 - failing) : all * failing;
        },
      ),
    ),
  );
  const waits = counter(times, { instance: 'MRD-SQL01', resource: 'Table' }, 52_300, (timeUs) =>
    locks(timeUs) ? 42 + random.normal(0, 3) : 1.1 * busyness(timeUs, 0.5, 13) + random.normal(0, 0.1),
  );
  const perSecond = (timeUs: number) => 6 * busyness(timeUs, 0.45, 13);
  const buckets = (Object.keys(BUCKETS) as (keyof typeof BUCKETS)[]).flatMap((le) =>
    counter(
      times,
      { service: 'booking-web', le },
      Math.round(90_000 * BUCKETS[le]),
      (timeUs) => perSecond(timeUs) * (locks(timeUs) ? SLOW[le] : BUCKETS[le]),
    ),
  );
  const stream = (
    name: string,
    rows: readonly Row[],
    type: 'Counter' | 'Gauge' | 'Histogram',
    help: string,
    unit: string,
  ): WorldStream => ({ type: 'metrics', name, rows, metric: { type, help, unit } });
  return [
    stream('processor_time_percent', cpu, 'Gauge', 'Processor(_Total)\\% Processor Time', 'percent'),
    stream('memory_available_mbytes', memory, 'Gauge', 'Memory\\Available MBytes', 'megabytes'),
    stream('iis_requests_total', requests, 'Counter', 'Requests served by IIS', ''),
    stream('sql_lock_waits_total', waits, 'Counter', 'SQLServer:Locks waits', ''),
    stream('booking_seconds_bucket', buckets, 'Histogram', 'How long a booking page takes', 'seconds'),
    stream(
      'booking_seconds_sum',
      counter(
        times,
        { service: 'booking-web' },
        36_000,
        (timeUs) => perSecond(timeUs) * (locks(timeUs) ? 14 : 0.42),
      ),
      'Counter',
      'How long booking pages took together',
      'seconds',
    ),
    stream(
      'booking_seconds_count',
      counter(times, { service: 'booking-web' }, 90_000, perSecond),
      'Counter',
      'Booking pages served',
      '',
    ),
  ];
}

/** What an incident leaves in the Windows event log, true but unrelated events among it. */
function plantedEvents({ nowUs }: Setting, incident: string | null): Draft[] {
  const event = (
    minutes: number,
    eventid: number,
    providername: string,
    leveldisplayname: string,
    machinename: string,
    message: string,
  ): Draft => ({
    _timestamp: Math.floor(nowUs - minutes * MINUTE),
    eventid,
    providername,
    leveldisplayname,
    machinename,
    logname: 'System',
    message,
  });
  const defender = (minutes: number, machinename: string) =>
    event(
      minutes,
      2000,
      'Microsoft-Windows-Windows Defender',
      'Information',
      machinename,
      'Signature version has been updated to 1.419.288.0.',
    );
  if (incident === 'expired-cert')
    return [
      defender(55, 'MRD-APP01'),
      event(
        48,
        64,
        'Microsoft-Windows-CertificateServicesClient-AutoEnrollment',
        'Warning',
        'MRD-APP01',
        'Certificate for hl7gw.meridian.local with thumbprint 9f3c71aa has expired.',
      ),
      ...Array.from({ length: 16 }, (_, index) =>
        event(
          47.5 - index * 2.9,
          36882,
          'Schannel',
          'Error',
          'MRD-APP01',
          'The certificate received from the remote server hl7gw.meridian.local has expired.',
        ),
      ),
    ];
  if (incident === 'lock-contention')
    return [
      defender(41, 'MRD-SQL01'),
      ...Array.from({ length: 9 }, (_, index) =>
        event(
          33 - index * 3.6,
          1205,
          'MSSQLSERVER',
          'Error',
          'MRD-SQL01',
          'Transaction was deadlocked on lock resources with another process (dbo.Slots).',
        ),
      ),
    ];
  if (incident === 'site-down')
    return [
      defender(139, 'MRD-NG-WEB01'),
      event(
        130,
        27,
        'e1dexpress',
        'Warning',
        'MRD-RV-WEB01',
        'Intel Ethernet Connection: network link is disconnected.',
      ),
      ...Array.from({ length: 8 }, (_, index) =>
        event(
          129 - index * 5.3,
          5719,
          'NETLOGON',
          'Error',
          'MRD-DC01',
          'No secure session with MRD-RV-WEB01 (riverside): the machine is not reachable.',
        ),
      ),
      event(
        85,
        32,
        'e1dexpress',
        'Information',
        'MRD-RV-WEB01',
        'Intel Ethernet Connection: network link is established.',
      ),
    ];
  return [];
}

export const world: World = {
  name: 'meridian',
  build({ random, nowUs, incident }) {
    const setting: Setting = {
      nowUs,
      during:
        (id, fromMinutes, toMinutes = -1) =>
        (timeUs) =>
          incident === id && timeUs >= nowUs - fromMinutes * MINUTE && timeUs < nowUs - toMinutes * MINUTE,
    };
    const fresh = () => createRandom(random.whole(1, 1e9));
    const logs = (
      name: string,
      rows: readonly Draft[],
      more: Pick<WorldStream, 'fullText' | 'retentionDays'> = {},
    ): WorldStream => ({ type: 'logs', name, rows, ...more });
    const isDown = setting.during('site-down', 130, 85);
    const events = windowsEvents(fresh(), setting).filter(
      ({ machinename, _timestamp }) => !(machinename === WEB.riverside && isDown(_timestamp)),
    );
    return [
      logs('winevents', [...events, ...plantedEvents(setting, incident)], {
        fullText: ['message'],
        retentionDays: 90,
      }),
      logs('iis_access', webRequests(fresh(), setting), { retentionDays: 30 }),
      logs('clinic_app', applicationLogs(fresh(), setting), { fullText: ['renderedmessage'] }),
      logs('sql_jobs', sqlJobs(fresh(), setting), { fullText: ['message'] }),
      logs('appointments', appointments(fresh(), setting)),
      ...metrics(fresh(), setting),
      { type: 'traces', name: 'booking_traces', rows: bookingTraces(fresh(), setting) },
    ];
  },
};
