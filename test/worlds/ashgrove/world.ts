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
import type { World, WorldStream } from '../world.ts';

const HOURS = 54;
const COURSES: Readonly<Record<string, number>> = {
  LAW204: 204,
  CHM101: 118,
  ENG310: 310,
  MTH110: 121,
  HIS220: 220,
  NUR305: 305,
  BIO150: 150,
  CSC240: 240,
};
const COURSE_WEIGHTS = {
  CHM101: 24,
  NUR305: 18,
  LAW204: 13,
  MTH110: 12,
  CSC240: 11,
  BIO150: 9,
  ENG310: 8,
  HIS220: 5,
};
const SITES = { LIB: 30, SCI: 22, ENG: 18, LAW: 12, MED: 11, HALL: 7 };
const SITE_NAMES: Readonly<Record<string, string>> = {
  LIB: 'Main Library',
  SCI: 'Science Block',
  ENG: 'Engineering',
  LAW: 'Law School',
  MED: 'Medical School',
  HALL: 'Ashgrove Hall',
};
const SCANNER = '203.0.113.77';
const LETTERS = 'abcdefghjkmnprstw';

interface Parts {
  readonly moodle: Draft[];
  readonly radius: Draft[];
  readonly wlc: Draft[];
  readonly ils: Draft[];
  readonly doors: Draft[];
  readonly apache: Draft[];
  readonly sched: Draft[];
  readonly spans: Draft[];
}

interface Clock {
  readonly nowUs: number;
  readonly startUs: number;
  /** Midnight at which yesterday began. */
  readonly yesterdayUs: number;
}

interface Person {
  readonly userid: number;
  readonly username: string;
}

function personOf(userid: number): Person {
  const letter = (step: number) => LETTERS[Math.floor(userid / step) % LETTERS.length] as string;
  return { userid, username: `${letter(1)}${letter(7)}${letter(61)}${100 + ((userid * 37) % 900)}` };
}

const person = (random: Random) => personOf(random.whole(3000, 3699));
const address = (random: Random) =>
  `10.${random.whole(20, 29)}.${random.whole(0, 255)}.${random.whole(1, 254)}`;
const mac = (random: Random) => Array.from({ length: 6 }, () => random.hex(2)).join('-');

/** Component, action, target, crud of each kind of Moodle event. */
const EVENTS: Readonly<Record<string, readonly [string, string, string, string]>> = {
  viewed: ['core', 'viewed', 'course', 'r'],
  loggedin: ['core', 'loggedin', 'user', 'r'],
  failed: ['core', 'failed', 'user_login', 'r'],
  quiz_started: ['mod_quiz', 'started', 'attempt', 'c'],
  quiz_submitted: ['mod_quiz', 'submitted', 'attempt', 'u'],
  assign: ['mod_assign', 'submitted', 'assessable', 'u'],
  post: ['mod_forum', 'created', 'post', 'c'],
  graded: ['core', 'graded', 'user', 'c'],
  download: ['mod_resource', 'viewed', 'course_module', 'r'],
};
const EVENT_WEIGHTS = {
  viewed: 36,
  loggedin: 22,
  failed: 4,
  quiz_started: 5,
  quiz_submitted: 5,
  assign: 6,
  post: 5,
  graded: 5,
  download: 12,
};

function moodleRow(random: Random, time: number, kind: string, who: Person, course?: string): Draft {
  const [component, action, target, crud] = EVENTS[kind] as readonly [string, string, string, string];
  const shortname = course ?? random.weighted(COURSE_WEIGHTS);
  const isLogin = kind === 'loggedin' || kind === 'failed';
  return {
    _timestamp: time,
    eventname: `\\${component}\\event\\${target}_${action}`,
    component,
    action,
    target,
    crud,
    contextlevel: isLogin ? 10 : kind === 'viewed' || kind === 'graded' ? 50 : 70,
    userid: kind === 'failed' ? 0 : who.userid,
    username: who.username,
    courseid: isLogin ? 0 : (COURSES[shortname] as number),
    course_shortname: isLogin ? undefined : shortname,
    origin: random.weighted({ web: 78, ws: 22 }),
    ip: address(random),
    objectid: random.whole(10_000, 99_999),
    login_fail_reason:
      kind === 'failed' ? random.weighted({ wrong_password: 70, no_such_user: 22, suspended: 8 }) : undefined,
    final_grade: kind === 'graded' ? round(Math.min(100, Math.max(0, random.normal(63, 14))), 1) : undefined,
  };
}

