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

const HOURS = 54;
/** Weight, code of the property management system, factor of prices. */
const HOTELS: Readonly<Record<string, readonly [number, string, number]>> = {
  london: [30, 'LON', 1.6],
  edinburgh: [22, 'EDI', 1.2],
  dublin: [17, 'DUB', 1.25],
  hamburg: [14, 'HAM', 1],
  porto: [10, 'OPO', 0.8],
  bristol: [7, 'BRS', 0.9],
};
const WEIGHTS = Object.fromEntries(Object.entries(HOTELS).map(([name, [weight]]) => [name, weight]));
const propOf = (hotel: string) => (HOTELS[hotel] as readonly [number, string, number])[1];
const priceOf = (hotel: string) => (HOTELS[hotel] as readonly [number, string, number])[2];
const CHANNELS = { DIRECT: 41, BOOKING_COM: 30, EXPEDIA: 15, CORPORATE: 9, GDS: 5 };
const ROOM_TYPES = { STD: 58, DLX: 25, FAM: 11, STE: 6 };
const ITEMS: Readonly<Record<string, readonly [number, number]>> = {
  WATER: [26, 3.5],
  BEER: [22, 6],
  COLA: [17, 4],
  CHOC: [13, 5],
  NUTS: [10, 5.5],
  WINE: [8, 19],
  CHAMP: [4, 72],
};
const ITEM_WEIGHTS = Object.fromEntries(Object.entries(ITEMS).map(([name, [weight]]) => [name, weight]));
/** Locks whose batteries are nearly empty. */
const EMPTY: Readonly<Record<string, number>> = {
  'edinburgh 0203': 11,
  'bristol 0114': 9,
  'porto 0305': 14,
  'hamburg 0401': 7,
  'dublin 0118': 13,
};
const SCANNER = '91.240.118.29';

interface Parts {
  readonly app: Draft[];
  readonly edge: Draft[];
  readonly locks: Draft[];
  readonly pms: Draft[];
  readonly ops: Draft[];
  readonly traces: Draft[];
}

interface Clock {
  readonly nowUs: number;
  readonly startUs: number;
  /** Midnight at which yesterday began. */
  readonly yesterdayUs: number;
  readonly releaseUs: number;
}

const two = (value: number) => String(value).padStart(2, '0');
const roomOf = (random: Random) => `${two(random.whole(1, 4))}${two(random.whole(1, 20))}`;
const bookingRef = (random: Random) => `CF-${random.whole(300000, 699999)}`;

interface Line {
  readonly application: string;
  readonly logger: string;
  readonly level: string;
  readonly message: string;
  readonly thread?: string;
}

const line = (
  time: number,
  random: Random,
  { application, logger, level, message, thread }: Line,
): Draft => ({
  _timestamp: time,
  level,
  logger_name: `com.copperfield.${logger}`,
  thread_name: thread ?? `http-nio-8080-exec-${random.whole(1, 12)}`,
  application,
  message,
});

const versionAt = (time: number, clock: Clock) => (time < clock.releaseUs ? '8.3.2' : '8.4.0');

function searchLine(random: Random, time: number, clock: Clock): Draft {
  const hotelid = random.weighted(WEIGHTS);
  const failed = random.chance(0.012);
  const found = failed || random.chance(hotelid === 'edinburgh' ? 0.24 : 0.07) ? 0 : random.whole(1, 9);
  return {
    ...line(time, random, {
      application: 'booking-engine',
      logger: 'booking.AvailabilityService',
      level: failed ? 'ERROR' : found === 0 ? 'WARN' : 'INFO',
      message: failed
        ? 'Rate lookup failed, showing no offers'
        : found === 0
          ? 'No room available for requested dates'
          : `Availability search returned ${found} offers`,
    }),
    eventtype: 'AVAILABILITY_SEARCH',
    appversion: versionAt(time, clock),
    hotelid,
    channel: random.weighted(CHANNELS),
    offers: found,
    nights: random.whole(1, 7),
    elapsedms: Math.round(latency(random, 180)),
    exceptionclass: failed ? 'RateLookupException' : undefined,
  };
}

