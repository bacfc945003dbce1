import { createRandom, type Random } from '../random.ts';
import {
  busyness,
  counter,
  DAY,
  type Draft,
  gauge,
  HOUR,
  type Labels,
  MINUTE,
  moments,
  rounded,
  samples,
  spanRow,
  ticks,
} from '../rows.ts';
import type { Row, World, WorldStream } from '../world.ts';

const PAYERS = { 'MCARE-B': 30, BCX: 24, UHG: 20, 'MCAID-MN': 14, AETN: 9, Humara: 3 } as const;
type Payer = keyof typeof PAYERS;
const FACILITIES = { 'TRH-MAIN': 58, 'TRH-EAST': 27, OAKCLN: 15 } as const;
const CLEARINGHOUSE = (payer: Payer) => (payer === 'BCX' || payer === 'Humara' ? 'WayPort' : 'Claritas');
const HOSTS = [
  'TRH-APP-01',
  'TRH-APP-02',
  'TRH-APP-03',
  'TRH-SQL-01',
  'TRH-SQL-02',
  'TRH-FS-02',
  'TRH-PRT-01',
] as const;
const USERS = [
  'jlindqvist',
  'mdahl',
  'kosei',
  'bpruitt',
  'tnguyen',
  'rhaugen',
  'svc-scan',
  'svc-remit',
] as const;
const PEOPLE = [
  'j.lindqvist',
  'm.dahl',
  'k.osei',
  'b.pruitt',
  't.nguyen',
  'r.haugen',
  'a.yang',
  'p.schmitz',
] as const;
/** Windows in which nothing is planted, in hours before now. */
const QUIET: ReadonlyArray<readonly [number, number]> = [
  [27, 26],
  [13, 12],
];

interface Setting {
  readonly nowUs: number;
  readonly incident: string | null;
  /** Whether an incident is going on: from and to in minutes before now. */
  readonly during: (incident: string, from: number, to?: number) => (timeUs: number) => boolean;
}

const ago = (nowUs: number, minutes: number) => Math.floor(nowUs - minutes * MINUTE);
const hoursAgo = (nowUs: number, hours: number) => Math.floor(nowUs - hours * HOUR);

/** A moment of yesterday (UTC), outside the quiet windows. */
function yesterday(nowUs: number, hours: number): number {
  const timeUs = Math.floor(nowUs / DAY) * DAY - DAY + Math.floor(hours * HOUR);
  const window = QUIET.find(([from, to]) => timeUs >= nowUs - from * HOUR && timeUs <= nowUs - to * HOUR);
  return window === undefined ? timeUs : timeUs - Math.floor(65 * MINUTE * (hours < 2 ? -1 : 1));
}

const claimOf = (random: Random) => `CLM-${String(random.whole(440_500, 447_900)).padStart(7, '0')}`;

