import {
  counter,
  DAY_US,
  type Draft,
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

const CORE_HOSTS = {
  'pe-lis-01': 5,
  'pe-lis-02': 4,
  'pe-opo-01': 5,
  'pe-cbr-02': 3,
  'pe-far-01': 3,
  'bng-lis-02': 9,
  'bng-opo-01': 4,
  'bng-far-01': 2,
  'rr-lis-01': 2,
} as const;
/** Each vendor writes the names of severities its own way. */
const VENDORS: Readonly<Record<string, string>> = {
  pe: 'Cisco',
  bng: 'HUAWEI',
  rr: 'juniper',
  sbc: 'Oracle',
};
const SEVERITIES = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'] as const;
const NAS = { 'bng-lis-02': 6, 'bng-opo-01': 4, 'bng-far-01': 2 } as const;
const OLTS = {
  'olt-lis-11': 6,
  'olt-lis-14': 4,
  'olt-opo-05': 5,
  'olt-cbr-07': 3,
  'olt-gua-03': 2,
  'olt-far-02': 2,
} as const;
const TRUNKS = {
  onnet: 10,
  'TG-NOVACOM-1': 4,
  'TG-NOVACOM-2': 4,
  'TG-IBERTEL': 3,
  'TG-INTL-ROW': 1.5,
} as const;
const TROUBLED = 'ftth-204418@telvanta.pt';
const TROUBLED_ONT = 'HWTC9F20A77B';
const FRAUD = '+351912000177';
const INTRUDER = '10.77.3.19';

interface Place {
  readonly nowUs: number;
  readonly fromUs: number;
  readonly yesterdayUs: number;
  readonly incident: string | null;
  /** For rows of an incident, so that the base rows stay as they are. */
  readonly extra: Random;
  ago(minutes: number): number;
}

const popOf = (host: string) => (host.split('-')[1] as string).toUpperCase();

function subscriber(random: Random): string {
  const realm = random.weighted({ ftth: 7, mob: 3, corp: 1 });
  return `${realm}-${200_000 + random.whole(0, 900) * 7}@telvanta.pt`;
}

const msisdn = (random: Random) =>
  `+3519${random.pick(['1', '2', '3', '6'])}${random.whole(1_000_000, 9_999_999)}`;

function coreLine(
  us: number,
  host: string,
  severity: number,
  mnemonic: string,
  msg: string,
  more = {},
): Draft {
  const label = SEVERITIES[severity] as string;
  const kind = host.split('-')[0] as string;
  return {
    _timestamp: us,
    host,
    vendor: VENDORS[kind] as string,
    facility: kind === 'rr' ? 'daemon' : kind === 'bng' ? 'local6' : 'local7',
    severity,
    sev_label: kind === 'bng' ? label.toUpperCase() : label,
    mnemonic,
    msg,
    pop: popOf(host),
    ...more,
  };
}

function coreLog(random: Random, { nowUs, fromUs, yesterdayUs, incident, extra, ago }: Place): Row[] {
  const rows: Row[] = [];
  for (const us of moments(random, 3400, fromUs, nowUs, 0.6)) {
    const host = random.weighted(CORE_HOSTS);
    const ifname = `${random.pick(['GigabitEthernet', 'TenGigE', 'HundredGigE'])}0/0/0/${random.whole(0, 7)}`;
    const peer = `10.255.0.${random.whole(2, 14)}`;
    const up = random.chance(0.5);
    const kind = random.weighted({
      link: 6,
      proto: 9,
      bgp: 5,
      ospf: 4,
      bad: 5,
      good: 14,
      conf: 6,
      ntp: 4,
      acl: 30,
    });
    const user = random.pick(['jferreira', 'mcosta', 'noc-auto', 'rpinto', 'tlopes']);
    const src = `10.9.${random.whole(1, 6)}.${random.whole(2, 250)}`;
    const state = `changed state to ${up ? 'up' : 'down'}`;
    if (kind === 'link')
      rows.push(coreLine(us, host, 3, 'LINK-3-UPDOWN', `Interface ${ifname}, ${state}`, { ifname }));
    if (kind === 'proto')
      rows.push(
        coreLine(us, host, 5, 'LINEPROTO-5-UPDOWN', `Line protocol on Interface ${ifname}, ${state}`, {
          ifname,
        }),
      );
    if (kind === 'bgp')
      rows.push(
        coreLine(
          us,
          host,
          5,
          'BGP-5-ADJCHANGE',
          `neighbor ${peer} ${up ? 'Up' : 'Down Peer closed the session'}`,
          {
            peer,
          },
        ),
      );
    if (kind === 'ospf')
      rows.push(
        coreLine(us, host, 5, 'OSPF-5-ADJCHG', `Process 1, Nbr ${peer} on ${ifname} from LOADING to FULL`, {
          ifname,
          peer,
        }),
      );
    if (kind === 'bad')
      rows.push(
        coreLine(us, host, 4, 'SEC_LOGIN-4-LOGIN_FAILED', `Login failed [user: ${user}] [Source: ${src}]`, {
          login_user: user,
          src_ip: src,
        }),
      );
    if (kind === 'good')
      rows.push(
        coreLine(us, host, 5, 'SEC_LOGIN-5-LOGIN_SUCCESS', `Login Success [user: ${user}] [Source: ${src}]`, {
          login_user: user,
          src_ip: src,
        }),
      );
    if (kind === 'conf')
      rows.push(
        coreLine(us, host, 5, 'SYS-5-CONFIG_I', `Configured from console by ${user} on vty0 (${src})`, {
          login_user: user,
          src_ip: src,
        }),
      );
    if (kind === 'ntp') rows.push(coreLine(us, host, 4, 'NTP-4-UNSYNC', 'NTP sync is lost'));
    if (kind === 'acl')
      rows.push(
        coreLine(
          us,
          host,
          6,
          'SEC-6-IPACCESSLOGP',
          `list MGMT-IN denied tcp ${src}(${random.whole(1024, 65_000)})`,
          {
            src_ip: src,
          },
        ),
      );
  }
  for (const us of spread(random, 150, fromUs, nowUs))
    rows.push(
      coreLine(us, 'pe-far-01', 2, 'ENVMON-2-FAN_FAILED', 'Fan tray 1 has failed, system may overheat'),
    );
  for (const us of spread(random, 66, yesterdayUs + 4 * HOUR_US, yesterdayUs + 4 * HOUR_US + 25 * MINUTE_US))
    rows.push(
      coreLine(
        us,
        'rr-lis-01',
        4,
        'SEC_LOGIN-4-LOGIN_FAILED',
        `Login failed [user: admin] [Source: ${INTRUDER}]`,
        {
          login_user: 'admin',
          src_ip: INTRUDER,
        },
      ),
    );
  const reloadUs = yesterdayUs + 2 * HOUR_US + 14 * MINUTE_US;
  rows.push(
    coreLine(
      reloadUs,
      'pe-cbr-02',
      1,
      'SYS-1-RELOAD',
      'Reload requested by watchdog. Reason: memory parity error',
    ),
    coreLine(reloadUs + 260e6, 'pe-cbr-02', 5, 'SYS-5-RESTART', 'System restarted'),
  );
  if (incident === 'fibre-cut') {
    const ifname = 'HundredGigE0/0/0/3';
    rows.push(
      coreLine(ago(65), 'pe-opo-01', 3, 'LINK-3-UPDOWN', `Interface ${ifname}, changed state to down`, {
        ifname,
      }),
      coreLine(ago(20), 'pe-opo-01', 3, 'LINK-3-UPDOWN', `Interface ${ifname}, changed state to up`, {
        ifname,
      }),
    );
    for (const us of spread(extra, 90, ago(65), ago(20)))
      rows.push(
        coreLine(
          us,
          extra.pick(['pe-opo-01', 'bng-opo-01']),
          3,
          'BGP-3-NOTIFICATION',
          'hold time expired, no route to LIS ring',
          {
            peer: '10.255.0.1',
          },
        ),
      );
  }
  if (incident === 'trunk-oos')
    for (const us of spread(extra, 60, ago(80), ago(30)))
      rows.push(
        coreLine(
          us,
          'sbc-lis-01',
          3,
          'SBC-3-TRUNK_OOS',
          'Trunk group TG-NOVACOM-2 out of service: OPTIONS timeout',
        ),
      );
  return rows;
}

function accessLog(random: Random, { nowUs, fromUs, incident, extra, ago }: Place): Row[] {
  const rows: Row[] = [];
  const texts = {
    LOSi: ['Major', 'Loss of signal for ONUi'],
    DGi: ['minor', 'Receive dying-gasp of ONUi'],
    LOFi: ['Major', 'Loss of frame of ONUi'],
    SFi: ['CRITICAL', 'Signal fail of ONUi'],
    'TEMP-HI': ['warning', 'Board temperature above threshold'],
    'ONT-AUTH': ['info', 'ONT authenticated'],
  } as const;
  type Alarm = keyof typeof texts;
  const line = (us: number, host: string, alarm: Alarm, sn: string, more = {}): Draft => ({
    _timestamp: us,
    host,
    sev: texts[alarm][0],
    alarm_id: alarm,
    text: texts[alarm][1],
    pop: popOf(host),
    ...(alarm === 'TEMP-HI'
      ? {}
      : { sn, rx_dbm: round(random.normal(alarm === 'ONT-AUTH' ? -19 : -27, 1.5)) }),
    ...more,
  });
  for (const us of moments(random, 2500, fromUs, nowUs, 0.5)) {
    const host = random.weighted(OLTS);
    const alarm = random.weighted<Alarm>({ LOSi: 5, DGi: 6, LOFi: 2, SFi: 1, 'TEMP-HI': 2, 'ONT-AUTH': 12 });
    const sn = `${random.pick(['HWTC', 'ZTEG', 'ALCL'])}${random.hex(8).toUpperCase()}`;
    const pon = `0/${random.whole(1, 4)}/${random.whole(0, 15)}`;
    const state = alarm === 'ONT-AUTH' ? 'EVENT' : random.weighted({ RAISE: 6, CLEAR: 5 });
    if (host === 'olt-gua-03' && us > ago(15 * 60)) continue;
    rows.push(line(us, host, alarm, sn, { pon, state }));
  }
  for (const minutes of [1395, 1380, 1210, 1190, 760, 745, 410, 402, 131])
    rows.push(line(ago(minutes), 'olt-opo-05', 'LOSi', TROUBLED_ONT, { pon: '0/2/9', state: 'RAISE' }));
  if (incident === 'bad-activator')
    for (const us of spread(extra, 70, ago(55), nowUs)) {
      const host = extra.pick(['olt-lis-14', 'olt-cbr-07']);
      rows.push({
        _timestamp: us,
        host,
        sev: 'Major',
        alarm_id: 'CFG-REJ',
        text: 'ONT provisioning rejected: unknown element <t-cont-profile>',
        pop: popOf(host),
        sn: `ZTEG${extra.hex(8).toUpperCase()}`,
        state: 'EVENT',
      });
    }
  return rows;
}

const OIDS = {
  linkDown: '1.3.6.1.6.3.1.1.5.3',
  linkUp: '1.3.6.1.6.3.1.1.5.4',
  authenticationFailure: '1.3.6.1.6.3.1.1.5.5',
  coldStart: '1.3.6.1.6.3.1.1.5.1',
  bgpBackwardTransition: '1.3.6.1.2.1.15.7.2',
  upsTrapOnBattery: '1.3.6.1.2.1.33.2.1',
} as const;
type Trap = keyof typeof OIDS;

function traps(random: Random, { nowUs, fromUs, yesterdayUs, incident, extra, ago }: Place): Row[] {
  const trap = (us: number, sysname: string, trap_name: Trap, ifindex?: number): Row => ({
    _timestamp: us,
    sysname,
    agent_addr: `10.1.${Object.keys(CORE_HOSTS).indexOf(sysname) + 1}.1`,
    trap_name,
    trap_oid: OIDS[trap_name],
    snmp_version: sysname.startsWith('bng') ? '2c' : '3',
    ...(ifindex === undefined ? {} : { ifindex }),
  });
  const rows: Row[] = [];
  for (const us of moments(random, 1000, fromUs, nowUs, 0.6)) {
    const name: Trap = random.weighted({
      linkDown: 7,
      linkUp: 7,
      authenticationFailure: 4,
      bgpBackwardTransition: 2,
    });
    const ifindex = random.whole(1, 48);
    rows.push(trap(us, random.weighted(CORE_HOSTS), name, name.startsWith('link') ? ifindex : undefined));
  }
  for (const us of spread(random, 23, yesterdayUs + 18 * HOUR_US, yesterdayUs + 19 * HOUR_US))
    rows.push(trap(us, 'pe-cbr-02', 'upsTrapOnBattery'));
  rows.push(trap(yesterdayUs + 2 * HOUR_US + 18 * MINUTE_US, 'pe-cbr-02', 'coldStart'));
  if (incident === 'fibre-cut')
    for (const us of spread(extra, 40, ago(65), ago(60)))
      rows.push(trap(us, extra.pick(['pe-opo-01', 'bng-opo-01']), 'linkDown', 103));
  return rows;
}

function authentications(random: Random, { nowUs, fromUs, incident, extra, ago }: Place): Row[] {
  const rows: Row[] = [];
  const request = (
    us: number,
    user_name: string,
    nas: string,
    server: string,
    rtt: number,
    reject?: string,
  ): Row => ({
    _timestamp: us,
    user_name,
    nas_identifier: nas,
    server,
    realm: user_name.split('-')[0] as string,
    packet_type: reject === undefined ? 'Access-Accept' : 'Access-Reject',
    ...(reject === undefined ? {} : { reply_message: reject }),
    rtt_ms: Math.max(1, Math.round(rtt)),
  });
  for (const us of moments(random, 2700, fromUs, nowUs)) {
    const server = random.weighted({ 'aaa-01': 6, 'aaa-02': 4 });
    const reject = random.chance(0.09)
      ? random.weighted({ 'Invalid password': 6, 'Account suspended: unpaid': 4, 'Max sessions reached': 2 })
      : undefined;
    const rtt = latency(random, server === 'aaa-01' ? 18 : 26);
    rows.push(request(us, subscriber(random), random.weighted(NAS), server, rtt, reject));
  }
  for (const minutes of [1394, 1209, 1188, 759, 409])
    rows.push(request(ago(minutes), TROUBLED, 'bng-opo-01', 'aaa-01', 22, 'Max sessions reached'));
  for (const minutes of [1393, 744, 401, 129])
    rows.push(request(ago(minutes), TROUBLED, 'bng-opo-01', 'aaa-01', 20));
  if (incident === 'aaa-pool')
    for (const us of spread(extra, 160, ago(45), nowUs))
      rows.push(
        request(
          us,
          subscriber(extra),
          extra.weighted(NAS),
          'aaa-02',
          5000 + extra.whole(0, 40),
          'Directory backend timeout',
        ),
      );
  return rows;
}

function accounting(random: Random, { nowUs, fromUs, incident, extra, ago }: Place): Row[] {
  const rows: Row[] = [];
  const stop = (us: number, source: Random, user_name: string, nas: string, cause: string): Row => {
    const seconds = Math.round(latency(source, 9000, 1));
    return {
      _timestamp: us,
      acct_session_id: source.hex(12).toUpperCase(),
      user_name,
      nas_identifier: nas,
      acct_status_type: 'Stop',
      acct_terminate_cause: cause,
      acct_session_time: seconds,
      acct_input_octets: seconds * source.whole(2000, 30_000),
      acct_output_octets: seconds * source.whole(20_000, 400_000),
    };
  };
  for (const us of moments(random, 3000, fromUs, nowUs)) {
    const nas = random.weighted(NAS);
    const user = subscriber(random);
    const type = random.weighted({ Start: 4, Stop: 4, 'Interim-Update': 5 });
    const cause = random.weighted({
      'User-Request': 10,
      'Idle-Timeout': 5,
      'Lost-Carrier': 3,
      'NAS-Error': 1,
    });
    if (type === 'Stop') rows.push(stop(us, random, user, nas, cause));
    else
      rows.push({
        _timestamp: us,
        acct_session_id: random.hex(12).toUpperCase(),
        user_name: user,
        nas_identifier: nas,
        acct_status_type: type,
        ...(type === 'Start' ? {} : { acct_session_time: random.whole(60, 60_000) }),
      });
  }
  for (const minutes of [1396, 1211, 1191, 761, 411, 132])
    rows.push(stop(ago(minutes), random, TROUBLED, 'bng-opo-01', 'Lost-Carrier'));
  if (incident === 'fibre-cut')
    for (const us of spread(extra, 180, ago(65), ago(52)))
      rows.push(stop(us, extra, subscriber(extra), 'bng-opo-01', 'Lost-Carrier'));
  return rows;
}

const CAUSES = {
  16: 'Normal call clearing',
  17: 'User busy',
  19: 'No answer',
  34: 'No circuit',
  41: 'Temporary failure',
};

function calls(random: Random, { nowUs, fromUs, yesterdayUs, incident, extra, ago }: Place): Row[] {
  const rows: Row[] = [];
  const call = (
    us: number,
    source: Random,
    trunk: string,
    a: string,
    b: string,
    cause: number,
    seconds: number,
  ): Row => ({
    _timestamp: us,
    call_id: `${source.hex(8)}@sbc-lis-01`,
    a_number: a,
    b_number: b,
    trunk_group: trunk,
    q850_cause: cause,
    release_text: CAUSES[cause as keyof typeof CAUSES],
    duration_s: seconds,
    setup_ms: Math.round(latency(source, trunk === 'onnet' ? 900 : 1900)),
    codec: source.weighted({ 'AMR-WB': 6, G711A: 3, EVS: 2 }),
    ...(cause === 16
      ? { mos: round(Math.min(4.5, source.normal(trunk === 'TG-INTL-ROW' ? 3.4 : 4.1, 0.2))) }
      : {}),
  });
  for (const us of moments(random, 2300, fromUs, nowUs, 0.15)) {
    const trunk = random.weighted(TRUNKS);
    const cause = Number(
      random.weighted({ 16: 70, 17: 9, 19: 15, 34: trunk === 'TG-IBERTEL' ? 8 : 1, 41: 2 }),
    );
    const foreign = random.pick(['+4420', '+3361', '+5511', '+2449']);
    const to = trunk === 'TG-INTL-ROW' ? `${foreign}${random.whole(1e6, 9e6)}` : msisdn(random);
    rows.push(
      call(
        us,
        random,
        trunk,
        msisdn(random),
        to,
        cause,
        cause === 16 ? Math.round(latency(random, 130, 0.9)) : 0,
      ),
    );
  }
  for (const us of spread(random, 58, yesterdayUs + HOUR_US, yesterdayUs + 3 * HOUR_US))
    rows.push(
      call(
        us,
        random,
        'TG-INTL-ROW',
        FRAUD,
        `+88213${random.whole(100_000, 999_999)}`,
        16,
        random.whole(540, 900),
      ),
    );
  rows.push({
    ...call(yesterdayUs + 15 * HOUR_US, random, 'onnet', '+351936600412', '+351961188803', 16, 14_311),
    call_id: 'c0ffee41@sbc-lis-01',
  });
  if (incident === 'trunk-oos')
    for (const us of spread(extra, 130, ago(80), ago(30)))
      rows.push({
        ...call(us, extra, 'TG-NOVACOM-2', msisdn(extra), msisdn(extra), 41, 0),
        release_text: '503 Service Unavailable',
      });
  const isLost = ({ _timestamp, trunk_group, q850_cause }: Row) =>
    incident === 'trunk-oos' &&
    trunk_group === 'TG-NOVACOM-2' &&
    q850_cause !== 41 &&
    _timestamp > ago(80) &&
    _timestamp < ago(30);
  return rows.filter((row) => !isLost(row));
}

function changes(_: Random, { incident, ago }: Place): Row[] {
  let number = 20_430;
  const change = (minutes: number, ci: string, summary: string, state: string, owner: string): Row => {
    number += 1;
    return { _timestamp: ago(minutes), chg: `CHG-${number}`, ci, summary, state, owner };
  };
  const rows = [
    change(3050, 'pe-lis-01', 'IOS-XR 7.9.2 upgrade', 'Implemented', 'jferreira'),
    change(2900, 'crm-adapter', 'crm-adapter 3.3.0 rollout', 'Implemented', 'apires'),
    change(2710, 'olt-lis-11', 'Swap uplink SFP slot 2', 'Implemented', 'rpinto'),
    change(2400, 'order-mgr', 'order-mgr 5.20.1 rollout', 'Rolled back', 'apires'),
    change(1980, 'bng-opo-01', 'Resize IPv4 pool POOL-OPO-7', 'Implemented', 'mcosta'),
    change(1620, 'pe-far-01', 'Replace fan tray 1', 'Cancelled', 'tlopes'),
    change(1330, 'olt-activator', 'olt-activator 7.13.4 rollout', 'Implemented', 'apires'),
    change(1150, 'rr-lis-01', 'Restrict MGMT-IN to jump hosts', 'Implemented', 'mcosta'),
    change(905, 'olt-gua-03', 'Relocation of site Guarda, olt powered off', 'Implemented', 'rpinto'),
    change(700, 'selfcare-bff', 'selfcare-bff 2.41.0 rollout', 'Implemented', 'apires'),
  ];
  if (incident === 'fibre-cut')
    rows.push(
      change(
        62,
        'pe-opo-01',
        'Fibre cut on span Aveiro-Porto, roadworks; splice team sent',
        'In progress',
        'noc',
      ),
      change(74, 'crm-adapter', 'crm-adapter 3.3.1 rollout', 'Implemented', 'apires'),
    );
  if (incident === 'aaa-pool')
    rows.push(
      change(47, 'aaa-02', 'aaa-02: ldap_pool_max lowered from 64 to 4', 'Implemented', 'mcosta'),
      change(52, 'pe-lis-02', 'New ACL for monitoring hosts', 'Implemented', 'tlopes'),
    );
  if (incident === 'trunk-oos')
    rows.push(
      change(82, 'TG-NOVACOM-2', 'Third party: NovaCom SBC firmware upgrade', 'In progress', 'novacom'),
      change(88, 'selfcare-bff', 'selfcare-bff 2.41.1 rollout', 'Implemented', 'apires'),
    );
  if (incident === 'bad-activator')
    rows.push(
      change(57, 'olt-activator', 'olt-activator 7.14.0 rollout', 'Implemented', 'apires'),
      change(40, 'bng-lis-02', 'Resize IPv4 pool POOL-LIS-2', 'Implemented', 'mcosta'),
    );
  return rows;
}

function metrics(random: Random, { nowUs, incident, ago }: Place): WorldStream[] {
  const during = (id: string, us: number, from: number, to = 0) =>
    incident === id && us >= ago(from) && us <= ago(to);
  const links = [
    ['pe-lis-01', 'HundredGigE0/0/0/1', 9e9],
    ['pe-lis-02', 'HundredGigE0/0/0/1', 7e9],
    ['pe-opo-01', 'HundredGigE0/0/0/3', 6e9],
    ['pe-far-01', 'TenGigE0/0/0/0', 1.4e9],
  ] as const;
  const cut = (sysname: string, us: number) => sysname === 'pe-opo-01' && during('fibre-cut', us, 65, 20);
  const durations = { bucket: [] as Row[], sum: [] as Row[], count: [] as Row[] };
  for (const [server, ms] of [
    ['aaa-01', 18],
    ['aaa-02', 26],
  ] as const) {
    const made = histogram(
      scrapes(5, nowUs),
      { server },
      random,
      [0.01, 0.025, 0.05, 0.1, 0.5, 2.5],
      (us) => 420 * rhythm(us),
      (us) => (server === 'aaa-02' && during('aaa-pool', us, 45) ? 1.9 : ms / 1000),
    );
    for (const part of ['bucket', 'sum', 'count'] as const) durations[part].push(...made[part]);
  }
  const stream = (
    name: string,
    type: 'Counter' | 'Gauge' | 'Histogram',
    help: string,
    unit: string,
    rows: Row[],
  ): WorldStream => ({ type: 'metrics', name, rows, metric: { type, help, unit } });
  const help = 'Time to answer a RADIUS request';
  return [
    stream(
      'bng_sessions_active',
      'Gauge',
      'PPPoE/IPoE sessions up',
      '',
      Object.entries({ 'bng-lis-02': 41_000, 'bng-opo-01': 27_000, 'bng-far-01': 9400 }).flatMap(
        ([nas, level]) =>
          gauge(scrapes(26, nowUs), { nas_identifier: nas }, (us) => {
            const share = nas === 'bng-opo-01' && during('fibre-cut', us, 65, 20) ? 0.35 : 1;
            return Math.round(level * (0.8 + 0.2 * rhythm(us)) * (0.99 + 0.02 * random.next()) * share);
          }),
      ),
    ),
    stream(
      'if_hc_in_octets',
      'Counter',
      'IF-MIB ifHCInOctets',
      'bytes',
      links.flatMap(([sysname, ifname, perMinute]) =>
        counter(
          scrapes(8, nowUs),
          { sysname, ifname },
          random,
          (us) => (cut(sysname, us) ? 0 : perMinute * rhythm(us)),
          7e12,
        ),
      ),
    ),
    stream(
      'if_in_errors',
      'Counter',
      'IF-MIB ifInErrors',
      '',
      links.flatMap(([sysname, ifname]) =>
        counter(
          scrapes(8, nowUs),
          { sysname, ifname },
          random,
          (us) => (cut(sysname, us) ? 900 : sysname === 'pe-far-01' ? 14 : 2),
          500,
        ),
      ),
    ),
    stream(
      'trunk_channels_in_use',
      'Gauge',
      'Voice channels busy per trunk group',
      '',
      Object.entries({
        'TG-NOVACOM-1': 210,
        'TG-NOVACOM-2': 190,
        'TG-IBERTEL': 120,
        'TG-INTL-ROW': 40,
      }).flatMap(([trunk_group, level]) =>
        gauge(scrapes(6, nowUs), { trunk_group }, (us) => {
          const noise = 0.9 + 0.2 * random.next();
          return trunk_group === 'TG-NOVACOM-2' && during('trunk-oos', us, 80, 30)
            ? 0
            : Math.round(level * rhythm(us) * noise);
        }),
      ),
    ),
    stream(
      'order_backlog',
      'Gauge',
      'Orders waiting for activation',
      '',
      Object.entries({ ftth: 14, 'sim-swap': 6, iptv: 3 }).flatMap(([order_type, level]) =>
        gauge(scrapes(6, nowUs), { order_type }, (us) => {
          const grown =
            order_type === 'ftth' && during('bad-activator', us, 55) ? (us - ago(55)) / MINUTE_US : 0;
          return Math.round(level * (0.8 + 0.4 * random.next()) + grown * 4);
        }),
      ),
    ),
    stream('radius_request_duration_seconds_bucket', 'Histogram', help, 's', durations.bucket),
    stream('radius_request_duration_seconds_sum', 'Histogram', help, 's', durations.sum),
    stream('radius_request_duration_seconds_count', 'Histogram', help, 's', durations.count),
  ];
}

/** Median milliseconds, the service behind, its operation, and how often it fails with what. */
const OPERATIONS = {
  'POST /orders/ftth': [
    1300,
    'olt-activator',
    'olt.activate_ont',
    0.03,
    'netconf: lock held by another session',
  ],
  'POST /orders/sim-swap': [420, 'hlr-provisioner', 'hlr.swap_imsi', 0.12, 'HLR subscriber locked'],
  'GET /orders/{id}': [60, 'order-mgr', 'db.select_order', 0.01, 'pool exhausted'],
  'PATCH /customers/{id}/plan': [240, 'crm-adapter', 'crm.update_plan', 0.03, 'CRM replied 409'],
  'GET /coverage': [110, 'geo-lookup', 'geo.find_pop', 0.01, 'address not found in index'],
} as const;
type Operation = keyof typeof OPERATIONS;

function order(
  random: Random,
  us: number,
  operation: Operation,
  failure: string | null,
  more: Record<string, Cell>,
) {
  const [medianMs, service, inner] = OPERATIONS[operation];
  const trace = random.hex(32);
  const ids = [random.hex(16), random.hex(16), random.hex(16)] as const;
  const durationUs = latency(random, medianMs, 0.3) * 1000;
  const status = failure === null ? ('OK' as const) : ('ERROR' as const);
  const attributes = { ...more, ...(failure === null ? {} : { status_message: failure }) };
  return [
    span({
      trace,
      id: ids[0],
      service: 'selfcare-bff',
      operation,
      kind: '2',
      startUs: us,
      durationUs,
      status,
      attributes: { ...attributes, http_response_status_code: failure === null ? 200 : 502 },
    }),
    span({
      trace,
      id: ids[1],
      parent: ids[0],
      service: 'selfcare-bff',
      operation: `call ${service}`,
      kind: '3',
      startUs: us + 1500,
      durationUs: durationUs * 0.85,
      status,
      attributes: more,
    }),
    span({
      trace,
      id: ids[2],
      parent: ids[1],
      service,
      operation: inner,
      kind: '2',
      startUs: us + 3000,
      durationUs: durationUs * 0.7,
      status,
      attributes,
    }),
  ];
}

function traces(random: Random, { nowUs, fromUs, incident, extra, ago }: Place): Row[] {
  const rows: Row[] = [];
  for (const us of moments(random, 950, fromUs, nowUs - 10e6)) {
    const operation = random.weighted<Operation>({
      'POST /orders/ftth': 3,
      'POST /orders/sim-swap': 2.5,
      'GET /orders/{id}': 6,
      'PATCH /customers/{id}/plan': 2,
      'GET /coverage': 4,
    });
    const [, , , probability, message] = OPERATIONS[operation];
    const channel = random.weighted({ App: 6, web: 4, Shop: 2 });
    const failure = random.chance(probability) ? message : null;
    rows.push(
      ...order(random, us, operation, failure, { channel, order_id: `ORD${random.whole(700_000, 799_999)}` }),
    );
  }
  if (incident === 'bad-activator')
    for (const us of spread(extra, 80, ago(55), nowUs - 10e6))
      rows.push(
        ...order(extra, us, 'POST /orders/ftth', 'netconf: unknown element <t-cont-profile>', {
          channel: extra.pick(['App', 'web', 'Shop']),
          order_id: `ORD${extra.whole(800_000, 899_999)}`,
          service_version: '7.14.0',
        }),
      );
  return rows;
}

export const world: World = {
  name: 'telvanta',
  build({ random, nowUs, incident }: BuildOptions) {
    const place: Place = {
      nowUs,
      fromUs: nowUs - SPAN_US,
      yesterdayUs: Math.floor(nowUs / DAY_US) * DAY_US - DAY_US,
      incident,
      extra: createRandom(4711),
      ago: (minutes) => Math.floor(nowUs - minutes * MINUTE_US),
    };
    const fork = () => createRandom(random.whole(1, 2_000_000_000));
    return [
      { type: 'logs', name: 'syslog_core', fullText: ['msg'], rows: coreLog(fork(), place) },
      { type: 'logs', name: 'syslog_access', fullText: ['text'], rows: accessLog(fork(), place) },
      { type: 'logs', name: 'snmp_traps', rows: traps(fork(), place) },
      { type: 'logs', name: 'radius_auth', rows: authentications(fork(), place) },
      { type: 'logs', name: 'radius_acct', retentionDays: 180, rows: accounting(fork(), place) },
      { type: 'logs', name: 'cdr_voice', retentionDays: 365, rows: calls(fork(), place) },
      { type: 'logs', name: 'noc_changes', fullText: ['summary'], rows: changes(fork(), place) },
      ...metrics(fork(), place),
      { type: 'traces', name: 'activation', rows: traces(fork(), place) },
    ];
  },
};