const REJECTS = {
  'mschap: MS-CHAP2-Response is incorrect': 62,
  'ldap: account expired': 20,
  'eap: session timed out': 18,
};

function radiusRow(random: Random, time: number, packet: string, login = person(random).username): Draft {
  const ssid = random.weighted({ eduroam: 86, 'Ashgrove-Guest': 9, 'Ashgrove-IoT': 5 });
  const realm =
    ssid === 'eduroam'
      ? random.weighted({
          'ashgrove.ac.uk': 88,
          'northbridge.ac.uk': 7,
          'uni-lindau.de': 3,
          'ucastell.es': 2,
        })
      : 'ashgrove.ac.uk';
  const failure = packet === 'Access-Reject' ? random.weighted(REJECTS) : undefined;
  const session = Math.round(latency(random, 2700, 0.8));
  const accounting = packet === 'Accounting-Request';
  return {
    _timestamp: time,
    radius_server: random.pick(['radius1', 'radius2']),
    packet_type: packet,
    user_name: `${login}@${realm}`,
    realm,
    nas_identifier: random.pick(['wlc-north', 'wlc-south']),
    calling_station_id: mac(random),
    ssid,
    eap_type: random.weighted({ PEAP: 70, TTLS: 18, TLS: 12 }),
    module_failure: failure,
    acct_status_type: accounting ? 'Stop' : undefined,
    acct_session_time: accounting ? session : undefined,
    acct_input_octets: accounting ? Math.round(latency(random, 9e6, 0.9)) : undefined,
    acct_output_octets: accounting ? Math.round(latency(random, 85e6, 0.9)) : undefined,
    message: accounting
      ? `Accounting stop for ${login}`
      : failure
        ? `Login incorrect (${failure}): [${login}]`
        : `Login OK: [${login}]`,
  };
}

const apName = (random: Random, site: string) => `${site}-${random.whole(0, 3)}F-0${random.whole(1, 8)}`;

const WLC: Readonly<Record<string, readonly [number, string]>> = {
  'CLIENT-6-ASSOC': [6, 'client associated'],
  'CLIENT-6-ROAM': [6, 'client roamed'],
  'CLIENT-5-DEAUTH': [5, 'client deauthenticated, reason 4'],
  'RRM-4-CHANNEL_CHANGE': [4, 'channel changed, interference high'],
  'DHCP-4-POOL_LOW': [4, 'address pool below 10 percent'],
  'APMGR-3-AP_DISJOIN': [3, 'access point lost its controller'],
  'RADIUS-3-NO_RESPONSE': [3, 'authentication server did not answer in 5 s'],
  'HW-2-FAN_FAIL': [2, 'fan tray failure'],
};

function wlcRow(
  random: Random,
  time: number,
  mnemonic: string,
  site: string,
  ap = apName(random, site),
): Draft {
  const [severity, text] = WLC[mnemonic] as readonly [number, string];
  const client = mnemonic.startsWith('CLIENT');
  return {
    _timestamp: time,
    hostname: site === 'LIB' || site === 'LAW' || site === 'HALL' ? 'wlc-north' : 'wlc-south',
    facility: 'local4',
    severity,
    mnemonic,
    ap_name: mnemonic.startsWith('HW') ? undefined : ap,
    building: mnemonic.startsWith('HW') ? undefined : site,
    client_mac: client ? mac(random) : undefined,
    rssi_dbm: client ? -random.whole(38, 84) : undefined,
    message: `%${mnemonic}: ${mnemonic.startsWith('HW') ? '' : `${ap} `}${text}`,
  };
}

const TITLES: Readonly<Record<string, readonly string[]>> = {
  BOOK: [
    'Organic Chemistry',
    'Organic Chemistry',
    'Organic Chemistry',
    'Contract Law in Outline',
    'Contract Law in Outline',
    'A Short History of the Fens',
    'Linear Algebra Step by Step',
    'Nursing Practice',
    'Compilers for Beginners',
  ],
  DVD: ['The Long Harvest', 'Tides'],
  LAPTOP: ['Loan laptop 14 inch'],
  JOURNAL: ['Annals of Soil', 'Medical Letters'],
};

