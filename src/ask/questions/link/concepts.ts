import type { Role } from '../../data/fields/field.ts';
import { stemOf } from '../../language/word-forms.ts';

/** Words of the field that name the same thing; the first of a group is not better than the others. */
const SYNONYMS: readonly string[] = [
  'latency duration elapsed took runtime response-time processing-time time-taken execution-time lag timing turnaround',
  'customer client buyer shopper consumer guest patron subscriber',
  'user player member visitor account person username',
  'revenue turnover sales amount total income earnings proceeds',
  'amount total price sum value money charge payment-amount',
  'price fare cost fee rate charge tariff',
  'error exception failure fault',
  'reason cause why motive',
  'message text msg body description summary detail',
  'host server machine node instance box computer',
  'service app application component microservice system',
  'device sensor unit asset equipment machine meter thing',
  'endpoint path url uri route page resource address',
  'country nation land',
  'city town',
  'region area zone district territory geography',
  'site location place facility plant store branch shop outlet hub depot station terminal',
  'warehouse depot store site',
  'environment env stage tier',
  'version release build revision firmware',
  'product item article sku good goods merchandise',
  'category type kind class group segment genre family',
  'channel source medium platform',
  'order purchase booking sale',
  'payment transaction charge settlement',
  'transfer transaction remittance wire',
  'payout transfer disbursement remittance',
  'resolution resolve resolved solve solved',
  'delivery shipment parcel consignment package',
  'trip ride journey run voyage tour',
  'driver courier rider operator',
  'vehicle truck car van lorry bus fleet',
  'vessel ship boat',
  'carrier shipper transporter haulier forwarder line',
  'supplier vendor provider partner',
  'tenant organization company workspace org merchant',
  'merchant seller shop vendor retailer store',
  'quantity count pieces units number items qty volume',
  'size bytes length volume weight',
  'bytes traffic bandwidth data volume size transferred',
  'weight mass kg tonnage',
  'method verb',
  'status state outcome result phase',
  'outcome result status decision verdict',
  'code number status',
  'level severity priority criticality',
  'event action activity operation type kind',
  'operation endpoint action method call',
  'job task batch run process workflow',
  'queue topic backlog',
  'database db sql query store',
  'database postgres postgresql mysql mariadb oracle mongodb redis',
  'query statement sql',
  'step stage phase',
  'temperature temp heat',
  'humidity moisture',
  'pressure',
  'voltage volt',
  'power watt output load generation',
  'energy kwh consumption',
  'speed velocity rpm',
  'battery charge soc',
  'cpu processor load utilization',
  'memory ram heap',
  'disk storage filesystem volume',
  'usage utilization load consumption used',
  'connection session socket link',
  'login signin auth authentication logon',
  'signup registration register enrollment onboarding',
  'request call hit access query',
  'request visit traffic hit',
  'retry attempt try retries',
  'attempt try',
  'wait queue delay pending waiting dwell',
  'delay late lateness lag overdue',
  'score points rating',
  'star rating',
  'satisfaction rating csat',
  'locale language',
  'intent topic subject',
  'bill invoice',
  'reply answer response',
  'match game round session',
  'email mail e-mail',
  'ip address',
  'browser agent',
  'team squad department crew owner',
  'employee staff worker agent operator clerk',
  'currency ccy',
  'discount coupon promo rebate voucher',
  'refund return reversal chargeback',
  'campaign promotion promo',
  'document file attachment',
  'alarm alert warning',
  'fault defect failure alarm',
  'downtime outage stop standstill',
  'restart reboot restarts',
  'crash oomkilled killed abort panic',
  'certificate cert ssl tls',
  'token tokens',
  'model',
  'credit card card',
  'tax vat duty',
  'balance funds',
  'queue depth backlog length lag pending',
  'throughput rate',
  'fraud suspicious risk scam',
  'wind',
  'crane equipment',
  'berth quay pier dock',
  'container box teu',
  'patient case person',
  'map level arena world zone',
  'gateway api edge ingress proxy',
  'pod container replica',
  'electricity energy consumption',
  'consume consumption',
  'produce output power generation',
  'strong speed',
  'job ticket task',
  'repair ticket work maintenance',
  'ticket order case',
  'quarter district',
  'reboot restart',
  'firmware fw',
  'reject rejection',
  'volts voltage',
  'amps current ampere',
  'free available left remaining idle',
  'watch viewer audience spectator view',
  'dependency peer downstream upstream',
  'available free',
  'search query',
  'player user uid',
  'cpu processor',
  'crash exception',
  'box server host instance',
  'graphics-card gpu',
  'exception error-type',
  'card payment-card',
  'terms query text',
  'term query text',
  'page path url uri route',
  'heap memory',
  'frame stack location',
  'depth length messages backlog lag',
  'backlog lag depth queue',
  'sensor probe',
  'ward department unit station',
  'doctor physician clinician',
  'clinic site location',
  'appointment booking visit',
  'origin source from departure sender',
  'departure depart leave',
  'arrival arrive',
  'destination target to arrival recipient receiver',
  'distance length km mileage',
  'age',
  'plan tier subscription package',
  'line production-line lane',
  'shift crew',
  'operator user employee worker',
  'ticket case issue incident request',
  'agent operator representative clerk',
  'turbine windmill generator wtg',
  'farm park site',
  'firmware software version',
  'room ward unit department',
  'balance saldo',
  'interest rate',
  'drug medicine medication',
  'buffer rebuffer stall',
  'pop location site',
  'analyser analyzer instrument',
  'instrument device equipment',
  'licence license',
  'catalogue catalog',
  'programme program',
  'centre center',
  'colour color',
];