function windowsEvents(random: Random, { nowUs, during, incident }: Setting): Draft[] {
  const lockedOut = during('svc-lockout', 80, 20);
  const rows: Draft[] = [];
  function add(
    timeUs: number,
    host_name: string,
    channel: 'Security' | 'System' | 'Application',
    event_code: string,
    provider: string,
    log_level: 'information' | 'warning' | 'error' | 'critical',
    message: string,
    more: Omit<Draft, '_timestamp'> = {},
  ): void {
    rows.push({
      _timestamp: Math.floor(timeUs),
      host_name,
      winlog_channel: channel,
      event_code,
      winlog_provider_name: provider,
      log_level,
      message,
      ...more,
    });
  }
  const AUDIT = 'Microsoft-Windows-Security-Auditing';
  const SCM = 'Service Control Manager';
  const logon = (timeUs: number, host: string, isGood: boolean, user: string, source_ip: string) =>
    add(
      timeUs,
      host,
      'Security',
      isGood ? '4624' : '4625',
      AUDIT,
      'information',
      isGood ? 'An account was successfully logged on.' : 'An account failed to log on.',
      {
        winlog_event_data_targetusername: user,
        winlog_event_data_logontype: user.startsWith('svc-') ? '5' : '10',
        source_ip,
      },
    );
  for (const timeUs of moments(random, nowUs, 2050, 0.35, 17)) {
    const host = random.pick(HOSTS);
    const user = random.pick(USERS);
    const ip = `10.20.${random.whole(1, 8)}.${random.whole(5, 240)}`;
    const kind = random.weighted({ good: 60, bad: 5, service: 22, disk: 3, net: 4, msi: 2, crash: 4 });
    if (kind === 'good' && lockedOut(timeUs) && user === 'svc-remit') continue;
    if (kind === 'good') logon(timeUs, host, true, user, ip);
    else if (kind === 'bad') logon(timeUs, host, false, user, ip);
    else if (kind === 'service') {
      const service = random.pick([
        'Print Spooler',
        'RemitPoster',
        'BITS',
        'Windows Update',
        'ClaimScrubber',
      ]);
      const state = random.pick(['running', 'stopped']);
      add(
        timeUs,
        host,
        'System',
        '7036',
        SCM,
        'information',
        `The ${service} service entered the ${state} state.`,
      );
    } else if (kind === 'disk')
      add(timeUs, 'TRH-FS-02', 'System', '2013', 'srv', 'warning', 'The E: disk is at or near capacity.');
    else if (kind === 'net')
      add(
        timeUs,
        host,
        'System',
        '1014',
        'DNS Client Events',
        'warning',
        'Name resolution timed out: wpad.tamarack.example',
      );
    else if (kind === 'msi')
      add(
        timeUs,
        host,
        'Application',
        '1035',
        'MsiInstaller',
        'information',
        'Reconfigured product: TRH Fonts 1.3',
      );
    else
      add(
        timeUs,
        'TRH-PRT-01',
        'Application',
        '1000',
        'Application Error',
        'error',
        'Faulting application name: StatementGen.exe, version: 6.2.0.118, exception code: 0xc0000005',
      );
  }
  for (let index = 0; index < 50; index += 1)
    logon(hoursAgo(nowUs, 51.3 - index * 1.02), 'TRH-PRT-01', false, 'svc-scan', '10.20.7.61');
  for (const hours of [48.3, 33.2, 21.7, 9.4])
    add(
      hoursAgo(nowUs, hours),
      'TRH-PRT-01',
      'System',
      '7031',
      SCM,
      'error',
      'The Print Spooler service terminated unexpectedly.',
    );
  add(
    hoursAgo(nowUs, 16.4),
    'TRH-APP-01',
    'System',
    '6008',
    'EventLog',
    'critical',
    'The previous system shutdown was unexpected.',
  );
  const locked = (timeUs: number, user: string) =>
    add(timeUs, 'TRH-DC-01', 'Security', '4740', AUDIT, 'information', 'A user account was locked out.', {
      winlog_event_data_targetusername: user,
    });
  const unlocked = (timeUs: number, user: string) =>
    add(
      timeUs,
      'TRH-DC-01',
      'Security',
      '4767',
      AUDIT,
      'information',
      'A user account was unlocked by TAMARACK\\bpruitt.',
      {
        winlog_event_data_targetusername: user,
      },
    );
  locked(hoursAgo(nowUs, 30.6), 'tnguyen');
  locked(hoursAgo(nowUs, 5.3), 'mdahl');
  unlocked(hoursAgo(nowUs, 5.1), 'mdahl');
  const installed = (timeUs: number, host: string, product: string) =>
    add(
      timeUs,
      host,
      'Application',
      '1033',
      'MsiInstaller',
      'information',
      `Windows Installer installed the product: ${product}`,
    );
  installed(hoursAgo(nowUs, 44.5), 'TRH-APP-02', 'Tamarack.Remits 2.7.1');
  installed(hoursAgo(nowUs, 22.8), 'TRH-APP-03', 'Tamarack.Scrubber 4.11.6');
  const patched = (timeUs: number, host: string) =>
    add(
      timeUs,
      host,
      'System',
      '19',
      'WindowsUpdateClient',
      'information',
      'Installation successful: KB5044281',
    );
  if (incident === 'reindex-deadlock') patched(ago(nowUs, 58), 'TRH-FS-02');
  if (incident === 'taxonomy-reject') {
    installed(ago(nowUs, 66), 'TRH-APP-03', 'Tamarack.Scrubber 4.12.0');
    patched(ago(nowUs, 77), 'TRH-PRT-01');
  }
  if (incident === 'svc-lockout') {
    for (let minutes = 84; minutes > 20; minutes -= 2)
      logon(ago(nowUs, minutes), 'TRH-APP-02', false, 'svc-remit', '10.20.2.12');
    locked(ago(nowUs, 80), 'svc-remit');
    unlocked(ago(nowUs, 20.2), 'svc-remit');
    patched(ago(nowUs, 95), 'TRH-SQL-02');
  }
  if (incident === 'cardbridge-slow') patched(ago(nowUs, 41), 'TRH-APP-01');
  return rows;
}

const SOURCES = {
  Scrubber: 34,
  'Claims.Api': 30,
  'Remits.Poster': 18,
  'Eligibility.Worker': 10,
  Payments: 8,
} as const;
type Source = keyof typeof SOURCES;
const ASSEMBLY: Readonly<Record<Source, readonly [string, string]>> = {
  Scrubber: ['TRH-APP-03', '4.11.6'],
  'Claims.Api': ['TRH-APP-01', '8.3.0'],
  'Remits.Poster': ['TRH-APP-02', '2.7.1'],
  'Eligibility.Worker': ['TRH-APP-02', '1.15.3'],
  Payments: ['TRH-APP-01', '5.0.9'],
};
const TEXTS: Readonly<Record<Source, readonly [string, string, string]>> = {
  Scrubber: [
    'Claim passed all edits',
    'Edit 1143: modifier 25 without E/M code',
    'Could not load fee schedule FS2024Q4',
  ],
  'Claims.Api': [
    'Claim queued for submission',
    'Duplicate submission ignored',
    'HTTP 500 returned to BillingWeb',
  ],
  'Remits.Poster': [
    'Remittance posted',
    'Payment without matching claim',
    'ERA file has an invalid ISA segment',
  ],
  'Eligibility.Worker': [
    '271 response received',
    'Retrying 270 request',
    'AAA*42: payer unable to respond at current time',
  ],
  Payments: ['Card authorised', 'Gateway answered slowly', 'Receipt could not be mailed'],
};
const DEADLOCK =
  'Transaction (Process ID 71) was deadlocked on lock resources with another process and has been chosen as the deadlock victim';