function ilsRow(random: Random, time: number, op: string): Draft {
  const branch = random.weighted({ MAIN: 64, LAWLIB: 15, MEDLIB: 21 });
  const itype = random.weighted({ BOOK: 70, LAPTOP: 14, DVD: 6, JOURNAL: 10 });
  const desk = random.weighted({ selfcheck: 58, desk: 24, opac: 18 });
  const how =
    op === 'HOLD' || op === 'RENEW' ? 'opac' : op === 'FINE' ? 'batch' : desk === 'opac' ? 'selfcheck' : desk;
  const late = op === 'FINE' || (op === 'RETURN' && random.chance(0.14)) ? random.whole(1, 21) : 0;
  return {
    _timestamp: time,
    op,
    borrowernumber: random.whole(20_500, 21_200),
    categorycode: random.weighted({ UG: 66, PG: 20, STAFF: 10, EXT: 4 }),
    barcode: `3${random.whole(1_000_000, 1_009_999)}`,
    itype,
    title: random.pick(TITLES[itype] as readonly string[]),
    branch,
    interface: how,
    terminal: how === 'selfcheck' ? `SC-0${random.weighted({ 1: 40, 2: 25, 3: 20, 4: 15 })}` : undefined,
    days_late: late,
    amount_gbp: op === 'FINE' ? round(late * (itype === 'LAPTOP' ? 2.5 : 0.25)) : undefined,
  };
}

const DOORS: Readonly<Record<string, readonly string[]>> = {
  LIB: ['LIB-MAIN-GATE', 'LIB-MAIN-GATE', 'LIB-MAIN-GATE', 'LIB-24H-ROOM'],
  SCI: ['SCI-ENTRANCE', 'SCI-CHEM-LAB-3'],
  ENG: ['ENG-ENTRANCE', 'ENG-WORKSHOP', 'ENG-SERVER-ROOM'],
  LAW: ['LAW-ENTRANCE'],
  MED: ['MED-ENTRANCE', 'MED-ANATOMY'],
  HALL: ['HALL-ENTRANCE', 'HALL-BIKE-SHED'],
};

function doorRow(random: Random, time: number, evt: string, site: string, reader?: string): Draft {
  const carded = evt === 'granted' || evt === 'denied';
  return {
    _timestamp: time,
    evt,
    deny_reason:
      evt === 'denied'
        ? random.weighted({ expired_card: 42, wrong_zone: 30, outside_hours: 20, unknown_card: 8 })
        : undefined,
    site: SITE_NAMES[site] as string,
    reader: reader ?? random.pick(DOORS[site] as readonly string[]),
    card_no: carded ? String(random.whole(5_000_100, 5_000_999)) : undefined,
    holder_class: carded ? random.weighted({ student: 74, staff: 19, contractor: 5, visitor: 2 }) : undefined,
    held_s: evt === 'held_open' ? random.whole(31, 400) : undefined,
  };
}

/** Host, weight, median of the time taken in ms, usual bytes. */
const PAGES: Readonly<Record<string, readonly [string, number, number, number]>> = {
  '/login/index.php': ['moodle.ashgrove.ac.uk', 14, 120, 9000],
  '/course/view.php': ['moodle.ashgrove.ac.uk', 26, 210, 42_000],
  '/mod/quiz/attempt.php': ['moodle.ashgrove.ac.uk', 9, 340, 30_000],
  '/mod/assign/view.php': ['moodle.ashgrove.ac.uk', 10, 260, 28_000],
  '/pluginfile.php': ['moodle.ashgrove.ac.uk', 12, 480, 900_000],
  '/report/log/index.php': ['moodle.ashgrove.ac.uk', 2, 2600, 120_000],
  '/catalogue/search': ['library.ashgrove.ac.uk', 11, 190, 35_000],
  '/catalogue/account': ['library.ashgrove.ac.uk', 4, 90, 12_000],
  '/enrol/basket': ['enrol.ashgrove.ac.uk', 6, 150, 14_000],
  '/': ['www.ashgrove.ac.uk', 6, 40, 22_000],
};
const PAGE_WEIGHTS = Object.fromEntries(Object.entries(PAGES).map(([page, each]) => [page, each[1]]));
const AGENTS = {
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0': 50,
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) Safari/618.1': 22,
  'MoodleMobile 4.5 (Android)': 16,
  'MoodleMobile 4.5 (iOS)': 12,
};

function apacheRow(random: Random, time: number, request: string): Draft {
  const [vhost, , median, size] = PAGES[request] as readonly [string, number, number, number];
  const broken = random.chance(request === '/pluginfile.php' ? 0.07 : 0.012);
  const missing = !broken && random.chance(request === '/pluginfile.php' ? 0.06 : 0.01);
  const forbidden = !broken && !missing && random.chance(0.012);
  const response = broken
    ? random.pick([500, 502, 503])
    : missing
      ? 404
      : forbidden
        ? 403
        : random.chance(0.05)
          ? 303
          : 200;
  return {
    _timestamp: time,
    vhost,
    clientip: random.chance(0.7) ? address(random) : `81.2.${random.whole(60, 90)}.${random.whole(1, 254)}`,
    ident: '-',
    auth: random.chance(0.6) ? person(random).username : '-',
    verb: request === '/login/index.php' || random.chance(0.12) ? 'POST' : 'GET',
    request,
    httpversion: '1.1',
    response,
    bytes: response === 200 ? Math.round(latency(random, size, 0.6)) : random.whole(200, 900),
    referrer: random.chance(0.7) ? `https://${vhost}/` : '-',
    agent: random.weighted(AGENTS),
    reqtime_us: Math.round(latency(random, median) * 1000),
  };
}