function bookingLines(parts: Parts, random: Random, time: number, clock: Clock): void {
  const hotelid = random.weighted(WEIGHTS);
  const bookingref = bookingRef(random);
  const channel = random.weighted(CHANNELS);
  const roomtype = random.weighted(ROOM_TYPES);
  const nights = random.whole(1, 6);
  const factor = { STD: 1, DLX: 1.5, FAM: 1.7, STE: 3.2 }[roomtype];
  const totaleur = round(nights * 105 * priceOf(hotelid) * factor * (0.85 + 0.3 * random.next()));
  const traceid = random.hex(32);
  const shared = {
    appversion: versionAt(time, clock),
    hotelid,
    bookingref,
    channel,
    roomtype,
    nights,
    totaleur,
    traceid,
  };
  const declined = random.chance(channel === 'EXPEDIA' ? 0.17 : 0.06);
  const reason = random.weighted({ insufficient_funds: 55, card_expired: 27, fraud_suspected: 18 });
  if (declined) {
    parts.app.push({
      ...line(time, random, {
        application: 'payment-adapter',
        logger: 'payment.CardAuthorizer',
        level: 'WARN',
        message: `Card declined: ${reason}`,
      }),
      ...shared,
      appversion: '5.0.7',
      eventtype: 'PAYMENT_DECLINED',
      declinereason: reason,
      elapsedms: Math.round(latency(random, 420)),
    });
  } else {
    parts.app.push(
      {
        ...line(time, random, {
          application: 'booking-engine',
          logger: 'booking.ReservationService',
          level: 'INFO',
          message: `Booking ${bookingref} confirmed`,
        }),
        ...shared,
        eventtype: 'BOOKING_CONFIRMED',
        elapsedms: Math.round(latency(random, 760)),
      },
      {
        ...line(time + 2 * SECOND_US, random, {
          application: 'loyalty',
          logger: 'loyalty.PointsListener',
          level: 'INFO',
          message: 'Points credited',
          thread: 'kafka-listener-0',
        }),
        eventtype: 'POINTS_CREDITED',
        hotelid,
        bookingref,
        points: Math.round(totaleur * 2),
        traceid,
      },
    );
    if (random.chance(0.13))
      parts.app.push({
        ...line(time + random.whole(5, 240) * MINUTE_US, random, {
          application: 'booking-engine',
          logger: 'booking.ReservationService',
          level: 'INFO',
          message: `Booking ${bookingref} cancelled by guest`,
        }),
        ...shared,
        traceid: random.hex(32),
        eventtype: 'BOOKING_CANCELLED',
      });
  }
  if (random.chance(0.4))
    parts.traces.push(...traceRows(random, time, traceid, 'book', { declined, hotelid }));
}

function otherLine(random: Random, time: number): Draft {
  const application = random.weighted({ 'pms-connector': 45, 'rates-service': 35, 'lock-gateway': 20 });
  const failed = random.chance(application === 'pms-connector' ? 0.06 : 0.015);
  const texts = {
    'pms-connector': [
      'pms.ReservationPush',
      'Reservation pushed to PMS',
      'PMS did not acknowledge within 15 s',
    ],
    'rates-service': ['rates.RateImport', 'Rate plan refreshed', 'Rate feed rejected: malformed price'],
    'lock-gateway': ['locks.KeyEncoder', 'Key encoded', 'Key encoder offline'],
  }[application] as [string, string, string];
  return {
    ...line(time, random, {
      application,
      logger: texts[0],
      level: failed ? 'ERROR' : 'INFO',
      message: failed ? texts[2] : texts[1],
      thread: `scheduling-${random.whole(1, 4)}`,
    }),
    hotelid: random.weighted(WEIGHTS),
    exceptionclass: failed
      ? {
          'pms-connector': 'PmsTimeoutException',
          'rates-service': 'FeedFormatException',
          'lock-gateway': 'EncoderOfflineException',
        }[application]
      : undefined,
    elapsedms: Math.round(latency(random, 90)),
  };
}

const PATHS = {
  '/': 20,
  '/search': 30,
  '/hotels/london': 9,
  '/hotels/edinburgh': 8,
  '/hotels/porto': 4,
  '/book': 8,
  '/pay': 6,
  '/api/rates': 10,
  '/my-stay': 4,
  '/vouchers': 2,
};
const MEDIAN_MS: Readonly<Record<string, number>> = {
  '/': 40,
  '/search': 290,
  '/book': 520,
  '/pay': 640,
  '/api/rates': 120,
  '/my-stay': 95,
  '/vouchers': 160,
};

