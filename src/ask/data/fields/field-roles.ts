import type { Role } from './field.ts';

/** What names of a role end in, in English words, and what the values must be. */
export interface RoleRule {
  readonly role: Role;
  /** The surest first; the words of one in any order. After `=` they must be all that the name says. */
  readonly phrases: readonly string[];
  readonly needs?: 'number' | 'text';
}

const rule = (role: Role, phrases: string, needs?: RoleRule['needs']): RoleRule => ({
  role,
  phrases: phrases.split('|'),
  ...(needs ? { needs } : {}),
});

/** Rules for roles, the most certain first. */
export const ROLE_RULES: readonly RoleRule[] = [
  rule('level', 'log level|level|severity|severity text|level display|log severity|priority|importance'),
  rule(
    'message',
    'message|log message|body|log|exception message|line|content|text|description|summary',
    'text',
  ),
  rule(
    'service',
    'service|application|component|microservice|program|process|source context|deployment|job|unit',
    'text',
  ),
  rule('host', 'host|node|machine|server|computer|instance|hostname', 'text'),
  rule(
    'duration',
    'duration|latency|elapsed|response time|request time|round trip time|processing time|time taken|took|execution time|wait time|waited|runtime|run time|delay|lag|elapsed milliseconds|wait|time spent|dwell|turnaround|turnaround time|late|lateness|time',
    'number',
  ),
  rule('status', 'http status|status code|status|response code|return code|state|phase|response status'),
  rule('outcome', 'outcome|result|success|succeeded|verdict|decision|accepted|approved|ok|passed|failed|won'),
  rule(
    'user',
    'user|username|user name|login|player|member|subject|principal|employee|actor|operator|visitor|account',
  ),
  rule(
    'customer',
    'customer|client|account|tenant|merchant|company|organization|subscriber|guest|partner|buyer|patient',
  ),
  rule(
    'amount',
    'amount|price|revenue|fare|cost|fee|payment amount|turnover|premium|order total|order value|basket total|cart total|invoice total|total amount|total price|cost total|=total|=sum|=value|=charge|=net|=gross',
    'number',
  ),
  rule('quantity', 'quantity|count|items|pieces|units|attempts|retries|rows|seats|tickets', 'number'),
  rule('trace id', 'trace id|traceid|trace|correlation id', 'text'),
  rule('span id', 'span id|spanid', 'text'),
  rule('parent span id', 'reference parent span id|parent span id|parent id', 'text'),
  rule('request id', 'request id|correlation id|request|activity id'),
  rule('order id', 'order id|order|order number|booking|transaction|payment|invoice|shipment|ticket'),
  rule('session id', 'session id|session|conversation|match id|match'),
  rule('operation', 'operation|operation name|span name|rpc method|function|procedure|command', 'text'),
  rule('span kind', 'span kind'),
  rule(
    'bytes',
    'bytes|size|length|bytes sent|body bytes sent|bytes received|payload size|content length|octets|file size',
    'number',
  ),
  rule(
    'ip',
    'ip|ip address|client ip|remote address|source address|remote ip|peer address|destination address',
    'text',
  ),
  rule('path', 'path|url|uri|endpoint|route|request uri|request path|http target|page|resource', 'text'),
  rule('method', 'method|http method|request method|verb', 'text'),
  rule('environment', 'environment|stage|deployment environment', 'text'),
  rule('version', 'version|release|build|application version|firmware|revision|image tag', 'text'),
  rule('region', 'region|availability zone|datacenter|geography|area', 'text'),
  rule('country', 'country|nation', 'text'),
  rule('city', 'city|town', 'text'),
  rule(
    'site',
    'site|location|store|branch|plant|warehouse|facility|shop|depot|hub|station|hotel|terminal|building',
    'text',
  ),
  rule('device', 'device|sensor|vehicle|machine|asset|turbine|meter|terminal|printer|crane|robot'),
  rule('product', 'product|item|article|plan|game|title', 'text'),
  rule('category', 'category|type|kind|class|group|segment|department|genre|mode|channel', 'text'),
  rule(
    'error type',
    'error type|exception type|exception|exception class|error class|error kind|error name|error|failure type',
    'text',
  ),
  rule('error code', 'error code|failure code|fault code|sub status|code'),
  rule('reason', 'reason|cause|decline reason|failure reason|termination reason|why', 'text'),
  rule('namespace', 'namespace', 'text'),
  rule('pod', 'pod', 'text'),
  rule('container', 'container', 'text'),
  rule('cluster', 'cluster', 'text'),
  rule('zone', 'zone|availability zone', 'text'),
  rule('thread', 'thread|thread name|worker'),
  rule('logger', 'logger|logger name|source context|class|module', 'text'),
  rule('user agent', 'user agent|browser|agent', 'text'),
  rule('e-mail', 'email|mail|e mail|email address', 'text'),
  rule('currency', 'currency', 'text'),
  rule('temperature', 'temperature', 'number'),
  rule('percentage', 'percent|utilization|ratio|share|usage|percentage|humidity', 'number'),
  rule('event', 'event|event type|event name|log event'),
  rule('action', 'action|step|command|activity', 'text'),
  rule('queue', 'queue|topic|subject|partition|stream', 'text'),
  rule('database', 'database|schema|table', 'text'),
  rule('team', 'team|squad|owner', 'text'),
  rule('time', 'timestamp|time|date|created|updated|datetime|start|end'),
];