interface Job {
  readonly job: string;
  readonly everyUs: number;
  readonly seconds: number;
  readonly failing: number;
  readonly records: number;
}
const JOBS: readonly Job[] = [
  { job: 'sync_sis_enrolments', everyUs: 15 * MINUTE_US, seconds: 42, failing: 0.03, records: 310 },
  { job: 'ldap_group_sync', everyUs: 30 * MINUTE_US, seconds: 18, failing: 0.12, records: 90 },
  { job: 'timetable_publish', everyUs: HOUR_US, seconds: 66, failing: 0.02, records: 1200 },
  { job: 'card_photo_sync', everyUs: 2 * HOUR_US, seconds: 240, failing: 0.04, records: 35 },
  { job: 'overdue_notices', everyUs: 6 * HOUR_US, seconds: 95, failing: 0, records: 160 },
];

function runRows(
  random: Random,
  time: number,
  job: string,
  took: number,
  error: string | null,
  records: number,
): Draft[] {
  const common = {
    logger: `ashgrove.jobs.${job}`,
    job,
    run_id: random.hex(8),
    host: random.pick(['sched01', 'sched02']),
  };
  const started: Draft = {
    _timestamp: time,
    ...common,
    levelname: 'INFO',
    state: 'started',
    message: `Running job ${job}`,
  };
  const endUs = Math.floor(time + took * SECOND_US);
  if (error)
    return [
      started,
      {
        _timestamp: endUs,
        ...common,
        levelname: 'ERROR',
        state: 'failed',
        duration_s: round(took, 1),
        exc_type: error,
        message: `Job ${job} raised an exception: ${error}`,
      },
    ];
  return [
    started,
    {
      _timestamp: endUs,
      ...common,
      levelname: 'INFO',
      state: 'finished',
      duration_s: round(took, 1),
      records,
      message: `Job ${job} executed successfully, ${records} records`,
    },
  ];
}

function traceRows(
  random: Random,
  time: number,
  kind: string,
  change: { innerUs?: number; failure?: string } = {},
): Draft[] {
  const faculty = random.weighted({ Science: 34, Health: 26, Law: 16, Engineering: 14, Arts: 10 });
  const failed =
    change.failure !== undefined ||
    random.chance({ search: 0.006, enrol: 0.025, fees: 0.07 }[kind] as number);
  const exception = change.failure ?? (kind === 'fees' ? 'GatewayTimeout' : 'ConflictError');
  const own = (median: number) => latency(random, median);
  const web = {
    service: 'enrol-web',
    kind: '2' as const,
    ownUs: own(14e3),
    attributes: { faculty, http_status: failed ? 500 : 200 },
  };
  const last = (peer_service: string) => ({ peer_service, ...(failed ? { exception_type: exception } : {}) });
  const steps: Readonly<Record<string, readonly Step[]>> = {
    search: [
      { ...web, operation: 'GET /modules/search' },
      { service: 'catalogue-svc', operation: 'SearchModules', kind: '2', ownUs: own(30e3) },
      {
        service: 'catalogue-svc',
        operation: 'SELECT modules',
        kind: '3',
        ownUs: own(22e3),
        attributes: last('sis-db'),
      },
    ],
    enrol: [
      { ...web, operation: 'POST /enrolments' },
      { service: 'enrol-api', operation: 'CreateEnrolment', kind: '2', ownUs: own(45e3) },
      {
        service: 'enrol-api',
        operation: 'INSERT enrolment',
        kind: '3',
        ownUs: change.innerUs ?? own(60e3),
        attributes: last('sis-db'),
      },
    ],
    fees: [
      { ...web, operation: 'POST /fees/pay' },
      { service: 'fees-svc', operation: 'ChargeFees', kind: '2', ownUs: own(40e3) },
      {
        service: 'fees-svc',
        operation: 'POST paybridge',
        kind: '3',
        ownUs: own(520e3),
        attributes: last('paybridge'),
      },
    ],
  };
  return nested(random, random.hex(32), time, steps[kind] as readonly Step[], failed);
}