function edgeRow(random: Random, time: number, clock: Clock, requestpath: string): Draft {
  const failed = random.chance(requestpath === '/vouchers' ? 0.15 : 0.011);
  const missing = !failed && random.chance(requestpath.startsWith('/hotels') ? 0.05 : 0.008);
  const median =
    (MEDIAN_MS[requestpath] ?? 70) * (requestpath === '/pay' && time < clock.releaseUs ? 2.4 : 1);
  const duration = Math.round(latency(random, median) * 1e6);
  const post = requestpath === '/pay' || requestpath === '/book';
  return {
    _timestamp: time,
    clienthost: `10.${random.whole(1, 9)}.${random.whole(0, 255)}.${random.whole(1, 254)}`,
    requestmethod: post ? 'POST' : 'GET',
    requesthost: requestpath.startsWith('/api') ? 'api.copperfield.example' : 'www.copperfield.example',
    requestpath,
    requestprotocol: random.chance(0.85) ? 'HTTP/2.0' : 'HTTP/1.1',
    downstreamstatus: failed ? random.pick([500, 502, 503]) : missing ? 404 : post ? 201 : 200,
    downstreamcontentsize: random.whole(400, 120000),
    duration,
    originduration: Math.round(duration * 0.94),
    overhead: Math.round(duration * 0.06),
    retryattempts: failed ? random.whole(1, 2) : 0,
    routername: requestpath.startsWith('/api') ? 'api@kubernetes' : 'web@kubernetes',
    entrypointname: 'websecure',
    request_user_agent: random.weighted({ Chrome: 47, Safari: 31, Firefox: 9, CopperfieldApp: 13 }),
  };
}

function batteryOf(site: string, room: string): number {
  const known = EMPTY[`${site} ${room}`];
  if (known !== undefined) return known;
  return 28 + ((site.charCodeAt(0) * 31 + site.length * 17 + Number(room) * 7) % 70);
}

function lockRow(random: Random, time: number, at?: { site: string; room: string }): Draft {
  const site = at?.site ?? random.weighted(WEIGHTS);
  const room = at?.room ?? roomOf(random);
  const evt = random.weighted({ unlock: 84, denied: 7, ajar: 5, tamper: 1 });
  const card_type = random.weighted({ guest: 70, housekeeping: 22, maintenance: 6, master: 2 });
  return {
    _timestamp: time,
    topic: `cf/${site}/locks/${room}/${evt}`,
    site,
    room,
    evt,
    card_type: evt === 'unlock' || evt === 'denied' ? card_type : undefined,
    card_id: evt === 'unlock' || evt === 'denied' ? `K${random.hex(8)}` : undefined,
    deny_reason: evt === 'denied' ? random.weighted({ expired: 55, wrong_room: 30, blocked: 15 }) : undefined,
    open_s: evt === 'ajar' ? random.whole(60, 900) : undefined,
    batt_pct: batteryOf(site, room),
    fw: site === 'porto' ? '3.9.4' : '4.1.0',
    rssi: -random.whole(48, 88),
    qos: 1,
  };
}

function pmsRow(random: Random, time: number): Draft {
  const hotel = random.weighted(WEIGHTS);
  const txn_cd = random.weighted({ HK: 36, MB: 26, CI: 18, CO: 17, NS: 3 });
  const shared = { _timestamp: time, prop: propOf(hotel), txn_cd };
  const usr = `FD.${random.pick(['mira', 'tom', 'ines', 'ravi', 'cleo'])}`;
  const rm_typ = random.weighted(ROOM_TYPES);
  const rm = roomOf(random);
  const res_no = `R${random.whole(4000000, 4999999)}`;
  if (txn_cd === 'CI')
    return {
      ...shared,
      dsc: 'Check-in',
      res_no,
      rm,
      rm_typ,
      seg: random.weighted({ LEI: 55, BUS: 33, GRP: 12 }),
      nts: random.whole(1, 6),
      usr,
    };
  if (txn_cd === 'CO')
    return {
      ...shared,
      dsc: 'Check-out',
      res_no,
      rm,
      rm_typ,
      amt_eur: round(latency(random, 340 * priceOf(hotel), 0.5)),
      usr,
    };
  if (txn_cd === 'NS')
    return { ...shared, dsc: 'No-show fee', res_no, rm_typ, amt_eur: round(95 * priceOf(hotel)), usr };
  if (txn_cd === 'MB') {
    const itm_cd = random.weighted(hotel === 'porto' ? { ...ITEM_WEIGHTS, WINE: 22 } : ITEM_WEIGHTS);
    const qty = random.weighted({ 1: 78, 2: 17, 3: 5 });
    return {
      ...shared,
      dsc: 'Minibar',
      rm,
      itm_cd,
      qty: Number(qty),
      amt_eur: round((ITEMS[itm_cd] as readonly [number, number])[1] * Number(qty)),
    };
  }
  const hk_id = `HK${two(random.whole(1, 18))}`;
  const rm_st = random.weighted({ CLN: 74, INS: 14, DND: 9, OOO: 3 });
  return {
    ...shared,
    dsc: { CLN: 'Room cleaned', INS: 'Room inspected', DND: 'Skipped, do not disturb', OOO: 'Out of order' }[
      rm_st
    ],
    rm,
    hk_id,
    rm_st,
    hk_min: rm_st === 'CLN' ? Math.round(latency(random, hk_id === 'HK11' ? 47 : 24, 0.25)) : undefined,
  };
}

