/** Objects of OpenObserve itself, which its own operations list and show. */
const OBJECTS =
  /\b(?:dashboards?|panels?|alerts?|destinations?|templates?|pipelines?|functions?|folders?|reports?|saved views?|service accounts?|organi[sz]ations?|enrichment tables?|dashboard|tableaux? de bord|alarme|invitations?|invites?|roles?|permissions?|(?<!(?:how many|number of|total|most|average|input|output|prompt) )tokens?(?! (?:used?|usage|count|per|by))|passcode|settings|version of openobserve|search history|annotations?|backfill|kv|key values?|vrl|sourcemaps?|correlation|anomaly|incidents?|slo|regex patterns?|domains?|licen[cs]e|short url|search jobs?|query sessions?|running queries|cipher keys?|groups|ratelimit|rate limits?|actions|billing|quota|openapi|healthz|cluster nodes|list users|users are there in the org|(?:list|which|what) (?:the )?streams|list all streams|all streams|alle streams|liste streams|lista los streams|schema of|describe the)\b/i;

/** "does kubernetes report", "which host reports most errors": what others report. */
const REPORTING =
  /\b(?:do|does|did|doesn't|didn't) (?:\S+ ){1,3}report\b|\b(?:which|what|that|who) (?:\S+ ){0,2}report(?:s|ed)? (?=(?:the )?(?:most|more|fewest|no|any|an?|high|low|errors?|failures?)\b)/gi;

/** Whether a request is about OpenObserve's own objects rather than about records. */
export const isAboutObjects = (request: string): boolean => OBJECTS.test(request.replaceAll(REPORTING, ' '));

/** Objects of OpenObserve that are more often things of the data: edge functions, Kubernetes service accounts, user groups. */
const SHARED =
  '(?:functions?|service accounts?|roles?|groups|actions|billing|incidents?|permissions?|domains?|folders?|invitations?|invites?)';
const SHARED_NOUNS = new RegExp(`\\b${SHARED}\\b`, 'gi');
/** A list of them is asked for: "list all functions", "which service accounts are there". */
const LISTED = new RegExp(
  `^\\W*(?:please )?(?:list|show|give|get|what|which|how many)(?: (?:me|all|the|our|my|of|are))* ${SHARED}(?: (?:are there|exist|do (?:we|i) have|there are|we have|are (?:defined|stored)))?\\W*$`,
  'i',
);

/** Whether a request may be about data all the same: the objects that it speaks of are more often things of the data, and no list of them is asked for. */
export const mayBeOfData = (request: string): boolean =>
  !LISTED.test(request) && !isAboutObjects(request.replaceAll(SHARED_NOUNS, ' '));

const USAGE =
  /\bhow (?:many|much) (?!(?:storage|disk|space)\b).*\b(?:use|uses|used|using|consumed?|spent|spend|burn|burned|burnt|cost)\b/i;

const RATE = /\b(?:per|by the|each) (?:second|minute|hour|day|week)\b|\bhourly\b/i;

/** Whether a request asks how much of something was used, or how much at each time, which no list of objects tells. */
export const asksForUsage = (request: string): boolean => USAGE.test(request) || RATE.test(request);

/** Whether a request asks what can be asked. */
export const isHelp = (request: string): boolean =>
  /^\s*(?:help|help me|what can (?:you|i) (?:do|ask)|hilfe|aide|ayuda|ajuda|帮助|was kannst du|que peux[- ]tu faire|what do you do|how does this draft|usage|\?)\s*[?!.]*\s*$/i.test(
    request,
  );

/** Whether a request asks which release of OpenObserve this is. */
export const isVersionRequest = (request: string): boolean =>
  /^\s*(?:(?:what|which|show(?: me)?(?: the)?)(?:'s| is)?(?: the)? )?(?:version(?: number)? of (?:this )?openobserve|openobserve version)\b|^\s*(?:what|which) version (?:of openobserve|is (?:this|openobserve|running|installed)|are we (?:on|running|using) of openobserve)\b/i.test(
    request,
  );