function base(random: Random, clock: Clock): Parts {
  const { nowUs, startUs, yesterdayUs } = clock;
  const parts: Parts = {
    moodle: [],
    radius: [],
    wlc: [],
    ils: [],
    doors: [],
    apache: [],
    sched: [],
    spans: [],
  };
  const own = () => createRandom(random.whole(1, 2 ** 31));

  const vle = own();
  for (const time of moments(vle, 4300, startUs, nowUs))
    parts.moodle.push(moodleRow(vle, time, vle.weighted(EVENT_WEIGHTS), person(vle)));
  // The law exam, and one student who does not get in.
  for (const time of spread(vle, 88, yesterdayUs + 10 * HOUR_US, yesterdayUs + 11 * HOUR_US))
    parts.moodle.push(moodleRow(vle, time, 'quiz_started', person(vle), 'LAW204'));
  for (const time of spread(vle, 84, yesterdayUs + 11 * HOUR_US, yesterdayUs + 12 * HOUR_US))
    parts.moodle.push(moodleRow(vle, time, 'quiz_submitted', person(vle), 'LAW204'));
  const locked = { userid: 9911, username: 'tjw482' };
  for (const time of spread(vle, 13, nowUs - 20 * HOUR_US, nowUs - 5 * HOUR_US))
    parts.moodle.push({ ...moodleRow(vle, time, 'failed', locked), login_fail_reason: 'suspended' });

  const wifi = own();
  for (const time of moments(wifi, 3500, startUs, nowUs))
    parts.radius.push(
      radiusRow(
        wifi,
        time,
        wifi.weighted({ 'Access-Accept': 62, 'Access-Reject': 8, 'Accounting-Request': 30 }),
      ),
    );
  for (const time of spread(wifi, 7, nowUs - 19 * HOUR_US, nowUs - 6 * HOUR_US))
    parts.radius.push({
      ...radiusRow(wifi, time, 'Access-Reject', 'tjw482'),
      user_name: 'tjw482@ashgrove.ac.uk',
      realm: 'ashgrove.ac.uk',
      ssid: 'eduroam',
      module_failure: 'ldap: account expired',
      message: 'Login incorrect (ldap: account expired): [tjw482]',
    });

  const air = own();
  for (const time of moments(air, 1800, startUs, nowUs))
    parts.wlc.push(
      wlcRow(
        air,
        time,
        air.weighted({
          'CLIENT-6-ASSOC': 50,
          'CLIENT-6-ROAM': 26,
          'CLIENT-5-DEAUTH': 12,
          'RRM-4-CHANNEL_CHANGE': 6,
          'DHCP-4-POOL_LOW': 3,
          'APMGR-3-AP_DISJOIN': 2,
          'RADIUS-3-NO_RESPONSE': 1,
        }),
        air.weighted(SITES),
      ),
    );
  for (const time of spread(air, 26, yesterdayUs + 14 * HOUR_US, yesterdayUs + 16 * HOUR_US))
    parts.wlc.push(wlcRow(air, time, 'APMGR-3-AP_DISJOIN', 'ENG', 'ENG-1F-03'));
  parts.wlc.push(wlcRow(air, yesterdayUs + 9.25 * HOUR_US, 'HW-2-FAN_FAIL', 'ENG', ''));

  const library = own();
  for (const time of moments(library, 2100, startUs, nowUs, 0.15))
    parts.ils.push(
      ilsRow(library, time, library.weighted({ ISSUE: 46, RETURN: 32, RENEW: 11, HOLD: 7, FINE: 4 })),
    );
  const fined = { borrowernumber: 20_417, categorycode: 'PG', branch: 'MEDLIB' };
  const laptop = { ...fined, barcode: '31007755', itype: 'LAPTOP', title: 'Loan laptop 14 inch' };
  parts.ils.push(
    {
      ...ilsRow(library, yesterdayUs + 9 * HOUR_US, 'ISSUE'),
      ...fined,
      barcode: '31004410',
      itype: 'BOOK',
      title: 'Nursing Practice',
    },
    { ...ilsRow(library, yesterdayUs + 11.2 * HOUR_US, 'RETURN'), ...laptop, days_late: 30 },
    { ...ilsRow(library, yesterdayUs + 11.21 * HOUR_US, 'FINE'), ...laptop, days_late: 30, amount_gbp: 75 },
    {
      ...ilsRow(library, yesterdayUs + 15 * HOUR_US, 'RENEW'),
      ...fined,
      barcode: '31004410',
      itype: 'BOOK',
      title: 'Nursing Practice',
    },
  );

  const cards = own();
  for (const time of moments(cards, 3000, startUs, nowUs, 0.2))
    parts.doors.push(
      doorRow(cards, time, cards.weighted({ granted: 90, denied: 7, held_open: 3 }), cards.weighted(SITES)),
    );
  for (const time of spread(cards, 60, startUs, yesterdayUs + 11 * HOUR_US))
    parts.doors.push({
      ...doorRow(cards, time, 'granted', 'HALL', 'HALL-BOILER-ROOM'),
      card_no: cards.pick(['5000031', '5000032']),
      holder_class: 'contractor',
    });
  parts.doors.push(doorRow(cards, yesterdayUs + 2.66 * HOUR_US, 'forced_open', 'SCI', 'SCI-CHEM-LAB-3'));
  for (const time of spread(cards, 9, yesterdayUs + 21 * HOUR_US, yesterdayUs + 22.5 * HOUR_US))
    parts.doors.push({
      ...doorRow(cards, time, 'denied', 'ENG', 'ENG-SERVER-ROOM'),
      card_no: '5000077',
      holder_class: 'contractor',
      deny_reason: 'wrong_zone',
    });

  const web = own();
  for (const time of moments(web, 4900, startUs, nowUs))
    parts.apache.push(apacheRow(web, time, web.weighted(PAGE_WEIGHTS)));
  for (const time of spread(web, 130, yesterdayUs + 4 * HOUR_US, yesterdayUs + 4 * HOUR_US + 40 * MINUTE_US))
    parts.apache.push({
      ...apacheRow(web, time, '/'),
      clientip: SCANNER,
      auth: '-',
      verb: 'GET',
      request: web.pick(['/wp-login.php', '/.env', '/phpmyadmin/index.php']),
      response: 404,
      bytes: 196,
      referrer: '-',
      agent: 'zgrab/0.x',
      reqtime_us: web.whole(300, 900),
    });

  const jobs = own();
  for (const { job, everyUs, seconds, failing, records } of JOBS)
    for (let time = Math.ceil(startUs / everyUs) * everyUs; time < nowUs; time += everyUs) {
      const error = jobs.chance(failing)
        ? jobs.pick(['ConnectionResetError', 'TimeoutError', 'TimeoutError'])
        : null;
      parts.sched.push(
        ...runRows(
          jobs,
          time + jobs.whole(5, 900) * 1000,
          job,
          latency(jobs, seconds, 0.3),
          error,
          Math.round(latency(jobs, records, 0.4)),
        ),
      );
    }
  const nightly = yesterdayUs + 2 * HOUR_US;
  parts.sched.push(
    ...runRows(jobs, nightly, 'nightly_grade_export', 611.4, 'OperationalError', 0),
    ...runRows(jobs, nightly + 30 * MINUTE_US, 'nightly_grade_export', 1284.2, null, 18_422),
    ...runRows(jobs, nightly + DAY_US, 'nightly_grade_export', 1190.8, null, 18_437),
  );

  const spans = own();
  for (const time of moments(spans, 850, startUs, nowUs - SECOND_US))
    parts.spans.push(...traceRows(spans, time, spans.weighted({ search: 52, enrol: 33, fees: 15 })));
  return parts;
}