interface TraceOptions {
  readonly declined?: boolean;
  readonly hotelid?: string;
  readonly waitUs?: number;
  readonly failed?: boolean;
  readonly exception?: string;
}

function traceRows(
  random: Random,
  time: number,
  trace: string,
  kind: 'search' | 'book' | 'key',
  options: TraceOptions = {},
): Draft[] {
  const hotel_id = options.hotelid ?? random.weighted(WEIGHTS);
  const failed =
    options.failed ?? (options.declined === true ? false : random.chance(kind === 'key' ? 0.09 : 0.012));
  const own = (median: number) => latency(random, median);
  const status = failed ? 500 : options.declined ? 402 : 200;
  const steps: Record<typeof kind, Step[]> = {
    search: [
      {
        service: 'booking-engine',
        operation: 'GET /search',
        kind: '2',
        ownUs: own(22e3),
        attributes: { http_status_code: status, hotel_id },
      },
      {
        service: 'rates-service',
        operation: 'GET /api/rates',
        kind: '2',
        ownUs: own(14e3),
        attributes: { http_status_code: status, hotel_id },
      },
      {
        service: 'rates-service',
        operation: 'SELECT rate_plan',
        kind: '3',
        ownUs: options.waitUs ?? own(70e3),
        attributes: { db_system: 'postgresql', peer_service: 'rates-db' },
      },
    ],
    book: [
      {
        service: 'booking-engine',
        operation: 'POST /book',
        kind: '2',
        ownUs: own(60e3),
        attributes: { http_status_code: status, hotel_id },
      },
      {
        service: 'payment-adapter',
        operation: 'POST /authorize',
        kind: '2',
        ownUs: own(25e3),
        attributes: { http_status_code: status },
      },
      {
        service: 'payment-adapter',
        operation: 'POST cardnet',
        kind: '3',
        ownUs: own(390e3),
        attributes: { peer_service: 'cardnet' },
      },
    ],
    key: [
      {
        service: 'lock-gateway',
        operation: 'issueKey',
        kind: '2',
        ownUs: own(35e3),
        attributes: { hotel_id },
      },
      {
        service: 'lock-gateway',
        operation: 'publish locks/keys',
        kind: '3',
        ownUs: own(120e3),
        attributes: { messaging_system: 'mqtt', peer_service: 'mqtt-broker' },
      },
    ],
  };
  const rows = nested(random, trace, time, steps[kind], failed);
  const last = rows.at(-1);
  if (failed && last)
    last.exception_type =
      options.exception ??
      { search: 'QueryTimeoutException', book: 'CardNetworkException', key: 'MqttPublishException' }[kind];
  return rows;
}