/** Words at the edges of a name that do not say what a field is: `customer_id` is about a customer. */
export const EDGE_WORDS: ReadonlySet<string> = new Set(
  'id number name code key uuid guid identifier value display string http https k8s kubernetes attributes attribute resource log body labels label iso otel field data info ecs fields'.split(
    ' ',
  ),
);

/** Forms of values that tell a role whatever the name; all values must match. `always`: without a match the name does not tell it either. */
export const VALUE_ROLES: ReadonlyArray<{
  readonly role: Role;
  readonly form: RegExp;
  readonly needs: 'text' | 'whole';
  readonly always?: true;
}> = [
  {
    role: 'ip',
    form: /^(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?$|^[\da-f]{0,4}(?::[\da-f]{0,4}){3,7}$/i,
    needs: 'text',
    always: true,
  },
  {
    role: 'method',
    form: /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|CONNECT|TRACE)$/,
    needs: 'text',
    always: true,
  },
  { role: 'time', form: /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?$/, needs: 'text' },
  { role: 'trace id', form: /^[\da-f]{32}$/i, needs: 'text' },
  { role: 'e-mail', form: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, needs: 'text', always: true },
  { role: 'path', form: /^(?:https?:\/\/\S+|\/[\w\-./{}:%?=&~+*]*)$/, needs: 'text' },
  {
    role: 'user agent',
    form: /^(?:Mozilla|curl|Wget|python|Go-http|okhttp|Java|PostmanRuntime|kube-probe|Apache)[\w-]*\/\S+/i,
    needs: 'text',
  },
  { role: 'version', form: /^v?\d+\.\d+\.\d+(?:[-+][-+.\w]*)?$/, needs: 'text' },
  {
    role: 'environment',
    form: /^(?:prod|production|staging|stage|stg|dev|development|test|testing|qa|uat|preprod|pre-prod|sandbox|live|integration|canary)$/i,
    needs: 'text',
  },
  {
    role: 'currency',
    form: /^(?:EUR|USD|GBP|CHF|JPY|SEK|NOK|DKK|PLN|CZK|HUF|CAD|AUD|NZD|BRL|MXN|INR|CNY|SGD|HKD|ZAR|TRY|KRW)$/,
    needs: 'text',
  },
  {
    role: 'region',
    form: /^(?:(?:us|eu|ap|sa|ca|me|af|cn)-(?:[a-z]+-)?\d?|(?:us|eu|ap|sa|ca|me|af|cn)-?(?:north|south|east|west|central)[a-z]*-?\d?[a-z]?|(?:europe|asia|us|northamerica|southamerica|australia)-[a-z]+\d[a-z]?)$/i,
    needs: 'text',
  },
  { role: 'status', form: /^[1-5]\d\d$/, needs: 'whole' },
];