/** Since its certificate was replaced, radius2 lets nobody in. */
function radiusCertificate(parts: Parts, { nowUs }: Clock, random: Random): void {
  const onset = nowUs - 47 * MINUTE_US;
  const failure = 'eap_tls: TLS Alert read:fatal:unknown CA';
  const refuse = (row: Draft): Draft =>
    Object.assign(row, {
      radius_server: 'radius2',
      packet_type: 'Access-Reject',
      module_failure: failure,
      message: `Login incorrect (${failure}): [${String(row.user_name).split('@')[0]}]`,
    });
  for (const row of parts.radius)
    if (
      row._timestamp >= onset &&
      row.radius_server === 'radius2' &&
      row.packet_type !== 'Accounting-Request'
    )
      refuse(row);
  for (const time of spread(random, 190, onset, nowUs - 4 * SECOND_US))
    parts.radius.push(refuse(radiusRow(random, time, 'Access-Accept')));
  for (const time of spread(random, 70, onset, nowUs - 4 * SECOND_US))
    parts.wlc.push(wlcRow(random, time, 'CLIENT-5-DEAUTH', random.weighted(SITES)));
  parts.sched.push({
    ...(runRows(random, onset - 20 * SECOND_US, 'renew_certificates', 6, null, 1)[0] as Draft),
    state: 'finished',
    duration_s: 6.1,
    message: 'certificate of radius2 replaced, radiusd restarted',
  });
  herrings(parts, random, nowUs - 60 * MINUTE_US);
}