function applicationLogs(random: Random, { nowUs, during }: Setting): Draft[] {
  const extra = createRandom(61);
  const deadlocked = during('reindex-deadlock', 45);
  const newScrubber = during('taxonomy-reject', 65);
  const lockedOut = during('svc-lockout', 80, 20);
  const slow = during('cardbridge-slow', 30);
  const rows: Draft[] = [];
  function add(
    timeUs: number,
    source: Source,
    level: string,
    message: string,
    from: Random,
    exception?: string,
  ): void {
    const [machinename, version] = ASSEMBLY[source];
    rows.push({
      _timestamp: Math.floor(timeUs),
      level,
      message,
      sourcecontext: `Tamarack.${source}`,
      machinename,
      assemblyversion: source === 'Scrubber' && newScrubber(timeUs) ? '4.12.0' : version,
      claimid: source === 'Payments' ? undefined : claimOf(from),
      payercode: source === 'Payments' ? undefined : from.weighted(PAYERS),
      elapsedms: rounded((source === 'Eligibility.Worker' ? 1_900 : 85) * Math.exp(from.normal(0, 0.6)), 1),
      exception,
    });
  }
  for (const timeUs of moments(random, nowUs, 2450, 0.4, 16)) {
    const source = random.weighted(SOURCES);
    const level = random.weighted({
      DBG: 14,
      INF: 67,
      WRN: 13,
      ERR: source === 'Eligibility.Worker' ? 26 : 4,
    });
    const [fine, odd, bad] = TEXTS[source];
    const message =
      level === 'ERR' ? bad : level === 'WRN' ? odd : level === 'DBG' ? 'Entering handler' : fine;
    add(
      timeUs,
      source,
      level,
      message,
      random,
      level === 'ERR' ? `System.InvalidOperationException: ${bad}` : undefined,
    );
    if (lockedOut(timeUs) && source === 'Remits.Poster') rows.pop();
  }
  for (let index = 0; index < 3; index += 1)
    add(
      hoursAgo(nowUs, 16.45 - index * 0.01),
      'Claims.Api',
      'FTL',
      'Host terminated unexpectedly',
      random,
      'System.OutOfMemoryException',
    );
  for (let index = 0; index < 22; index += 1)
    add(
      yesterday(nowUs, 1.2 + index),
      'Claims.Api',
      'WRN',
      'Certificate of partner Quillfax is pinned to a retired root',
      random,
    );
  for (let minutes = 79.6; minutes > 0; minutes -= 1.2) {
    const timeUs = ago(nowUs, minutes);
    if (deadlocked(timeUs))
      add(
        timeUs,
        'Claims.Api',
        'ERR',
        DEADLOCK,
        extra,
        `Microsoft.Data.SqlClient.SqlException (1205): ${DEADLOCK}`,
      );
    if (newScrubber(timeUs))
      rows.push({
        _timestamp: timeUs,
        level: 'WRN',
        message: 'Billing provider taxonomy code missing (2000A PRV03), segment left out',
        sourcecontext: 'Tamarack.Scrubber',
        machinename: 'TRH-APP-03',
        assemblyversion: '4.12.0',
        claimid: claimOf(extra),
        payercode: 'MCAID-MN',
        elapsedms: rounded(extra.normal(80, 9), 1),
      });
    if (lockedOut(timeUs))
      add(
        timeUs,
        'Remits.Poster',
        'ERR',
        "Login failed for user 'TAMARACK\\svc-remit'. Reason: The account is locked out.",
        extra,
      );
    if (slow(timeUs))
      add(
        timeUs,
        'Payments',
        'ERR',
        'CardBridge did not respond within 30000 ms',
        extra,
        'System.TimeoutException',
      );
  }
  return rows;
}

const SITES = { PatientPortal: 46, BillingWeb: 34, ClaimsApi: 20 } as const;
type Site = keyof typeof SITES;
const STEMS: Readonly<Record<Site, Readonly<Record<string, number>>>> = {
  PatientPortal: {
    '/portal/statements': 44,
    '/portal/login': 34,
    '/portal/payments': 12,
    '/portal/faq.html': 10,
  },
  BillingWeb: {
    '/Claims/Worklist.aspx': 48,
    '/Claims/Detail.aspx': 34,
    '/Reports/Aging.aspx': 12,
    '/Admin/Users.aspx': 6,
  },
  ClaimsApi: { '/api/claims/submit': 60, '/api/claims/status': 40 },
};
const SLOWNESS: Readonly<Record<string, number>> = {
  '/Reports/Aging.aspx': 6_400,
  '/portal/payments': 900,
  '/api/claims/submit': 340,
};