function base(random: Random, clock: Clock): Parts {
  const { nowUs, startUs, yesterdayUs } = clock;
  const parts: Parts = { app: [], edge: [], locks: [], pms: [], ops: [], traces: [] };
  const own = () => createRandom(random.whole(1, 2 ** 31));

  const finds = own();
  for (const time of moments(finds, 2100, startUs, nowUs)) {
    const row = searchLine(finds, time, clock);
    if (finds.chance(0.13)) {
      row.traceid = finds.hex(32);
      parts.traces.push(
        ...traceRows(finds, time, row.traceid, 'search', {
          hotelid: row.hotelid as string,
          failed: row.level === 'ERROR',
        }),
      );
    }
    parts.app.push(row);
  }
  const books = own();
  for (const time of moments(books, 760, startUs, nowUs)) bookingLines(parts, books, time, clock);
  const rest = own();
  for (const time of moments(rest, 1100, startUs, nowUs)) parts.app.push(otherLine(rest, time));
  // The two-way price check broke for two hours, yesterday only.
  for (const time of spread(rest, 19, yesterdayUs + 10 * HOUR_US, yesterdayUs + 12 * HOUR_US))
    parts.app.push({
      ...line(time, rest, {
        application: 'rates-service',
        logger: 'rates.ParityCheck',
        level: 'ERROR',
        message: 'Price on Booking.com lower than our own',
        thread: 'scheduling-1',
      }),
      hotelid: 'bristol',
      exceptionclass: 'RateParityException',
    });
  Object.keys(HOTELS).forEach((hotelid, index) => {
    if (hotelid === 'hamburg') return;
    parts.app.push({
      ...line(yesterdayUs + 2 * HOUR_US + index * 4 * MINUTE_US, rest, {
        application: 'pms-connector',
        logger: 'pms.NightAudit',
        level: 'INFO',
        message: 'Night audit completed',
        thread: 'scheduling-2',
      }),
      eventtype: 'NIGHT_AUDIT',
      hotelid,
      elapsedms: 62000 + index * 9100,
    });
  });
  story(parts, clock, own());

  const web = own();
  for (const time of moments(web, 5700, startUs, nowUs))
    parts.edge.push(edgeRow(web, time, clock, web.weighted(PATHS)));
  for (const time of spread(web, 84, yesterdayUs + 4 * HOUR_US, yesterdayUs + 4.5 * HOUR_US))
    parts.edge.push({
      ...edgeRow(web, time, clock, web.pick(['/wp-login.php', '/.env', '/admin'])),
      clienthost: SCANNER,
      downstreamstatus: 404,
      request_user_agent: 'python-requests',
    });
  for (const time of spread(web, 37, yesterdayUs + 15 * HOUR_US, nowUs))
    parts.edge.push({ ...edgeRow(web, time, clock, '/christmas-market'), downstreamstatus: 200 });

  const doors = own();
  for (const time of moments(doors, 4000, startUs, nowUs)) {
    const row = lockRow(doors, time);
    if (!(row.site === 'hamburg' && row.room === '0108')) parts.locks.push(row);
  }
  for (const time of spread(doors, 24, startUs, yesterdayUs + 13 * HOUR_US))
    parts.locks.push({
      ...lockRow(doors, time, { site: 'hamburg', room: '0108' }),
      evt: 'unlock',
      topic: 'cf/hamburg/locks/0108/unlock',
      card_type: 'guest',
      card_id: 'K0b3377aa',
      deny_reason: undefined,
      open_s: undefined,
    });
  for (const key of Object.keys(EMPTY))
    for (const time of spread(doors, 9, startUs, nowUs)) {
      const [site, room] = key.split(' ') as [string, string];
      parts.locks.push({
        ...lockRow(doors, time, { site, room }),
        evt: 'low_batt',
        topic: `cf/${site}/locks/${room}/low_batt`,
        card_type: undefined,
        card_id: undefined,
        deny_reason: undefined,
        open_s: undefined,
      });
    }
  // A guest whose key does not open the room, helped with the master key at last.
  const lockedOut = (at: number, extra: Partial<Draft>) =>
    parts.locks.push({
      ...lockRow(doors, at, { site: 'edinburgh', room: '0417' }),
      evt: 'denied',
      topic: 'cf/edinburgh/locks/0417/denied',
      card_type: 'guest',
      card_id: 'K5e11d0c4',
      deny_reason: 'blocked',
      open_s: undefined,
      ...extra,
    });
  for (let step = 0; step < 7; step += 1) lockedOut(nowUs - 20 * HOUR_US + step * 3 * MINUTE_US, {});
  lockedOut(nowUs - 19.5 * HOUR_US, {
    evt: 'unlock',
    topic: 'cf/edinburgh/locks/0417/unlock',
    card_type: 'master',
    card_id: 'KMASTER01',
    deny_reason: undefined,
  });
  const keys = own();
  for (const time of moments(keys, 240, startUs, nowUs))
    parts.traces.push(...traceRows(keys, time, keys.hex(32), 'key'));

  const desk = own();
  for (const time of moments(desk, 3300, startUs, nowUs)) parts.pms.push(pmsRow(desk, time));
  const posting = (at: number, itm_cd: string, amt_eur: number, qty: number) =>
    parts.pms.push({
      _timestamp: at,
      prop: 'LON',
      txn_cd: 'MB',
      dsc: 'Minibar',
      rm: '0501',
      itm_cd,
      qty,
      amt_eur,
    });
  posting(nowUs - 15 * HOUR_US, 'CHAMP', 288, 4);
  posting(nowUs - 14.8 * HOUR_US, 'NUTS', 16.5, 3);
  posting(nowUs - 14.5 * HOUR_US, 'WINE', 38, 2);

  const change = (
    at: number,
    kind: string,
    component: string,
    version: string,
    text: string,
    site?: string,
  ) => parts.ops.push({ _timestamp: at, kind, component, version, site, text });
  change(startUs + 5 * HOUR_US, 'deploy', 'rates-service', '3.3.0', 'rolled out rates-service 3.3.0');
  change(clock.releaseUs, 'deploy', 'booking-engine', '8.4.0', 'rolled out booking-engine 8.4.0');
  change(
    yesterdayUs + 6 * HOUR_US,
    'firmware',
    'door-locks',
    '4.1.0',
    'lock firmware 4.1.0 installed',
    'bristol',
  );
  change(
    yesterdayUs + 7.5 * HOUR_US,
    'certificate',
    'traefik',
    '3.1',
    'certificate of www.copperfield.example renewed',
  );
  return parts;
}