/** A full resync holds a lock in sis-db: enrolments wait, some give up. It is over. */
function databaseLock(parts: Parts, { nowUs }: Clock, random: Random): void {
  const [onset, end] = [nowUs - 78 * MINUTE_US, nowUs - 24 * MINUTE_US];
  const inside = new Set(
    parts.spans
      .filter((row) => within(row._timestamp, onset, end) && row.operation_name === 'POST /enrolments')
      .map((row) => row.trace_id),
  );
  parts.spans.splice(0, parts.spans.length, ...parts.spans.filter((row) => !inside.has(row.trace_id)));
  spread(random, 66, onset, end - 12 * SECOND_US).forEach((time, index) => {
    const gaveUp = index % 3 === 0;
    parts.spans.push(
      ...traceRows(
        random,
        time,
        'enrol',
        gaveUp ? { innerUs: 10e6, failure: 'LockWaitTimeout' } : { innerUs: latency(random, 4.2e6, 0.25) },
      ),
    );
    parts.apache.push({
      ...apacheRow(random, time, '/enrol/basket'),
      verb: 'POST',
      response: gaveUp ? 503 : 200,
      bytes: gaveUp ? 411 : 13_800,
      reqtime_us: gaveUp ? 10_060_000 : Math.round(latency(random, 4.3e6, 0.25)),
    });
  });
  const common = {
    logger: 'ashgrove.jobs.full_resync',
    job: 'full_resync',
    run_id: random.hex(8),
    host: 'sched02',
  };
  parts.sched.push(
    {
      _timestamp: onset,
      ...common,
      levelname: 'WARNING',
      state: 'started',
      message: 'full_resync started by hand, taking exclusive lock on table enrolment',
    },
    {
      _timestamp: end,
      ...common,
      levelname: 'INFO',
      state: 'finished',
      duration_s: 3240.5,
      records: 412_090,
      message: 'full_resync finished, lock on table enrolment released',
    },
  );
  for (const time of spread(random, 18, onset + MINUTE_US, end))
    parts.sched.push({
      _timestamp: time,
      logger: 'ashgrove.jobs.sync_sis_enrolments',
      job: 'sync_sis_enrolments',
      run_id: random.hex(8),
      host: 'sched01',
      levelname: 'WARNING',
      state: 'waiting',
      message: 'lock wait timeout exceeded on table enrolment, trying again',
    });
  herrings(parts, random, nowUs - 100 * MINUTE_US);
}

/** Real, but no cause of anything. */
function herrings(parts: Parts, random: Random, fromUs: number): void {
  for (const time of spread(random, 4, fromUs, fromUs + 20 * MINUTE_US))
    parts.wlc.push(wlcRow(random, time, 'APMGR-3-AP_DISJOIN', 'MED', 'MED-2F-05'));
  parts.sched.push(...runRows(random, fromUs + 9 * MINUTE_US, 'card_photo_sync', 31, 'TimeoutError', 0));
}