function iisLogs(random: Random, { nowUs, during }: Setting): Draft[] {
  const extra = createRandom(62);
  const deadlocked = during('reindex-deadlock', 45);
  const slow = during('cardbridge-slow', 30);
  const rows: Draft[] = [];
  function add(timeUs: number, site: Site, stem: string, from: Random, set: Partial<Draft> = {}): void {
    const isPost = stem === '/portal/login' || stem === '/portal/payments' || stem === '/api/claims/submit';
    const luck = from.next();
    const isLogin = stem === '/portal/login';
    const status =
      isLogin && luck < 0.16
        ? 401
        : luck > 0.992
          ? 500
          : luck > 0.965
            ? 404
            : luck > 0.9 && !isPost
              ? 304
              : 200;
    const row: Draft = {
      _timestamp: Math.floor(timeUs),
      s_sitename: site,
      s_computername: site === 'ClaimsApi' ? 'TRH-APP-01' : from.pick(['TRH-WEB-01', 'TRH-WEB-02']),
      cs_method: isPost ? 'POST' : 'GET',
      cs_uri_stem: stem,
      sc_status: status,
      sc_substatus: status === 401 ? 2 : 0,
      sc_win32_status: status === 500 ? 64 : 0,
      time_taken: Math.round((SLOWNESS[stem] ?? 120) * Math.exp(from.normal(0, 0.5))),
      cs_username: site === 'BillingWeb' ? `TAMARACK\\${from.pick(USERS.slice(0, 6))}` : '-',
      c_ip:
        site === 'PatientPortal'
          ? `198.51.100.${from.whole(3, 250)}`
          : `10.20.${from.whole(1, 8)}.${from.whole(5, 240)}`,
      cs_bytes: from.whole(300, 4_000),
      sc_bytes: from.whole(900, 88_000),
    };
    if (deadlocked(timeUs) && stem === '/api/claims/submit' && luck < 0.6)
      Object.assign(row, { sc_status: 500, time_taken: 5_200 });
    if (slow(timeUs) && stem === '/portal/payments')
      Object.assign(row, { sc_status: 504, time_taken: 30_010 });
    rows.push({ ...row, ...set });
  }
  for (const timeUs of moments(random, nowUs, 3050, 0.3, 17)) {
    const site = random.weighted(SITES);
    add(timeUs, site, random.weighted(STEMS[site]), random);
  }
  for (let index = 0; index < 36; index += 1)
    add(hoursAgo(nowUs, 10.6) + index * 15e6, 'PatientPortal', '/portal/login', random, {
      c_ip: '203.0.113.140',
      sc_status: 401,
      sc_substatus: 1,
    });
  for (let index = 0; index < 17; index += 1)
    add(yesterday(nowUs, 4.4 + index), 'BillingWeb', '/legacy/ub04.asp', random, {
      sc_status: 410,
      time_taken: 3,
    });
  for (let minutes = 44.5; minutes > 0; minutes -= 0.9) {
    const timeUs = ago(nowUs, minutes);
    if (deadlocked(timeUs)) add(timeUs, 'ClaimsApi', '/api/claims/submit', extra);
    if (slow(timeUs)) add(timeUs, 'PatientPortal', '/portal/payments', extra);
  }
  return rows;
}