/** One booking that is changed and cancelled, one very large one. */
function story(parts: Parts, clock: Clock, random: Random): void {
  const { nowUs } = clock;
  const booking = {
    bookingref: 'CF-900417',
    hotelid: 'dublin',
    channel: 'DIRECT',
    roomtype: 'FAM',
    nights: 4,
  };
  const step = (at: number, eventtype: string, message: string, extra: Partial<Draft>) =>
    parts.app.push({
      ...line(at, random, {
        application: 'booking-engine',
        logger: 'booking.ReservationService',
        level: 'INFO',
        message,
      }),
      ...booking,
      appversion: versionAt(at, clock),
      eventtype,
      traceid: random.hex(32),
      ...extra,
    });
  step(nowUs - 16 * HOUR_US, 'BOOKING_CONFIRMED', 'Booking CF-900417 confirmed', { totaleur: 842.4 });
  step(nowUs - 12 * HOUR_US, 'BOOKING_MODIFIED', 'Booking CF-900417 modified: 4 to 5 nights', {
    nights: 5,
    totaleur: 1053,
  });
  step(nowUs - 5 * HOUR_US, 'BOOKING_CANCELLED', 'Booking CF-900417 cancelled by guest', {
    nights: 5,
    totaleur: 1053,
  });
  const wedding = {
    bookingref: 'CF-900800',
    hotelid: 'porto',
    channel: 'CORPORATE',
    roomtype: 'STE',
    nights: 9,
    totaleur: 14870,
    traceid: '7be0c4d2a91f5e3388c1f0a4d6b25e97',
  };
  step(nowUs - 9 * HOUR_US, 'BOOKING_CONFIRMED', 'Booking CF-900800 confirmed', wedding);
  parts.traces.push(
    ...traceRows(random, nowUs - 9 * HOUR_US, wedding.traceid, 'book', { hotelid: 'porto', failed: false }),
  );
}

/** Real, but no cause of anything. */
function herrings(parts: Parts, deployUs: number, restartUs: number): void {
  parts.ops.push(
    {
      _timestamp: deployUs,
      kind: 'deploy',
      component: 'loyalty',
      version: '2.2.1',
      text: 'rolled out loyalty 2.2.1',
    },
    {
      _timestamp: restartUs,
      kind: 'restart',
      component: 'pms-connector',
      text: 'pod pms-connector-1 restarted after OOMKilled',
    },
  );
}

