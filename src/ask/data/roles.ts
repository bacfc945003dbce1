import type { Field } from './telemetry.ts';

/** What a field is for, whatever it is called. */
export type Role =
  | 'level'
  | 'severityNumber'
  | 'message'
  | 'errorType'
  | 'service'
  | 'duration'
  | 'status'
  | 'traceId'
  | 'user'
  | 'host'
  | 'path'
  | 'method'
  | 'namespace'
  | 'pod';

/**
 * Names of fields by role, the surest first, without separators. A longer name that ends in one counts too, so that
 * `attributes_http_status_code` and `body_level` are found.
 */
const NAMES: Readonly<Record<Role, readonly string[]>> = {
  level: ['level', 'loglevel', 'severity', 'severitytext', 'levelname', 'lvl', 'logseverity', 'priority'],
  severityNumber: ['severitynumber'],
  message: ['message', 'log', 'msg', 'body', 'logmessage', 'text', 'content', 'event', 'logline', 'line'],
  errorType: [
    'errortype',
    'exceptiontype',
    'errorclass',
    'exceptionclass',
    'errorname',
    'errorkind',
    'errorcode',
    'exceptionname',
    'exception',
    'errcode',
    'errtype',
  ],
  service: [
    'servicename',
    'service',
    'app',
    'application',
    'appname',
    'kuberneteslabelsapp',
    'kuberneteslabelsappkubernetesioname',
    'k8sdeploymentname',
    'kubernetesdeploymentname',
    'k8scontainername',
    'kubernetescontainername',
    'containername',
    'component',
  ],
  duration: [
    'durationms',
    'duration',
    'latencyms',
    'latency',
    'responsetimems',
    'responsetime',
    'requesttime',
    'elapsedms',
    'elapsed',
    'requestdurationms',
    'requestduration',
    'timetaken',
    'durationseconds',
    'tookms',
    'took',
  ],
  status: [
    'statuscode',
    'httpstatuscode',
    'responsestatuscode',
    'httpstatus',
    'httpresponsestatuscode',
    'responsecode',
    'status',
  ],
  traceId: ['traceid'],
  user: ['userid', 'user', 'username', 'useremail', 'customerid', 'customer', 'accountid', 'enduserid'],
  host: ['host', 'hostname', 'node', 'nodename', 'k8snodename', 'instance', 'server', 'kuberneteshost'],
  path: [
    'requesturi',
    'path',
    'url',
    'uri',
    'endpoint',
    'route',
    'httproute',
    'urlpath',
    'httptarget',
    'requestpath',
  ],
  method: ['requestmethod', 'httpmethod', 'httprequestmethod', 'method', 'verb'],
  namespace: ['kubernetesnamespacename', 'k8snamespacename', 'namespace', 'namespacename'],
  pod: ['kubernetespodname', 'k8spodname', 'podname', 'pod'],
};

/** The field for each role that a stream has one for. */
export type Roles = Readonly<Partial<Record<Role, Field>>>;

/** A name in lower case without separators. */
export const comparableName = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
/** Whether a field is stored as a number. */
export const isNumeric = ({ type }: Field) => /^(u?int|float|decimal)/i.test(type);

const NEEDS_NUMBER: ReadonlySet<Role> = new Set(['duration', 'severityNumber']);

function fieldFor(role: Role, fields: readonly Field[]): Field | undefined {
  const fitting = fields.filter((field) => !NEEDS_NUMBER.has(role) || isNumeric(field));
  const names = NAMES[role];
  for (const name of names) {
    const field = fitting.find((each) => comparableName(each.name) === name);
    if (field) return field;
  }
  for (const name of names.filter((each) => each.length > 3)) {
    const field = fitting.find((each) => comparableName(each.name).endsWith(name));
    if (field) return field;
  }
  return undefined;
}

/** The fields of a schema by what they are for. A role that no field has is left out. */
export function rolesOf(fields: readonly Field[]): Roles {
  const found = (Object.keys(NAMES) as Role[]).flatMap((role) => {
    const field = fieldFor(role, fields);
    return field ? [[role, field] as const] : [];
  });
  return Object.fromEntries(found);
}

/** What people call the roles, for "by user" and "top endpoints". */
const WORDS: ReadonlyArray<readonly [role: Role, pattern: RegExp]> = [
  [
    'errorType',
    /^(errors?|exceptions?|failures?|error types?|error kinds?|kinds? of errors?|exception types?|causes?|reasons?)$/,
  ],
  ['service', /^(services?|apps?|applications?|components?)$/],
  ['level', /^(levels?|severit(y|ies)|log levels?)$/],
  ['status', /^(status(es)?|status codes?|http status(es)?( codes?)?|response codes?|codes?)$/],
  ['user', /^(users?|customers?|user ids?|accounts?)$/],
  ['host', /^(hosts?|nodes?|machines?|servers?|hostnames?|instances?)$/],
  ['path', /^(endpoints?|paths?|urls?|uris?|routes?|pages?)$/],
  ['method', /^(methods?|verbs?|http methods?)$/],
  ['namespace', /^(namespaces?)$/],
  ['pod', /^(pods?)$/],
  ['message', /^(messages?)$/],
  ['traceId', /^(traces?|trace ids?)$/],
];

/** The field that words name: by its own name, by its role, or by a name that ends in it. Null when none does. */
export function fieldInWords(words: string, fields: readonly Field[], roles: Roles): Field | null {
  const wanted = comparableName(words);
  if (wanted === '') return null;
  const singular = wanted.replace(/s$/, '');
  const exact = fields.find(({ name }) => [wanted, singular].includes(comparableName(name)));
  if (exact) return exact;
  const role = WORDS.find(([, pattern]) => pattern.test(words.toLowerCase().trim()))?.[0];
  const byRole = role === undefined ? undefined : roles[role];
  if (byRole) return byRole;
  return (
    fields.find(({ name }) => comparableName(name).endsWith(singular) && singular.length > 3) ??
    fields.find(({ name }) => comparableName(name).startsWith(singular) && singular.length > 3) ??
    null
  );
}