function claimTransactions(random: Random, { nowUs, during }: Setting): Draft[] {
  const extra = createRandom(63);
  const newScrubber = during('taxonomy-reject', 64);
  const lockedOut = during('svc-lockout', 80, 20);
  const rows: Draft[] = [];
  const KINDS = { '837P': 30, '837I': 16, '277CA': 30, '835': 20, '999': 4 } as const;
  function add(
    timeUs: number,
    txn_set: keyof typeof KINDS,
    payer: Payer,
    from: Random,
    set: Partial<Draft> = {},
  ): void {
    const inpatient = txn_set === '837I' || (txn_set === '835' && from.chance(0.3));
    const billed = rounded((inpatient ? 9_800 : 410) * Math.exp(from.normal(0, 0.6)));
    const luck = from.next();
    const rejecting =
      txn_set === '277CA' && luck < (newScrubber(timeUs) && payer === 'MCAID-MN' ? 0.96 : 0.05);
    const denied = txn_set === '835' && luck < (payer === 'Humara' ? 0.5 : payer === 'AETN' ? 0.42 : 0.1);
    const partial = txn_set === '835' && luck > 0.7;
    const paid = denied ? 0 : rounded(billed * (partial ? 0.38 : 0.71));
    const usualCode = from.pick(['A3:33', 'A7:507', 'A3:21']);
    const code = newScrubber(timeUs) && payer === 'MCAID-MN' ? 'A7:562' : usualCode;
    const carc = from.weighted({ 'CO-16': 46, 'CO-97': 24, 'PR-204': 18, 'CO-29': 12 });
    const claim_status = rejecting
      ? 'REJECTED'
      : denied
        ? 'Denied'
        : {
            '837P': 'Submitted',
            '837I': 'Submitted',
            '277CA': 'Accepted',
            '835': partial ? 'PartialPay' : 'Paid',
            '999': 'ack',
          }[txn_set];
    rows.push({
      _timestamp: Math.floor(timeUs),
      txn_set,
      claimid: claimOf(from),
      payercode: payer,
      facility: from.weighted(FACILITIES),
      clearinghouse: CLEARINGHOUSE(payer),
      claim_status,
      billed_amt: txn_set === '999' || txn_set === '277CA' ? undefined : billed,
      paid_amt: txn_set === '835' ? paid : undefined,
      carc: denied ? carc : undefined,
      reject_code: rejecting ? code : undefined,
      ...set,
    });
  }
  for (const timeUs of moments(random, nowUs, 2700, 0.3, 16)) {
    const kind = random.weighted(KINDS);
    const payer = random.weighted(PAYERS);
    const size = rows.length;
    add(timeUs, kind, payer, random);
    if (lockedOut(timeUs) && kind === '835') rows.length = size;
  }
  const story = { claimid: 'CLM-0448120', facility: 'TRH-EAST', reject_code: undefined, carc: undefined };
  const telling = (hours: number, kind: keyof typeof KINDS, claim_status: string, more: Partial<Draft>) =>
    add(hoursAgo(nowUs, hours), kind, 'BCX', random, { ...story, claim_status, ...more });
  telling(47.4, '837I', 'Submitted', { billed_amt: 18_420.5 });
  telling(46.1, '277CA', 'REJECTED', { reject_code: 'A7:507' });
  telling(25.3, '837I', 'Submitted', { billed_amt: 18_420.5 });
  telling(24.6, '277CA', 'Accepted', {});
  telling(6.4, '835', 'Denied', { billed_amt: 18_420.5, paid_amt: 0, carc: 'CO-97' });
  for (let minutes = 63.5; minutes > 0; minutes -= 2.1) {
    const timeUs = ago(nowUs, minutes);
    if (newScrubber(timeUs)) add(timeUs, '277CA', 'MCAID-MN', extra);
  }
  return rows;
}

function cardPayments(random: Random, { nowUs, during }: Setting): Draft[] {
  const extra = createRandom(64);
  const slow = during('cardbridge-slow', 30);
  const rows: Draft[] = [];
  const CHANNELS = { portal: 46, 'front-desk': 26, kiosk: 18, IVR: 10 } as const;
  function add(timeUs: number, channel: keyof typeof CHANNELS, from: Random): void {
    const gateway = channel === 'portal' || channel === 'IVR' ? 'CardBridge' : 'PayNode';
    const brand = from.weighted({ VISA: 44, MasterCard: 28, Discover: 8, amex: 8, HSA: 12 });
    const failing = slow(timeUs) && gateway === 'CardBridge';
    const luck = from.next();
    const result = failing
      ? 'error'
      : luck < (brand === 'HSA' ? 0.3 : 0.08)
        ? 'DECLINED'
        : luck > 0.985
          ? 'error'
          : 'Approved';
    const code = from.weighted({ '51': 48, '05': 30, '54': 14, N7: 8 });
    const kiosk = `KSK-0${from.whole(1, 6)}`;
    const row: Draft = {
      _timestamp: Math.floor(timeUs),
      txn_ref: `pt_${from.hex(10)}`,
      channel,
      gateway,
      card_brand: brand,
      amount_usd: rounded(95 * Math.exp(from.normal(0, 0.8))),
      result,
      decline_code: result === 'DECLINED' ? code : undefined,
      terminal: channel === 'kiosk' ? kiosk : undefined,
      acct_no: `A-${from.whole(20_100, 29_800)}`,
      elapsed_ms: failing
        ? 30_000
        : Math.round((gateway === 'CardBridge' ? 780 : 430) * Math.exp(from.normal(0, 0.4))),
    };
    if (channel === 'kiosk' && kiosk === 'KSK-04' && timeUs > nowUs - 18.5 * HOUR) return;
    rows.push(row);
  }
  for (const timeUs of moments(random, nowUs, 1350, 0.2, 18)) add(timeUs, random.weighted(CHANNELS), random);
  for (let minutes = 29.5; minutes > 0; minutes -= 0.8)
    if (slow(ago(nowUs, minutes))) add(ago(nowUs, minutes), extra.chance(0.8) ? 'portal' : 'IVR', extra);
  return rows;
}