function poolExhausted(parts: Parts, clock: Clock, random: Random): void {
  const { nowUs } = clock;
  const onset = nowUs - 45 * MINUTE_US;
  herrings(parts, nowUs - 75 * MINUTE_US, nowUs - 30 * MINUTE_US);
  parts.app.push({
    ...line(onset - 20 * SECOND_US, random, {
      application: 'rates-service',
      logger: 'rates.YieldExportJob',
      level: 'INFO',
      message: 'Yield export for hamburg started, 36 months',
      thread: 'scheduling-3',
    }),
    hotelid: 'hamburg',
  });
  const text = 'HikariPool-rates - Connection is not available, request timed out after 30000ms';
  spread(random, 120, onset, nowUs - 5 * SECOND_US).forEach((time, index) => {
    const trace = random.hex(32);
    parts.app.push({
      ...line(time, random, {
        application: 'rates-service',
        logger: 'rates.RateQuery',
        level: 'ERROR',
        message: text,
      }),
      hotelid: random.weighted(WEIGHTS),
      exceptionclass: 'SQLTransientConnectionException',
      elapsedms: 30000 + random.whole(1, 40),
      traceid: trace,
    });
    const path = random.chance(0.7) ? '/search' : '/api/rates';
    const waited = Math.round((30000 + random.whole(20, 300)) * 1e6);
    parts.edge.push({
      ...edgeRow(random, time, clock, path),
      downstreamstatus: 503,
      duration: waited,
      originduration: waited - 2000000,
      overhead: 2000000,
      retryattempts: 1,
    });
    if (index % 3 === 0)
      parts.traces.push(
        ...traceRows(random, time, trace, 'search', {
          waitUs: 30e6,
          failed: true,
          exception: 'SQLTransientConnectionException',
        }),
      );
  });
}

function lockFirmware(parts: Parts, { nowUs }: Clock, random: Random): void {
  const onset = nowUs - 40 * MINUTE_US;
  herrings(parts, nowUs - 66 * MINUTE_US, nowUs - 25 * MINUTE_US);
  parts.ops.push({
    _timestamp: onset - 30 * SECOND_US,
    kind: 'firmware',
    component: 'door-locks',
    version: '4.2.0',
    site: 'dublin',
    text: 'lock firmware 4.2.0 installed',
  });
  for (const row of parts.locks) if (row._timestamp >= onset && row.site === 'dublin') row.fw = '4.2.0';
  for (const time of spread(random, 95, onset, nowUs - 5 * SECOND_US)) {
    const room = roomOf(random);
    parts.locks.push({
      ...lockRow(random, time, { site: 'dublin', room }),
      evt: 'denied',
      topic: `cf/dublin/locks/${room}/denied`,
      card_type: 'guest',
      card_id: `K${random.hex(8)}`,
      deny_reason: 'clock_skew',
      open_s: undefined,
      fw: '4.2.0',
    });
  }
  for (const time of spread(random, 40, onset + MINUTE_US, nowUs - 5 * SECOND_US))
    parts.app.push({
      ...line(time, random, {
        application: 'lock-gateway',
        logger: 'locks.KeyEncoder',
        level: 'ERROR',
        message: 'Lock refused new key: credential not yet valid',
        thread: 'mqtt-callback-1',
      }),
      hotelid: 'dublin',
      exceptionclass: 'CredentialNotYetValidException',
    });
}