function metrics(random: Random, { nowUs }: Clock, incident: string | null): WorldStream[] {
  const recent = scrapes(4, nowUs);
  const long = scrapes(26, nowUs);
  const ago = (minutes: number) => nowUs - minutes * MINUTE_US;
  const own = () => createRandom(random.whole(1, 2 ** 31));
  const certificate = (time: number) => incident === 'radius-cert' && time > ago(47);
  const lock = (time: number) => incident === 'db-lock' && within(time, ago(78), ago(24));
  const noisy = (middle: number, share = 0.1) => {
    const noise = own();
    return () => middle * (1 - share + 2 * share * noise.next());
  };
  const hosts = { web01: 420, web02: 300, web03: 150 };
  const accesses = Object.entries(hosts).flatMap(([instance, rate]) =>
    counter(recent, { instance, job: 'apache' }, own(), (time) => rate * rhythm(time), 80_000),
  );
  const workers = Object.entries(hosts).flatMap(([instance, rate]) =>
    (['busy', 'idle'] as const).flatMap((state) => {
      const value = noisy(state === 'busy' ? rate / 9 : 100);
      return gauge(recent, { instance, state, job: 'apache' }, (time) =>
        Math.round(value() + (lock(time) && state === 'busy' ? 55 : 0)),
      );
    }),
  );
  const clients = Object.entries({ LIB: 640, SCI: 410, ENG: 330, MED: 190 }).flatMap(([building, middle]) => {
    const value = noisy(middle, 0.06);
    return gauge(long, { building }, (time) =>
      Math.round(value() * rhythm(time) * (certificate(time) ? 0.55 : 1)),
    );
  });
  const exams = Object.entries({ NUR305: 6, MTH110: 3 }).flatMap(([course, rate]) =>
    counter(recent, { course }, own(), (time) => rate * rhythm(time), 400),
  );
  const load = Object.entries({ web01: 2.1, web02: 1.8, web03: 0.6, 'sis-db01': 3.4 }).flatMap(
    ([instance, middle]) => {
      const value = noisy(middle, 0.2);
      return gauge(recent, { instance, job: 'node' }, (time) =>
        round(value() + (lock(time) && instance === 'sis-db01' ? 9 : 0)),
      );
    },
  );
  const disks = [
    ['web01', '/var/moodledata', 2000, 171],
    ['sis-db01', '/var/lib/mysql', 800, 344],
    ['sched01', '/', 100, 61],
  ] as const;
  const disk = (pick: 'size' | 'avail') =>
    disks.flatMap(([instance, mountpoint, size, avail]) =>
      gauge(recent, { instance, mountpoint, job: 'node' }, (time) =>
        Math.round((pick === 'size' ? size : avail + (nowUs - time) / HOUR_US / 4) * 1e9),
      ),
    );
  const durations = histogram(
    recent,
    { service: 'enrol-web' },
    own(),
    [0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    (time) => 46 * rhythm(time),
    (time) => (lock(time) ? 3.1 : 0.14),
  );
  const stream = (
    name: string,
    rows: WorldStream['rows'],
    type: 'Counter' | 'Gauge' | 'Histogram',
    help: string,
    unit: string,
  ): WorldStream => ({ type: 'metrics', name, rows, metric: { type, help, unit } });
  const help = 'Time that enrol-web takes to answer a request';
  return [
    stream('apache_accesses_total', accesses, 'Counter', 'Requests that Apache has served', '1'),
    stream('apache_workers', workers, 'Gauge', 'Apache workers by state', '1'),
    stream('wifi_clients_associated', clients, 'Gauge', 'Devices connected to the wifi, by building', '1'),
    stream('exam_submissions_total', exams, 'Counter', 'Exam papers handed in, by course', '1'),
    stream('node_load1', load, 'Gauge', '1m load average', '1'),
    stream('node_filesystem_size_bytes', disk('size'), 'Gauge', 'Filesystem size in bytes', 'By'),
    stream(
      'node_filesystem_avail_bytes',
      disk('avail'),
      'Gauge',
      'Filesystem space available in bytes',
      'By',
    ),
    stream('enrol_request_duration_seconds_bucket', durations.bucket, 'Histogram', help, 's'),
    stream('enrol_request_duration_seconds_sum', durations.sum, 'Histogram', help, 's'),
    stream('enrol_request_duration_seconds_count', durations.count, 'Histogram', help, '1'),
  ];
}

/** A university. See README.md. */
export const world: World = {
  name: 'ashgrove',
  build({ random, nowUs, incident }) {
    const yesterdayUs = Math.floor(nowUs / DAY_US) * DAY_US - DAY_US;
    const clock: Clock = { nowUs, startUs: nowUs - HOURS * HOUR_US, yesterdayUs };
    const seeds = { metrics: random.whole(1, 2 ** 31), incident: random.whole(1, 2 ** 31) };
    const parts = base(random, clock);
    const planted = createRandom(seeds.incident);
    if (incident === 'radius-cert') radiusCertificate(parts, clock, planted);
    if (incident === 'db-lock') databaseLock(parts, clock, planted);
    const past = (rows: Draft[]) => rows.filter((row) => row._timestamp <= nowUs);
    const logs = (name: string, rows: Draft[], fullText: readonly string[]): WorldStream => ({
      type: 'logs',
      name,
      rows: past(rows),
      fullText,
    });
    return [
      logs('moodle_log', parts.moodle, ['eventname']),
      logs('radius_log', parts.radius, ['message']),
      logs('wlc_syslog', parts.wlc, ['message']),
      logs('ils_circ', parts.ils, ['title']),
      logs('ac_events', parts.doors, ['reader']),
      logs('apache_access', parts.apache, ['request', 'agent']),
      logs('sched', parts.sched, ['message']),
      { type: 'traces', name: 'enrolment_spans', rows: past(parts.spans) },
      ...metrics(createRandom(seeds.metrics), clock, incident),
    ];
  },
};