function agentJobs(random: Random, { nowUs, during, incident }: Setting): Draft[] {
  const lockedOut = during('svc-lockout', 80, 20);
  const rows: Draft[] = [];
  const add = (
    timeUs: number,
    job_name: string,
    server: string,
    run_status: string,
    seconds: number,
    message: string,
  ) =>
    rows.push({
      _timestamp: Math.floor(timeUs),
      job_name,
      server_name: server,
      run_status,
      run_duration_s: Math.max(1, Math.round(seconds)),
      message,
    });
  const JOBS = [
    ['ImportRemits', 'TRH-SQL-02', 15, 22, 0.02],
    ['PostPayments', 'TRH-SQL-01', 30, 95, 0.22],
    ['BackupLog_ClaimsDB', 'TRH-SQL-01', 20, 41, 0.01],
    ['RefreshAging', 'TRH-SQL-02', 60, 610, 0.03],
  ] as const;
  for (const [job, server, every, usual, failing] of JOBS)
    for (const tick of ticks(nowUs, every * MINUTE)) {
      const timeUs = tick + random.whole(1, 9_000_000) - 10_000_000;
      const failed = random.chance(failing);
      const seconds = usual * Math.exp(random.normal(0, 0.3));
      if (lockedOut(timeUs) && job === 'ImportRemits')
        add(
          timeUs,
          job,
          server,
          'FAILED',
          2,
          'Logon failure: account TAMARACK\\svc-remit is currently locked out',
        );
      else if (failed)
        add(timeUs, job, server, 'FAILED', seconds / 4, 'The job failed. Step 2 (load) exited with code 1');
      else add(timeUs, job, server, 'Succeeded', seconds, 'The job succeeded.');
    }
  add(
    hoursAgo(nowUs, 43.2),
    'NightlyStatements',
    'TRH-SQL-02',
    'Succeeded',
    3_480,
    'The job succeeded. 2114 statements',
  );
  add(
    hoursAgo(nowUs, 19.2),
    'NightlyStatements',
    'TRH-SQL-02',
    'FAILED',
    212,
    'The job failed. Access to \\\\TRH-FS-02\\stmts is denied',
  );
  add(
    hoursAgo(nowUs, 18.1),
    'NightlyStatements',
    'TRH-SQL-02',
    'Canceled',
    40,
    'The job was stopped by TAMARACK\\kosei',
  );
  if (incident === 'reindex-deadlock')
    add(
      ago(nowUs, 46),
      'ReindexClaims',
      'TRH-SQL-01',
      'InProgress',
      1,
      'ReindexClaims started by TAMARACK\\kosei: ALTER INDEX ALL ON dbo.ClaimQueue REBUILD (offline)',
    );
  return rows.filter(({ _timestamp }) => _timestamp > nowUs - 52 * HOUR && _timestamp <= nowUs);
}

function signIns(random: Random, { nowUs }: Setting): Draft[] {
  const rows: Draft[] = [];
  const add = (timeUs: number, upn: string, activity: string, more: Omit<Draft, '_timestamp'>) =>
    rows.push({ _timestamp: Math.floor(timeUs), upn: `${upn}@tamarack.example`, activity, ...more });
  for (const timeUs of moments(random, nowUs, 900, 0.15, 15)) {
    const failed = random.chance(0.07);
    const error = random.pick(['MSIS7066', 'MSIS7012', 'MSIS8002']);
    add(timeUs, random.pick(PEOPLE), failed ? 'AppTokenFailure' : 'AppTokenSuccess', {
      relying_party: random.weighted({ BillingWeb: 55, ChartLink: 33, 'HR-Self-Service': 12 }),
      auth_method: random.weighted({ wia: 58, Forms: 22, 'Forms+MFA': 20 }),
      client_ip: `10.20.${random.whole(1, 8)}.${random.whole(5, 240)}`,
      error_code: failed ? error : undefined,
    });
  }
  for (let index = 0; index < 42; index += 1)
    add(
      hoursAgo(nowUs, 7.8) + index * 12e6,
      random.pick([...PEOPLE, 'admin', 'backup', 'frontdesk', 'test']),
      'AppTokenFailure',
      {
        relying_party: 'BillingWeb',
        auth_method: 'Forms',
        client_ip: '203.0.113.199',
        error_code: 'MSIS7012',
      },
    );
  add(hoursAgo(nowUs, 7.6), 'p.schmitz', 'ExtranetLockout', {
    relying_party: 'BillingWeb',
    auth_method: 'Forms',
    client_ip: '203.0.113.199',
    error_code: 'MSIS7090',
  });
  return rows;
}

const OPERATIONS = {
  'POST api/claims/{id}/submit': 38,
  'GET portal/statements': 30,
  CheckEligibility270: 18,
  'POST portal/payments': 14,
} as const;
type Operation = keyof typeof OPERATIONS;
interface Path {
  readonly root: string;
  readonly middle: readonly [service: string, operation: string];
  readonly leaf: readonly [service: string, operation: string];
  readonly usualMs: number;
}
const TREES: Readonly<Record<Operation, Path>> = {
  'POST api/claims/{id}/submit': {
    root: 'Claims.Api',
    middle: ['Scrubber.Svc', 'ScrubClaim'],
    leaf: ['Claims.Api', 'INSERT dbo.ClaimQueue'],
    usualMs: 210,
  },
  'GET portal/statements': {
    root: 'PatientPortal.Web',
    middle: ['PatientPortal.Web', 'LoadStatement'],
    leaf: ['PatientPortal.Web', 'EXEC dbo.sp_GetStatement'],
    usualMs: 75,
  },
  CheckEligibility270: {
    root: 'Eligibility.Worker',
    middle: ['Eligibility.Worker', 'BuildX12'],
    leaf: ['Eligibility.Worker', 'POST /wayport/270'],
    usualMs: 3_900,
  },
  'POST portal/payments': {
    root: 'PatientPortal.Web',
    middle: ['Payments.Svc', 'AuthorizeCard'],
    leaf: ['Payments.Svc', 'POST api.cardbridge.example/v1/auth'],
    usualMs: 760,
  },
};