function metrics(random: Random, { nowUs }: Clock, incident: string | null): WorldStream[] {
  const recent = scrapes(3, nowUs);
  const day = scrapes(26, nowUs);
  const own = () => createRandom(random.whole(1, 2 ** 31));
  const starved = (time: number) => incident === 'pool-exhausted' && time > nowUs - 45 * MINUTE_US;
  const skewed = (time: number) => incident === 'lock-firmware' && time > nowUs - 40 * MINUTE_US;
  const bounds = [0.05, 0.1, 0.25, 0.5, 1, 5, 30];
  const endpoints = [
    ['booking-engine', '/search', '200', 'SUCCESS', 420, 0.24],
    ['booking-engine', '/book', '201', 'SUCCESS', 60, 0.48],
    ['rates-service', '/api/rates', '200', 'SUCCESS', 510, 0.09],
    ['rates-service', '/api/rates', '500', 'SERVER_ERROR', 4, 0.14],
  ] as const;
  const requests = endpoints.map(([application, uri, status, outcome, rate, median]) => {
    const touched = uri !== '/book';
    return histogram(
      recent,
      { application, uri, status, outcome, method: uri === '/book' ? 'POST' : 'GET' },
      own(),
      bounds,
      (time) => rate * rhythm(time) + (starved(time) && status === '500' ? 160 : 0),
      (time) => (starved(time) && touched ? (status === '500' ? 30 : median * 6) : median),
    );
  });
  const pools = [
    ['booking-engine', 'booking-pool', 8, 30],
    ['rates-service', 'rates-pool', 6, 20],
    ['payment-adapter', 'payment-pool', 3, 10],
  ] as const;
  const active = pools.flatMap(([application, pool, middle, limit]) => {
    const noise = own();
    return gauge(day, { application, pool }, (time) =>
      starved(time) && pool === 'rates-pool'
        ? limit
        : Math.min(limit - 2, Math.round(middle * rhythm(time) * (0.7 + 0.6 * noise.next()))),
    );
  });
  const limits = pools.flatMap(([application, pool, , limit]) =>
    gauge(recent, { application, pool }, () => limit),
  );
  const pending = pools.flatMap(([application, pool]) => {
    const noise = own();
    return gauge(recent, { application, pool }, () => 0).map((row) =>
      starved(row._timestamp) && pool === 'rates-pool' ? { ...row, value: noise.whole(18, 60) } : row,
    );
  });
  const heaps = [
    ['booking-engine', 910, 240],
    ['rates-service', 640, 190],
    ['payment-adapter', 330, 160],
    ['pms-connector', 1480, 210],
  ] as const;
  const memory = heaps.flatMap(([application, heap, rest]) =>
    (
      [
        ['heap', heap],
        ['nonheap', rest],
      ] as const
    ).flatMap(([area, mebibytes]) => {
      const noise = own();
      return gauge(recent, { application, area }, () =>
        Math.round(mebibytes * (0.93 + 0.14 * noise.next()) * 1048576),
      );
    }),
  );
  const messages = Object.entries(HOTELS).flatMap(([site, [weight]]) =>
    counter(
      recent,
      { site },
      own(),
      (time) => weight * 4 * rhythm(time) + (skewed(time) && site === 'dublin' ? 90 : 0),
      20_000,
    ),
  );
  const stream = (
    name: string,
    rows: Row[],
    type: 'Counter' | 'Gauge' | 'Histogram',
    help: string,
    unit: string,
  ): WorldStream => ({ type: 'metrics', name, rows, metric: { type, help, unit } });
  const help = 'Duration of HTTP server requests';
  return [
    stream(
      'http_server_requests_seconds_bucket',
      requests.flatMap((each) => each.bucket),
      'Histogram',
      help,
      's',
    ),
    stream(
      'http_server_requests_seconds_sum',
      requests.flatMap((each) => each.sum),
      'Histogram',
      help,
      's',
    ),
    stream(
      'http_server_requests_seconds_count',
      requests.flatMap((each) => each.count),
      'Histogram',
      help,
      '1',
    ),
    stream('hikaricp_connections_active', active, 'Gauge', 'Database connections in use', '1'),
    stream('hikaricp_connections_max', limits, 'Gauge', 'Most database connections of the pool', '1'),
    stream('hikaricp_connections_pending', pending, 'Gauge', 'Threads that wait for a connection', '1'),
    stream('jvm_memory_used_bytes', memory, 'Gauge', 'Used memory of the JVM', 'By'),
    stream('mqtt_messages_received_total', messages, 'Counter', 'Messages received from door locks', '1'),
  ];
}

/** A chain of hotels. See README.md. */
export const world: World = {
  name: 'copperfield',
  build({ random, nowUs, incident }) {
    const yesterdayUs = Math.floor(nowUs / DAY_US) * DAY_US - DAY_US;
    const clock: Clock = {
      nowUs,
      startUs: nowUs - HOURS * HOUR_US,
      yesterdayUs,
      releaseUs: yesterdayUs + 11 * HOUR_US,
    };
    const seeds = { metrics: random.whole(1, 2 ** 31), incident: random.whole(1, 2 ** 31) };
    const parts = base(random, clock);
    const planted = createRandom(seeds.incident);
    if (incident === 'pool-exhausted') poolExhausted(parts, clock, planted);
    if (incident === 'lock-firmware') lockFirmware(parts, clock, planted);
    // Later steps of a booking may lie after the end of the data.
    const past = (rows: Draft[]) =>
      rows
        .filter((row) => within(row._timestamp, clock.startUs, nowUs))
        .map((row) => ({ ...row, _timestamp: Math.floor(row._timestamp) }));
    const logs = (name: string, rows: Draft[], fullText: string[] = []): WorldStream => ({
      type: 'logs',
      name,
      rows: past(rows),
      ...(fullText.length > 0 ? { fullText } : {}),
    });
    return [
      logs('spring_apps', parts.app, ['message']),
      logs('traefik_access', parts.edge),
      logs('door_locks', parts.locks),
      logs('pms_export', parts.pms),
      logs('ops_events', parts.ops, ['text']),
      { type: 'traces', name: 'otel_traces', rows: past(parts.traces) },
      ...metrics(createRandom(seeds.metrics), clock, incident),
    ];
  },
};