/** What people call the roles of fields. Several words of one name stand with a hyphen. */
const ROLE_WORDS: Readonly<Partial<Record<Role, string>>> = {
  level: 'level severity loglevel log-level',
  message: 'message text',
  service: 'service app application component microservice',
  host: 'host server machine node hostname instance router switch firewall box',
  duration:
    'latency duration response-time elapsed runtime took processing-time time-taken load-time execution-time speed performance slow fast request-time time-spent',
  status: 'status status-code http-status response-code http-code return-code state',
  outcome: 'outcome result success',
  user: 'user username player member',
  customer: 'customer client buyer account tenant',
  amount: 'amount revenue price money value turnover sales cost spend spent earn earned worth',
  quantity: 'quantity item piece unit',
  'trace id': 'trace trace-id',
  'span id': 'span span-id',
  'request id': 'request-id correlation-id',
  'order id': 'order order-id order-number',
  'session id': 'session session-id',
  operation: 'operation endpoint call span-name',
  bytes: 'bytes size bandwidth volume transferred data payload mb gb kb megabyte gigabyte mib gib',
  ip: 'ip ip-address address client-ip client-address source-address source-ip remote-address',
  path: 'path url uri endpoint route page urls resource',
  method: 'method verb http-method',
  environment: 'environment env stage',
  version: 'version release build',
  region: 'region area',
  country: 'country nation',
  city: 'city town',
  site: 'site location store branch plant warehouse facility hospital clinic campus office airport hotel school station farm terminal hub depot',
  device: 'device sensor machine unit scanner terminal printer pump equipment handset',
  product: 'product item article sku',
  category: 'category type kind',
  'error type':
    'error exception error-type exception-type error-kind failure error-class error-code exception-class exception-name error-name',
  'error code': 'error-code code',
  reason: 'reason cause',
  namespace: 'namespace',
  pod: 'pod',
  container: 'container',
  cluster: 'cluster',
  zone: 'zone',
  thread: 'thread',
  logger: 'logger class module',
  'user agent': 'user-agent browser agent',
  'e-mail': 'email mail email-address',
  currency: 'currency',
  temperature: 'temperature temp',
  percentage: 'percentage utilization usage',
  event: 'event event-type',
  action: 'action',
  queue: 'queue topic',
  database: 'database db',
  team: 'team',
};