function spans(random: Random, { nowUs, during }: Setting): Draft[] {
  const extra = createRandom(65);
  const deadlocked = during('reindex-deadlock', 45);
  const slow = during('cardbridge-slow', 30);
  const rows: Draft[] = [];
  function trace(
    timeUs: number,
    operation: Operation,
    from: Random,
    id = from.hex(32),
    slowMs?: number,
  ): void {
    const tree = TREES[operation];
    const ids = [from.hex(16), from.hex(16), from.hex(16)] as const;
    const payercode = from.weighted(PAYERS);
    const facility = from.weighted(FACILITIES);
    const luck = from.next();
    let leafMs = slowMs ?? tree.usualMs * Math.exp(from.normal(0, 0.35));
    let text: string | undefined;
    if (operation === 'CheckEligibility270' && payercode === 'AETN' && luck < 0.6)
      text = 'AAA*42 unable to respond at current time';
    else if (luck > 0.992) text = 'A task was canceled.';
    if (deadlocked(timeUs) && operation === 'POST api/claims/{id}/submit' && luck < 0.6)
      [text, leafMs] = [DEADLOCK, 5_000];
    if (slow(timeUs) && operation === 'POST portal/payments')
      [text, leafMs] = ['CardBridge did not respond within 30000 ms', 30_000];
    const failed = text !== undefined;
    const isClaim = operation === 'POST api/claims/{id}/submit' || operation === 'CheckEligibility270';
    const fields = { payercode: isClaim ? payercode : undefined, facility: isClaim ? facility : undefined };
    const isDatabase = tree.leaf[1].includes('dbo.');
    const spanOf = (index: 0 | 1 | 2, service: string, name: string, kind: '1' | '2' | '3', more: object) =>
      spanRow({
        trace: id,
        id: ids[index],
        ...(index > 0 ? { parent: ids[index - 1] as string } : {}),
        operation: name,
        service,
        startUs: timeUs + index * 5_000,
        durationUs: (leafMs + (2 - index) * 7) * 1000,
        failed,
        kind,
        fields: { ...fields, ...more },
      });
    rows.push(
      spanOf(0, tree.root, operation, operation === 'CheckEligibility270' ? '1' : '2', {}),
      spanOf(1, ...tree.middle, '1', {}),
      spanOf(2, ...tree.leaf, '3', {
        db_system: isDatabase ? 'mssql' : undefined,
        otel_status_description: text,
      }),
    );
  }
  for (const timeUs of moments(random, nowUs, 720, 0.35, 16))
    trace(timeUs, random.weighted(OPERATIONS), random);
  trace(hoursAgo(nowUs, 4.7), 'GET portal/statements', random, '5e1f00d5e1f00d5e1f00d5e1f00d5e1f', 48_900);
  for (let minutes = 44; minutes > 0; minutes -= 1.3) {
    const timeUs = ago(nowUs, minutes);
    if (deadlocked(timeUs)) trace(timeUs, 'POST api/claims/{id}/submit', extra);
    if (slow(timeUs)) trace(timeUs, 'POST portal/payments', extra);
  }
  return rows;
}

const BOUNDS = [0.5, 1, 2, 5, 10] as const;

/** The three streams of the histogram of submissions; `median` in seconds. */
function submissions(
  times: readonly number[],
  labels: Labels,
  random: Random,
  perSecond: (timeUs: number) => number,
  median: number,
) {
  const rows = { bucket: [] as Row[], sum: [] as Row[], count: [] as Row[] };
  const below = BOUNDS.map(() => 0);
  let [count, sum, last] = [0, 0, times[0] ?? 0];
  for (const timeUs of times) {
    const added = Math.round((perSecond(timeUs) * (timeUs - last)) / 1e6);
    const middle = median * random.normal(1, 0.04);
    last = timeUs;
    count += added;
    sum += added * middle * 1.2;
    BOUNDS.forEach((bound, index) => {
      below[index] = (below[index] ?? 0) + Math.round(added / (1 + (middle / bound) ** 3));
      rows.bucket.push({ ...labels, _timestamp: timeUs, le: String(bound), value: below[index] ?? 0 });
    });
    rows.bucket.push({ ...labels, _timestamp: timeUs, le: '+Inf', value: count });
    rows.sum.push({ ...labels, _timestamp: timeUs, value: rounded(sum, 3) });
    rows.count.push({ ...labels, _timestamp: timeUs, value: count });
  }
  return rows;
}

function metrics(random: Random, { nowUs, during }: Setting): WorldStream[] {
  const times = samples(nowUs);
  const deadlocked = during('reindex-deadlock', 45);
  const lockedOut = during('svc-lockout', 80, 20);
  const draining = during('svc-lockout', 20);
  const since = (timeUs: number, minutes: number) => (timeUs - ago(nowUs, minutes)) / MINUTE;
  const pace = (peak: number) => (timeUs: number) => peak * busyness(timeUs, 0.3, 16);
  const claritas = submissions(times, { clearinghouse: 'Claritas' }, random, pace(2.4), 1.2);
  const wayport = submissions(times, { clearinghouse: 'WayPort' }, random, pace(0.9), 3.4);
  const volumes = [
    ['TRH-SQL-01', 'D:', 212e9],
    ['TRH-SQL-02', 'D:', 540e9],
    ['TRH-FS-02', 'E:', 21e9],
  ] as const;
  const free = volumes.flatMap(([instance, volume, usual]) =>
    gauge(times, { instance, volume }, () => Math.round(usual * random.normal(1, 0.004))),
  );
  const sites = [
    ['TRH-WEB-01', 'PatientPortal', 9],
    ['TRH-WEB-02', 'BillingWeb', 6],
    ['TRH-APP-01', 'ClaimsApi', 3],
  ] as const;
  const requests = sites.flatMap(([instance, site, peak], index) =>
    counter(times, { instance, site }, 3_400_000 + index * 710_000, (timeUs) =>
      Math.max(0, pace(peak)(timeUs) * random.normal(1, 0.05)),
    ),
  );
  const deadlocks = (['TRH-SQL-01', 'TRH-SQL-02'] as const).flatMap((instance) => {
    let total = instance === 'TRH-SQL-01' ? 418 : 57;
    return times.map((timeUs): Row => {
      total += random.chance(instance === 'TRH-SQL-01' ? 0.03 : 0.004) ? 1 : 0;
      if (deadlocked(timeUs) && instance === 'TRH-SQL-01') total += 4;
      return { instance, _timestamp: timeUs, value: total };
    });
  });
  const queues = [
    ['claims-outbound', 65],
    ['remit-inbound', 30],
    ['stmt-print', 410],
  ] as const;
  const ready = queues.flatMap(([queue, usual]) =>
    gauge(times, { queue }, (timeUs) => {
      const value = usual * (0.5 + 0.5 * busyness(timeUs, 0, 16)) + Math.abs(random.normal(0, usual / 9));
      const waiting =
        queue !== 'remit-inbound'
          ? 0
          : lockedOut(timeUs)
            ? since(timeUs, 80) * 95
            : draining(timeUs)
              ? Math.max(0, 5_700 - since(timeUs, 20) * 520)
              : 0;
      return Math.round(value + waiting);
    }),
  );
  const stream = (
    name: string,
    rows: readonly Row[],
    type: 'Counter' | 'Gauge' | 'Histogram',
    help: string,
    unit: string,
  ): WorldStream => ({ type: 'metrics', name, rows, metric: { type, help, unit } });
  return [
    ...(['bucket', 'sum', 'count'] as const).map((part) =>
      stream(
        `clearinghouse_submit_duration_seconds_${part}`,
        [...claritas[part], ...wayport[part]],
        'Histogram',
        'Time a clearinghouse takes to accept a submission',
        'seconds',
      ),
    ),
    stream('windows_logical_disk_free_bytes', free, 'Gauge', 'Unused space of the disk', 'bytes'),
    stream('windows_iis_requests_total', requests, 'Counter', 'Requests per site of IIS', ''),
    stream('mssql_deadlocks_total', deadlocks, 'Counter', 'Deadlocks since the start of the instance', ''),
    stream('rabbitmq_queue_messages_ready', ready, 'Gauge', 'Messages ready to be delivered', ''),
  ];
}

export const world: World = {
  name: 'tamarack',
  build({ random, nowUs, incident }) {
    const setting: Setting = {
      nowUs,
      incident,
      during:
        (id, from, to = -1) =>
        (timeUs) =>
          incident === id && timeUs >= nowUs - from * MINUTE && timeUs < nowUs - to * MINUTE,
    };
    const fresh = () => createRandom(random.whole(1, 1e9));
    const logs = (
      name: string,
      rows: readonly Draft[],
      more: Pick<WorldStream, 'fullText' | 'retentionDays'> = {},
    ): WorldStream => ({ type: 'logs', name, rows, ...more });
    return [
      logs('winlogbeat', windowsEvents(fresh(), setting), { fullText: ['message'], retentionDays: 365 }),
      logs('serilog', applicationLogs(fresh(), setting), { fullText: ['message', 'exception'] }),
      logs('iis_w3c', iisLogs(fresh(), setting)),
      logs('edi_claim_txn', claimTransactions(fresh(), setting), { retentionDays: 2555 }),
      logs('card_payments', cardPayments(fresh(), setting), { retentionDays: 400 }),
      logs('sqlagent_jobs', agentJobs(fresh(), setting), { fullText: ['message'] }),
      logs('adfs_signin', signIns(fresh(), setting)),
      ...metrics(fresh(), setting),
      { type: 'traces', name: 'apm_spans', rows: spans(fresh(), setting) },
    ];
  },
};