/** Records that a stream holds, by words of its name: `how many requests` is about access logs. */
const RECORDS: Readonly<Record<string, string>> = {
  request:
    'access http nginx gateway ingress api edge web proxy request apache iis haproxy envoy traefik w3svc frontend',
  call: 'api gateway rpc http request cloudtrail',
  hit: 'access http nginx web',
  visit: 'access web page http nginx storefront frontend website edge',
  visitor: 'access web page http nginx storefront frontend website edge',
  traffic: 'access http nginx gateway web edge',
  login: 'auth authentication login session identity signin sso security logon audit',
  signin: 'auth authentication login session identity sso logon',
  logon: 'auth login security windows logon',
  purchase: 'order sale shop checkout purchase payment store iap',
  revenue: 'order sale payment invoice billing checkout',
  order: 'order sale shop checkout',
  sale: 'order sale shop checkout pos payment purchase',
  payment: 'payment transaction billing charge pay checkout card',
  transaction: 'transaction payment transfer ledger booking card',
  transfer: 'transfer payment transaction',
  email: 'mail email smtp postfix exim sendmail notification',
  mail: 'mail email smtp postfix exim sendmail notification',
  message: 'message queue event mail chat',
  query: 'database sql query db postgres mysql',
  job: 'job batch task worker scheduler cron',
  reading: 'sensor telemetry measurement reading iot',
  measurement: 'sensor telemetry measurement reading iot',
  alarm: 'alarm alert event fault',
  match: 'match game',
  game: 'match game',
  trip: 'trip ride',
  ride: 'trip ride',
  delivery: 'delivery shipment parcel',
  shipment: 'shipment delivery parcel',
  deployment: 'deploy deployment release ci pipeline',
  deploy: 'deploy deployment release ci pipeline',
  build: 'build ci pipeline',
  booking: 'booking reservation',
  notification: 'notification push mail sms',
  event: 'event',
  conversation: 'conversation chat bot dialog dialogue messenger',
  scan: 'scan',
  ticket: 'ticket support',
  move: 'move',
  bought: 'order sale purchase shop iap checkout store payment booking ticket',
  buy: 'order sale purchase shop iap checkout store payment booking ticket',
  sell: 'order sale purchase shop iap checkout store payment booking ticket pos',
  sold: 'order sale purchase shop iap checkout store payment booking ticket pos',
  paid: 'payment pay billing card',
  pay: 'payment billing card',
  visited: 'access web http nginx page',
  invoiced: 'invoice billing',
  delivered: 'delivery shipment',
  shipped: 'shipment delivery',
  scanned: 'scan',
  booked: 'booking appointment reservation',
  website: 'access web http nginx iis edge storefront',
  shop: 'storefront shop store web',
  site: 'access web storefront',
  url: 'access http nginx gateway web edge',
  click: 'click web page',
};

/** Words that people use for one another where a stream has only one of them. */
const RELATED = new Set(
  'user customer buyer client account member player visitor shopper person subscriber guest passenger employee'
    .split(' ')
    .map(stemOf),
);

/** Whether two stems may stand for one another, less surely than synonyms. */
export const areRelated = (a: string, b: string): boolean => RELATED.has(a) && RELATED.has(b);

const split = (text: string) => text.split(' ');
const stemmed = (phrase: string) => phrase.split('-').map(stemOf).join(' ');

const groupsOf = new Map<string, Set<number>>();
SYNONYMS.forEach((group, index) => {
  for (const word of split(group)) {
    const key = stemmed(word);
    groupsOf.set(key, (groupsOf.get(key) ?? new Set()).add(index));
  }
});

const rolesOfWord = new Map<string, Role[]>();
for (const [role, words] of Object.entries(ROLE_WORDS))
  for (const word of split(words)) {
    const key = stemmed(word);
    rolesOfWord.set(key, [...(rolesOfWord.get(key) ?? []), role as Role]);
  }

const recordsOf = new Map<string, ReadonlySet<string>>(
  Object.entries(RECORDS).map(([word, names]) => [stemOf(word), new Set(split(names).map(stemOf))]),
);

/** Ends with which a word becomes another: a signal is no sign. */
const MORE: ReadonlySet<string> = new Set(['es', 'al']);

/** `calc` is calculation, `config` configuration. */
const isShortFor = (short: string, long: string) => {
  if (short.length < 4 || long.length < short.length + 2 || !long.startsWith(short)) return false;
  const rest = long.slice(short.length);
  return !MORE.has(rest) && /^[a-z]+$/.test(rest);
};

/** Whether two stems are words for the same thing. */
export function areSynonyms(a: string, b: string): boolean {
  if (isShortFor(a, b) || isShortFor(b, a)) return true;
  const [groups, others] = [groupsOf.get(a), groupsOf.get(b)];
  if (!groups || !others) return false;
  for (const group of groups) if (others.has(group)) return true;
  return false;
}

/** Whether a stem is a word of the field itself, such as `ingress`, and none of another language. */
export const isTermOfField = (stem: string): boolean => groupsOf.has(stem);

/** Roles that fields for a word or phrase (stems joined by spaces) may have. */
export const rolesFor = (stems: string): readonly Role[] => rolesOfWord.get(stems) ?? [];

/** Whether a stream whose name has the stem `part` holds what the word names. */
export const isRecordOf = (stem: string, part: string): boolean => recordsOf.get(stem)?.has(part) ?? false;

/** Whether a word names records of some kind at all, such as requests or logins. */
export const namesRecords = (stem: string): boolean => recordsOf.has(stem);

const MAILS: ReadonlySet<string> = new Set(['email', 'mail', 'e-mail'].map(stemOf));
/** Whether a stem means a mail: the message, and no address. */
export const isMail = (stem: string): boolean => MAILS.has(stem);
